"""Sealing and opening: authenticated encryption under a key with an id, bound to where it stands.

An envelope is text, `v1.<cipher>.<key id>.<base64 of nonce, ciphertext and tag>`; sealed for a place
it opens at that place only. The cipher is AES-256-GCM or SM4-GCM (GB/T 32907), by LUOHU_CIPHER; what
either sealed is read.
"""

from __future__ import annotations

import binascii
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from luohu.web.protection import keys

NONCE, TAG = 12, 16
VERSION = "v1"


class Unreadable(RuntimeError):
    """Sealed content that does not open: changed, moved, cut, or its key is not here."""


class Sealing(Protocol):
    """A cipher under one key."""

    def encrypt(self, nonce: bytes, data: bytes, associated: bytes, /) -> bytes:
        """Ciphertext with its tag."""

    def decrypt(self, nonce: bytes, data: bytes, associated: bytes, /) -> bytes:
        """The content; InvalidTag for what was not sealed so."""


class SM4GCM:
    """SM4 in Galois counter mode, in the form that cryptography gives AESGCM."""

    def __init__(self, key: bytes) -> None:
        self.cipher = algorithms.SM4(key)

    def encrypt(self, nonce: bytes, data: bytes, associated: bytes, /) -> bytes:
        """Ciphertext with its tag."""
        sealing = Cipher(self.cipher, modes.GCM(nonce)).encryptor()
        sealing.authenticate_additional_data(associated)
        return sealing.update(data) + sealing.finalize() + sealing.tag

    def decrypt(self, nonce: bytes, data: bytes, associated: bytes, /) -> bytes:
        """The content; InvalidTag for what was not sealed so."""
        opening = Cipher(self.cipher, modes.GCM(nonce, data[-TAG:])).decryptor()
        opening.authenticate_additional_data(associated)
        return opening.update(data[:-TAG]) + opening.finalize()


CIPHERS: dict[str, tuple[int, Callable[[bytes], Sealing]]] = {
    "aes": (32, AESGCM),
    "sm4": (16, SM4GCM),
}


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope taken apart: its cipher, the id of its key, and the sealed bytes."""

    cipher: str
    key: str
    sealed: bytes


@lru_cache(maxsize=64)
def _sealing(cipher: str, secret: bytes) -> Sealing:
    """A cipher under a key of its own, made from the secret: no key serves two ciphers."""
    length, make = CIPHERS[cipher]
    return make(hmac.digest(secret, f"luohu.{cipher}".encode(), "sha256")[:length])


@lru_cache(maxsize=64)
def _opening(cipher: str, name: str, held: keys.KeyFile) -> Sealing:
    return _sealing(cipher, held.find(keys.CONTENT, name).secret)


def forget() -> None:
    """Forget the ciphers that were made: after a key is retired or the file of keys is another."""
    _opening.cache_clear()
    _sealing.cache_clear()


def sealed_bytes(content: bytes, place: str) -> tuple[str, bytes]:
    """Content sealed for a place: the head `v1.<cipher>.<key id>`, and nonce, ciphertext and tag."""
    cipher, key = str(settings.LUOHU_CIPHER), keys.keys().active(keys.CONTENT)
    nonce = os.urandom(NONCE)
    data = _sealing(cipher, key.secret).encrypt(nonce, content, place.encode())
    return f"{VERSION}.{cipher}.{key.id}", nonce + data


def opened_bytes(envelope: Envelope, place: str) -> bytes:
    """The content of an envelope; Unreadable if it was not sealed for this place."""
    data = envelope.sealed
    try:
        opening = _opening(envelope.cipher, envelope.key, keys.keys())
        return opening.decrypt(data[:NONCE], data[NONCE:], place.encode())
    except keys.KeyFault as fault:
        raise Unreadable(f"{place}: {fault}") from None
    except (InvalidTag, ValueError):
        words = "it was changed, or it was sealed for another place"
        raise Unreadable(f"{place}: sealed content does not open: {words}") from None


def seal(content: bytes, place: str) -> str:
    """Content in an envelope that opens at this place only."""
    head, data = sealed_bytes(content, place)
    return f"{head}.{binascii.b2a_base64(data, newline=False).decode()}"


def unseal(envelope: str, place: str) -> bytes:
    """The content of an envelope; Unreadable if it is none, was changed or was moved."""
    return opened_bytes(taken_apart(envelope, place), place)


def taken_apart(envelope: str, place: str) -> Envelope:
    """An envelope's parts; Unreadable for what is none."""
    parts = envelope.split(".")
    if len(parts) != 4 or parts[0] != VERSION or parts[1] not in CIPHERS:
        raise Unreadable(f"{place}: this is no sealed content")
    try:
        data = binascii.a2b_base64(parts[3], strict_mode=True)
    except ValueError:
        raise Unreadable(f"{place}: sealed content does not open: it was changed") from None
    if len(data) < NONCE + TAG:
        raise Unreadable(f"{place}: sealed content does not open: it was cut")
    return Envelope(parts[1], parts[2], data)


def resealed(envelope: str, place: str) -> str:
    """The same content in an envelope of the key and cipher in use; itself where it is one."""
    return envelope if is_current(envelope) else seal(unseal(envelope, place), place)


def is_current(envelope: str) -> bool:
    """Whether an envelope is of the cipher and key that are in use."""
    return envelope.startswith(f"{head_in_use()}.")


def head_in_use() -> str:
    """How an envelope begins that is sealed now: `v1.<cipher>.<key id>`."""
    return f"{VERSION}.{settings.LUOHU_CIPHER}.{keys.keys().active(keys.CONTENT).id}"
