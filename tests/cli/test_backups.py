"""`luohu site backup`, `backup-check` and `restore`, as an administrator calls them on a real site."""

from __future__ import annotations

import json
import shutil
import stat
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from luohu.law.sources import LawError
from luohu.web.operations.backups import making, manifest, restoring
from tests.faults.sites import Site
from tests.web.postgres import database_for

DONE, WRONG = 0, 2
NOTE = """
import django; django.setup()
from django.db import transaction
from luohu.web.protection.keys import keys
from luohu.web.record import services
for _ in range(3):
    with transaction.atomic():
        services.note(actor=None, role="system", action="test", subject="test:1")
keys().active("content")
"""
TAMPER = """
import django; django.setup()
from luohu.web.record.models import Head
Head.objects.update(digest="0" * 64)
"""
PAPER = b"sealed content"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with a record, keys and an attachment."""
    folder = tmp_path_factory.mktemp("backed-up")
    with database_for("luohu_backup") as address, Site(folder / "data", address).prepared() as one:
        one.python(NOTE)
        paper = one.folder / "attachments" / "ab" / "paper"
        paper.parent.mkdir(parents=True)
        paper.write_bytes(PAPER)
        yield one


@pytest.fixture(scope="module")
def backup(site: Site) -> Path:
    """A backup without keys."""
    told = backed_up(site)
    assert told["keys"] is False
    return Path(told["file"])


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Site]:
    """An empty place to bring a backup back to."""
    with database_for("luohu_restored") as address:
        yield Site(tmp_path / "elsewhere", address)


def backed_up(site: Site, *told: str) -> dict[str, Any]:
    done = site.luohu("site", "backup", site.folder.parent / f"backups{len(told)}", "--json", *told)
    assert done.returncode == DONE, done.stdout + done.stderr
    return dict(json.loads(done.stdout))


def names(backup: Path) -> set[str]:
    with tarfile.open(backup) as tar:
        return set(tar.getnames())


def with_keys(place: Site, site: Site) -> None:
    place.folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(site.folder / "keys.json", place.folder / "keys.json")


def test_a_backup_holds_everything_but_the_keys(backup: Path) -> None:
    held = names(backup)
    assert {"manifest.json", "attachments/ab/paper"} <= held
    assert not {"keys.json", ".secret"} & held
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]


def test_a_backup_is_checked_apart_from_the_site(site: Site, backup: Path) -> None:
    done = site.luohu("site", "backup-check", backup, "--json")
    assert done.returncode == DONE, done.stdout
    assert json.loads(done.stdout)["verified"]["count"] >= 3


def test_a_backup_is_brought_back_and_verified(site: Site, backup: Path, elsewhere: Site) -> None:
    with_keys(elsewhere, site)
    done = elsewhere.luohu("site", "restore", backup, "--json")
    assert done.returncode == DONE, done.stdout + done.stderr
    seen = json.loads(elsewhere.luohu("site", "verify-record", "--json").stdout)
    assert seen["head"] == json.loads(site.luohu("site", "verify-record", "--json").stdout)["head"]
    assert (elsewhere.folder / "attachments" / "ab" / "paper").read_bytes() == PAPER
    again = elsewhere.luohu("site", "restore", backup)
    assert again.returncode == WRONG
    assert "nothing is written over" in again.stderr


def test_without_the_keys_nothing_is_brought_back(backup: Path, elsewhere: Site) -> None:
    done = elsewhere.luohu("site", "restore", backup)
    assert done.returncode == WRONG
    assert "keys.json" in done.stderr
    assert not (elsewhere.folder / "attachments").exists()


def test_with_keys_a_backup_holds_them(site: Site) -> None:
    told = backed_up(site, "--with-keys")
    assert told["keys"] is True
    assert {"keys.json", ".secret"} <= names(Path(told["file"]))


def test_a_damaged_backup_is_refused(backup: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.tar"
    content = bytearray(backup.read_bytes())
    content[content.index(PAPER)] ^= 1
    damaged.write_bytes(content)
    with pytest.raises(LawError, match="attachments/ab/paper"):
        restoring.check(damaged)


def test_what_is_no_backup_is_said(tmp_path: Path) -> None:
    other = tmp_path / "other.tar"
    other.write_text("no backup")
    with pytest.raises(LawError, match="no backup"):
        restoring.check(other)


def test_a_path_that_leads_out_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_text("x")
    for name in ("../out", "/etc/out"):
        told = manifest.Manifest("now", manifest.SQLITE, 0, "", [manifest.part_of(name, source)])
        made = making.pack(tmp_path / f"{len(name)}.tar", [(name, source)], told)
        with pytest.raises(LawError, match="leads out"):
            manifest.unpacked(made, tmp_path / "into")


def test_a_record_that_is_not_sound_makes_no_backup(site: Site, backup: Path) -> None:
    """The last test: it spoils the site."""
    site.python(TAMPER)
    done = site.luohu("site", "backup", site.folder.parent / "none")
    assert done.returncode == WRONG
    assert "not sound" in done.stderr
    assert not list((site.folder.parent / "none").iterdir())
