"""Who may open which route, said by hand; the tests hold the code, and every request, against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import URLPattern, URLResolver, get_resolver

from luohu.web.accounts.roles import Role

APPS = (
    "record", "protection", "accounts", "years", "declarations", "verification", "selection", "operations",
)  # fmt: skip
EVERYBODY: Final = frozenset[str]({"", *Role.values})  # "" is who has not signed in
SIGNED_IN: Final = frozenset[str](Role.values)


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may open a route; whose the thing is that it is about, if it is somebody's; how it is asked.

    What `hides` is, for others, as if it were not there, and that is no refusal to be logged.
    """

    who: frozenset[str]
    owned: bool = False
    post: bool = False
    hides: bool = False


def _of(*roles: Role, owned: bool = False, post: bool = False) -> Rule:
    return Rule(frozenset(map(str, roles)), owned, post)


R = Role
APPLICANT, EMPLOYER, VERIFIER = (_of(one) for one in (R.APPLICANT, R.EMPLOYER, R.VERIFIER))
AUTHORITY, AUDITOR, ADMINISTRATOR = (_of(one) for one in (R.AUTHORITY, R.AUDITOR, R.ADMINISTRATOR))
BOTH = _of(R.AUTHORITY, R.PUBLISHER)
OWN_DECLARATION, OWN_STAFF = _of(R.APPLICANT, owned=True), _of(R.EMPLOYER, owned=True)
OWN_CHECK = _of(R.VERIFIER, owned=True)
POST_OWN = _of(R.APPLICANT, owned=True, post=True)
POST_STAFF = _of(R.EMPLOYER, owned=True, post=True)
POST_AUTHORITY = _of(R.AUTHORITY, post=True)
OPEN, MINE = Rule(EVERYBODY), Rule(SIGNED_IN)
# The list of a real year is for everybody; that of a rehearsal, as here, for the authority's own people.
REHEARSED = Rule(SIGNED_IN - {R.APPLICANT, R.EMPLOYER}, hides=True)

POLICY: Final[Mapping[str, Rule]] = {
    # accounts
    **dict.fromkeys(("sign-in", "second-step", "sign-up"), OPEN),
    "sign-out": Rule(EVERYBODY, post=True),
    **dict.fromkeys(("account", "change-password", "second-factor", "remove-factor"), MINE),
    **dict.fromkeys(("recovery-codes", "end-sessions"), Rule(SIGNED_IN, post=True)),
    "token": _of(R.VERIFIER, post=True),
    **dict.fromkeys(("officers", "new-officer", "officer"), ADMINISTRATOR),
    **dict.fromkeys(
        ("appoint-officer", "allow-officer", "act-officer"), _of(R.ADMINISTRATOR, post=True)
    ),
    # record
    **dict.fromkeys(
        ("record", "record-export", "record-verify", "record-security", "record-history", "record-event"),
        AUDITOR,
    ),
    # protection
    **dict.fromkeys(("my-data", "my-data-fields"), MINE),
    **dict.fromkeys(("my-data-export", "my-data-ask"), Rule(SIGNED_IN, post=True)),
    **dict.fromkeys(("correction-requests", "correction-request"), AUTHORITY),
    # years
    **dict.fromkeys(
        ("years", "year-new", "year", "year-moments", "year-departments", "year-clock"), AUTHORITY
    ),
    "year-quota": POST_AUTHORITY,
    "year-calendar": OPEN,
    # declarations
    **dict.fromkeys(("declare", "declare-begin", "declare-claim"), APPLICANT),
    **dict.fromkeys(
        ("declaration", "declaration-details", "declaration-fact", "declaration-load",
         "declaration-papers", "declaration-paper", "declaration-check", "declaration-receipts",
         "declaration-withdraw", "declaration-give_up", "declaration-take_back"),
        OWN_DECLARATION,
    ),
    **dict.fromkeys(("declaration-keep", "declaration-paper-remove"), POST_OWN),
    **dict.fromkeys(("employer-queue", "employer-workbook", "employer-template"), EMPLOYER),
    "employer-submit": _of(R.EMPLOYER, post=True),
    **dict.fromkeys(
        ("employer-declaration", "employer-receipts", "employer-withdraw",
         "employer-discard"), OWN_STAFF,
    ),
    "employer-return": POST_STAFF,
    **dict.fromkeys(("employers", "employer", "bars"), AUTHORITY),
    "lift-bar": POST_AUTHORITY,
    # verification
    **dict.fromkeys(("verify", "verify-workbook", "verify-reviews"), VERIFIER),
    "verify-download": _of(R.VERIFIER, post=True),
    "verify-paper": _of(R.VERIFIER, owned=True, post=True),
    **dict.fromkeys(("verify-check", "verify-review", "verify-review-attachment"), OWN_CHECK),
    "verify-lay-out": POST_AUTHORITY,
    "verify-undecided": AUTHORITY,
    **dict.fromkeys(("declaration-result", "declaration-result-attachment"), OWN_DECLARATION),
    # selection
    **dict.fromkeys(("selections", "selection", "freeze"), BOTH),
    **dict.fromkeys(
        ("lines", "line", "line-children", "objections", "objection", "falsify", "falsify-find", "evidence"), AUTHORITY
    ),
    **dict.fromkeys(
        ("selection-freeze", "confirm-all", "lapse-all", "freeze-give-up", "freeze-cohort", "line-cancel", "line-confirm",
         "line-settle", "line-child-remove"), POST_AUTHORITY,
    ),
    "freeze-check": _of(R.AUTHORITY, R.PUBLISHER, post=True),
    "publish": _of(R.PUBLISHER),
    **dict.fromkeys(("published-lists", "objection-read"), OPEN),
    **dict.fromkeys(("published", "published-list", "published-file", "object"), REHEARSED),
    **dict.fromkeys(("ranked", "settling"), OWN_DECLARATION),
    # operations
    "ready": OPEN,
    **dict.fromkeys(("job", "job-part"), Rule(SIGNED_IN, owned=True)),
    **dict.fromkeys(("cancel-job", "ask-job-again"), Rule(SIGNED_IN, owned=True, post=True)),
}  # fmt: skip


def our_routes() -> Iterator[URLPattern]:
    """The routes of the apps of the authority's year, with their views."""
    for pattern in _patterns(get_resolver()):
        module = getattr(pattern.callback, "__module__", "").split(".")
        if module[:2] == ["luohu", "web"] and module[2] in APPS and "ninja" not in module:
            yield pattern


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if (
                not pattern.namespace
            ):  # the office and the interface for programs stand by themselves
                yield from _patterns(pattern)
        elif isinstance(pattern, URLPattern):
            yield pattern


def roles_of(view: Any) -> frozenset[str] | None:
    """The roles that `roles.requires` was given for a view; None where it guards nothing of it."""
    while view is not None:
        if roles := getattr(view, "roles", None):
            return frozenset(map(str, roles))
        for cell in getattr(view, "__closure__", None) or ():
            held = cell.cell_contents
            if isinstance(held, tuple) and held and all(isinstance(one, Role) for one in held):
                return frozenset(map(str, held))
        view = getattr(view, "__wrapped__", None)
    return None
