"""What a person types can neither break nor enter a picture: only the words change, and all of them are seen.

A picture is compared with that of a harmless name: without its texts it has to be the same, sign by sign, and its
texts may differ in their words, places, sizes and fonts alone. Texts are drawn without what is behind them, which is
the same picture and costs a tenth.
"""

from __future__ import annotations

import re
from functools import cache
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.domain.speech import Picture, words
from bot.pictures.faces import faces
from bot.pictures.samples import Sample
from bot.pictures.text import MISSING, clean, drawable
from tests.ink import SVG, engine, ink, stray, take_apart
from tests.test_gallery import gallery, shown

# Every kind that holds free words, and where.
FREE = {"card": ("strength", "helps", "edge"), "shelf": ("left-name", "right-name")}
NAMES = {
    "latin": "Łucja Çelik-Nguyễn O’Šea",
    "greek and cyrillic": "Ελένη Наташа",
    "hanzi": "珺璟与喆",
    "rare hanzi": "龘𠮷㛃䶮",
    "traditional hanzi": "龍願體",
    "arabic": "ليلى العلا",
    "arabic with vowel signs": "لَيْلَىٰ",
    "hebrew": "לִיאוֹרָה",
    "emoji": "Mei 👩‍❤️‍👩👍🏽 🇨🇳 1️⃣",
    "200 letters": "Wm" * 100,
    "200 hanzi": "愿" * 200,
    "200 arabic letters": "ليلى " * 40,
    "markup": """</text></g><image href="/etc/passwd"/><script>1</script>&lt;&#x41;<!--""",
    "section": "]]><![CDATA[ x ]]>",
    "quotes": """"Mei" 'Mei' “Mei” `Mei`" onload="x""",
    "a template": "{{ 7 * 7 }}{% raw %}",
    "controls": "\x00M\x07e\x1b[31mi\x7f\x85\r\n\t\ufeff\ud800\uffff",
    "bidi controls": "Mei\u202e\u2066\u2069\u200f\u061c\u200e\u202a ליאורה",
    "joiners": "M\u200de\u200ci\u2060\u00ad",
    "a script of none of our fonts": "ฉัน दिल 𓀀",
    "piled marks": "Z" + "\u0301" * 60 + "g" + "\u0323" * 60,
}
COUPLE = "👩\u200d❤\ufe0f\u200d👩"
SIGNS = ("<", ">", "&", '"', "'", "&amp;", "<g>", "</svg>", "\u202e", "\u2067", "\u200d", COUPLE, " ")
PIECES = (*NAMES.values(), *SIGNS)
TYPED = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join),
    st.text(st.characters(codec=None), min_size=1, max_size=200),
    st.text(st.sampled_from("ليلىאבגabcMei梅愿 <&\"'\u202e\u200d👍ฉ,()"), min_size=1, max_size=60),
)
# What a text of ours may say about itself, and how.
HOW = {
    "x": r"-?\d+\.\d",
    "y": r"-?\d+\.\d",
    "font-family": "|".join(sorted({face.family for face in faces()})),
    "font-style": "normal|italic",
    "font-size": r"\d+\.\d",
    "text-anchor": "start|middle|end",
    "fill": "#[0-9a-f]{6}",
    "stroke": "#[0-9a-f]{6}",
    "stroke-width": r"\d\.\d\d",
}


@cache
def bases() -> dict[str, Sample]:
    """A picture of each kind that holds free words, and of each design that a card comes in."""
    found: dict[str, Sample] = {}
    for one in shown():
        look = one.name.partition(",")[0]
        if one.picture.kind in FREE and one.lang == "en":
            found.setdefault(f"{one.picture.kind}, {look}", one)
    return found


def called(base: Sample, name: str) -> str:
    """The picture with a name, or a line of one's own, in every free place."""
    free = dict.fromkeys(FREE[base.picture.kind], words("card.own", text=name))
    picture: Picture = replace(base.picture, facts={**base.picture.facts, **free})
    return gallery().svg(picture, base.lang)


@cache
def harmless(look: str) -> str:
    return take_apart(called(bases()[look], "Mei")).bare


def looks() -> list[str]:
    return list(bases())


def test_every_kind_with_free_words_is_here() -> None:
    assert {one.picture.kind for one in bases().values()} == set(FREE)
    own = {one.picture.kind for one in shown() if any("card.own" in repr(fact) for fact in one.picture.facts.values())}
    assert own <= set(FREE), "a kind that shows what a person typed belongs here"


def some() -> list[tuple[str, str]]:
    """Each name on every third look of the card, in turns, so that each look meets every third name; on all others."""
    cards = [look for look in looks() if look.startswith("card")]
    found = [(look, name) for at, name in enumerate(NAMES) for look in cards[at % 3 :: 3]]
    return found + [(look, name) for look in looks() if look not in cards for name in NAMES]


@pytest.mark.parametrize(("look", "name"), some())
def test_a_name_is_seen_in_its_box_whatever_it_is(look: str, name: str) -> None:
    seen = take_apart(called(bases()[look], NAMES[name]))
    assert list(stray(seen)) == []
    roles = {text.role for text in seen.texts if ink(text).seen}
    assert roles >= set(FREE[bases()[look].picture.kind])


@pytest.mark.parametrize("look", looks())
def test_a_sign_that_no_font_has_is_seen_as_a_square(look: str) -> None:
    seen = take_apart(called(bases()[look], "ฉ"))
    free = [text for text in seen.texts if text.role in FREE[bases()[look].picture.kind]]
    assert [text.said for text in free] == [MISSING] * len(free)
    assert all(ink(text).seen for text in free)


@settings(max_examples=120, derandomize=True)
@given(st.sampled_from(looks()), TYPED)
def test_no_name_breaks_a_picture_or_enters_it(look: str, name: str) -> None:
    svg = called(bases()[look], name)
    seen = take_apart(svg)
    assert seen.faults == ()
    assert seen.bare == harmless(look)
    for text in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        assert list(text) == []
        assert {key for key, value in text.attrib.items() if not re.fullmatch(HOW[key], value)} == set()
    assert engine().rgba(only_words(svg))[1:] == (seen.width, seen.height)


def only_words(svg: str) -> str:
    root = ElementTree.fromstring(svg)
    for child in [child for child in root if child.tag != f"{SVG}g" or "data-box" not in child.attrib]:
        root.remove(child)
    return ElementTree.tostring(root, encoding="unicode")


@settings(max_examples=300, derandomize=True)
@given(TYPED)
def test_what_is_drawn_of_a_name_holds_nothing_that_breaks_the_renderer(name: str) -> None:
    said = drawable(name)
    assert said == drawable(said)
    assert not set(said) & set("\x00\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufe0f")
    assert all(char.isprintable() for char in said)
    assert len(clean(name)) <= 400


# ---------------------------------------------------------------------- what the guards above are there to catch
@pytest.mark.parametrize(
    "planted",
    ["<image href='/etc/passwd'/>", "</text><text fill='#fff'>x", "</text></g><g><path d='M0 0'/></g><g><text>"],
)
def test_a_picture_that_let_a_name_in_is_seen(planted: str) -> None:
    look = next(iter(bases()))
    entered = called(bases()[look], "Mei").replace(">Mei<", f">Mei{planted}<", 1)
    seen = take_apart(entered)
    children = [child for text in ElementTree.fromstring(entered).iter(f"{SVG}text") for child in text]
    assert seen.faults or children or seen.bare != harmless(look)
