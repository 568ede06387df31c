"""What a server loads before its first request, so that nobody waits for it and workers share it."""

from __future__ import annotations

import gc

SELDOM = (20_000, 20, 200)


def load() -> None:
    """Load what the first request would wait for: pages, all schemes, the forecast, pictures."""
    from django.urls import get_resolver

    from luohu.schemes.catalogue import find_scheme, scheme_names
    from luohu.study.forecast import shipped_forecast
    from luohu.study.reforms.catalogue import proposals
    from luohu.web.shell.line import history

    assert get_resolver().url_patterns
    for name in scheme_names():
        find_scheme(name)
    shipped_forecast()
    proposals()
    for language in ("zh", "en"):
        history(language)
    gc.collect()
    gc.freeze()  # what was loaded stays: to look through it again took a request 0.1 s
    gc.set_threshold(*SELDOM)
