"""Where the methods of the Bot API are found by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.model import Bot, Upload

if TYPE_CHECKING:
    from simulator.world import World


@dataclass(slots=True)
class Request:
    """One call of a bot, its values typed and checked."""

    bot: Bot
    method: str
    params: dict[str, Any]
    files: Mapping[str, Upload]

    def get(self, name: str, default: Any = None) -> Any:
        return self.params.get(name, default)


Handler = Callable[["World", Request], Any]

HANDLERS: dict[str, Handler] = {}
NAMES: dict[str, str] = {}


def method(*names: str) -> Callable[[Handler], Handler]:
    """Register a function under its Bot API names (case-insensitive on the wire, as on Telegram's server)."""

    def register(handler: Handler) -> Handler:
        for name in names:
            HANDLERS[name.lower()] = handler
            NAMES[name.lower()] = name
        return handler

    return register
