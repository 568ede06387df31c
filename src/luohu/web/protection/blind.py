"""Finding a person by a number that is not kept in the open: the number's code under a key."""

from __future__ import annotations

import hmac

from luohu.web.protection import keys

LENGTH = 64


def index(value: str, purpose: str = "identity") -> str:
    """The blind index of a value: equal values have the same within one purpose, in hexadecimal.

    The value is taken as it is; `identity.normalised` makes two writings of a number one.
    """
    key = keys.keys().active(keys.INDEX)
    return hmac.digest(key.secret, f"{purpose}\x00{value}".encode(), "sha256").hex()
