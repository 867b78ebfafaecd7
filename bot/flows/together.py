"""Two people: the shelf with both bowls, what each lets be seen, and what the other's press makes happen here.

Nothing here looks at the other's memory: all of theirs comes through `scene.window`, and a window that is closed looks
the same whatever closed it.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.bond import SHOWN, Bond, Couple
from bot.domain.events import Event
from bot.domain.memory import Memory, Walk
from bot.domain.scene import Answers, Pair, Scene, Turn
from bot.domain.speech import Button, Picture, Say, Words, words
from bot.flows import bowl, together_link, window
from bot.flows.common import BACK, MENU, button, say, today, turn
from bot.flows.together_link import OPEN

SCREEN = "two"
# Rows of other conversations of two people on the shelf, and lines of theirs above it; each adds its own in
# `bot/flows/conversations.py`. They are asked only while sharing is open.
ROWS: list[Callable[[Scene], list[tuple[Button, ...]]]] = []
LINES: list[Callable[[Scene], list[Words]]] = []


def bond_of(scene: Scene) -> Bond:
    """One's own side of the link. Only for somebody who is linked."""
    assert scene.memory.bond is not None
    return scene.memory.bond


def bonded(scene: Scene, **changes: object) -> Memory:
    """The memory with one's own side changed."""
    return replace(scene.memory, bond=replace(bond_of(scene), **changes))


def is_mine(scene: Scene, couple: int) -> bool:
    """Whether a button was drawn for the couple that this person is one of."""
    return scene.memory.bond is not None and scene.memory.bond.couple == couple


# ---------------------------------------------------------------------------------------------------- the shelf
def screen(scene: Scene) -> Say:
    """The shelf while sharing is open, that it rests, or how to get there."""
    if scene.memory.bond is None:
        return together_link.lovely(scene)
    return shelf(scene) if scene.window.open else rests(scene)


def shelf(scene: Scene) -> Say:
    """Two bowls, and what each has let be seen: never one beside the other as scores, never what was not done."""
    bond, seen = bond_of(scene), scene.window
    lines = [words("together.shelf", name=seen.name), *_counts(scene)]
    rows: list[tuple[Button, ...]] = []
    lines += [line for more in LINES for line in more(scene)]
    rows += [row for more in ROWS for row in more(scene)]
    gold = button("together.button.gold", e.TwoGold(bond.couple))
    rows.append((gold, button("together.button.settings", e.TwoSettings(bond.couple))))
    told = replace(say(SCREEN, *lines, rows=(*rows, (BACK, MENU))), picture=picture(scene), tight=True)
    return replace(told, lent=lent(scene))


def lent(scene: Scene) -> tuple[str, ...]:
    """What of the other's the shelf shows."""
    seen = scene.window
    facts = {"days": seen.practised, "step": seen.step, "shared": seen.shared}
    return ("name", *(name for name, fact in facts.items() if fact is not None))


def _counts(scene: Scene) -> list[Words]:
    seen, walk = scene.window, scene.memory.walk or Walk()
    found = [words("together.own-days", n=bowl.filled(walk))]
    if seen.practised is not None:
        found.append(words("together.their-days", n=seen.practised, name=seen.name))
    if seen.step is not None:
        title = words(f"days.{seen.step}.title")
        same = scene.memory.walk is not None and seen.step == window.step_of(scene.library, walk)
        found.append(words("together.same-step" if same else "together.their-step", step=title, name=seen.name))
    if seen.shared:
        found.append(words("together.shared-days", n=len(seen.shared)))
    return found


def picture(scene: Scene) -> Picture:
    """Both bowls on one shelf. Of the other's only a count is known, so their seams are all of one gold."""
    own, seen = bowl.picture(scene), scene.window
    couple = scene.couple or Couple(scene.now, 1)
    facts: dict[str, str | int | bool | Words] = {
        "left-seed": own.facts["seed"],
        "left-filled": own.facts["filled"],
        "left-golds": own.facts["golds"],
        "right-seed": couple.seed & 0x7FFFFFFF,
        "right-n": -1 if seen.practised is None else seen.practised,
        "left-name": words("together.name", name=scene.memory.profile.name),
        "right-name": words("together.name", name=seen.name),
        "theme": own.facts["theme"],
    }
    return Picture("shelf", facts, words("together.alt", name=seen.name))


def rests(scene: Scene) -> Say:
    """Sharing rests. Whether the other rests, forgot, or left is nobody's to see: this is all there is."""
    bond, couple = bond_of(scene), scene.couple
    said = couple is not None and bond.side in couple.yes
    lines = (words("together.rests"), words("together.yes-kept" if said else "together.rests-how"))
    rows: list[tuple[Button, ...]] = []
    if not said:
        rows.append((button("together.button.again", e.TwoYes(bond.couple), "primary"),))
    anew = button("together.button.anew", e.TwoGate("invite"))
    rows.append((anew, button("together.button.code", e.TwoGate("code"))))
    rows.append((button("together.button.leave", e.TwoLeave(bond.couple)),))
    return say(SCREEN, *lines, rows=(*rows, (BACK, MENU)))


def opened(scene: Scene, event: Event) -> Turn:
    """/together. To use it while sharing is open is what keeps it open."""
    if scene.memory.bond is not None and scene.window.open:
        scene = scene.with_memory(bond=replace(bond_of(scene), used_at=scene.now))
    return turn(scene.memory, screen(scene))


def home(scene: Scene, toast: str = "front.toast.old") -> Turn:
    """Whatever stands here now, for a button that no longer fits."""
    return turn(scene.memory, screen(scene), toast=toast)


# ---------------------------------------------------------------------------------------------------- switches
SETTINGS_ROWS: list[Callable[[Scene], list[tuple[Button, ...]]]] = []


def settings(scene: Scene, event: Event) -> Turn:
    """What is shown, what may be shared, resting and leaving."""
    assert isinstance(event, e.TwoSettings)
    if not is_mine(scene, event.couple) or not scene.window.open:
        return home(scene)
    return turn(scene.memory, settings_screen(scene))


def settings_screen(scene: Scene) -> Say:
    bond = bond_of(scene)
    switches = tuple(_switch(bond, name) for name in SHOWN)
    rows: list[tuple[Button, ...]] = [(switches[0],), switches[1:]]
    rows += [row for more in SETTINGS_ROWS for row in more(scene)]
    rows.append((button("together.button.pause", e.TwoPause(bond.couple)),))
    rows.append((button("together.button.leave", e.TwoLeave(bond.couple)), OPEN))
    # On the shelf's own message, so the picture stays: a photo never becomes text again.
    told = say(SCREEN, words("together.settings", name=scene.window.name), rows=tuple(rows))
    return replace(told, picture=picture(scene), lent=lent(scene))


def _switch(bond: Bond, name: str) -> Button:
    on = name not in bond.off
    return button(f"together.button.{name}-{'on' if on else 'off'}", e.TwoSwitch(bond.couple, name, int(not on)))


def switch(scene: Scene, event: Event) -> Turn:
    """Show something or not, from now on. What is switched off leaves the other's phone too."""
    assert isinstance(event, e.TwoSwitch)
    if not is_mine(scene, event.couple) or event.name not in SHOWN:
        return home(scene)
    off = tuple(name for name in bond_of(scene).off if name != event.name)
    scene = scene.with_memory(bond=replace(bond_of(scene), off=off if event.on else (*off, event.name)))
    if not scene.window.open:
        return home(scene, "")
    answered = turn(scene.memory, settings_screen(scene))
    return answered if event.on else replace(answered, pair=Pair(tell=e.TakenBack(event.name)))


# -------------------------------------------------------------------------------------------------------- told
def linked(scene: Scene, event: Event) -> Turn:
    """Both confirmed: the shelf, on both phones at once."""
    return turn(scene.memory, replace(shelf(scene), fresh=True))


def reopened(scene: Scene, event: Event) -> Turn:
    """Both said yes; it is told in the next message of the day."""
    return Turn(bonded(scene, used_at=scene.now, rests=True) if scene.memory.bond is not None else scene.memory)


def shut(scene: Scene, event: Event) -> Turn:
    """What of the other's still stands here gives way."""
    return Turn(scene.memory, (gone(scene, "*"),))


def taken_back(scene: Scene, event: Event) -> Turn:
    """One thing of the other's gives way, wherever it stands: the shelf is drawn anew without it."""
    assert isinstance(event, e.TakenBack)
    if event.item in SHOWN and scene.window.open:
        return Turn(scene.memory, (replace(shelf(scene), over=event.item),))
    return Turn(scene.memory, (gone(scene, event.item),))


# In place of something that may not be seen any more: nothing that says whose, or why.
GONE = say("two-gone", words("together.gone"), rows=((OPEN, MENU),))


def gone(scene: Scene, item: str) -> Say:
    """`GONE` in place of a thing of the other's, wherever it stands; with one's own bowl where there was a picture."""
    return replace(GONE, picture=bowl.picture(scene), over=item)


# -------------------------------------------------------------------------------------------------------- gold
def gold(scene: Scene, event: Event) -> Turn:
    """A little gold, once a date; it arrives in the other's own next message. That none came is never shown."""
    assert isinstance(event, e.TwoGold)
    if not is_mine(scene, event.couple) or not scene.window.open:
        return home(scene)
    on = today(scene)
    if bond_of(scene).gold_on == on:
        return home(scene, "together.toast.gold-again")
    scene = scene.with_memory(bond=replace(bond_of(scene), gold_on=on, gold_at=scene.now))
    return turn(scene.memory, shelf(scene), toast="together.toast.gold")


ANSWERS: Answers = {
    e.TwoSettings: settings,
    e.TwoSwitch: switch,
    e.TwoGold: gold,
    e.Linked: linked,
    e.Opened: reopened,
    e.Shut: shut,
    e.TakenBack: taken_back,
}
