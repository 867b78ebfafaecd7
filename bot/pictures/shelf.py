"""The shelf: two people's bowls on one board, of one size and in one light, and nothing to rank by.

1080 x 810 px, or 716 px high where no line of words stands below.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.pictures.blocks import Block, Spot, block
from bot.pictures.bowl import GOLDS, Bowl, Gold, drawing
from bot.pictures.faces import CHINESE, LATIN
from bot.pictures.template import template
from bot.pictures.text import drawable
from bot.pictures.told import Lang, Theme, Told

WIDTH, HEIGHT, LOW = 1080, 810, 716
DAYS = 50
# Where the two bowls stand: their middles from left to right and their height, px, and their size beside a bowl alone.
MIDDLES = (274.0, 806.0)
DOWN, SCALE = 40.0, 0.49
# The gold of a bowl of which only a count is known, and the bowl's own middle on its own picture, px.
ONE_GOLD: Gold = "said"
MIDDLE = 540.0

NAMES = {"light": "#3a3022", "dark": "#f3ecdd"}
LINES = {"light": "#6d4e14", "dark": "#e3bf6a"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """Two bowls with their people's names, and one line of words below, or ""."""

    left: Bowl
    right: Bowl
    left_name: str
    right_name: str
    line: str

    @property
    def lang(self) -> Lang:
        return self.left.lang

    @property
    def theme(self) -> Theme:
        return self.left.theme


def spots(theme: Theme) -> dict[str, Spot]:
    """The boxes of the three texts: at least 30 px, which is 10 px on a small phone."""
    left, right = (Spot(middle - 232, 588, 464, 112, (46, 32), NAMES[theme]) for middle in MIDDLES)
    return {"left-name": left, "right-name": right, "line": Spot(70, 710, 940, 82, (40, 30), LINES[theme], italic=True)}


def layout(shelf: Shelf) -> tuple[Block, ...]:
    """Every text that there is, at its size and place."""
    family = CHINESE if shelf.lang == "zh" else LATIN
    texts = {"left-name": shelf.left_name, "right-name": shelf.right_name, "line": shelf.line}
    return tuple(block(role, texts[role], spot, family) for role, spot in spots(shelf.theme).items() if texts[role])


def shelf_svg(shelf: Shelf) -> str:
    """The shelf as one SVG document."""
    left, right = MIDDLES
    return template("shelf.svg").render(
        theme=shelf.theme,
        lang=shelf.lang,
        height=HEIGHT if shelf.line else LOW,
        shapes=drawing(shelf.left)["shapes"],
        bowls=[(left - SCALE * MIDDLE, _standing(shelf.left)), (right - SCALE * MIDDLE, _standing(shelf.right))],
        down=DOWN,
        scale=SCALE,
        blocks=layout(shelf),
    )


def _standing(bowl: Bowl) -> dict[str, Any]:
    """A bowl as it stands here: its rings are gilded when all of it is."""
    drawn, whole = drawing(bowl), len(bowl.filled) == DAYS
    return {**drawn, "rings": [(line, whole) for line, _ in drawn["rings"]]}


def told(told: Told) -> Shelf:
    """A shelf from its facts: `theme` ("light" or "dark"), and for the two bowls:

    - `left-seed` (whole number), `left-filled` (day numbers 1 to 50 with commas, or ""), `left-golds` (fifty kinds of
      gold with commas, one a day, as for a bowl): the reader's own, known crack by crack;
    - `right-seed` (whole number), `right-n` (0 to 50): the other's, of whom only a count is shared, so the first n
      cracks from the heart outwards are filled, all in one gold. -1 means not known: every crack open, no gold;
    - `left-name`, `right-name` (Words; what a person is called may be anything): cleaned, wrapped in two lines, cut
      with …; where no sign of it can be drawn, words of ours stand there;
    - `line` (Words, optional): one line below both.

    Rings are gilded on a whole bowl alone, because a count does not say which steps are finished.
    """
    count = min(DAYS, max(0, told.number("right-n")))
    filled = frozenset(int(day) for day in told.plain("left-filled").split(",") if day)
    golds = tuple(next((gold for gold in GOLDS if gold == given), ONE_GOLD) for given in _golds(told))
    return Shelf(
        Bowl(told.number("left-seed"), filled, golds, theme=told.theme, lang=told.lang),
        Bowl(
            told.number("right-seed"),
            frozenset(range(1, count + 1)),
            (ONE_GOLD,) * DAYS,
            theme=told.theme,
            lang=told.lang,
        ),
        _name(told, "left"),
        _name(told, "right"),
        told.text("line"),
    )


def _golds(told: Told) -> list[str]:
    given = told.plain("left-golds").split(",")
    return (given + [ONE_GOLD] * DAYS)[:DAYS]


def _name(told: Told, side: str) -> str:
    """A name as far as it can be drawn; a name of emoji alone leaves nothing, and a bowl of nobody is no bowl."""
    given = told.text(f"{side}-name")
    return given if drawable(given) else told.own(f"pictures.shelf.{side}")
