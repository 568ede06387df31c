"""Starting the site: its folder of data made ready, everything heavy loaded, gunicorn in front."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import django
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from luohu.law.sources import LawError, Text
from luohu.web import configuration
from luohu.web.connections import CoveredLog, TimedWorker

if TYPE_CHECKING:
    from luohu.web.shell.accounts import Account

SETTINGS = "DJANGO_SETTINGS_MODULE"
THREADS, PATIENCE = 4, 10
Say = Callable[[Text], None]
WORKERS: list[Any] = []


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
            "worker_class": TimedWorker,
            "logger_class": CoveredLog,
            "threads": THREADS,
            "preload_app": True,
            "loglevel": "warning",
            "graceful_timeout": PATIENCE,
            "control_socket_disable": True,
            "when_ready": lambda arbiter: self.ready(),
            "post_worker_init": lambda worker: begin(),
            "worker_exit": lambda server, worker: end(),
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
    accounts = load_demo(say) if demo else []
    say(Text("载入各市规则…", "loading the law of every city…"))
    address = shown_address(listening)
    Server(listening, workers, lambda: say(opened(address, accounts))).run()


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
    """Make the database ready; LawError where SQLite would lie on a disk it does not survive on."""
    os.environ.setdefault(SETTINGS, "luohu.web.settings")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from luohu.web.operations import disks

    if connection.vendor == "sqlite":
        disks.refuse_shared(settings.DATA)
    call_command("migrate", verbosity=0, interactive=False)


def prepare() -> None:
    """Make the database and the static files ready in the folder of data."""
    migrated()
    from django.core.management import call_command
    from django.db import connections

    call_command("collectstatic", verbosity=0, interactive=False)
    connections.close_all()


def load_demo(say: Say) -> list[Account]:
    """Fill in the demo data; how to sign in as the people of it, one of each role at least."""
    from django.contrib.auth.models import User
    from django.db import connections

    from luohu.web.accounts.demonstration import load_demonstration as load_people
    from luohu.web.letters.demonstration import load_demonstration as load_letters
    from luohu.web.lists.demonstration import load_demonstration as load_lists
    from luohu.web.selection.demonstration import load_demonstration as load_years

    say(Text("装入演示数据…", "loading demo data…"))
    people = load_people()
    load_lists()
    load_years({one.username: User.objects.get(username=one.username) for one in people})
    accounts = [*people, *load_letters()]
    connections.close_all()
    return accounts


def begin() -> None:
    """What runs beside the requests of a worker: the studies' warming, and jobs where it does them."""
    from django.conf import settings

    from luohu.web.operations import working

    warm()
    if settings.LUOHU_WORK:
        WORKERS.append(working.begin())


def end() -> None:
    """Give back the jobs of a worker that ends."""
    while WORKERS:
        WORKERS.pop().end()


def warm() -> None:
    """Let the studies prepare what they compare, beside the first requests of a worker."""
    from luohu.web import studies

    prepared = getattr(studies, "warm", None)
    if prepared is not None:
        threading.Thread(target=prepared, daemon=True).start()


def opened(address: str, accounts: Sequence[Account]) -> Text:
    """Where the site is; below it, where it has demo people, how to sign in as each of them."""
    if not accounts:
        return Text(f"网站已开:{address}", f"the site is open: {address}")
    code = f"LUOHU_DATA={configuration.DATA.value()} luohu site code"
    people = "\n".join(f"  {one.username:<20} {one.password}" for one in accounts)
    return Text(
        f"网站已开:{address} · Ctrl-C 停止\n登录 {address}sign-in/,用户和密码如下;"
        f"工作人员的动态码:{code} 用户名\n{people}",
        f"the site is open: {address} · Ctrl-C stops it\nsign in at {address}sign-in/ as one of "
        f"these, with the password; {code} NAME tells an official's code\n{people}",
    )
