"""Numbers in the open are found in files of every kind, and what only looks like one is not."""

from __future__ import annotations

import gzip
import sqlite3
import zipfile
from pathlib import Path

import pytest

from luohu.web.protection import ciphers, identity, scanning
from luohu.web.protection.keys import KeyFile
from luohu.web.protection.scanning import files_with_identity_numbers, identity_numbers_in

NUMBER = identity.invented(4)
ENDS_IN_X = next(n for n in map(identity.invented, range(100)) if n.endswith("X"))


@pytest.mark.parametrize(
    "text", ["{}", "ID{}x", '{{"identity": "{}"}}', "号码{}。", "\x00{}\x00", "-{}-"]
)
def test_a_number_is_found_whatever_stands_beside_it(text: str) -> None:
    content = text.format(NUMBER).encode()
    assert identity_numbers_in(content) == [content.index(NUMBER.encode())]


def test_a_small_x_is_one_too() -> None:
    assert identity_numbers_in(ENDS_IN_X.lower().encode()) == [0]


@pytest.mark.parametrize(
    "text",
    ["", "1" * 18, NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2"), "0" + NUMBER, NUMBER + "0",
     "1" * 64, NUMBER[:6] + "********" + NUMBER[-4:], NUMBER[:9] + " " + NUMBER[9:]],
)  # fmt: skip
def test_what_is_none_is_not_found(text: str) -> None:
    assert identity_numbers_in(text.encode()) == []


def test_what_is_sealed_has_none(own_keys: KeyFile) -> None:
    content = NUMBER.encode() * 50
    assert identity_numbers_in(ciphers.seal(content, "tests.row.column").encode()) == []


def test_it_is_found_in_packed_files(tmp_path: Path) -> None:
    (tmp_path / "dump.sql.gz").write_bytes(gzip.compress(f"COPY\n{NUMBER}\n".encode()))
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", "nothing")
        archive.writestr("b.xml", f"<v>{NUMBER}</v>")
    (tmp_path / "empty").write_bytes(b"")
    assert identity_numbers_in(tmp_path / "dump.sql.gz") == [5]
    assert identity_numbers_in(tmp_path / "list.xlsx") == [3]
    assert identity_numbers_in(tmp_path / "empty") == []


def test_it_is_found_in_a_database(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE person (identity TEXT)")
        connection.execute("INSERT INTO person VALUES (?)", [NUMBER])
    connection.close()
    assert len(identity_numbers_in(path)) == 1


def test_it_is_found_across_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "PIECE", 64)
    for before in range(100, 140):
        longer = tmp_path / "longer.gz"
        longer.write_bytes(gzip.compress(b"." * before + b"1" + NUMBER.encode() + b"1"))
        assert identity_numbers_in(longer) == []
        path = tmp_path / f"{before}.gz"
        path.write_bytes(gzip.compress(b"." * before + NUMBER.encode() + b"." * 50))
        assert identity_numbers_in(path) == [before]


def test_every_file_below_a_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "found.log").write_text(f"{NUMBER}\n{ENDS_IN_X}\n")
    (tmp_path / "a" / "clean.log").write_text("nothing")
    assert files_with_identity_numbers(tmp_path) == {tmp_path / "a" / "b" / "found.log": 2}
