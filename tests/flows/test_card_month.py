"""The month on a card: off at first, never a day or a year, and always the one in which the card is drawn."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.speech import Say
from bot.flows import card
from bot.pictures import card as pictured
from bot.pictures.told import Told
from tests.flows import scenes
from tests.flows.test_card import KIND, made, offered, pressed, said, scene

NOVEMBER = "card.month.11"


def _month(shown: Say) -> str:
    assert shown.picture is not None
    found = shown.picture.facts.get("month")
    return getattr(found, "key", "")


def _alt(shown: Say, lang: str) -> str:
    assert shown.picture is not None
    return scenes.renderer().label(lang, shown.picture.alt)


def test_no_month_stands_on_a_card_at_first() -> None:
    drawn = said(pressed(KIND, e.CardDraw()))
    assert _month(drawn) == ""
    for lang, name in (("en", "November"), ("zh", "十一月")):
        assert name not in _alt(drawn, lang)


def test_its_owner_puts_it_there_and_takes_it_off_again() -> None:
    look = pressed(KIND, e.CardLook(), e.CardMonth(1))
    assert e.CardMonth(0) in offered(said(look))
    drawn = said(pressed(look.then, e.CardDraw()))
    assert _month(drawn) == NOVEMBER
    for lang, name in (("en", "November"), ("zh", "十一月")):
        assert _alt(drawn, lang).endswith(name)
        assert "2026" not in _alt(drawn, lang)
    off = pressed(look.then, e.CardMonth(0), e.CardDraw())
    assert _month(said(off)) == ""


def test_it_stands_on_the_picture_beside_the_footer() -> None:
    drawn = said(pressed(KIND, e.CardMonth(1), e.CardDraw()))
    assert drawn.picture is not None
    for lang, end in (("en", " · November"), ("zh", " · 十一月")):
        told = Told(lang, drawn.picture.facts, partial(scenes.renderer().label, lang))
        assert pictured.told(told).footer.endswith(end)


def test_a_card_that_is_drawn_in_another_month_says_that_one_and_is_another_edition() -> None:
    first = pressed(KIND, e.CardMonth(1), e.CardDraw())
    later = replace(scene(first.then), now=scenes.NOW + timedelta(days=10))
    again = card.draw(later, e.CardDraw())
    assert _month(said(again)) == "card.month.12"
    assert made(again).edition == made(first).edition + 1
