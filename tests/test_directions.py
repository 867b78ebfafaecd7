"""Lines that are read from the right, and lines of several scripts: no holes, no ragged right, true to the middle."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from bot.pictures.blocks import PAD, Block, Spot, Word, block
from bot.pictures.card import card_svg, layout
from bot.pictures.faces import CHINESE, LATIN
from bot.pictures.looks import DESIGNS, SIZES, Design, Size
from tests.ink import Text, ink, take_apart
from tests.test_pictures import ENGLISH, spoken

SPOT = Spot(40, 40, 1000, 400, (60, 60), "#2b2722", anchor="middle")
MIXED = {
    "latin and arabic": "José, ليلى العلا, Mei",
    "latin and hebrew": "Ada and ליאורה בת־שבע stay",
    "han and arabic": "珺璟与喆, ليلى",
    "hebrew and arabic": "אני שומעת, وليلى تسمعني",
    "arabic and latin": "ليلى تسمع Ada ثم تتكلم",
    "three": "שלום Ada 梅 وليلى",
}
RIGHT = {"hebrew": "אני שומעת את ליאורה לפני שאני עונה", "arabic": "ليلى تسمعني قبل أن تجيب", "both": MIXED["three"]}
WORD = (
    '<g data-box="0 0 1080 480"><text x="{x}" y="{y}" font-family="{word.family}" font-style="{word.style}" '
    'font-size="{size}" text-anchor="{word.anchor}" fill="#2b2722">{word.text}</text></g>'
)


def seen(made: Block, word: Word) -> tuple[float, float]:
    """The left and right end of a piece's ink, px."""
    text = WORD.format(word=word, x=word.x, y=word.y, size=made.fitted.size)
    (found,) = take_apart(f'<svg xmlns="http://www.w3.org/2000/svg" width="1080" height="480">{text}</svg>').texts
    box = ink(found).seen
    assert box is not None
    return box[0], box[2]


@pytest.mark.parametrize("family", [LATIN, CHINESE])
@pytest.mark.parametrize("name", MIXED)
def test_between_two_scripts_there_is_no_hole(name: str, family: str) -> None:
    made = block("line", MIXED[name], SPOT, family)
    assert len(made.fitted.lines) == 1
    ends = sorted(seen(made, word) for word in made.words)
    assert len(ends) > 1
    for (_, right), (left, _) in pairwise(ends):
        assert -0.05 * made.fitted.size <= left - right <= 0.5 * made.fitted.size


@pytest.mark.parametrize("name", MIXED)
def test_a_centred_line_of_several_scripts_stands_in_the_middle(name: str) -> None:
    made = block("line", MIXED[name], SPOT, LATIN)
    ends = [seen(made, word) for word in made.words]
    middle = (min(left for left, _ in ends) + max(right for _, right in ends)) / 2
    assert abs(middle - (SPOT.x + SPOT.width / 2)) <= 0.2 * made.fitted.size


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_read_from_the_right_ends_at_the_right(name: str) -> None:
    made = block("line", RIGHT[name], replace(SPOT, anchor="start", width=460), LATIN)
    lines: dict[float, float] = {}
    for word in made.words:
        lines[word.y] = max(lines.get(word.y, 0.0), seen(made, word)[1])
    for right in lines.values():
        assert 500 - PAD - 0.15 * made.fitted.size <= right <= 500


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("design", DESIGNS)
def test_a_card_sets_words_from_the_right_with_their_heading_at_one_edge(design: Design, size: Size) -> None:
    card = replace(spoken(ENGLISH, RIGHT["hebrew"]), design=design, size=size)
    edges: dict[str, list[float]] = {}
    for text in take_apart(card_svg(card)).texts:
        edges.setdefault(text.role, []).append(_right(text))
    for part in layout(card):
        if part.role in ("strength", "helps", "edge", "helps-head", "edge-head") and part.anchor != "middle":
            assert part.anchor == "end"
            edge = part.spot.x + part.spot.width - PAD
            longest = max(edges[part.role])
            assert edge - 0.15 * part.fitted.size <= longest <= edge + PAD


def _right(text: Text) -> float:
    box = ink(text).seen
    assert box is not None
    return box[2]
