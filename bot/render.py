"""The renderer: keys and values into a language's text, and screens into what a channel can show.

Jinja2, sandboxed, strict and escaping: a value that a person wrote can neither break nor script a text.
"""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from typing import Any

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from bot import buttons
from bot.domain.library import Library
from bot.domain.people import Reach
from bot.domain.speech import Button, Moment, Paper, Param, Picture, Say, Words

_TAG = re.compile(r"<[^>]+>")
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


class MissingWords(KeyError):
    """A key without words: the library is checked for it, so this is a fault of ours."""


@dataclass(frozen=True, slots=True)
class Key:
    """One button as a channel shows it: its label, and one of data, copy, url and share."""

    label: str
    data: str = ""
    copy: str = ""
    url: str = ""
    share: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen in one language for one reach. `text` is Telegram's HTML, or plain text where there are no buttons."""

    text: str
    keys: tuple[tuple[Key, ...], ...] = ()
    picture: Picture | None = None
    html: bool = True
    paper: Paper | None = None

    @property
    def digest(self) -> str:
        """What tells this screen's content from another's."""
        shown = repr((self.text, self.keys, self.picture, self.paper))
        return hashlib.blake2b(shown.encode(), digest_size=16).hexdigest()


class Renderer:
    """Turns words into text. Templates are compiled once and kept."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
        self._compiled: dict[tuple[str, str], Template | Markup] = {}
        self._labels: dict[tuple[str, str], str] = {}

    def text(self, lang: str, words: Words) -> Markup:
        """A text in a language, as Telegram's HTML. Raises `MissingWords` for an unknown key."""
        compiled = self._compiled.get((lang, words.key)) or self._compile(lang, words.key)
        if isinstance(compiled, Markup):
            return compiled
        values = {name: self._value(lang, value) for name, value in words.params.items()}
        return Markup(compiled.render(values))

    def label(self, lang: str, words: Words) -> str:
        """A text in a language without any HTML: for buttons, toasts, commands and pictures."""
        known = self._labels.get((lang, words.key))
        if known is not None:
            return known
        text = html.unescape(_TAG.sub("", self.text(lang, words)))
        if isinstance(self._compiled[lang, words.key], Markup):
            self._labels[lang, words.key] = text
        return text

    def screen(self, say: Say, lang: str, reach: Reach) -> Shown:
        """A screen as a channel with this reach shows it."""
        # Without pictures the words of one are said in its place, and its caption need not say them again.
        alt = say.picture.alt if say.picture and not reach.buttons else None
        texts = (self.text(lang, line).strip() for line in say.lines if line != alt)
        body = Markup("\n" if say.tight else "\n\n").join(filter(None, texts))
        if not reach.buttons:
            return self._plain(say, lang, body)
        keys = tuple(tuple(self._key(lang, button) for button in row) for row in say.rows)
        return Shown(str(body), keys, say.picture, paper=say.paper)

    def _plain(self, say: Say, lang: str, body: str) -> Shown:
        parts = [self.label(lang, say.picture.alt)] if say.picture else []
        parts.append(html.unescape(_TAG.sub("", _LINK.sub(r"\2 (\1)", body))))
        listed = []
        for number, button in enumerate((b for row in say.rows for b in row), start=1):
            # Where free words are asked a bare number is words, so the choices stand behind a slash.
            mark = f"/{number}" if say.wants_words else f"{number}."
            listed.append(f"{mark} {self.label(lang, button.label)}{f' {button.url}' if button.url else ''}")
        parts.append("\n".join(listed))
        return Shown("\n\n".join(filter(None, parts)), html=False)

    def _key(self, lang: str, button: Button) -> Key:
        label = self.label(lang, button.label)
        if button.copy is not None:
            return Key(label, copy=self.label(lang, button.copy), style=button.style)
        if button.url:
            return Key(label, url=button.url, style=button.style)
        if button.share:
            return Key(label, share=button.share, style=button.style)
        data = button.data or (buttons.write(button.event) if button.event else "")
        if not data:
            raise ValueError(f"a button that does nothing: {button.label.key}")
        return Key(label, data=data, style=button.style)

    def _value(self, lang: str, value: Param) -> Any:
        if isinstance(value, Words):
            return self.text(lang, value)
        if isinstance(value, Moment):
            unix = int(value.at.timestamp())
            return Markup(f'<tg-time unix="{unix}" format="{value.form}">{escape(value.local)}</tg-time>')
        return value

    def _compile(self, lang: str, key: str) -> Template | Markup:
        source = self._library.words.get(lang, {}).get(key)
        if source is None:
            raise MissingWords(f"{lang}: {key}")
        plain = "{{" not in source and "{%" not in source and "{#" not in source
        compiled = Markup(source) if plain else self._environment.from_string(source)
        self._compiled[lang, key] = compiled
        return compiled
