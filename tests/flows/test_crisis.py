"""Words of crisis: people and numbers, one plain question, and a way back to the exact place."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain import events as e
from bot.domain.facts import KeepNote
from bot.domain.memory import Crisis, Memory, Quizzing, Walk
from bot.domain.people import LETTERS, NUMBERS
from bot.domain.scene import Scene, Turn
from tests.flows import scenes
from tests.flows.scenes import HOUR, LANGS, NOW, scene

ACUTE = {"en": "I want to kill myself", "zh": "我想自杀"}
SERIOUS = {"en": "I want to die", "zh": "想死"}
UNCLEAR = {"en": "I feel hopeless", "zh": "我很绝望"}
HIT = {"en": "he hits me", "zh": "他打我"}
HARM = {"en": "I hit my wife last night", "zh": "我昨晚打了老婆"}
OTHER = {"en": "my brother wants to kill himself", "zh": "我弟弟想自杀"}


def _written(words: str, **changes: object) -> tuple[Scene, Turn]:
    before = scene(**changes)  # type: ignore[arg-type]
    return before, scenes.play(before, e.Wrote(words))


def _then(before: Scene, turned: Turn, *events: e.Event) -> Turn:
    for event in events:
        before = scenes.after(before, turned)
        turned = scenes.play(before, event)
    return turned


# ---------------------------------------------------------------- the three tiers
@pytest.mark.parametrize("lang", LANGS)
def test_acute_words_are_kept_and_met_with_the_card_at_once(lang: str) -> None:
    _, turned = _written(ACUTE[lang], lang=lang)
    assert [say.screen for say in turned.say] == ["crisis"]
    assert turned.say[0].lines[0].key == "safety.card.self"
    assert [fact.note.place for fact in turned.do if isinstance(fact, KeepNote)] == ["journal"]
    assert turned.then.rhythm.hush_until == NOW + 24 * HOUR
    assert {e.CrisisMeant(), e.CrisisBack(), e.CrisisMore("lines")} <= set(scenes.events(turned))


@pytest.mark.parametrize("lang", LANGS)
def test_serious_words_ask_one_question_before_the_card(lang: str) -> None:
    before, turned = _written(SERIOUS[lang], lang=lang)
    assert turned.say[0].lines[0].key == "safety.check.self"
    assert scenes.events(turned)[:2] == [e.CrisisSafe("yes"), e.CrisisSafe("no")]
    assert turned.then.rhythm.hush_until == NOW + 24 * HOUR
    safe = _then(before, turned, e.CrisisSafe("yes"))
    assert safe.say[0].lines[0].key == "safety.check.safe"
    unsafe = _then(before, turned, e.CrisisSafe("no"))
    assert unsafe.say[0].lines[0].key == "safety.card.self"
    assert unsafe.then.crisis is not None
    assert unsafe.then.crisis.tier == 1


@pytest.mark.parametrize("lang", LANGS)
def test_unclear_words_are_answered_as_usual_and_then_offered_something(lang: str) -> None:
    _, turned = _written(UNCLEAR[lang], lang=lang)
    assert [say.screen for say in turned.say] == ["typed", "crisis"]
    assert e.PutNote(7, "journal") in scenes.events(turned)
    assert {e.CrisisMore("grounding"), e.HelpNow(), e.CrisisMeant(), e.CrisisBack()} <= set(scenes.events(turned))
    assert turned.then.rhythm.hush_until is None


@pytest.mark.parametrize("reach", [NUMBERS, LETTERS])
def test_where_numbers_are_typed_the_offer_and_the_answer_are_one_list(reach: object) -> None:
    _, turned = _written(UNCLEAR["en"], reach=reach)
    assert len(turned.say) == 1
    assert len(turned.then.options) == len(scenes.buttons(turned))


@pytest.mark.parametrize("lang", LANGS)
def test_violence_is_believed_and_has_lines_of_its_own(lang: str) -> None:
    before, turned = _written(HIT[lang], lang=lang)
    assert turned.say[0].lines[0].key == "safety.check.abuse"
    card = _then(before, turned, e.CrisisSafe("no"), e.CrisisCountry("GB"))
    assert card.say[0].lines[0].key == "safety.card.abuse"
    assert "0808 2000 247" in scenes.text(card, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_worry_about_somebody_else_gets_the_card_for_those_who_stand_by(lang: str) -> None:
    before, turned = _written(OTHER[lang], lang=lang)
    assert turned.say[0].lines[0].key == "safety.card.other"
    about_me = _then(before, turned, e.CrisisMore("me"))
    assert about_me.say[0].lines[0].key == "safety.card.self"


@pytest.mark.parametrize("lang", LANGS)
def test_who_hurt_somebody_is_thanked_stopped_and_given_a_line_for_those_who_want_to_stop(lang: str) -> None:
    before, turned = _written(HARM[lang], lang=lang, memory=Memory(walk=Walk(opened_on=date(2026, 11, 23))))
    assert turned.say[0].lines[0].key == "safety.card.harm"
    assert turned.then.walk is not None
    assert turned.then.walk.gentle
    card = scenes.text(_then(before, turned, e.CrisisCountry("GB")), lang)
    assert "0808 802 4040" in card
    assert "999" in card
    lines = scenes.text(_then(before, turned, e.CrisisCountry("GB"), e.CrisisMore("lines")), lang)
    assert "0808 802 4040" in lines
    assert "0808 2000 247" not in lines  # the line of those who are hurt
    again = _then(before, turned, e.Wrote(HARM[lang]))
    assert again.say[0].lines[0].key == "safety.card.harm-again"


@pytest.mark.parametrize("lang", LANGS)
def test_where_no_line_for_those_who_want_to_stop_is_known_the_card_says_who_can_tell(lang: str) -> None:
    before, turned = _written(HARM[lang], lang=lang)
    read = scenes.text(_then(before, turned, e.CrisisCountry("FR")), lang)
    assert "3919" not in read
    assert {"en": "A doctor, ", "zh": "医生、"}[lang] in read


def test_having_hurt_somebody_can_be_said_by_a_button_alone_and_being_hurt_is_one_button_away() -> None:
    before = scene()
    turned = scenes.play(before, e.CrisisMore("harm"))
    assert turned.say[0].lines[0].key == "safety.card.harm"
    assert turned.then.rhythm.hush_until == NOW + 24 * HOUR
    hurt = _then(before, turned, e.CrisisMore("abuse"))
    assert hurt.say[0].lines[0].key == "safety.card.abuse"


@pytest.mark.parametrize("words", ["想死你了", "my phone died again", "dying to see you", "笑死我了"])
def test_idioms_are_just_words(words: str) -> None:
    _, turned = _written(words)
    assert turned.then.crisis is None
    assert [say.screen for say in turned.say] == ["typed"]


# ---------------------------------------------------------------- the card
@pytest.mark.parametrize("lang", LANGS)
def test_a_picked_country_shows_its_emergency_number_one_line_and_one_to_write_to(lang: str) -> None:
    before, turned = _written(ACUTE[lang], lang=lang)
    picked = _then(before, turned, e.CrisisCountry("US"))
    read = scenes.text(picked, lang)
    assert "<b>911</b>" in read
    assert "988" in read
    assert "741741" not in read
    assert picked.then.country == "US"
    assert "741741" in scenes.text(_then(before, turned, e.CrisisCountry("US"), e.CrisisMore("lines")), lang)


def test_a_country_is_never_guessed_from_the_language() -> None:
    _, english = _written(ACUTE["en"])
    read = scenes.text(english)
    assert "911" not in read
    assert "999" not in read
    assert "findahelpline.com" in read


def test_without_a_country_the_chinese_card_lists_five_places() -> None:
    _, turned = _written(ACUTE["zh"], lang="zh")
    read = scenes.text(turned, "zh")
    for number in ("12356", "18111", "1925", "1771", "findahelpline.com"):
        assert number in read
    assert len(read) < 2048


def test_every_country_can_be_reached_by_its_pages() -> None:
    here = scene()
    seen, page = set(), 0
    for _ in range(3):
        turned = scenes.play(here, e.CrisisCountries(page))
        seen |= {event.country for event in scenes.events(turned) if isinstance(event, e.CrisisCountry)}
        page = next(event.page for event in scenes.events(turned) if isinstance(event, e.CrisisCountries))
        assert len(scenes.buttons(turned)) <= 12
    assert page == 0
    assert seen == {*scenes.library().helplines.countries, "XX"}


@pytest.mark.parametrize("page", [-1, 99])
def test_a_page_of_countries_that_is_not_there_is_another_one(page: int) -> None:
    turned = scenes.play(scene(), e.CrisisCountries(page))
    assert any(isinstance(event, e.CrisisCountry) for event in scenes.events(turned))


def test_a_country_that_is_not_listed_asks_again() -> None:
    turned = scenes.play(scene(), e.CrisisCountry("ZZ"))
    assert turned.then.country == ""
    assert turned.toast == "front.toast.old"


@pytest.mark.parametrize("lang", LANGS)
def test_every_country_has_a_card_and_a_list_in_words(lang: str) -> None:
    for country in (*scenes.library().helplines.countries, "XX", ""):
        for kind in ("", "abuse", "harm"):
            memory = Memory(country=country, crisis=Crisis(1, kind) if kind else None)
            here = scene(memory, lang=lang)
            for event in (e.HelpNow(), e.CrisisMore("lines")):
                read = scenes.text(scenes.play(here, event), lang)
                assert len(read) < 4096
                assert "()" not in read
                assert "（）" not in read
                assert "\n\n\n" not in read


def test_the_same_list_is_not_said_twice_in_a_row() -> None:
    before, turned = _written(ACUTE["en"], memory=Memory(country="GB"))
    assert "116 123" in scenes.text(turned)
    again = _then(before, turned, e.Wrote("I will kill myself"))
    assert again.say[0].lines[0].key == "safety.card.self-again"
    assert "116 123" not in scenes.text(again)
    assert e.CrisisMore("lines") in scenes.events(again)


def test_the_short_card_comes_too_when_the_first_was_closed_an_hour_ago() -> None:
    before, turned = _written(ACUTE["en"])
    closed = _then(before, turned, e.CrisisBack())
    later = scenes.after(before, closed, later=HOUR)
    assert scenes.play(later, e.Wrote(ACUTE["en"])).say[0].lines[0].key == "safety.card.self-again"
    next_week = scenes.after(before, closed, later=7 * 24 * HOUR)
    assert scenes.play(next_week, e.Wrote(ACUTE["en"])).say[0].lines[0].key == "safety.card.self"


def test_unclear_words_while_a_card_is_open_are_not_waved_through() -> None:
    before, turned = _written(ACUTE["en"])
    again = _then(before, turned, e.Wrote(UNCLEAR["en"]))
    assert again.say[0].lines[0].key == "safety.card.self-again"
    assert again.then.crisis is not None
    assert again.then.crisis.tier == 1


def test_the_help_button_shows_the_open_card_whole() -> None:
    before, turned = _written(ACUTE["en"])
    shown = _then(before, turned, e.Wrote(ACUTE["en"]), e.HelpNow())
    assert shown.say[0].lines[0].key == "safety.card.self"


# ---------------------------------------------------------------- the way back
def _in_quiz(stem: str) -> tuple[Scene, Turn]:
    order = tuple(item.id for item in scenes.library().quizzes["attachment"].items)
    asking = Quizzing(1, "attachment-1", "express", order, asked_at=NOW)
    return _written(stem, memory=Memory(quiz=asking, runs=1))


def test_back_leads_to_the_statement_that_was_open_and_nudges_still_rest() -> None:
    before, turned = _in_quiz(ACUTE["en"])
    back = _then(before, turned, e.CrisisBack())
    assert back.say[0].screen == "quiz"
    assert back.then.crisis is None
    assert back.then.quiz == before.memory.quiz
    assert back.then.rhythm.hush_until == NOW + 24 * HOUR


def test_a_false_alarm_costs_one_kind_line_and_leads_back_to_the_statement() -> None:
    before, turned = _in_quiz(ACUTE["en"])
    back = _then(before, turned, e.CrisisMeant())
    assert len(back.say) == 1
    assert back.say[0].screen == "quiz"
    assert back.say[0].lines[0].key == "safety.misread.text-serious"
    assert back.then.rhythm.hush_until is None
    assert back.do == ()


def test_an_unclear_word_that_meant_something_else_is_left_alone_for_a_day() -> None:
    before, turned = _written(UNCLEAR["en"])
    meant = _then(before, turned, e.CrisisMeant())
    assert list(meant.then.muted.values()) == [NOW + 24 * HOUR]
    soon = scenes.after(before, meant, later=23 * HOUR)
    assert scenes.play(soon, e.Wrote(UNCLEAR["en"])).then.crisis is None
    next_day = scenes.after(before, meant, later=25 * HOUR)
    assert scenes.play(next_day, e.Wrote(UNCLEAR["en"])).then.crisis is not None


def test_grave_words_are_asked_about_again_however_often_they_meant_something_else() -> None:
    before, turned = _written(ACUTE["en"])
    again = _then(before, turned, e.CrisisMeant(), e.Wrote(ACUTE["en"]))
    assert again.say[0].screen == "crisis"
    assert again.then.muted == {}


def test_a_false_alarm_does_not_end_the_rest_that_an_earlier_card_began() -> None:
    before, turned = _written(ACUTE["en"])
    again = _then(before, turned, e.CrisisBack(), e.Wrote(ACUTE["en"]), e.CrisisMeant())
    assert again.then.rhythm.hush_until == NOW + 24 * HOUR


# ---------------------------------------------------------------- the help button and what lies behind it
@pytest.mark.parametrize("lang", LANGS)
def test_the_help_button_opens_the_calm_card_and_changes_nothing(lang: str) -> None:
    memory = Memory(walk=Walk(opened_on=date(2026, 11, 23)))
    here = scene(memory, lang=lang)
    turned = scenes.play(here, e.HelpNow())
    assert turned.say[0].lines[0].key == "crisis.calm"
    assert turned.then.crisis is None
    assert turned.then.rhythm.hush_until is None
    assert e.CrisisMeant() not in scenes.events(turned)


def test_being_hurt_can_be_said_by_a_button_alone() -> None:
    turned = scenes.play(scene(), e.CrisisMore("abuse"))
    assert turned.say[0].lines[0].key == "safety.card.abuse"
    assert turned.then.rhythm.hush_until == NOW + 24 * HOUR


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "crisis", [None, Crisis(1, "self"), Crisis(2, "abuse"), Crisis(2, "harm"), Crisis(1, "self", other=True)]
)
@pytest.mark.parametrize("what", ["lines", "message", "contact", "with-you", "nobody", "grounding", "copy", "nonsense"])
def test_everything_behind_the_card_has_words_and_two_ways_on(what: str, crisis: Crisis | None, lang: str) -> None:
    turned = scenes.play(scene(Memory(crisis=crisis), lang=lang), e.CrisisMore(what))
    assert scenes.text(turned, lang)
    assert e.CrisisBack() in scenes.events(turned)
    assert len(turned.say) <= 2


@pytest.mark.parametrize("lang", LANGS)
def test_the_message_for_someone_close_fits_a_copy_button(lang: str) -> None:
    for crisis in (None, Crisis(1, "self"), Crisis(1, "abuse"), Crisis(1, "self", other=True)):
        turned = scenes.play(scene(Memory(crisis=crisis), lang=lang), e.CrisisMore("message"))
        copies = [button.copy for button in scenes.buttons(turned) if button.copy]
        assert len(copies) == 1
        assert 0 < len(scenes.renderer().label(lang, copies[0])) <= 256


def test_where_a_phone_cannot_copy_the_message_is_said_by_itself() -> None:
    here = scene(reach=LETTERS)
    asked = scenes.play(here, e.CrisisMore("message"))
    said = scenes.play(scenes.after(here, asked), e.Wrote("1"))
    assert [len(say.lines) for say in said.say] == [1, 1]
    assert not said.say[0].rows


@pytest.mark.parametrize("event", [e.CrisisSafe("yes"), e.CrisisSafe("maybe"), e.CrisisMeant(), e.CrisisBack()])
def test_a_button_of_a_crisis_that_is_over_is_answered(event: e.Press) -> None:
    turned = scenes.play(scene(), event)
    assert turned.say
    assert turned.then.crisis is None


def test_a_safe_answer_pressed_twice_stays_where_it_is() -> None:
    before, turned = _written(SERIOUS["en"])
    twice = _then(before, turned, e.CrisisSafe("yes"), e.CrisisSafe("yes"))
    assert twice.say[0].lines[0].key == "safety.check.safe"
