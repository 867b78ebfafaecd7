"""Two people: what each lets the other read, as its reader sees it, and where it waits to be read.

Everything of the other's comes through `scene.window`. Their words are drawn as the answer to a press of their reader,
in a protected message of its own, which is overwritten when they are taken back or over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.bond import GIVEN, MUTUAL, Item
from bot.domain.events import Event
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Button, Say, Words, words
from bot.domain.two import loop_id
from bot.flows import sources, together
from bot.flows.common import button, say, turn
from bot.flows.together import bond_of, bonded
from bot.flows.together_link import OPEN
from bot.flows.together_notes import Note

SCREEN = "two-read"
LEANING = "leaning:"
TOLD = "read:"
SKETCH = ("seen", "invite", "care")
# The order in which they are listed: the kindest first, the sketch after what each has chosen to say.
LISTED = (*(name for name in MUTUAL if name != "loop"), "loop", *GIVEN)


# ------------------------------------------------------------------------------------------------- as it is seen
def drawn(scene: Scene, name: str, item: Item, owner: str, leaning: str = "") -> tuple[Words, ...]:
    """A thing of its owner's, as its reader sees it; `leaning` is the reader's own, for a loop.

    Empty where nothing of it is known any more.
    """
    if name == "loop":
        return _loop(scene, leaning_of(item), leaning)
    if name == "line":
        said = [words("together.items.week", level=words(f"evening.felt.{level}")) for level in item.levels]
    elif item.text:
        said = [words("together.items.own", text=item.text)]
    else:
        said = [words("together.items.line", line=words(key)) for key in item.keys if _is_known(scene, key)]
    return (words(f"together.items.head.{name}", name=owner), below(said)) if said else ()


def _is_known(scene: Scene, key: str) -> bool:
    """Whether a line that was picked once still has its words."""
    return key in scene.library.words[scene.lang]


def _loop(scene: Scene, one: str, other: str) -> tuple[Words, ...]:
    loop = loop_id(one, other)
    if loop not in scene.library.two.loops:
        return ()
    sketch = (words(f"together.items.loop.{part}", text=words(f"two.loop.{loop}.{part}")) for part in SKETCH)
    return (words("together.items.head.loop"), *sketch, words("two.loop.limits"))


def leaning_of(item: Item) -> str:
    """The leaning that its owner let a loop be drawn from, as it was then."""
    return next((key.removeprefix(LEANING) for key in item.keys if key.startswith(LEANING)), "")


def below(lines: Sequence[Words]) -> Words:
    """Lines one below the other, without a gap. At least one."""
    return reduce(lambda one, two: words("together.items.below", one=one, two=two), lines)


# ------------------------------------------------------------------------------------------------- where it waits
def rows(scene: Scene) -> list[tuple[Button, ...]]:
    """On the shelf: the way to what can be read, where there is something."""
    return [(see(scene),)] if scene.window.items else []


def see(scene: Scene) -> Button:
    """The way to what can be read."""
    return button("together.items.button.see", e.ItemsRead(bond_of(scene).couple))


def listed(scene: Scene) -> Say:
    """What can be read now. On the shelf's own message, so the picture stays."""
    names = [name for name in LISTED if name in scene.window.items]
    couple = bond_of(scene).couple
    opens = [button(f"together.items.button.{name}", e.ItemRead(couple, name)) for name in names]
    shown = say(
        together.SCREEN, words("together.items.readable", name=scene.window.name), rows=(*two_by_two(opens), (OPEN,))
    )
    # Which things there are is the other's to take back as well.
    return replace(shown, picture=together.picture(scene), lent=(*together.lent(scene), *names))


def two_by_two(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    """Short labels, two a row."""
    return tuple(tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2))


def look(scene: Scene, event: Event) -> Turn:
    """What can be read, or the shelf where there is nothing any more."""
    assert isinstance(event, e.ItemsRead)
    if not together.is_mine(scene, event.couple) or not scene.window.items:
        return together.home(scene)
    return turn(scene.memory, listed(scene))


def read(scene: Scene, event: Event) -> Turn:
    """One thing of the other's, in a message of its own that cannot be sent on."""
    assert isinstance(event, e.ItemRead)
    if not together.is_mine(scene, event.couple):
        return together.home(scene)
    item = scene.window.items.get(event.name)
    own = bond_of(scene).items.get(event.name)
    leaning = leaning_of(own) if own is not None else ""
    lines = drawn(scene, event.name, item, scene.window.name, leaning) if item is not None else ()
    if item is None or not lines:
        return look(scene, e.ItemsRead(event.couple)).also(toast="front.toast.old")
    asks = sources.ask(scene, "two", "loop") if event.name == "loop" else ()
    back = ((see(scene),), (*asks, OPEN))
    shown = Say(SCREEN, lines, back, fresh=True, protect=True, lent=(event.name,))
    # What was read needs no announcement any more.
    return turn(bonded(scene, met=_met(bond_of(scene).met, {event.name: item})), shown)


# ------------------------------------------------------------------------------------------------- announcing it
def note(scene: Scene) -> Note | None:
    """There is something to read: once for each thing, in one's own next message, without saying what."""
    met, items = bond_of(scene).met, scene.window.items
    if all(_mark(name, item) in met for name, item in items.items()):
        return None
    return Note(words("together.items.note"), ((see(scene),),), {"met": _met(met, items)})


def _met(met: tuple[str, ...], items: Mapping[str, Item]) -> tuple[str, ...]:
    """What was told so far and these, each thing once."""
    again = tuple(f"{TOLD}{name}:" for name in items)
    return (*(one for one in met if not one.startswith(again)), *(_mark(name, item) for name, item in items.items()))


def _mark(name: str, item: Item) -> str:
    return f"{TOLD}{name}:{int(item.at.timestamp())}"


ANSWERS: Answers = {e.ItemsRead: look, e.ItemRead: read}
