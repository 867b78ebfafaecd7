"""The share card: every word inside its box, readable, and nothing that a person types can break the picture."""

from __future__ import annotations

import asyncio
import hashlib
import re
import threading
from contextlib import closing
from dataclasses import replace
from functools import cache
from io import BytesIO
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw

from bot.pictures.blocks import Spot
from bot.pictures.card import LOWER, SETTLES, Card, Heads, card_svg, layout
from bot.pictures.draw import DrawingError, Renderer, Resvg, digest, draw
from bot.pictures.faces import CHINESE, FONTS, LATIN, Face, advance, faces, measure
from bot.pictures.looks import DESIGNS, SAFE, SIZES, THEMES, Design, Size, spots
from bot.pictures.runs import from_the_right, runs
from bot.pictures.template import TEMPLATES
from bot.pictures.text import MISSING, clean, drawable, missing_glyphs
from bot.pictures.told import Theme
from bot.pictures.wrap import NO_END, NO_START, fit, wrap

ENGLISH = Card(
    lang="en",
    design="porcelain",
    style="Warm, and quick to notice",
    strength="I notice small changes in the people I love",
    helps="A short message that says when you will be back",
    edge="Asking for one small thing out loud, before I am upset",
    heads=Heads("Kintsugi", "What helps me feel close", "What I am practising"),
    footer="Self-reflection, not a diagnosis",
    link="t.me/KintsugiBot",
)
CHINESE_CARD = Card(
    lang="zh",
    design="porcelain",
    style="细腻，在意的时候会靠近",
    strength="我很会察觉身边人细小的变化，也愿意先伸出手",
    helps="知道你什么时候回来，哪怕只是一句“晚点找你”",
    edge="心里难受的时候，先说出一件小小的、做得到的请求",
    heads=Heads("金缮", "让我觉得亲近的是", "我正在练习"),
    footer="这是自我了解，不是诊断",
    link="t.me/KintsugiBot",
)


def spoken(card: Card, words: str) -> Card:
    return replace(card, style=words, strength=words, helps=words, edge=words, link=words, footer=words)


CARDS = {
    "english": ENGLISH,
    "chinese": CHINESE_CARD,
    "no style": replace(ENGLISH, style=None),
    "one letter": spoken(ENGLISH, "I"),
    "one hanzi": spoken(CHINESE_CARD, "我"),
    "200 letters": spoken(ENGLISH, ("When things get loud I slow down and say what I need, " * 5)[:200]),
    "200 hanzi": spoken(CHINESE_CARD, ("我会慢下来，说出此刻需要的是什么；" * 20)[:200]),
    "the longest line": spoken(
        ENGLISH, ("When things get loud I slow down and say what I need, once, " * 3)[:119] + "."
    ),
    "the longest line in hanzi": spoken(CHINESE_CARD, ("我会慢下来，说出此刻需要的是什么；" * 4)[:60]),
    "one long word": spoken(ENGLISH, "Wm" * 100),
    "hanzi without a stop": spoken(CHINESE_CARD, "愿" * 200),
    "tall and deep letters": spoken(ENGLISH, "ẾǺÅ gjpqy Çş ÎĶ (Ǖ) ŲĢ"),
    "markup": spoken(ENGLISH, """</text><image href="/etc/passwd"/>&lt;&amp;"'<script>x</script>]]>{{ 7*7 }}"""),
    "controls": spoken(ENGLISH, "I am \x00\x07\x1b[31m here\u202e now\u2066 \ufeff\ud800\uffff\u200d still"),
    "right to left": spoken(ENGLISH, "אני שומעת אותך לפני שאני עונה, نسمع بعضنا ثم نتكلم"),
    "both ways": spoken(ENGLISH, "Ada, ليلى العلا and שלום רב stay (لا) 你好, ok"),
    "emoji": spoken(ENGLISH, "I stay 👩‍❤️‍👩 and 🇨🇳 1️⃣ say ❤️ so 👍🏽"),
    "piled marks": spoken(ENGLISH, "Z" + "\u0301" * 60 + "algo" + "\u0316" * 60),
    "letters that no font has": spoken(ENGLISH, "ฉันฟัง दिल 𓀀 here"),
    "traditional and names": spoken(CHINESE_CARD, "我願意聽，也願意說；珺璟與喆都在這裡"),
}
Look = tuple[Design, Theme, Size]
LOOKS: tuple[Look, ...] = tuple((design, theme, size) for design in DESIGNS for theme in THEMES for size in SIZES)
# Each look in one language (tests/test_legible.py measures the whole gallery), and every text on two of them.
CASES: tuple[tuple[Look, str], ...] = (
    *((look, "english" if look[1] == "light" else "chinese") for look in LOOKS),
    *((look, name) for look in (LOOKS[0], LOOKS[-1]) for name in CARDS if name not in ("english", "chinese")),
)


@cache
def engine() -> Resvg:
    return Resvg()


def picture(svg: str) -> Image.Image:
    pixels, width, height = engine().rgba(svg)
    return Image.frombytes("RGBX", (width, height), pixels).convert("RGB")


def dressed(card: Card, look: Look) -> Card:
    design, theme, size = look
    return replace(card, design=design, theme=theme, size=size)


@cache
def bare(look: Look) -> Image.Image:
    """The same card without a word."""
    return picture(re.sub(r"<text.*?</text>", "", card_svg(dressed(ENGLISH, look)), flags=re.S))


def ink(card: Card) -> Image.Image:
    """White where words changed the picture visibly."""
    drawn = ImageChops.difference(picture(card_svg(card)), bare((card.design, card.theme, card.size)))
    return drawn.convert("L").point(lambda level: 255 if level > 20 else 0)


def box(spot: Spot) -> tuple[int, int, int, int]:
    return int(spot.x), int(spot.y), round(spot.x + spot.width), round(spot.y + spot.height)


@pytest.mark.parametrize(("look", "name"), CASES)
def test_every_word_is_drawn_and_stays_in_its_box(look: Look, name: str) -> None:
    card = dressed(CARDS[name], look)
    shown = ink(card)
    for block in layout(card):
        if block.fitted.lines:
            assert shown.crop(box(block.spot)).getbbox(), f"{block.role} is blank"
        assert max(block.fitted.widths, default=0) <= block.spot.width + 0.01
        assert block.fitted.height <= block.spot.height + 0.01
    for block in layout(card):
        ImageDraw.Draw(shown).rectangle(box(block.spot), fill=0)
    assert shown.getbbox() is None, f"ink outside every box: {shown.getbbox()}"


@pytest.mark.parametrize("look", LOOKS)
def test_no_two_boxes_touch_and_all_lie_on_the_card(look: Look) -> None:
    width, height = SIZES[look[2]]
    above = SAFE * height if look[2] == "story" else 0
    boxes = [box(spot) for spot in spots(*look).values()]
    for at, (left, top, right, bottom) in enumerate(boxes):
        assert 0 <= left < right <= width
        assert above <= top < bottom <= height - above, "a story leaves room for what a phone lays over it"
        for other in boxes[at + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", ["one letter", "english", "the longest line", "the longest line in hanzi"])
def test_every_word_is_large_enough_on_a_phone_and_the_lower_lines_keep_to_their_room(look: Look, name: str) -> None:
    """A phone shows a card a third as large: 12 px for what is said, 11 for headings, 10 for the footer."""
    floors = {"helps-head": 34, "edge-head": 34, "helps": 36, "edge": 36, "strength": 38}
    static, typed = spots(*look), CARDS[name]
    # Only these three lines are anybody's own.
    base = CHINESE_CARD if typed.lang == "zh" else ENGLISH
    card = replace(base, strength=typed.strength, helps=typed.helps, edge=typed.edge)
    tops = []
    for block in layout(dressed(card, look)):
        if block.fitted.lines:
            assert block.fitted.size >= floors.get(block.role, 30), block.role
        if block.role in LOWER:
            room = static[block.role]
            tops.append(block.spot.y - room.y)
            assert 0 <= tops[-1] <= SETTLES
            assert block.spot.y + block.spot.height == pytest.approx(room.y + room.height)
    assert tops[0] == tops[1], "equals move together"


def test_an_ornament_stands_over_words_and_never_over_nothing() -> None:
    said, empty = (card_svg(replace(ENGLISH, helps=line, edge=line)) for line in ("I stay", ""))
    assert said.count("url(#gold)") == empty.count("url(#gold)") + 1


def test_a_line_that_leaves_nothing_to_draw_takes_its_heading_with_it() -> None:
    shown = {block.role: block.words for block in layout(replace(ENGLISH, helps="❤️👍🏽", edge=""))}
    assert not any(shown[role] for role in ("helps", "helps-head", "edge", "edge-head"))
    assert shown["strength"]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", ["the longest line", "the longest line in hanzi"])
def test_the_longest_line_that_is_taken_is_not_cut_on_any_card(look: Look, name: str) -> None:
    for block in layout(dressed(CARDS[name], look)):
        if block.role in ("strength", "helps", "edge"):
            assert not block.fitted.lines[-1].endswith("…"), f"{block.role} on {look}"


def luminance(colour: tuple[int, ...]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("look", LOOKS)
def test_every_word_stands_out_four_and_a_half_to_one_from_each_pixel_behind_it(look: Look) -> None:
    for role, spot in spots(*look).items():
        fill = luminance(tuple(bytes.fromhex(spot.fill[1:])))
        # A heading may move down with the words below it.
        reach = replace(spot, height=spot.height + (SETTLES if role.endswith("-head") else 0))
        behind = bare(look).crop(box(reach)).getcolors(2**20)
        assert behind
        for _, colour in behind:
            assert isinstance(colour, tuple)
            low, high = sorted((fill, luminance(colour)))
            assert (high + 0.05) / (low + 0.05) >= 4.5, f"{role} on {colour}"


@pytest.mark.parametrize("name", CARDS)
def test_what_a_person_types_adds_no_element_and_no_attribute(name: str) -> None:
    for look in LOOKS[::6]:
        card = dressed(CARDS[name], look)
        lines = [word.text for block in layout(card) for word in block.words]
        assert [element.text for element in parts(card) if element.tag.endswith("}text")] == lines


def parts(card: Card) -> list[ElementTree.Element]:
    """The elements of a card, after a look at which there are."""
    root = ElementTree.fromstring(card_svg(card))
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {
        *("svg", "defs", "g", "rect", "path", "ellipse", "circle", "text", "clipPath"),
        *("stop", "linearGradient", "radialGradient"),
    }
    keys = {key for element in root.iter() for key in element.attrib}
    assert not {key for key in keys if "href" in key or key.startswith("on")}
    return list(root.iter())


def test_no_template_reads_a_file_or_uses_what_is_slow() -> None:
    for template in TEMPLATES.glob("*.svg"):
        words = template.read_text()
        for banned in ("href", "<image", "<style", "<filter", "<tspan", " opacity=", "|safe", "<script", "Markup"):
            assert banned not in words, f"{template.name} uses {banned}"


@pytest.mark.parametrize("name", CARDS)
def test_the_renderer_never_has_to_look_for_another_font(name: str) -> None:
    known = {(face.family, face.style): face for face in faces()}
    for block in layout(CARDS[name]):
        for word in block.words:
            assert all(known[word.family, word.style].advance(char) is not None for char in word.text), word


def test_a_line_that_mixes_directions_is_seen_in_its_order() -> None:
    assert [run.text for run in runs("Ada, שלום רב ok", 40, LATIN, "normal")] == ["Ada, ", "שלום רב", " ok"]
    assert [run.text for run in runs("שלום Ada", 40, LATIN, "normal", rtl=True)] == ["Ada", " ", "שלום"]
    found = runs("אני עונה, وليلى (Ada)!", 40, LATIN, "normal", rtl=True)
    assert [run.text for run in found] == ["!(", "Ada", ") ", "وليلى", " ,", "אני עונה"]
    assert [run.rtl for run in found] == [False, False, False, True, False, True]
    assert [run.text for run in runs("Ada (ליאורה)!", 40, LATIN, "normal")] == ["Ada (", "ליאורה", ")!"]
    assert from_the_right("1. שלום Ada")
    assert not from_the_right("Ada שלום")


def test_markup_is_shown_as_it_was_typed() -> None:
    shown = " ".join(layout(replace(ENGLISH, strength='a < b & "c"'))[2].fitted.lines)
    assert shown == 'a < b & "c"'


def test_controls_emoji_and_bidi_signs_are_taken_out() -> None:
    assert clean("a\u202eb\u200d\x00 👩‍❤️‍👩 c\ufe0f") == "ab c"
    assert clean("1️⃣ 🇨🇳👍🏽 ok") == "ok"
    assert clean("3 keys: #️⃣*⃣10⃣") == "3 keys: 1"
    assert clean("  two\n\n lines\t") == "two lines"
    assert len(clean("x" * 5000)) == 400


def test_piled_marks_are_thinned() -> None:
    assert len(clean("Z" + "\u0301" * 60)) <= 3


def test_a_sign_that_no_font_has_is_caught_and_shown_as_a_square() -> None:
    assert missing_glyphs("Mei 梅 ฉ 😀") == {"ฉ"}
    assert drawable("a ฉ b") == f"a {MISSING} b"
    assert advance(MISSING) is not None


def test_fancy_letters_become_plain_ones() -> None:
    assert drawable("𝓜𝓮𝓲 ①") in {"Mei ①", "Mei 1"}


@pytest.mark.parametrize(
    "text", ["José Nguyễn Đặng", "Ελένη", "Наташа", "שָׁלוֹם", "ليلى", "梅 喆 珺 願 體 龍", "“quoted”—’…·「」《》"]
)
def test_names_of_many_scripts_have_glyphs(text: str) -> None:
    assert missing_glyphs(text) == set()


def test_the_fonts_hold_all_of_gb_2312_and_the_common_traditional_hanzi() -> None:
    signs = {bytes((lead, trail)) for lead in range(0xB0, 0xF8) for trail in range(0xA1, 0xFF)}
    hanzi = [pair.decode("gb2312", "ignore") for pair in signs]
    assert sum(1 for sign in hanzi if sign) == 6763
    assert [sign for sign in hanzi if sign and advance(sign, CHINESE) is None] == []


@pytest.mark.parametrize("face", faces(), ids=lambda face: face.file)
def test_the_coverage_file_says_what_the_font_holds(face: Face) -> None:
    path = FONTS / face.file
    assert hashlib.sha256(path.read_bytes()).hexdigest() == face.sha256
    with closing(TTFont(path)) as font:
        cmap, widths = font.getBestCmap(), font["hmtx"]
        assert sum(face.counts) == len(cmap)
        assert all(face.advance(chr(code)) == widths[name][0] for code, name in cmap.items())
        assert font["name"].getDebugName(1) == face.family
    assert (FONTS / f"{face.family.replace(' ', '')}-OFL.txt").exists()


@pytest.mark.parametrize("width", range(160, 900, 37))
def test_chinese_lines_keep_their_punctuation(width: int) -> None:
    text = "他说：“我在呢。”（真的）于是，我们……慢慢地、一句一句说；好吗？好！《金缮》"
    lines = wrap(text, width, 40, CHINESE)
    assert "".join(lines) == text
    for line in lines:
        assert line[0] not in NO_START
        assert line[-1] not in NO_END
        assert measure(line, 40, CHINESE) <= width


def test_english_lines_break_at_spaces_and_are_even() -> None:
    lines = wrap("I notice small changes in the people I love", 800, 68, LATIN)
    widths = [measure(line, 68) for line in lines]
    assert " ".join(lines) == "I notice small changes in the people I love"
    assert len(lines) == 2
    assert min(widths) > 0.75 * max(widths)


def test_a_text_too_long_for_its_box_ends_with_an_ellipsis() -> None:
    fitted = fit("word " * 300, 400, 150, (40, 28), leading=1.2, family=LATIN)
    assert fitted.size == 28
    assert fitted.lines[-1].endswith("…")
    assert fitted.height <= 150


def test_a_text_shrinks_before_it_is_cut() -> None:
    fitted = fit("Asking for one small thing out loud, every single day", 400, 120, (40, 24), leading=1.2, family=LATIN)
    assert 24 <= fitted.size < 40
    assert not fitted.lines[-1].endswith("…")


async def test_the_picture_is_a_jpeg_or_a_png_of_the_right_size() -> None:
    svg = card_svg(ENGLISH)
    for fmt, kind in (("jpeg", "JPEG"), ("png", "PNG")):
        drawn = await draw(svg, fmt="png" if fmt == "png" else "jpeg")
        shown = Image.open(BytesIO(drawn.bytes))
        assert (shown.format, shown.size, drawn.mime) == (kind, SIZES["portrait"], f"image/{fmt}")
        assert drawn.digest == digest(svg)


@pytest.mark.parametrize("design", DESIGNS)
def test_the_same_card_gives_the_same_bytes(design: Design) -> None:
    card = replace(CHINESE_CARD, design=design)
    assert Renderer().now(card_svg(card)).bytes == Renderer().now(card_svg(card)).bytes


def test_the_digest_tells_cards_apart_and_is_the_same_for_the_same() -> None:
    assert digest(card_svg(ENGLISH)) == digest(card_svg(replace(ENGLISH)))
    others = (replace(ENGLISH, design="ink"), replace(ENGLISH, strength="I wait"), CHINESE_CARD)
    assert len({digest(card_svg(card)) for card in (ENGLISH, *others)}) == 4


class Watched:
    """An engine that says in which threads and how often it was asked."""

    def __init__(self) -> None:
        self.threads: list[int] = []

    def rgba(self, svg: str) -> tuple[bytes, int, int]:
        self.threads.append(threading.get_ident())
        return bytes(4), 1, 1


async def test_drawing_leaves_the_event_loop_alone_and_happens_once_for_a_crowd() -> None:
    watched = Watched()
    renderer = Renderer(watched)
    drawn = await asyncio.gather(*(renderer.draw("<svg/>") for _ in range(20)))
    assert len({id(one) for one in drawn}) == 1
    assert len(watched.threads) == 1
    assert threading.get_ident() not in watched.threads


async def test_the_memory_for_pictures_is_bounded_and_keeps_the_latest() -> None:
    watched = Watched()
    renderer = Renderer(watched, remembered=2)
    for svg in ("a", "b", "a", "c", "a", "b"):
        await renderer.draw(svg)
    assert len(watched.threads) == 4


class Panic(BaseException):
    """What the Rust code raises is no Exception either."""


class Broken:
    def rgba(self, svg: str) -> tuple[bytes, int, int]:
        raise Panic("removal index (is 3) should be < len (is 3)")


async def test_a_panic_of_the_engine_becomes_an_ordinary_error_and_is_not_remembered() -> None:
    renderer = Renderer(Broken())
    for _ in range(2):
        with pytest.raises(DrawingError, match="Panic"):
            await renderer.draw("<svg/>")
    with pytest.raises(DrawingError):
        await draw("this is no picture")


async def test_one_who_stops_waiting_does_not_take_the_picture_from_the_others() -> None:
    gate = threading.Event()

    class Slow(Watched):
        def rgba(self, svg: str) -> tuple[bytes, int, int]:
            gate.wait(10)
            return super().rgba(svg)

    renderer = Renderer(Slow())
    first, second = (asyncio.ensure_future(renderer.draw("<svg/>")) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    gate.set()
    assert (await second).mime == "image/jpeg"
    assert first.cancelled()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.text(st.characters(codec=None), min_size=1, max_size=200))
def test_no_text_at_all_breaks_the_picture_or_leaves_its_box(words: str) -> None:
    card = spoken(ENGLISH, words)
    for block in layout(card):
        assert max(block.fitted.widths, default=0) <= block.spot.width
        assert block.fitted.height <= block.spot.height
    assert engine().rgba(card_svg(card))[1:] == SIZES["portrait"]
