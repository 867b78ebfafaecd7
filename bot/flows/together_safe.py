"""The one that feels safest for both: each marks in private, and at most one thing that both marked comes of it.

Marks are open from Monday to Thursday (06:00 UTC), and from Thursday on the week has what it has: nobody can try out
what the other has marked. In one week of four, and whenever nothing fits, everybody gets something for oneself in the
same words; so somebody who marked everything learns nothing from it.
"""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.rounds import week_begins, week_number
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Button, Say, Words, words
from bot.domain.two import Suggestion
from bot.flows import sources
from bot.flows.common import BACK, MENU, button, say, turn
from bot.flows.offers import told
from bot.flows.suggestions import things
from bot.flows.together import bond_of, bonded, home, is_mine
from bot.flows.together_link import OPEN
from bot.flows.together_notes import Note
from bot.flows.window import DECIDES

SCREEN = "two-safe"
# So many weeks of marks are kept: this one and those that may still be looked back on.
KEPT = 3
CARDS = (1, 2, 3)


def marking(now: datetime) -> bool:
    """Whether marks are open: from Monday to Thursday."""
    return now < week_begins(week_number(now)) + DECIDES


def rows(scene: Scene) -> list[tuple[Button, ...]]:
    """On the shelf: what is open this week, and the three cards until they are read."""
    bond, found = bond_of(scene), []
    if things(scene):
        press = e.TwoSafe(bond.couple, 0) if marking(scene.now) else e.TwoWeek(bond.couple)
        found.append(button("together.safe.button.mark" if marking(scene.now) else "together.safe.button.week", press))
    if bond.cards < len(CARDS):
        found.append(button("together.card.button.open", e.TwoCard(bond.couple, bond.cards + 1)))
    return [tuple(found)] if found else []


# ------------------------------------------------------------------------------------------------------ marking
def show(scene: Scene, event: Event) -> Turn:
    """One thing at a time, with two answers that weigh the same."""
    assert isinstance(event, e.TwoSafe)
    if not is_mine(scene, event.couple) or not scene.window.open or not things(scene):
        return home(scene)
    if not marking(scene.now):
        return week(scene, e.TwoWeek(event.couple))
    return turn(scene.memory, _thing(scene, event.place))


def _thing(scene: Scene, place: int) -> Say:
    every = things(scene)
    if place >= len(every):
        rows = ((OPEN,), (BACK, MENU))
        return say(SCREEN, words("together.safe.marked"), rows=rows)
    found, couple, number = every[max(place, 0)], bond_of(scene).couple, week_number(scene.now)
    lines = (
        words("together.safe.ask", n=max(place, 0) + 1, of=len(every)),
        words("together.safe.thing", title=words(f"two.suggestion.{found.id}.title"), text=_text(found)),
        words("together.safe.private"),
    )
    yes = button("together.safe.button.yes", e.TwoMark(couple, number, found.id, 1), "primary")
    no = button("together.safe.button.no", e.TwoMark(couple, number, found.id, 0))
    return say(SCREEN, *lines, rows=((yes,), (no,), (OPEN, *sources.ask(scene, "two", found.id), MENU)))


def _text(found: Suggestion) -> Words:
    return words(f"two.suggestion.{found.id}.text")


def mark(scene: Scene, event: Event) -> Turn:
    """Safe this week, or not; then the next one."""
    assert isinstance(event, e.TwoMark)
    every = [one.id for one in things(scene)]
    number = week_number(scene.now)
    if not is_mine(scene, event.couple) or not scene.window.open or event.what not in every:
        return home(scene)
    if event.week != number or not marking(scene.now):
        return week(scene, e.TwoWeek(event.couple))
    before = bond_of(scene).marks.get(str(number), ())
    now = tuple(sorted({*before, event.what} if event.on else {*before} - {event.what}))
    kept = {own: marks for own, marks in bond_of(scene).marks.items() if int(own) > number - KEPT}
    scene = scene.with_memory(bond=replace(bond_of(scene), marks={**kept, str(number): now}))
    return turn(scene.memory, _thing(scene, every.index(event.what) + 1))


# ------------------------------------------------------------------------------------------------------ the week
def week(scene: Scene, event: Event) -> Turn:
    """What the week brings: one thing for both, or one for oneself."""
    assert isinstance(event, e.TwoWeek)
    if not is_mine(scene, event.couple) or not scene.window.open or not things(scene):
        return home(scene)
    if marking(scene.now):
        return turn(scene.memory, _thing(scene, 0))
    # What was looked at needs no announcement any more.
    met = told(bond_of(scene).met, _name(scene), scene.now)
    return turn(bonded(scene, met=met), brought(scene))


def _name(scene: Scene) -> str:
    """Under which this week's small thing is remembered as told."""
    return f"week:{week_number(scene.now)}"


def brought(scene: Scene) -> Say:
    """At most one thing that both marked; else something for oneself, in the words that everybody gets."""
    found = scene.library.two.suggestion(scene.window.suggested)
    if found is None:
        line = words(f"two.solo.{week_number(scene.now) % scene.library.two.lines['solo'] + 1}")
        return say(SCREEN, words("together.safe.solo"), line, rows=((OPEN,), (BACK, MENU)))
    title = words(f"two.suggestion.{found.id}.title")
    lines = (words("together.safe.both"), words("together.safe.thing", title=title, text=_text(found)))
    shown = say(SCREEN, *lines, words("together.safe.free"), rows=((OPEN,), (BACK, MENU)))
    return replace(shown, fresh=True, protect=True, lent=("suggested",))


def note(scene: Scene) -> Note | None:
    """From Thursday on, for somebody who marked anything: the week's small thing is there. The same whatever it is."""
    number, bond, name = week_number(scene.now), bond_of(scene), _name(scene)
    if not scene.window.open or marking(scene.now) or name in bond.met or not bond.marks.get(str(number)):
        return None
    see = button("together.safe.button.week", e.TwoWeek(bond.couple))
    return Note(words("together.safe.note"), ((see,),), {"met": told(bond.met, name, scene.now)})


# ------------------------------------------------------------------------------------------------------ the cards
def card(scene: Scene, event: Event) -> Turn:
    """Three short cards for whoever joins, on any day."""
    assert isinstance(event, e.TwoCard)
    if not is_mine(scene, event.couple) or not scene.window.open or event.number not in CARDS:
        return home(scene)
    number, bond = event.number, bond_of(scene)
    following = button("together.card.button.next", e.TwoCard(bond.couple, number + 1), "primary")
    last = number == len(CARDS)
    rows = ((OPEN if last else following,), (BACK, MENU) if last else (OPEN, MENU))
    lines = (
        words("together.card.title", n=number, of=len(CARDS), title=words(f"two.card.{number}.title")),
        words(f"two.card.{number}.text"),
    )
    return turn(bonded(scene, cards=max(bond.cards, number)), say("two-card", *lines, rows=rows))


ANSWERS: Answers = {e.TwoSafe: show, e.TwoMark: mark, e.TwoWeek: week, e.TwoCard: card}
