"""Two people: what one lets the other read. Picked or written, looked at as the other will see it, and then a tap.

Strengths, helps, avoids and the loop are mutual: they can be read when both let them be, from one moment on. The line
and the proof are their owner's alone to give. Whether the other has let something be read changes nothing here.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.bond import GIVEN, ITEMS, MUTUAL, Couple, Draft, Item
from bot.domain.events import Event
from bot.domain.facts import DropNote, KeepNote, Note
from bot.domain.scene import Answers, Pair, Scene, Turn, Want
from bot.domain.speech import Button
from bot.flows import journal, offers, together, watch, window
from bot.flows import together_item_screens as screens
from bot.flows import together_items_from as own
from bot.flows.common import button, focus_of, focused, turn
from bot.flows.together import bond_of
from bot.flows.together_item_screens import MOST
from bot.flows.together_items_from import LONGEST, PICKED

PLACE = "two-line"
OLD = "front.toast.old"


def wants(scene: Scene, event: Event) -> Want | None:
    """The line needs the evenings."""
    return Want("nights") if isinstance(event, e.TwoItem | e.ItemPreview) and event.name == "line" else None


def settings_rows(scene: Scene) -> list[tuple[Button, ...]]:
    """The way to them, on the page of what is shared."""
    return [(button("together.items.button.open", e.TwoItems(bond_of(scene).couple)),)]


def standing(scene: Scene, name: str) -> Item | None:
    """What this person lets be read now, as far as they themselves said so. Seven days end it like a taking back."""
    bond, couple = bond_of(scene), scene.couple
    item = bond.items.get(name)
    if item is None or couple is None:
        return None
    if name in GIVEN:
        return item if scene.now < item.at + window.ENDS else None
    stands = bond.side in couple.offers.get(name, "") and not _is_over(couple, name, scene)
    return item if stands else None


def _is_over(couple: Couple, name: str, scene: Scene) -> bool:
    return name in couple.reveals and not window.can_be_read(couple, name, scene.now)


def _astray(scene: Scene, couple: int, name: str) -> Turn | None:
    """What to answer where a button does not fit here any more; None where it does."""
    if not together.is_mine(scene, couple) or not scene.window.open:
        return together.home(scene)
    return None if name in own.names(scene) or standing(scene, name) else items(scene, e.TwoItems(couple))


# -------------------------------------------------------------------------------------------------------- pages
def items(scene: Scene, event: Event) -> Turn:
    """All of them."""
    assert isinstance(event, e.TwoItems)
    if not together.is_mine(scene, event.couple) or not scene.window.open:
        return together.home(scene)
    stands = tuple(name for name in ITEMS if standing(scene, name) is not None)
    return turn(scene.memory, screens.listed(scene, own.names(scene), stands))


def item(scene: Scene, event: Event) -> Turn:
    """One of them: what is being read, what may be picked, or the preview where there is nothing to pick."""
    assert isinstance(event, e.TwoItem)
    astray = _astray(scene, event.couple, event.name)
    return astray or _page(scene, event.name)


def lines(scene: Scene, event: Event) -> Turn:
    """Another page of our lines."""
    assert isinstance(event, e.ItemLines)
    return _astray(scene, event.couple, event.name) or _page(scene, event.name, event.page)


def _page(scene: Scene, name: str, page: int = 0) -> Turn:
    shown = standing(scene, name)
    if shown is not None:
        return turn(scene.memory, screens.stands(scene, name, shown))
    if name not in PICKED:
        return _previewed(scene, name)
    return turn(scene.memory, screens.picking(scene, name, own.lines(scene, name), draft_of(scene, name), page))


def draft_of(scene: Scene, name: str) -> Draft:
    """What is being made; before that, what was let be read the last time."""
    bond = bond_of(scene)
    last = bond.items.get(name)
    draft = bond.drafts.get(name) or (Draft(last.keys, last.text) if last is not None else Draft())
    # A line of an earlier result is not offered any more, and so it cannot be picked either.
    return replace(draft, keys=tuple(key for key in draft.keys if key in own.lines(scene, name)))


def _with(scene: Scene, name: str, draft: Draft) -> Scene:
    return scene.with_memory(bond=replace(bond_of(scene), drafts={**bond_of(scene).drafts, name: draft}))


# ------------------------------------------------------------------------------------------------------- making
def pick(scene: Scene, event: Event) -> Turn:
    """One of our lines in or out, at most three; words of one's own give way to them."""
    assert isinstance(event, e.ItemPick)
    name = next((name for name in PICKED if event.line in own.lines(scene, name)), "")
    astray = _astray(scene, event.couple, name)
    if astray is not None:
        return astray
    if standing(scene, name) is not None:
        return _page(scene, name).also(toast=OLD)
    page = own.lines(scene, name).index(event.line) // screens.IN_A_ROW
    picked = tuple(line for line in draft_of(scene, name).keys if line != event.line)
    if event.on and len(picked) == MOST:
        return _page(scene, name, page).also(toast="together.items.toast.most")
    return _page(_with(scene, name, Draft((*picked, event.line) if event.on else picked)), name, page)


def write(scene: Scene, event: Event) -> Turn:
    """Room for a line of one's own."""
    assert isinstance(event, e.ItemWrite)
    astray = _astray(scene, event.couple, event.name)
    if astray is not None:
        return astray
    if event.name not in PICKED or standing(scene, event.name) is not None:
        return _page(scene, event.name).also(toast=OLD)
    return _asking(scene, event.name)


def _asking(scene: Scene, name: str, length: int = 0) -> Turn:
    return turn(focused(scene.memory, PLACE, scene.now, name), screens.writing(scene, name, length))


def wrote(scene: Scene, event: e.Wrote) -> Turn:
    """The line itself, which is looked at next. Where nothing can be shared any more it finds another place."""
    focus, text = focus_of(scene), " ".join(event.text.split())
    name = focus.ref if focus is not None else ""
    if scene.memory.bond is None or not scene.window.open or name not in PICKED or standing(scene, name) is not None:
        kept = KeepNote(Note(scene.turn, scene.now, journal.LOOSE, event.text, "", event.ref, event.voice))
        return turn(replace(scene.memory, focus=None), journal.offer(scene.turn, bool(event.voice)), do=(kept,))
    if not text or len(text) > LONGEST:
        return _asking(scene, name, len(text))
    return _previewed(_with(scene.with_memory(focus=None), name, Draft(text=text)), name)


def proof(scene: Scene, event: Event) -> Turn:
    """What was written on day 49, looked at once more: it was written for one's own eyes."""
    assert isinstance(event, e.ItemProof)
    astray = _astray(scene, event.couple, "proof")
    if astray is not None:
        return astray
    text = own.day_49(scene)
    if not text or standing(scene, "proof") is not None or watch.look(text, scene.library.rules) is not None:
        return _page(scene, "proof").also(toast=OLD)
    return _previewed(_with(scene, "proof", Draft(text=text)), "proof")


# ------------------------------------------------------------------------------------------------------- sharing
def preview(scene: Scene, event: Event) -> Turn:
    """As the other will see it."""
    assert isinstance(event, e.ItemPreview)
    astray = _astray(scene, event.couple, event.name)
    if astray is not None:
        return astray
    if standing(scene, event.name) is not None:
        return _page(scene, event.name).also(toast="front.toast.here")
    return _previewed(scene, event.name)


def _previewed(scene: Scene, name: str) -> Turn:
    draft = draft_of(scene, name) if name in PICKED else own.made(scene, name)
    if not (draft.keys or draft.text or draft.levels):
        if name in PICKED:
            return _page(scene, name).also(toast="together.items.toast.pick")
        return turn(scene.memory, screens.nothing(scene, name))
    scene = _with(scene, name, replace(draft, turn=scene.turn))
    return turn(scene.memory, screens.preview(scene, name, draft))


def share(scene: Scene, event: Event) -> Turn:
    """Let it be read, just as it was previewed. Nothing here tells whether the other has done so."""
    assert isinstance(event, e.ItemShare)
    astray = _astray(scene, event.couple, event.name)
    if astray is not None:
        return astray
    bond, couple, name = bond_of(scene), scene.couple, event.name
    draft = bond.drafts.get(name)
    if couple is None or standing(scene, name) is not None:
        return _page(scene, name).also(toast="front.toast.here")
    if draft is None or draft.turn != event.turn:
        return _page(scene, name).also(toast=OLD)
    given = {**bond.items, name: Item(scene.now, draft.keys, draft.text, draft.levels)}
    left = {other: d for other, d in bond.drafts.items() if other != name}
    scene = scene.with_memory(bond=replace(bond, items=given, drafts=left))
    if name in MUTUAL:
        couple = offers.offer(_fresh(couple, name, scene), bond.side, name, scene.now)
        scene = replace(scene, couple=couple)
    return replace(_page(scene, name).also(toast="together.items.toast.shared"), pair=Pair(couple))


def _fresh(couple: Couple, name: str, scene: Scene) -> Couple:
    """The couple without a reveal that is over: what was let be read then is not let be read again by one alone."""
    if not _is_over(couple, name, scene):
        return couple
    return offers.withdraw(offers.withdraw(couple, "a", name), "b", name)


def take_back(scene: Scene, event: Event) -> Turn:
    """It may not be read any more, on the other phone at once; never refused, also while sharing rests."""
    assert isinstance(event, e.ItemTakeBack)
    couple, name = scene.couple, event.name
    if not together.is_mine(scene, event.couple) or couple is None or name not in bond_of(scene).items:
        return together.home(scene)
    scene, pair = _withdrawn(scene, couple, name)
    shown = screens.taken(scene, name) if scene.window.open else together.rests(scene)
    # Of what is mutual, neither reads the other's any more.
    mine = (together.gone(scene, name),) if name in MUTUAL else ()
    return replace(turn(scene.memory, *mine, shown), pair=pair)


def _withdrawn(scene: Scene, couple: Couple, name: str) -> tuple[Scene, Pair]:
    """The scene without a thing that was let be read; the other is told only where they could read it."""
    bond = bond_of(scene)
    was_read = standing(scene, name) is not None and (name in GIVEN or window.can_be_read(couple, name, scene.now))
    left = {other: kept for other, kept in bond.items.items() if other != name}
    if name in MUTUAL:
        couple = offers.withdraw(couple, bond.side, name)
    # While sharing rests nothing stands on the other phone, and nothing may happen there.
    tell = e.TakenBack(name) if was_read and couple.rest_at is None else None
    return scene.with_memory(bond=replace(bond, items=left)), Pair(couple, tell=tell)


def follow(scene: Scene, answered: Turn) -> Turn:
    """What is deleted in the journal is let be read by nobody: the words of day 49 go with their entry."""
    bond = answered.then.bond
    if bond is None or not any(isinstance(fact, DropNote) for fact in answered.do):
        return answered
    said = own.day_49(scene)
    if not said:
        return answered
    drafts = {name: draft for name, draft in bond.drafts.items() if draft.text != said}
    after = replace(scene, memory=replace(answered.then, bond=replace(bond, drafts=drafts)))
    if own.day_49(after) == said:
        return answered
    item = bond.items.get("proof")
    if item is None or item.text != said or scene.couple is None:
        return replace(answered, then=after.memory)
    after, pair = _withdrawn(after, scene.couple, "proof")
    return replace(answered, then=after.memory, pair=pair)


ANSWERS: Answers = {
    e.TwoItems: items,
    e.TwoItem: item,
    e.ItemLines: lines,
    e.ItemPick: pick,
    e.ItemWrite: write,
    e.ItemProof: proof,
    e.ItemPreview: preview,
    e.ItemShare: share,
    e.ItemTakeBack: take_back,
}
