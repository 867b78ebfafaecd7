"""The film of one's own bowl: its seams one after another, as far as it is mended. Sent anew each time, to be kept."""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.memory import Walk
from bot.domain.scene import Scene
from bot.domain.speech import Button, Picture, Say, words
from bot.flows import bowl
from bot.flows.common import MENU, button, say

PAGE = "film"
# With fewer seams there is nothing yet to follow.
FEWEST = 3
OFFER = button("film.button.play", e.Page(PAGE))


def screen(scene: Scene) -> Say:
    """The film, or a kind word while there is too little to show."""
    n = bowl.filled(scene.memory.walk or Walk())
    rows = ((button("pictures.button.bowl", e.Page("progress")), MENU),)
    if n < FEWEST:
        return say("film", words("film.soon", few=FEWEST), rows=rows)
    caption = words("film.whole") if n == bowl.DAYS else words("film.so-far", n=n)
    return replace(say("film", caption, rows=rows, fresh=True), picture=picture(scene))


def picture(scene: Scene) -> Picture:
    """What the film is made of: the facts of the bowl, without a new seam and without words."""
    still = bowl.picture(scene)
    facts = {name: still.facts[name] for name in ("seed", "filled", "golds", "theme")}
    return Picture("film", facts, words("film.alt", n=bowl.filled(scene.memory.walk or Walk())))


def at_the_end(scene: Scene) -> tuple[Button, ...]:
    """The offer of the film where the fifty days are over; nothing before, or where it would be empty."""
    walk = scene.memory.walk or Walk()
    return (OFFER,) if walk.finished and bowl.filled(walk) >= FEWEST else ()
