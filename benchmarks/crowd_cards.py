"""Whether a crowd that asks for cards delays the presses of others: python -m benchmarks.crowd_cards

The real bot, in a process of its own, behind the smallest possible Bot API server. Some people press ordinary buttons
at an easy pace. Others write a line of their own and have it drawn, each time another one, so that no card is known
already, and ask for the next as soon as they have it. Windows with and without the crowd take turns in one run: the
machine may be busy with something else, but then it is so in both.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from dataclasses import dataclass, field
from itertools import count

from benchmarks.crowd_api import FIRST, Crowd, Presser
from benchmarks.load import OURS, questions, running
from bot import buttons
from bot.domain import events as e

# More people ask than the courier carries lines at a time.
PRESSERS, ASKERS = 20, 100
# Seconds between an answer and the next ordinary press of the same person, and between the first askers.
PAUSE, COMING = 0.3, 0.03
LIMIT_MS = 50
LINES = "I stay when it is loud, number {n}, and say what I need, once, and listen"


@dataclass
class Window:
    """What happened in some seconds: how long ordinary presses took, and cards, in seconds each."""

    seconds: float = 0.0
    presses: list[float] = field(default_factory=list)
    cards: list[float] = field(default_factory=list)


class Cards(Crowd):
    """People who press at an easy pace, and others who ask for one card after the other while `asking` is set."""

    def __init__(self) -> None:
        super().__init__(PRESSERS + ASKERS, questions, "/start")
        self.askers = [FIRST + PRESSERS + n for n in range(ASKERS)]
        self.window = Window()
        self.asking = False
        self._rest = asyncio.Event()
        self._lines = count()

    def press(self, person: Presser) -> None:
        """The next press, a while after the last; or the next card."""
        if person.id not in self.askers:
            asyncio.get_running_loop().call_later(PAUSE, super().press, person)
        elif self.asking:
            self.ask(person)
        elif self.all_there():
            self._rest.set()

    def ask(self, person: Presser) -> None:
        """A line of one's own, and its card."""
        person.began, person.waiting = time.perf_counter(), {"photo"}
        self._query(person, e.CardWrite("strength"))
        self.put({"message": person.shown() | {"from": person.user(), "text": LINES.format(n=next(self._lines))}})
        self._query(person, e.CardDraw())

    def _query(self, person: Presser, press: e.Press) -> None:
        person.presses += 1
        query = {"id": f"{person.id}-{person.presses}", "from": person.user(), "chat_instance": "1"}
        self.put({"callback_query": query | {"message": person.shown(), "data": buttons.write(press)}})

    def took(self, person: Presser, seconds: float) -> None:
        """A press is over, or a card is there."""
        (self.window.cards if person.id in self.askers else self.window.presses).append(seconds)

    async def begin(self) -> None:
        """The askers come, one after the other: how a hundred presses at once are borne is another benchmark's."""
        self.asking = True
        for asker in self.askers:
            self.ask(self.people[asker])
            await asyncio.sleep(COMING)

    async def rest(self) -> None:
        """Nobody asks any more, and every card that was asked for has come."""
        self.asking = False
        if self.all_there():
            return
        self._rest.clear()
        await self._rest.wait()

    def all_there(self) -> bool:
        """Whether no card is under way."""
        return not any(self.people[asker].waiting for asker in self.askers)


async def windows(people: Cards, rounds: int, seconds: float) -> tuple[Window, Window]:
    """What happened without the crowd and with it, in turns."""
    without, crowded = Window(), Window()
    for _ in range(rounds):
        for total, crowd in ((without, False), (crowded, True)):
            if crowd:
                await people.begin()
                await asyncio.sleep(1.0)
            people.window = Window()
            began = time.perf_counter()
            await asyncio.sleep(seconds)
            total.seconds += time.perf_counter() - began
            total.presses += people.window.presses
            total.cards += people.window.cards
            await asyncio.wait_for(people.rest(), 60)
    return without, crowded


def said(values: list[float]) -> dict[str, float]:
    """Milliseconds: half of all took less, all but one in a hundred, all."""
    ordered = sorted(values)
    return {"p50": ordered[len(ordered) // 2], "p99": ordered[int(len(ordered) * 0.99)], "max": ordered[-1]}


async def main() -> None:
    """The figures, as a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crowd_cards", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--verbose", action="store_true")
    asked = parser.parse_args()
    people = Cards()
    async with running(people, OURS.arguments, asked.verbose):
        people.start()
        await asyncio.sleep(2.0)
        without, crowded = await windows(people, asked.rounds, asked.seconds)
    if not (without.presses and crowded.presses and crowded.cards):
        raise SystemExit("the bot answered nothing")
    print(f"{PRESSERS} people press every {PAUSE:g} s; {ASKERS} others ask for one new card after the other")
    print(f"{len(without.presses)} presses without them, {len(crowded.presses)} with them")
    print(f"{'':14}{'without':>10}{'with':>10}{'delay':>10}  ms")
    calm, loud = said(without.presses), said(crowded.presses)
    for name in calm:
        delay = (loud[name] - calm[name]) * 1e3
        print(f"press, {name:7}{calm[name] * 1e3:10.1f}{loud[name] * 1e3:10.1f}{delay:10.1f}")
    card = said(crowded.cards)
    print(f"cards {len(crowded.cards) / crowded.seconds:.1f}/s; each comes after {card['p50'] * 1e3:.0f} ms (median)")
    delay = (loud["p99"] - calm["p99"]) * 1e3
    print(f"99 of 100 presses are delayed by {delay:.1f} ms at most (limit {LIMIT_MS})")


if __name__ == "__main__":
    asyncio.run(main())
