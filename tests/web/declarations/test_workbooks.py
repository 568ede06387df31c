"""Workbooks of many: filled in, read, all taken in or none, each file once, every fault listed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from luohu.people.faults import Refused
from luohu.web.declarations import services, uploads, workbooks
from luohu.web.declarations.models import Declaration, Employer, Upload
from luohu.web.declarations.stepping import digest_of_state, subject_of
from luohu.web.record.services import history
from luohu.web.shell.workbooks import UNPACKED
from luohu.web.years.models import Year
from tests.web.accounts import people
from tests.web.declarations import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db
BORN = "1985-06-15"


@pytest.fixture
def year() -> Year:
    return years.year()


@pytest.fixture
def employer() -> Employer:
    return made.employer()


@pytest.fixture
def officer(employer: Employer) -> User:
    return people.officer("employer", employer=employer.credit_code)


@pytest.fixture(scope="module")
def blank() -> bytes:
    """The template of a year of Beijing's."""
    return workbooks.template(Year(scheme="beijing", cycle=2026))


def filled(
    blank: bytes, people: Sequence[dict[str, str]], change: Callable[[Any], None] | None = None
) -> bytes:
    """The template with some people, each insured since 2008, and something changed in it."""
    book = openpyxl.load_workbook(io.BytesIO(blank))
    names = [cell.value for cell in book["申请人"][1]]
    for place, told in enumerate(people, 1):
        key = f"A{place}"
        book["人员"].append([key, *told.values()])
        facts = {"编号": key, "出生日期": BORN, "性别": "男", "岗位": "工人", "无犯罪": ""}
        book["申请人"].append([facts.get(name) for name in names])
    if change is not None:
        change(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def staff(count: int) -> list[dict[str, str]]:
    return [made.details(born=BORN, sex="male") for _ in range(count)]


def take(officer: User, year: Year, employer: Employer, content: bytes) -> uploads.Taken:
    return uploads.take(
        actor=officer, year=year, employer=employer, content=content, name="staff.xlsx",
        consented=True,
    )  # fmt: skip


def test_the_template_has_people_first_and_hides_what_the_law_does_not_ask(blank: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank))

    assert book.sheetnames[0] == "人员"
    assert [cell.value for cell in book["人员"][1]] == list(workbooks.COLUMNS)
    shown = {page.title for page in book.worksheets if page.sheet_state == "visible"}
    assert {"人员", "申请人", "说明"} <= shown
    assert len(shown) < len(book.sheetnames)


def test_everybody_is_taken_in_ready_to_be_submitted(
    year: Year, employer: Employer, officer: User, blank: bytes
) -> None:
    taken = take(officer, year, employer, filled(blank, staff(3)))

    assert not taken.again
    held = list(Declaration.objects.all())
    assert [one.state for one in held] == ["with_employer"] * 3
    for one in held:
        assert one.owner is None
        assert str(one.born) == BORN
        assert history(subject_of(one)).last().after == digest_of_state(one)  # type: ignore[union-attr]


def test_the_same_file_again_is_recognised(
    year: Year, employer: Employer, officer: User, blank: bytes
) -> None:
    content = filled(blank, staff(2))
    take(officer, year, employer, content)

    assert take(officer, year, employer, content).again
    assert (Declaration.objects.count(), Upload.objects.count()) == (2, 1)


def test_every_fault_of_every_row_is_listed_and_nobody_is_taken_in(
    year: Year, employer: Employer, officer: User, blank: bytes
) -> None:
    wrong = staff(5)
    wrong[0]["identity"] = wrong[0]["identity"][:-1] + "?"
    wrong[1]["telephone"] = ""
    wrong[2]["identity"] = made.details(born="1990-01-01")["identity"]
    wrong[4]["identity"] = wrong[3]["identity"]

    with pytest.raises(Refused) as refused:
        take(officer, year, employer, filled(blank, wrong))

    found = {(one.place.row, one.place.column) for one in refused.value.faults}
    assert found == {(3, "身份证件号码"), (4, "手机号码"), (5, "身份证件号码"), (7, "身份证件号码")}
    assert not Declaration.objects.exists()


def test_faults_of_the_facts_are_listed_as_well(
    year: Year, employer: Employer, officer: User, blank: bytes
) -> None:
    def change(book: Any) -> None:
        book["申请人"].cell(3, 2, "someday")

    with pytest.raises(Refused) as refused:
        take(officer, year, employer, filled(blank, staff(2), change))

    assert any(one.place.sheet == "申请人" for one in refused.value.faults)


def test_who_stands_on_one_sheet_only_is_named(
    year: Year, employer: Employer, officer: User, blank: bytes
) -> None:
    def change(book: Any) -> None:
        book["人员"].cell(3, 1, "B9")

    with pytest.raises(Refused) as refused:
        take(officer, year, employer, filled(blank, staff(1), change))

    told = [one.shown("en") for one in refused.value.faults]
    assert any("A1" in one for one in told)
    assert any("row 3" in one for one in told)


def test_who_has_a_declaration_of_this_employer_is_named_by_row_and_of_others_later(
    year: Year, employer: Employer, officer: User, blank: bytes
) -> None:
    every = staff(4)
    for told, whose in ((every[0], employer), (every[1], None)):
        has = made.declaration(year, employer=whose)
        Declaration.objects.filter(pk=has.pk).update(identity_index=_index(told))
    made.bar(_index(every[2]), year)

    with pytest.raises(Refused) as refused:
        take(officer, year, employer, filled(blank, every))
    assert {one.place.row for one in refused.value.faults} == {3}

    taken = take(officer, year, employer, filled(blank, every[1:]))
    with pytest.raises(Refused) as refused:
        services.submit(actor=officer, declarations=taken.declarations, key="k")
    first, second = (one.number for one in taken.declarations[:2])
    assert {one.place.file for one in refused.value.faults} == {first, second}


def test_what_was_discarded_is_taken_in_again_from_the_same_file(
    year: Year, employer: Employer, officer: User, blank: bytes
) -> None:
    content = filled(blank, staff(2))
    first, second = take(officer, year, employer, content).declarations
    services.discard(actor=officer, declaration=first)

    with pytest.raises(Refused) as refused:
        take(officer, year, employer, content)
    assert {one.place.row for one in refused.value.faults} == {4}

    services.discard(actor=officer, declaration=second)
    assert not take(officer, year, employer, content).again
    assert take(officer, year, employer, content).again
    assert Declaration.objects.filter(state="with_employer").count() == 2
    assert Upload.objects.count() == 1


def _index(told: dict[str, str]) -> str:
    from luohu.web.protection import blind

    return blind.index(told["identity"])


def test_the_consent_has_to_be_stated(
    year: Year, employer: Employer, officer: User, blank: bytes
) -> None:
    with pytest.raises(Refused) as refused:
        uploads.take(
            actor=officer, year=year, employer=employer, content=filled(blank, staff(1)),
            name="a.xlsx", consented=False,
        )  # fmt: skip

    assert refused.value.faults[0].place.column == "consent"


def test_nothing_is_taken_in_after_the_time_for_declaring(
    year: Year, employer: Employer, officer: User, blank: bytes
) -> None:
    years.to_moment(year, year.declares_to)

    with pytest.raises(Refused):
        take(officer, year, employer, filled(blank, staff(1)))


def bomb() -> bytes:
    """A file that is small and would be large when unpacked."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", bytes(UNPACKED + 1))
    return held.getvalue()


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04broken", bomb()], ids=len)
def test_what_is_no_workbook_or_too_large_is_refused_before_it_is_unpacked(
    year: Year, employer: Employer, officer: User, content: bytes
) -> None:
    with pytest.raises(Refused):
        take(officer, year, employer, content)


def test_a_workbook_without_the_sheet_of_people_is_refused(
    year: Year, employer: Employer, officer: User, blank: bytes
) -> None:
    def change(book: Any) -> None:
        del book["人员"]

    with pytest.raises(Refused) as refused:
        take(officer, year, employer, filled(blank, [], change))

    assert any("人员" in one.wrong.zh for one in refused.value.faults)


def test_the_page_gives_the_template_and_takes_it_in_filled(
    year: Year, employer: Employer, officer: User
) -> None:
    client = people.signed_in(officer)
    template = client.get(reverse("employer-template"), {"year": year.pk})
    file = SimpleUploadedFile("staff.xlsx", filled(template.content, staff(2)))

    answer = client.post(
        reverse("employer-workbook"), {"year": year.pk, "file": file, "consent": "yes"}
    )

    assert answer.status_code == 200
    for one in Declaration.objects.all():
        assert one.number in answer.text


def test_the_page_lists_the_faults(year: Year, employer: Employer, officer: User) -> None:
    client = people.signed_in(officer)
    file = SimpleUploadedFile("staff.xlsx", b"nothing")

    answer = client.post(
        reverse("employer-workbook"), {"year": year.pk, "file": file, "consent": "yes"}
    )

    assert answer.status_code == 422
    assert "一处不对,全部不收" in answer.text
