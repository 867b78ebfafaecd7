"""Where one's own answers stand on the map of two dimensions: for oneself alone, with the ranges, never one number."""

from __future__ import annotations

from bot.domain.quiz import SCALES, Result
from bot.domain.scene import Scene
from bot.domain.speech import Param, Picture, Words, words
from bot.flows import afterwards, bowl

AXES = dict(zip(SCALES, ("x", "y"), strict=True))


def picture(scene: Scene) -> Picture | None:
    """The newest result, beside the one that it is compared with; None while a dimension has no number."""
    now, before = _results(scene)
    ranges = _ranges(now, "") if now else {}
    if not ranges:
        return None
    earlier = _ranges(before, "before-") if before else {}
    names = {axis: words(f"results.scale.{scale}") for scale, axis in AXES.items()}
    facts: dict[str, str | int | bool | Words] = {"theme": bowl.theme(scene), **ranges, **earlier}
    facts |= {f"{axis}-name": name for axis, name in names.items()}
    return Picture("map", facts, alt(ranges, earlier))


def alt(now: dict[str, int], before: dict[str, int]) -> Words:
    """A map in words: its ranges by the names of its facts; `before` is empty where nothing is compared."""
    said: dict[str, Param] = {name.replace("-", "_"): number for name, number in (now | before).items()}
    names = {axis: words(f"results.scale.{scale}") for scale, axis in AXES.items()}
    return Words("pictures.map.alt-both" if before else "pictures.map.alt", {**said, **names})


def _results(scene: Scene) -> tuple[Result | None, Result | None]:
    """The newest go with what it is compared with; before any, the result itself."""
    memory = scene.memory
    retests = afterwards.of(memory).retests
    if not retests:
        return (memory.known.result if memory.known else None), None
    old = afterwards.compared_with(memory, retests[-1])
    return retests[-1].known.result, old.known.result if old else None


def _ranges(result: Result, which: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for scale, axis in AXES.items():
        measure = result.measure(scale)
        if measure.score is None or measure.band is None:
            return {}
        found[f"{which}{axis}"] = measure.score
        found[f"{which}{axis}-low"], found[f"{which}{axis}-high"] = measure.band
    return found
