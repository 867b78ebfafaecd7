"""What the bot can carry, beside the smallest possible bots: `make bench`.

Fifty people press in a closed loop through polling, on SQLite. Ours runs what ships: durability as in production,
only SEND_RATE raised. The bots take turns, and medians are compared: ratios in one run, not single times.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
from aiohttp import web

from benchmarks import crowd
from benchmarks.crowd_api import TOKEN, Crowd, Presser, application

PEOPLE = 50
WARM, MEASURED = 1.5, 5.0
ROOT = Path(__file__).resolve().parent.parent


def simply(person: Presser) -> str:
    """What people press on the smallest bots."""
    return str(person.presses)


def questions(person: Presser) -> str:
    """On ours: begin, answer, and now and then one back, so that the questions never end."""
    data: list[str] = [key["callback_data"] for row in person.rows for key in row if "callback_data" in key]
    begin = [d for d in data if d.startswith("1|qb")]
    back = [d for d in data if d.startswith("1|qk")]
    answers = [d for d in data if d.startswith("1|qc")]
    if begin:
        return begin[0]
    return back[0] if back and person.presses % 2 else answers[person.presses % len(answers)]


@dataclass
class Measured:
    """One run of one bot."""

    presses: float
    p50: float
    p99: float
    ready: float
    memory: float
    cpu: float


@dataclass
class Contestant:
    """A bot to measure: how it is started, and what people press on it."""

    name: str
    arguments: Callable[[str], list[str]]
    choose: Callable[[Presser], str]
    first: str = ""


OURS = Contestant("kintsugi", lambda api: ["-m", "bot", "--with-scheduler"], questions, "/start")
PEERS = [
    Contestant(
        "aiogram, empty", lambda api: ["-m", "benchmarks.peers.aiogram_bot", "--api", api, "--token", TOKEN], simply
    ),
    Contestant(
        "python-telegram-bot, empty",
        lambda api: ["-m", "benchmarks.peers.ptb_bot", "--api", api, "--token", TOKEN],
        simply,
    ),
]


@contextlib.asynccontextmanager
async def running(people: Crowd, arguments: Callable[[str], list[str]], verbose: bool = False) -> AsyncIterator[int]:
    """A bot in a process of its own that has asked for updates: its process id. It is stopped at the end."""
    runner = web.AppRunner(application(people), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": f"http://127.0.0.1:{port}",
            "SEND_RATE": "1000000",
            "DATABASE_URL": f"sqlite:///{folder}/bench.db",
            "PATH": os.environ["PATH"],
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments(environment["TELEGRAM_API_URL"]),
            cwd=ROOT,
            env=environment,
            stderr=None if verbose else asyncio.subprocess.DEVNULL,
        )
        try:
            await asyncio.wait_for(people.asked.wait(), 30)
            yield process.pid
        finally:
            people.going = False
            await stop(process)
            await runner.cleanup()


async def measure(who: Contestant, seconds: float, verbose: bool = False) -> Measured:
    """Start a bot in a process of its own, let the crowd press, and stop it."""
    people = Crowd(PEOPLE, who.choose, who.first)
    began = time.perf_counter()
    async with running(people, who.arguments, verbose) as pid:
        ready = time.perf_counter() - began
        people.start()
        await asyncio.sleep(WARM)
        people.latencies.clear()
        bot = psutil.Process(pid)
        used = sum(bot.cpu_times()[:2])
        await asyncio.sleep(seconds)
        found = sorted(people.latencies)
        memory, used = bot.memory_info().rss / 2**20, sum(bot.cpu_times()[:2]) - used
    if not found:
        raise SystemExit(f"{who.name} answered no press")
    p50, p99 = found[len(found) // 2] * 1e3, found[int(len(found) * 0.99)] * 1e3
    return Measured(len(found) / seconds, p50, p99, ready, memory, used / len(found) * 1e3)


async def stop(process: asyncio.subprocess.Process) -> None:
    """End a bot; one that does not go by itself is made to."""
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 3)
        except TimeoutError:
            process.kill()
            await process.wait()


async def race(rounds: int, seconds: float) -> None:
    """Every bot in turn, as often as asked; medians, and ours as ratios of theirs."""
    runs: dict[str, list[Measured]] = {who.name: [] for who in (OURS, *PEERS)}
    for _ in range(rounds):
        for who in (OURS, *PEERS):
            runs[who.name].append(await measure(who, seconds))
    print(f"\n{PEOPLE} people in a closed loop, polling, {rounds} rounds of {seconds:g} s, medians")
    print(f"{'':28}{'presses/s':>10}{'p50 ms':>9}{'p99 ms':>9}{'ready s':>9}{'MB':>7}{'cpu ms/press':>14}")
    middle = {
        name: {f: statistics.median(getattr(m, f) for m in found) for f in Measured.__dataclass_fields__}
        for name, found in runs.items()
    }
    for name, m in middle.items():
        print(
            f"{name:28}{m['presses']:10.0f}{m['p50']:9.1f}{m['p99']:9.1f}{m['ready']:9.2f}{m['memory']:7.0f}{m['cpu']:14.2f}"
        )
    for peer in PEERS:
        print(f"kintsugi / {peer.name}: {middle[OURS.name]['presses'] / middle[peer.name]['presses']:.2f}")


async def main() -> None:
    """The table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=MEASURED)
    parser.add_argument("--only", choices=("race", "crowd"))
    asked = parser.parse_args()
    parts: dict[str, Callable[[], Awaitable[None]]] = {
        "race": lambda: race(asked.rounds, asked.seconds),
        "crowd": crowd.table,
    }
    for name, part in parts.items():
        if asked.only in (None, name):
            await part()


if __name__ == "__main__":
    asyncio.run(main())
