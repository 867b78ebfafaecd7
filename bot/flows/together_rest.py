"""Resting, sharing again, leaving: each one's own press. The other sees a closed window, whatever closed it."""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.bond import CLOSED, Couple, Linking
from bot.domain.events import Event
from bot.domain.facts import DropInvite, Forget
from bot.domain.scene import Answers, Pair, Scene, Turn
from bot.domain.speech import words
from bot.flows import bonds, front, rest
from bot.flows.common import BACK, MENU, button, say, turn
from bot.flows.together import SCREEN, bond_of, bonded, gone, home, is_mine, rests
from bot.flows.together_link import OPEN


def _at_rest(scene: Scene) -> Couple | None:
    """The couple at rest, without this side's yes."""
    couple, side = scene.couple, bond_of(scene).side
    if couple is None:
        return None
    return replace(couple, rest_at=couple.rest_at or scene.now, yes=tuple(s for s in couple.yes if s != side))


def pause(scene: Scene, event: Event) -> Turn:
    """Let everything shared rest."""
    assert isinstance(event, e.TwoPause)
    if not is_mine(scene, event.couple):
        return home(scene)
    return _paused(scene, Turn(scene.memory))


def rough_week(scene: Scene, event: Event) -> Turn:
    """One tap rests one's own path and, for somebody who is linked, everything shared."""
    answered = rest.begin(scene, event)
    return answered if scene.memory.bond is None else _paused(scene, answered)


def _paused(scene: Scene, answered: Turn) -> Turn:
    tell = _shut(scene)
    scene = replace(scene, memory=answered.then, couple=_at_rest(scene), window=CLOSED)
    scene = scene.with_memory(bond=replace(bond_of(scene), rests=True))
    # What of the other's stands on one's own phone gives way, too.
    says = (gone(scene, "*"), *(answered.say or (rests(scene),)))
    return replace(answered, then=scene.memory, say=says, pair=Pair(scene.couple, tell=tell))


def _shut(scene: Scene) -> e.Shut | None:
    """What the other is told: nothing where sharing rested before, since an edit would say when somebody was here."""
    return e.Shut() if scene.window.open else None


def again(scene: Scene, event: Event) -> Turn:
    """Yes to sharing again. It opens when both have said so."""
    assert isinstance(event, e.TwoYes)
    couple = scene.couple
    if not is_mine(scene, event.couple) or couple is None or scene.window.open:
        return home(scene, "front.toast.here")
    yes = tuple(sorted({*couple.yes, bond_of(scene).side}))
    if len(yes) < 2:
        couple = replace(couple, rest_at=couple.rest_at or scene.now, yes=yes)
        scene = replace(scene, couple=couple)
        return replace(turn(scene.memory, rests(scene)), pair=Pair(couple))
    couple = replace(couple, rest_at=None, yes=())
    memory = bonded(scene, used_at=scene.now, rests=False)
    shown = say(SCREEN, words("together.open-again"), rows=((OPEN,), (MENU,)))
    return replace(turn(memory, shown), pair=Pair(couple, tell=e.Opened()))


def leave(scene: Scene, event: Event) -> Turn:
    """Asked once."""
    assert isinstance(event, e.TwoLeave)
    if not is_mine(scene, event.couple):
        return home(scene)
    yes = button("together.button.leave-yes", e.TwoLeaveYes(event.couple, scene.turn), "danger")
    return turn(scene.memory, say("two-leave", words("together.leave"), rows=((yes,), (OPEN,))))


def leave_yes(scene: Scene, event: Event) -> Turn:
    """At once and silently. The other sees what they would see of a rest."""
    assert isinstance(event, e.TwoLeaveYes)
    if not is_mine(scene, event.couple):
        return home(scene)
    if event.turn != scene.turn - 1:
        return leave(scene, e.TwoLeave(event.couple))
    tries = bonds.recent(scene)
    memory = replace(scene.memory, bond=None, linking=Linking(tries=tries) if tries else None)
    left = say("two-leave", words("together.left"), rows=((BACK, MENU),))
    return replace(turn(memory, gone(scene, "*"), left, do=(DropInvite(),)), pair=_leaving(scene))


def _leaving(scene: Scene) -> Pair:
    return Pair(_at_rest(scene), tell=_shut(scene), leaves=True)


def forget_yes(scene: Scene, event: Event) -> Turn:
    """Who deletes everything leaves as well."""
    answered = front.forget_yes(scene, event)
    gone = any(isinstance(fact, Forget) for fact in answered.do)
    return replace(answered, pair=_leaving(scene)) if gone and scene.memory.bond is not None else answered


ANSWERS: Answers = {
    e.TwoPause: pause,
    e.TwoYes: again,
    e.TwoLeave: leave,
    e.TwoLeaveYes: leave_yes,
    e.RestFor: rough_week,
    e.ForgetYes: forget_yes,
}
