"""The library as people read it: a shelf, pages in one message, sources, lines to copy, and the way back."""

from __future__ import annotations

import pytest

from tests.dialogue.people import Someone, someone
from tests.plain_phone import CHANNEL, PlainPhone, PlainWire
from tests.town import Town, library

NAMES = ("Ada", "Mei")
PROBLEM = [leaf.id for article in library().articles if article.id == "problem" for leaf in article.pages]


def _sees_page(who: Someone, article: str, leaf: str) -> bool:
    return who.sees(f"library.article.{article}.page.{leaf}")


async def _on_the_path(here: Town, name: str) -> Someone:
    who = someone(here, name)
    await who.set_out()
    return who


@pytest.mark.parametrize("name", NAMES)
async def test_an_article_is_read_in_one_message_from_the_menu_and_back_to_the_day(here: Town, name: str) -> None:
    who = await _on_the_path(here, name)
    await who.say("/menu")
    await who.press("library.button.shelf")
    assert who.sees("library.shelf")
    bubbles = who.bubbles
    await who.press("library.article.problem.label")
    for n, leaf in enumerate(PROBLEM):
        assert f"{n + 1}/{len(PROBLEM)}" in who.screen
        assert _sees_page(who, "problem", leaf)
        if n + 1 < len(PROBLEM):
            await who.press("library.button.next")
    assert not who.offers("library.button.next")
    await who.press("library.button.before")
    assert _sees_page(who, "problem", PROBLEM[-2])
    await who.press("library.button.shelf")
    await who.press("front.button.back")
    assert who.bubbles == bubbles
    assert who.sees("days.day-01.title")


@pytest.mark.parametrize("name", NAMES)
async def test_why_names_the_studies_and_leads_back_to_the_page(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.say("/library")
    await who.press("library.article.change.label")
    await who.press("library.button.sources")
    assert "Pinquart 2013" in who.screen
    await who.press("library.button.page")
    assert _sees_page(who, "change", "moves")


@pytest.mark.parametrize("name", NAMES)
async def test_a_line_for_a_late_reply_is_on_the_clipboard_in_three_taps(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.say("/library")
    await who.press("library.button.lines")
    await who.press("library.lines.late.label")
    assert who.sees("library.lines.late.copy.warm.1")
    who.phone.tap(who.text("library.button.copy", n=2))
    assert who.phone.clipboard == who.text("library.lines.late.copy.warm.1")
    await who.press("library.button.light")
    assert not who.sees("library.lines.late.copy.warm.1")
    who.phone.tap(who.text("library.button.copy", n=1))
    assert who.phone.clipboard == who.text("library.lines.late.copy.light.0")
    await who.press("library.button.situations")
    await who.press("library.lines.thanks.label")
    assert who.sees("library.lines.thanks.copy.warm.0")


async def test_words_of_danger_on_a_page_lead_to_people_and_back_to_the_page(here: Town) -> None:
    ada = await _on_the_path(here, "Ada")
    await ada.say("/library")
    await ada.press("library.article.labels.label")
    await ada.press("library.button.next")
    await ada.say("I want to kill myself")
    await here.restart()
    await ada.press("safety.button.misread")
    assert _sees_page(ada, "labels", "risk")


@pytest.mark.parametrize("name", NAMES)
async def test_tense_lines_say_that_nobody_has_to_stay_and_help_leads_back_to_them(here: Town, name: str) -> None:
    who = await _on_the_path(here, name)
    await who.say("/library")
    await who.press("library.button.lines")
    await who.press("library.lines.conflict.label")
    assert who.sees("library.lines.note")
    await who.press("front.button.help")
    assert who.offers("safety.button.more-lines")
    await who.press("safety.button.back")
    assert who.sees("library.lines.note")
    await who.say("/menu")
    await who.press("front.button.help")
    await who.press("safety.button.back")
    assert who.sees("days.day-01.title")


async def test_a_restart_in_the_middle_loses_no_page(both: Town) -> None:
    ada = someone(both, "Ada")
    await ada.say("/library")
    await ada.press("library.article.theory.label")
    await both.restart()
    await ada.press("library.button.next")
    assert _sees_page(ada, "theory", "lines")
    # An old page's button still leads where it says.
    await ada.send("1|oa|faq|0", on=ada.phone.last)
    assert _sees_page(ada, "faq", "verdict")


async def test_a_nudge_in_the_middle_of_a_page_does_not_take_it_away(here: Town) -> None:
    ada = await _on_the_path(here, "Ada")
    await ada.until(20, 29)
    await ada.say("/library")
    await ada.press("library.article.entry.label")
    page = ada.phone.last
    await here.wait(minutes=2)
    assert ada.sees("evening.hello")
    await ada.press("library.button.next", on=page)
    assert "2/7" in page.text
    await ada.close_day()
    assert (await ada.walk()).practised


async def test_words_typed_over_a_page_wait_for_a_place(here: Town) -> None:
    ada = await _on_the_path(here, "Ada")
    await ada.say("/library")
    await ada.press("library.article.stories.label")
    await ada.say("I know that yard he stands in.")
    assert ada.offers("journal.button.put")


@pytest.mark.parametrize(("name", "lang"), [("Ada", "en"), ("Mei", "zh")])
async def test_by_numbers_alone_a_page_is_turned_and_a_line_comes_as_a_message(
    sqlite_url: str, name: str, lang: str
) -> None:
    wire, here = PlainWire(), Town(sqlite_url)
    here.channels[CHANNEL] = wire
    await here.open()
    try:
        who = PlainPhone(here, wire, name, lang)
        await who.say("/library")
        await who.choose("library.article.labels.label")
        await who.choose("library.button.next")
        assert "2/3" in who.last
        await who.choose("library.button.shelf")
        await who.choose("library.button.lines")
        await who.choose("library.lines.repairing.label")
        assert who.last.count("2. ") == 2
        await who.choose("library.button.copy", n=2)
        assert who.last == who.text("library.lines.repairing.copy.warm.1")
        # The numbers of the list above the line still count.
        await who.choose("library.button.plain")
        assert who.text("library.lines.repairing.copy.plain.0") in who.last
    finally:
        await here.house.close()
