"""The program that looks for malicious software in an upload, where the office has one."""

from __future__ import annotations

import shlex
import subprocess

from django.conf import settings

from luohu.law.sources import Text
from luohu.people.faults import Fault, Place, Refused
from luohu.web.record import security

PATIENCE = 30
INFECTED = 1


def scan(content: bytes, subject: str) -> None:
    """Refused for what the program finds; also where it does not run, takes too long, or is unsure.

    It gets the file on its standard input and ends with status 0 for a clean one, 1 for an infected.
    """
    command = str(settings.LUOHU_SCANNER).strip()
    if not command:
        return
    try:
        done = subprocess.run(
            shlex.split(command), input=content, capture_output=True, timeout=PATIENCE, check=False
        )
        status = done.returncode
    except (OSError, ValueError, subprocess.TimeoutExpired):
        status = -1
    if status == 0:
        return
    security.log("attachment-refused", subject=subject, scanner=status)
    if status == INFECTED:
        wrong = Text("文件里有恶意程序", "there is malicious software in the file")
        right = Text("查毒后重新制作再交", "clean it, make it anew and hand it in")
    else:
        wrong = Text("现在无法查毒,没有收下", "it cannot be scanned now and was not kept")
        right = Text("请过一会儿再交", "hand it in again a little later")
    raise Refused([Fault(Place(column="file"), wrong, right)])
