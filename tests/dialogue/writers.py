"""People who write their story: a depth chosen, a chapter closed in peace."""

from __future__ import annotations

from tests.dialogue.people import Someone, someone
from tests.town import Town, library

NAMES = ("Ada", "Mei")
OWN = {
    "en": ("We sat on the stairs & she hummed.", "Then the door closed, softly.", "I counted <three> lamps."),
    "zh": ("我们坐在楼梯上，她哼着歌。", "后来门轻轻地关上了。", "我数了<三>盏灯。"),
}


async def chosen(here: Town, name: str, depth: str = "medium", minutes: int = 10) -> Someone:
    """On the path, with a depth."""
    who = someone(here, name)
    await who.set_out()
    await who.send("1|gd")
    await choose(who, depth, minutes)
    return who


async def choose(who: Someone, depth: str, minutes: int = 10, check: str = "none") -> None:
    """The checks, then how deep it goes, and for how many minutes."""
    assert who.sees("story.checks")
    await who.press(f"story.button.check-{check}")
    await who.press(f"story.button.depth-{depth}")
    if depth == "medium":
        await who.press("story.button.minutes", n=minutes)
    assert who.sees(f"story.chosen.{depth}", n=minutes)


async def calm(who: Someone, closed: str = "closed") -> None:
    """The question at the end, answered as somebody who is well."""
    assert who.sees("story.level")
    await who.press("scan.button.level", n=2)
    assert who.sees(f"story.{closed}")


async def agree(who: Someone) -> None:
    """Yes to the step that asks, where one does."""
    for step in library().steps:
        if who.offers(f"days.{step}.yes"):
            await who.press(f"days.{step}.yes")
