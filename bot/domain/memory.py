"""What a person's conversations remember: one state for each, kept together under one turn.

A stored memory is a public format: it names ids (`day-07`), never positions, carries its version, and old versions
are upgraded in `bot/states.py`.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from bot.domain.bond import Bond, Linking
from bot.domain.moves import MovesResult
from bot.domain.people import Profile
from bot.domain.quiz import Answer, Result

VERSION = 1


class Quizzing(Struct, frozen=True):
    """A run of the questionnaire. `order` is fixed when it begins; `stage`: asking, paused, honest, done.

    `purpose`: "" or retest-50, retest-80, retest-140; `lang` is the language in which it was begun.
    """

    run: int
    quiz: str
    form: str
    order: tuple[str, ...]
    answers: tuple[Answer, ...] = ()
    stage: str = "asking"
    asked_at: datetime | None = None
    honest: str = ""
    purpose: str = ""
    lang: str = ""


class Known(Struct, frozen=True):
    """The newest result, and the leaning that its owner chose between two neighbours (or "")."""

    run: int
    result: Result
    chosen: str = ""

    @property
    def leaning(self) -> str:
        return self.chosen or self.result.leaning or "low"


class CardDraft(Struct, frozen=True):
    """The share card as its owner last made it: the number of our line, or words of one's own.

    `theme` "": the one that its design began with; `edition` grows with each change, so that an old picture is known.
    """

    style: str = "kind"
    design: str = "porcelain"
    strength: int = 0
    helps: int = 0
    edge: int = 0
    own: dict[str, str] = {}
    made: bool = False
    theme: str = ""
    size: str = "portrait"
    edition: int = 0


class Setup(Struct, frozen=True):
    """Beginning the path. `stage`: clock, city, hours, custom; `offset` in minutes ahead of UTC."""

    stage: str
    offset: int = 0
    then: str = "path"


class Walk(Struct, frozen=True):
    """The path. `days` says how each day went (done, partly, gentle, skipped); dates are the person's own.

    `done_on`: when the current day was practised; `alone`: it is the only one of that date, as far as an undo asks;
    `finished_on`: when the last day was practised, from which boosters are counted.
    """

    days: dict[str, str] = {}
    steps: tuple[str, ...] = ()
    current: str = ""
    opened_on: date | None = None
    by_hand_on: date | None = None
    repeat: bool = False
    gentle: bool = False
    watching: bool = False
    asking_step: str = ""
    finished: bool = False
    practised: tuple[date, ...] = ()
    done_on: date | None = None
    alone: bool = False
    finished_on: date | None = None


class Rhythm(Struct, frozen=True):
    """When something was last said unasked and last heard. `seen_on` is the last local date with a press or word."""

    seen_on: date | None = None
    heard_at: datetime | None = None
    morning_on: date | None = None
    morning_at: datetime | None = None
    evening_on: date | None = None
    evening_at: datetime | None = None
    later_at: datetime | None = None
    rest_until: date | None = None
    resting: bool = False
    hush_until: datetime | None = None
    started_at: datetime | None = None
    away: bool = False
    pushed: int = 0


class Night(Struct, frozen=True):
    """One evening check-in, for one local date. Levels are 1 to 5. `ends`: its answer finished a step.

    `weekly`: the picture of the week that stands above it (line, triggers, bowl), or "".
    """

    on: date
    day: str = ""
    tried: str = ""
    felt: int = 0
    mood: int = 0
    noted: bool = False
    shown: bool = False
    ends: bool = False
    weekly: str = ""


class Focus(Struct, frozen=True):
    """Which conversation the next typed words belong to, for a quarter of an hour."""

    place: str
    until: datetime
    ref: str = ""


class Crisis(Struct, frozen=True):
    """A crisis card that is open. `times` counts the cards in a row, so that no list is said twice running."""

    tier: int
    kind: str
    other: bool = False
    stage: str = "card"
    times: int = 1
    stem: str = ""


class Option(Struct, frozen=True):
    """One choice as it was last offered: the key of its label and the press that it stands for."""

    label: str
    data: str
    params: dict[str, str | int] = {}


class Timer(Struct, frozen=True):
    """Something that its person asked for at an instant: the end of a hold, the next part of a scan. Never a nudge."""

    what: str
    at: datetime
    ref: str = ""


class LogBook(Struct, frozen=True):
    """The log of moments: the run that is open, and what counts over runs.

    `stage`: situation, body, thought, level, kept, left. `picks` hold an id or "own" for each part, `notes` the numbers
    of the journal's entries with words of one's own. `count` logs were kept on the date `on`; `high` is how many
    strong ones came in a row, `high_before` how many before this run; `alone`: this run alone made its date count.
    """

    run: int
    at: datetime
    stage: str = "situation"
    picks: dict[str, str] = {}
    notes: dict[str, int] = {}
    level: int = 0
    on: date | None = None
    count: int = 0
    high: int = 0
    high_before: int = 0
    alone: bool = False


class Aftertaste(Struct, frozen=True):
    """How it was after something tried: up to three feelings, and the number of one line in the journal (0: none)."""

    run: int
    at: datetime
    on: date
    about: str
    feelings: tuple[str, ...] = ()
    note: int = 0


class NowPath(Struct, frozen=True):
    """Sixty seconds in a hard moment. `way` is "" while it is chosen; `stage`: going, done, left."""

    run: int
    at: datetime
    way: str = ""
    step: int = 0
    stage: str = "going"
    level: int = 0


class Hold(Struct, frozen=True):
    """A message that is held. `stage`: held, offered, feeling, need, ask, line, preview, done.

    `text`, `voice` and `ref` are its words, kept only while it is held; `parts` are those of the rewrite, a number for
    one of our picks or words of one's own; `line` is the rewrite in its owner's own words.
    """

    number: int
    since: datetime
    touched: datetime
    stage: str = "held"
    text: str = ""
    voice: str = ""
    ref: str = ""
    step: int = 0
    parts: dict[str, int | str] = {}
    tone: int = 0
    line: str = ""
    outcome: str = ""


class Stay(Struct, frozen=True):
    """One more minute before leaving. `stage`: asking, minute, stayed, left, unsafe, pause, done.

    `minutes` until the return: 0 is tonight, -1 tomorrow morning.
    """

    number: int
    touched: datetime
    stage: str = "asking"
    since: datetime | None = None
    minutes: int = 0


class Measured(Struct, frozen=True):
    """A result to compare with: in which language it was answered, when, and for which day (0: before the path)."""

    known: Known
    lang: str = ""
    on: date | None = None
    day: int = 0


class Moves(Struct, frozen=True):
    """The communication questionnaire: the run that is open or was the last, and the newest result.

    `starts` and `quiet` are the run's answers about the loop; its stages: asking, paused, loop, done.
    """

    asking: Quizzing | None = None
    starts: str = ""
    quiet: str = ""
    result: MovesResult | None = None
    lang: str = ""
    on: date | None = None


class PulseDot(Struct, frozen=True):
    """One short look: the day that it belongs to, and two means on 0-100 (None without enough answers)."""

    day: str
    on: date
    lang: str
    anxiety: int | None = None
    avoidance: int | None = None


class Pulse(Struct, frozen=True):
    """The short look on some days: the run that is open or was the last, its day, and all looks so far."""

    asking: Quizzing | None = None
    day: str = ""
    dots: tuple[PulseDot, ...] = ()


class Afterwards(Struct, frozen=True):
    """After the fifty days. `measured_on`: when the whole questionnaire was last done; `retests`: oldest first;
    `again`: when a day was walked again last, by its id; `boosts`: when a booster's thing was done, by its day."""

    measured_on: date | None = None
    retests: tuple[Measured, ...] = ()
    again: dict[str, date] = {}
    boosts: dict[str, date] = {}


class Guide(Struct, frozen=True):
    """Something guided part by part. `at`: when its part began by the plan; `said_at` and `turn`: when it was last
    shown, and in which of its person's turns. `heard`: the parts so far. `stage`: playing, paused, over."""

    run: int
    form: str
    part: str
    at: datetime
    said_at: datetime
    turn: int
    heard: tuple[str, ...] = ()
    stage: str = "playing"
    buzz: bool = False


class Scan(Struct, frozen=True):
    """Body scans. `stage`: check, choose, gentle, walk, before, guided, after, word, "" (closed). `form` is the one
    that is suggested, `lowered` where it is to be no longer one; `wish` is a day's, `picked` that of this run.
    Levels are 0 to 10, -1 unknown. `ended`: done, stopped."""

    run: int = 0
    stage: str = ""
    form: str = "3"
    lowered: bool = False
    asked: bool = False
    buzz: bool = False
    wish: str = ""
    picked: str = ""
    guide: Guide | None = None
    before: int = -1
    after: int = -1
    ended: str = ""
    on: date | None = None


class Breath(Struct, frozen=True):
    """Slow breath. `stage`: choose, guided, "" (closed)."""

    run: int = 0
    stage: str = ""
    guide: Guide | None = None


class Senses(Struct, frozen=True):
    """A look around the room. `step`: see, touch, hear, smell, taste, after, "" (closed)."""

    run: int
    step: str = "see"
    found: tuple[str, ...] = ()
    at: datetime | None = None


class Exercising(Struct, frozen=True):
    """A short exercise. `part`: the id of the open one, preview, done, left or undone; `at`: when it was last touched.

    `picks` hold an id or "own" for each part, `words` what its owner wrote, `notes` the numbers of these words in the
    journal. `day` is the day that it marked, on the date `on`; `alone`: it alone made that date count.
    """

    run: int
    what: str
    at: datetime
    part: str
    picks: dict[str, str] = {}
    words: dict[str, str] = {}
    notes: dict[str, int] = {}
    own: bool = False
    day: str = ""
    on: date | None = None
    alone: bool = False


class Made(Struct, frozen=True):
    """What an exercise made, kept to be shown again: the calm kit, a card for hard days, a line to lean on."""

    run: int
    what: str
    picks: dict[str, str] = {}
    words: dict[str, str] = {}
    notes: dict[str, int] = {}


class Trying(Struct, frozen=True):
    """An experiment. `stage`: kind, safe, cue, then, expect, likely, size, when, hour, preview, planned, running,
    choice, happened, done, dropped.

    `picks`, `words` and `notes` as in an exercise; `minute` after midnight when it is likely to come, or -1; `own`:
    words are asked for. `planned_on` and `on` are the dates of plan and try, `how` is done or partly; `last` is the
    size of the try before this one, when it was bearable.
    """

    run: int
    at: datetime
    stage: str = "kind"
    asked_on: str = ""
    picks: dict[str, str] = {}
    words: dict[str, str] = {}
    notes: dict[str, int] = {}
    own: bool = False
    minute: int = -1
    planned_on: date | None = None
    on: date | None = None
    how: str = ""
    day: str = ""
    alone: bool = False
    last: int = 0


class Writing(Struct, frozen=True):
    """One chapter of the story as it is written. `stage`: writing, checking, level, over; `part` is the open one.

    `depth`: light or medium; `since` when a timed part began, `rung` whether its time is over; `notes` hold the
    numbers of the journal's entries by part. `how` (done, partly), `on`: when it ended, and its date.
    """

    run: int
    chapter: str
    depth: str
    at: datetime
    stage: str = "writing"
    part: str = ""
    since: datetime | None = None
    rung: bool = False
    notes: dict[str, tuple[int, ...]] = {}
    how: str = ""
    on: date | None = None


class Story(Struct, frozen=True):
    """One's own story. `depth`: light, medium, skip, or "" while none is chosen; `minutes` until its stop time.

    `choosing` is the run in which the depth is chosen, at the stage `asked` (checks, open, kind, danger, stop, or "");
    `then`: the chapter that waits behind it. Until `eased` (inclusive) it goes light by itself. `chapters` hold the
    numbers of the journal's entries by section.
    """

    depth: str = ""
    minutes: int = 10
    choosing: int = 0
    asked: str = ""
    then: str = ""
    eased: date | None = None
    chapters: dict[str, tuple[int, ...]] = {}
    writing: Writing | None = None


class Reporting(Struct, frozen=True):
    """The deeper report of a run. `page`: a section, contents or summary; `at`: when it was last shown.

    `doubts`: sections that do not sound like their owner; `without`: those that stay out of the file; `tone` of the
    lines to say; `items`: what stands on the page for a counselor, `ask` what its owner would like to ask there.
    """

    run: int
    at: datetime
    page: str = "contents"
    doubts: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    tone: str = "warm"
    items: tuple[str, ...] = ()
    ask: str = ""


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
