"""What an installation may set is in the manual, with its default."""

from pathlib import Path

import pytest

from luohu.law.sources import LawError
from luohu.web.configuration import HTTPS, PROXIES, SETTINGS, secret


def test_every_setting_is_in_the_manual() -> None:
    manual = Path("docs/site.md").read_text()
    for one in SETTINGS:
        assert f"`{one.name}`" in manual
        assert one.what.en in manual
        assert one.default in manual


@pytest.mark.parametrize(("setting", "words"), [(HTTPS, "yes"), (PROXIES, "many")])
def test_a_setting_that_cannot_be_read_says_what_it_is_for(
    monkeypatch: pytest.MonkeyPatch, setting: object, words: str
) -> None:
    monkeypatch.setenv(setting.name, words)  # type: ignore[attr-defined]
    with pytest.raises(LawError, match=words):
        setting.value()  # type: ignore[attr-defined]


def test_the_secret_is_made_once_and_for_its_owner(tmp_path: Path) -> None:
    first = secret(tmp_path / "data")
    assert secret(tmp_path / "data") == first
    assert len(first) > 50
    assert (tmp_path / "data" / ".secret").stat().st_mode & 0o077 == 0
