"""Ten people and what they do with a year: who comes when, who is silent, who rests, who moves, who only types."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from bot.domain.speech import Param
from simulator.model import Message
from tests.plain_phone import choices_of
from tests.town import library
from tests.year.soul import IN_SIGHT, Act, Soul


class Silent(Soul):
    """Does the first day, and is not heard of again; two words in the whole year."""

    habit, lang, zone, begins = "silent", "zh", "Asia/Shanghai", time(16, 10)
    words_on = (200, 290)

    def plans(self, n: int) -> list[tuple[time, Act]]:
        if n == 0:
            return [(self.begins, self.set_out), (time(16, 30), self.morning)]
        return [(time(12), self.comes_back)] if n in self.words_on else []

    def comes_back(self) -> Iterator[None]:
        self.say("/today")
        yield
        yield from self.morning()


class Evenings(Soul):
    """Only looks at the phone in the evening."""

    habit, zone, begins = "evening-only", "America/Sao_Paulo", time(6)

    def plans(self, n: int) -> list[tuple[time, Act]]:
        first: list[tuple[time, Act]] = [(self.begins, self.set_out)] if n == 0 else []
        return [*first, (time(20, 50), self.both)]

    def both(self) -> Iterator[None]:
        if any(self.offers(f"days.{step}.yes") for step in library().steps):
            yield from self.morning()
        yield from self.evening()


class Resting(Soul):
    """Rests for two months, and later for a rough week."""

    habit, lang, zone, begins = "resting", "zh", "Asia/Shanghai", time(16, 10)
    rest, back, rough = 10, 70, 80

    def plans(self, n: int) -> list[tuple[time, Act]]:
        special: dict[int, Act] = {self.rest: self.rests, self.back: self.resumes, self.rough: self.rough_week}
        if n in special:
            return [(time(12), special[n])]
        away = self.rest < n < self.back or self.rough < n < self.rough + 7
        return [] if away else super().plans(n)

    def rests(self) -> Iterator[None]:
        self.say("/settings")
        yield
        yield from self.there("settings.button.rest")
        on = self.clock
        self.quiet.append((on, on + timedelta(days=self.back - self.rest)))

    def resumes(self) -> Iterator[None]:
        assert self.offers("rest.button.resume")
        yield from self.there("rest.button.resume")

    def rough_week(self) -> Iterator[None]:
        self.say("/menu")
        yield
        yield from self.there("front.button.rough-week")
        on = self.clock
        ends = datetime.combine(on.date() + timedelta(days=7), time(), on.tzinfo)
        self.quiet.append((on, ends))
        # Who has rested has not been silent.
        self.seen.append(ends - timedelta(hours=12))


class Moving(Soul):
    """Lives in another place every nine days, east and west, over the date line too."""

    habit = "moving"
    places = (
        *("Asia/Tokyo", "America/Los_Angeles", "Pacific/Apia", "Pacific/Pago_Pago"),
        *("America/Sao_Paulo", "Asia/Kathmandu", "Europe/London"),
    )
    hours = (time(12), time(22, 30), time(6), time(20, 31), time(9, 5))

    def plans(self, n: int) -> list[tuple[time, Act]]:
        if n % 9 or not n:
            return super().plans(n)
        return sorted([*super().plans(n), (self.hours[n // 9 % len(self.hours)], self.flies)], key=lambda one: one[0])

    def flies(self) -> Iterator[None]:
        place = self.places[(self._n // 9 - 1) % len(self.places)]
        self.phone.press_data(f"1|sz|{place}", on=self.phone.last)
        self.seen.append(self.clock)
        yield
        self.flights.append(self.clock.date())
        self.zone = place
        self.flights.append(self.clock.date())


class Blocking(Soul):
    """Blocks the bot for a month, and writes some days after opening the door again."""

    habit, lang, zone, begins = "blocking", "zh", "Asia/Shanghai", time(16, 10)
    block, unblock, back = 15, 45, 48

    def plans(self, n: int) -> list[tuple[time, Act]]:
        special: dict[int, Act] = {self.block: self.blocks, self.unblock: self.opens_door, self.back: self.writes}
        if n in special:
            return [(time(12), special[n])]
        return [] if self.block < n < self.back else super().plans(n)

    def blocks(self) -> Iterator[None]:
        self.phone.block()
        yield
        self.quiet.append((self.clock, self.clock + timedelta(days=self.unblock - self.block)))

    def opens_door(self) -> Iterator[None]:
        self.phone.unblock()
        self.seen.append(self.clock)
        yield

    def writes(self) -> Iterator[None]:
        self.say("/today")
        yield
        yield from self.morning()


class Typing(Soul):
    """Has numbers instead of buttons, and types them."""

    habit, lang, zone, begins = "only typing", "zh", "Asia/Shanghai", time(16, 10)
    city = "上海"

    def set_out(self) -> Iterator[None]:
        self.say("/start")
        yield
        self.phone.press_data("1|tp|1", on=self.phone.last)
        yield
        yield from super().set_out()

    def at_home(self) -> Iterator[None]:
        self.say(self.city)
        yield

    def choices(self, message: Message) -> tuple[str, ...]:
        return tuple(choices_of([message.text]))

    def _with(self, label: str) -> Message | None:
        return self.phone.last if label in choices_of([m.text for m in self.phone.replies[-IN_SIGHT:]]) else None

    def press(self, key: str, **params: Param) -> None:
        self.say(choices_of([m.text for m in self.phone.replies[-IN_SIGHT:]])[self.text(key, **params)])


class Skipping(Soul):
    """Skips every fifth day, and fills one crack long after."""

    habit = "skipping"
    fills = 300

    def plans(self, n: int) -> list[tuple[time, Act]]:
        return [(time(9), self.fills_one)] if n == self.fills else super().plans(n)

    def morning(self) -> Iterator[None]:
        yield from self.opens()
        if (len(self.done) + len(self.skipped)) % 5 == 3 and self.offers("day.button.skip"):
            self.skipped.append(self.shown("day.button.skip"))
            self.press("day.button.skip")
            yield
        else:
            yield from super().morning()

    def fills_one(self) -> Iterator[None]:
        self.say("/today")
        yield
        crack = self.skipped.pop(0)
        self.press("day.button.fill", title=self.text(f"days.{crack}.title"))
        yield
        self.press("day.button.did-it")
        yield
        self.did(crack)


class Low(Soul):
    """Has a heavy evening every third date."""

    habit = "low mood"

    def mood(self) -> int:
        return 2 if (self.clock.date() - self.start).days % 3 == 0 else 4


class Night(Soul):
    """Begins late in the evening, and does not come on every third date."""

    habit, lang, zone, begins = "starting at night", "zh", "Asia/Shanghai", time(21, 15)

    def plans(self, n: int) -> list[tuple[time, Act]]:
        if n == 0:
            return [(self.begins, self.set_out)]
        return [] if n % 3 == 1 and self.finished_on is None else super().plans(n)


PEOPLE: dict[str, type[Soul]] = {
    "Ada": Soul,
    "Mei": Silent,
    "Sol": Evenings,
    "Wei": Resting,
    "Noor": Moving,
    "Bo": Blocking,
    "Lin": Typing,
    "Tom": Skipping,
    "Ida": Low,
    "Yun": Night,
}
