"""The guess round of a week, for whoever wished for questions: one's own pick, then what one thinks the other picks.

A pick is shown to nobody but its owner. Where both have done both taps within the week, the duet counts the right
guesses of both together (`window.scored`); whose they are is kept nowhere. Else nothing is said, ever.
"""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.bond import Guessed
from bot.domain.events import Event
from bot.domain.rounds import week_begins, week_number
from bot.domain.scene import Answers, Pair, Scene, Turn
from bot.domain.speech import Button, Say, Words, column, words
from bot.domain.two import Guess, nth_of
from bot.flows.common import MENU, button, say, turn
from bot.flows.offers import offer, told
from bot.flows.together import bond_of, bonded, home, is_mine
from bot.flows.together_link import OPEN
from bot.flows.together_notes import Note
from bot.flows.together_question import used
from bot.flows.together_question_screens import soothing

SCREEN = "two-guess"
HERE = "front.toast.here"
KEPT = 14
# A round of longer ago is no news: who was told of it is not remembered for ever.
NEWS = timedelta(days=30)


def round_of(scene: Scene, week: int) -> Guess:
    """The round of a week: the same for both, in an order of the couple's own."""
    two, seed = scene.library.two, scene.couple.seed if scene.couple is not None else 0
    found = two.guess(nth_of([guess.id for guess in two.guesses], seed, week))
    assert found is not None
    return found


def guessed(scene: Scene, week: int) -> Guessed:
    """One's own part of a round, as far as it is done."""
    return bond_of(scene).guesses.get(str(week), Guessed())


def _option(found: Guess, option: str) -> Words:
    return words(f"two.guess.{found.id}.option.{option}")


# ---------------------------------------------------------------------------------------------------- screens
def screen(scene: Scene) -> Say:
    """This week's round where it stands."""
    week = week_number(scene.now)
    mine, found = guessed(scene, week), round_of(scene, week)
    if mine.own and mine.other:
        return _done(scene, week, mine, found)
    kind, press = ("other", e.GuessThink) if mine.own else ("own", e.GuessPick)
    couple = bond_of(scene).couple
    picks = [Button(_option(found, option), press(couple, week, option)) for option in found.options]
    return say(SCREEN, words("together.guess.head"), words(f"two.guess.{found.id}.{kind}"),
               rows=(*column(*picks), (OPEN, MENU)))  # fmt: skip


def _done(scene: Scene, week: int, mine: Guessed, found: Guess) -> Say:
    picked = words("together.guess.picked", own=_option(found, mine.own), other=_option(found, mine.other))
    lines = (words("together.guess.head"), picked, words("together.guess.done"), soothing(scene, week))
    return say(SCREEN, *lines, rows=((OPEN, MENU),))


# ---------------------------------------------------------------------------------------------------- answers
def show(scene: Scene, event: Event) -> Turn:
    """This week's round."""
    assert isinstance(event, e.GuessOpen)
    if not _is_open(scene, event.couple):
        return home(scene)
    return turn(used(scene).memory, replace(screen(scene), fresh=True))


def _is_open(scene: Scene, couple: int) -> bool:
    return is_mine(scene, couple) and scene.window.open and bond_of(scene).asks


def _fits(scene: Scene, week: int, option: str) -> bool:
    """Whether a tap belongs to the round of this week."""
    return week == week_number(scene.now) and option in round_of(scene, week).options


def pick(scene: Scene, event: Event) -> Turn:
    """One's own pick."""
    assert isinstance(event, e.GuessPick)
    if not _is_open(scene, event.couple):
        return home(scene)
    if not _fits(scene, event.week, event.option) or guessed(scene, event.week).own:
        return turn(scene.memory, screen(scene), toast=HERE)
    scene = _with(scene, event.week, Guessed(own=event.option))
    return turn(scene.memory, screen(scene))


def think(scene: Scene, event: Event) -> Turn:
    """What one thinks that the other picks: one's own part is done, whatever the other's is."""
    assert isinstance(event, e.GuessThink)
    couple = scene.couple
    if not _is_open(scene, event.couple) or couple is None:
        return home(scene)
    mine = guessed(scene, event.week)
    if not _fits(scene, event.week, event.option) or not mine.own or mine.other:
        return turn(scene.memory, screen(scene), toast=HERE)
    scene = _with(scene, event.week, replace(mine, other=event.option))
    couple = offer(couple, bond_of(scene).side, f"guess:{event.week}", scene.now)
    return replace(turn(scene.memory, screen(scene)), pair=Pair(couple))


def _with(scene: Scene, week: int, mine: Guessed) -> Scene:
    """The scene with one's own part put in; the newest are remembered."""
    found = {**bond_of(scene).guesses, str(week): mine}
    return replace(scene, memory=bonded(scene, guesses={w: found[w] for w in sorted(found, key=int)[-KEPT:]}))


# --------------------------------------------------------------------------------------- sections and the shelf
def came_together(scene: Scene) -> Note | None:
    """A round that both have done: the common total, and one's own pick; said once."""
    bond = bond_of(scene)
    for week in scene.window.both_guessed:
        name, mine = f"guess:{week}", bond.guesses.get(week)
        if name not in bond.met and mine is not None and scene.now < week_begins(int(week)) + NEWS:
            own = _option(round_of(scene, int(week)), mine.own)
            line = words("together.guess.together", n=scene.window.total, own=own)
            return Note(line, (), {"met": told(bond.met, name, scene.now)})
    return None


def new_round(scene: Scene) -> Note | None:
    """This week's round, once, where it is not begun."""
    bond, week = bond_of(scene), week_number(scene.now)
    name = f"round:{week}"
    if not bond.asks or not scene.window.open or name in bond.met or guessed(scene, week).own:
        return None
    row = (button("together.guess.button.open", e.GuessOpen(bond.couple)),)
    return Note(words("together.guess.new"), (row,), {"met": told(bond.met, name, scene.now)})


def shelf_rows(scene: Scene) -> list[tuple[Button, ...]]:
    """The question for two and, for whoever wished for it, the round."""
    bond = bond_of(scene)
    row = [button("together.question.button.open", e.TwoQuestion(bond.couple, 0))]
    if bond.asks:
        row.append(button("together.guess.button.open", e.GuessOpen(bond.couple)))
    return [tuple(row)]


def shelf_lines(scene: Scene) -> list[Words]:
    """How many guesses were right, of both together, once there are any."""
    return [words("together.guess.total", n=scene.window.total)] if scene.window.total else []


ANSWERS: Answers = {e.GuessOpen: show, e.GuessPick: pick, e.GuessThink: think}
SHARED: frozenset[type[Event]] = frozenset({e.GuessThink})
