"""What an installation may choose for personal data, and what is no choice."""

from __future__ import annotations

import pytest

from luohu.law.sources import LawError
from luohu.web.configuration import CIPHER, KEYS, RETENTION, SCANNER


def test_by_default_aes_own_keys_no_scanner_and_nothing_deleted() -> None:
    assert (CIPHER.value(), KEYS.value(), SCANNER.value()) == ("aes", "", "")
    assert RETENTION.value() == {}


def test_limits_are_days_by_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOHU_RETENTION", "letters=1095, correction-requests=30")
    assert RETENTION.value() == {"letters": 1095, "correction-requests": 30}


@pytest.mark.parametrize(
    ("name", "value"),
    [("LUOHU_CIPHER", "des"), ("LUOHU_CIPHER", "AES"), ("LUOHU_RETENTION", "letters"),
     ("LUOHU_RETENTION", "letters=long"), ("LUOHU_RETENTION", "letters=0"), ("LUOHU_RETENTION", "letters=-1")],
)  # fmt: skip
def test_what_is_no_choice_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    setting = CIPHER if name == "LUOHU_CIPHER" else RETENTION
    with pytest.raises(LawError, match=name):
        setting.value()
