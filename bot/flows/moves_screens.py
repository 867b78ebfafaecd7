"""The communication questionnaire's result in words, as keys. Each paragraph hangs on a stored score or answer."""

from __future__ import annotations

from bot.domain import events as e
from bot.domain.moves import MOVES, Move, MovesResult
from bot.domain.scene import Scene
from bot.domain.speech import Button, Param, Say, Words, words
from bot.flows import sources
from bot.flows.common import BACK, HELP, MENU, button, say
from bot.flows.reading import Line
from bot.flows.scoring import zone

CELLS = 5
LAST = ("repair", "heat")


def bar(result: MovesResult, move: Move) -> Words:
    """One move as a bar and a word; without enough answers it says so."""
    score = result.score(move)
    if score is None:
        return words(f"moves.bar.{move}.unknown")
    full = min(CELLS, max(1, -(-score * CELLS // 100)))
    return words(f"moves.bar.{move}.{zone(score)}", bar="▰" * full + "▱" * (CELLS - full))


def strengths(result: MovesResult) -> tuple[Line, ...]:
    """Two strengths, repair first where it is one; none without a profile."""
    profile, repair = result.profile, result.score("repair")
    if profile is None:
        return ()
    own = [Line(f"moves.strength.{profile}.{n}", {}, (profile,)) for n in range(2)]
    if repair is None or zone(repair) == "lower":
        return tuple(own)
    return (Line(f"moves.repair.{zone(repair)}", {}, ("repair",)), own[0])


def rounds(result: MovesResult) -> str:
    """Which loop two answers describe; "" where one of them is missing."""
    match result.starts, result.quiet:
        case ("", _) | (_, ""):
            return ""
        case _, "nobody":
            return "open"
        case _, "both":
            return "hush"
        case "me", "other":
            return "knock"
        case "other", "me":
            return "door"
        case "me", "me":
            return "start-stop"
        case "other", "other":
            return "tide"
        case _:
            return "turns"


def reading(result: MovesResult) -> tuple[Line, ...]:
    """The longer words: when it gets loud, the loop, what helps, repair as the next gold, heat for one's own eyes."""
    profile, repair, heat = result.profile, result.score("repair"), result.score("heat")
    found: list[Line] = []
    if profile is not None:
        found.append(_part("loud", f"moves.loud.{profile}", profile))
    if found_round := rounds(result):
        found.append(_part("loop", f"moves.round.{found_round}", "loop"))
    if profile is not None:
        found.append(_part("helps", f"moves.helps.{profile}", profile))
    if repair is not None and zone(repair) == "lower":
        found.append(_part("repair", "moves.repair.lower", "repair"))
    if heat is not None:
        found.append(_part("heat", f"moves.heat.{zone(heat)}", "heat"))
    return tuple(found)


def _part(frame: str, key: str, because: str) -> Line:
    return Line(f"moves.part.{frame}", {"line": words(key)}, (because,))


def notes(result: MovesResult) -> tuple[Words, ...]:
    """What to know about how the answers were given; often nothing."""
    quality = result.quality
    if quality.all_same:
        return (words("moves.note.all-same"),)
    missing = any(result.score(move) is None for move in MOVES)
    found = {"not-enough": missing, "straight-run": quality.straight_run, "quick": quality.quick}
    return tuple(words(f"moves.note.{name}") for name, there in found.items() if there)


# ------------------------------------------------------------------------------------------------------ screens
def short(scene: Scene, result: MovesResult, run: int) -> Say:
    """Four bars, a soft phrase, two strengths and a next step: one small screen."""
    bars: dict[str, Param] = {move: bar(result, move) for move in MOVES}
    lines = [words("moves.title") if result.quality.all_same else words("moves.bars", **bars)]
    if result.profile is not None:
        lines.append(words("moves.style", style=words(f"moves.profile.{result.profile}")))
        first, second = strengths(result)
        next_step = words(f"moves.next.{result.profile}")
        lines.append(words("moves.strengths", first=first.words, second=second.words, next=next_step))
    lines += notes(result)
    more = button("moves.button.more", e.MovesPage(run, "long"), "primary")
    first_row: tuple[Button, ...] = (more, button("moves.button.card", e.CardStyle("moves")))
    if result.quality.all_same or result.quality.quick:
        first_row = (button("moves.button.again", e.SheetAgain("moves", run)), more)
    return say("moves", *lines, rows=(first_row, (BACK, MENU, HELP)))


def long(scene: Scene, result: MovesResult, run: int) -> Say:
    """The longer words, each paragraph with what it hangs on: what happens between two, and what helps."""
    lines = [_because(line) for line in reading(result) if line.because[0] not in LAST]
    if not lines:
        return last(scene, result, run)
    back = button("moves.button.short", e.MovesPage(run, "short"))
    onward = button("moves.button.more", e.MovesPage(run, "last"), "primary")
    return say("moves", *lines, rows=((back, onward), (BACK, MENU, HELP)))


def last(scene: Scene, result: MovesResult, run: int) -> Say:
    """The end of the longer words: repair, heat for one's own eyes, and what all of it rests on."""
    lines = [_because(line) for line in reading(result) if line.because[0] in LAST]
    if result.score("heat") is not None:
        lines.append(words("moves.heat.private"))
    lines.append(words("moves.limits"))
    back = button("moves.button.short", e.MovesPage(run, "short"))
    again = button("moves.button.again", e.SheetAgain("moves", run))
    asks = sources.ask(scene, "quiz", scene.library.moves.id)
    return say("moves", *lines, rows=((back, again, *asks), (BACK, MENU, HELP)))


def _because(line: Line) -> Words:
    what = words("moves.part.because", what=words(f"moves.because.{line.because[0]}"))
    return words("quiz.two", first=line.words, second=what)


def loop(scene: Scene, run: int, question: str, answers: tuple[str, ...], first: bool) -> Say:
    """One of the two questions that are not scored."""
    head = (words("moves.loop.head"),) if first else ()
    rows = [(button(f"moves.loop.{question}.{a}", e.MovesLoop(run, question, a)),) for a in answers]
    skip = button("moves.button.skip", e.MovesLoop(run, question, ""))
    return say("moves", *head, words(f"moves.loop.{question}.ask"), rows=(*rows, (skip, HELP)))
