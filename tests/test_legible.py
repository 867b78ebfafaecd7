"""Every text of every picture can be read: it stays in its box, it is drawn, and it stands out from what is behind it.

All of it is measured from pixels (tests/ink.py, tests/contrast.py). Texts are drawn alone and at full size, which costs
a millisecond or two each; only what is behind them is drawn as a whole picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

import pytest
from PIL import Image

from bot.pictures.faces import faces
from bot.pictures.gallery import KINDS
from bot.pictures.samples import LANGS, Sample
from tests.contrast import contrast, dull, ratio
from tests.ink import Seen, engine, stray, take_apart
from tests.test_gallery import gallery, shown

CELL, SIGN = 120, 48
Sign = tuple[str, str, str]

# A picture of three texts: what is right with it is a word, a plate and a box; the tests spoil one thing at a time.
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300" viewBox="0 0 600 300">
<rect width="600" height="300" fill="#f7f2e8"/><rect x="280" width="20" height="300" fill="#5f564a"/>
<g data-role="name" data-box="20 20 240 60"><text x="24" y="62" {face} font-size="40" fill="#2b2722">{name}</text></g>
<g data-role="line" data-box="20 90 560 60"><text x="24" y="132" {face} font-size="40" fill="{fill}">{line}</text></g>
</svg>"""
FACE = 'font-family="EB Garamond" font-style="normal" text-anchor="start"'


def made(name: str = "Mei", line: str = "I stay", fill: str = "#2b2722", face: str = FACE) -> Seen:
    return take_apart(PICTURE.format(name=name, line=line, fill=fill, face=face))


@cache
def of(kind: str, lang: str) -> tuple[tuple[Sample, Seen], ...]:
    """The gallery's pictures of a kind, taken apart."""
    chosen = (one for one in shown() if (one.picture.kind, one.lang) == (kind, lang))
    return tuple((one, take_apart(gallery().svg(one.picture, lang))) for one in chosen)


def signs(kind: str, lang: str) -> Iterator[Sign]:
    for _, seen in of(kind, lang):
        for text in seen.texts:
            yield from ((text.family, text.style, sign) for sign in text.said if not sign.isspace())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_text_is_drawn_inside_its_box_and_in_no_others(kind: str, lang: str) -> None:
    assert [f"{one.heading}, {one.name}: {fault}" for one, seen in of(kind, lang) for fault in stray(seen)] == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_stands_out_four_and_a_half_to_one(kind: str, lang: str) -> None:
    assert [f"{one.heading}, {one.name}: {fault}" for one, seen in of(kind, lang) for fault in dull(seen)] == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_sign_is_in_the_font_that_its_text_names(kind: str, lang: str) -> None:
    known = {(face.family, face.style): face for face in faces()}
    used = set(signs(kind, lang))
    assert {sign for sign in used if known[sign[:2]].advance(sign[2]) is None} == set()


def test_every_sign_of_the_gallery_leaves_ink() -> None:
    used = sorted({sign for kind in KINDS for lang in LANGS for sign in signs(kind, lang)})
    assert len(used) > 300
    assert list(blank(used)) == []


def blank(used: list[Sign]) -> Iterator[Sign]:
    """The signs that come out as nothing, drawn one a cell on sheets of a hundred."""
    rest = iter(used)
    while sheet := list(islice(rest, 100)):
        cells = "".join(_cell(at, sign) for at, sign in enumerate(sheet))
        side = 10 * CELL
        pixels, *_ = engine().rgba(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}">{cells}</svg>'
        )
        covered = Image.frombytes("RGBA", (side, side), pixels).getchannel("A")
        for at, sign in enumerate(sheet):
            left, top = at % 10 * CELL, at // 10 * CELL
            if covered.crop((left, top, left + CELL, top + CELL)).getbbox() is None:
                yield sign


def _cell(at: int, sign: Sign) -> str:
    x, y = at % 10 * CELL + CELL // 2, at // 10 * CELL + CELL * 2 // 3
    face = f'font-family="{sign[0]}" font-style="{sign[1]}" text-anchor="middle" font-size="{SIGN}"'
    return f'<text x="{x}" y="{y}" {face} fill="#000">&#{ord(sign[2])};</text>'


# ---------------------------------------------------------------------- what the guards above are there to catch
def test_a_sound_picture_has_no_fault() -> None:
    assert list(stray(made())) == []
    assert list(dull(made())) == []
    assert ratio((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


def test_a_text_that_is_too_long_is_seen() -> None:
    faults = list(stray(made(name="Mei who stays and listens")))
    assert [fault.partition(":")[0] for fault in faults] == ["name"]
    assert "leaves its box" in faults[0]


def test_a_text_that_stands_in_the_box_of_another_is_seen() -> None:
    moved = PICTURE.replace('y="62"', 'y="112"').format(name="Mei", line="I stay", fill="#2b2722", face=FACE)
    assert [fault for fault in stray(take_apart(moved)) if "stands in the box of line" in fault]


def test_a_box_beyond_the_edge_is_seen() -> None:
    wide = PICTURE.replace('"20 90 560 60"', '"20 90 600 60"').format(name="Mei", line="I", fill="#2b2722", face=FACE)
    assert list(stray(take_apart(wide))) == ["line: its box leaves the picture"]


def test_a_text_that_comes_out_as_nothing_is_seen() -> None:
    nowhere = made(face=FACE.replace("EB Garamond", "No Such Font"))
    assert list(stray(nowhere)) == ["name: “Mei” is drawn as nothing", "line: “I stay” is drawn as nothing"]
    assert list(blank([("EB Garamond", "normal", "a"), ("No Such Font", "normal", "a")])) == [
        ("No Such Font", "normal", "a")
    ]


@pytest.mark.parametrize(
    ("spoiled", "fault"),
    [
        (("data-box", "data-place"), "“Mei” has no box"),
        (('<g data-role="name"', '<g transform="translate(9)" data-role="name"'), "“Mei” is moved away from its box"),
        (('fill="#2b2722">Mei', 'fill="url(#gold)">Mei'), "“Mei” has no plain colour"),
        (('fill="#2b2722">Mei', 'fill="#2b2722" fill-opacity=".3">Mei'), "“Mei” has no plain colour"),
        (("</svg>", '<path d="M0 0H600V300Z"/></svg>'), "a path is drawn over “I stay”"),
    ],
)
def test_a_text_that_cannot_be_judged_is_a_fault(spoiled: tuple[str, str], fault: str) -> None:
    svg = PICTURE.format(name="Mei", line="I stay", fill="#2b2722", face=FACE)
    assert fault in list(stray(take_apart(svg.replace(*spoiled))))


def test_a_colour_too_near_its_ground_is_seen() -> None:
    assert [fault.partition(":")[0] for fault in dull(made(fill="#8c7a52"))] == ["line"]


def test_one_letter_on_bad_ground_is_seen_in_a_long_line() -> None:
    across = made(line="I stay and say what I need", fill="#4a4237")
    assert [fault.partition(":")[0] for fault in dull(across)] == ["line"]
    assert contrast(made(line="I stay", fill="#4a4237").texts[1], across.bare) > 4.5
