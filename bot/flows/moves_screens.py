"""The communication questionnaire's result in words, as keys. Each paragraph hangs on a stored score or answer."""

from __future__ import annotations

from bot.domain import events as e
from bot.domain.moves import MOVES, Move, MovesResult, Profile
from bot.domain.scene import Scene
from bot.domain.speech import Button, Param, Say, Words, words
from bot.flows import sources
from bot.flows.common import BACK, HELP, MENU, button, say
from bot.flows.reading import Line
from bot.flows.scoring import zone

CELLS = 5
# The longer words, a small screen each: what it is for and when it gets loud; the two of you; heat, and the limits.
LAST = "last"
PAGES: dict[str, tuple[str, ...]] = {"long": ("protects", "loud"), "loop": ("loop", "helps", "repair"), LAST: ("heat",)}


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
    """The longer words: what it protects, when it gets loud, the loop, what helps, repair as the next gold, heat."""
    profile, repair, heat = result.profile, result.score("repair"), result.score("heat")
    found: list[Line] = []
    if profile is not None:
        found += [_part(part, f"moves.{part}.{profile}", profile) for part in ("protects", "loud")]
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
        style = words("moves.style", style=words(f"moves.profile.{result.profile}"))
        lines = [words("quiz.two", first=lines[0], second=style), _brought(result, result.profile)]
    for note in notes(result):
        lines[-1] = words("quiz.two", first=lines[-1], second=note)
    more = button("moves.button.more", e.MovesPage(run, "long"), "primary")
    first_row: tuple[Button, ...] = (more, button("moves.button.card", e.CardStyle("moves")))
    if result.quality.all_same or result.quality.quick:
        first_row = (button("moves.button.again", e.SheetAgain("moves", run)), more)
    return say("moves", *lines, rows=(first_row, (BACK, MENU, HELP)))


def _brought(result: MovesResult, profile: Profile) -> Words:
    """Two strengths and a next step, with the bars that they hang on."""
    first, second = strengths(result)
    hangs = [words(f"moves.named.{id}") for id in dict.fromkeys((*first.because, *second.because, profile))]
    named = hangs[0] if len(hangs) == 1 else words("moves.named.two", first=hangs[0], second=hangs[1])
    next_step, because = words(f"moves.next.{profile}"), words("moves.bars-because", what=named)
    return words("moves.strengths", first=first.words, second=second.words, next=next_step, because=because)


def longer(scene: Scene, result: MovesResult, run: int, page: str) -> Say:
    """A page of the longer words, each paragraph with what it hangs on; the first that has one where this has none."""
    found = reading(result)
    lines = {name: [_because(line) for line in found if _name(line) in parts] for name, parts in PAGES.items()}
    there = [name for name in PAGES if lines[name] or name == LAST]
    page = page if page in there else there[0]
    back = button("moves.button.short", e.MovesPage(run, "short"))
    if page != LAST:
        onward = button("moves.button.more", e.MovesPage(run, there[there.index(page) + 1]), "primary")
        return say("moves", *lines[page], rows=((back, onward), (BACK, MENU, HELP)))
    private = (words("moves.heat.private"),) if lines[page] else ()
    again = button("moves.button.again", e.SheetAgain("moves", run))
    asks = sources.ask(scene, "quiz", scene.library.moves.id)
    rows = ((back, again, *asks), (BACK, MENU, HELP))
    return say("moves", *lines[page], *private, words("moves.limits"), rows=rows)


def _name(line: Line) -> str:
    return line.key.rpartition(".")[2]


def _because(line: Line) -> Words:
    what = words("moves.part.because", what=words(f"moves.because.{line.because[0]}"))
    return words("quiz.two", first=line.words, second=what)


def loop(scene: Scene, run: int, question: str, answers: tuple[str, ...], first: bool) -> Say:
    """One of the two questions that are not scored."""
    head = (words("moves.loop.head"),) if first else ()
    rows = [(button(f"moves.loop.{question}.{a}", e.MovesLoop(run, question, a)),) for a in answers]
    skip = button("moves.button.skip", e.MovesLoop(run, question, ""))
    return say("moves", *head, words(f"moves.loop.{question}.ask"), rows=(*rows, (skip, HELP)))
