"""Unified social credit codes of employers (GB 32100): written one way, checked, invented for tests."""

from __future__ import annotations

import unicodedata

from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place
from luohu.web.protection import identity

COLUMN = "credit_code"
ENTERPRISES = ("91", "92", "93")
WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def normalised(code: str) -> str:
    """A code as it is kept: narrow, without blanks and hyphens, in capitals."""
    folded = unicodedata.normalize("NFKC", code[:100]).upper()
    return "".join(c for c in folded if not c.isspace() and c.isprintable() and c != "-")


def fault(code: str) -> Fault | None:
    """What is wrong with a code; None for one that can be."""
    told = normalised(code)
    if _is_of_a_person(told):
        right = Text(
            "写单位的代码,不写个人的号码", "write the employer's code, not a person's number"
        )
        return _fault("这是身份证号", "this is an identity number", right)
    try:
        uscc.validate(told)
    except InvalidLength:
        right = Text("写 18 位", "write 18")
        return _fault(f"统一社会信用代码有 {len(told)} 位", f"it has {len(told)} characters", right)
    except InvalidChecksum:
        right = Text("请逐位核对", "compare it character by character")
        return _fault("统一社会信用代码校验位不对", "its check character does not fit", right)
    except ValidationError:
        right = Text(
            "前 8 位是数字,其余是数字或大写字母(没有 I、O、S、V、Z)",
            "8 digits first, then digits or capitals without I, O, S, V, Z",
        )
        return _fault("统一社会信用代码里有别的字符", "the code has other characters", right)
    return None


def _is_of_a_person(told: str) -> bool:
    """Whether it can be a person's number; an enterprise's code begins as no person's of a place does."""
    return not told.startswith(ENTERPRISES) and identity.fault(told) is None


def _fault(zh: str, en: str, right: Text) -> Fault:
    return Fault(Place(column=COLUMN), Text(zh, en), right)


def invented(n: int) -> str:
    """The n-th invented code, of nobody: registered nowhere; another for each n below 100 million."""
    if not 0 <= n < 100_000_000:
        raise ValueError(f"{n}: from 0 to 99999999")
    organisation = f"{n:08d}"
    rest = 11 - sum(int(c) * w for c, w in zip(organisation, WEIGHTS, strict=True)) % 11
    told = f"91990000{organisation}{'0123456789X0'[rest]}"
    return told + str(uscc.calc_check_digit(told))
