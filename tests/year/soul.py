"""Somebody who goes through a year with a phone in hand.

What they do is queued, and the town answers all who do something at the same moment at once: an act is a generator that
yields after each press. What they are told unasked is noted as it arrives, by the clock of the place where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.domain.speech import Param, words
from simulator.model import Message
from tests.town import LANGUAGES, Town, library

LAST = "day-50"
IN_SIGHT = 4
Act = Callable[[], Iterator[None]]


@dataclass(frozen=True, slots=True)
class Came:
    """What came unasked: by the clock of the place, its text, the labels below it, and the face of a day in it."""

    at: datetime
    text: str
    labels: tuple[str, ...]
    day: str
    gentle: bool

    @property
    def first(self) -> str:
        """Its first line, which a lock screen shows."""
        return self.text.split("\n")[0]


class Soul:
    """Somebody who does each small thing: in the morning, and three taps in the evening."""

    habit = "diligent"
    lang = "en"
    zone = "Europe/London"
    begins = time(8, 10)

    def __init__(self, here: Town, name: str) -> None:
        self.here, self.name = here, name
        self.phone = here.phone(name, LANGUAGES["Mei"] if self.lang == "zh" else "en")
        self.start = self.clock.date()
        self.begun_at: datetime | None = None
        self.finished_on: date | None = None
        self.came: list[Came] = []
        # When they were there themselves, and from when to when nothing may come.
        self.seen: list[datetime] = []
        self.quiet: list[tuple[datetime, datetime]] = []
        self.low: list[date] = []
        # The face of a day behind the yes to a step, by its date.
        self.opened: dict[date, tuple[str, bool]] = {}
        # The dates of a flight, at both ends.
        self.flights: list[date] = []
        self.skipped: list[str] = []
        self.done: dict[str, date] = {}
        self._n = -1
        self._acts: list[tuple[datetime, Act]] = []

    # ------------------------------------------------------------------------------------------------- seeing
    @property
    def clock(self) -> datetime:
        """What the clock shows where they are."""
        return self.here.now.astimezone(ZoneInfo(self.zone))

    @property
    def last(self) -> str:
        """The newest message."""
        return self.phone.last.text

    def text(self, key: str, **params: Param) -> str:
        """A text as they read it."""
        return _text(self.here, self.lang, key, tuple(params.items()))

    def one_of(self, line: str, prefix: str) -> bool:
        """Whether a line is one of the texts `prefix.0`, `prefix.1` …"""
        return any(line == self.text(f"{prefix}.{n}") for n in range(library().count(prefix)))

    def returned(self, came: Came) -> bool:
        """Whether it begins with a word for somebody who has rested."""
        return came.first == self.text("rhythm.rest.rough-week-over").split("\n")[0]

    def face(self, text: str) -> tuple[str, bool]:
        """The day that a text shows, and whether in its gentler form; ("", False) where it shows none."""
        for day in library().days:
            for gentle, key in ((True, "gentle"), (False, "action")):
                if any(told in text for told in self.told(day.id, key)):
                    return day.id, gentle
        return "", False

    def told(self, day: str, part: str) -> tuple[str, ...]:
        """What a day may say for a part: its own words, and those of a depth that has some."""
        keys = (f"days.{day}.{part}", *(f"days.{day}.{depth}.{part}" for depth in ("light", "skip")))
        return tuple(self.text(key) for key in keys if key in library().words[self.lang])

    def hears(self, message: Message) -> None:
        """Something came unasked."""
        self.came.append(Came(self.clock, message.text, self.choices(message), *self.face(message.text)))

    def choices(self, message: Message) -> tuple[str, ...]:
        """The labels of what can be chosen."""
        return tuple(message.buttons)

    def _with(self, label: str) -> Message | None:
        return next((m for m in reversed(self.phone.replies[-IN_SIGHT:]) if label in m.buttons), None)

    def offers(self, key: str, **params: Param) -> bool:
        """Whether one of the newest messages has this button."""
        return self._with(self.text(key, **params)) is not None

    # ------------------------------------------------------------------------------------------------- doing
    def press(self, key: str, **params: Param) -> None:
        """Press a button of one of the newest messages."""
        on = self._with(self.text(key, **params))
        assert on is not None, f"{self.name}: no {key} in\n{self.last}"
        self.phone.press(self.text(key, **params), on=on)
        self.seen.append(self.clock)

    def say(self, text: str) -> None:
        """Type."""
        self.phone.say(text)
        self.seen.append(self.clock)

    def there(self, *keys: str) -> Iterator[None]:
        """Press one after the other what is there of these."""
        for key in keys:
            if self.offers(key):
                self.press(key)
                yield

    def set_out(self) -> Iterator[None]:
        """From `/start` onto the path, with day 1 open; the set-up's own screens are tested elsewhere."""
        self.say("/start")
        yield
        yield from self.there("front.button.begin")
        for n in range(12):
            yield from self.there(f"quiz.agree.{(4, 2, 5, 3)[n % 4]}")
        yield from self.there("quiz.button.path")
        yield from self.at_home()
        yield from self.there("places.button.accept", "days.step-1.yes")
        self.begun_at = self.clock
        assert self.face(self.last) == ("day-01", False), self.last

    def at_home(self) -> Iterator[None]:
        """Where they live, as the press of a city."""
        self.phone.press_data(f"1|sz|{self.zone}", on=self.phone.last)
        yield

    def opens(self) -> Iterator[None]:
        """Yes to a step that asks."""
        for step in library().steps:
            if self.offers(f"days.{step}.yes"):
                yield from self.there(f"days.{step}.yes")
                on = self._with(self.text("day.button.did-it"))
                self.opened[self.clock.date()] = self.face(on.text if on else "")

    def morning(self) -> Iterator[None]:
        """The day's small thing."""
        yield from self.opens()
        day = self.shown("day.button.did-it")
        # A picture comes below the day that it is for: what is done there is not pressed again.
        if self.offers("day.button.did-it") and day not in self.done:
            self.press("day.button.did-it")
            yield
            self.did(day)

    def shown(self, key: str) -> str:
        """The day on the screen that has this button; "" where it is none, as with a booster."""
        on = self._with(self.text(key))
        return self.face(on.text)[0] if on else ""

    def did(self, day: str) -> None:
        """A day is practised."""
        if day:
            self.done[day] = self.clock.date()
        if day == LAST:
            self.finished_on = self.clock.date()

    def evening(self) -> Iterator[None]:
        """Three taps, for what is missing."""
        mood = self.mood()
        day = self.asked_about()
        if day:
            self.press("evening.button.done")
            yield
            self.did(day)
        if self.offers("evening.felt.4"):
            yield from self.there("evening.felt.4", f"evening.mood.{mood}")
            if mood <= 2:
                self.low.append(self.clock.date())

    def asked_about(self) -> str:
        """The day that the evening asks about, or "" where it does not."""
        on = self._with(self.text("evening.button.done"))
        if on is None or self.text("evening.hello") not in on.text:
            return ""
        return next(d.id for d in library().days if any(title in on.text for title in self.told(d.id, "title")))

    def mood(self) -> int:
        """This evening's."""
        return 4

    def lives(self) -> Iterator[None]:
        """Does something else."""
        yield from ()

    def shows_bowl(self) -> Iterator[None]:
        """The whole bowl."""
        self.say("/progress")
        yield

    # ------------------------------------------------------------------------------------------------- the year
    def plans(self, n: int) -> list[tuple[time, Act]]:
        """What they do on their date number `n` (0 is the first)."""
        if n == 0:
            return [(self.begins, self.set_out), (time(9), self.morning), (time(21), self.evening)]
        return [(time(9), self.morning), (time(21), self.evening)]

    @property
    def next_visit(self) -> datetime:
        """When they do something next."""
        if not self._acts:
            self._n += 1
            on, here = self.start + timedelta(days=self._n), ZoneInfo(self.zone)
            plans = self.plans(self._n) or [(time(12), self.lives)]
            self._acts = [(datetime.combine(on, at, here), act) for at, act in plans]
        return self._acts[0][0].astimezone(ZoneInfo("UTC"))

    def visit(self) -> Iterator[None]:
        """What they do now."""
        yield from self._acts.pop(0)[1]()


@cache
def _text(here: Town, lang: str, key: str, params: tuple[tuple[str, Param], ...]) -> str:
    return here.house.renderer.label(lang, words(key, **dict(params))).strip()
