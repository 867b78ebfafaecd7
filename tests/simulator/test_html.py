"""Telegram's HTML parse mode, as Telegram parses and refuses it."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.entities import finish, piece
from simulator.errors import Refusal
from simulator.html import parse_html


def kinds(markup: str) -> list[tuple[str, str]]:
    """Each entity as (type, the text it covers)."""
    text, entities = parse_html(markup)
    return [(entity["type"], piece(text, entity)) for entity in entities]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("a <b>b</b> c", [("bold", "b")]),
        ("<strong>b</strong><em>i</em>", [("bold", "b"), ("italic", "i")]),
        ("<u>a</u><ins>b</ins>", [("underline", "a"), ("underline", "b")]),
        ("<s>a</s><strike>b</strike><del>c</del>", [("strikethrough", one) for one in "abc"]),
        ("<tg-spoiler>a</tg-spoiler>", [("spoiler", "a")]),
        ('<span class="tg-spoiler">a</span>', [("spoiler", "a")]),
        ("<blockquote>a</blockquote>", [("blockquote", "a")]),
        ("<blockquote expandable>a</blockquote>", [("expandable_blockquote", "a")]),
        ("<code>a</code>", [("code", "a")]),
        ("<pre>a</pre>", [("pre", "a")]),
        ("🏺🏺<b>裂</b>", [("bold", "裂")]),
        ("<B>loud</B>", [("bold", "loud")]),
        ("<b>short</>", [("bold", "short")]),
        ("<b></b>", []),
    ],
)
def test_a_supported_tag_becomes_an_entity(markup: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(markup) == expected


@pytest.mark.parametrize(
    ("markup", "extra"),
    [
        ('<a href="https://example.org/a?b&amp;c">x</a>', {"url": "https://example.org/a?b&c"}),
        ('<a href="example.org">x</a>', {"url": "http://example.org/"}),
        ('<pre><code class="language-python">x</code></pre>', {"language": "python"}),
        ('<tg-emoji emoji-id="123">👍</tg-emoji>', {"custom_emoji_id": "123"}),
        ('<tg-time unix="1647531900" format="wDT">x</tg-time>', {"unix_time": 1647531900, "date_time_format": "wDT"}),
        ('<tg-time unix="1647531900">x</tg-time>', {"unix_time": 1647531900}),
    ],
)
def test_an_attribute_comes_along(markup: str, extra: dict[str, Any]) -> None:
    (entity,) = parse_html(markup)[1]
    assert {name: entity[name] for name in entity if name not in ("type", "offset", "length")} == extra


def test_offsets_count_utf_16_units() -> None:
    assert parse_html("🏺<b>x</b>")[1] == [{"type": "bold", "offset": 2, "length": 1}]


def test_only_four_named_references_are_decoded() -> None:
    assert parse_html("&lt;&gt;&amp;&quot;&#39;&#x4e2d;&nbsp;&laquo; & &lt")[0] == "<>&\"'中&nbsp;&laquo; & <"


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("中<br>", 'Unsupported start tag "br" at byte offset 3'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<i =x>a</i>", 'Empty attribute name in the tag "i" at byte offset 0'),
        ("<i a = ", 'Unclosed start tag "i" at byte offset 0'),
        ("<i a=b;c>x</i>", "Unexpected end of name token at byte offset 5"),
        ('<i a="b>x</i>', "Unclosed start tag at byte offset 0"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-time unix="1" format="x">x</tg-time>', "Invalid date format used"),
        ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier specified"),
        (
            "&#xD800;",
            "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate "
            "code units",
        ),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(markup: str, words: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_html(markup)
    assert refusal.value.description == f"Bad Request: can't parse entities: {words}"


def test_white_space_at_the_ends_is_trimmed_and_entities_move_along() -> None:
    text, entities = finish(*parse_html(" \n a <b>b </b>\n"))
    assert text == "a b"
    assert entities == [{"type": "bold", "offset": 2, "length": 1}]


def test_bold_ends_where_code_begins() -> None:
    text, entities = finish(*parse_html("<b>a<code>b</code>c</b>"))
    assert [(entity["type"], piece(text, entity)) for entity in entities] == [
        ("bold", "a"),
        ("code", "b"),
        ("bold", "c"),
    ]


def test_links_commands_and_mentions_are_found_without_markup() -> None:
    text, entities = finish("/today @kintsugi_bot #gold https://example.org/x a@b.org 1/2", [])
    assert [(entity["type"], piece(text, entity)) for entity in entities] == [
        ("bot_command", "/today"),
        ("mention", "@kintsugi_bot"),
        ("hashtag", "#gold"),
        ("url", "https://example.org/x"),
        ("email", "a@b.org"),
    ]


PIECES = [
    "<b>",
    "</b>",
    "<i ",
    "</",
    ">",
    "<",
    "&lt;",
    "&#x1F3FA;",
    "&",
    "=",
    '"',
    "金",
    "🏺",
    " ",
    "<a href='x.org'>",
    "</a>",
    "a",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_markup_is_parsed_or_refused(markup: str) -> None:
    parsed: tuple[str, list[dict[str, Any]]] = ("", [])
    with contextlib.suppress(Refusal):
        parsed = parse_html(markup)
    text, entities = finish(*parsed)
    end = len(text.encode("utf-16-le")) // 2
    assert all(0 <= one["offset"] < one["offset"] + one["length"] <= end for one in entities)
