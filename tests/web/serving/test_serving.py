"""The site started as `luohu serve` starts it."""

from __future__ import annotations

import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.request import urlopen

import pytest
import typer
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from typer.testing import CliRunner, Result

from luohu.commands.site import serve
from luohu.law.sources import LawError, Text
from luohu.web import serving, studies
from luohu.web.accounts.roles import Role, role_of
from luohu.web.letters.models import Letter
from luohu.web.lists.models import AwardList
from luohu.web.shell.accounts import Account, demonstration_account
from tests.elsewhere import surroundings

STARTED = """
import typer
from luohu.commands.site import serve
from luohu.web import studies
studies.warm = lambda: None  # minutes of work that outlive the server
typer.run(serve)
"""


def call(*arguments: str) -> Result:
    app = typer.Typer()
    app.command()(serve)
    return CliRunner().invoke(app, arguments)


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A server of its own with a folder of data of its own."""
    told = {"LUOHU_DATA": str(folder), "LANG": "en_US.UTF-8", "LC_ALL": ""}
    process = subprocess.Popen(
        [sys.executable, "-c", STARTED, "--port", "0", *arguments],
        env=surroundings() | told, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def opened_at(process: subprocess.Popen[str]) -> str:
    """The address that a starting server says it is open at."""
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if "the site is open: " in line:
            return line.split("the site is open: ")[1].split()[0]
    raise AssertionError("".join(said))


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT], ids=lambda one: one.name)
def test_it_starts_answers_and_stops(tmp_path: Path, ending: signal.Signals) -> None:
    with running(tmp_path / "data") as process:
        with urlopen(opened_at(process) + "healthy", timeout=60) as answer:
            assert answer.read() == b"ok\n"
        process.send_signal(ending)
        assert process.wait(60) == 0
    assert (tmp_path / "data" / "luohu.sqlite3").exists()


def test_a_port_that_is_taken_is_said_with_status_2() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = call("--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert "--port" in result.output


@pytest.mark.parametrize("host", ["nowhere.invalid", "x" * 300, "192.0.2.1"])
def test_an_address_that_cannot_be_had_is_status_2(host: str) -> None:
    assert call("--host", host, "--port", "0").exit_code == 2


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "example.org"])
def test_demo_data_are_for_this_machine_only(host: str) -> None:
    result = call("--demo", "--host", host)
    assert result.exit_code == 2
    assert "--demo" in result.output


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_this_machine_has_several_names(host: str) -> None:
    assert serving.is_loopback(host)


def test_an_address_is_shown_as_a_browser_takes_it() -> None:
    one = SimpleNamespace(getsockname=lambda: ("::1", 8000, 0, 0))
    assert serving.shown_address(one) == "http://[::1]:8000/"  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_demo_user_is_made_once_with_a_password_kept_in_the_folder_of_data(
    settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path / "data"
    account, user = demonstration_account("demo-somebody", "演示")
    assert demonstration_account("demo-somebody", "演示") == (account, user)
    kept = tmp_path / "data" / ".demo-somebody"
    assert kept.read_text() == account.password
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert user.check_password(account.password)
    assert not user.is_staff
    assert not user.is_superuser


@pytest.mark.django_db
def test_a_demonstration_is_loaded_and_the_terminal_says_how_to_sign_in(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    said: list[Text] = []
    accounts = serving.load_demo(said.append)
    names = {one.username for one in accounts}
    assert get_user_model().objects.count() == len(accounts) == len(names)
    people = User.objects.filter(username__in=names).select_related("appointment")
    assert {role_of(one) for one in people} == set(Role)
    assert AwardList.objects.filter(demonstration=True).exists()
    assert Letter.objects.exists()
    told = serving.opened("http://127.0.0.1:8000/", accounts)
    for words in (told.zh, told.en):
        assert "http://127.0.0.1:8000/sign-in/" in words
        rows = [line.split() for line in words.splitlines()]
        assert all([one.username, one.password] in rows for one in accounts)


def test_a_site_without_demo_data_has_nobody_to_sign_in() -> None:
    assert "sign-in" not in serving.opened("http://127.0.0.1:8000/", []).zh


@pytest.mark.django_db
def test_the_folder_of_data_is_made_ready(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    serving.prepare()
    assert (tmp_path / "static" / "web" / "site.css").exists()


def test_serving_is_one_step_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it but gunicorn's own loop."""
    monkeypatch.setattr(serving, "prepare", lambda: None)
    monkeypatch.setattr(serving, "load_demo", lambda say: [Account("demo", "secret")])
    monkeypatch.setattr(serving.Server, "run", lambda self: self.ready())
    result = call("--demo", "--port", "0", "--lang", "en")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1].split() == ["demo", "secret"]


def test_everything_heavy_is_loaded_before_the_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[bool] = []
    monkeypatch.setattr(serving, "begin", lambda: begun.append(True))
    server = serving.Server(serving.listen("127.0.0.1", 0), 1, lambda: None)
    assert server.cfg.preload_app
    server.cfg.post_worker_init(None)
    assert begun
    assert callable(server.load())
    server.cfg.when_ready(None)


def test_the_studies_are_prepared_beside_the_first_requests(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from threading import Event

    done = Event()
    monkeypatch.setattr(studies, "warm", done.set, raising=False)
    serving.warm()
    assert done.wait(60)


@pytest.mark.parametrize("works", [True, False])
def test_a_worker_does_jobs_where_the_settings_say_so(
    works: bool, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []
    settings.LUOHU_WORK = works
    monkeypatch.setattr(serving, "warm", lambda: None)
    one = SimpleNamespace(end=lambda: ended.append("worker"))
    monkeypatch.setattr("luohu.web.operations.working.begin", lambda: one)
    server = serving.Server(serving.listen("127.0.0.1", 0), 1, lambda: None)
    server.cfg.post_worker_init(None)
    server.cfg.worker_exit(None, None)
    assert ended == ["worker"] * works
    assert not serving.WORKERS


@pytest.mark.django_db
def test_sqlite_on_a_disk_of_a_network_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connection

    from luohu.web.operations import disks

    monkeypatch.setattr(disks, "file_system", lambda folder, mounts: "nfs4")
    if connection.vendor == "sqlite":
        with pytest.raises(LawError, match="nfs4"):
            serving.migrated()
    else:
        serving.migrated()
