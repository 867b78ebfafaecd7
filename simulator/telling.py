"""Stories are told: each is played against the real bot, once in each language, and written down."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from simulator import habits, inline
from simulator.album import Album
from simulator.clockwork import Stuck
from simulator.handset import Handset
from simulator.house import House
from simulator.model import CallbackQuery, Happening, Json, Message
from simulator.screen import button_of, lines
from simulator.stories import LANGUAGES, Step, Story, StoryError, read

TELLERS: Final = {"en": ("ada", "mei"), "zh": ("mei", "ada")}
LATELY: Final = 4


class Failed(AssertionError):
    """The bot did not do what the story says."""


async def tell(files: Sequence[Path], html: Path | None) -> int:
    """Play stories in both languages and print them. Returns 1 when one of them went otherwise, 2 for a bad file."""
    try:
        stories = [read(file) for file in files]
    except StoryError as fault:
        print(fault)
        return 2
    album, red = Album(), 0
    for story in stories:
        for lang in LANGUAGES:
            red += not await told(story, lang, print, album)
    if html is not None:
        album.write(html)
        print(f"\n{html}: {len(album)} screens")
    return 1 if red else 0


async def told(story: Story, lang: str, write: Callable[[str], object], album: Album | None = None) -> bool:
    """Play one story in one language in a house of its own. Returns whether it went as written."""
    write(f"\n== {story.title} ({lang})")
    house = House()
    house.tick_seconds = 0.05  # nobody watches
    await house.start()
    try:
        await house.ready()
        teller = Teller(house, story, lang, write, album)
        await teller.play()
    except (Failed, Stuck) as fault:
        write(f"   !! {fault}")
        return False
    finally:
        await house.stop()
    return True


class Teller:
    """A story under way in a house."""

    def __init__(
        self, house: House, story: Story, lang: str, write: Callable[[str], object], album: Album | None = None
    ) -> None:
        self.house = house
        self.story = story
        self.lang = lang
        self.write = write
        self.album = album
        you, other = TELLERS[lang]
        self.people = {"you": house.handsets[you], "other": house.handsets[other]}
        self.since_clock = 0
        house.heard = self._heard

    async def play(self) -> None:
        """Every step in turn. Raises `Failed` with the step's number."""
        await self.house.clockwork.settle()
        await self._clock(self.story.begins)
        for step in self.story.steps:
            for _ in range(step.times):
                try:
                    await self._play(step)
                except (AssertionError, KeyError, IndexError) as fault:
                    raise Failed(f"step {step.number}, {step.kind} {step.value[self.lang]!r}: {fault}") from fault

    async def _play(self, step: Step) -> None:
        who = self.people[step.who]
        value = step.value[self.lang].replace("{zone}", who.zone).replace("{ahead}", habits.ahead(who))
        acts: dict[str, Callable[[], object]] = {
            "say": lambda: who.phone.say(value),
            "press": lambda: who.phone.tap(value),
            "tag": lambda: self._tag(who, value),
            "see": lambda: self._see(step, value),
            "never": lambda: self._never(who, value),
            "toast": lambda: self._toast(who, value),
            "quiet": self._quiet,
        }
        if step.kind == "clock":
            await self._clock(value)
        elif step.kind == "share":
            await self._share(who)
        else:
            acts[step.kind]()
        await self.house.clockwork.settle()

    # What people do

    def _tag(self, who: Handset, pattern: str) -> None:
        wanted = f"1|{pattern}"
        for message in reversed(who.phone.replies[-LATELY:]):
            for button in (button for row in message.rows for button in row):
                data = button.get("callback_data", "")
                if fnmatchcase(data, wanted) or data.startswith(f"{wanted}|") or data == wanted:
                    who.phone.press_data(data, on=message)
                    return
        there = [button.get("callback_data") for row in who.phone.last.rows for button in row]
        raise Failed(f"no button {wanted!r}; there are {there}")

    async def _share(self, who: Handset) -> None:
        shares = [label for label in who.phone.last.buttons if self._is_share(who, label)]
        if not shares:
            raise Failed(f"no share button among {who.phone.last.buttons}")
        query = who.phone.share(shares[0], None)
        await self.house.clockwork.settle()
        other = next(one for one in self.people.values() if one is not who)
        inline.choose(self.house.world, query, 0, who.phone.chat_for(other.phone))

    def _is_share(self, who: Handset, label: str) -> bool:
        button: Json = button_of([who.phone.last], label)[1]
        return any(name.startswith("switch_inline") for name in button)

    async def _clock(self, value: str) -> None:
        work, you = self.house.clockwork, self.people["you"]
        self.since_clock = self.house.world.number
        moved = re.fullmatch(r"\+(\d+) ?(h|hours?|days?)(, living)?", value)
        if value == "next":
            await work.to_next()
        elif moved:
            span = timedelta(hours=int(moved[1])) if moved[2].startswith("h") else timedelta(days=int(moved[1]))
            each = (lambda: habits.live(you, work.settle)) if moved[3] else None
            await work.forward(span, each)
        else:
            await work.to(_next_hour(you, self.house.now(), value))
        self.write(f"   -- {you.local(self.house.now()):%a %d %b, %H:%M}")

    # What they see

    def _see(self, step: Step, value: str) -> None:
        phone = self.people[step.who].phone
        other = self.people["other" if step.who == "you" else "you"].phone
        shown = phone.chat_with(other) if step.chat == "other" else phone.replies
        texts = [text for message in shown[-LATELY:] for text in (message.text, *message.buttons)]
        if not any(value in text for text in texts):
            raise Failed(f"{phone.person.first_name} does not see it, but: {texts[-12:]}")

    def _never(self, who: Handset, value: str) -> None:
        hits = [text for text in who.phone.seen if value in text]
        if hits:
            raise Failed(f"it was said: {hits[0]!r}")

    def _toast(self, who: Handset, value: str) -> None:
        if value not in (who.phone.toasts or [""])[-1]:
            raise Failed(f"the last toasts are {who.phone.toasts[-3:]}")

    def _quiet(self) -> None:
        said = [one for one in self.people["you"].phone.replies if one.number > self.since_clock]
        if said:
            raise Failed(f"the bot has spoken: {said[-1].text!r}")

    def _heard(self, happening: Happening) -> None:
        message, what = happening.message, happening.what
        if isinstance(what, CallbackQuery):
            if happening.kind == "press":
                self.write(f"   {what.person.first_name} presses [{_label(what)}]")
            elif happening.kind == "answer" and what.text:
                self.write(f"   ({what.text})")
        elif message is not None and happening.kind in ("message", "edit"):
            self._written(message, happening.kind)

    def _written(self, message: Message, kind: str) -> None:
        mark = "~ " if kind == "edit" else ""
        for number, line in enumerate(lines(message)):
            self.write(f"   {mark if number == 0 else ''}{line}")
        teller = self.people["you"]
        if self.album is not None and message.by_bot and teller.phone.person in message.chat.people:
            self.album.keep(self.story.title, self.lang, teller, message)


def _label(query: CallbackQuery) -> str:
    buttons = [button for row in query.message.rows for button in row]
    return next((str(one["text"]) for one in buttons if one.get("callback_data") == query.data), query.data)


def _next_hour(handset: Handset, now: datetime, hour: str) -> datetime:
    """The next time that this phone's clock shows an hour."""
    here = handset.local(now)
    at = here.replace(hour=int(hour[:2]), minute=int(hour[3:]), second=0, microsecond=0)
    return at if at > here else at + timedelta(days=1)
