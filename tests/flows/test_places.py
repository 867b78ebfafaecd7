"""Where and when: Mei in Shanghai, Ada in London and Sol in São Paulo say what time it is for them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.memory import Memory, Setup, Walk
from bot.domain.people import NUMBERS
from bot.domain.scene import Scene, Turn
from bot.domain.speech import Moment
from bot.flows import calendar, clockwords, day, places, zones
from bot.flows.common import focus_of
from tests.flows import scenes
from tests.flows.scenes import LANGS, after, play, scene, text

NOW = datetime(2026, 11, 23, 12, 41, tzinfo=UTC)  # 20:41 in Shanghai, 12:41 in London, 09:41 in São Paulo


class Person:
    """Someone who presses buttons by their labels and types; `says` is what stands on the screen."""

    def __init__(self, lang: str = "en", here: Scene | None = None) -> None:
        self.lang = lang
        self.scene = here or scene(lang=lang, now=NOW)
        self.turn = Turn(self.scene.memory)

    def does(self, event: Event) -> Person:
        self.turn = play(self.scene, event)
        self.scene = after(self.scene, self.turn)
        return self

    def presses(self, *labels: str) -> Person:
        for wanted in labels:
            self.does(scenes.label(self.turn, wanted, self.lang))
        return self

    def types(self, what: str) -> Person:
        return self.does(e.Wrote(what))

    @property
    def says(self) -> str:
        return text(self.turn, self.lang)

    @property
    def memory(self) -> Memory:
        return self.scene.memory

    @property
    def zone(self) -> str:
        return self.memory.profile.zone

    @property
    def clocks(self) -> list[int]:
        return [event.offset for event in scenes.events(self.turn) if isinstance(event, e.ClockIs)]

    @property
    def cities(self) -> list[str]:
        return [event.zone for event in scenes.events(self.turn) if isinstance(event, e.CityIs) and event.zone]


def on_the_path(zone: str = "Europe/London") -> Person:
    """Someone who is on day 1."""
    walk = Walk(steps=("step-1",), current="day-01", opened_on=date(2026, 11, 23))
    return Person(here=scene(Memory(walk=walk), now=NOW, zone=zone))


# ------------------------------------------------------------------------------------------------------- the way in
def test_mei_is_on_her_path_in_four_taps_and_a_yes() -> None:
    mei = Person("zh").does(e.PathBegin())
    assert "现在几点" in mei.says
    mei.presses("20:41", "上海")
    assert mei.zone == "Asia/Shanghai"
    mei.presses("就这两个时间")
    assert mei.memory.walk == Walk(asking_step="step-1")
    assert mei.memory.setup is None
    assert len(mei.turn.say) == 1
    mei.presses(scenes.renderer().label("zh", mei.turn.say[0].rows[0][0].label))
    assert mei.memory.walk is not None
    assert mei.memory.walk.current == "day-01"


def test_ada_confirms_by_the_next_morning_as_her_phone_draws_it() -> None:
    ada = Person().does(e.PathBegin()).presses("12:41", "London", "These two hours are good")
    first = ada.turn.say[0].lines[0]
    # 08:30 in London on the 24th is 08:30 UTC in winter.
    at = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    assert first.params["at"] == Moment(at, "2026-11-24 08:30")
    assert f'<tg-time unix="{int(at.timestamp())}"' in ada.says
    assert "another hour than 08:30" in ada.says


def test_a_wrong_clock_is_mended_from_the_confirmation_and_leads_back_to_it() -> None:
    sol = Person().does(e.PathBegin()).presses("12:41", "London", "These two hours are good", "Not my clock")
    sol.types("sao paulo")
    assert sol.zone == "America/Sao_Paulo"
    assert "São Paulo" in sol.says
    assert sol.turn.say[0].screen == "step"
    assert sol.memory.walk == Walk(asking_step="step-1")


def test_the_morning_of_the_first_date_is_used_by_day_1() -> None:
    sol = Person().does(e.PathBegin()).presses("Type it").types("São Paulo").presses("These two hours are good")
    assert sol.memory.rhythm.morning_on == date(2026, 11, 23)


def test_no_message_follows_the_confirmation_by_itself() -> None:
    # At 09:41 in São Paulo the morning's hour has just gone by.
    sol = Person().does(e.PathBegin()).presses("Type it").types("São Paulo").presses("These two hours are good")
    due = [d for d in calendar.agenda(sol.memory, NOW) if d.at <= NOW]
    assert due == []


def test_other_hours_are_chosen_one_at_a_time() -> None:
    ada = Person().does(e.PathBegin()).presses("12:41", "London")
    ada.presses("Change morning", "10:00", "Change evening", "21:30", "These two hours are good")
    assert (ada.memory.profile.morning, ada.memory.profile.evening) == (600, 1290)
    assert "10:00 and 21:30" in ada.says


def test_hours_keep_six_hours_between_them() -> None:
    late = Memory(setup=Setup("hours"))
    ada = Person(here=scene(late, now=NOW, zone="Europe/London", evening=17 * 60)).does(e.HoursAsk("morning"))
    offered = [event.minute for event in scenes.events(ada.turn) if isinstance(event, e.HourIs)]
    assert offered == list(range(480, 661, 30))
    ada.does(e.HourIs("morning", 720))
    assert ada.memory.profile.morning == 510


@pytest.mark.parametrize("hours", [(510, 1330), (0, 0), (-30, 1230), (511, 1230), (720, 1020)])
def test_forged_hours_change_nothing(hours: tuple[int, int]) -> None:
    ada = Person().does(e.PathBegin()).presses("12:41", "London").does(e.HoursAre(*hours))
    assert ada.memory.walk is None
    assert ada.memory.setup == Setup("hours", 0)
    assert "one at <b>08:30</b>" in ada.says


@pytest.mark.parametrize("zone", ["Etc/GMT+8", "../etc/passwd", "localtime", "Factory", "posixrules", "Europe", "a\0b"])
def test_a_forged_zone_asks_for_the_clock_again(zone: str) -> None:
    ada = Person().does(e.PathBegin()).does(e.CityIs(zone))
    assert ada.zone == ""
    assert "What time is it for you now?" in ada.says


def test_a_second_tap_on_the_last_button_opens_nothing_twice() -> None:
    ada = Person().does(e.PathBegin()).presses("12:41", "London", "These two hours are good")
    ada.presses("Yes, let’s look").does(e.HoursAre(600, 1230))
    assert ada.memory.profile.morning == 510
    assert ada.memory.walk is not None
    assert ada.memory.walk.current == "day-01"
    assert ada.turn.toast == "front.toast.here"


def test_whoever_comes_back_finds_the_question_that_was_open() -> None:
    ada = Person().does(e.PathBegin()).presses("12:41", "Menu").does(e.Here())
    assert "Which of these cities keeps your clock?" in ada.says
    ada.presses("London", "Menu").does(e.Here())
    assert "Does that suit you?" in ada.says


def test_beginning_where_the_zone_is_known_asks_for_the_hours_alone() -> None:
    ada = Person(here=scene(now=NOW, zone="Europe/London")).does(e.PathBegin())
    assert "London" in ada.says
    assert "Does that suit you?" in ada.says


def test_beginning_twice_leads_to_the_open_day() -> None:
    ada = on_the_path().does(e.PathBegin())
    assert ada.memory.setup is None
    assert ada.turn.say[0].screen == "day"


# ----------------------------------------------------------------------------------------------------------- clocks
def test_the_likeliest_clock_comes_first_in_each_language() -> None:
    assert Person("zh").does(e.PathBegin()).clocks[0] == 480
    assert Person("en").does(e.PathBegin()).clocks[:3] == [0, -300, -480]


def test_the_pages_of_clocks_hold_every_clock_in_use_once() -> None:
    ada = Person().does(e.PathBegin())
    seen: list[int] = []
    for page in range(1, 5):
        ada.does(e.MoreClocks(page))
        seen += [] if page == 4 else ada.clocks
    shown = [zones.reading(offset, NOW) for offset in seen]
    assert shown == sorted(set(shown))
    assert {zones.offset_of(city.zone, NOW) % zones.DAY for city in scenes.library().cities} == {o % 1440 for o in seen}


def test_other_times_leads_round_to_the_likeliest_again() -> None:
    ada = Person().does(e.PathBegin())
    likeliest = ada.clocks
    for _ in range(4):
        ada.presses("Other times")
    assert ada.clocks == likeliest


@given(st.integers(-(10**11), 10**11))
def test_a_forged_page_or_clock_is_no_dead_end(number: int) -> None:
    assert Person().does(e.MoreClocks(number)).clocks
    forged = Person().does(e.ClockIs(number))
    assert forged.clocks or forged.cities


def test_one_reading_on_two_dates_offers_the_cities_of_both() -> None:
    assert {"Pacific/Honolulu", "Pacific/Kiritimati"} <= set(Person().does(e.ClockIs(-600)).cities)


def test_the_cities_follow_summer_time() -> None:
    july = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert "Europe/London" in [city.zone for city in zones.cities_at(scenes.library().cities, 60, july)]
    assert "Europe/London" not in [city.zone for city in zones.cities_at(scenes.library().cities, 60, NOW)]


@pytest.mark.parametrize("lang", LANGS)
def test_no_list_of_cities_is_longer_than_a_screen(lang: str) -> None:
    for moment in (NOW, datetime(2026, 7, 1, tzinfo=UTC)):
        for offset in zones.offsets(scenes.library().cities, moment):
            assert 1 <= len(zones.cities_at(scenes.library().cities, offset, moment)) <= 16


# ------------------------------------------------------------------------------------------------------ typed words
@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Shanghai", "Asia/Shanghai"),
        ("上海", "Asia/Shanghai"),
        ("上海市", "Asia/Shanghai"),
        ("我在东京", "Asia/Tokyo"),
        ("são paulo", "America/Sao_Paulo"),
        ("I live in London.", "Europe/London"),
        ("new york", "America/New_York"),
        ("Europe/Oslo", "Europe/Oslo"),
        ("europe/oslo", "Europe/Oslo"),
        ("America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("Oslo", "Europe/Oslo"),
        ("ＬＯＮＤＯＮ", "Europe/London"),
    ],
)
def test_a_typed_city_or_zone_is_found_in_either_language(typed: str, zone: str) -> None:
    ada = Person().does(e.PathBegin()).presses("Type it").types(typed)
    assert ada.zone == zone
    assert focus_of(ada.scene) is None


@pytest.mark.parametrize(
    ("typed", "offset"),
    [
        ("20:41", 480),
        ("20.43", 480),
        ("2038", 480),
        ("8:41 pm", 480),
        ("8.41pm", 480),
        ("晚上8点41分", 480),
        ("晚上八点四十一", 480),
        ("２０：４１", 480),
        ("UTC+8", 480),
        ("+05:30", 330),
        ("东八区", 480),
        ("gmt-3", -180),
        ("12:41", 0),
        ("09:41", -180),
    ],
)
def test_a_typed_clock_brings_its_cities(typed: str, offset: int) -> None:
    # 12:41 may be 00:41 as well, 9:41 only where no zero stands before it.
    ada = Person().does(e.PathBegin()).types(typed)
    expected = [city.zone for city in zones.cities_at(scenes.library().cities, offset, NOW)]
    assert ada.cities == expected if ada.cities else offset in ada.clocks


def test_a_clock_that_may_be_morning_or_evening_asks_which() -> None:
    sol = Person().does(e.PathBegin()).types("9:41")
    assert "Which of these does your clock show?" in sol.says
    assert [zones.clock(zones.reading(offset, NOW)) for offset in sol.clocks] == ["09:41", "21:41"]


def test_an_hour_without_minutes_offers_the_clocks_of_that_hour() -> None:
    mei = Person("zh").does(e.PathBegin()).types("晚上九点")
    assert [zones.clock(zones.reading(offset, NOW)) for offset in mei.clocks] == ["21:26", "21:41"]


@pytest.mark.parametrize("typed", ["", "???", "42", "my mother’s house", "x" * 4096, "25:99", "三十点", "\0"])
def test_what_names_no_place_is_asked_for_again_and_can_be_left(typed: str) -> None:
    ada = Person().does(e.PathBegin()).presses("Type it").types(typed)
    assert ada.zone == ""
    assert ada.turn.say[0].wants_words
    assert e.Page("menu") in scenes.events(ada.turn)


@given(st.text(max_size=90))
def test_any_typed_text_gets_a_screen(typed: str) -> None:
    asked = scene(Memory(setup=Setup("city", 480)), now=NOW)
    answered = places.typed(asked, e.Wrote(typed))
    assert answered.say
    assert answered.then.profile.zone in {"", *available_timezones()}
    assert isinstance(places.understands(asked, typed), bool)


@given(st.text(alphabet="0123456789:.+-aphm点时半晚上下午一二三十零 ", max_size=12))
def test_readings_stay_on_the_clock(typed: str) -> None:
    for span in clockwords.spans(typed):
        assert -zones.NEAR <= span.first <= span.last < zones.DAY + zones.NEAR


def test_two_places_of_one_name_are_both_offered() -> None:
    ada = Person().does(e.PathBegin()).presses("Type it").types("London or Tokyo")
    assert ada.cities == ["Europe/London", "Asia/Tokyo"]


def test_whoever_types_numbers_chooses_by_number_until_words_are_asked() -> None:
    here = replace(scene(now=NOW), reach=NUMBERS)
    ada = Person(here=here).does(e.PathBegin())
    assert [say.wants_words for say in ada.turn.say] == [False]
    ada.types("1")
    assert ada.cities
    ada.does(e.CityIs(""))
    assert [say.wants_words for say in ada.turn.say] == [True]
    ada.types("London")
    assert ada.zone == "Europe/London"
    ada.types("1")
    assert "where it’s 12:41 now" in scenes.shown(ada.turn.say[0], "en", NUMBERS)


# -------------------------------------------------------------------------------------------------- a shared place
def test_a_shared_place_answers_the_question() -> None:
    mei = Person("zh").does(e.PathBegin()).does(e.Located("Asia/Shanghai"))
    assert mei.zone == "Asia/Shanghai"
    assert "就这两个时间" in mei.says


def test_a_place_that_nobody_asked_for_changes_nothing_without_a_yes() -> None:
    ada = on_the_path().does(e.Located("America/Argentina/Cordoba"))
    assert ada.zone == "Europe/London"
    assert "Cordoba" in ada.says
    ada.presses("Cordoba")
    assert ada.zone == "America/Argentina/Cordoba"


def test_a_place_at_sea_asks_for_the_clock() -> None:
    ada = Person().does(e.PathBegin()).does(e.Located(""))
    assert "couldn’t tell the time zone" in ada.says
    assert ada.clocks


# ------------------------------------------------------------------------------------------------- from the settings
def test_ada_moves_and_is_back_in_the_settings() -> None:
    ada = on_the_path().does(e.Page("settings")).presses("Time zone", "20:41", "Shanghai")
    assert ada.zone == "Asia/Shanghai"
    assert ada.turn.say[0].screen == "settings"
    assert ada.turn.toast == "places.toast.zone"
    assert ada.memory.setup is None


def test_an_hour_changed_from_the_settings_leads_back_there() -> None:
    ada = on_the_path().does(e.HoursAsk("evening")).presses("21:00")
    assert ada.memory.profile.evening == 1260
    assert ada.turn.say[0].screen == "settings"


def test_a_change_given_up_half_way_leaves_no_trace() -> None:
    ada = on_the_path().does(e.ZoneAsk()).presses("20:41").does(e.Here())
    assert ada.zone == "Europe/London"
    assert ada.turn.say[0].screen == "day"


# ------------------------------------------------------------------------------------------------------- the zones
def test_every_city_stands_for_a_zone_that_we_take() -> None:
    assert [city.zone for city in scenes.library().cities if zones.known(city.zone) != city.zone] == []


def test_a_zone_with_two_known_cities_is_named_by_both() -> None:
    line = zones.place(scenes.library().cities, "Asia/Shanghai")
    assert scenes.renderer().label("en", line) == "Beijing / Shanghai"
    assert scenes.renderer().label("en", zones.place(scenes.library().cities, "Europe/Oslo")) == "Oslo"


def test_the_day_opens_below_the_confirmation_within_one_bubble() -> None:
    ada = Person().does(e.PathBegin()).presses("12:41", "London", "These two hours are good")
    assert len(ada.turn.say) == 1
    assert ada.turn.say[0].lines[1:] == day.step_opening("step-1").lines
