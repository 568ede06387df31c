"""Accompanying children: the scheme's own dated rule decides, with its words and values."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from luohu.law.sources import LawError
from luohu.people.faults import Refused
from luohu.schemes.catalogue import find_scheme
from luohu.web.accounts.roles import Role
from luohu.web.protection import identity
from luohu.web.record.models import Event
from luohu.web.record.rows import bad_rows
from luohu.web.record.watched import watched
from luohu.web.selection import children, services
from luohu.web.selection.children import decided, has_rule, verified_children
from luohu.web.selection.models import Child, Listing
from luohu.web.years.calendar import Window
from tests.web.accounts.people import applicant, officer
from tests.web.declarations import made as declarations
from tests.web.selection import made
from tests.web.years import made as years

DOCUMENT = declarations.DOCUMENTS[0]
day = datetime.date


@pytest.mark.parametrize(
    ("cycle", "born", "accepted"),
    [
        (2022, day(2003, 1, 1), True),
        (2022, day(2002, 12, 31), False),
        (2026, day(2007, 1, 1), True),
        (2026, day(2006, 12, 31), False),
    ],
)
def test_the_day_of_birth_decides_by_the_law_of_the_cycle(
    cycle: int, born: datetime.date, accepted: bool
) -> None:
    found = decided(find_scheme("beijing").at(cycle), DOCUMENT, born)
    assert found.accepted is accepted
    assert str(cycle - 19) in found.why.zh
    assert found.why.en


def test_a_law_without_such_a_rule_says_so() -> None:
    law = find_scheme("beijing").at(2019)
    assert not has_rule(law)
    with pytest.raises(LawError):
        decided(law, DOCUMENT, day(2010, 1, 1))


BORN = (day(2015, 5, 6), day(2005, 1, 2))
TWINS = day(2018, 3, 4)


@pytest.fixture
def line() -> Listing:
    year = years.year(quota=1)
    children = [{"born": str(one)} for one in (*BORN, TWINS, TWINS)]
    told = {**declarations.DOCUMENTS[0], "children": children}
    for document in (told, *declarations.DOCUMENTS[1:6]):
        declarations.declaration(year, document=document)
    year.quota = 6
    year.save(update_fields=["quota"])
    years.at(year, Window.RANKING)
    made.decide_everything(year)
    publication = made.published(made.frozen(year))
    years.at(year, Window.SETTLEMENT)
    services.confirm_all(actor=None, year=year)
    found = [one for one in publication.listings.all() if one.declaration.document.get("children")]
    return next(one for one in found if len(one.declaration.document["children"]) == 4)


def name(line: Listing, born: datetime.date, actor: User | None = None, **changes: Any) -> Child:
    told: dict[str, Any] = {
        "name": "孩子甲",
        "number": identity.invented(77, born=born),
        "consent": True,
        **changes,
    }
    guardian = actor or line.declaration.owner
    assert guardian is not None
    return services.name_child(actor=guardian, declaration=line.declaration, **told)


def of_day(number: int) -> str:
    """The number of a twin."""
    return identity.invented(number, born=TWINS)


@pytest.mark.django_db(transaction=True)
class TestNaming:
    def test_the_verified_children_are_told_with_the_rule(self, line: Listing) -> None:
        assert [one.accepted for one in verified_children(line.declaration)] == [
            True,
            False,
            True,
            True,
        ]

    @pytest.mark.parametrize(("born", "accepted"), [(BORN[0], True), (BORN[1], False)])
    def test_a_named_child_has_the_answer_of_the_rule(
        self, line: Listing, born: datetime.date, accepted: bool
    ) -> None:
        child = name(line, born)
        assert (child.accepted, child.born) == (accepted, str(born))
        assert "18" in child.why

    def test_named_twice_is_named_once(self, line: Listing) -> None:
        assert name(line, BORN[0]) == name(line, BORN[0])
        assert Child.objects.count() == 1

    def test_no_more_children_of_a_day_than_were_verified(self, line: Listing) -> None:
        for number in (1, 2):
            name(line, TWINS, number=identity.invented(number, born=TWINS))
        with pytest.raises(Refused) as refused:
            name(line, TWINS, number=identity.invented(3, born=TWINS))
        assert "已填报 2 名" in refused.value.faults[0].wrong.zh

    def test_one_that_was_named_by_mistake_is_taken_back_and_noted(self, line: Listing) -> None:
        child = name(line, BORN[0])
        guardian = line.declaration.owner
        assert guardian is not None
        with pytest.raises(LawError):
            services.remove_child(actor=applicant(), child=child)
        subject = str(child)
        services.remove_child(actor=guardian, child=child)
        assert name(line, BORN[0], number=identity.invented(78, born=BORN[0])) != child
        event = Event.objects.get(subject=subject, action="remove_child")
        assert (event.before != "", event.after) == (True, "")
        with pytest.raises(Refused):
            services.remove_child(
                actor=guardian, child=Child(pk=child.pk, declaration=line.declaration)
            )

    def test_the_authority_says_why_it_takes_a_child_back(self, line: Listing) -> None:
        child, desk = name(line, BORN[0]), officer(Role.AUTHORITY)
        with pytest.raises(Refused) as refused:
            services.remove_child(actor=desk, child=child, why=" ")
        assert refused.value.faults[0].place.column == "why"
        assert Child.objects.filter(pk=child.pk).exists()
        services.remove_child(actor=desk, child=child, why="号码写错")
        event = Event.objects.get(subject=str(child), action="remove_child")
        assert (event.role, event.after) == ("authority", "")
        assert event.why == f"{line.declaration} 号码写错"
        assert [one.why for one in children.taken_back(line.declaration)] == ["号码写错"]
        assert name(line, BORN[0], actor=desk).accepted

    def test_what_the_guardian_takes_back_is_not_told_as_the_authority_s(
        self, line: Listing
    ) -> None:
        guardian = line.declaration.owner
        assert guardian is not None
        services.remove_child(actor=guardian, child=name(line, BORN[0]))
        assert children.taken_back(line.declaration) == []

    def test_other_roles_take_nothing_back(self, line: Listing) -> None:
        child = name(line, BORN[0])
        for role in (Role.PUBLISHER, Role.AUDITOR, Role.VERIFIER):
            with pytest.raises(LawError):
                services.remove_child(actor=officer(role), child=child, why="理由")
        assert Child.objects.filter(pk=child.pk).exists()

    def test_the_authority_is_refused_who_is_too_old_by_the_rule(self, line: Listing) -> None:
        with pytest.raises(Refused) as refused:
            name(line, BORN[1], actor=officer(Role.AUTHORITY))
        wrong = refused.value.faults[0].wrong
        assert "按规则不能随迁" in wrong.zh
        assert "2007" in wrong.zh
        assert "2007" in wrong.en
        assert not Child.objects.exists()

    def test_the_authority_is_told_who_is_named_already(self, line: Listing) -> None:
        name(line, BORN[0])
        with pytest.raises(Refused) as refused:
            name(line, BORN[0], actor=officer(Role.AUTHORITY))
        assert "已经填报" in refused.value.faults[0].wrong.zh
        assert Child.objects.count() == 1

    def test_children_of_whose_right_was_cancelled_stay_as_they_are(self, line: Listing) -> None:
        child, desk = name(line, BORN[0]), officer(Role.AUTHORITY)
        services.cancel(actor=desk, listing=line, why="本人放弃")
        for step in (
            lambda: name(line, TWINS, actor=desk),
            lambda: services.remove_child(actor=desk, child=child, why="理由"),
        ):
            with pytest.raises(Refused) as refused:
                step()
            assert "现在没有落户资格" in refused.value.faults[0].wrong.zh

    def test_a_law_without_the_rule_names_nobody(
        self, line: Listing, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(children, "has_rule", lambda law: False)
        with pytest.raises(Refused) as refused:
            name(line, BORN[0], actor=officer(Role.AUTHORITY))
        assert "没有随迁子女一条" in refused.value.faults[0].wrong.zh

    def test_what_is_named_and_taken_back_is_as_the_record_says(self, line: Listing) -> None:
        desk, of = officer(Role.AUTHORITY), next(one for one in watched() if one.model is Child)
        kept, gone = (name(line, TWINS, actor=desk, number=of_day(n)) for n in (1, 2))
        services.remove_child(actor=desk, child=gone, why="号码写错")
        assert [fault for _, faults in bad_rows(of) for fault in faults] == []
        Child.objects.filter(pk=kept.pk).update(accepted=False)
        assert [fault for _, faults in bad_rows(of) for fault in faults] != []

    def test_an_open_answer_is_no_answer(
        self, line: Listing, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settled = children.decided

        def undecided(*told: Any) -> children.Decided:
            return replace(settled(*told), accepted=None, unknown=("sex",))

        monkeypatch.setattr(children, "decided", undecided)
        with pytest.raises(Refused) as refused:
            name(line, BORN[0])
        assert "性别" in refused.value.faults[0].wrong.zh
        assert not Child.objects.exists()

    def test_name_number_and_birth_are_sealed(self, line: Listing) -> None:
        name(line, BORN[0])
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, identity, born FROM selection_child")
            assert all(one.startswith("v1.") for one in cursor.fetchone())

    @pytest.mark.parametrize(
        ("change", "column"),
        [
            ({"name": " "}, "name"),
            ({"number": "110101201505060000"}, "number"),
            ({"consent": False}, "consent"),
            ({"number": identity.invented(5, born=day(2016, 1, 1))}, "number"),
        ],
    )
    def test_what_is_wrong_is_said(
        self, line: Listing, change: dict[str, Any], column: str
    ) -> None:
        with pytest.raises(Refused) as refused:
            name(line, BORN[0], **change)
        assert refused.value.faults[0].place.column == column

    def test_only_for_oneself_or_by_the_authority(self, line: Listing) -> None:
        with pytest.raises(LawError):
            name(line, BORN[0], actor=applicant())
        assert name(line, BORN[0], actor=officer(Role.AUTHORITY)).accepted

    def test_only_in_the_time_of_settlement(self, line: Listing) -> None:
        child, desk = name(line, TWINS), officer(Role.AUTHORITY)
        years.to_moment(line.publication.year, line.publication.year.settles_to)
        with pytest.raises(Refused):
            name(line, BORN[0])
        with pytest.raises(Refused) as refused:
            services.remove_child(actor=desk, child=child, why="理由")
        assert "不在办理落户期间" in refused.value.faults[0].wrong.zh
