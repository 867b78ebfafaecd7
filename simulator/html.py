"""Telegram's HTML parse mode: markup -> plain text and entities, or the refusal that Telegram would give.

The rules and the wording are those of the Bot API's "HTML style" and of TDLib: byte offsets in errors, UTF-16 offsets
in entities, a missing `;` after `&lt` tolerated, unknown named references left as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from simulator.errors import Refusal, bad

Entity = dict[str, Any]

_SIMPLE: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_TAGS: Final = frozenset(_SIMPLE) | {"a", "code", "pre", "blockquote", "tg-emoji", "tg-time"}
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACE: Final = " \t\r\n\0\v"
_REFERENCE: Final = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
_PLAIN: Final = re.compile(r"[^<&]+")
_DATE_FORMAT: Final = re.compile(r"r|w?[dD]?[tT]?")


def utf16(text: str) -> int:
    """Length in UTF-16 code units, the unit of entity offsets and (cautiously) of the length limits."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(markup: str) -> tuple[str, list[Entity]]:
    """The plain text and its entities. Raises `Refusal` ("can't parse entities: …") as Telegram does."""
    if "<" not in markup and "&" not in markup:
        return markup, []
    return _Parser(markup).parse()


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    unix: int
    offset: int
    output: int


class _Parser:
    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.at = 0
        self.out: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        markup = self.markup
        while self.at < len(markup):
            plain = _PLAIN.match(markup, self.at)
            if plain:
                self._put(plain.group())
                self.at = plain.end()
            elif markup[self.at] == "&":
                self._put(self._reference())
            elif markup.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise _wrong(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        text = "".join(self.out)
        if any(0xD800 <= ord(sign) <= 0xDFFF for sign in text):
            raise _wrong(
                "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched "
                "surrogate code units"
            )
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return text, sorted(self.entities, key=lambda entity: (entity["offset"], -entity["length"]))

    def _put(self, text: str) -> None:
        self.out.append(text)
        self.offset += utf16(text)

    def _reference(self) -> str:
        """The sign that a character reference stands for; the bare `&` where it is none."""
        match = _REFERENCE.match(self.markup, self.at)
        sign = _decoded(match) if match else None
        self.at = match.end() if match and sign is not None else self.at + 1
        return sign if sign is not None else "&"

    def _byte(self, position: int) -> int:
        return len(self.markup[:position].encode("utf-8", "surrogatepass"))

    def _skip(self, stop: str) -> str:
        """Everything up to one of `stop`, or up to the end of the markup."""
        begin = self.at
        while self.at < len(self.markup) and self.markup[self.at] not in stop:
            self.at += 1
        return self.markup[begin : self.at]

    def _spaces(self) -> None:
        while self.at < len(self.markup) and self.markup[self.at] in _SPACE:
            self.at += 1

    @property
    def _sign(self) -> str:
        return self.markup[self.at] if self.at < len(self.markup) else ""

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._skip(_SPACE + ">").lower()
        if not self._sign:
            raise _wrong(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in _TAGS:
            raise _wrong(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        opened = _Open(tag, "", 0, self.offset, len(self.out))
        while self._sign != ">":
            self._spaces()
            if self._sign == ">":
                break
            self._attribute(opened, begin)
        self.at += 1
        if tag == "span" and opened.argument != "spoiler":
            raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.open.append(opened)

    def _attribute(self, opened: _Open, begin: int) -> None:
        name = self._skip(_SPACE + "=>/\"'")
        if not name:
            raise _wrong(f'Empty attribute name in the tag "{opened.tag}" at byte offset {self._byte(begin)}')
        self._spaces()
        if self._sign == "=":
            self.at += 1
            self._spaces()
            if not self._sign:
                raise _wrong(f'Unclosed start tag "{opened.tag}" at byte offset {self._byte(begin)}')
            value = self._value()
            if not self._sign:
                raise _wrong(f"Unclosed start tag at byte offset {self._byte(begin)}")
            _note(opened, name, value)
        elif not self._sign:
            raise _wrong(f'Unclosed start tag "{opened.tag}" at byte offset {self._byte(begin)}')
        elif opened.tag == "blockquote" and name == "expandable":
            opened.argument = "1"

    def _value(self) -> str:
        quote = self._sign
        begin = self.at
        if quote not in "'\"":
            value = re.compile(r"[A-Za-z0-9.-]*").match(self.markup, begin)
            assert value is not None
            self.at = value.end()
            if not self._sign or self._sign not in _SPACE + ">":
                raise _wrong(f"Unexpected end of name token at byte offset {self._byte(begin)}")
            return value.group().lower()
        self.at += 1
        raw = self._skip(quote)
        self.at += 1
        return _REFERENCE.sub(lambda match: _decoded(match) or match.group(), raw)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise _wrong(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.at += 2
        name = self._skip(_SPACE + ">").lower()
        self._spaces()
        if self._sign != ">":
            raise _wrong(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        opened = self.open.pop()
        if name and name != opened.tag:
            raise _wrong(
                f'Unmatched end tag at byte offset {self._byte(begin)}, expected "</{opened.tag}>", found "</{name}>"'
            )
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        span: Entity = {"offset": opened.offset, "length": self.offset - opened.offset}
        if opened.tag in _SIMPLE:
            self.entities.append({"type": _SIMPLE[opened.tag], **span})
        elif opened.tag == "a":
            url = opened.argument or "".join(self.out[opened.output :])
            if _is_link(url):
                self.entities.append({"type": "text_link", **span, "url": _normal(url)})
        elif opened.tag in ("pre", "code"):
            self._code(opened, span)
        elif opened.tag == "blockquote":
            kind = "expandable_blockquote" if opened.argument else "blockquote"
            self.entities.append({"type": kind, **span})
        elif opened.tag == "tg-emoji":
            if not opened.argument.isdigit():
                raise _wrong("Invalid custom emoji identifier specified")
            self.entities.append({"type": "custom_emoji", **span, "custom_emoji_id": opened.argument})
        else:
            self._time(opened, span)

    def _code(self, opened: _Open, span: Entity) -> None:
        last = self.entities[-1] if self.entities else None
        inner = last is not None and all(last[key] == span[key] for key in span)
        if last is not None and inner and {last["type"], opened.tag} == {"pre", "code"}:
            language = opened.argument or last.pop("language", "")
            if language:
                self.entities[-1] = {"type": "pre", **span, "language": language}
                return
        entity: Entity = {"type": opened.tag, **span}
        if opened.argument:
            entity["language"] = opened.argument
        self.entities.append(entity)

    def _time(self, opened: _Open, span: Entity) -> None:
        if not _DATE_FORMAT.fullmatch(opened.argument):
            raise _wrong("Invalid date format used")
        if opened.unix > 0:
            entity: Entity = {"type": "date_time", **span, "unix_time": opened.unix}
            if opened.argument:
                entity["date_time_format"] = opened.argument
            self.entities.append(entity)


def _note(opened: _Open, name: str, value: str) -> None:
    match opened.tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "format"):
            opened.argument = value
        case ("tg-time", "unix"):
            digits = re.match(r"\d+", value)
            opened.unix = int(digits.group()) if digits else 0
        case ("code", "class") if value.startswith("language-"):
            opened.argument = value.removeprefix("language-")
        case ("span", "class") if value.startswith("tg-"):
            opened.argument = value.removeprefix("tg-")
        case ("blockquote", "expandable"):
            opened.argument = "1"


def _decoded(match: re.Match[str]) -> str | None:
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        return _NAMED.get(name)
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF and len(match.group().rstrip(";")) < 10 else None


def _is_link(url: str) -> bool:
    return bool(re.match(r"(?i)(https?|tg|ton|mailto|tel)[:/]|[\w-]+(\.[\w-]+)+", url)) and not any(
        sign in url for sign in " \n\t"
    )


def _normal(url: str) -> str:
    if not re.match(r"(?i)[a-z]+:", url):
        url = f"http://{url}"
    return f"{url}/" if re.fullmatch(r"(?i)https?://[^/?#]+", url) else url


def _wrong(description: str) -> Refusal:
    return bad(f"can't parse entities: {description}")
