"""A group of two: what each agrees to have posted there, and what a command that is given there is answered with.

A group hears commands and nothing else, and its answers go through a window that both opened by themselves. Whether it
holds exactly the two is asked at the last moment before a post, by who carries it.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.bond import POSTED, Bond, Couple
from bot.domain.events import Event
from bot.domain.memory import Walk
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Button, Picture, Say, Words, words
from bot.flows import bowl, together, together_read, window
from bot.flows.common import button, turn
from bot.flows.together import bond_of, bonded

SCREEN = "two-group"
COMMAND = "together"
# A bowl of nobody's, for a picture that may not be seen any more: a photo never becomes text again.
EMPTY = Picture("bowl", {"seed": 1, "filled": "", "golds": "", "today": 0, "theme": "light"}, words("together.gone"))


# ------------------------------------------------------------------------------------------- the consent of its own
def settings_rows(scene: Scene) -> list[tuple[Button, ...]]:
    """Behind what is shared: the way to what may be posted."""
    return [(button("together.group.button.open", e.TwoGroup(bond_of(scene).couple)),)]


def look(scene: Scene, event: Event) -> Turn:
    """What may be posted, each thing by itself; the other's yes or no is nowhere here."""
    assert isinstance(event, e.TwoGroup)
    if not together.is_mine(scene, event.couple) or not scene.window.open:
        return together.home(scene)
    return turn(scene.memory, screen(scene))


def screen(scene: Scene) -> Say:
    """The page of a group of two, on the shelf's own message."""
    bond = bond_of(scene)
    switches = [_switch(bond, name) for name in POSTED]
    back = (button("together.button.settings", e.TwoSettings(bond.couple)),)
    rows = (*together_read.two_by_two(switches), back)
    lines = (words("together.group.page"), words("together.group.page-how"))
    return Say(together.SCREEN, lines, rows, picture=together.picture(scene), lent=together.lent(scene))


def _switch(bond: Bond, name: str) -> Button:
    on = name in bond.posts
    return button(f"together.group.button.{name}-{'on' if on else 'off'}", e.TwoPost(bond.couple, name, int(not on)))


def switch(scene: Scene, event: Event) -> Turn:
    """Agree to it or not, from now on. What is switched off is overwritten in the group as well."""
    assert isinstance(event, e.TwoPost)
    if not together.is_mine(scene, event.couple) or event.name not in POSTED:
        return together.home(scene)
    posts = tuple(name for name in bond_of(scene).posts if name != event.name)
    scene = scene.with_memory(bond=replace(bond_of(scene), posts=(*posts, event.name) if event.on else posts))
    return turn(scene.memory, screen(scene)) if scene.window.open else together.home(scene, "")


# ------------------------------------------------------------------------------------------------ in the group
def called(scene: Scene, event: Event) -> Turn:
    """A command in a group. To use what is shared keeps it open, as it does in private."""
    assert isinstance(event, e.GroupCalled)
    if event.command != COMMAND:
        return Turn(scene.memory, (replace(helping(scene.bot_link), where=event.chat),))
    memory = bonded(scene, used_at=scene.now) if scene.window.open else scene.memory
    return Turn(memory, (replace(posted(scene), where=event.chat),))


def answer(command: str, link: str) -> Say:
    """What a command is answered with for somebody of whom nothing is known."""
    return nothing(link) if command == COMMAND else helping(link)


def helping(link: str) -> Say:
    """What a group is for, and where everything else has its place."""
    return _said("together.group.help", link)


def nothing(link: str) -> Say:
    """The one sentence where nothing is posted, whatever the reason."""
    return _said("together.group.nothing", link)


def gone(link: str) -> Say:
    """In place of a post that may not be seen any more."""
    return _said("together.gone", link)


def _said(key: str, link: str) -> Say:
    return Say(SCREEN, (words(key),), ((_alone(link),),), fresh=True)


def _alone(link: str) -> Button:
    return Button(words("together.group.button.alone"), url=link)


def posted(scene: Scene) -> Say:
    """What both agreed to have posted; where that is nothing, the one sentence."""
    lines = _lines(scene)
    if not lines:
        return nothing(scene.bot_link)
    names = {"own": scene.memory.profile.name, "name": scene.window.name}
    shown = Say(
        SCREEN,
        (words("together.group.shelf", **names), *lines),
        ((_alone(scene.bot_link),),),
        picture=_picture(scene) if "days" in scene.window.posts else None,
        fresh=True,
        protect=True,
        # As on the shelf; a sketch has paragraphs.
        tight="loop" not in scene.window.posts,
    )
    return replace(shown, lent=("name", *(f"post:{name}" for name in scene.window.posts)))


def _lines(scene: Scene) -> tuple[Words, ...]:
    parts = {"days": _days, "step": _steps, "shared": _shared, "loop": _loop}
    return tuple(line for name in scene.window.posts for line in parts[name](scene))


def _days(scene: Scene) -> tuple[Words, ...]:
    own = bowl.filled(scene.memory.walk or Walk())
    counts = ((scene.memory.profile.name, own), (scene.window.name, scene.window.practised or 0))
    return tuple(words("together.their-days", n=n, name=name) for name, n in counts)


def _steps(scene: Scene) -> tuple[Words, ...]:
    own = window.step_of(scene.library, scene.memory.walk) if scene.memory.walk is not None else None
    steps = ((scene.memory.profile.name, own), (scene.window.name, scene.window.step))
    if own is not None and own == scene.window.step:
        return (words("together.same-step", step=words(f"days.{own}.title")),)
    return tuple(
        words("together.their-step", step=words(f"days.{step}.title"), name=name) for name, step in steps if step
    )


def _shared(scene: Scene) -> tuple[Words, ...]:
    dates = scene.window.shared
    return (words("together.shared-days", n=len(dates)),) if dates else ()


def _loop(scene: Scene) -> tuple[Words, ...]:
    own, theirs = bond_of(scene).items.get("loop"), scene.window.items.get("loop")
    if own is None or theirs is None:
        return ()
    return together_read.drawn(scene, "loop", theirs, scene.window.name, together_read.leaning_of(own))


def _picture(scene: Scene) -> Picture:
    """Both bowls by their counts alone: which of one's own days hold gold is for nobody else, in a group either."""
    couple = scene.couple or Couple(scene.now, 1)
    own = bowl.filled(scene.memory.walk or Walk())
    names = {"own": scene.memory.profile.name, "name": scene.window.name}
    # Whoever asks: each one's bowl there is always the same.
    seeds = (couple.seed & 0x7FFFFFFE, couple.seed & 0x7FFFFFFE | 1)
    left, right = seeds if bond_of(scene).side == "a" else seeds[::-1]
    facts: dict[str, str | int | bool | Words] = {
        "left-seed": left,
        "left-filled": ",".join(map(str, range(1, own + 1))),
        "left-golds": "",
        "right-seed": right,
        "right-n": scene.window.practised or 0,
        "left-name": words("together.name", name=names["own"]),
        "right-name": words("together.name", name=names["name"]),
        "theme": "light",
    }
    return Picture("shelf", facts, words("together.group.alt", **names))


ANSWERS: Answers = {e.TwoGroup: look, e.TwoPost: switch, e.GroupCalled: called}
