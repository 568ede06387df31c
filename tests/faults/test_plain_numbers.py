"""No identity number in plain text: in a log, a temporary file, a database, a dump, a backup.

A site is used in earnest, and wrongly: numbers are typed into every field that is not for them. Then
everything that it wrote is searched byte for byte.
"""

from __future__ import annotations

import base64
import gzip
import http.client
import io
import json
import re
import socket
import subprocess
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.faults.clients import TOKEN
from tests.faults.figures import measured
from tests.faults.searching import Search, files_below, forms
from tests.faults.sites import Site
from tests.faults.typed_freely import number
from tests.faults.watching import Watching
from tests.web.protection.files import pdf
from tests.web.verification.made import DOCUMENT

CONSENTS = ["purpose", "sensitive", "minors"]


class Person:
    """Somebody at a browser: what is sent, and where it leads."""

    def __init__(self, site: Site, cookies: dict[str, str]) -> None:
        self.place = urlsplit(site.address).netloc
        told = {**cookies, "csrftoken": TOKEN}
        self.cookies = "; ".join(f"{name}={one}" for name, one in told.items())
        self.content, self.agent = b"", "tests"

    def call(
        self, method: str, path: str, body: bytes = b"", kind: str = ""
    ) -> tuple[int, str, str]:
        """The status, where it leads, and the words of an answer."""
        connection = http.client.HTTPConnection(self.place, timeout=60)
        headers = {
            "Cookie": self.cookies,
            "User-Agent": self.agent,
            **({"Content-Type": kind} if kind else {}),
        }
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        self.content = answer.read()
        words = self.content.decode("utf-8", "replace")
        connection.close()
        assert answer.status not in (500, 503), (path, words)
        return answer.status, answer.headers.get("Location") or "", words

    def get(self, path: str) -> str:
        return self.call("GET", path)[2]

    def send(self, path: str, **fields: Any) -> tuple[int, str, str]:
        """Send a form, with files where a field is one."""
        told = {**fields, "csrfmiddlewaretoken": TOKEN}
        if any(isinstance(one, SimpleUploadedFile) for one in fields.values()):
            return self.call("POST", path, encode_multipart(BOUNDARY, told), MULTIPART_CONTENT)
        body = urlencode(told, doseq=True).encode()
        return self.call("POST", path, body, "application/x-www-form-urlencoded")


class Watched(Watching):
    """A folder in which every file that appears, however shortly, is read."""

    every = 0.0005

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder, self.seen = folder, dict[str, bytes]()

    def look(self) -> None:
        for path in files_below(self.folder):
            with suppress(OSError):  # it is gone already
                known = self.seen.get(str(path), b"")
                self.seen[str(path)] = max(known, path.read_bytes(), key=len)


def in_addresses(told: dict[str, Any], people: Callable[[str], Person]) -> None:
    """Numbers in paths and in what is asked, by nobody and by officials."""
    typed, nobody = number(1), people("")
    for path in (
        f"/?q={typed}", f"/ask/?q={typed}", f"/law/open-questions/?q={typed}", f"/nothing/{typed}/",
        f"/declare/{typed}/", f"/sign-in/?next=/declare/{typed}/", f"/api/v1/schemes/{typed}",
        f"/api/v1/replies/{typed}", f"/api/v1/checks?fact={typed}", f"/letters/read/?number={typed}",
        f"/published/{told['publication']}/?q={typed}", f"/ranked/{typed}/", f"/{quote('身份证')}{typed}",
        f"/law/{typed}/{typed}/",
    ):  # fmt: skip
        nobody.get(path)
    names = f"/published/{told['publication']}/list/?q={typed}"
    asked = {
        "publisher": (names, f"/published/{told['publication']}/object/?about={typed}"),
        "authority": ("/employers/", f"/selection/falsify/{typed}/", f"/selection/{told['year']}/lines/?number={typed}"),
        "auditor": (f"/record/of/{typed}/", f"/record/security/?actor={typed}", f"/record/events.csv?after={typed}"),
        "applicant": (f"/declare/{typed}/", f"/ranked/{typed}/", f"/settling/{typed}/"),
        "employer": (f"/employer/{typed}/", f"/employer/?year={typed}"),
        "verifier": (f"/verify/?fact={typed}&q={typed}", f"/verify/check/{typed}/"),
        "letters": (f"/desk/?q={typed}", f"/desk/letters/{typed}/"),
    }  # fmt: skip
    for role, paths in asked.items():
        for path in paths:
            people(role).get(path)
            people(role).get(f"{path}{'&' if '?' in path else '?'}q={typed}")


def in_signing_in(told: dict[str, Any], people: Callable[[str], Person]) -> None:
    """Numbers as names and as passwords, until it is locked; as the name of a new account."""
    typed, nobody = number(2), people("")
    nobody.agent = f"Browser/{number(8)}"
    for _ in range(7):
        nobody.send("/sign-in/", username=typed, password="wrong")
        nobody.send("/sign-in/", username="typist", password=number(3), next=f"/declare/{typed}/")
    nobody.send("/sign-in/", username=f"wrong {typed}", password=number(3))
    nobody.send("/sign-up/", username=typed, password=told["password"], again=told["password"])
    nobody.send("/sign-up/", username=f"me-{typed}", password=number(3), again=number(3))
    status, _, _ = nobody.send(
        "/sign-in/", username="another", password=number(3), next=f"/declare/{typed}/"
    )
    assert status == 200
    for path in ("/declare/claim/", "/letters/read/", "/published/objection/", "/letters/again/"):
        people("applicant").send(path, number=typed, identity=typed, code=typed, text=typed)


def in_a_declaration(told: dict[str, Any], people: Callable[[str], Person]) -> None:
    """A declaration filled in, with a paper, handed over and submitted; the number wherever it may stand."""
    own, typed = people("beginner"), number(4)
    _, where, words = own.send(
        f"/declare/begin/{told['year']}/", notice=_notice(own, told), consent=CONSENTS
    )
    assert where, words
    begun = where.rpartition("details/")[0]
    fields = {
        "name": f"甲{typed}",
        "identity": typed,
        "telephone": "19900000000",
        "address": f"路{typed}",
    }
    own.send(f"{begun}details/", **{**fields, "telephone": typed}, revision=_revision(own, begun))
    assert (
        own.send(
            f"{begun}details/", **{**fields, "name": "申请人甲"}, revision=_revision(own, begun)
        )[0]
        == 302
    )
    document = SimpleUploadedFile(f"{typed}.json", json.dumps({**DOCUMENT, "id": typed}).encode())
    status, _, words = own.send(
        f"{begun}load/", file=document, revision=_revision(own, begun), consent="minors"
    )
    assert status == 302, words
    for file in (pdf(f"({typed})".encode()), b"no paper " + typed.encode()):
        own.send(
            f"{begun}papers/",
            file=SimpleUploadedFile(f"身份证{typed}.pdf", file, "application/pdf"),
        )
    assert f"身份证{typed}" in own.get(f"{begun}papers/")
    own.send(f"{begun}check/", credit_code=typed)
    status, _, words = own.send(f"{begun}check/", credit_code=told["employer"])
    assert status == 302, words
    handed = begun.rstrip("/").rpartition("/")[2]
    officer = people("employer")
    officer.send(f"/employer/{handed}/return/", why=f"号码{typed}不对")
    own.send(f"{begun}check/", credit_code=told["employer"])
    status, _, words = officer.send("/employer/submit/", declaration=handed, key="k")
    assert status == 200, words
    people("auditor").get(f"/record/of/declaration:{handed}/")


def _notice(person: Person, told: dict[str, Any]) -> str:
    found = re.search(
        r'name="notice" value="([^"]+)"', person.get(f"/declare/begin/{told['year']}/")
    )
    assert found
    return found[1]


def _revision(person: Person, begun: str) -> str:
    found = re.search(r'name="revision" value="(\d+)"', person.get(f"{begun}details/"))
    assert found
    return found[1]


def in_workbooks(told: dict[str, Any], people: Callable[[str], Person]) -> None:
    """A workbook of many taken in, one that is faulty, one that is none."""
    officer = people("employer")
    for name, status in (("workbook", 200), ("faulty", 422)):
        file = SimpleUploadedFile(f"{number(5)}.xlsx", base64.b64decode(told[name]))
        answer = officer.send("/employer/workbook/", year=told["year"], consent="yes", file=file)
        assert answer[0] == status, answer[2]
    none = SimpleUploadedFile("a.xlsx", number(5).encode())
    officer.send("/employer/workbook/", year=told["year"], consent="yes", file=none)
    verifier = people("verifier")
    verifier.send(
        "/verify/workbook/",
        year=told["year"],
        file=SimpleUploadedFile(f"{number(5)}.xlsx", number(5).encode()),
    )
    verifier.send(
        f"/verify/check/{told['check']}/",
        decision="refuted",
        reason=f"号码{number(5)}不符",
        revision=0,
    )
    told_in_full = {"full": "1", "why": "与档案逐一核对"}
    verifier.send(f"/verify/workbook/{told['verifying']}.xlsx", **told_in_full)
    whole = Search(told["numbers"]).content(verifier.content, "what a department may have")
    assert whole  # it is there, and nowhere else
    officer.get("/employer/")
    officer.get(f"/employer/workbook/template/?year={told['year']}")


def in_words(told: dict[str, Any], people: Callable[[str], Person]) -> None:
    """Numbers in letters, objections, requests, reasons, names and keys."""
    typed, nobody, authority = number(6), people(""), people("authority")
    words = f"我的身份证是{typed},请问什么时候能落户?"
    page = nobody.send("/letters/write/", q=words)[2]
    once = re.search(r'name="once" value="([^"]+)"', page)
    assert once
    sent = nobody.send("/letters/write/", q=words, once=once[1], seen="1", send="1")
    assert sent[0] == 200
    assert typed not in sent[2]
    people("applicant").send("/letters/write/", q=f"{words} {typed}", seen="1", send="1")
    object_to = f"/published/{told['publication']}/object/"
    signed = {"words": words * 2, "signatory": typed, "contact": typed}
    reader = people("letters")  # a rehearsal's list is shown to officials
    assert reader.send(object_to, **signed, about=typed)[0] == 422  # nobody on the list has it
    assert reader.send(object_to, **signed, about="")[0] == 200
    people("applicant").send("/my-data/ask/", words=words)
    people("applicant").send("/my-data/export/")
    authority.send("/employers/", credit_code=typed, name=f"单位{typed}")
    authority.send(f"/years/{told['year']}/quota/", quota=typed, why=typed)
    authority.send(f"/years/{told['year']}/quota/", quota="8", why=f"号码{typed}")
    authority.send(f"/employers/{told['employer_key']}/", action="bar", to_cycle="2018", why=typed)
    people("administrator").send(
        "/officers/new/", username=typed, name=typed, role="auditor", staff_number=typed
    )
    people("administrator").send(f"/officers/{told['officer']}/disable/", why=typed)
    people("employer").send("/employer/submit/", declaration=typed, key=typed)
    body = json.dumps({"question": words, "document": {"id": typed}}).encode()
    nobody.call("POST", "/api/v1/ask", body, "application/json")
    nobody.call(
        "POST",
        "/api/v1/score",
        json.dumps({"document": {"id": typed, typed: typed}}).encode(),
        "application/json",
    )
    nobody.call("POST", "/api/v1/score", b"{" + typed.encode(), f"text/{typed}")


def as_no_http(site: Site) -> None:
    """Numbers where a request itself is broken, so that the server answers and not the site."""
    host, port = urlsplit(site.address).netloc.split(":")
    typed = number(7)
    for words in (
        f"GET /?q={typed} HTTP/9.9\r\n\r\n", f"{typed} / HTTP/1.1\r\n\r\n", f"GET /{typed}\r\n\r\n",
        f"GET / HTTP/1.1\r\n{typed} : x\r\n\r\n", f"GET / HTTP/1.1\r\nHost: {typed}\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {typed}x\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: {typed}..\r\nReferer: {typed}\r\nUser-Agent: {typed}\r\n\r\n",
        f"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: {typed}\r\n\r\n",
        f"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n{typed}\r\n",
    ):  # fmt: skip
        with socket.create_connection((host, int(port)), timeout=10) as sock, suppress(OSError):
            sock.sendall(words.encode())
            sock.settimeout(2)
            sock.recv(1000)


def used(site: Site, told: dict[str, Any]) -> None:
    def people(role: str) -> Person:
        return Person(
            site, told["beginner"] if role == "beginner" else told["cookies"].get(role, {})
        )

    for step in (in_addresses, in_signing_in, in_a_declaration, in_workbooks, in_words):
        step(told, people)
    as_no_http(site)


def dumped(site: Site, folder: Path) -> list[Path]:
    """Backups with keys and without, and a dump or the files of the database itself."""
    for name, more in (("backup", ()), ("backup-with-keys", ("--with-keys",))):
        done = site.luohu("site", "backup", folder / name, *more, "--json")
        assert done.returncode == 0, done.stderr
    if site.server is None:
        return [folder]
    dump = folder / "dump.sql"
    call = ["pg_dump", f"--file={dump}", site.database]
    subprocess.run(call, check=True, capture_output=True)
    site.server.stop()  # what it holds in memory is on its disk afterwards
    return [folder, site.server.folder]


@pytest.mark.faults
def test_no_number_lies_in_plain_text(site: Site, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    site.told = {**site.told, "TMPDIR": str(temporary), "LUOHU_LOG": "json"}
    told = site.asked("tests.faults.numbers")
    with Watched(temporary) as watched:
        site.start()
        used(site, told)
        site.kill()
        site.told = {**site.told, "LUOHU_LOG": "plain"}
        site.start()
        in_addresses(told, lambda role: Person(site, told["cookies"].get(role, {})))
        as_no_http(site)
        site.stop()
    places = dumped(site, tmp_path / "kept")
    search = Search([*told["numbers"], *(number(place) for place in range(1, 10))])
    found = [
        line
        for path in files_below(site.folder, temporary, tmp_path / "server.log", *places)
        for line in search.file(path)
    ]
    found += [line for name, one in watched.seen.items() for line in search.content(one, name)]
    measured(
        "plain", "postgresql" if site.database else "sqlite", numbers=len(search.numbers),
        files=search.files, megabytes=search.bytes // 2**20, found=len(found),
        temporary=len(watched.seen),
    )  # fmt: skip
    assert found == []


@pytest.mark.parametrize(
    "packed",
    [
        lambda one: one, lambda one: one.decode().encode("utf-16-le"), lambda one: one.decode().encode("utf-16-be"),
        lambda one: b"--" + base64.b64encode(b"{'q': '" + one + b"'} and more than that" * 2) + b"--",
        lambda one: base64.b64encode(b"12" + one + b"3"), lambda one: one.hex().encode(), gzip.compress,
        lambda one: gzip.compress(_zipped(one)), lambda one: _tarred(gzip.compress(one)),
        lambda one: signing.dumps({"wanted": "/x/" * 40 + one.decode()}, key="k", compress=True).encode(),
        lambda one: base64.urlsafe_b64encode(zlib.compress(one * 9)),
    ],
)  # fmt: skip
def test_the_search_finds_what_is_packed(packed: Callable[[bytes], bytes]) -> None:
    told = number(8)
    assert Search([told]).content(packed(told.encode()), "x")
    assert Search([number(9)]).content(packed(b"nothing"), "x") == []


def test_a_number_has_six_forms() -> None:
    assert len(set(forms(number(8).encode()))) == 6


def _zipped(content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sheet.xml", content)
    return file.getvalue()


def _tarred(content: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        held = tarfile.TarInfo("database.dump")
        held.size = len(content)
        archive.addfile(held, io.BytesIO(content))
    return file.getvalue()
