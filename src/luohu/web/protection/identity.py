"""Identity numbers: written one way, checked by checksum and date of birth, invented for tests.

Where a number was first issued is no ground to refuse it: codes of counties were abolished before
and given after their bearers were born. Permits of residents of Hong Kong, Macau and Taiwan (81, 82,
83) have the same form.
"""

from __future__ import annotations

import datetime
import re
import unicodedata

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place
from luohu.web.shell.clock import now

LENGTH = 18
FORM = re.compile(r"[1-9][0-9]{16}[0-9X]")
EARLIEST = datetime.date(1900, 1, 1)
NOWHERE = "99"  # no province and no country of issue has this code
COLUMN = "id_number"


def normalised(text: str) -> str:
    """A number as it is kept: full-width digits narrow, nothing between them, X as a capital."""
    folded = unicodedata.normalize("NFKC", text[:100]).upper()
    return "".join(c for c in folded if not c.isspace() and c.isprintable() and c not in "-·")


def fault(text: str) -> Fault | None:
    """What is wrong with an identity number; None for one that can be."""
    number = normalised(text)
    if len(number) != LENGTH:
        return _fault(
            f"身份证号有 {len(number)} 位", f"the number has {len(number)} characters",
            Text("写 18 位", "write 18"),
        )  # fmt: skip
    if not FORM.fullmatch(number):
        right = Text("17 位数字,末位是数字或 X", "17 digits, then a digit or X")
        return _fault("身份证号里有别的字符", "the number has other characters", right)
    if _birth(number) is None:
        right = Text("第 7 至 14 位是出生日期", "the 7th to 14th digits are the date of birth")
        return _fault("身份证号里的出生日期不存在", "its date of birth cannot be", right)
    if check_digit(number[:-1]) != number[-1]:
        right = Text("请逐位核对", "compare it digit by digit")
        return _fault("身份证号校验位不对", "its check digit does not fit", right)
    return None


def _fault(zh: str, en: str, right: Text) -> Fault:
    return Fault(Place(column=COLUMN), Text(zh, en), right)


def check_digit(digits: str) -> str:
    """The last character that belongs to the first 17 (ISO 7064, MOD 11-2)."""
    total = sum(int(digit) * pow(2, 17 - at, 11) for at, digit in enumerate(digits))
    return "10X98765432"[total % 11]


def born(number: str) -> datetime.date:
    """The date of birth that a number tells; ValueError where it tells none."""
    day = _birth(normalised(number))
    if day is None:
        raise ValueError("this identity number tells no date of birth")
    return day


def _birth(number: str) -> datetime.date | None:
    try:
        day = datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return day if EARLIEST <= day <= now().date() else None


def sex(number: str) -> str:
    """The sex that a number tells: `male` where its last but one digit is odd, else `female`."""
    return "male" if int(normalised(number)[16]) % 2 else "female"


def invented(n: int, born: datetime.date | None = None, sex: str = "") -> str:
    """The n-th invented number, of nobody: its place is nowhere; another for each n below 4,990,000."""
    far, near = divmod(n, 499)
    if not 0 <= far < 10_000:
        raise ValueError(f"{n}: from 0 to {499 * 10_000 - 1}")
    day = born or datetime.date(1962, 1, 1) + datetime.timedelta(n * 37 % 14_000)
    sequence = 2 * near + (2 if (sex or "male") == "female" else 1)
    digits = f"{NOWHERE}{far:04d}{day:%Y%m%d}{sequence:03d}"
    return digits + check_digit(digits)
