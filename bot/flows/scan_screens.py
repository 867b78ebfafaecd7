"""How a scan looks: the question before the first one, the forms, each part, and how settled one is around it."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.library import Guided
from bot.domain.memory import Guide, Memory, Scan
from bot.domain.scene import Scene, Turn
from bot.domain.speech import Button, Say, Words, words
from bot.flows import front, guide, sources
from bot.flows.common import BACK, HELP, MENU, button, focused, say, turn

SCREEN: Final = "scan"
FORMS: Final = ("3", "5", "10")
HANDS: Final = "hands"
BY_LENGTH: Final = (HANDS, *FORMS)
WORD_PLACE: Final = "scan-word"
NO_LEVEL: Final = -1
LEVELS: Final = ((1, 2, 3, 4, 5), (6, 7, 8, 9, 10))
WORDS: Final = (("calm", "warm", "heavy"), ("restless", "blank", "unreal"))
Rows = tuple[tuple[Button, ...], ...]


def check(scan: Scan) -> Say:
    """Asked gently, once: what makes feet and hands the better form."""
    none = button("scan.button.none", e.ScanPick(scan.run, "none"), "primary")
    fits = button("scan.button.fits", e.ScanPick(scan.run, "fits"))
    return say(SCREEN, words("scan.check"), rows=((none,), (fits,), (HELP, BACK)))


def gentle(scan: Scan) -> Say:
    """Feet and hands, or a walk."""
    hands = button("scan.button.hands", e.ScanForm(scan.run, HANDS), "primary")
    walk_ = button("scan.button.walk", e.ScanPick(scan.run, "walk"))
    rows = ((hands,), (walk_, button("scan.button.senses", e.SensesBegin())), (HELP, MENU))
    return say(SCREEN, words("scan.gentle"), rows=rows)


def walk(scan: Scan) -> Say:
    """A short walk in place of a scan."""
    went = button("scan.button.walked", e.ScanPick(scan.run, "walked"), "primary")
    return say(SCREEN, words("scan.walk"), rows=((went,), (BACK, MENU)))


def choose(scene: Scene, scan: Scan, suggested: str) -> Say:
    """The forms; the one that is suggested stands out."""
    lines = [words("scan.choose")]
    forms = [
        Button(words("scan.button.minutes", n=int(form)), e.ScanForm(scan.run, form), style=_style(form, suggested))
        for form in FORMS
    ]
    hands = button("scan.button.hands", e.ScanForm(scan.run, HANDS), _style(HANDS, suggested))
    rows: list[tuple[Button, ...]] = [tuple(forms), (hands,)]
    if guide.by_clock(scene):
        other = "quiet" if scan.buzz else "buzz"
        rows.append((button(f"scan.button.{other}", e.ScanPick(scan.run, other)),))
        lines += [words("scan.buzz")] if scan.buzz else []
    around = (button("scan.button.breath", e.BreathOpen()), button("scan.button.senses", e.SensesBegin()))
    return say(SCREEN, *lines, rows=(*rows, around, (BACK, *sources.ask(scene, "scan"), MENU)))


def _style(form: str, suggested: str) -> str:
    return "primary" if form == suggested else ""


def before(scan: Scan) -> Say:
    """How settled, before."""
    back = button("front.button.back", e.ScanOpen(scan.wish))
    lines = (words("scan.before"), *((words("scan.buzz"),) if scan.buzz else ()))
    return say(SCREEN, *lines, rows=_levels(scan.run, "before", back))


def after(scan: Scan) -> Say:
    """How settled, after; a way out for who feels unreal."""
    unreal = button("scan.button.unreal", e.ScanPick(scan.run, "unreal"))
    key = "scan.after" if scan.ended == "done" else "scan.stopped"
    return say(SCREEN, words(key), rows=(*_levels(scan.run, "after", HELP), (unreal,)))


def _levels(run: int, when: str, last: Button) -> Rows:
    """0 comes after 10, so that a typed number is the level that it says."""

    def level(n: int) -> Button:
        return Button(words("scan.button.level", n=n), e.ScanLevel(run, when, n))

    skip = button("scan.button.skip-level", e.ScanLevel(run, when, NO_LEVEL))
    return (*(tuple(level(n) for n in row) for row in LEVELS), (level(0), skip, last))


def word(scan: Scan) -> Say:
    """One word, ours or one's own."""
    picks = tuple(tuple(button(f"scan.button.word-{one}", e.ScanWord(scan.run, one)) for one in row) for row in WORDS)
    last = (button("scan.button.no-word", e.ScanWord(scan.run, "none")), HELP)
    return Say(SCREEN, (words("scan.word"),), (*picks, last), wants_words=True)


def closed(key: str, *more: Words, first: Button | None = None) -> Say:
    """The end, and the way back to what was open."""
    back = button("front.button.back", e.Here(), "primary")
    rows = ((back,), (*((first,) if first else ()), MENU, HELP))
    return say(SCREEN, words(key), *more, rows=rows)


# ------------------------------------------------------------------------------------------------------- on its way
def going(scene: Scene, form: Guided, at: Guide, key: str = "scan.paused") -> Say:
    """The part that it is at, or that it waits."""
    return part(scene, form, at) if at.stage == "playing" else paused(form, at, key)


def part(scene: Scene, form: Guided, at: Guide) -> Say:
    """One part, with how far it is as dots, never as a countdown."""
    lines = [_dots(form, at), words(f"scan.part.{at.part}", minutes=form.minutes)]
    timed = guide.by_clock(scene)
    if not timed:
        lines.append(words("scan.own-pace", seconds=guide.part_of(form, at).seconds))
    first = (_act(at, "pause"), _act(at, "skip")) if timed else (_act(at, "skip", "next"),)
    other = HELP if form.id == HANDS else _act(at, "hands", "hands-short")
    return say(SCREEN, *lines, rows=(first, (other, _act(at, "stop"))))


def paused(form: Guided, at: Guide, key: str) -> Say:
    """It waits, as long as its person likes."""
    go = _act(at, "go", style="primary")
    other = () if form.id == HANDS else (_act(at, "hands", "hands-short"),)
    return say(SCREEN, _dots(form, at), words(key), rows=((go,), (*other, _act(at, "stop")), (HELP, MENU)))


def _dots(form: Guided, at: Guide) -> Words:
    return words("scan.dots", dots=guide.dots(form, at))


def _act(at: Guide, act: str, label: str = "", style: str = "") -> Button:
    return button(f"scan.button.{label or act}", e.ScanAct(at.run, at.part, act), style)


# --------------------------------------------------------------------------------------------------- as it stands
def of(scene: Scene) -> Scan:
    """The scans as they stand, or as they are before the first one."""
    return scene.memory.scan or Scan()


def put(scene: Scene, scan: Scan) -> Memory:
    """The memory with the scan as it is now."""
    return replace(scene.memory, scan=scan)


def form_of(scene: Scene, form: str) -> Guided:
    """A form; the three minutes where there is none of that name any more."""
    found = scene.library.guided(SCREEN, form) or scene.library.guided(SCREEN, "3")
    assert found is not None
    return found


def suggested(scan: Scan) -> str:
    """The form that stands out: a day's own, but no longer one than does its person good; else the last one."""
    if scan.wish not in BY_LENGTH:
        return scan.form
    return min(scan.wish, scan.form, key=BY_LENGTH.index) if scan.lowered else scan.wish


def shown(scene: Scene, scan: Scan) -> Say:
    """The screen of its stage."""
    match scan.stage:
        case "check":
            return check(scan)
        case "gentle":
            return gentle(scan)
        case "walk":
            return walk(scan)
        case "before":
            return before(scan)
        case "guided" if scan.guide is not None:
            return going(scene, form_of(scene, scan.guide.form), scan.guide)
        case "after":
            return after(scan)
        case "word":
            return word(scan)
    return choose(scene, scan, suggested(scan))


def again(scene: Scene, toast: str = "front.toast.here") -> Turn:
    """Whatever is open of it now, drawn again."""
    scan = of(scene)
    if not scan.stage:
        return front.here(scene, e.Here()).also(toast="front.toast.old")
    if scan.guide is not None and scan.stage == "guided":
        scan = replace(scan, guide=guide.shown(scene, scan.guide))
    memory = put(scene, scan)
    if scan.stage == "word":
        memory = focused(memory, WORD_PLACE, scene.now)
    return turn(memory, shown(scene, scan), toast=toast)
