"""Envelopes: what is sealed opens unchanged, at its place, with either cipher, and not otherwise."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luohu.web.protection import ciphers
from luohu.web.protection.ciphers import SM4GCM, Unreadable, seal, unseal
from luohu.web.protection.keys import CONTENT, KeyFile

PLACE = "declarations.declaration.identity"
BOTH = pytest.mark.parametrize("cipher", ["aes", "sm4"])
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)


def test_sm4_is_that_of_the_standard() -> None:
    """GB/T 32907 A.1, and the GCM example of RFC 8998 A.1."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    block = Cipher(algorithms.SM4(key), modes.ECB()).encryptor()
    assert block.update(key).hex() == "681edf34d206965e86b3e94f536e4246"
    told = bytes.fromhex(
        "aa" * 8 + "bb" * 8 + "cc" * 8 + "dd" * 8 + "ee" * 8 + "ff" * 8 + "ee" * 8 + "aa" * 8
    )
    nonce = bytes.fromhex("00001234567800000000abcd")
    aside = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    sealed = SM4GCM(key).encrypt(nonce, told, aside)
    assert sealed[:-16].hex() == (
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
    )
    assert sealed[-16:].hex() == "83de3541e4c2b58177e065a9bf7b62ec"
    assert SM4GCM(key).decrypt(nonce, sealed, aside) == told


@BOTH
def test_an_envelope_says_its_cipher_and_key(own_keys: KeyFile, settings: Any, cipher: str) -> None:
    settings.LUOHU_CIPHER = cipher
    version, named, key, data = seal(b"content", PLACE).split(".")
    assert (version, named, key) == ("v1", cipher, "c1")
    assert len(base64.b64decode(data)) == 12 + len(b"content") + 16


@BOTH
@SHARED
@given(content=st.binary(max_size=300))
def test_what_is_sealed_opens_unchanged(
    own_keys: KeyFile, settings: Any, cipher: str, content: bytes
) -> None:
    settings.LUOHU_CIPHER = cipher
    assert unseal(seal(content, PLACE), PLACE) == content


@BOTH
@SHARED
@given(data=st.data())
def test_any_changed_byte_is_seen(
    own_keys: KeyFile, settings: Any, cipher: str, data: st.DataObject
) -> None:
    settings.LUOHU_CIPHER = cipher
    head, _, told = seal("申请人甲".encode(), PLACE).rpartition(".")
    sealed = bytearray(base64.b64decode(told))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Unreadable):
        unseal(f"{head}.{base64.b64encode(sealed).decode()}", PLACE)


def test_the_same_content_is_never_sealed_the_same(own_keys: KeyFile) -> None:
    assert len({seal(b"same", PLACE) for _ in range(100)}) == 100


def test_it_does_not_open_at_another_place(own_keys: KeyFile) -> None:
    with pytest.raises(Unreadable, match=r"declarations\.declaration\.name.*another place"):
        unseal(seal(b"content", PLACE), "declarations.declaration.name")


@pytest.mark.parametrize(
    "envelope",
    ["", "plain text", "v1.aes.c1", "v1.aes.c1.", "v2.aes.c1.AAAA", "v1.des.c1.AAAA", "v1.aes.c1.€",
     "v1.aes.c1.AAAA", "v1.aes.c1.AAAA.AAAA", "110101199001011234"],
)  # fmt: skip
def test_what_is_no_envelope_is_an_error(own_keys: KeyFile, envelope: str) -> None:
    with pytest.raises(Unreadable) as error:
        unseal(envelope, PLACE)
    assert PLACE in str(error.value)
    assert "110101199001011234" not in str(error.value)


def test_without_its_key_it_is_an_error_that_names_the_key(own_keys: KeyFile) -> None:
    with pytest.raises(Unreadable, match="no key c7"):
        unseal(seal(b"content", PLACE).replace(".c1.", ".c7."), PLACE)


def test_another_cipher_in_its_name_does_not_open_it(own_keys: KeyFile) -> None:
    with pytest.raises(Unreadable):
        unseal(seal(b"content", PLACE).replace(".aes.", ".sm4."), PLACE)


def test_either_cipher_is_read_whichever_is_in_use(own_keys: KeyFile, settings: Any) -> None:
    sealed = seal(b"content", PLACE)
    settings.LUOHU_CIPHER = "sm4"
    assert unseal(sealed, PLACE) == b"content"
    again = ciphers.resealed(sealed, PLACE)
    assert again.startswith("v1.sm4.c1.")
    assert unseal(again, PLACE) == b"content"
    assert ciphers.resealed(again, PLACE) is again


def test_an_old_key_is_read_and_the_new_one_used(own_keys: KeyFile) -> None:
    old = seal(b"content", PLACE)
    own_keys.add(CONTENT)
    assert seal(b"content", PLACE).startswith("v1.aes.c2.")
    assert unseal(old, PLACE) == b"content"
    assert not ciphers.is_current(old)
