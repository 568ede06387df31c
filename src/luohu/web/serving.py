"""Starting the site: its folder of data made ready, everything heavy loaded, gunicorn in front."""

from __future__ import annotations

import os
import secrets
import socket
import threading
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import django
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from luohu.law.sources import LawError, Text

SETTINGS = "DJANGO_SETTINGS_MODULE"
OFFICE_USER = "demo-office"
OFFICE_NAME = "演示-主管"
KEPT_IN = ".demo-office"
THREADS, PATIENCE = 4, 10
Say = Callable[[Text], None]


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with the site loaded once, before its workers, so that they share the memory."""

    def __init__(self, listening: socket.socket, workers: int, ready: Callable[[], None]) -> None:
        self.listening, self.workers, self.ready = listening, workers, ready
        super().__init__()

    def load_config(self) -> None:
        """What gunicorn is told: quiet, nothing dropped when it stops."""
        told = {
            "bind": f"fd://{self.listening.detach()}",
            "workers": self.workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "preload_app": True,
            "loglevel": "warning",
            "graceful_timeout": PATIENCE,
            "control_socket_disable": True,
            "when_ready": lambda arbiter: self.ready(),
            "post_worker_init": lambda worker: warm(),
        }
        for name, value in told.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The site."""
        from luohu.web.wsgi import application

        return application


def serve(host: str, port: int, workers: int, demo: bool, say: Say) -> None:
    """Serve the site until it is stopped; LawError for an address that cannot be had."""
    if demo and not is_loopback(host):
        raise LawError(f"--host {host}: --demo 只在本机 --demo is for this machine only: 127.0.0.1")
    listening = listen(host, port)
    say(Text("准备数据文件夹…", "making the folder of data ready…"))
    prepare()
    password = load_demo(say) if demo else None
    say(Text("载入各市规则…", "loading the law of every city…"))
    address = shown_address(listening)
    Server(listening, workers, lambda: say(opened(address, password))).run()


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine only."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listen(host: str, port: int) -> socket.socket:
    """A socket at an address, any free port for 0; LawError saying why there is none."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return _bound(socket.socket(family, kind), address)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise LawError(
            f"{host}:{port}: 用不了这个地址或端口,换一个 --port "
            f"this address cannot be had, try another --port: {reason}"
        ) from None


def _bound(listening: socket.socket, address: Any) -> socket.socket:
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError:
        listening.close()
        raise
    return listening


def shown_address(listening: socket.socket) -> str:
    """The address of the site, as a browser takes it."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def migrated() -> None:
    """Make the database ready in the folder of data."""
    os.environ.setdefault(SETTINGS, "luohu.web.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def prepare() -> None:
    """Make the database and the static files ready in the folder of data."""
    migrated()
    from django.core.management import call_command
    from django.db import connections

    call_command("collectstatic", verbosity=0, interactive=False)
    connections.close_all()


def load_demo(say: Say) -> str:
    """Fill in the demo data; the password of the demo office's user."""
    from django.db import connections

    from luohu.web.lists.demonstration import load_demonstration

    say(Text("装入演示数据…", "loading demo data…"))
    load_demonstration()
    password = office_password()
    connections.close_all()
    return password


def office_password() -> str:
    """The password of the demo office's user, who is made on the first call."""
    from django.conf import settings
    from django.contrib.auth import get_user_model

    password = _kept(Path(settings.DATA) / KEPT_IN)
    rights = {"first_name": OFFICE_NAME, "is_staff": True, "is_superuser": True}
    user, _ = get_user_model().objects.get_or_create(username=OFFICE_USER, defaults=rights)
    if not user.check_password(password):
        user.set_password(password)
        user.save()
    return password


def _kept(path: Path) -> str:
    """A password made on the first call, in a file that its owner alone can read."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(12))
    return path.read_text()


def warm() -> None:
    """Let the studies prepare what they compare, beside the first requests of a worker."""
    from luohu.web import studies

    prepared = getattr(studies, "warm", None)
    if prepared is not None:
        threading.Thread(target=prepared, daemon=True).start()


def opened(address: str, password: str | None) -> Text:
    """Where the site is, and how to sign in, in a line."""
    if password is None:
        return Text(f"网站已开:{address}", f"the site is open: {address}")
    return Text(
        f"网站已开:{address} · 登录 {address}office/ 用户 {OFFICE_USER} 密码 {password} · Ctrl-C 停止",
        f"the site is open: {address} · sign in at {address}office/ as {OFFICE_USER}, "
        f"password {password} · Ctrl-C stops it",
    )
