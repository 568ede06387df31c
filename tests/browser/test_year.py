"""A whole year in the browser with two thousand declarations, from opening it to settling."""

from __future__ import annotations

import csv
import datetime
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from luohu.web.accounts.demonstration import EMPLOYER
from luohu.web.assessment.example import EXAMPLE
from luohu.web.protection import identity
from tests.browser.walking import Walk, key_in, number_in, press, site_of_people
from tests.browser.watched import watch_of
from tests.web.postgres import database_for

COUNT, QUOTA = 2000, 100
STANDS_IN = {"homes": "land", "awards": "employment", "financing": "employment", "honours": "employment"}  # fmt: skip
BORN = datetime.date.fromisoformat(EXAMPLE["born"])
PERSON = identity.invented(7, born=BORN, sex=EXAMPLE["sex"])
DETAILS = {
    "name": "演示申请人甲", "identity": PERSON, "telephone": "19900000007", "address": "演示路七号",
}  # fmt: skip
SUBMITTED = "from luohu.web.declarations.models import Declaration as D\n"
DECLARE = """
from luohu.web.declarations.demonstration import declare_many
from luohu.web.years.models import Year
print(declare_many(Year.objects.get(pk={year}), {count}, 7))
"""
CONFIRM = """
from django.contrib.auth.models import User
from luohu.web.verification.deciding import Said
from luohu.web.verification.models import Check
from luohu.web.verification.services import decide_many
rows = Check.objects.filter(year={year}, decision="pending").values_list("department", "pk", "revision")
by = {{}}
for department, pk, revision in rows:
    by.setdefault(department, []).append(Said(pk, "confirmed", revision=revision))
for department, said in by.items():
    actor = User.objects.get(username=f"demo-{{department}}")
    for first in range(0, len(said), 1000):
        decide_many(actor=actor, decisions=said[first:first + 1000])
print(len(rows))
"""
LINES = """
import json
from luohu.law.points import written
from luohu.web.selection.models import Listing
rows = Listing.objects.filter(publication__year={year}).order_by("position")
told = rows.values_list("pk", "declaration__number", "total")
print(json.dumps([[pk, number, written(total)] for pk, number, total in told]))
"""


@dataclass(frozen=True)
class Line:
    """A line of the list: its key, whose it is, its points, and the number that the public sees."""

    key: int
    number: str
    total: str
    shown: str = ""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data of its own: what is published here would change other tests' pages."""
    return tmp_path_factory.mktemp("year")


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with database_for("browser_year") as address:
        yield address


@pytest.fixture(scope="module")
def site(data: Path, database: str, clock: None) -> Iterator[str]:
    with site_of_people(data, database) as address:
        yield address


@pytest.fixture(scope="module")
def signed_in() -> dict[str, Any]:
    return {}


@pytest.fixture
def walk(
    data: Path,
    database: str,
    site: str,
    open_page: Callable[..., Page],
    sign_in: Callable[[Page, str], Page],
) -> Walk:
    return Walk(data, database, open_page, sign_in)


def test_a_year_from_its_opening_to_settling(walk: Walk, tmp_path: Path) -> None:
    year = opened(walk, 2026)
    registered(walk)
    mine = declared(walk, year, tmp_path)
    submitted(walk, year, mine)
    verified(walk, year, mine, tmp_path)
    reviewed(walk, year, mine)
    cohort = frozen(walk, year, tmp_path)
    listed = published(walk, year)
    assert [(one.number, one.total) for one in listed] == ranked_by_command(cohort, tmp_path)
    cancelled(walk, year, listed[0])
    falsified(walk, year, mine)
    settled(walk, year, listed)
    barred_next_year(walk, tmp_path)
    recorded(walk)


# The year is opened.


def opened(walk: Walk, cycle: int) -> int:
    """Open a rehearsal with the calendar that is proposed; its key. Its clock begins with it."""
    page = walk.of("authority")
    page.goto(f"/years/new/?of=beijing:{cycle}&rehearsal=1")
    page.fill("#title", f"浏览器演练 {cycle}")
    page.fill("#quota", str(QUOTA))
    press(page, "再看一遍")
    press(page, "设立")
    year = key_in(page, r"/years/(\d+)/$")
    walk.move_clock(year, "declares_from")
    page.goto(f"/years/{year}/departments/")
    for fact, department in STANDS_IN.items():
        page.select_option(f"#{fact}", department)
    page.fill("#why", "演示的部门不全")
    press(page, "保存分工")
    expect(page.locator(".told")).to_contain_text("核查分工已改")
    return year


def registered(walk: Walk) -> None:
    """The employer of the demonstration, known to the authority and stated to be of the city."""
    page = walk.of("authority")
    page.goto(f"/employers/?q={EMPLOYER}")
    if page.get_by_text("没有找到").count():
        page.fill("#credit_code", EMPLOYER)
        page.fill("#name", "演示单位")
        press(page, "登记")
        page.goto(f"/employers/?q={EMPLOYER}")
    page.locator("tbody a").first.click()
    page.check("[name=registered]")
    page.check("[name=taxed]")
    page.fill("#state-why", "查登记信息")
    press(page, "保存")
    expect(page.locator("main")).to_contain_text("查登记信息")


# Declaring.


def declared(walk: Walk, year: int, folder: Path) -> str:
    """An applicant fills in a declaration and hands it to the employer; its number."""
    page = walk.of("applicant")
    number = begun(page, year)
    handed_over(page, number, folder)
    expect(page.locator("main")).to_contain_text("待单位提交")
    return number


def handed_over(page: Page, number: str, folder: Path) -> None:
    """Fill in everything, from the file of the self-assessment, and hand it to the employer."""
    for name, value in DETAILS.items():
        page.fill(f"#{name}", value)
    press(page, "保存,下一步")
    page.goto(f"/declare/{number}/load/")
    file = folder / "assessed.json"
    file.write_text(json.dumps({"id": "1", **EXAMPLE}, ensure_ascii=False), "utf-8")
    watch_of(page).expect(422)  # there is a child in it: the consent is asked for then
    page.set_input_files("#file", file)
    press(page, "带入")
    page.check("[name=consent][value=minors]")
    page.set_input_files("#file", file)
    press(page, "带入")
    page.wait_for_url("**/check/")
    page.fill("#credit_code", EMPLOYER)
    press(page, "交给单位")


def begun(page: Page, year: int) -> str:
    """Agree to the notice; the number of the draft."""
    page.goto(f"/declare/begin/{year}/")
    for box in page.locator("[name=consent]").all():
        box.check()
    press(page, "开始填写")
    return number_in(page, r"/declare/(\w{8,})/")


def submitted(walk: Walk, year: int, mine: str) -> None:
    """The employer submits for a receipt; two thousand others are submitted in bulk."""
    page = walk.of("employer")
    page.goto(f"/employer/?year={year}")
    page.check(f'[name=declaration][value="{mine}"]')
    press(page, "提交勾选的")
    expect(page.locator("main")).to_contain_text(f"{mine}-1")
    walk.move_clock(year, "declares_to-")
    assert walk.command(DECLARE.format(year=year, count=COUNT)) == COUNT
    applicant = walk.of("applicant")
    applicant.goto(f"/declare/{mine}/")
    expect(applicant.locator("main")).to_contain_text("已提交")


# Verifying.


def verified(walk: Walk, year: int, mine: str, folder: Path) -> None:
    """Laid out; one fact corrected on its page, many confirmed at once, many by workbook, the rest."""
    walk.move_clock(year, "declares_to")
    page = walk.of("authority")
    page.goto(f"/verify/lay-out/{year}/")
    press(page, "分派")
    reloaded_until(page, f"/verify/lay-out/{year}/", f"已分派 {COUNT + 1} 份")
    corrected(walk, year, mine)
    confirmed_together(walk, year)
    by_workbook(walk, year, folder)
    walk.move_clock(year, "verifies_to-")
    assert walk.command(CONFIRM.format(year=year)) > COUNT
    page.goto(f"/verify/undecided/{year}/")
    expect(page.locator("main")).to_contain_text("已分派的事实都核查了")


def corrected(walk: Walk, year: int, mine: str) -> None:
    """The department of employment finds that the first span of insurance began later."""
    page = walk.of("employment")
    page.goto(f"/verify/?year={year}&fact=insurance&number={mine}")
    page.locator("tbody a").first.click()
    page.locator("summary", has_text="更正为查实的内容").click()
    page.fill("#field-r0-from", "2009-08")
    page.fill("#reason-b", "按社保缴费记录")
    press(page, "更正")
    expect(page.locator("main")).to_contain_text("2009")
    page.goto(f"/verify/?year={year}&fact=insurance&number={mine}&state=decided")
    expect(page.locator("tbody").first).to_contain_text("已更正")


def confirmed_together(walk: Walk, year: int) -> None:
    """The police confirm all facts that fit a filter, after being asked once more."""
    page = walk.of("police")
    page.goto(f"/verify/?year={year}&fact=criminal_record")
    press(page, "符合筛选的全部待核查项属实…")
    press(page, f"确认这 {COUNT + 1} 项属实")
    page.goto(f"/verify/?year={year}&fact=criminal_record&state=decided")
    expect(page.locator("[role=status]").first).to_contain_text(f"找到 {COUNT + 1} 项")


def by_workbook(walk: Walk, year: int, folder: Path) -> None:
    """The department of education takes its facts home as a workbook and brings them back decided."""
    page = walk.of("schooling")
    page.goto(f"/verify/workbook/?year={year}")
    with page.expect_download() as taken:
        page.locator("form[action$='.xlsx'] button").click()
    taken.value.save_as(folder / "waiting.xlsx")
    book = openpyxl.load_workbook(folder / "waiting.xlsx")
    sheet = book.active
    assert sheet is not None
    column = next(cell.column for cell in sheet[1] if cell.value == "结论")
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, column).value = "属实"
    book.save(folder / "decided.xlsx")
    page.set_input_files("#file", folder / "decided.xlsx")
    press(page, "传回并办理")
    expect(page.locator("#came-of-it")).to_be_visible()
    expect(page.locator(".counts").last).to_contain_text(str(COUNT + 1))


# Results and reviews.


def reviewed(walk: Walk, year: int, mine: str) -> None:
    """The applicant sees what was found otherwise, asks for a review; the department upholds it."""
    walk.move_clock(year, "results_from")
    applicant = walk.of("applicant")
    applicant.goto(f"/declare/{mine}/result/")
    expect(applicant.locator("main")).to_contain_text("差别从哪里来")
    assert applicant.locator(".fell").count()
    applicant.select_option("#indicator", "employment")
    applicant.fill("#words", "2007年8月起就已参保,请再核对缴费记录。")
    press(applicant, "申请复查")
    walk.move_clock(year, "results_to")
    page = walk.of("employment")
    page.goto("/verify/reviews/")
    page.locator("tbody a", has_text=mine).click()
    page.fill("#words-a", "经复核,2007年8月起确有缴费,予以更正。")
    press(page, "属实")
    expect(page.locator("main")).to_contain_text("复查已答复")
    applicant.goto(f"/declare/{mine}/result/")
    expect(applicant.locator("main")).to_contain_text("予以更正")


# The list.


def frozen(walk: Walk, year: int, folder: Path) -> Path:
    """The authority freezes and ranks, looks at the figures, has them worked out again; the cohort."""
    page = walk.of("authority")
    page.goto(f"/selection/{year}/")
    press(page, "冻结并排名")
    reloaded_until(page, f"/selection/{year}/", "看排名结果")
    page.get_by_role("link", name="看排名结果").click()
    expect(page.locator("main")).to_contain_text("妨碍公示的人")
    freeze = page.url
    press(page, "重算核对")
    reloaded_until(page, freeze, "完全一致")
    with page.expect_download() as taken:
        press(page, "导出核查后的材料(JSON 行)")
    cohort = folder / "cohort.jsonl"
    taken.value.save_as(cohort)
    assert len(cohort.read_text("utf-8").splitlines()) == COUNT + 1
    return cohort


def reloaded_until(page: Page, address: str, words: str) -> None:
    """Load a page again until a job has come so far that it says something."""
    for _ in range(120):
        page.goto(address)
        if page.get_by_text(words).count():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{address}: {words}")


def published(walk: Walk, year: int) -> list[Line]:
    """Another officer publishes; everybody can read the list; its lines, in their order."""
    walk.move_clock(year, "publicity_from")
    page = walk.of("publisher")
    page.goto(f"/selection/{year}/")
    page.get_by_role("link", name="看排名结果").click()
    page.get_by_role("link", name="公示", exact=True).click()
    press(page, "确认公示")
    reloaded_until(page, f"/selection/{year}/", "公开的页面")
    citizen = walk.of("citizen")
    citizen.goto("/published/")
    citizen.get_by_role("link", name="浏览器演练 2026").click()
    citizen.get_by_role("link", name="查名单").click()
    expect(citizen.locator("tbody tr")).not_to_have_count(0)
    with citizen.expect_download() as taken:
        citizen.get_by_role("link", name="下载 CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(taken.value.path()).read_text("utf-8-sig"))))
    lines = [Line(*told) for told in walk.command(LINES.format(year=year))]
    assert [row["积分分值"] for row in rows] == [one.total for one in lines]
    return [replace(line, shown=row["公示编号"]) for line, row in zip(lines, rows, strict=True)]


def ranked_by_command(cohort: Path, folder: Path) -> list[tuple[str, str]]:
    """The list that `luohu rank` makes of the exported cohort."""
    file = folder / "ranked.csv"
    call = [sys.executable, "-m", "luohu", "rank", str(cohort), "--scheme", "beijing", "--cycle", "2026",
            "--quota", str(QUOTA), "-o", str(file)]  # fmt: skip
    subprocess.run(call, check=True, capture_output=True)
    with file.open(encoding="utf-8-sig") as told:
        return [(row["id"], row["total"]) for row in csv.DictReader(told)]


# After the list.


def cancelled(walk: Walk, year: int, line: Line) -> None:
    """Somebody objects; it is upheld, the line is cancelled, and nobody moves up."""
    citizen = walk.of("citizen")
    citizen.get_by_role("link", name="提出异议").first.click()
    citizen.fill("#about", line.shown)
    citizen.fill("#words", "此人近年不在本市工作,附上单位的证明。")
    citizen.fill("#signatory", "演示异议人")
    citizen.fill("#contact", "演示路九十九号")
    press(citizen, "提交异议")
    page = walk.of("authority")
    page.goto(f"/selection/{year}/objections/")
    page.locator("tbody a").first.click()
    page.check("[name=upheld][value='1']")
    if page.locator("[name=cancels]").count():
        page.check("[name=cancels][value='1']")
    page.fill("#answer", "经核实,情况属实,取消其资格。")
    press(page, "答复")
    page.goto(f"/selection/lines/{line.key}/")
    page.fill("#why", "经核实不在本市工作")
    press(page, "取消资格")
    expect(page.locator("main")).to_contain_text("已取消,不递补")
    before = walk.command(
        f"{SUBMITTED}print(D.objects.filter(year={year}, state='listed').count())"
    )
    page.goto(f"/selection/{year}/lines/?state=listed")
    expect(page.locator("[role=status]").first).to_contain_text(f"找到 {before} 行")


def falsified(walk: Walk, year: int, mine: str) -> None:
    """The applicant's papers prove false: barred for this cycle and five more."""
    page = walk.of("authority")
    page.goto(f"/selection/{year}/")
    page.fill("#number", mine)
    press(page, "下一步")
    page.fill("#why", "学历证书系伪造,发证学校已函复")
    press(page, "认定")
    expect(page.locator("main")).to_contain_text("材料虚假")
    applicant = walk.of("applicant")
    applicant.goto(f"/declare/{mine}/")
    expect(applicant.locator("main")).to_contain_text("材料虚假")


def settled(walk: Walk, year: int, listed: list[Line]) -> None:
    """Confirmed after publicity, one registered, the others lapsed at the end."""
    walk.move_clock(year, "publicity_to")
    page = walk.of("authority")
    page.goto(f"/selection/{year}/")
    press(page, "确认名单")
    page.goto(f"/selection/lines/{listed[1].key}/")
    page.fill("#on", "2026-07-21")
    press(page, "登记落户")
    expect(page.locator("h1")).to_contain_text("已落户")
    walk.move_clock(year, "settles_to")
    page.goto(f"/selection/{year}/")
    press(page, "作废未办理的资格")
    told = walk.command(
        f"{SUBMITTED}from django.db.models import Count\nimport json\n"
        f"rows = D.objects.filter(year={year}).values_list('state').annotate(Count('pk'))\n"
        "print(json.dumps(dict(rows)))"
    )
    assert told["settled"] == 1
    assert told["cancelled"] == 1
    assert told["falsified"] == 1
    assert told["lapsed"] == len(listed) - 2
    assert set(told) == {"settled", "cancelled", "falsified", "lapsed", "not_listed"}


def barred_next_year(walk: Walk, folder: Path) -> None:
    """In the next cycle the declaration of who was found false is refused."""
    year = opened(walk, 2027)
    page = walk.of("applicant")
    handed_over(page, begun(page, year), folder)
    expect(page.locator("#faults")).to_contain_text("此人至 2031 年度不得申报")


def recorded(walk: Walk) -> None:
    """The auditor finds the whole year in the record, and the record sound."""
    page = walk.of("auditor")
    page.goto("/record/verify/")
    press(page, "现在核对")
    expect(page.locator("main")).to_contain_text("没有发现问题")
