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
