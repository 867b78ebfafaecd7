"""What a picture is told: its plain facts, and a way to say words by key in the person's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.domain.speech import Words

Lang = Literal["en", "zh"]
Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Told:
    """The facts of one picture in one language. `say` gives words as plain text; `link` is the bot's plain address."""

    language: str
    facts: Mapping[str, str | int | bool | Words]
    say: Callable[[Words], str]
    link: str = ""

    @property
    def lang(self) -> Lang:
        return "zh" if self.language == "zh" else "en"

    @property
    def theme(self) -> Theme:
        return "dark" if self.facts.get("theme") == "dark" else "light"

    def text(self, name: str) -> str:
        """The words of a fact, or ""."""
        value = self.facts.get(name)
        return self.say(value) if isinstance(value, Words) else ""

    def own(self, key: str, **params: Any) -> str:
        """Words that stand on every picture of a kind, by their key."""
        return self.say(Words(key, dict(params)))

    def number(self, name: str) -> int:
        """A whole number, or 0."""
        value = self.facts.get(name)
        return int(value) if isinstance(value, int) else 0

    def plain(self, name: str) -> str:
        """A plain text that is no words: ids and numbers in a row; or ""."""
        value = self.facts.get(name)
        return value if isinstance(value, str) else ""
