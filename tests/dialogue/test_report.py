"""The deeper report as people read it: page by page, doubted, kept as a file; and one page for a therapist."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest

from simulator.model import Message
from tests.dialogue.people import Someone, look_over, someone
from tests.dialogue.test_scan import entries
from tests.plain_phone import CHANNEL, PlainPhone, PlainWire
from tests.town import Town

NAMES = ("Ada", "Mei")
SECTIONS = ("read", "map", "strengths", "signals", "protects", "secondary", "moves", "experiments", "phrases", "close",
            "first", "help")  # fmt: skip


async def _with_report(here: Town, name: str = "Ada") -> Someone:
    """Somebody who worries much and keeps little distance, with the contents of their report open."""
    who = someone(here, name)
    await who.take_quiz(anxiety=5, avoidance=1)
    await who.press("report.button.open")
    return who


def _is_at(who: Someone, section: str) -> bool:
    return who.text(f"report.title.{section}") in who.screen


def _file(message: Message) -> str:
    assert message.kind == "document"
    return message.files[0].data.decode()


# ------------------------------------------------------------------------------------------------------ reading
@pytest.mark.parametrize("name", NAMES)
async def test_it_is_read_from_the_first_part_to_the_last_in_one_message(here: Town, name: str) -> None:
    who = await _with_report(here, name)
    bubbles = who.bubbles
    assert who.sees("report.contents")
    await who.press("report.button.read")
    for section in SECTIONS:
        assert _is_at(who, section)
        if section != "help":
            await who.press("report.button.next")
    assert not who.offers("report.button.next")
    await who.press("report.button.previous")
    assert _is_at(who, "first")
    await who.press("report.button.contents")
    assert who.sees("report.contents")
    assert who.bubbles == bubbles


@pytest.mark.parametrize("name", NAMES)
async def test_each_part_says_which_answers_it_hangs_on(both: Town, name: str) -> None:
    who = await _with_report(both, name)
    await who.press("report.button.signals")
    assert who.sees("report.signals.line.losing-higher")
    assert who.sees("results.part.because", what=who.text("results.because.losing"))
    await both.restart()
    await who.press("report.button.next")
    assert who.sees("report.protects.line.avoidance-lower")


async def test_the_same_report_is_reached_from_the_menu_and_from_day_1(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out(anxiety=5, avoidance=1)
    await ada.press("practice.button.day-01")
    assert ada.sees("report.contents")
    await ada.press("front.button.back")
    assert ada.offers("day.button.did-it"), "the way back leads to the day"
    await ada.say("/menu")
    await ada.press("front.button.mine")
    await ada.press("report.button.open")
    await ada.press("report.button.strengths")
    assert ada.sees("report.strengths.line.losing-higher")


async def test_a_nudge_in_the_middle_takes_nothing_away(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out(anxiety=5, avoidance=1)
    await ada.press("practice.button.day-01")
    await ada.press("report.button.map")
    reading = ada.phone.last
    await ada.until(20, 45)
    assert ada.phone.last.id != reading.id, "the evening came"
    await ada.press("report.button.next", on=reading)
    assert ada.text("report.title.strengths") in reading.text
    assert ada.offers("evening.button.done")


async def test_who_stops_early_is_led_back_to_the_result_and_later_to_the_page(here: Town) -> None:
    ada = await _with_report(here)
    await ada.press("report.button.close")
    await ada.press("front.button.help")
    assert not _is_at(ada, "close")
    await ada.press("safety.button.back")
    assert _is_at(ada, "close"), "help leads back to the exact place"
    await ada.press("front.button.back")
    assert ada.offers("quiz.button.card")


@pytest.mark.parametrize("name", NAMES)
async def test_what_does_not_sound_like_somebody_is_kept_and_shown(both: Town, name: str) -> None:
    who = await _with_report(both, name)
    await who.press("report.button.signals")
    await who.press("report.button.doubt")
    assert who.toast == who.text("report.toast.doubted")
    assert who.sees("report.doubted")
    (entry,) = await entries(who, "doubt")
    assert entry.data["section"] == "signals"
    await both.restart()
    await who.press("report.button.contents")
    await who.press("report.button.map")
    assert who.sees("report.marked", n=1), "beside the bands"
    await who.press("report.button.contents")
    await who.press("report.button.signals")
    await who.press("report.button.undoubt")
    assert not who.sees("report.doubted")
    assert await entries(who, "doubt") == ()


async def test_the_lines_to_say_change_their_tone_and_can_be_copied(here: Town) -> None:
    mei = await _with_report(here, "Mei")
    await mei.press("report.button.phrases")
    warm = [key["copy_text"]["text"] for row in mei.phone.last.rows for key in row if "copy_text" in key]
    assert len(warm) == 6
    await mei.press("report.tone.button.light")
    light = [key["copy_text"]["text"] for row in mei.phone.last.rows for key in row if "copy_text" in key]
    assert not set(warm) & set(light)
    assert all(line in mei.screen for line in light)


async def test_a_second_tap_and_a_button_of_an_older_result_do_no_harm(here: Town) -> None:
    ada = await _with_report(here)
    await ada.press("report.button.close")
    await ada.send("1|fd|1|close|1")
    await ada.send("1|fd|1|close|1")
    assert len(await entries(ada, "doubt")) == 1
    await ada.send("1|fp|99|map")
    assert ada.toast == ada.text("front.toast.old")
    assert ada.sees("report.contents")
    await ada.send("1|fp|1|nonsense")
    assert ada.sees("report.contents")


async def test_the_command_opens_it_too(here: Town) -> None:
    ada = await _with_report(here)
    await ada.say("/report")
    assert ada.sees("report.contents")


async def test_without_a_result_an_old_button_leads_to_what_is_open(here: Town) -> None:
    sol = someone(here, "Sol")
    await sol.begin()
    await sol.send("1|fo|0")
    assert sol.offers("quiz.skip")


# --------------------------------------------------------------------------------------------------------- file
@pytest.mark.parametrize("name", NAMES)
async def test_the_file_arrives_whole_and_needs_nothing_from_outside(both: Town, name: str) -> None:
    who = await _with_report(both, name)
    await who.press("report.button.file")
    page = _file(who.phone.last)
    assert who.phone.last.files[0].name.endswith(".html")
    assert who.sees("report.file.ready")
    for section in SECTIONS:
        assert who.text(f"report.title.{section}") in page
    assert who.text("report.file.title") in page
    assert who.text("report.signals.line.losing-higher").partition("：")[0].partition(":")[0] in page
    assert page.count("<section") == 12
    assert page.count('class="bar"') == 2
    assert 'lang="zh-Hans"' in page if name == "Mei" else 'lang="en"' in page
    assert not re.search(r"https?:|src=|@import|url\(|<script|{{|{%", page)
    assert len(page.encode()) < 60_000


async def test_below_the_file_the_contents_come_anew_and_the_file_stays(here: Town) -> None:
    ada = await _with_report(here)
    await ada.press("report.button.file")
    sent = ada.phone.last
    await ada.press("report.button.contents")
    assert ada.sees("report.contents")
    assert ada.phone.last.id > sent.id
    assert sent.kind == "document"
    assert not sent.edits


async def test_what_is_left_out_and_what_is_doubted_shows_in_the_file(here: Town) -> None:
    ada = await _with_report(here)
    await ada.press("report.button.close")
    await ada.press("report.button.leave")
    assert ada.sees("report.left-out")
    await ada.press("report.button.previous")
    await ada.press("report.button.doubt")
    await ada.press("report.button.contents")
    await ada.press("report.button.file")
    page = _file(ada.phone.last)
    assert ada.text("report.title.close") not in page
    assert page.count(ada.text("report.doubted")) == 1


async def test_nobody_is_sent_a_file_of_anothers_or_an_old_one_of_their_own(here: Town) -> None:
    ada, mei = await _with_report(here), await _with_report(here, "Mei")
    for who in (ada, mei, ada):
        await who.send("1|ff|1", on=who.phone.last)
    calls = [call for call in here.world.calls if call.method == "sendDocument"]
    assert len(calls) == 3
    files = [m.files[0] for who in (ada, mei) for m in who.phone.replies if m.kind == "document"]
    assert "深度报告" not in files[0].data.decode()
    assert "深度报告" in files[-1].data.decode()
    assert not any("Closeness worry" in seen for seen in mei.phone.seen)


# --------------------------------------------------------------------------------------------------------- summary
@pytest.mark.parametrize(("name", "own"), [("Ada", "How do I <b>begin</b> & stay?"), ("Mei", "我该怎么开口？")])
async def test_the_page_for_a_therapist_is_made_item_by_item(both: Town, name: str, own: str) -> None:
    who = await _with_report(both, name)
    await who.press("report.button.summary")
    assert who.sees("report.summary.empty")
    assert not who.offers("report.button.summary-file")
    for item in ("bars", "signals"):
        await who.press("report.button.item-off", item=who.text(f"report.summary.button.{item}"))
    await who.press("report.button.write")
    await both.restart()
    await who.say(own)
    assert own in who.screen
    await who.press("report.button.item-on", item=who.text("report.summary.button.signals"))
    await who.press("report.button.summary-file")
    page = _file(who.phone.last)
    assert page.count("<section") == 2
    assert who.text("report.summary.title.bars") in page
    assert who.text("report.summary.title.signals") not in page
    assert "<b>begin</b>" not in page
    assert own.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in page
    assert not re.search(r"\b(100|\d\d)\b of 100", page), "bars in words, no numbers"


async def test_words_of_danger_in_the_question_are_met_and_lead_back(here: Town) -> None:
    ada = await _with_report(here)
    await ada.press("report.button.summary")
    await ada.press("report.button.write")
    await ada.say("I want to kill myself")
    memory = await ada.memory()
    assert memory.crisis is not None
    assert memory.report is not None
    assert memory.report.ask == "I want to kill myself", "nothing that was written is lost"


# ----------------------------------------------------------------------------------------------------- plain speech
@pytest.mark.parametrize("name", NAMES)
async def test_who_asked_for_numbers_reads_it_all_as_text(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.take_quiz(anxiety=5, avoidance=1)
    await who.send("1|tp|1")
    await who.say("/menu")
    await who.say(who.text("front.button.mine"))
    await who.say(who.text("report.button.open"))
    assert who.sees("report.contents")
    assert who.text("report.button.file") not in who.screen, "no file can go there"
    await who.say("1")
    assert _is_at(who, "read")
    for section in SECTIONS[1:9]:
        await who.say(who.text("report.button.next"))
        assert _is_at(who, section)
    await who.say(who.text("report.kind.button.boundary"))
    assert who.sees("report.copy.self.anxiety.boundary.warm")
    assert not [m for m in who.phone.replies if m.kind == "document"]


@pytest.fixture
async def plain(sqlite_url: str) -> AsyncIterator[tuple[Town, PlainWire]]:
    """A town that a wire without buttons, pictures and files leads to."""
    here, wire = Town(sqlite_url), PlainWire()
    here.channels[CHANNEL] = wire
    await here.open()
    yield here, wire
    look_over(here, [])
    await here.house.close()


@pytest.mark.parametrize(("name", "lang"), [("Ada", "en"), ("Mei", "zh")])
async def test_on_a_wire_of_text_alone_report_and_page_are_text(
    plain: tuple[Town, PlainWire], name: str, lang: str
) -> None:
    here, wire = plain
    who = PlainPhone(here, wire, name, lang)
    await who.say("/start")
    await who.choose("front.button.begin")
    for n in range(12):
        await who.choose(f"quiz.agree.{(4, 2, 5, 3)[n % 4]}")
    await who.choose("report.button.open")
    await who.choose("report.button.strengths")
    assert who.text("report.title.strengths") in who.last
    await who.choose("report.button.contents")
    await who.choose("report.button.summary")
    await who.choose("report.button.item-off", item=who.text("report.summary.button.strengths"))
    await who.choose("report.button.summary-file")
    assert who.text("report.summary.title.strengths") in who.last
