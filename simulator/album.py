"""Every screen that the stories met, in both languages beside each other, on one page that needs nothing else."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, Final

from simulator.entities import piece
from simulator.handset import Handset
from simulator.model import Json, Message

_TAGS: Final = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "date_time": "time",
}
_STYLE: Final = Path(__file__).with_name("static") / "album.css"


@dataclass(slots=True)
class Album:
    """Screens by story and language, each once, in the order in which they were met."""

    screens: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(len(met) for story in self.screens.values() for met in story.values())

    def keep(self, story: str, lang: str, handset: Handset, message: Message) -> None:
        """Keep a message as it is now."""
        met = self.screens.setdefault(story, {}).setdefault(lang, {})
        labels = "".join(message.buttons)
        key = f"{message.kind} {message.text} {labels}"
        if key not in met:
            met[key] = _drawn(message, f"{handset.local(message.at):%a %H:%M}")

    def write(self, file: Path) -> None:
        """Put the page into a file."""
        file.write_text(self.page(), "utf-8")

    def page(self) -> str:
        """The page, as HTML."""
        style = _STYLE.read_text("utf-8")
        parts = [f"<!doctype html><meta charset=utf-8><title>Kintsugi: every screen</title><style>{style}</style>"]
        parts.append("<h1>Kintsugi: every screen that the stories met</h1>")
        for story, languages in self.screens.items():
            columns = [f'<div lang="{lang}">{"".join(met.values())}</div>' for lang, met in sorted(languages.items())]
            parts.append(f'<h2>{escape(story)}</h2><div class="pair">{"".join(columns)}</div>')
        return "\n".join(parts)


def _drawn(message: Message, when: str) -> str:
    picture = ""
    if message.kind in ("photo", "animation") and message.files:
        file = message.files[0]
        picture = f'<img alt="" src="data:{file.mime};base64,{base64.b64encode(file.data).decode()}">'
    entities = message.raw.get("entities") or message.raw.get("caption_entities") or []
    words = f'<div class="words">{marked(message.text, entities)}</div>' if message.text else ""
    rows = "".join(f'<div class="row">{"".join(map(_button, row))}</div>' for row in message.rows)
    return f'<div class="screen"><small>{when}</small>{picture}{words}{rows}</div>'


def _button(button: Json) -> str:
    style = escape(str(button.get("style", "")))
    title = escape(str(button.get("copy_text", {}).get("text", "") or button.get("url", "")))
    return f'<span class="{style}" title="{title}">{escape(button["text"])}</span>'


def marked(text: str, entities: list[dict[str, Any]]) -> str:
    """A text with its entities as HTML; everything else is escaped."""
    raw = text.encode("utf-16-le")
    marks: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
        begin, end = _tags(text, entity)
        marks.setdefault(entity["offset"], []).append(begin)
        marks.setdefault(entity["offset"] + entity["length"], []).insert(0, end)
    cuts = sorted({0, len(raw) // 2, *marks})
    out = []
    for at, until in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        closing = [mark for mark in marks.get(at, []) if mark.startswith("</")]
        out += closing + [mark for mark in marks.get(at, []) if not mark.startswith("</")]
        out.append(escape(raw[2 * at : 2 * until].decode("utf-16-le")))
    return "".join(out)


def _tags(text: str, entity: dict[str, Any]) -> tuple[str, str]:
    if entity["type"] in ("text_link", "url"):
        return f'<a href="{escape(entity.get("url") or piece(text, entity))}">', "</a>"
    tag = _TAGS.get(entity["type"], "span")
    return f"<{tag}>", f"</{tag}>"
