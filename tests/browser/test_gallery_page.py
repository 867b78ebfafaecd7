"""The page of `make gallery` in a browser: all pictures are there, and three rows of choices leave fewer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bot.pictures.__main__ import hang
from bot.pictures.gallery import KINDS
from bot.pictures.samples import LANGS, THEMES, Sample
from tests.flows.scenes import renderer
from tests.test_gallery import gallery, shown

pytestmark = [pytest.mark.chromium, pytest.mark.slow]
WIDTHS = (360, 1280)
Opened = Callable[[int], Page]


def some() -> list[Sample]:
    """One picture a kind, language and theme that stands still: a film takes longer to make than all the others."""
    found: dict[tuple[str, str, str], Sample] = {}
    for one in shown():
        if not KINDS[one.picture.kind].moves:
            theme = str(one.picture.facts.get("theme", "light"))
            found.setdefault((one.picture.kind, one.lang, theme), one)
    return list(found.values())


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, made before there is a browser, whose event loop would stand in the way."""
    return hang(tmp_path_factory.mktemp("gallery"), some(), gallery(), renderer())


@pytest.fixture
def opened(page_file: Path, browser: Browser) -> Iterator[Opened]:
    errors: list[str] = []
    contexts = []

    def open_page(width: int) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda line: errors.append(line.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(page_file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def seen(page: Page) -> Locator:
    return page.locator("figure:visible")


def choose(page: Page, group: str, text: str) -> None:
    page.get_by_role("group", name=group).get_by_role("radio", name=text, exact=True).check()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_shows_every_picture_and_is_no_wider_than_the_window(opened: Opened, width: int) -> None:
    page = opened(width)
    expect(seen(page)).to_have_count(len(some()))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('img').forEach((one) => { one.loading = 'eager' })")
    page.wait_for_function("[...document.images].every((one) => one.complete && one.naturalWidth >= 800)")


@pytest.mark.parametrize("width", WIDTHS)
def test_kind_language_and_theme_leave_what_was_chosen(opened: Opened, width: int) -> None:
    page, pictures = opened(width), some()
    choose(page, "Language", "中文")
    expect(seen(page)).to_have_count(sum(one.lang == "zh" for one in pictures))
    choose(page, "Theme", "Dark")
    dark = [one for one in pictures if one.lang == "zh" and one.picture.facts.get("theme") == "dark"]
    expect(seen(page)).to_have_count(len(dark))
    choose(page, "Kind", "The map")
    expect(seen(page)).to_have_count(1)
    expect(page.locator("h2:visible")).to_have_count(1)
    choose(page, "Language", "Both")
    expect(seen(page)).to_have_count(len(LANGS))
    choose(page, "Theme", "Both")
    expect(seen(page)).to_have_count(len(LANGS) * len(THEMES))


def test_the_choices_are_made_with_the_keyboard_too(opened: Opened) -> None:
    page = opened(1280)
    page.locator("body").press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator("section:visible")).to_have_count(1)


def test_a_picture_can_be_read_as_words(opened: Opened) -> None:
    page = opened(360)
    first = seen(page).first
    first.get_by_text("In words").click()
    expect(first.locator("details p")).to_have_text(first.locator("img").get_attribute("alt") or "no words")
