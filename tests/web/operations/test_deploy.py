"""What Django itself finds in the settings of a site that is reached over HTTPS."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.elsewhere import surroundings

HOSTS = {"LUOHU_HOSTS": "luohu.example"}


@pytest.mark.parametrize(
    ("https", "warned"), [("1", False), ("0", True)], ids=["over HTTPS", "the control: without"]
)
def test_a_site_over_https_is_deployed_without_a_warning(
    tmp_path: Path, https: str, warned: bool
) -> None:
    told = {
        **surroundings(), **HOSTS, "LUOHU_DATA": str(tmp_path), "LUOHU_HTTPS": https,
        "DJANGO_SETTINGS_MODULE": "luohu.web.settings",
    }  # fmt: skip
    call = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]

    done = subprocess.run(call, env=told, capture_output=True, text=True, check=False)

    assert (done.returncode != 0) == warned, done.stdout + done.stderr
    assert ("no issues" in done.stdout) != warned
