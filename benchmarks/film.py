"""What a film costs, and what it does to others meanwhile: python -m benchmarks.film

Seconds of a core and of the clock, bytes and memory; how long a waiting event loop was held at most while films were
made (beside the same loop at rest), and how long a picture took meanwhile.
"""

from __future__ import annotations

import asyncio
import resource
import statistics
import time
from collections.abc import Awaitable
from functools import cache
from typing import Any

from bot.content.load import load
from bot.pictures import film
from bot.pictures.bowl import GOLDS, Gold
from bot.pictures.draw import Renderer
from bot.pictures.film import Film
from bot.pictures.told import Theme

ROUNDS = 5
FILMS = 6
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><!--{n}--></svg>'
PATHS = {"three days": range(1, 4), "thirty days": range(1, 31), "fifty days": range(1, 51)}
LIMIT_BYTES, LIMIT_MS = 1_500_000, 50


def film_of(days: range, seed: int, theme: Theme = "light") -> Film:
    """A person's film after some days."""
    return Film(seed, frozenset(days), golds(), theme)


@cache
def golds() -> tuple[Gold, ...]:
    """The gold of each day of the path."""
    return tuple(next(gold for gold in GOLDS if gold == day.gold) for day in load().days)


async def cost(name: str, days: range) -> None:
    """One line: medians of some films, each of another person."""
    walls, cores, sizes = [], [], []
    for seed in range(ROUNDS):
        made, renderer = film_of(days, seed, "dark" if seed % 2 else "light"), Renderer()
        wall, core = time.perf_counter(), time.process_time()
        sizes.append(len(await film.make(made, renderer)))
        walls.append(time.perf_counter() - wall)
        cores.append(time.process_time() - core)
    print(
        f"{name:12} {statistics.median(cores):5.2f} s of a core  {statistics.median(walls):5.2f} s  "
        f"{max(sizes) / 1000:5.0f} kB at most"
    )
    assert max(sizes) < LIMIT_BYTES


async def held(work: Awaitable[Any]) -> float:
    """The longest time in ms that the loop was held while something was under way."""
    task, worst = asyncio.ensure_future(work), 0.0
    while not task.done():
        before = time.perf_counter()
        await asyncio.sleep(0.001)
        worst = max(worst, (time.perf_counter() - before) * 1000 - 1)
    await task
    return worst


async def beside() -> None:
    """Films one after another, a picture that is wanted meanwhile, and the loop."""
    renderer = Renderer()
    waits: list[float] = []

    async def films() -> None:
        for seed in range(FILMS):
            await film.make(film_of(PATHS["fifty days"], seed), renderer)

    async def pictures(until: asyncio.Task[None]) -> None:
        number = 0
        while not until.done():
            number, begun = number + 1, time.perf_counter()
            await renderer.draw(PICTURE.format(n=number))
            waits.append((time.perf_counter() - begun) * 1000)
            await asyncio.sleep(0.05)

    rest = await held(asyncio.sleep(1))
    making = asyncio.create_task(films())
    worst = await held(pictures(making))
    print(f"the loop is held for at most {worst:.1f} ms at a time ({rest:.1f} ms at rest; {LIMIT_MS} is the limit)")
    print(f"a picture wanted meanwhile takes {statistics.median(waits):.0f} ms, {max(waits):.0f} at most")


def main() -> None:
    golds()
    for name, days in PATHS.items():
        asyncio.run(cost(name, days))
    asyncio.run(beside())
    print(f"memory of the whole process at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
