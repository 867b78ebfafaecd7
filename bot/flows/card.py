"""The share card: kind words or my leaning, our lines or one's own, previewed, then drawn and sent to its owner."""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.memory import CardDraft, Memory
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Button, Picture, Say, Words, words
from bot.flows import moves_scoring, reading
from bot.flows.common import BACK, MENU, button, focused, say, turn

PARTS = ("strength", "helps", "edge")
STYLES = ("kind", "leaning", "moves")
DESIGNS = ("porcelain", "ink")
LONGEST = 120
INLINE = "card"


def draft(memory: Memory) -> CardDraft:
    """The card as it stands."""
    return memory.card or CardDraft()


def lines(memory: Memory, part: str) -> tuple[str, ...]:
    """The keys that one part can be picked from, by the style that its owner chose."""
    if draft(memory).style == "moves":
        own = moves_scoring.warmest(memory.moves.result if memory.moves else None)
        return tuple(f"moves.card.{own}.{part}.{n}" for n in range(reading.CARD_LINES))
    known = memory.known if draft(memory).style == "leaning" else None
    found = reading.card_lines(known.result, known.chosen) if known else reading.card_lines()
    keys: tuple[str, ...] = getattr(found, part)
    return keys


def styles(memory: Memory) -> tuple[str, ...]:
    """Where the lines may come from: kind words always, a leaning and own moves once there are such results."""
    leaning = memory.known is not None and memory.known.result.leaning is not None
    moves = memory.moves is not None and memory.moves.result is not None
    there = {"kind": True, "leaning": leaning, "moves": moves}
    return tuple(style for style in STYLES if there[style])


def words_of(memory: Memory, part: str) -> Words:
    """What one part says: its owner's own words, or the line that was picked."""
    made = draft(memory)
    if part in made.own:
        return words("card.own", text=made.own[part])
    keys = lines(memory, part)
    return words(keys[getattr(made, part) % len(keys)])


def style_of(memory: Memory) -> Words | None:
    """The style words, an adjective phrase, only where their owner chose to show them."""
    if draft(memory).style != "leaning" or memory.known is None:
        return None
    key = reading.card_lines(memory.known.result, memory.known.chosen).style
    return words(key) if key else None


def picture(memory: Memory) -> Picture | None:
    """The picture of a card that its owner has made; None before. Never a score, a map, a name or a date."""
    if not draft(memory).made:
        return None
    style = style_of(memory)
    facts: dict[str, str | int | bool | Words] = {"design": draft(memory).design}
    facts |= {part: words_of(memory, part) for part in PARTS}
    if style is not None:
        facts["style"] = style
    parts = {part: words_of(memory, part) for part in PARTS}
    alt = words("card.alt-style", style=style, **parts) if style else words("card.alt", **parts)
    return Picture("card", facts, alt)


# ------------------------------------------------------------------------------------------------------ screens
def screen(scene: Scene, memory: Memory) -> Say:
    """The card's words and what can be changed about them."""
    made = draft(memory)
    style = style_of(memory)
    head = words("card.with-style", style=style) if style else words("card.without-style")
    said = (words("card.make"), head, *(words(f"card.part.{part}", text=words_of(memory, part)) for part in PARTS))
    rows: list[tuple[Button, ...]] = [(button("card.button.draw", e.CardDraw(), "primary"),)]
    if others := [s for s in styles(memory) if s != made.style]:
        rows.append(tuple(button(f"card.button.{s}", e.CardStyle(s)) for s in others))
    for part in PARTS:
        rows.append(
            (
                button(f"card.button.next-{part}", e.CardNext(part, getattr(made, part) + 1)),
                button("card.button.own", e.CardWrite(part)),
            )
        )
    other = next(d for d in DESIGNS if d != made.design)
    rows.append((button(f"card.button.{other}", e.CardDesign(other)), BACK))
    return say("card", *said, rows=tuple(rows))


def open_card(scene: Scene, event: Event) -> Turn:
    """Make a card: it can be made without any result too."""
    memory = replace(scene.memory, card=replace(draft(scene.memory)))
    return turn(memory, screen(scene, memory))


def _changed(scene: Scene, made: CardDraft) -> Turn:
    memory = replace(scene.memory, card=made)
    return turn(memory, screen(scene, memory))


def style(scene: Scene, event: Event) -> Turn:
    """Kind words, my leaning, or words from my own moves: equal choices."""
    assert isinstance(event, e.CardStyle)
    if event.style not in styles(scene.memory):
        return open_card(scene, event)
    return _changed(scene, replace(draft(scene.memory), style=event.style, strength=0, helps=0, edge=0))


def another(scene: Scene, event: Event) -> Turn:
    """Another of our lines; words of one's own give way."""
    assert isinstance(event, e.CardNext)
    if event.part not in PARTS:
        return open_card(scene, event)
    number = event.number % len(lines(scene.memory, event.part))
    own = {k: v for k, v in draft(scene.memory).own.items() if k != event.part}
    return _changed(scene, replace(draft(scene.memory), own=own, **{event.part: number}))


def write(scene: Scene, event: Event) -> Turn:
    """Room for words of one's own."""
    assert isinstance(event, e.CardWrite)
    if event.part not in PARTS:
        return open_card(scene, event)
    memory = focused(scene.memory, f"card-{event.part}", scene.now)
    rows = ((button("card.button.keep", e.CardOpen(0)), MENU),)
    return turn(
        memory, replace(say("card", words(f"card.write.{event.part}", most=LONGEST), rows=rows), wants_words=True)
    )


def wrote(scene: Scene, event: e.Wrote) -> Turn:
    """Words of one's own for the part that was asked for; too long a line is asked for again, shorter."""
    focus = scene.memory.focus
    part = focus.place.removeprefix("card-") if focus else ""
    text = " ".join(event.text.split())
    if part not in PARTS:
        return open_card(scene, event)
    if not text or len(text) > LONGEST:
        rows = ((button("card.button.keep", e.CardOpen(0)), MENU),)
        again = say("card", words("card.too-long", n=len(text), most=LONGEST), rows=rows)
        return turn(focused(scene.memory, f"card-{part}", scene.now), replace(again, wants_words=True))
    made = draft(scene.memory)
    return _changed(scene.with_memory(focus=None), replace(made, own={**made.own, part: text}))


def design(scene: Scene, event: Event) -> Turn:
    """Porcelain or ink."""
    assert isinstance(event, e.CardDesign)
    if event.design not in DESIGNS:
        return open_card(scene, event)
    return _changed(scene, replace(draft(scene.memory), design=event.design))


def draw(scene: Scene, event: Event) -> Turn:
    """Draw it: the picture comes below, with one tap to send it on."""
    memory = replace(scene.memory, card=replace(draft(scene.memory), made=True))
    share = Button(words("card.button.share"), share=INLINE, style="primary")
    if not scene.inline or not scene.reach.buttons:
        share = Button(words("card.button.link"), url=f"https://t.me/share/url?url={scene.bot_link}", style="primary")
    rows = ((share,), (button("card.button.change", e.CardOpen(0)), MENU))
    drawn = picture(memory)
    return turn(
        memory, Say("card-picture", (words("card.ready", link=scene.bot_link),), rows, picture=drawn, fresh=True)
    )


ANSWERS: Answers = {
    e.CardOpen: open_card,
    e.CardStyle: style,
    e.CardNext: another,
    e.CardWrite: write,
    e.CardDesign: design,
    e.CardDraw: draw,
}
