"""A whole self-assessment as somebody does it: by keyboard, with faults, files, print, and no script."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from luohu.cli import app
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.questions import questions
from tests.browser.watched import watch_of

OpenPage = Callable[..., Page]
EXAMPLES = sorted(Path("examples").glob("*.json"))[:10]
MOST_TABS = 60


def reach(page: Page, selector: str) -> None:
    """Press Tab until the focus is where it should be."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} is not reached within {MOST_TABS} tabs")


def choose(page: Page, name: str, value: str) -> None:
    """Choose an answer of a radio by keyboard: to the group, then along it."""
    reach(page, f"input[name={name}]")
    wanted = f"input[name={name}][value='{value}']"
    for _ in range(12):
        page.keyboard.press("Space")
        if page.evaluate(
            "wanted => document.activeElement.matches(wanted) && document.activeElement.checked",
            wanted,
        ):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{wanted} cannot be chosen")


def write(page: Page, name: str, words: str) -> None:
    """Write into a field by keyboard, over what stands there."""
    reach(page, f"#field-{name}")
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def pick(page: Page, selector: str, value: str) -> None:
    """Pick an answer of a list by keyboard."""
    reach(page, selector)
    for _ in range(60):
        if page.locator(selector).input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} is not among the answers of {selector}")


def press(page: Page, selector: str) -> None:
    """Press a button by keyboard; the next page is there when this returns."""
    reach(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def none_of(page: Page, *headings: str) -> None:
    """Say to some lists that there are none."""
    for heading in headings:
        expect(page.locator("h1")).to_have_text(heading)
        press(page, "button[value=none]")


def enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_whole_assessment_by_keyboard_alone(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    watch_of(page).expect(422)
    page.goto("/assess/")
    write_cycle(page)
    _about_the_person(page)
    _insurance(page)
    _home_and_education(page)
    none_of(page, *(one.item.label.zh for one in questions(find_scheme("beijing").at(2026))[-7:]))
    expect(page.locator("h1")).to_have_text("核对答案")
    with page.expect_download() as download:
        reach(page, "button[value=json]")
        page.keyboard.press("Enter")
    file = tmp_path / "own.json"
    download.value.save_as(file)
    press(page, "form[data-keep-draft] button")
    total = page.locator("#total").inner_text()
    expected = scored(file)
    assert expected["unknown"] == []
    assert expected["total"] in total


def write_cycle(page: Page) -> None:
    reach(page, "#cycle")
    page.keyboard.press("Control+A")
    page.keyboard.type("2026")
    enter(page)


def _about_the_person(page: Page) -> None:
    write(page, "born", "1985-13-15")
    enter(page)
    expect(page.get_by_role("alert")).to_contain_text("不是存在的日期")
    write(page, "born", "1985.6.15")
    enter(page)
    choose(page, "sex", "female")
    press(page, "button[value=next]")
    choose(page, "post", "manager")
    press(page, "button[value=next]")
    expect(page.locator("h1")).to_have_text("所在城市")
    press(page, "button[value=next]")
    choose(page, "has", "yes")
    write(page, "applied", "2016-05-01")
    enter(page)
    expect(page.locator("h1")).to_have_text("北京市工作居住证")
    press(page, "button[value=next]")
    choose(page, "criminal_record", "no")
    press(page, "button[value=next]")
    press(page, "button[value=next]")
    expect(page.locator("h1")).to_have_text("自愿选择的指标")
    press(page, "button[value=next]")


def _insurance(page: Page) -> None:
    """Two spans are added, one of them changed, and a third removed and brought back."""
    for first, last in (("2008-07", "2015-12"), ("2016-01", "2016-02"), ("2016-03", "")):
        choose(page, "kind", "all")
        write(page, "from", first)
        if last:
            write(page, "to", last)
        else:
            reach(page, "input[name=to_open]")
            page.keyboard.press("Space")
        pick(page, "#field-district", "海淀")
        press(page, "button[value=add]")
    expect(page.locator("tbody tr")).to_have_count(3)
    press(page, "button[value='remove:1']")
    expect(page.locator("tbody tr")).to_have_count(2)
    press(page, ".undo button")
    expect(page.locator("tbody tr")).to_have_count(3)
    press(page, "button[value='change:1']")
    choose(page, "made_up", "yes")
    press(page, "button[value=add]")
    expect(page.locator("tbody tr").nth(1)).to_contain_text("是")
    press(page, "button[value=next]")


def _home_and_education(page: Page) -> None:
    choose(page, "tenure", "own")
    write(page, "from", "2015-06")
    reach(page, "input[name=to_open]")
    page.keyboard.press("Space")
    pick(page, "#field-district", "昌平")
    press(page, "button[value=add]")
    expect(page.locator("tbody tr")).to_contain_text("昌平")
    press(page, "button[value=next]")
    choose(page, "diploma", "bachelor")
    choose(page, "degree", "bachelor")
    write(page, "graduated", "2007-07")
    press(page, "button[value=add]")
    press(page, "button[value=next]")


def scored(file: Path) -> dict[str, Any]:
    """What `luohu score` gives for a file."""
    answer = CliRunner().invoke(app, ["score", str(file), "--cycle", "2026", "--json"])
    found: dict[str, Any] = json.loads(answer.stdout)[0]
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_result_is_that_of_the_command_on_the_exported_document(
    open_page: OpenPage, path: Path, tmp_path: Path
) -> None:
    page = open_page(accept_downloads=True)
    page.goto("/assess/?cycle=2026")
    page.locator("#file").set_input_files(path)
    with page.expect_navigation():
        page.get_by_role("button", name="打开").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载答案(JSON)").click()
    download.value.save_as(tmp_path / "own.json")
    page.get_by_role("button", name="看结果").click()
    expected = scored(tmp_path / "own.json")
    if expected["total"] is not None:
        expect(page.locator("#total")).to_contain_text(expected["total"])
    for name, points in expected["indicators"].items():
        if points is not None:
            expect(page.locator(f"#indicator-{name} .points")).to_have_text(points)


def test_what_is_wrong_is_said_at_once_and_taken_back_when_it_is_right(page: Page) -> None:
    page.goto("/assess/step/insurance/")
    page.locator("#field-from").fill("2016-13")
    page.locator("#field-from").press("Tab")
    expect(page.locator("#fault-from")).to_contain_text("不是年月")
    page.locator("#field-from").fill("2016-12")
    page.locator("#field-from").press("Tab")
    expect(page.locator("#fault-from")).to_be_empty()


def test_a_draft_is_kept_in_the_browser_and_can_be_cleared(page: Page) -> None:
    page.goto("/assess/step/born/")
    page.locator("#field-born").fill("1985-06-15")
    page.get_by_role("button", name="下一个").click()
    expect(page.locator("h1")).to_have_text("性别")
    page.goto("/assess/")
    page.get_by_role("button", name="接着填").click()
    expect(page.locator(".answers")).to_contain_text("1985-06-15")
    page.goto("/assess/")
    page.get_by_role("button", name="清除草稿").click()
    expect(page.get_by_role("button", name="接着填")).to_be_hidden()
    page.reload()
    expect(page.get_by_role("button", name="接着填")).to_be_hidden()


def test_a_whole_assessment_without_scripts(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/assess/")
    page.get_by_role("button", name="开始").click()
    page.locator("#field-born").fill("1985-06-15")
    page.get_by_role("button", name="下一个").click()
    expect(page.locator("h1")).to_have_text("性别")
    page.get_by_text("全部问题", exact=True).click()
    page.get_by_role("button", name="直接看全部答案").click()
    page.get_by_role("button", name="看结果").click()
    expect(page.locator("#total")).to_contain_text("~")


def test_printing_opens_every_reason(page: Page) -> None:
    page.goto("/assess/example/")
    page.evaluate(
        "window.print = () => { window.printed = document.querySelectorAll('details[open]').length }"
    )
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("window.printed") >= 15
    page.emulate_media(media="print")
    expect(page.locator("nav")).to_be_hidden()


def test_a_what_if_changes_the_figures(page: Page) -> None:
    page.goto("/assess/ahead/")
    before = page.locator("#ahead-outcome").inner_text()
    page.locator(".ahead-changes summary").first.click()
    page.locator("#buy_in").select_option(index=1)
    expect(page.locator("#ahead-outcome")).not_to_have_text(re.compile(re.escape(before[:200])))


def test_no_cookie_is_set_for_a_citizen(page: Page) -> None:
    page.goto("/assess/example/")
    page.get_by_role("button", name="哪年能落户?").click()
    assert page.context.cookies() == []
