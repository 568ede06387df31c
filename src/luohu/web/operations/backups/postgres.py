"""PostgreSQL's own programs, called so that no password stands on a command line."""

from __future__ import annotations

import os
import subprocess
from typing import Any

from luohu.law.sources import LawError


def surroundings(database: dict[str, Any]) -> dict[str, str]:
    """The environment in which they find a database of the settings."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    told = {name: str(database.get(key) or "") for name, key in names.items()}
    return {**{name: one for name, one in told.items() if one}, "PGDATABASE": str(database["NAME"])}


def run(call: list[str], told: dict[str, str]) -> None:
    """Run one of them; LawError with what it said where it fails."""
    try:
        subprocess.run(call, env={**os.environ, **told}, check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise LawError(f"{call[0]}: 没有这个命令,请装 postgresql-client not installed") from None
    except subprocess.CalledProcessError as error:
        raise LawError(f"{call[0]}: {error.stderr.strip()[:500]}") from None
