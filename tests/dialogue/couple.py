"""Ada and Mei as a couple: how they come to be linked, through the screens that people see."""

from __future__ import annotations

import re
from typing import NamedTuple

from tests.dialogue.people import HOMES, LANGS, Someone
from tests.town import Town

LINK = re.compile(r"start=(two-[A-Za-z0-9_-]+)")
CODE = re.compile(r"\b([2-9A-HJ-NP-Z]{5} [2-9A-HJ-NP-Z]{5})\b")


class Two(NamedTuple):
    """A couple of two languages and two zones."""

    ada: Someone
    mei: Someone


def someone_here(here: Town, name: str) -> Someone:
    """A person who was never here."""
    return Someone(here, here.phone(name), LANGS[name], HOMES[name])


async def invites(who: Someone) -> tuple[str, str]:
    """An invitation: what stands behind `/start` in its link, and its code."""
    await who.say("/together")
    await who.press("together.button.invite")
    await who.press("together.button.none")
    link, code = LINK.search(who.screen), CODE.search(who.screen)
    assert link is not None
    assert code is not None
    return link.group(1), code.group(1)


async def accepts(who: Someone, start: str) -> None:
    """The guest's side of an invitation by link."""
    await who.say(f"/start {start}")
    await who.press("together.button.on")
    await who.press("together.button.none")
    await who.press("together.button.yes")


async def link(inviter: Someone, guest: Someone) -> None:
    """Link two people who both agreed before."""
    start, _ = await invites(inviter)
    await accepts(guest, start)
    await inviter.press("together.button.confirm")


async def linked(here: Town) -> Two:
    """Ada and Mei, both on the path, linked."""
    two = Two(someone_here(here, "Ada"), someone_here(here, "Mei"))
    for who in two:
        await who.set_out()
    await link(two.ada, two.mei)
    return two


async def linked_before_a_path(here: Town) -> Two:
    """Ada is on the path; Mei has only said that she is of age, and lives by nobody's clock."""
    two = Two(someone_here(here, "Ada"), someone_here(here, "Mei"))
    await two.ada.set_out()
    await two.mei.say("/start")
    start, _ = await invites(two.ada)
    await two.mei.say(f"/start {start}")
    for press in ("on", "none", "yes-18"):
        await two.mei.press(f"together.button.{press}")
    await two.ada.press("together.button.confirm")
    return two


async def rests(who: Someone) -> None:
    """Let everything shared rest, as the shelf's screens lead there."""
    await who.say("/together")
    for press in ("settings", "pause"):
        await who.press(f"together.button.{press}")


async def leaves(who: Someone) -> None:
    """Leave the shelf, as its screens lead there."""
    await who.say("/together")
    for press in ("settings", "leave", "leave-yes"):
        await who.press(f"together.button.{press}")
