"""Every page that people may open: the routes of the site, each with examples of what it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from luohu.schemes.catalogue import find_scheme
from luohu.schemes.questions import questions
from tests.documents import TODAY

LANGUAGES = {"zh": "zh-hans", "en": "en"}


@dataclass(frozen=True)
class Example:
    """A page by its route, what the route takes, the question after it, and who may see it."""

    route: str
    takes: dict[str, str | int] = field(default_factory=dict)
    query: str = ""
    user: str = ""

    @property
    def name(self) -> str:
        """A name for the page that is also a name for a file."""
        told = "-".join([self.route, *map(str, self.takes.values()), self.query])
        return "".join(
            letter if letter.isalnum() or letter in "-." else "-" for letter in told
        ).strip("-")

    def address(self, language: str) -> str:
        """Where the page is, in `zh` or `en`."""
        with translation.override(LANGUAGES[language]):
            return reverse(self.route, kwargs=self.takes) + (f"?{self.query}" if self.query else "")


SCHEMES = ("beijing-exam", "xiongan")
OFFICER, CITIZEN = "demo-letters", "demo-citizen"
A_LETTER = f"{TODAY[:4]}-000001"
STEPS = tuple(question.name for question in questions(find_scheme("beijing").at(2026)))
PAGES = (
    Example("front"),
    Example("about"),
    Example("assess"),
    Example("assess-example"),
    Example("assess-example", query="whole=1"),
    *(Example("assess-step", {"name": name}) for name in STEPS),
    Example("assess-review"),
    Example("assess-result"),
    Example("assess-ahead"),
    Example("assess-where"),
    Example("schemes"),
    Example("open-questions"),
    Example("open-questions", query="q=area"),
    Example("difference"),
    *(Example("scheme", {"scheme": name}) for name in SCHEMES),
    Example("version", {"scheme": "beijing", "version": "2016"}),
    Example("graph", {"scheme": "beijing", "version": "2020"}),
    Example("clause", {"scheme": "beijing", "version": "2020", "name": "total"}),
    Example("interface"),
    Example("lists"),
    Example("cycle", {"scheme": "beijing", "year": 2023}),
    Example("cycle", {"scheme": "beijing", "year": 2026}),
    Example("list", {"scheme": "beijing", "year": 2026}),
    Example("studies"),
    Example("reform", {"key": "6-household"}),
    Example("reform", {"key": "12"}),
    Example("forecast"),
    Example("calibration"),
    Example("sign-in"),
    Example("ask"),
    Example("ask", query="q=社保断了两个月"),
    Example("ask", query="q=今天天气怎么样"),
    Example("replies"),
    Example("reply", {"number": 1}),
    Example("reply", {"number": 38}),
    Example("write-letter"),
    Example("read-letter"),
    Example("my-letters", user=CITIZEN),
    Example("desk", user=OFFICER),
    Example("desk", query="by=topic", user=OFFICER),
    Example("desk-letter", {"number": A_LETTER}, user=OFFICER),
    Example("desk-statistics", user=OFFICER),
    Example("desk-replies", user=OFFICER),
    Example("desk-reply", {"number": 10}, user=OFFICER),
    Example("desk-reply-edit", {"number": 10}, user=OFFICER),
    Example("desk-reply-new", user=OFFICER),
    Example("desk-import", user=OFFICER),
)
NOT_PAGES = {
    "robots": "text for search engines",
    "pictures-style": "a style sheet that every page loads",
    "healthy": "text for the operator",
    "assess-check": "a part of a page, for htmx",
    "assess-save": "a file to keep, only by POST",
    "sign-out": "a step, only by POST",
    "write-again": "a step of a letter, only by POST",
    "desk-act": "a step of a letter, only by POST",
    "desk-reply-act": "a step of a reply, only by POST",
    "desk-export": "a file to keep",
}
OF_OTHERS = {
    "admin:": "Django's own pages, for the office",
    "api:": "for programs; schemathesis tries them",
}


def routes() -> Iterator[str]:
    """The names of all routes, with their namespaces."""
    yield from _named(get_resolver(), "")


def _named(resolver: URLResolver, namespace: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _named(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
