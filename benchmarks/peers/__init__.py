"""The smallest possible bots of two frameworks, to measure ours beside: no storage, two API calls a press.

Each polls a Bot API server (`--api http://127.0.0.1:PORT --token T`), answers every callback query, and edits the
pressed message: a text that is never the same twice, under the buttons that it had. Everything else is the framework's
default.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """The Bot API server to poll, without a slash at its end, and the token to poll with."""

    api: str
    token: str


def target(description: str) -> Target:
    """Reads --api and --token, or else TELEGRAM_API_URL and TELEGRAM_TOKEN. Exits with a usage line without them."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--api", default=os.environ.get("TELEGRAM_API_URL"), help="methods are under /bot<token>/")
    parser.add_argument("--token", default=os.environ.get("TELEGRAM_TOKEN"))
    got = parser.parse_args()
    if not got.api or not got.token:
        parser.error("--api and --token are needed (or TELEGRAM_API_URL and TELEGRAM_TOKEN)")
    return Target(got.api.rstrip("/"), got.token)
