"""A real site under test: its own folder of data, its own processes, started, killed, looked into."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.elsewhere import surroundings
from tests.faults.postgres import Postgres

ROOT = Path(__file__).parents[2]
START = 120
UNLIMITED = {"LUOHU_RATE": "100000/s", "LUOHU_LOOKUPS": "100000/s", "LUOHU_LETTERS": "100000/s"}
SERVE = """
import sys
from luohu.web import studies
studies.warm = lambda: None  # minutes of work beside what is measured
from luohu.web.serving import serve
serve("127.0.0.1", 0, int(sys.argv[1]), False, lambda words: print(words.en, flush=True))
"""


class Site:
    """A site in a folder, on SQLite or on the PostgreSQL at an address."""

    def __init__(self, folder: Path, database: str = "", **told: str) -> None:
        self.folder, self.database, self.told = folder, database, told
        self.server: Postgres | None = None
        self.process: subprocess.Popen[str] | None = None
        self.address = ""

    @property
    def environment(self) -> dict[str, str]:
        return {
            **surroundings(), **UNLIMITED, "LUOHU_DATA": str(self.folder), "LUOHU_TODAY": "",
            "DATABASE_URL": self.database, "DJANGO_SETTINGS_MODULE": "luohu.web.settings",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PYTHONWARNINGS": "ignore", **self.told,
        }  # fmt: skip

    @contextmanager
    def prepared(self) -> Iterator[Site]:
        """The database made ready; every process gone afterwards."""
        self.python("from luohu.web.serving import prepare; prepare()")
        try:
            yield self
        finally:
            self.kill()

    def python(self, code: str, *arguments: str) -> str:
        """Run a program in the site's environment; what it prints."""
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def asked(self, module: str, *arguments: str) -> Any:
        """What a module of these tests answers in JSON, run within the site."""
        code = f"import sys, django; django.setup(); from {module} import main; main(*sys.argv[1:])"
        return json.loads(self.python(code, *arguments).splitlines()[-1])

    def luohu(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """What a command answers."""
        call = [sys.executable, "-m", "luohu.cli", *map(str, arguments)]
        return subprocess.run(
            call, env=self.environment, capture_output=True, text=True, check=False
        )

    def start(self, workers: int = 2) -> float:
        """Start the server in a group of its own; seconds until the first answer."""
        begun = time.monotonic()
        with (self.folder.parent / "server.log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", SERVE, str(workers)], env=self.environment, stderr=log,
                stdout=subprocess.PIPE, text=True, start_new_session=True,
            )  # fmt: skip
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if "the site is open: " in line:
                self.address = line.split("the site is open: ")[1].split()[0].rstrip("/")
                break
        assert self.address, self.log()
        assert self.status("/healthy", START) == 200, self.log()
        return time.monotonic() - begun

    def status(self, path: str, seconds: float = 10) -> int:
        """The status of an address, 0 where nobody answers."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=seconds) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def kill(self) -> None:
        """Kill every process of the server at once."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(30)
            assert self.process.stdout is not None
            self.process.stdout.close()
            self.process = None

    def stop(self) -> None:
        """Stop it as systemd would."""
        assert self.process is not None
        self.process.terminate()
        self.process.wait(60)
        self.kill()

    def log(self) -> str:
        path = self.folder.parent / "server.log"
        return path.read_text()[-4000:] if path.exists() else ""

    def agrees(self) -> dict[str, Any]:
        """What is in the database after a fault; AssertionError where state and record disagree."""
        found = self.asked("tests.faults.agreeing")
        assert found["submitted"] == found["receipts"] == found["events"], found
        assert found["sound"], found
        assert found["integrity"] == "ok", found
        return dict(found)
