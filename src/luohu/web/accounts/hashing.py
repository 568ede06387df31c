"""How passwords are hashed: argon2id at the cost that OWASP sets as the floor, so many at once."""

from __future__ import annotations

import threading

from django.contrib.auth.hashers import Argon2PasswordHasher

# 19 MiB each: eight at once in a worker take 152 MiB, however many sign in on the last day.
AT_ONCE = 8
_turn = threading.BoundedSemaphore(AT_ONCE)


class Argon2idHasher(Argon2PasswordHasher):
    """argon2id with 19 MiB, two passes, one lane; who comes ninth waits his turn."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """The digest of a password."""
        with _turn:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Whether a digest is of a password."""
        with _turn:
            return super().verify(password, encoded)
