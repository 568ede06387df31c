"""Other engines in an environment of their own, asked line by line, so that rounds interleave."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ENVIRONMENT = HERE.parent / ".venv-bench"
REQUIREMENTS = HERE / "requirements.txt"


class UnavailableError(Exception):
    """Another engine cannot be run here: why."""


def python_of(folder: Path) -> Path:
    """The interpreter of an environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def environment() -> Path:
    """The interpreter of the comparators' environment, made if need be; or UnavailableError."""
    done = ENVIRONMENT / "requirements.done"
    wanted = REQUIREMENTS.read_text("utf-8")
    if not done.exists() or done.read_text("utf-8") != wanted:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        (ENVIRONMENT / ".gitignore").write_text("*\n", "utf-8")
        install(python_of(ENVIRONMENT), "-r", str(REQUIREMENTS))
        done.write_text(wanted, "utf-8")
    return python_of(ENVIRONMENT)


def install(python: Path, *what: str) -> None:
    """Install packages into an environment; UnavailableError with the installer's last words."""
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    if found.returncode:
        raise UnavailableError(f"cannot install: {found.stderr.strip().splitlines()[-1:]}")


class Worker:
    """A process of another engine; `ask` sends one task and waits for its answer."""

    def __init__(self, python: Path, engine: str) -> None:
        self._process = subprocess.Popen(
            [str(python), "-m", "worker", engine],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            cwd=HERE / "workers", env={**os.environ, "PYTHONWARNINGS": "ignore"},
        )  # fmt: skip
        self.ask("ready")

    def ask(self, task: str, **details: Any) -> Mapping[str, Any]:
        """The answer to a task; UnavailableError if it fails."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"task": task, **details}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or '{"error": "the process ended"}')
        if "error" in answer:
            raise UnavailableError(answer["error"])
        return dict(answer)

    def contender(self, task: str, **details: Any) -> Callable[[], float]:
        """A contender of a race: the seconds that the engine itself took for a task."""
        return lambda: float(self.ask(task, **details)["seconds"])

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(30)
