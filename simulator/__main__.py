"""The two-phone simulator: `python -m simulator`, and `python -m simulator story docs/stories/*.yaml`."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import signal
import sys
import webbrowser
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import clock
from simulator.house import House
from simulator.page import Page

REFUSAL = (
    "The simulator does not start beside a bot's token: TELEGRAM_TOKEN is set. Unset it for the simulator,"
    " or run the bot itself with `make run`."
)


def main() -> int:
    """Run until told to stop. Returns 2 where it will not start."""
    options = arguments()
    if os.environ.get("TELEGRAM_TOKEN"):
        print(REFUSAL, file=sys.stderr)
        return 2
    if options.what == "story":
        from simulator.telling import tell

        return asyncio.run(tell(options.files, options.html))
    try:
        asyncio.run(show(options.port, open_it=options.open, ahead=options.begin))
    except OSError as fault:
        print(f"The simulator cannot start: {fault.strerror or fault}. Try another --port.", file=sys.stderr)
        return 1
    return 0


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m simulator", description=__doc__)
    parser.set_defaults(what="page")
    parser.add_argument("--port", type=int, default=0, help="of the page, on 127.0.0.1 (default: any free one)")
    parser.add_argument(
        "--open", action=argparse.BooleanOptionalAction, default=_at_a_desk(), help="open the page in the browser"
    )
    parser.add_argument(
        "--begin",
        type=_ahead,
        default=timedelta(),
        help="the world's time at first: an instant to come, as 2030-01-07T09:00, in UTC",
    )
    kinds = parser.add_subparsers(title="instead of the page")
    story = kinds.add_parser("story", help="play written dialogues and print what was said")
    story.set_defaults(what="story")
    story.add_argument("files", type=Path, nargs="+", help="YAML files, see docs/stories")
    story.add_argument("--html", type=Path, help="write every screen that they met to one page")
    return parser.parse_args(given)


def _ahead(instant: str) -> timedelta:
    """How far an instant is ahead of the machine's clock. Raises ValueError for the past and for what is none."""
    span = datetime.fromisoformat(instant).replace(tzinfo=UTC) - clock.world()
    if span < timedelta():
        raise ValueError("the world's clock does not run backwards")
    return span


def _at_a_desk() -> bool:
    """Whether somebody sits at a terminal with a desktop around it."""
    desktop = sys.platform in ("darwin", "win32") or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    return sys.stdout.isatty() and desktop


async def show(port: int, *, open_it: bool, ahead: timedelta) -> None:
    """The page, until a signal comes; its world is so far ahead of the machine's clock."""
    done = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, done.set)
    house = House()
    page = Page(house, port=port)
    try:
        await house.start(ahead)
        page.stream.watch_clock()
        await page.start()
        print(f"Two phones are on the table: {page.address}", flush=True)
        print("Nothing here leaves this machine. Press Ctrl+C to end.", flush=True)
        with contextlib.suppress(TimeoutError):
            await house.ready()
        if open_it:
            webbrowser.open(page.address)
        await done.wait()
    finally:
        await page.stop()
        await house.stop()


if __name__ == "__main__":
    sys.exit(main())
