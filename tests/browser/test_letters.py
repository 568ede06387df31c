"""A letter in the browser: asked, written, answered, written again; the desk by keys and by two."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
SignIn = Callable[[Page, str], Page]
WIDE = {"width": 1280, "height": 900}
OFFICER, SECOND = "demo-letters", "demo-letters-second"
WORDS = "您好,我的社保去年断缴过一个月,后来补上了,今年还能申报吗"
AGAIN = "谢谢答复。那补缴算不算就业分?"


@pytest.fixture
def at_the_desk(open_page: OpenPage, sign_in: SignIn) -> Callable[..., Page]:
    """A page of the queue, signed in."""

    def desk(username: str = OFFICER, address: str = "/desk/", **options: object) -> Page:
        page = sign_in(open_page(**{"viewport": WIDE, **options}), username)
        page.goto(address)
        return page

    return desk


def press(page: Page, keys: str) -> None:
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(keys)


def written(page: Page) -> tuple[str, str]:
    """Ask, find the answer not enough, and write a letter; its number and code."""
    page.goto("/ask/")
    page.fill("#q", WORDS)
    page.get_by_role("button", name="找答案").click()
    expect(page.locator("#answers")).to_contain_text("七年里断缴、补缴")
    page.goto("/letters/write/")
    page.fill("#q", WORDS)
    page.get_by_role("button", name="寄出").click()
    page.get_by_role("button", name="没有回答,寄出").click()
    codes = page.locator(".receipt .code")
    return codes.nth(0).inner_text(), codes.nth(1).inner_text()


def test_a_letter_is_answered_and_written_to_again(
    page: Page, at_the_desk: Callable[..., Page]
) -> None:
    number, code = written(page)
    desk = at_the_desk(address=f"/desk/letters/{number}/")
    press(desk, "1")
    expect(desk.locator("#text")).to_have_value(re.compile("84个月"))
    press(desk, "Control+Enter")
    expect(desk.locator(".told")).to_contain_text(f"{number} 的答复已发出。")
    read(page, number, code)
    expect(page.locator("main")).to_contain_text("84个月")
    page.fill("#text", AGAIN)
    page.get_by_role("button", name="寄出").click()
    expect(page.locator("main")).to_contain_text(AGAIN)
    desk.goto(f"/desk/letters/{number}/")
    expect(desk.locator("main")).to_contain_text(AGAIN)
    expect(desk.locator("main")).to_contain_text("待答复")


def read(page: Page, number: str, code: str) -> None:
    """Open a letter by its number and code."""
    page.goto("/letters/read/")
    page.fill("#number", number)
    page.fill("#code", code)
    page.get_by_role("button", name="看信").click()


def confirm_all(page: Page) -> None:
    """Say of every reply that is out of date that it was read again."""
    for box in page.locator("input[name=confirm]").all():
        box.check()
    page.evaluate("document.activeElement.blur()")


def test_from_the_queue_to_a_sent_answer_by_keys(at_the_desk: Callable[..., Page]) -> None:
    page = at_the_desk()
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
    press(page, "o")
    number = page.locator("h1").inner_text().split()[-1]
    confirm_all(page)
    press(page, "1")
    expect(page.locator("#text")).to_have_value(re.compile("您的来信已收到"))
    page.keyboard.press("e")
    page.keyboard.type("jkps1?")
    expect(page.locator("#text")).to_be_focused()
    press(page, "Control+Enter")
    expect(page.locator(".told")).to_contain_text(f"{number} 的答复已发出。")
    page.keyboard.press("g")
    press(page, "q")
    expect(page.locator(".letters tbody")).not_to_contain_text(number)


def test_the_list_of_keys_and_switching_them_off(at_the_desk: Callable[..., Page]) -> None:
    page = at_the_desk()
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    page.uncheck("[data-shortcuts-on]")
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.click("[data-shortcuts-open]")
    expect(page.locator("[data-shortcuts-on]")).not_to_be_checked()


def test_a_second_look_by_two_officers(at_the_desk: Callable[..., Page]) -> None:
    first, second = at_the_desk(), at_the_desk(SECOND, "/en/desk/")
    first.check("input[name=sensitive]")
    with first.expect_navigation():
        first.click("form.filters button")
    with first.expect_navigation():
        first.locator("tr[data-row]", has_text="待答复").first.locator("a").click()
    number = first.locator("h1").inner_text().split()[-1]
    first.fill("#text", "复核用的答复")
    press(first, "Control+Enter")
    expect(first.locator(".told")).to_contain_text("已送复核")
    second.goto(f"/en/desk/letters/{number}/")
    expect(second.locator("main")).to_contain_text("复核用的答复")
    press(second, "Control+Enter")
    expect(second.locator(".message.of-office")).to_contain_text("复核用的答复")


def test_merging_and_undoing_it_without_script(at_the_desk: Callable[..., Page]) -> None:
    page = at_the_desk(java_script_enabled=False)
    boxes = page.locator("tr:has([lang=zh]) input[name=letters]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.click("button[value=merge]")
    expect(page.locator(".told")).to_contain_text("已并入")
    page.click(".told button")
    expect(page.locator(".told")).to_contain_text("并入已撤销。")
