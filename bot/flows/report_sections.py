"""The deeper report's sections, put together from a person's own scores: paragraphs by key, with what each hangs on."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import fmean

from bot.domain.memory import Known, Memory
from bot.domain.quiz import SCALES, Result
from bot.domain.report import Section, Slot
from bot.domain.scene import Scene
from bot.domain.speech import Button, Words, words
from bot.flows import moves_screens, reading
from bot.flows.scoring import BORDER

# Facets within so many points of each other are told apart by chance alone.
LEVEL = 20
WIDE = 1.645
# What is the same for everybody: how to read it, the numbers themselves, and where to find more help.
FIXED = ("read", "map", "help")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `id` is the same for all its tones; `because` are ids of scales, facets or moves."""

    id: str
    words: Words
    because: tuple[str, ...] = ()
    copies: tuple[Button, ...] = ()

    @property
    def line(self) -> Words:
        """The paragraph with the answers that it hangs on."""
        if not self.because:
            return self.words
        return words("quiz.two", first=self.words, second=_because(self.because[0]))


@dataclass(frozen=True, slots=True)
class Built:
    """A section as it is to be read. `number` counts from 1; `facts` draw the two bars."""

    id: str
    number: int
    paragraphs: tuple[Paragraph, ...]
    note: Words | None = None
    facts: dict[str, int] = field(default_factory=dict)

    @property
    def title(self) -> Words:
        """The section's title, without its number."""
        return words(f"report.title.{self.id}")


def built(scene: Scene) -> tuple[Built, ...]:
    """All sections in order; none without a result in which both scales are scored."""
    known = scene.memory.known
    if known is None or known.result.leaning is None:
        return ()
    return tuple(_section(scene, known, plan, n) for n, plan in enumerate(scene.library.report.sections, start=1))


def section(scene: Scene, id: str) -> Built | None:
    """One section, or None."""
    return next((one for one in built(scene) if one.id == id), None)


def _section(scene: Scene, known: Known, plan: Section, number: int) -> Built:
    memory = scene.memory
    match plan.id:
        case "read":
            return Built(plan.id, number, _read(known.result))
        case "map":
            return Built(plan.id, number, _map(memory, known), facts=_facts(known.result))
        case "help":
            version = words("report.help.version", version=scene.library.report.version)
            return Built(plan.id, number, (*_fixed("report.help.lines", 3), Paragraph("help.version", version)))
        case "moves":
            own = _own_moves(memory)
            note = None if own else words("report.moves.guess")
            return Built(plan.id, number, own or _chosen(known, plan), note)
        case "experiments" | "phrases" | "close":
            paragraphs = _said(memory, known, plan) if plan.kinds else _chosen(known, plan)
            return Built(plan.id, number, paragraphs, words(f"report.{plan.id}.note"))
        case _:
            return Built(plan.id, number, _chosen(known, plan))


# ------------------------------------------------------------------------------------------------- the same for all
def _fixed(prefix: str, count: int) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(f"{prefix}.{n}", words(f"{prefix}.{n}")) for n in range(count))


def _read(result: Result) -> tuple[Paragraph, ...]:
    notes = tuple(Paragraph(line.key, line.words) for line in reading.notes(result))
    limits = Paragraph("report.read.limits", words("report.read.limits"))
    return (*_fixed("report.read.lines", 3), *notes, limits)


def _map(memory: Memory, known: Known) -> tuple[Paragraph, ...]:
    result = known.result
    lines = [*reading.bars(result), *(line for line in reading.short(result, known.chosen) if _about(line))]
    names = [words(f"results.facet.{facet}") for facet in ranked(result)]
    listed = names[-1]
    for name in reversed(names[:-1]):
        listed = words("report.map.comma", first=name, rest=listed)
    said = [Paragraph(line.key, line.words) for line in lines]
    said.append(Paragraph("map.themes", words("report.map.themes", names=listed)))
    said.append(Paragraph("map.band", words("report.map.band", **_wide(result))))
    marked = doubts(memory)
    if marked:
        said.append(Paragraph("map.marked", words("report.marked", n=len(marked))))
    return tuple(said)


def _wide(result: Result) -> dict[str, int]:
    """The range of nine in ten retakes: 1.645 SEM to each side, kept within 0-100."""
    found: dict[str, int] = {}
    for name, measure in (("a", result.anxiety), ("v", result.avoidance)):
        score, most = measure.score or 0, WIDE * (measure.sem or 0)
        found |= {f"{name}_low": max(0, round(score - most)), f"{name}_high": min(100, round(score + most))}
    return found


def _about(line: reading.Line) -> bool:
    return line.key.startswith("results.near.") or line.key == "results.short.style"


def _facts(result: Result) -> dict[str, int]:
    found: dict[str, int] = {}
    for scale in SCALES:
        measure = result.measure(scale)
        if measure.score is not None and measure.band is not None:
            low, high = measure.band
            found |= {f"{scale}.score": measure.score, f"{scale}.low": low, f"{scale}.high": high}
    return found


def doubts(memory: Memory) -> tuple[str, ...]:
    """The sections of the newest result that its owner said do not sound like them."""
    report, known = memory.report, memory.known
    return report.doubts if report is not None and known is not None and report.run == known.run else ()


# ------------------------------------------------------------------------------------------------- by one's scores
def _chosen(known: Known, plan: Section) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    for slot in plan.slots:
        id = _free(known, plan, slot, {one.id for one in found})
        if id:
            key = f"{plan.id}.{slot.pool}.{id}"
            found.append(Paragraph(key, words(f"report.{key}"), plan.pools[slot.pool][id]))
    return tuple(found)


def _said(memory: Memory, known: Known, plan: Section) -> tuple[Paragraph, ...]:
    """Lines to say, two a paragraph, in the tone that their owner picked; each can be copied."""
    tone = memory.report.tone if memory.report and memory.report.tone in plan.tones else plan.tones[0]
    found = []
    for slot in plan.slots:
        id = _free(known, plan, slot, set())
        if not id:
            continue
        keys = {kind: f"report.copy.{slot.pool}.{id}.{kind}.{tone}" for kind in plan.kinds[slot.pool]}
        (one, first), (other, second) = keys.items()
        names = {"one": words(f"report.kind.name.{one}"), "other": words(f"report.kind.name.{other}")}
        pair = words("report.phrases.pair", first=words(first), second=words(second), **names)
        copies = tuple(Button(words(f"report.kind.button.{k}"), copy=words(key)) for k, key in keys.items())
        found.append(Paragraph(f"{plan.id}.{slot.pool}.{id}", pair, plan.pools[slot.pool][id], copies))
    return tuple(found)


def _free(known: Known, plan: Section, slot: Slot, taken: set[str]) -> str:
    """The id for a slot: the one at its place, or the next that this section has not said yet; "" with none left."""
    pool = plan.pools[slot.pool]
    ids = [id for id in candidates(known, slot.by) if id in pool]
    if not ids:
        return ""
    start = (slot.place - 1) % len(ids) if slot.by != "secondary" else slot.place - 1
    return next((id for id in ids[start:] + ids[:start] * (slot.by != "secondary")
                 if f"{plan.id}.{slot.pool}.{id}" not in taken), "")


def candidates(known: Known, by: str) -> list[str]:
    """The ids that a rule finds, best first; see bot/content/quizzes/report.yaml for the rules."""
    result, points = known.result, _points(known.result)
    match by:
        case "apart":
            return [_sided(f, points[f]) for f in sorted(ranked(result), key=lambda f: -abs(points[f] - BORDER))]
        case "high":
            above = [_sided(f, points[f]) for f in ranked(result) if points[f] >= BORDER]
            below = sorted((s for s in SCALES if _score(result, s) < BORDER), key=lambda s: _score(result, s))
            return above + [f"{scale}-lower" for scale in below]
        case "low":
            return list(reversed(ranked(result)))
        case "leads-anxiety" | "leads-avoidance":
            return _of(result, by.removeprefix("leads-"))
        case "bars":
            return sorted(SCALES, key=lambda scale: -_score(result, scale))
        case "leaning":
            return [known.leaning]
        case "secondary":
            return list(result.secondary) or [_evenly(result)]
        case _:
            highest = _of(result, by)[:1]
            return [_sided(f, points[f]) for f in highest if points[f] >= BORDER] or [f"{by}-lower"]


def ranked(result: Result) -> list[str]:
    """The facets that are scored, highest first."""
    points = _points(result)
    return sorted(points, key=lambda facet: -points[facet])


def _points(result: Result) -> dict[str, int]:
    return {facet.facet: facet.score for facet in result.facets if facet.score is not None}


def _of(result: Result, scale: str) -> list[str]:
    own = {facet.facet for facet in result.facets if facet.scale == scale}
    return [facet for facet in ranked(result) if facet in own]


def _sided(facet: str, score: int) -> str:
    return f"{facet}-{'higher' if score >= BORDER else 'lower'}"


def _score(result: Result, scale: str) -> int:
    score = (result.anxiety if scale == "anxiety" else result.avoidance).score
    return BORDER if score is None else score


def _evenly(result: Result) -> str:
    points = _points(result)
    if max(points.values()) - min(points.values()) < LEVEL:
        return "flat"
    means = {scale: fmean([points[f] for f in _of(result, scale)] or [0]) for scale in SCALES}
    return f"{max(SCALES, key=lambda scale: means[scale])}-leads"


# ------------------------------------------------------------------------------------------------- one's own moves
def _own_moves(memory: Memory) -> tuple[Paragraph, ...]:
    """From the communication questionnaire, but for what the fifth section says of protecting, and for heat.

    Heat is for its owner's eyes alone, and this may become a file.
    """
    result = memory.moves.result if memory.moves else None
    if result is None or result.profile is None:
        return ()
    apart = ("moves.part.protects", "moves.part.heat")
    lines = (line for line in moves_screens.reading(result) if line.key not in apart)
    return tuple(Paragraph(_inner(line), line.words, (f"moves.{line.because[0]}",)) for line in lines)


def _inner(line: reading.Line) -> str:
    held = line.params.get("line")
    return held.key if isinstance(held, Words) else line.key


def _because(id: str) -> Words:
    if id in ("bars", "all"):
        what = words(f"report.because.{id}")
    elif id.startswith("moves."):
        what = words(f"moves.because.{id.removeprefix('moves.')}")
    else:
        what = words(f"results.because.{id}")
    return words("results.part.because", what=what)
