"""What a person's own things offer to let be read: lines to pick from, the leaning, the weeks, the words of day 49."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.domain.bond import Draft
from bot.domain.facts import KeepNight
from bot.domain.memory import Made
from bot.domain.scene import Scene
from bot.flows import reading
from bot.flows.together_read import LEANING, LISTED
from bot.flows.written import OWN, bare

# The items that are made of lines, and the bank of each.
PICKED: Final = {"strengths": "strength", "helps": "help", "avoids": "avoid", "proof": "proof"}
WEEKS: Final = 8
# A week with fewer evenings would tell a single answer.
LEAST: Final = 3
LAST_DAY: Final = "day-49"
LOOK_BACK: Final = "look-back"
LONGEST: Final = 200


def names(scene: Scene) -> tuple[str, ...]:
    """The items that this person may let be read; the proof belongs to day 49."""
    walk = scene.memory.walk
    come = walk is not None and (walk.current == LAST_DAY or LAST_DAY in walk.days)
    return tuple(name for name in LISTED if name != "proof" or come)


def lines(scene: Scene, name: str) -> tuple[str, ...]:
    """The keys of the lines to pick from: ours, and those of one's own result or of day 49."""
    bank = PICKED.get(name, "")
    ours = tuple(f"two.{bank}.{n}" for n in range(1, scene.library.two.lines.get(bank, 0) + 1))
    return (*ours, *_of_result(scene, name), *(_of_day_49(scene) if name == "proof" else ()))


def _of_result(scene: Scene, name: str) -> tuple[str, ...]:
    known = scene.memory.known
    if known is None or reading.block(known.result, known.chosen) is None:
        return ()
    found = reading.card_lines(known.result, known.chosen)
    return {"strengths": found.strength, "helps": found.helps}.get(name, ())


def _look_back(scene: Scene) -> Made | None:
    return next((made for made in scene.memory.made if made.what == LOOK_BACK), None)


def _of_day_49(scene: Scene) -> tuple[str, ...]:
    made = _look_back(scene)
    found = scene.library.exercises.get(LOOK_BACK)
    if made is None or found is None:
        return ()
    picked = ((part.id, made.picks.get(part.id, "")) for part in found.result_parts)
    return tuple(f"exercises.{LOOK_BACK}.{part}.pick.{pick}" for part, pick in picked if pick not in ("", OWN))


def day_49(scene: Scene) -> str:
    """The words of one's own from day 49, as one line; "" where there are none, or too many."""
    made = _look_back(scene)
    text = bare(" ".join(made.words[part] for part in sorted(made.words) if made.words[part])) if made else ""
    return text if len(text) <= LONGEST else ""


def made(scene: Scene, name: str) -> Draft:
    """What is not picked but follows from what its owner has answered; empty while there is nothing."""
    if name == "line":
        return Draft(levels=weekly(scene.shelf.nights))
    known = scene.memory.known
    scored = known is not None and (known.chosen or known.result.leaning)
    return Draft((f"{LEANING}{known.leaning}",)) if known is not None and scored else Draft()


def weekly(nights: Iterable[KeepNight]) -> tuple[int, ...]:
    """The means of the weeks (Monday to Sunday) as whole numbers from 1 to 5, a half rounded up, oldest first.

    Only weeks with three answered evenings or more, the newest eight of them.
    """
    weeks: dict[tuple[int, int], list[int]] = {}
    for night in nights:
        if night.felt:
            year, week, _ = night.on.isocalendar()
            weeks.setdefault((year, week), []).append(night.felt)
    full = [weeks[week] for week in sorted(weeks) if len(weeks[week]) >= LEAST]
    return tuple((2 * sum(felt) + len(felt)) // (2 * len(felt)) for felt in full[-WEEKS:])
