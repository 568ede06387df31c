"""Run within a site: an identity number in every reason, name and remark that the site keeps in the open."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User

from luohu.law.sources import LawError
from luohu.people.faults import Refused
from luohu.web.accounts import services as accounts
from luohu.web.accounts.roles import Role
from luohu.web.declarations import services as declarations
from luohu.web.letters import library
from luohu.web.letters import services as letters
from luohu.web.letters.replies import versions
from luohu.web.lists import loading
from luohu.web.lists.reading import ListRead
from luohu.web.protection import identity, organisations
from luohu.web.selection import services as selection
from luohu.web.selection.models import Listing
from luohu.web.years import services as years
from luohu.web.years.calendar import moments_of
from tests.web.accounts import people
from tests.web.letters.people import person
from tests.web.matrix.world import World
from tests.web.selection import made
from tests.web.verification.made import DOCUMENT
from tests.web.years import made as years_made

FIRST = 900_000  # numbers that nothing else in these tests invents
BORN = datetime.date.fromisoformat(DOCUMENT["born"])


def number(place: int) -> str:
    return identity.invented(FIRST + place, born=BORN, sex="male")


def everywhere(there: World, typed: str) -> None:
    """Type a number where officials write; what is a name has to be refused."""
    why = f"据ID{typed}的档案,号码{typed[:6]} {typed[6:14]} {typed[14:]}"
    _of_years(there, typed, why)
    _of_employers(there, typed, why)
    _of_a_selection(there, why)
    _of_accounts(there, typed, why)
    _of_letters(typed, why)
    _of_replies(typed, why)
    _of_a_list(typed)


def refused(step: Callable[..., object], **told: Any) -> None:
    """A step that may not be taken."""
    try:
        step(**told)
    except (Refused, LawError):
        return
    raise AssertionError(f"{step} took {told}")


def _of_years(there: World, typed: str, why: str) -> None:
    year, actor = there.open_year, there.people["authority"]
    years.change_quota(actor=actor, year=year, quota=7, why=why)
    years.change_departments(actor=actor, year=year, departments=year.departments, why=why)
    years.change_calendar(actor=actor, year=year, moments=moments_of(year), why=why)
    title = f"{typed}年度"
    told = {"scheme": "beijing", "cycle": 2026, "moments": years_made.moments(), "rehearsal": True}
    refused(years.open_year, actor=actor, title=title, **told)


def _of_employers(there: World, typed: str, why: str) -> None:
    actor, held = there.people["authority"], there.declarations["own"].employer
    assert held is not None
    stated: dict[str, Any] = {"registered_in_city": True, "tax_registered": True, "why": why}
    code, wrong = organisations.invented(900_001), f"单位{typed}"
    declarations.state_employer(actor=actor, employer=held, name=held.name, **stated)
    declarations.bar_employer(actor=actor, employer=held, to_cycle=2018, why=why)
    declarations.bar_employer(actor=actor, employer=held, to_cycle=None, why=why)
    declarations.lift(actor=actor, bar=there.bar, why=why)
    refused(declarations.state_employer, actor=actor, employer=held, name=wrong, **stated)
    refused(declarations.add_employer, actor=actor, credit_code=code, name=wrong)
    refused(declarations.add_employer, actor=actor, credit_code=typed, name="演示单位")


def _of_a_selection(there: World, why: str) -> None:
    actor = there.people["authority"]
    other = made.published()
    first, second = other.listings.order_by("pk")[:2]
    selection.cancel(actor=actor, listing=first, why=why)
    selection.falsify(actor=actor, declaration=second.declaration, why=why, employer_helped=True)
    selection.give_up(actor=actor, freeze=made.frozen(made.ready(2), actor), why=why)
    assert not Listing.objects.filter(why=why).exists()


def _of_accounts(there: World, typed: str, why: str) -> None:
    actor, other = there.people["administrator"], people.officer(Role.LETTERS)
    named = {"role": "auditor", "staff_number": typed}
    refused(accounts.create_officer, actor=actor, username="named", **named)
    refused(accounts.appoint, actor=actor, user=other, **named)
    spread = f"{typed[:6]}-{typed[6:14]}-{typed[14:]}"
    refused(accounts.create_officer, actor=actor, username=spread, role="letters")
    accounts.appoint(actor=actor, user=other, role="letters", why=why)
    accounts.disable(actor=actor, user=other, why=why)
    accounts.enable(actor=actor, user=other, why=why)
    accounts.reset(actor=actor, user=other, why=why)


def _person(name: str) -> User:
    return person(name, "answer_letters", "edit_replies", "review_replies")


def _of_letters(typed: str, why: str) -> None:
    author, second = _person("author"), _person("second")
    letter, _code = letters.write_letter(text=f"ID{typed}{why}", language="zh", sensitive=True)
    letters.save_draft(letter, actor=author, text=why, replies=[])
    letters.ask_second_look(letter, actor=author)
    letters.give_back(letter, actor=second, remark=why)
    letters.save_draft(letter, actor=author, text=why, replies=[])
    letters.ask_second_look(letter, actor=author)
    letters.send(letter, actor=second)
    letters.reopen(letter, actor=second, remark=why)
    letters.write_again(letter, text=why)


def _of_replies(typed: str, why: str) -> None:
    author, second = _person("writer"), _person("reader")
    first = next(iter(library.library().replies.values()))
    told = first.model_dump(mode="json")
    wrong = {**told, "short": {"zh": typed, "en": typed}}
    refused(versions.save, actor=author, content=wrong, reason="改", base=first.version)
    version = versions.save(actor=author, content=told, reason=why, base=first.version)
    versions.submit(version, actor=author)
    versions.decline(version, actor=second, remark=why)


def _of_a_list(typed: str) -> None:
    refused(
        loading.load, read=ListRead([], "0" * 64, []), scheme="beijing", cycle=2020, source=typed
    )
