"""The doctor: each thing that can be wrong is found, with what to do."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from luohu.law.sources import LawError
from luohu.web.operations import disks
from luohu.web.operations.doctor import database, machine, site, table
from luohu.web.operations.doctor.findings import FAULT, OK, WARNING, Finding
from tests.web.operations.work import asked, worked

pytestmark = pytest.mark.django_db
MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
//server/share /media/with\\040space cifs rw 0 0
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    path = tmp_path / "mounts"
    path.write_text(MOUNTS)
    return path


def test_a_site_of_the_tests_has_no_fault_but_its_hosts(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["luohu.example"]
    faults = [one for one in table.examine() if one.standing == FAULT]
    assert not [one for one in faults if one.name is not database.WHOLE], faults


def test_every_finding_that_is_not_well_says_what_to_do() -> None:
    for one in table.examine():
        assert one.found
        assert one.standing == OK or (one.do and one.do.zh and one.do.en)


def test_what_cannot_be_looked_at_is_a_fault_and_the_rest_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> Any:
        raise ValueError("no")

    parts = ((database.VERSION, fail), *table.PARTS[1:])
    monkeypatch.setattr(table, "PARTS", parts)
    findings = table.examine()
    assert findings[0].standing == FAULT
    assert len(findings) > 5
    assert not table.is_well(findings)


@pytest.mark.parametrize(
    ("mode", "version", "standing"),
    [
        ("delete", (3, 40, 1), OK),
        ("wal", (3, 40, 1), FAULT),
        ("wal", (3, 51, 2), FAULT),
        ("wal", (3, 51, 3), OK),
    ],
)
def test_a_log_that_can_corrupt_the_file_is_a_fault(
    mode: str, version: tuple[int, ...], standing: str
) -> None:
    assert database.journal(mode, version).standing == standing


@pytest.mark.parametrize("name", ["fsync", "full_page_writes", "synchronous_commit"])
def test_a_postgres_that_may_lose_what_it_confirmed_is_a_fault(name: str) -> None:
    told = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
    assert database.durable(told).standing == OK
    finding = database.durable({**told, name: "off"})
    assert (finding.standing, finding.found) == (FAULT, f"{name}=off")


@pytest.mark.parametrize(
    ("free", "standing"), [(10 * 1024**3, OK), (1024**3, WARNING), (1024**2, FAULT)]
)
def test_room_on_the_disk(free: int, standing: str) -> None:
    assert machine.room(free).standing == standing


@pytest.mark.parametrize(("mode", "standing"), [(0o600, OK), (0o640, FAULT), (0o604, FAULT)])
def test_a_secret_that_others_can_read_is_a_fault(tmp_path: Path, mode: int, standing: str) -> None:
    path = tmp_path / "keys.json"
    path.touch()
    path.chmod(mode)
    assert machine.private(machine.KEYS, path).standing == standing


def test_keys_that_are_not_there_yet_are_said(tmp_path: Path) -> None:
    assert machine.private(machine.KEYS, tmp_path / "keys.json").standing == WARNING


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/var/lib/luohu", "ext4"), ("/home/luohu", "nfs4"), ("/media/with space/luohu", "cifs")],
)
def test_the_file_system_of_a_folder(mounts: Path, folder: str, kind: str) -> None:
    assert disks.file_system(Path(folder), mounts) == kind


def test_sqlite_on_a_disk_of_the_network_is_refused(mounts: Path) -> None:
    disks.refuse_shared(Path("/var/lib/luohu"), mounts)
    with pytest.raises(LawError, match="PostgreSQL"):
        disks.refuse_shared(Path("/home/luohu"), mounts)


def test_a_machine_that_does_not_say_is_trusted(tmp_path: Path) -> None:
    assert disks.file_system(Path("/home"), tmp_path / "none") == ""


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "fuse.sshfs", "smb3", "9p"])
def test_disks_of_a_network(kind: str) -> None:
    assert disks.is_shared(kind)


def test_a_clock_on_a_set_day_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert machine.clock().standing == WARNING
    monkeypatch.delenv("LUOHU_TODAY")
    assert machine.clock().standing == OK


@pytest.mark.parametrize("names", [[], ["*"], ["luohu.example", "*"]])
def test_a_site_that_answers_to_any_name_is_a_fault(names: list[str]) -> None:
    assert site.hosts(names).standing == FAULT


def test_a_record_without_its_head_is_a_fault() -> None:
    from django.db import transaction

    from luohu.web.record import services
    from luohu.web.record.models import Head

    with transaction.atomic():
        services.note(actor=None, role="system", action="test", subject="test:1")
    assert site.record().standing == OK
    Head.objects.update(digest="0" * 64)
    assert site.record().standing == FAULT


def test_jobs_that_failed_are_said() -> None:
    worked(asked("test.break"))
    late, failed = site.jobs()
    assert (late.standing, failed.standing) == (OK, WARNING)


def test_accounts_of_the_demonstration_are_said() -> None:
    assert site.demonstration().standing == OK
    User.objects.create_user("demo-authority")
    assert site.demonstration().standing == WARNING


def test_a_backup_that_is_too_old_is_said(settings: Any, tmp_path: Path) -> None:
    import os

    settings.DATA = tmp_path
    assert site.backup().standing == WARNING
    (tmp_path / site.LAST_BACKUP).touch()
    assert site.backup().standing == OK
    then = datetime.datetime.now().timestamp() - 3 * 86_400
    os.utime(tmp_path / site.LAST_BACKUP, (then, then))
    assert site.backup().standing == WARNING


def test_a_finding_as_json() -> None:
    told = machine.room(1).as_json()
    assert set(told) == {"name", "standing", "found", "do"}
    assert isinstance(machine.room(1), Finding)
