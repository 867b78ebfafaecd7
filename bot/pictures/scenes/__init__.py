"""What the cards show behind their words, one file a design. Drawn once for each size, the same for everybody."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from bot.pictures.looks import Design, Size
from bot.pictures.scenes import celadon, hills, ink, porcelain
from bot.pictures.scenes.scene import Scene

MAKERS: dict[Design, Callable[[Size], Scene]] = {
    "porcelain": porcelain.scene,
    "ink": ink.scene,
    "celadon": celadon.scene,
    "hills": hills.scene,
}


@cache
def scenery(design: Design, size: Size) -> Scene:
    """The scene of a design in a size. Raises KeyError for a design or a size that we do not have."""
    return MAKERS[design](size)
