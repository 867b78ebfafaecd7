"""How wide joined letters come out. A sum of advances says too much: a letter in the middle of a word is narrower.

Which form a letter takes is the font's own business, so the renderer is asked: it draws the word once, at a small size.
"""

from __future__ import annotations

from functools import lru_cache

from bot.pictures.draw import renderer
from bot.pictures.faces import measure
from bot.pictures.template import template

# The size of the trial, px, and the room around it in em: letters lean and hang out of their places.
TRIAL, ROOM = 40, 1.0
# The room that a letter keeps to its neighbour, em: drawings have none, fonts give each letter some.
APART = 0.05


@lru_cache(maxsize=256)
def extent(text: str, family: str, style: str) -> tuple[float, float]:
    """Where a text begins and ends, in em from its own start, with the room that it keeps to its neighbours.

    Raises `DrawingError`.
    """
    width = measure(text, TRIAL, family, style) + 2 * ROOM * TRIAL
    svg = template("trial.svg").render(text=text, family=family, style=style, size=TRIAL, width=round(width) + 1)
    box = renderer().layer(svg).getchannel("A").getbbox()
    if box is None:
        return (0.0, measure(text, 1.0, family, style))
    return (box[0] / TRIAL - ROOM - APART, box[2] / TRIAL - ROOM + APART)
