"""Every page that people may open: the routes of the site, each with examples of what it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    takes: Mapping[str, str | int] = field(default_factory=dict)
    query: str = ""
    user: str = ""

    @property
    def name(self) -> str:
        """A name for the page that is also a name for a file."""
        told = "-".join([self.route, *map(str, self.takes.values()), self.query])
        return "".join(
            letter if letter.isalnum() or letter in "-." else "-" for letter in told
        ).strip("-")

    def address(self, language: str, known: Mapping[str, str]) -> str:
        """Where the page is, in `zh` or `en`; what it takes may be named in what is `known`."""
        takes = {name: known.get(str(told), told) for name, told in self.takes.items()}
        with translation.override(LANGUAGES[language]):
            return reverse(self.route, kwargs=takes) + (f"?{self.query}" if self.query else "")


SCHEMES = ("beijing-exam", "xiongan")
OFFICER, CITIZEN = "demo-letters", "demo-citizen"
A_LETTER = f"{TODAY[:4]}-000001"
APPLICANT, EMPLOYER, POLICE = "demo-applicant", "demo-employer", "demo-police"
AUTHORITY, PUBLISHER, AUDITOR = "demo-authority", "demo-publisher", "demo-auditor"
ADMINISTRATOR = "demo-administrator"
DRAFT: Mapping[str, str | int] = {"number": "demo-applicant D"}
REVIEWED: Mapping[str, str | int] = {"number": "demo-applicant R"}
HANDED: Mapping[str, str | int] = {"number": "demo-applicant-second D"}
SUBMITTED: Mapping[str, str | int] = {"number": "demo-applicant-second P"}
DECLARING, REVIEWING, PUBLISHED = {"pk": 1}, {"pk": 2}, {"pk": 3}
ONE = {"pk": 1}
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
YEAR = (
    Example("sign-up"),
    Example("account", user=APPLICANT),
    Example("account", user=AUTHORITY),
    Example("change-password", user=APPLICANT),
    Example("second-factor", user=APPLICANT),
    Example("recovery-codes", user=POLICE),
    Example("token", user=POLICE),
    Example("officers", user=ADMINISTRATOR),
    Example("new-officer", user=ADMINISTRATOR),
    Example("officer", {"pk": 2}, user=ADMINISTRATOR),
    Example("act-officer", {"pk": 2, "action": "disable"}, user=ADMINISTRATOR),
    Example("declare", user=APPLICANT),
    Example("declare-begin", {"year": 1}, user=CITIZEN),
    Example("declare-claim", user=APPLICANT),
    Example("declaration", DRAFT, user=APPLICANT),
    Example("declaration", REVIEWED, user=APPLICANT),
    Example("declaration-details", DRAFT, user=APPLICANT),
    Example("declaration-fact", {**DRAFT, "name": "insurance"}, user=APPLICANT),
    Example("declaration-fact", {**DRAFT, "name": "homes"}, user=APPLICANT),
    Example("declaration-load", DRAFT, user=APPLICANT),
    Example("declaration-papers", DRAFT, user=APPLICANT),
    Example("declaration-check", DRAFT, user=APPLICANT),
    Example("declaration-give_up", DRAFT, user=APPLICANT),
    Example("declaration-receipts", REVIEWED, user=APPLICANT),
    Example("declaration-result", REVIEWED, user=APPLICANT),
    Example("employer-queue", user=EMPLOYER),
    Example("employer-declaration", HANDED, user=EMPLOYER),
    Example("employer-receipts", SUBMITTED, user=EMPLOYER),
    Example("employer-workbook", user=EMPLOYER),
    Example("employers", user=AUTHORITY),
    Example("employer", ONE, user=AUTHORITY),
    Example("bars", user=AUTHORITY),
    Example("verify", user=POLICE),
    Example("verify-check", {"pk": "check police"}, user=POLICE),
    Example("verify-check", {"pk": "check housing"}, user="demo-housing"),
    Example("verify-workbook", user=POLICE),
    Example("verify-reviews", user="demo-housing"),
    Example("verify-review", {"pk": "answer"}, user="demo-housing"),
    Example("verify-lay-out", {"year": 2}, user=AUTHORITY),
    Example("verify-undecided", {"year": 2}, user=AUTHORITY),
    Example("years", user=AUTHORITY),
    Example("year-new", user=AUTHORITY),
    Example("year", DECLARING, user=AUTHORITY),
    Example("year-moments", DECLARING, user=AUTHORITY),
    Example("year-departments", DECLARING, user=AUTHORITY),
    Example("year-clock", DECLARING, user=AUTHORITY),
    Example("year-calendar", DECLARING),
    Example("selections", user=AUTHORITY),
    Example("selection", REVIEWING, user=AUTHORITY),
    Example("selection", PUBLISHED, user=PUBLISHER),
    Example("freeze", ONE, user=PUBLISHER),
    Example("lines", PUBLISHED, user=AUTHORITY),
    Example("line", ONE, user=AUTHORITY),
    Example("line-children", ONE, user=AUTHORITY),
    Example("objections", PUBLISHED, user=AUTHORITY),
    Example("objection", ONE, user=AUTHORITY),
    Example("falsify", SUBMITTED, user=AUTHORITY),
    Example("published-lists"),
    Example("published", ONE),
    Example("published-list", ONE),
    Example("object", ONE),
    Example("objection-read"),
    Example("ranked", SUBMITTED, user="demo-applicant-second"),
    Example("record", user=AUDITOR),
    Example("record-event", {"sequence": 1}, user=AUDITOR),
    Example("record-history", {"subject": "year:1"}, user=AUDITOR),
    Example("record-security", user=AUDITOR),
    Example("record-verify", user=AUDITOR),
    Example("my-data", user=APPLICANT),
    Example("my-data-fields", user=APPLICANT),
    Example("correction-requests", user=AUTHORITY),
    Example("correction-request", ONE, user=AUTHORITY),
    Example("job", ONE, user=AUTHORITY),
)
PAGES = (*PAGES, *YEAR)
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
    "account_login": "the page of signing in, as allauth calls it",
    "mfa_authenticate": "the second step, as allauth calls it",
    "second-step": "between a password and a code; tests/web/accounts has it",
    "remove-factor": "for who has a second factor and need not have one; tests/web/accounts",
    "end-sessions": "a step, only by POST",
    "appoint-officer": "a step, only by POST",
    "allow-officer": "a step, only by POST",
    "declaration-keep": "a step of a draft, only by POST",
    "declaration-paper": "a file to keep",
    "declaration-paper-remove": "a step of a draft, only by POST",
    "declaration-result-attachment": "a file to keep",
    "declaration-take_back": "a question before a step; test_year.py",
    "declaration-withdraw": "a question before a step; test_year.py",
    "employer-withdraw": "a question before a step; tests/web/declarations",
    "employer-discard": "a question before a step; tests/web/declarations",
    "employer-submit": "a step, only by POST",
    "employer-template": "a file to keep",
    "verify-paper": "a file to keep",
    "verify-download": "a file to keep",
    "verify-review-attachment": "a file to keep",
    "selection-freeze": "a step, only by POST",
    "freeze-check": "a step, only by POST",
    "freeze-give-up": "a question before a step; tests/web/selection",
    "freeze-cohort": "a file to keep",
    "publish": "a question before a step; test_year.py",
    "confirm-all": "a step, only by POST",
    "lapse-all": "a step, only by POST",
    "employer-return": "a step, only by POST",
    "year-quota": "a step, only by POST",
    "line-cancel": "a step, only by POST",
    "line-confirm": "a step, only by POST",
    "line-child-remove": "a step, only by POST",
    "falsify-find": "leads to the page of a declaration",
    "lift-bar": "a question before a step; tests/web/declarations",
    "line-settle": "a question before a step; test_year.py",
    "settling": "for who is admitted, after publicity; test_year.py",
    "evidence": "a file to keep",
    "published-file": "a file to keep",
    "record-export": "a file to keep",
    "my-data-export": "a file to keep, only by POST",
    "my-data-ask": "a step, only by POST",
    "job-part": "a part of a page, for htmx",
    "cancel-job": "a step, only by POST",
    "ask-job-again": "a step, only by POST",
    "ready": "text for the operator",
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
