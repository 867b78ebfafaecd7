"""The library: a shelf of articles, each paged in one message, and lines to copy by moment and tone.

A button names the page or the lines that it leads to, so an old one still does. All that is remembered is the place
that was shown last, for those who ask for help there and come back.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot import buttons
from bot.domain import events as e
from bot.domain.articles import Article, Leaf, Situation
from bot.domain.events import Event, Press
from bot.domain.memory import Memory
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Button, Say, Words, words
from bot.flows import crisis_screens
from bot.flows.common import BACK, HELP, MENU, button, say, turn
from bot.flows.sources import screen as sources_screen

SCREEN: Final = "library"
COPIES: Final = "library.lines."
"""What the keys of all lines to copy begin with."""

LINK: Final = "lib"
"""What a start link's payload begins with: `lib` the shelf, `lib-<article>-<page>`, `lib-lines-<situation>-<tone>`."""

SHELF = button("library.button.shelf", e.Page("library"))


def shelf(scene: Scene) -> Say:
    """Every article, two by two, and the lines to copy."""
    articles = scene.library.articles
    titles = [button(f"library.article.{one.id}.label", e.ReadPage(one.id, 0)) for one in articles]
    lines = button("library.button.lines", e.LinesAt("", ""), "primary")
    return say(SCREEN, words("library.shelf"), rows=((lines,), *_across(titles, 2), (BACK, MENU)))


def read(scene: Scene, event: Event) -> Turn:
    """A page of an article; what is not there is the shelf."""
    assert isinstance(event, e.ReadPage)
    found = _page(scene, event.article, event.page)
    return _astray(scene) if found is None else _at(scene, event, _page_screen(*found, event.page))


def sources(scene: Scene, event: Event) -> Turn:
    """What the facts of a page rest on."""
    assert isinstance(event, e.ReadSources)
    found = _page(scene, event.article, event.page)
    if found is None or not found[1].source:
        return _astray(scene)
    back = button("library.button.page", e.ReadPage(event.article, event.page), "primary")
    return _at(scene, event, sources_screen(scene, found[1].source, ((back,), (SHELF, MENU)), SCREEN))


def _page(scene: Scene, article_id: str, number: int) -> tuple[Article, Leaf] | None:
    article = next((one for one in scene.library.articles if one.id == article_id), None)
    if article is None or not 0 <= number < len(article.pages):
        return None
    return article, article.pages[number]


def _page_screen(article: Article, leaf: Leaf, number: int) -> Say:
    at, count = f"library.article.{article.id}", len(article.pages)
    body = words(
        "library.page", title=words(f"{at}.title"), n=number + 1, count=count, text=words(f"{at}.page.{leaf.id}")
    )
    turns: list[Button] = []
    if number > 0:
        turns.append(button("library.button.before", e.ReadPage(article.id, number - 1)))
    if number + 1 < count:
        turns.append(button("library.button.next", e.ReadPage(article.id, number + 1), "primary"))
    why = button("library.button.sources", e.ReadSources(article.id, number))
    return say(SCREEN, body, rows=(tuple(turns), (*((why,) if leaf.source else ()), SHELF, MENU)))


# ------------------------------------------------------------------------------------------------- lines to copy
def lines(scene: Scene, event: Event) -> Turn:
    """The lines of a moment in a tone; without a moment, the choice of one."""
    assert isinstance(event, e.LinesAt)
    if not event.situation:
        return _at(scene, event, _moments(scene))
    phrases = scene.library.phrases
    situation, tone = phrases.situation(event.situation), event.tone or phrases.tones[0]
    if situation is None or tone not in phrases.tones:
        return _astray(scene)
    return _at(scene, event, _lines_screen(scene, situation, tone))


def _moments(scene: Scene) -> Say:
    found = [
        button(f"library.lines.{one.id}.label", e.LinesAt(one.id, "")) for one in scene.library.phrases.situations
    ]
    asked = [words("library.lines.ask")]
    if scene.inline and scene.bot_link:
        asked.append(words("library.lines.anywhere", name=f"@{scene.bot_link.rpartition('/')[2]}"))
    return say(SCREEN, *asked, rows=(*_across(found, 2), (SHELF, MENU)))


def _lines_screen(scene: Scene, situation: Situation, tone: str) -> Say:
    at = f"{COPIES}{situation.id}"
    keys = [f"{at}.copy.{tone}.{n}" for n in range(situation.lines)]
    head = words("library.lines.head", situation=words(f"{at}.label"), tone=words(f"library.tone.{tone}"))
    shown: list[Words] = [head, *(words("library.lines.numbered", n=n, line=words(k)) for n, k in enumerate(keys, 1))]
    if situation.note:
        shown.append(words("library.lines.note"))
    copies = tuple(
        Button(words("library.button.copy", n=n), e.CopyLine(key), copy=words(key)) for n, key in enumerate(keys, 1)
    )
    others = tuple(
        button(f"library.button.{other}", e.LinesAt(situation.id, other))
        for other in scene.library.phrases.tones
        if other != tone
    )
    ways = (button("library.button.situations", e.LinesAt("", "")), HELP if situation.note else SHELF, MENU)
    return say(SCREEN, *shown, rows=(copies, others, ways))


# ---------------------------------------------------------------------------------------------------- the place
def linked(scene: Scene, payload: str) -> Turn | None:
    """What a start link leads to; None for a link that is none of the library's, the shelf for what is not there."""
    door, _, place = payload.partition("-")
    if door != LINK:
        return None
    name, _, rest = place.partition("-")
    if name == "lines":
        situation, _, tone = rest.partition("-")
        return lines(scene, e.LinesAt(situation, tone))
    article = next((one for one in scene.library.articles if one.id == name), None)
    number = next((n for n, leaf in enumerate(article.pages) if leaf.id == rest), None) if article else None
    return turn(scene.memory, shelf(scene)) if number is None else read(scene, e.ReadPage(name, number))


def _at(scene: Scene, press: Press, shown: Say) -> Turn:
    return turn(replace(scene.memory, reading=buttons.write(press)), shown)


def opened(scene: Scene) -> Turn | None:
    """The page or the lines that stood there when help was asked for."""
    press = buttons.read(scene.memory.reading)
    return ANSWERS[type(press)](scene, press) if type(press) in ANSWERS else None


def left(memory: Memory, shown: Say) -> Memory:
    """The memory after a screen: any but those of help, which are a way round and back, closes the book."""
    stays = not memory.reading or shown.screen in (SCREEN, crisis_screens.SCREEN, "copy")
    return memory if stays else replace(memory, reading="")


def _astray(scene: Scene) -> Turn:
    return turn(scene.memory, shelf(scene), toast="front.toast.old")


def _across(found: list[Button], most: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(found[n : n + most]) for n in range(0, len(found), most))


ANSWERS: Answers = {e.ReadPage: read, e.ReadSources: sources, e.LinesAt: lines}
