"""Every page in Chromium: accessible, quiet, narrow and wide, light and dark, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.addresses import LANGUAGES, NOT_PAGES, OF_OTHERS, PAGES, Example, routes

OpenPage = Callable[..., Page]
SignIn = Callable[[Page, str], Page]
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
HEIGHTS = {1280: 900, 360: 740}
ASKED = {"zh": 1280, "en": 360}  # the width for axe, which takes seconds on a long page
SCREENS = Path(__file__).parents[2] / "build" / "screens"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": {"type": "tag", "values": STANDARD}, "resultTypes": ["violations"]}
EVERY_PAGE = pytest.mark.parametrize("example", PAGES, ids=lambda page: page.name)
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def test_every_route_is_tried_here_or_said_to_be_no_page() -> None:
    known = {page.route for page in PAGES} | set(NOT_PAGES)
    assert {route for route in routes() if not route.startswith(tuple(OF_OTHERS))} == known


def violations(page: Page) -> Iterable[str]:
    """What axe finds: the rule, the element, and what would mend it."""
    for found in Axe().run(page, options=RULES).response["violations"]:
        for node in found["nodes"]:
            mend = " ".join(node["failureSummary"].split())
            yield f"{found['id']} at {node['target']}: {mend}"


def wrong_at(page: Page, width: int) -> Iterable[str]:
    """What is wrong with a page at a width that axe does not ask about."""
    content = page.evaluate("document.documentElement.scrollWidth")
    if content > width:
        yield f"scrolls sideways: {content} px wide; {page.evaluate(WIDEST)}"
    headings = page.locator("h1").count()
    if headings != 1:
        yield f"{headings} h1"


WIDEST = """() => [...document.querySelectorAll("body *")]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 5).map(one => one.tagName + "." + one.getAttribute("class")).join(" ")"""


@EVERY_LANGUAGE
@EVERY_PAGE
def test_a_page_is_accessible_and_fits_in_every_look(
    open_page: OpenPage, sign_in: SignIn, known: dict[str, str], example: Example, language: str
) -> None:
    page = open_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    sign_in(page, example.user)
    page.goto(example.address(language, known))
    found: list[str] = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width, height in HEIGHTS.items():
            page.set_viewport_size({"width": width, "height": height})
            look = f"{language}-{scheme}-{width}"
            page.screenshot(path=SCREENS / look / f"{example.name}.png", full_page=True)
            wrong = [
                *wrong_at(page, width),
                *(violations(page) if width == ASKED[language] else ()),
            ]
            found += [f"{look}: {one}" for one in wrong]
    assert found == []


@EVERY_PAGE
def test_a_page_is_there_without_scripts(
    open_page: OpenPage, sign_in: SignIn, known: dict[str, str], example: Example
) -> None:
    page = sign_in(open_page(java_script_enabled=False), example.user)
    answer = page.goto(example.address("zh", known))
    assert answer is not None
    assert answer.ok
    assert page.locator("main h1").count() == 1


@EVERY_PAGE
def test_the_other_language_is_one_click_away(
    open_page: OpenPage, sign_in: SignIn, known: dict[str, str], example: Example
) -> None:
    page = sign_in(open_page(), example.user)
    page.goto(example.address("zh", known))
    page.get_by_role("link", name="English", exact=True).click()
    assert unquote(page.url).endswith(example.address("en", known))
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="中文", exact=True).click()
    assert unquote(page.url).endswith(example.address("zh", known))


def test_the_first_thing_that_the_keyboard_reaches_is_the_way_to_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
