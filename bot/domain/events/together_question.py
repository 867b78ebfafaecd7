"""Two people: presses of the question for two and of the guess round.

Each names the couple that it was drawn for, and the number of the day or week.
"""

from __future__ import annotations

from bot.domain.events.base import Press


class TwoAsks(Press, frozen=True):
    """A question a day, and a guess round a week: from now on (1), or no more (0)."""

    couple: int
    on: int


class TwoQuestion(Press, frozen=True):
    """The question of a day, and one's own answer to it. 0: the newest."""

    couple: int
    number: int


class TwoAnswer(Press, frozen=True):
    """Room for an answer."""

    couple: int
    number: int


class ReplyLine(Press, frozen=True):
    """Room for another line, to be read in the answer's place."""

    couple: int
    number: int


class ReplyShare(Press, frozen=True):
    """Let the answer (`how`: as-is) or the line (line) be read. `seal`: the one that was previewed."""

    couple: int
    number: int
    how: str
    seal: int


class ReplyMine(Press, frozen=True):
    """Keep the answer to oneself."""

    couple: int
    number: int


class ReplyRethink(Press, frozen=True):
    """Decide anew: nothing is let be read meanwhile."""

    couple: int
    number: int


class ReplyTakeBack(Press, frozen=True):
    """Take back what both may read."""

    couple: int
    number: int


class ReplyRead(Press, frozen=True):
    """Read both answers."""

    couple: int
    number: int


class GuessOpen(Press, frozen=True):
    """The guess round of this week."""

    couple: int


class GuessPick(Press, frozen=True):
    """One's own pick of a round."""

    couple: int
    week: int
    option: str


class GuessThink(Press, frozen=True):
    """What one thinks that the other picks."""

    couple: int
    week: int
    option: str
