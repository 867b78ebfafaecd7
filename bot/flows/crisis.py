"""Words of crisis: taken seriously, answered with people and numbers, and a way back to the exact place.

Three tiers (`watch.Finding`): 1 opens the card, 2 asks one question first, 3 only offers help behind the usual answer.
Nudges rest for 24 hours after 1 and 2. Nothing that was found is ever said to anybody else.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.helplines import ANYWHERE
from bot.domain.memory import Crisis, Memory
from bot.domain.safety import Finding
from bot.domain.scene import Scene, Turn
from bot.domain.speech import Say, Words, column, words
from bot.flows import crisis_screens as screens
from bot.flows import faces, front, helping, rhythm
from bot.flows.common import today, turn

# Somebody is hurt, or hurts somebody: for so long nothing is practised together.
HURTS, ALONE = ("abuse", "harm"), timedelta(days=7)
MUTE = timedelta(hours=24)
OLD = "front.toast.old"


# ----------------------------------------------------------------------------------------------------- meeting words
def takes_over(scene: Scene, finding: Finding) -> bool:
    """Whether a card stands in place of the usual answer: for tiers 1 and 2, and while such a card is open."""
    return finding.tier < 3 or _still_open(scene) is not None


def meet(scene: Scene, finding: Finding, kept: Turn) -> Turn:
    """Answer words of danger. `kept` is the turn that has put them away: what it does is done, and what it says is
    said where no card takes over."""
    if not takes_over(scene, finding):
        return _offered(scene, finding, kept)
    memory = replace(rhythm.hush(kept.then, scene), crisis=_met(scene, finding), focus=None)
    if finding.kind in HURTS and not finding.third_person:
        memory = by_oneself(memory, scene)
    shown = screens.screen(replace(scene, memory=memory))
    if kept.do:
        shown = replace(shown, lines=(*shown.lines, words("crisis.kept")))
    return turn(memory, shown, do=kept.do)


def by_oneself(memory: Memory, scene: Scene) -> Memory:
    """Days by oneself in place of those for two: where somebody is hurt, nothing is practised together for a week.

    Nobody else can see it: what the other is offered does not change.
    """
    walk = memory.walk and replace(memory.walk, gentle=True)
    return replace(memory, walk=walk, alone_until=today(scene) + ALONE)


def _met(scene: Scene, finding: Finding) -> Crisis:
    """The crisis after one more finding. Of two, the graver counts, whichever came first."""
    before = _still_open(scene)
    if before is not None and before.tier < finding.tier:
        return replace(before, times=before.times + 1, stage="card")
    times = before.times + 1 if before else (2 if _hushed(scene) else 1)
    asks = finding.tier == 2 and finding.kind != "harm" and not finding.third_person and before is None
    return Crisis(finding.tier, finding.kind, finding.third_person, "check" if asks else "card", times, finding.stem_id)


def _offered(scene: Scene, finding: Finding, kept: Turn) -> Turn:
    """Finish politely, then offer: a minute of quiet, help, or the way back."""
    soft = screens.soft(finding.kind == "abuse", finding.third_person)
    crisis = Crisis(3, finding.kind, finding.third_person, "soft", 1, finding.stem_id)
    then = replace(kept.then, crisis=crisis)
    if len(kept.say) == 1 and scene.reach.buttons:
        return replace(kept, then=then, say=(*kept.say, soft))
    if not kept.say:
        return replace(kept, then=then, say=(soft,))
    # Numbers are typed against one list only, and a burst is two bubbles at most.
    last = kept.say[-1]
    both = replace(last, lines=(*last.lines, *soft.lines), rows=(*last.rows, *soft.rows))
    return replace(kept, then=then, say=(*kept.say[:-1], both))


def _still_open(scene: Scene) -> Crisis | None:
    """The card that is open, where it is a grave one of the last 24 hours."""
    crisis = scene.memory.crisis
    return crisis if crisis is not None and crisis.tier < 3 and _hushed(scene) else None


def _hushed(scene: Scene) -> bool:
    until = scene.memory.rhythm.hush_until
    return until is not None and until > scene.now


# ----------------------------------------------------------------------------------------------------- answers
def help_now(scene: Scene, event: Event) -> Turn:
    """The help button: the open card whole, however often it was shown, or the calm one."""
    crisis = scene.memory.crisis
    if crisis is None or crisis.tier == 3:
        return turn(scene.memory, screens.calm(scene))
    whole = replace(crisis, times=1, stage="card")
    return turn(scene.memory, screens.card(scene, whole))


def country(scene: Scene, event: Event) -> Turn:
    """The country that its person picked."""
    assert isinstance(event, e.CrisisCountry)
    if event.country not in (*helping.lines_of(scene).countries, ANYWHERE):
        return turn(scene.memory, screens.countries(scene, 0), toast=OLD)
    return help_now(scene.with_memory(country=event.country), event).also(toast="safety.country.kept")


def countries(scene: Scene, event: Event) -> Turn:
    """A page of countries to pick from."""
    assert isinstance(event, e.CrisisCountries)
    return turn(scene.memory, screens.countries(scene, event.page))


def safe(scene: Scene, event: Event) -> Turn:
    """The answer to the one plain question."""
    assert isinstance(event, e.CrisisSafe)
    crisis = scene.memory.crisis
    if crisis is None or crisis.tier == 3:
        return turn(scene.memory, screens.calm(scene), toast=OLD)
    if event.answer == "yes" and crisis.stage in ("check", "safe"):
        now = replace(crisis, stage="safe")
    else:
        now = replace(crisis, stage="card", tier=1, times=1) if event.answer == "no" else replace(crisis, stage="card")
    then = scene.with_memory(crisis=now)
    return turn(then.memory, screens.screen(then))


def meant(scene: Scene, event: Event) -> Turn:
    """A false alarm: one kind line in front of what was open. An unclear word is left alone for a day."""
    crisis, memory = scene.memory.crisis, scene.memory
    if crisis is None:
        return front.here(scene, e.Here())
    changes: dict[str, object] = {"crisis": None}
    key = "safety.misread.text-serious"
    if crisis.tier == 3:
        key = "safety.misread.text"
        live = {stem: until for stem, until in memory.muted.items() if until > scene.now}
        changes["muted"] = {**live, crisis.stem: scene.now + MUTE}
    elif crisis.times == 1:
        changes["rhythm"] = replace(memory.rhythm, hush_until=None)
    back = scene.with_memory(**changes)
    return led(front.exact(back), words(key))


def back(scene: Scene, event: Event) -> Turn:
    """Back to the exact place. The rest from nudges stays."""
    return front.exact(scene.with_memory(crisis=None)).also(toast="safety.back")


def led(answered: Turn, line: Words) -> Turn:
    """A turn whose first screen begins with one more line."""
    if not answered.say:
        return answered
    return replace(answered, say=(faces.greeted(answered.say[0], line), *answered.say[1:]))


# ----------------------------------------------------------------------------------------------------- one tap further
def more(scene: Scene, event: Event) -> Turn:
    """What stands one tap behind the card."""
    assert isinstance(event, e.CrisisMore)
    crisis = scene.memory.crisis
    abuse = crisis is not None and crisis.kind == "abuse"
    if event.what in ("me", "other", "abuse", "harm"):
        return _about(scene, event.what)
    if event.what == "copy":
        return _copied(scene, abuse)
    build = screens.MORE.get(event.what)
    if build is None:
        return help_now(scene, event).also(toast=OLD)
    return turn(scene.memory, build(scene, abuse))


def _about(scene: Scene, who: str) -> Turn:
    """Whom it is about, in its person's own word; nudges rest as for any other card."""
    crisis, memory = scene.memory.crisis, scene.memory
    if crisis is None or crisis.tier == 3:
        if who not in ("abuse", "harm"):
            return turn(memory, screens.calm(scene), toast=OLD)
        crisis = Crisis(2, who)
        memory = rhythm.hush(memory, scene)
    kind = who if who in ("abuse", "harm") else crisis.kind
    memory = by_oneself(memory, scene) if kind in HURTS and who != "other" else memory
    now = replace(crisis, other=who == "other", stage="card", times=1, kind=kind)
    then = replace(scene, memory=replace(memory, crisis=now))
    return turn(then.memory, screens.screen(then))


def _copied(scene: Scene, abuse: bool) -> Turn:
    """The message by itself, where a phone cannot copy by a button."""
    text = Say("copy", (screens.message_words(scene, abuse),), fresh=True)
    after = Say(screens.SCREEN, (words("crisis.copied"),), column(screens.TO_CARD, screens.BACK), fresh=True)
    return turn(scene.memory, text, after)


ANSWERS: dict[type[Event], Callable[[Scene, Event], Turn]] = {
    e.HelpNow: help_now,
    e.CrisisCountry: country,
    e.CrisisCountries: countries,
    e.CrisisSafe: safe,
    e.CrisisMeant: meant,
    e.CrisisMore: more,
    e.CrisisBack: back,
}
