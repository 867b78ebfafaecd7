"""Searching the library from another chat, as people do it: what comes, what is sent, and where it leads."""

from __future__ import annotations

import re

import pytest

from bot.store import people
from simulator.model import InlineQuery, Json
from simulator.phone import Phone
from tests.dialogue.people import Someone, someone
from tests.town import TOKEN, Town, library

ASKS = {"Ada": ("quarrel", "conflict"), "Mei": ("吵架", "conflict")}
PAGES = {"Ada": ("earned secure", "watching", "past"), "Mei": ("挣来的安全感", "watching", "past")}
NAMES = tuple(ASKS)


async def _asked(here: Town, who: Someone, query: str, into: Phone | None = None) -> InlineQuery:
    """`who` types `@bot query` in the chat with somebody, and looks."""
    asked = who.phone.inline(query, into=into, pick=None)
    await here.settle()
    assert asked.results is not None
    return asked


def _results(asked: InlineQuery) -> list[Json]:
    return [one["result"] for one in asked.results or []]


async def _follow(here: Town, who: Someone, start: str) -> None:
    who.phone.open_link(f"https://t.me/kintsugi_bot?start={start}")
    await here.settle()


@pytest.mark.parametrize("name", NAMES)
async def test_a_line_is_sent_bare_into_the_other_chat(here: Town, name: str) -> None:
    who, sol = someone(here, name), here.phone("Sol")
    query, situation = ASKS[name]
    asked = await _asked(here, who, query, sol)
    first = _results(asked)[0]
    line = who.text(f"library.lines.{situation}.copy.warm.0")
    assert first["title"].startswith(who.text(f"library.lines.{situation}.label"))
    assert first["description"] == line
    who.phone.choose(asked, 0)
    await here.settle()
    sent = who.phone.chat_with(sol)[-1]
    assert sent.text == line, "nothing is added: it is sent as one’s own"
    assert len(sent.text) <= 256


@pytest.mark.parametrize("name", NAMES)
async def test_a_page_is_sent_whole_and_says_where_it_is_from(here: Town, name: str) -> None:
    who, sol = someone(here, name), here.phone("Sol")
    query, article, leaf = PAGES[name]
    asked = await _asked(here, who, query, sol)
    who.phone.choose(asked, f"p-{article}-{leaf}")
    await here.settle()
    sent = who.phone.chat_with(sol)[-1]
    assert who.text(f"library.article.{article}.page.{leaf}") in sent.text
    assert f"https://t.me/kintsugi_bot?start=lib-{article}-{leaf}" in sent.text
    assert "<b>" not in sent.text
    assert len(sent.text) <= 4096


@pytest.mark.parametrize("name", NAMES)
async def test_the_way_to_read_on_opens_that_page_in_the_bot(here: Town, name: str) -> None:
    who = someone(here, name)
    query, article, leaf = PAGES[name]
    asked = await _asked(here, who, query)
    assert asked.button is not None
    assert asked.button["text"] == who.text("library.found.read")
    await _follow(here, who, asked.button["start_parameter"])
    assert who.sees(f"library.article.{article}.page.{leaf}")
    assert who.offers("library.button.shelf")
    await who.press("front.button.menu")


@pytest.mark.parametrize("name", NAMES)
async def test_words_without_a_match_lead_kindly_to_the_library(here: Town, name: str) -> None:
    who = someone(here, name)
    asked = await _asked(here, who, "xyzzy")
    (only,) = _results(asked)
    assert only["title"] == who.text("library.found.none.title")
    assert "t.me/kintsugi_bot?start=lib" in only["input_message_content"]["message_text"]
    assert asked.button is not None
    await _follow(here, who, asked.button["start_parameter"])
    assert who.sees("library.shelf")


@pytest.mark.parametrize("name", NAMES)
async def test_the_lines_to_copy_say_how_they_are_found_from_anywhere(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.say("/library")
    await who.press("library.button.lines")
    assert who.sees("library.lines.anywhere", name="@kintsugi_bot")


async def test_without_inline_mode_nothing_is_said_of_it(here: Town) -> None:
    here.world.bot(TOKEN).supports_inline = False
    await here.restart()
    ada = someone(here, "Ada")
    await ada.say("/library")
    await ada.press("library.button.lines")
    assert "@kintsugi_bot" not in ada.screen


async def test_traditional_signs_find_the_simplified_words(here: Town) -> None:
    mei = someone(here, "Mei")
    ids = [one["id"] for one in _results(await _asked(here, mei, "謝謝"))]
    assert ids[0] == "l-thanks-warm-0"


async def test_the_language_is_that_of_the_person_and_not_of_the_phone(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.say("/start")
    await ada.press("front.button.lang-zh")
    ada.lang = "zh"
    asked = await _asked(here, ada, "吵架")
    assert _results(asked)[0]["description"] == ada.text("library.lines.conflict.copy.warm.0")


async def test_a_stranger_finds_the_same_and_leaves_no_trace(here: Town) -> None:
    sol = someone(here, "Sol")
    asked = sol.phone.inline("quarrel", pick=None)
    await here.settle()
    assert len(asked.results or []) >= 9
    async with here.house.store.reading() as db:
        assert await people.look(db, people.address_of(f"tg:{sol.phone.id}")) is None


async def test_what_comes_is_for_one_person_never_cached_and_never_private(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.say("/journal")
    for query in ("quarrel", "Ada", "xyzzy", "a", "reply " * 40):
        asked = await _asked(here, ada, query)
        assert not asked.cached
        ids = [one["id"] for one in _results(asked)]
        assert len(ids) == len(set(ids)) <= 20
        assert all(re.fullmatch(r"none|[pl]-[a-z0-9-]+", id) for id in ids)
    for call in [call for call in here.world.calls if call.method == "answerInlineQuery"]:
        assert call.params["is_personal"] is True
        assert call.params["cache_time"] == 0


@pytest.mark.parametrize("query", ["card", "", "  CARD "])
async def test_the_card_still_stands_first_for_those_who_ask_for_it(here: Town, query: str) -> None:
    asked = await _asked(here, someone(here, "Ada"), query)
    assert [one["id"] for one in _results(asked)] == ["link"]
    assert asked.button is None


@pytest.mark.parametrize(("name", "query"), [("Ada", "I want to kill myself"), ("Mei", "我不想活了")])
async def test_words_of_danger_find_no_page_but_a_way_to_people(here: Town, name: str, query: str) -> None:
    who = someone(here, name)
    asked = await _asked(here, who, query)
    assert _results(asked) == []
    assert asked.button is not None
    assert asked.button["text"] == who.text("library.found.help")
    await _follow(here, who, asked.button["start_parameter"])
    assert who.offers("front.button.help-now")


@pytest.mark.parametrize("start", ["lib", "lib-nothing-here", "lib-problem", "lib-problem-no", "lib-lines-nothing"])
async def test_a_link_to_what_is_not_there_opens_the_shelf(here: Town, start: str) -> None:
    ada = someone(here, "Ada")
    await _follow(here, ada, start)
    assert ada.sees("library.shelf")


async def test_a_link_to_lines_opens_their_moment_in_their_tone(here: Town) -> None:
    ada = someone(here, "Ada")
    await _follow(here, ada, "lib-lines-late-light")
    assert ada.sees("library.lines.late.copy.light.1")


def test_every_page_leads_somewhere_by_a_payload_that_telegram_takes() -> None:
    places = [f"lib-{article.id}-{leaf.id}" for article in library().articles for leaf in article.pages]
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", place) for place in places)
    assert not any("-" in article.id or article.id == "lines" for article in library().articles)
