"""How often one address may ask: so many requests in a window of time, by the clock."""

from __future__ import annotations

import hashlib
import time

from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import SimpleRateThrottle


class RateOfAddress(SimpleRateThrottle):
    """Counts each address in the shared cache; ninja's own keeps its count where threads mix it up."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Count the request, and say whether it is within the rate."""
        assert self.num_requests is not None
        assert self.duration is not None
        address = hashlib.sha256(str(self.get_ident(request)).encode()).hexdigest()
        key = f"rate-{self.rate}-{int(time.time() // self.duration)}-{address}"
        cache.add(key, 0, self.duration)
        return bool(cache.incr(key) <= self.num_requests)

    def wait(self) -> float:
        """Seconds until the next window."""
        assert self.duration is not None
        return self.duration - time.time() % self.duration
