"""Settings: what a person reads there, and what a press changes."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.memory import Memory, Rhythm, Walk
from bot.domain.people import NUMBERS
from bot.flows import settings
from tests.flows import scenes
from tests.flows.scenes import LANGS, scene


def _walking(**rhythm: object) -> Memory:
    return Memory(walk=Walk(), rhythm=replace(Rhythm(), **rhythm))


def _events(said: object) -> list[object]:
    return [button.event for row in said.rows for button in row]  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_names_hours_zone_and_the_next_morning(lang: str) -> None:
    here = scene(_walking(), lang=lang, zone="Asia/Shanghai", morning=455, evening=1245)
    read = scenes.shown(settings.screen(here), lang)
    assert "07:35" in read
    assert "20:45" in read
    # 12:00 UTC is 20:00 in Shanghai, so the next 07:35 there is 23:35 UTC.
    assert '<tg-time unix="1795476900" format="wDt">2026-11-24 07:35</tg-time>' in read


def test_a_zone_is_named_by_its_city() -> None:
    assert "Shanghai" in scenes.shown(settings.screen(scene(_walking(), zone="Asia/Shanghai")))
    assert "上海" in scenes.shown(settings.screen(scene(_walking(), lang="zh", zone="Asia/Shanghai")), "zh")


def test_a_zone_without_a_city_of_ours_is_named_by_its_last_part() -> None:
    assert "Rio Gallegos" in scenes.shown(settings.screen(scene(_walking(), zone="America/Argentina/Rio_Gallegos")))


def test_a_morning_hour_that_has_not_come_today_is_shown_for_today() -> None:
    read = scenes.shown(settings.screen(scene(_walking(), zone="America/Los_Angeles")))
    assert "2026-11-23 08:30" in read


@pytest.mark.parametrize("lang", LANGS)
def test_without_a_zone_no_instant_is_promised(lang: str) -> None:
    read = scenes.shown(settings.screen(scene(lang=lang)), lang)
    assert "tg-time" not in read
    assert "08:30" in read


@pytest.mark.parametrize("lang", LANGS)
def test_the_budget_is_two_messages_a_day(lang: str) -> None:
    read = scenes.shown(settings.screen(scene(lang=lang)), lang)
    assert {"en": "At most two messages a day", "zh": "一天最多两条"}[lang] in read


def test_where_no_phone_draws_an_instant_the_clock_of_the_place_is_shown() -> None:
    here = scene(_walking(), zone="Asia/Shanghai", reach=NUMBERS)
    read = scenes.shown(settings.screen(here), "en", NUMBERS)
    assert "It’s 20:00 there now." in read


def test_rest_is_offered_on_the_path_and_its_end_while_resting() -> None:
    walking = settings.screen(scene(_walking(), zone="Europe/London"))
    assert e.RestFor(7) in _events(walking)
    assert e.RestFor(0) in _events(walking)
    resting = settings.screen(scene(_walking(resting=True, rest_until=date(2026, 11, 30)), zone="Europe/London"))
    assert e.RestEnd() in _events(resting)
    assert e.RestFor(0) not in _events(resting)
    assert "tg-time" not in scenes.shown(resting)


def test_a_rest_that_is_over_is_no_rest() -> None:
    over = settings.screen(scene(_walking(resting=True, rest_until=date(2026, 11, 23)), zone="Europe/London"))
    assert e.RestEnd() not in _events(over)


def test_before_the_path_there_is_nothing_to_rest_from() -> None:
    assert e.RestFor(0) not in _events(settings.screen(scene()))


def test_every_way_leads_out() -> None:
    assert {e.Here(), e.Page("menu")} <= set(_events(settings.screen(scene())))


def test_the_other_language_answers_in_that_language() -> None:
    turned = scenes.play(scene(), e.LangIs("zh"))
    assert turned.then.profile.lang == "zh"
    assert turned.toast == "settings.toast.language"
    assert "<b>设置</b>" in scenes.text(turned, "zh")
    assert e.LangIs("en") in scenes.events(turned)


def test_who_has_not_begun_is_back_at_the_door_in_the_other_language() -> None:
    turned = scenes.play(scenes.new_person(), e.LangIs("zh"))
    assert turned.then.profile.lang == "zh"
    assert turned.say[0].screen == "start"


def test_a_language_that_nobody_speaks_here_changes_nothing() -> None:
    turned = scenes.play(scene(), e.LangIs("xx"))
    assert turned.then.profile.lang == "en"
    assert turned.toast == "front.toast.old"


@pytest.mark.parametrize("lang", LANGS)
def test_numbers_take_the_place_of_buttons_and_back(lang: str) -> None:
    turned = scenes.play(scene(lang=lang), e.PlainIs(1))
    assert turned.then.profile.plain
    read = scenes.shown(turned.say[-1], lang, NUMBERS)
    assert "1. " in read
    again = scenes.play(scenes.after(scene(), turned), e.PlainIs(0))
    assert not again.then.profile.plain
