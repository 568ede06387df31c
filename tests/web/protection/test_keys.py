"""Keys: made once, readable by their owner only, added, retired; never silently others."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest

from luohu.web.protection.keys import CONTENT, INDEX, KeyFault, KeyFile, keys


def test_keys_are_made_at_first_use_and_are_the_same_afterwards(own_keys: KeyFile) -> None:
    first = own_keys.active(CONTENT)
    assert (first.id, len(first.secret)) == ("c1", 32)
    assert KeyFile(own_keys.path, made_here=False).active(CONTENT) == first
    assert own_keys.active(INDEX).secret != first.secret


def test_only_the_owner_can_read_them(own_keys: KeyFile) -> None:
    own_keys.active(CONTENT)
    assert own_keys.path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_others_can_read_is_refused(own_keys: KeyFile) -> None:
    own_keys.active(CONTENT)
    own_keys.path.chmod(0o640)
    with pytest.raises(KeyFault, match="chmod 600"):
        KeyFile(own_keys.path, made_here=True).active(CONTENT)


def test_keys_elsewhere_are_never_made_here(settings: Any, tmp_path: Path) -> None:
    settings.LUOHU_KEYS = str(tmp_path / "mounted" / "keys.json")
    with pytest.raises(KeyFault, match="no such file"):
        keys().active(CONTENT)
    assert not (tmp_path / "mounted").exists()


def test_a_new_key_is_used_from_then_on_and_the_old_one_found(own_keys: KeyFile) -> None:
    old = own_keys.active(CONTENT)
    new = own_keys.add(CONTENT)
    assert own_keys.active(CONTENT) == new != old
    assert own_keys.find(CONTENT, old.id) == old


def test_another_process_finds_a_new_key(own_keys: KeyFile) -> None:
    other = KeyFile(own_keys.path, made_here=True)
    assert other.active(CONTENT).id == "c1"
    own_keys.add(CONTENT)
    assert other.find(CONTENT, "c2").id == "c2"
    assert other.active(CONTENT).id == "c2"


def test_a_retired_key_leaves_no_bytes(own_keys: KeyFile) -> None:
    secret = own_keys.active(CONTENT).as_json["secret"]
    own_keys.add(CONTENT)
    assert own_keys.retire(CONTENT, "c1").retired
    assert secret not in own_keys.path.read_text()
    with pytest.raises(KeyFault, match="no key c1"):
        own_keys.find(CONTENT, "c1")
    assert [key.id for key in own_keys.all(CONTENT)] == ["c1", "c2"]


def test_ids_are_never_used_twice(own_keys: KeyFile) -> None:
    own_keys.add(CONTENT)
    own_keys.retire(CONTENT, "c1")
    assert own_keys.add(CONTENT).id == "c3"


def test_the_key_in_use_is_not_retired(own_keys: KeyFile) -> None:
    with pytest.raises(KeyFault, match="in use"):
        own_keys.retire(CONTENT, own_keys.active(CONTENT).id)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"content": [], "index": []}', '{"content": 1}'])
def test_a_broken_file_is_refused(own_keys: KeyFile, text: str) -> None:
    own_keys.path.write_text(text)
    own_keys.path.chmod(0o600)
    with pytest.raises(KeyFault):
        own_keys.active(CONTENT)


def test_a_key_that_was_cut_is_refused(own_keys: KeyFile) -> None:
    own_keys.active(CONTENT)
    told = json.loads(own_keys.path.read_text())
    told["content"][0]["secret"] = told["content"][0]["secret"][:20]
    own_keys.path.write_text(json.dumps(told))
    with pytest.raises(KeyFault, match="no file of keys"):
        KeyFile(own_keys.path, made_here=True).active(CONTENT)


def test_who_begins_at_one_moment_has_the_same_keys(own_keys: KeyFile) -> None:
    files = [KeyFile(own_keys.path, made_here=True) for _ in range(8)]
    found, together = [], Barrier(len(files))

    def begin(file: KeyFile) -> None:
        together.wait()
        found.append(file.active(CONTENT).secret)

    threads = [Thread(target=begin, args=(file,)) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == len(files)
    assert len(set(found)) == 1
    assert [path.name for path in own_keys.path.parent.iterdir()] == ["keys.json"]
