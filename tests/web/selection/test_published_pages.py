"""What everybody sees: names only in the time of publicity, numbers for good, files without formulas."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.core.cache import cache

from luohu.web.accounts.roles import Role
from luohu.web.selection import services, sheets
from luohu.web.selection.models import Listing, Publication
from luohu.web.selection.objecting import opened
from luohu.web.years.calendar import Window
from tests.web.accounts.people import officer
from tests.web.selection import made
from tests.web.selection.pages import Browser, text
from tests.web.selection.test_objecting import WORDS, objected
from tests.web.years import made as years

pytestmark = pytest.mark.django_db(transaction=True)
COLUMNS = ["公示编号", "名次", "姓名", "出生年月", "用人单位", "积分分值", "状态"]


@pytest.fixture
def anybody() -> Browser:
    cache.clear()
    return Browser()


@pytest.fixture
def publication() -> Publication:
    return made.invented(made.published())


def test_the_list_shows_number_name_birth_month_employer_and_points(
    anybody: Browser, publication: Publication
) -> None:
    line = made.first_line(publication)
    shown = text(anybody.get("published-list", publication.pk))
    for told in (
        f'<th scope="row">{line.position}</th>',
        line.name,
        line.birth_month,
        line.employer,
        f"{line.total / 100:.2f}",
    ):
        assert told in shown
    for kept in (line.number, line.declaration.identity):
        assert kept not in shown
    assert line.declaration.telephone not in shown
    assert publication.digest in shown


@pytest.mark.parametrize("field", ["position", "name"])
def test_one_line_is_found_by_its_whole_number_or_name(
    anybody: Browser, publication: Publication, field: str
) -> None:
    line = made.first_line(publication)
    whole = str(getattr(line, field))
    assert "找到 1 行" in text(anybody.get("published-list", publication.pk, q=whole))
    assert "找到 0 行" in text(anybody.get("published-list", publication.pk, q=f"{whole}9"))


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999", "2", "9" * 40])
def test_no_page_number_breaks_the_list(
    anybody: Browser, publication: Publication, page: str
) -> None:
    anybody.get("published-list", publication.pk, page=page)


def test_search_engines_are_asked_to_leave_it_alone(
    anybody: Browser, publication: Publication
) -> None:
    answer = anybody.get("published-list", publication.pk)
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert 'name="robots" content="noindex, nofollow"' in text(answer)


def test_before_publicity_there_is_nothing(anybody: Browser) -> None:
    publication = made.invented(made.published())
    years.at(publication.year, Window.RANKING)
    for name in ("published", "published-list", "object"):
        anybody.get(name, publication.pk, status=404)
    assert "现在没有公示的名单" in text(anybody.get("published-lists"))


def test_a_rehearsed_list_is_for_the_authority_s_own_people(anybody: Browser) -> None:
    publication = made.published()
    line = made.first_line(publication)
    for name in ("published", "published-list", "object"):
        for browser in (anybody, Browser(line.declaration.owner)):
            browser.get(name, publication.pk, status=404)
    anybody.get("published-file", publication.pk, "csv", status=404)
    assert publication.year.title not in text(anybody.get("published-lists"))
    desk = Browser(officer(Role.AUDITOR))
    shown = text(desk.get("published-list", publication.pk))
    assert line.name in shown
    assert "不对外公开" in shown
    assert "虚构" not in shown
    assert publication.year.title in text(desk.get("published-lists"))


def test_only_the_demonstration_says_that_its_people_are_invented(
    anybody: Browser, publication: Publication
) -> None:
    assert "虚构" in text(anybody.get("published", publication.pk))


def test_after_publicity_names_are_gone_and_numbers_stay(
    anybody: Browser, publication: Publication
) -> None:
    name = made.first_line(publication).name
    years.to_moment(publication.year, publication.takes_down)
    for told in (("published-list", publication.pk), ("published-file", publication.pk, "csv"),
                 ("published-file", publication.pk, "xlsx")):  # fmt: skip
        answer = anybody.get(*told, status=410)
        assert name not in text(answer)
    shown = text(anybody.get("published", publication.pk))
    assert str(publication.freeze.figures["admitted"]) in shown
    assert name not in shown


def test_who_asks_too_often_is_told_to_wait(
    anybody: Browser, publication: Publication, settings: Any
) -> None:
    settings.LUOHU_LOOKUPS = "2/m"
    for _ in range(2):
        anybody.get("published-list", publication.pk)
    answer = anybody.get("published-list", publication.pk, status=429)
    assert int(answer.headers["Retry-After"]) >= 1


def test_cancelled_lines_stay_and_say_so(anybody: Browser, publication: Publication) -> None:
    line = made.first_line(publication)
    services.cancel(actor=officer(Role.AUTHORITY), listing=line, why="本人放弃")
    shown = text(anybody.get("published-list", publication.pk, q=str(line.position)))
    assert "已取消" in shown
    assert "本人放弃" not in shown


def test_the_files_hold_the_columns_that_are_published(
    anybody: Browser, publication: Publication
) -> None:
    table = anybody.get("published-file", publication.pk, "csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    assert rows[0] == COLUMNS
    book = openpyxl.load_workbook(
        io.BytesIO(anybody.get("published-file", publication.pk, "xlsx").content)
    )
    sheet = list(book.active.iter_rows(values_only=True))
    assert list(sheet[0]) == COLUMNS
    assert [row[2] for row in sheet[1:]] == [row[2] for row in rows[1:]]
    anybody.get("published-file", publication.pk, "pdf", status=404)


@pytest.mark.parametrize("start", sheets.FORMULAS)
def test_no_cell_is_taken_for_a_formula(publication: Publication, start: str) -> None:
    Listing.objects.update(employer=f"{start}1+1")
    rows = list(csv.reader(io.StringIO(sheets.sheet(publication, "csv", "zh").decode("utf-8-sig"))))
    assert rows[1][4] == f"'{start}1+1"
    book = openpyxl.load_workbook(io.BytesIO(sheets.sheet(publication, "xlsx", "en")))
    assert book.active["E2"].data_type == "s"
    assert str(book.active["E2"].value).startswith("'")


def test_an_objection_by_its_page_and_its_answer(
    anybody: Browser, publication: Publication
) -> None:
    line = made.first_line(publication)
    form = text(anybody.get("object", publication.pk, about=str(line.position)))
    assert f'value="{line.position}"' in form
    once = form.split('name="once" value="')[1].split('"')[0]
    told = {**WORDS, "about": str(line.position), "once": once}
    receipt = text(anybody.post("object", publication.pk, status=200, **told))
    assert once in receipt
    objection = publication.objections.get()
    assert opened(objection.number, once) == objection
    anybody.post("object", publication.pk, status=200, **told)
    assert publication.objections.count() == 1
    read = text(anybody.post("objection-read", status=200, number=objection.number, code=once))
    assert WORDS["words"] in read
    assert WORDS["signatory"] not in read


def test_what_is_missing_in_an_objection_is_said_beside_its_field(
    anybody: Browser, publication: Publication
) -> None:
    shown = text(anybody.post("object", publication.pk, status=422, words="短"))
    for name in ("words", "signatory", "contact"):
        assert f'id="{name}-fault"' in shown
    assert ">短</textarea>" in shown


def test_a_wrong_code_opens_nothing(anybody: Browser, publication: Publication) -> None:
    objection, _ = objected(publication)
    anybody.post("objection-read", status=404, number=objection.number, code="WRONGWRONG22")
    anybody.get("objection-read")


def test_too_many_objections_from_one_address_wait(
    anybody: Browser, publication: Publication, settings: Any
) -> None:
    settings.LUOHU_LETTERS = "1/h"
    anybody.post("object", publication.pk, status=422)
    answer = anybody.post("object", publication.pk, status=429, **WORDS)
    assert "Retry-After" in answer.headers


def test_after_publicity_there_is_no_form(anybody: Browser, publication: Publication) -> None:
    years.at(publication.year, Window.SETTLEMENT)
    assert "<form" not in text(anybody.get("object", publication.pk)).split("<main")[1]
    anybody.post("object", publication.pk, status=422, **WORDS)
