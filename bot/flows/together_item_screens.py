"""The screens on which one lets the other read something: the list, the lines, the preview, and taking back.

They are plain text in a message of their own, beside the shelf. Nothing of the other's is on them but a first name.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.bond import MUTUAL, Draft, Item
from bot.domain.scene import Scene
from bot.domain.speech import Button, Say, Words, pairs, words
from bot.flows import together_items_from as own
from bot.flows.common import BACK, HELP, MENU, button, say
from bot.flows.together import bond_of
from bot.flows.together_items_from import LONGEST, PICKED
from bot.flows.together_link import OPEN
from bot.flows.together_read import below, drawn, leaning_of, two_by_two

SCREEN: Final = "two-items"
MOST: Final = 3
IN_A_ROW: Final = 4


def _couple(scene: Scene) -> int:
    return bond_of(scene).couple


def _back(scene: Scene) -> Button:
    return button("together.items.button.back", e.TwoItems(_couple(scene)))


def listed(scene: Scene, names: tuple[str, ...], stands: tuple[str, ...]) -> Say:
    """All that may be let be read, with a mark on what is."""
    opens = [_open(scene, name, name in stands) for name in names]
    lines = (words("together.items.list", name=scene.window.name), words("together.items.list-how"))
    last = (button("together.button.settings", e.TwoSettings(_couple(scene))), OPEN)
    return say(SCREEN, *lines, rows=(*two_by_two(opens), last))


def _open(scene: Scene, name: str, stands: bool) -> Button:
    label = words(f"together.items.button.{name}")
    if stands:
        label = words("together.items.button.on", item=label)
    return Button(label, e.TwoItem(_couple(scene), name))


# ------------------------------------------------------------------------------------------------------- making
def picking(scene: Scene, name: str, keys: tuple[str, ...], draft: Draft, page: int = 0) -> Say:
    """Our lines, numbered, with those that are picked marked; and room for words of one's own.

    Where there are buttons they come four a page, so that they fit a small screen; else all at once, each an option.
    """
    numbered = list(enumerate(keys, start=1))
    pages = max(1, -(-len(keys) // IN_A_ROW)) if scene.reach.buttons else 1
    if scene.reach.buttons:
        numbered = numbered[page % pages * IN_A_ROW :][:IN_A_ROW]
    lines = [words(f"together.items.about.{name}"), words("together.items.how", most=MOST, n=len(draft.keys))]
    if scene.reach.buttons:
        lines.append(below([_numbered(n, key, key in draft.keys) for n, key in numbered]))
    if draft.text:
        lines.append(words("together.items.so-far", text=draft.text))
    picks = [_pick(scene, n, key, key in draft.keys) for n, key in numbered]
    rows = [tuple(picks)] if scene.reach.buttons else [(one,) for one in picks]
    look = button("together.items.button.preview", e.ItemPreview(_couple(scene), name), "primary")
    more = [button("together.items.button.lines", e.ItemLines(_couple(scene), name, (page + 1) % pages))]
    ways = [*more[: pages - 1], button("together.items.button.write", e.ItemWrite(_couple(scene), name))]
    if name == "proof" and own.day_49(scene):
        ways.append(button("together.items.button.day-49", e.ItemProof(_couple(scene))))
    return say(SCREEN, *lines, rows=(*rows, (look,), *pairs(*ways, _back(scene))))


def _numbered(number: int, key: str, picked: bool) -> Words:
    return words(f"together.items.{'picked' if picked else 'pick'}", n=number, line=words(key))


def _pick(scene: Scene, number: int, key: str, picked: bool) -> Button:
    """A number under the list; where there are no buttons, the line itself behind the number that it gets there."""
    shown = words("together.items.button.pick", n=number) if scene.reach.buttons else words(key)
    label = words("together.items.button.on", item=shown) if picked else shown
    return Button(label, e.ItemPick(_couple(scene), key, int(not picked)))


def writing(scene: Scene, name: str, length: int) -> Say:
    """Room for a line; `length` is that of one that was too long, 0 for none."""
    asked = words("together.items.write", most=LONGEST, name=scene.window.name)
    line = words("together.items.too-long", n=length, most=LONGEST) if length > LONGEST else asked
    rows = ((button("together.items.button.not-now", e.TwoItem(_couple(scene), name)), MENU),)
    return replace(say(SCREEN, line, rows=rows), wants_words=True)


def nothing(scene: Scene, name: str) -> Say:
    """There is nothing yet that it could be drawn from."""
    lines = (words(f"together.items.about.{name}"), words(f"together.items.none.{name}"))
    return say(SCREEN, *lines, rows=((_back(scene),), (BACK, MENU)))


# ------------------------------------------------------------------------------------------------------- sharing
def preview(scene: Scene, name: str, draft: Draft) -> Say:
    """Exactly what the other will see, in one's own language, and what that means."""
    shown = Item(scene.now, draft.keys, draft.text, draft.levels)
    lines = [*_seen(scene, name, shown), _when(scene, name), words("together.items.undone")]
    share = button("together.items.button.share", e.ItemShare(_couple(scene), name, scene.turn), "primary")
    not_now = button("together.items.button.not-now", e.TwoItems(_couple(scene)))
    change = (button("together.items.button.change", e.TwoItem(_couple(scene), name)),) if name in PICKED else ()
    return say(SCREEN, *lines, rows=((share,), (*change, not_now, HELP)))


def _seen(scene: Scene, name: str, item: Item) -> list[Words]:
    """The thing as its reader sees it; of a loop a sample, since the other's half of it is not known here."""
    if name == "loop":
        return _sample(scene, leaning_of(item))
    lines = [words("together.items.preview", name=scene.window.name)]
    lines += drawn(scene, name, item, scene.memory.profile.name)
    return [*lines, words("together.items.ours", name=scene.window.name)] if not item.text else lines


def _sample(scene: Scene, leaning: str) -> list[Words]:
    like = drawn(scene, "loop", Item(scene.now, (f"leaning:{leaning}",)), "", leaning)
    tells = words("together.items.tells", name=scene.window.name, style=words(f"results.style.{leaning}"))
    return [words("together.items.sample"), *like, tells]


def _when(scene: Scene, name: str) -> Words:
    return words(f"together.items.{'mutual' if name in MUTUAL else 'given'}", name=scene.window.name)


def stands(scene: Scene, name: str, item: Item) -> Say:
    """What is let be read: the same words whether the other reads it already or not."""
    lines: tuple[Words, ...] = (words(f"together.items.about.{name}"),)
    if name != "loop":
        lines = drawn(scene, name, item, scene.memory.profile.name)
    back = button("together.items.button.take-back", e.ItemTakeBack(_couple(scene), name), "danger")
    lines = (words("together.items.stands"), *lines, _when(scene, name), words("together.items.undone"))
    return say(SCREEN, *lines, rows=((back,), (_back(scene), OPEN)))


def taken(scene: Scene, name: str) -> Say:
    """Taken back, and what that cannot undo."""
    again = button("together.items.button.again", e.TwoItem(_couple(scene), name))
    return say(SCREEN, words("together.items.taken"), rows=((again,), (_back(scene), OPEN)))
