"""A small whole world: a year whose list is published, a draft year, and two of everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from luohu.web.accounts.roles import Role
from luohu.web.declarations import bars
from luohu.web.declarations.models import Bar, Declaration
from luohu.web.declarations.papers import papers_subject
from luohu.web.operations import jobs
from luohu.web.operations.models import Job
from luohu.web.protection import attachments, corrections
from luohu.web.protection.models import Attachment, CorrectionRequest
from luohu.web.record.models import Event
from luohu.web.selection import services as selection
from luohu.web.selection.keeping import evidence_against
from luohu.web.selection.models import Freeze, Listing, Objection, Publication
from luohu.web.verification import attached, laying, reviews
from luohu.web.verification.models import Answer, Check, Review
from luohu.web.years.calendar import Window
from luohu.web.years.models import Year
from tests.web.accounts.people import applicant, officer
from tests.web.declarations import made as declarations
from tests.web.protection.files import pdf
from tests.web.selection import made as selections
from tests.web.verification.made import DOCUMENT
from tests.web.years import made as years

OWN, OTHERS = "own", "others"


@dataclass
class World:
    """What there is, and who there is; `whose` says for which of two each thing is."""

    year: Year
    open_year: Year
    people: Mapping[str, User]
    declarations: Mapping[str, Declaration]
    papers: Mapping[str, Attachment]
    checks: Mapping[str, Check]
    answers: Mapping[str, Answer]
    review_papers: Mapping[str, Attachment]
    evidence: Attachment
    bar: Bar
    freeze: Freeze
    publication: Publication
    line: Listing
    objection: Objection
    correction: CorrectionRequest
    other_user: User

    def job(self, user: User, whose: str) -> Job:
        """A job that somebody asked for, or another."""
        actor = user if whose == OWN else self.other_user
        return jobs.enqueue("matrix", actor=actor, subject="matrix:1")

    def takes(self, route: str, names: Iterable[str], user: User, whose: str) -> dict[str, Any]:
        """What an address of a route names, one's own or others'."""
        of = self.declarations[whose]
        papers = self.papers if route == "verify-paper" else self.review_papers
        told: Mapping[str, Callable[[], Any]] = {
            "pk": lambda: self.key_of(route, user, whose),
            "number": lambda: of.number,
            "year": lambda: (self.open_year if route == "declare-begin" else self.year).pk,
            "name": lambda: "insurance",
            "form": lambda: "csv",
            "stored": lambda: papers[whose].pk,
            "action": lambda: "disable",
            "subject": lambda: f"year:{self.year.pk}",
            "sequence": lambda: Event.objects.latest("sequence").pk,
        }
        return {name: told[name]() for name in names}

    def key_of(self, route: str, user: User, whose: str) -> int:
        """The key in an address: of what the route is about."""
        if "job" in route:
            return self.job(user, whose).pk
        year, freeze, other = self.year, self.freeze, self.people["letters"]
        about: Mapping[str, Any] = {
            **dict.fromkeys(("year", "selection", "lines", "confirm-all", "lapse-all"), year),
            **dict.fromkeys(("objections", "falsify-find"), year),
            **dict.fromkeys(("freeze", "publish"), freeze),
            **dict.fromkeys(("published", "object"), self.publication),
            **dict.fromkeys(("officer", "appoint-officer", "allow-officer", "act-officer"), other),
            "line": self.line,
            "objection": self.objection,
            "employer": self.declarations[whose].employer,
            "correction-request": self.correction,
            "verify": self.checks[whose],
            "verify-review": self.answers[whose],
            "declaration-paper": self.papers[whose],
            "evidence": self.evidence,
            "lift-bar": self.bar,
        }
        named = max((name for name in about if route.startswith(name)), key=len)
        key: int = about[named].pk
        return key


def build() -> World:
    """Make it: people, declarations of two, verified, one asked for review, published, objected to."""
    people = {
        role.value: officer(role) for role in Role if role not in (Role.APPLICANT, Role.VERIFIER)
    }
    people["applicant"] = applicant()
    people["verifier"] = officer(Role.VERIFIER, department="schooling")
    other = applicant()
    year = years.year(quota=3)
    employers = {OWN: declarations.employer(), OTHERS: declarations.employer()}
    appointment = people["employer"].appointment
    appointment.employer = employers[OWN].credit_code
    appointment.save(update_fields=["employer"])
    held = {
        whose: declarations.declaration(year, document=DOCUMENT, owner=owner, employer=employers[whose])
        for whose, owner in ((OWN, people["applicant"]), (OTHERS, other))
    }  # fmt: skip
    papers = {whose: _paper(one.owner, papers_subject(one)) for whose, one in held.items()}
    years.at(year, Window.RESULTS)
    laying.lay_out(year)
    asked = {
        whose: _asked(held[whose], indicator)
        for whose, indicator in ((OWN, "education"), (OTHERS, "employment"))
    }
    review_papers = {
        whose: _paper(one.declaration.owner, attached.subject_of_review(one))
        for whose, one in asked.items()
    }
    years.at(year, Window.RANKING)
    answers = {whose: _answer(one) for whose, one in asked.items()}
    checks = {OWN: _check(held[OWN], "education"), OTHERS: _check(held[OTHERS], "insurance")}
    selections.decide_everything(year)
    _answered(asked.values())
    freeze = selections.frozen(year, officer(Role.AUTHORITY))
    publication = selections.published(freeze)
    line = Listing.objects.filter(publication=publication).first()
    assert line is not None
    objection, _code = selection.object_to(
        actor=None, publication=publication, words="此人的社保不在本市缴纳,请核实。",
        signatory="异议人甲", contact="演示路九号",
    )  # fmt: skip
    years.at(year, Window.SETTLEMENT)
    selection.confirm_all(actor=None, year=year)
    evidence = _paper(people["authority"], evidence_against(held[OWN]))
    with transaction.atomic():
        bar = bars.bar(held[OTHERS], actor=None, role="authority", why="演示")
    correction = corrections.ask(actor=other, words="名字写错了一个字,请更正。")
    return World(
        year, years.year(), people, held, papers, checks, answers, review_papers, evidence, bar, freeze,
        publication, line, objection, correction, other,
    )  # fmt: skip


def _paper(actor: User | None, subject: str) -> Attachment:
    assert actor is not None
    upload = SimpleUploadedFile("证明.pdf", pdf(), "application/pdf")
    return attachments.store(actor=actor, subject=subject, upload=upload)


def _asked(declaration: Declaration, indicator: str) -> Review:
    assert declaration.owner is not None
    return reviews.ask_review(
        actor=declaration.owner, declaration=declaration, indicator=indicator,
        words="与证明材料不一致,请再核对。",
    )  # fmt: skip


def _answer(review: Review) -> Answer:
    """What the first of the departments behind the indicator is asked."""
    found = review.answers.first()
    assert found is not None
    return found


def _answered(asked: Iterable[Review]) -> None:
    """Have every department answer what it was asked, so that the list may be published."""
    for review in asked:
        for answer in review.answers.all():
            actor = officer(Role.VERIFIER, department=answer.department)
            reviews.answer_review(actor=actor, answer=answer, words="经复核,维持结论。")


def _check(declaration: Declaration, fact: str) -> Check:
    return Check.objects.get(declaration=declaration, fact=fact)
