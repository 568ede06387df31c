"""What watches every page does see what it should: otherwise silence would prove nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.test_pages import violations, wrong_at
from tests.browser.watched import watch_of

WRONGS = {
    "a warning": ("console.warn('careful')", "console warning: careful"),
    "an error": ("setTimeout(() => { throw new Error('broken') })", "error: broken"),
    "another origin": ("void fetch('http://127.0.0.1:9/x').catch(() => 0)", "Content Security"),
    "a missing file": ("fetch('/nothing').then(() => 0)", "status 404: "),
    "a style within": (
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')",
        "console error: Applying inline style violates",
    ),
}


@pytest.mark.parametrize(("script", "begins"), WRONGS.values(), ids=WRONGS)
def test_what_a_page_does_wrong_is_seen(page: Page, script: str, begins: str) -> None:
    seen = watch_of(page).seen
    page.goto("/about/")
    assert seen == []
    page.evaluate(script)
    page.wait_for_function("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    assert any(begins in one for one in seen), seen
    seen.clear()


def test_a_way_out_of_the_site_is_seen(page: Page) -> None:
    page.goto("/about/")
    with page.expect_event("requestfailed"):
        page.evaluate("location.href = 'http://127.0.0.1:9/x'")
    assert "leaves the site: http://127.0.0.1:9/x" in watch_of(page).seen
    watch_of(page).seen.clear()


def test_what_no_eye_can_read_is_found(page: Page) -> None:
    page.goto("/about/")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<input><h1>x</h1>')"
    )
    assert any("label" in one for one in violations(page))
    assert list(wrong_at(page, 1280)) == ["2 h1"]


def test_what_is_too_wide_is_found(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto("/about/")
    page.evaluate("document.querySelector('h1').style.width = '50rem'")
    assert [one for one in wrong_at(page, 360) if "sideways" in one]
