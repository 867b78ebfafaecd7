"""The share card: whose words, how it looks, previewed; then drawn, to be sent on or kept as a file."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event, Press
from bot.domain.memory import CardDraft, Memory
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Button, Picture, Say, Words, words
from bot.flows import card_draft
from bot.flows.card_draft import DESIGNS, PARTS, SIZES, THEMES, draft, look_of
from bot.flows.common import BACK, MENU, button, focused, say, today, turn

# In letters; a hanzi takes the room of two.
LONGEST = 120


# ------------------------------------------------------------------------------------------------------ screens
def screen(memory: Memory) -> Say:
    """The card's words, which are its preview, and what can be changed about them."""
    made, style = draft(memory), card_draft.style_of(memory)
    head = words("card.with-style", style=style) if style else words("card.without-style")
    parts = (words(f"card.part.{part}", text=card_draft.words_of(memory, part)) for part in PARTS)
    rows: list[tuple[Button, ...]] = [(button("card.button.draw", e.CardDraw(), "primary"),)]
    if len(offered := card_draft.styles(memory)) > 1:
        rows.append(_choices(offered, made.style, e.CardStyle))
    rows.append(tuple(button(f"card.button.next-{p}", e.CardNext(p, getattr(made, p) + 1)) for p in PARTS))
    rows.append(tuple(button(f"card.button.own-{p}", e.CardWrite(p)) for p in PARTS))
    rows.append((button("card.button.look", e.CardLook()), BACK))
    shown = say("card", words("card.make"), head, *parts, _looks(made), rows=tuple(rows))
    return replace(shown, tight=True)


def look_screen(memory: Memory) -> Say:
    """How the card looks, and what else it may look like."""
    look = look_of(draft(memory))
    said = [words("card.choose-look"), _looks(draft(memory))]
    if look.size == "story":
        said.append(words("card.story-room"))
    rows = (
        _choices(DESIGNS[:2], look.design, e.CardDesign),
        _choices(DESIGNS[2:], look.design, e.CardDesign),
        (*_choices(THEMES, look.theme, e.CardTheme), _month(draft(memory))),
        _choices(SIZES, look.size, e.CardSize),
        (button("card.button.draw", e.CardDraw(), "primary"), button("card.button.words", e.CardOpen(0))),
    )
    return say("card", *said, rows=rows)


def _month(made: CardDraft) -> Button:
    label = words("card.button.month")
    return Button(words("card.button.now", choice=label) if made.month else label, e.CardMonth(int(not made.month)))


def _looks(made: CardDraft) -> Words:
    look = look_of(made)
    return words("card.looks", **{name: words(f"card.button.{id_}") for name, id_ in look._asdict().items()})


def _choices(ids: Iterable[str], now: str, press: Callable[[str], Press]) -> tuple[Button, ...]:
    """Equal choices side by side, the present one with a mark."""
    labels = ((id_, words(f"card.button.{id_}")) for id_ in ids)
    marked = ((id_, words("card.button.now", choice=label) if id_ == now else label) for id_, label in labels)
    return tuple(Button(label, press(id_)) for id_, label in marked)


# ------------------------------------------------------------------------------------------------------- words
def open_card(scene: Scene, event: Event) -> Turn:
    """Make a card: it can be made without any result too. From a result or a menu it begins with kind words.

    Whether a leaning stands on it is chosen anew each time; whoever comes back from the picture goes on.
    """
    made = draft(scene.memory)
    if isinstance(event, e.CardOpen) and event.run:
        made = _styled(made, "kind")
    return _changed(scene, made)


def _changed(scene: Scene, made: CardDraft) -> Turn:
    memory = _with(scene, made)
    return turn(memory, screen(memory))


def _with(scene: Scene, made: CardDraft) -> Memory:
    """A changed card is another edition: what was drawn before is not this one."""
    if made != draft(scene.memory):
        made = replace(made, edition=made.edition + 1)
    return replace(scene.memory, card=made)


def _styled(made: CardDraft, style: str) -> CardDraft:
    """With lines of another style, from their first ones; words of one's own stay."""
    return made if style == made.style else replace(made, style=style, strength=0, helps=0, edge=0)


def style(scene: Scene, event: Event) -> Turn:
    """Kind words, my leaning, or words from my own moves: equal choices."""
    assert isinstance(event, e.CardStyle)
    if event.style not in card_draft.styles(scene.memory):
        return open_card(scene, event)
    return _changed(scene, _styled(draft(scene.memory), event.style))


def another(scene: Scene, event: Event) -> Turn:
    """Another of our lines; words of one's own give way."""
    assert isinstance(event, e.CardNext)
    if event.part not in PARTS:
        return open_card(scene, event)
    number = event.number % len(card_draft.lines(scene.memory, event.part))
    own = {k: v for k, v in draft(scene.memory).own.items() if k != event.part}
    return _changed(scene, replace(draft(scene.memory), own=own, **{event.part: number}))


def write(scene: Scene, event: Event) -> Turn:
    """Room for words of one's own."""
    assert isinstance(event, e.CardWrite)
    if event.part not in PARTS:
        return open_card(scene, event)
    return _ask(scene, event.part, words(f"card.write.{event.part}", most=_most(scene.memory.profile.lang)))


def wrote(scene: Scene, event: e.Wrote) -> Turn:
    """Words of one's own for the part that was asked for; too long a line is asked for again, shorter."""
    focus = scene.memory.focus
    part = focus.place.removeprefix("card-") if focus else ""
    text = " ".join(event.text.split())
    if part not in PARTS:
        return open_card(scene, event)
    if not text or room(text) > LONGEST:
        lang = scene.memory.profile.lang
        n = -(-room(text) // 2) if lang == "zh" else room(text)
        return _ask(scene, part, words("card.too-long", n=n, most=_most(lang)))
    made = draft(scene.memory)
    return _changed(scene.with_memory(focus=None), replace(made, own={**made.own, part: text}))


def room(text: str) -> int:
    """How much room a line takes on a card, in letters: a sign of full width takes that of two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _most(lang: str) -> int:
    """The longest line of a language's own signs."""
    return LONGEST // 2 if lang == "zh" else LONGEST


def _ask(scene: Scene, part: str, asked: Words) -> Turn:
    rows = ((button("card.button.keep", e.CardOpen(0)), MENU),)
    return turn(
        focused(scene.memory, f"card-{part}", scene.now), replace(say("card", asked, rows=rows), wants_words=True)
    )


# ---------------------------------------------------------------------------------------------------- its look
def open_look(scene: Scene, event: Event) -> Turn:
    """Design, theme and size."""
    return turn(scene.memory, look_screen(scene.memory))


def look(scene: Scene, event: Event) -> Turn:
    """Another design, theme or size, the month or none; what no card has changes nothing."""
    made = draft(scene.memory)
    match event:
        case e.CardDesign(design) if design in DESIGNS:
            made = replace(made, design=design)
        case e.CardTheme(theme) if theme in THEMES:
            made = replace(made, theme=theme)
        case e.CardSize(size) if size in SIZES:
            made = replace(made, size=size)
        case e.CardMonth(on):
            made = replace(made, month=today(scene).month if on else 0)
    memory = _with(scene, made)
    return turn(memory, look_screen(memory))


# ------------------------------------------------------------------------------------------------------- drawn
def draw(scene: Scene, event: Event) -> Turn:
    """Draw it: the picture comes below, with one tap to send it on, to keep it as a file, and to change it."""
    made = draft(scene.memory)
    # A month that has gone by is not what its owner asked for.
    memory = _with(scene, replace(made, month=today(scene).month if made.month else 0))
    memory = replace(memory, card=replace(draft(memory), made=True))
    keep = ((button("card.button.save", e.CardSave(draft(memory).edition)),),) if scene.reach.pictures else ()
    rows = ((_share(scene),), *keep, (button("card.button.change", e.CardOpen(0)), MENU))
    return turn(memory, _drawn(scene, memory, "card-picture", words("card.ready", link=scene.bot_link), rows))


def save(scene: Scene, event: Event) -> Turn:
    """The card as a file, in full quality. A card that changed after it was drawn is shown as it is now instead."""
    assert isinstance(event, e.CardSave)
    if event.edition != draft(scene.memory).edition:
        return replace(_changed(scene, draft(scene.memory)), toast="card.changed")
    if not scene.reach.pictures:
        return draw(scene, event)
    memory = replace(scene.memory, card=replace(draft(scene.memory), made=True))
    rows = ((_share(scene),), (button("card.button.change", e.CardOpen(0)), MENU))
    sent = _drawn(scene, memory, "card-file", words("card.file.ready", link=scene.bot_link), rows)
    assert sent.picture is not None
    return turn(memory, replace(sent, picture=replace(sent.picture, file=words("card.file.name"))))


def _drawn(scene: Scene, memory: Memory, screen: str, said: Words, rows: tuple[tuple[Button, ...], ...]) -> Say:
    """The picture with its words as its caption: they go with it to whoever cannot see it."""
    shown: Picture | None = card_draft.picture(memory)
    assert shown is not None
    return Say(screen, (shown.alt, said), rows, picture=shown, fresh=True)


def _share(scene: Scene) -> Button:
    if scene.inline and scene.reach.buttons:
        return Button(words("card.button.share"), share=card_draft.INLINE, style="primary")
    return Button(words("card.button.link"), url=f"https://t.me/share/url?url={scene.bot_link}", style="primary")


ANSWERS: Answers = {
    e.CardOpen: open_card,
    e.CardStyle: style,
    e.CardNext: another,
    e.CardWrite: write,
    e.CardLook: open_look,
    e.CardDesign: look,
    e.CardTheme: look,
    e.CardSize: look,
    e.CardMonth: look,
    e.CardDraw: draw,
    e.CardSave: save,
}
