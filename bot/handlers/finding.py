"""Searching the library from any chat: pages and lines to copy as inline results. Nothing here knows who is asking."""

from __future__ import annotations

from dataclasses import dataclass, field

from telegram import (
    InlineQueryResult,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode

from bot.domain.library import Library
from bot.domain.speech import words
from bot.flows import watch
from bot.flows.finding import Entry, Index, find, index
from bot.flows.library import LINK
from bot.render import Renderer

# Only the beginning of a text is shown under its title.
SHOWN = 120
URGENT = 2
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Offer = tuple[list[InlineQueryResult], InlineQueryResultsButton | None]


@dataclass(slots=True)
class Finder:
    """Answers searches in any language; a language's index is made at its first search. `link` is the bot's."""

    library: Library
    renderer: Renderer
    link: str
    _made: dict[str, Index] = field(default_factory=dict)

    def offer(self, lang: str, query: str) -> Offer:
        """What fits a query, with the way to read on; a word on the library where nothing does."""
        danger = watch.look(query, self.library.rules)
        if danger is not None and danger.tier <= URGENT:
            return [], self._button(lang, "help", "help")
        if lang not in self._made:
            self._made[lang] = index(self.library, lang)
        found = find(self._made[lang], query)
        if not found:
            return [self._nothing(lang)], self._button(lang, "open", LINK)
        page = next((entry for entry in found if entry.kind == "page"), found[0])
        return [self._result(lang, entry) for entry in found], self._button(lang, "read", f"{LINK}-{page.place}")

    def _button(self, lang: str, name: str, start: str) -> InlineQueryResultsButton:
        label = self.renderer.label(lang, words(f"library.found.{name}"))
        return InlineQueryResultsButton(label, start_parameter=start)

    def _result(self, lang: str, entry: Entry) -> InlineQueryResult:
        title, text = words(entry.title), self.renderer.label(lang, words(entry.text))
        if entry.kind == "line":
            # A line stands alone, so that it can be sent as one's own.
            head = words("library.found.line", situation=title, tone=words(f"library.tone.{entry.tone}"))
            return self._article(entry.id, self.renderer.label(lang, head), text, InputTextMessageContent(text))
        link = f"{self.link}?start={LINK}-{entry.place}"
        body = self.renderer.text(lang, words("library.found.page", title=title, text=words(entry.text), link=link))
        content = InputTextMessageContent(str(body), ParseMode.HTML, link_preview_options=NO_PREVIEW)
        return self._article(entry.id, self.renderer.label(lang, title), text, content)

    def _nothing(self, lang: str) -> InlineQueryResult:
        at, link = "library.found.none", f"{self.link}?start={LINK}"
        text = self.renderer.label(lang, words(f"{at}.text", link=link))
        title, hint = (self.renderer.label(lang, words(f"{at}.{part}")) for part in ("title", "hint"))
        return self._article("none", title, hint, InputTextMessageContent(text, link_preview_options=NO_PREVIEW))

    def _article(self, id: str, title: str, text: str, content: InputTextMessageContent) -> InlineQueryResult:
        begun = " ".join(text.split())
        shown = begun if len(begun) <= SHOWN else f"{begun[: SHOWN - 1]}…"
        return InlineQueryResultArticle(id, title, content, description=shown)
