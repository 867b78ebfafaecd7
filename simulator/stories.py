"""Written dialogues: a YAML file is read into steps, each checked, with every fault told by its place.

```yaml
title: First evening
begins: "19:00"                                   # on the clock of the person who tells it
steps:
  - say: /start                                   # words; or {en: …, zh: …}
  - see: {en: "named after", zh: "金缮"}          # a piece of text that the newest messages show
  - press: {en: "I’m 18+", zh: "已满18岁"}        # a button by its label, or how that begins
  - tag: "qc|*|4"                                 # a button by its data; {zone} and {ahead} are the phone's own
    times: 12
  - toast: {en: "Later, then.", zh: "那就晚点。"}
  - clock: "20:30"                                # or: next, +1 h, +3 days, "+7 days, living"
  - quiet: true                                   # the bot has said nothing since the clock last moved
  - never: {en: "streak", zh: "打卡"}             # no message of the whole story says so
  - share: other                                  # the first offer of the newest share button, to the other phone
  - see: {en: "gold", zh: "金"}
    who: other                                    # on the other phone; `chat: other` looks at the chat of the two
```
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

LANGUAGES: Final = ("en", "zh")
KINDS: Final = ("say", "press", "tag", "see", "never", "toast", "clock", "quiet", "share")
_HOUR: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d\Z")
_MOVE: Final = re.compile(r"next|\+(\d{1,4}) ?(h|hours?|days?)(, living)?\Z")


class StoryError(ValueError):
    """What is wrong with a story, and where."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a story. `value` is a text for each language; `who` is "you" or "other"."""

    number: int
    kind: str
    value: dict[str, str]
    who: str = "you"
    chat: str = "bot"
    times: int = 1


@dataclass(frozen=True, slots=True)
class Story:
    """A dialogue. `begins` is an hour on its teller's clock, as 19:00."""

    file: Path
    title: str
    begins: str
    steps: tuple[Step, ...]


def read(file: Path) -> Story:
    """A story from its file. Raises `StoryError` with every fault, a line each."""
    try:
        raw = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as fault:
        raise StoryError(f"{file}: {fault}") from fault
    if not isinstance(raw, dict) or not isinstance(raw.get("steps"), list):
        raise StoryError(f"{file}: a story has a title, begins and steps")
    faults: list[str] = []
    if not _HOUR.match(str(raw.get("begins"))):
        faults.append(f'{file}: begins must be an hour in quotes, such as "19:00"')
    steps = [_step(number, one, faults, file) for number, one in enumerate(raw["steps"], 1)]
    if faults:
        raise StoryError("\n".join(faults))
    return Story(file, str(raw.get("title", file.stem)), str(raw["begins"]), tuple(one for one in steps if one))


def _step(number: int, raw: Any, faults: list[str], file: Path) -> Step | None:
    where = f"{file}: step {number}"
    found = [kind for kind in KINDS if isinstance(raw, dict) and kind in raw]
    if len(found) != 1 or set(raw) - {*found, "who", "chat", "times"}:
        faults.append(f"{where}: one of {', '.join(KINDS)}, and perhaps who, chat, times; not {raw!r}")
        return None
    kind, given = found[0], raw[found[0]]
    value = given if isinstance(given, dict) else dict.fromkeys(LANGUAGES, str(given))
    if sorted(value) != sorted(LANGUAGES) or not all(isinstance(text, str) and text for text in value.values()):
        faults.append(f"{where}: a text, or a text for each of {', '.join(LANGUAGES)}")
        return None
    if kind == "clock" and not (_HOUR.match(value["en"]) or _MOVE.match(value["en"])):
        faults.append(f'{where}: clock is an hour such as "20:30", next, +1 h, +3 days or "+3 days, living"')
    if raw.get("who", "you") not in ("you", "other") or raw.get("chat", "bot") not in ("bot", "other"):
        faults.append(f"{where}: who is you or other; chat is bot or other")
    return Step(number, kind, value, raw.get("who", "you"), raw.get("chat", "bot"), int(raw.get("times", 1)))
