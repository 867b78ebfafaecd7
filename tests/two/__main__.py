"""Compare as many pairs of worlds as are asked for: `python -m tests.two --n 1000`, four to a story.

Ends with 1 where Mei could tell any two apart.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from sqlite3 import Connection

from bot import visits
from bot.store import sqlite
from bot.store.engine import Store, connect
from bot.store.migrate import migrate
from tests.two.found import VARIANTS, Found, ask
from tests.two.village import Village
from tests.two.worlds import chance

A_PIECE = 60


def tell(seeds: range) -> Found:
    """These stories, one after another, in a database of their own."""
    # Nothing here has to outlive a power cut.
    sqlite.PRAGMAS = ("journal_mode=MEMORY", "synchronous=OFF", "foreign_keys=ON", "temp_store=MEMORY")
    sqlite.Sqlite._commit = _commit_here  # type: ignore
    visits.chance = chance  # type: ignore[assignment]
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        return asyncio.run(_tell(f"sqlite+aiosqlite:///{folder}/village.db", seeds))


async def _commit_here(_self: sqlite.Sqlite, connection: Connection) -> None:
    """In memory a commit is faster than the way to another thread."""
    connection.execute("COMMIT")


async def _tell(url: str, seeds: range) -> Found:
    await migrate(url)
    store, found = Store(connect(url)), Found()
    try:
        for seed in seeds:
            await ask(Village(store), seed, found)
    finally:
        await store.close()
    return found


def main() -> int:
    """Divide the stories among the processors and add up what was found."""
    arguments = argparse.ArgumentParser(description="Tell stories in two worlds; see whether the other could tell.")
    arguments.add_argument("--n", type=int, default=1000, help="how many pairs of worlds (default 1000)")
    arguments.add_argument("--from", dest="first", type=int, default=0, help="the first story's number")
    arguments.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = arguments.parse_args()
    begun = time.perf_counter()
    last = given.first + -(-given.n // VARIANTS)
    pieces = [range(n, min(n + A_PIECE, last)) for n in range(given.first, last, A_PIECE)]
    whole = Found()
    with ProcessPoolExecutor(given.workers) as pool:
        for found in pool.map(tell, pieces):
            whole.add(found)
            told = f"{whole.stories} pairs of worlds, {whole.acts} acts, {len(whole.told)} told apart"
            print(f"\r{told}", end="", flush=True)
    seconds = time.perf_counter() - begun
    print(f"\nin {whole.revealed} something was let be read by both")
    print(f"{whole.parted} were compared until both had let something be read in one of them alone")
    print(f"{whole.drifted} were compared until other facts were not the same any more")
    print(f"{seconds:.0f} s with {given.workers} workers")
    for line in whole.told[:5]:
        print(line)
    return 1 if whole.told else 0


if __name__ == "__main__":
    sys.exit(main())
