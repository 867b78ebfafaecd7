"""What a person's conversations remember: one state for each, kept together under one turn.

A stored memory is a public format: it names ids (`day-07`), never positions, carries its version, and old versions
are upgraded in `bot/states.py`.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from bot.domain.bond import Bond, Linking
from bot.domain.memory.asking import Known, Measured, Moves, Pulse, PulseDot, Quizzing
from bot.domain.memory.card import CardDraft
from bot.domain.memory.crisis import Crisis
from bot.domain.memory.exercises import Exercising, Made, Trying
from bot.domain.memory.guided import Breath, Guide, Scan, Senses
from bot.domain.memory.hold import Hold, Stay
from bot.domain.memory.log import Aftertaste, LogBook, NowPath
from bot.domain.memory.path import Afterwards, Night, Setup, Walk
from bot.domain.memory.report import Reporting
from bot.domain.memory.rhythm import Rhythm, Timer
from bot.domain.memory.story import Story, Writing
from bot.domain.memory.talk import Focus, Option
from bot.domain.people import Profile

__all__ = [
    "VERSION",
    "Aftertaste",
    "Afterwards",
    "Breath",
    "CardDraft",
    "Crisis",
    "Exercising",
    "Focus",
    "Guide",
    "Hold",
    "Known",
    "LogBook",
    "Made",
    "Measured",
    "Memory",
    "Moves",
    "Night",
    "NowPath",
    "Option",
    "Pulse",
    "PulseDot",
    "Quizzing",
    "Reporting",
    "Rhythm",
    "Scan",
    "Senses",
    "Setup",
    "Stay",
    "Story",
    "Timer",
    "Trying",
    "Walk",
    "Writing",
]

VERSION = 1


class Memory(Struct, frozen=True):
    """Everything that a person's conversations remember. `reading`: the button of the open library page; before
    `alone_until` nothing is offered for two."""

    version: int = VERSION
    profile: Profile = Profile()
    quiz: Quizzing | None = None
    known: Known | None = None
    card: CardDraft | None = None
    setup: Setup | None = None
    walk: Walk | None = None
    rhythm: Rhythm = Rhythm()
    night: Night | None = None
    focus: Focus | None = None
    crisis: Crisis | None = None
    country: str = ""
    options: tuple[Option, ...] = ()
    albums: tuple[str, ...] = ()
    runs: int = 0
    muted: dict[str, datetime] = {}
    timers: tuple[Timer, ...] = ()
    counts: dict[str, int] = {}
    log: LogBook | None = None
    aftertaste: Aftertaste | None = None
    now_path: NowPath | None = None
    hold: Hold | None = None
    stay: Stay | None = None
    first: Measured | None = None
    moves: Moves | None = None
    pulse: Pulse | None = None
    afterwards: Afterwards | None = None
    scan: Scan | None = None
    breath: Breath | None = None
    senses: Senses | None = None
    exercise: Exercising | None = None
    kit: Made | None = None
    made: tuple[Made, ...] = ()
    experiment: Trying | None = None
    story: Story | None = None
    report: Reporting | None = None
    reading: str = ""
    linking: Linking | None = None
    bond: Bond | None = None
    alone_until: date | None = None
