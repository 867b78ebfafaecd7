"""A result in words, as keys: what is said at once, the longer description, and lines to pick from for a card.

Every line names the scales and facets that it hangs on (`because`): a line that fits everybody is not a reading.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from bot.domain.quiz import SCALES, Change, Leaning, Result, Scale
from bot.domain.speech import Param, Words, words
from bot.flows.scoring import BORDER, zone

Block = Literal["a", "v", "both", "low", "a-low", "v-low", "a-both", "v-both", "middle"]
LEANINGS: tuple[Leaning, ...] = get_args(Leaning)
CARD_LINES = 3
PARTS = ("strength", "protects", "loud", "helps", "next")

# What each description's strengths, helps and next steps hang on, first things first.
HANGS: dict[Block, tuple[str, ...]] = {
    "a": ("losing", "reassurance"),
    "v": ("closeness", "opening", "leaning"),
    "both": ("anxiety", "avoidance"),
    "low": ("anxiety", "avoidance"),
    "a-low": ("anxiety", "avoidance"),
    "v-low": ("avoidance", "anxiety"),
    "a-both": ("anxiety", "avoidance"),
    "v-both": ("avoidance", "anxiety"),
    "middle": ("anxiety", "avoidance"),
}

# Where one is, which border is near, and the description of that border.
_BORDERS: dict[tuple[Leaning, Scale], Block] = {
    ("a", "anxiety"): "a-low",
    ("low", "anxiety"): "a-low",
    ("v", "avoidance"): "v-low",
    ("low", "avoidance"): "v-low",
    ("a", "avoidance"): "a-both",
    ("both", "avoidance"): "a-both",
    ("v", "anxiety"): "v-both",
    ("both", "anxiety"): "v-both",
}
_ACROSS: dict[tuple[Leaning, Scale], Leaning] = {
    ("a", "anxiety"): "low",
    ("low", "anxiety"): "a",
    ("v", "avoidance"): "low",
    ("low", "avoidance"): "v",
    ("a", "avoidance"): "both",
    ("both", "avoidance"): "a",
    ("v", "anxiety"): "both",
    ("both", "anxiety"): "v",
}
_ORDINALS = ("first", "second", "third")


@dataclass(frozen=True, slots=True)
class Line:
    """One line by its key and values, and the scale and facet ids that it hangs on."""

    key: str
    params: dict[str, Param]
    because: tuple[str, ...]

    @property
    def words(self) -> Words:
        """The line as words to say."""
        return words(self.key, **self.params)


Reading = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CardLines:
    """Keys to pick from: the style words ("" without a result), and at least three lines of each kind."""

    style: str
    strength: tuple[str, ...]
    helps: tuple[str, ...]
    edge: tuple[str, ...]


def block(result: Result, chosen: str = "") -> Block | None:
    """Which description fits: the one its owner chose, a border's, or the region's. None when nothing was scored."""
    if result.leaning is None:
        return None
    for leaning in LEANINGS:
        if leaning == chosen:
            return leaning
    match result.near:
        case (scale,):
            return _BORDERS[result.leaning, scale]
        case ():
            return result.leaning
        case _:
            return "middle"


def neighbours(result: Result) -> tuple[Leaning, ...]:
    """The leanings to choose between: the result's own, then the one across the nearest border if one is near."""
    if result.leaning is None:
        return ()
    nearest = sorted(result.near, key=lambda scale: abs((result.measure(scale).score or 0) - BORDER))
    return (result.leaning, *(_ACROSS[result.leaning, scale] for scale in nearest[:1]))


def bars(result: Result) -> Reading:
    """The two dimensions, each with its zone word and band, or saying that it has no number."""
    return tuple(_bar(result, scale) for scale in SCALES)


def _bar(result: Result, scale: Scale) -> Line:
    measure = result.measure(scale)
    if measure.score is None or measure.band is None:
        return Line(f"results.bar.{scale}.unknown", {}, (scale,))
    low, high = measure.band
    params: dict[str, Param] = {"score": measure.score, "low": low, "high": high}
    return Line(f"results.bar.{scale}.{zone(measure.score)}", params, (scale,))


def short(result: Result, chosen: str = "") -> Reading:
    """The result as said at once: two bars, a near border unless one has `chosen`, style, a strength, a help, a step.

    At most 80 words in English and 150 characters in Chinese. Nothing at all when every answer was the same.
    """
    if result.quality.all_same:
        return ()
    fits = block(result, chosen)
    if fits is None:
        return bars(result)
    best, most = _strongest(result, fits), _ranked(result, HANGS[fits])[0]
    return (
        *bars(result),
        *(() if chosen else _near(result)),
        Line("results.short.style", {"style": words(f"results.style.{fits}")}, SCALES),
        _nested("results.short.strength", f"results.region.{fits}.strength.{best}", best),
        _nested("results.short.helps", f"results.region.{fits}.helps.{most}", most),
        _nested("results.short.next", f"results.region.{fits}.next.{most}", most),
    )


def _near(result: Result) -> Reading:
    if not result.near:
        return ()
    return (Line(f"results.near.{'both' if len(result.near) == 2 else result.near[0]}", {}, result.near),)


def _nested(frame: str, key: str, *because: str) -> Line:
    return Line(frame, {"line": words(key)}, because)


def _points(result: Result) -> dict[str, int]:
    scores = {facet.facet: facet.score for facet in result.facets} | {s: result.measure(s).score for s in SCALES}
    return {id: score for id, score in scores.items() if score is not None}


def _ranked(result: Result, ids: tuple[str, ...]) -> list[str]:
    points = _points(result)
    return sorted(ids, key=lambda id: -points.get(id, -1))


def _strongest(result: Result, fits: Block) -> str:
    """A facet's strength goes with its height; a dimension's with its distance from the middle line."""
    if fits in ("a", "v"):
        return _ranked(result, HANGS[fits])[0]
    points = _points(result)
    return max(HANGS[fits], key=lambda id: abs(points.get(id, BORDER) - BORDER))


def description(result: Result, chosen: str = "") -> Reading:
    """The longer words of one description: strengths, what it protects, when it gets loud, what helps, a next step.

    The step is another one than `short` named. `chosen` is a leaning that its owner prefers, "" for the one that
    fits best. Empty when nothing was scored.
    """
    fits = block(result, chosen)
    if fits is None:
        return ()
    ids, other, at = HANGS[fits], _ranked(result, HANGS[fits])[1], f"results.region.{fits}"
    scales: tuple[str, ...] = {"a": ("anxiety",), "v": ("avoidance",)}.get(fits, SCALES)
    return (
        _listed("strengths", f"{at}.strength", ids),
        _nested("results.part.protects", f"{at}.protects", *scales),
        _nested("results.part.loud", f"{at}.loud", *scales),
        _listed("helps", f"{at}.helps", ids),
        _nested("results.part.next", f"{at}.next.{other}", other),
    )


def _listed(part: str, at: str, ids: tuple[str, ...]) -> Line:
    params: dict[str, Param] = {name: words(f"{at}.{id}") for name, id in zip(_ORDINALS, ids, strict=False)}
    return Line(f"results.part.{part}", params, ids)


def secondary_lines(result: Result) -> Reading:
    """Each secondary area, none to two: a strength, what it protects, a tentative hint, what helps, a next step."""
    return tuple(Line("results.part.beside", _beside(facet), (facet,)) for facet in result.secondary)


def _beside(facet: str) -> dict[str, Param]:
    parts = {part: words(f"results.secondary.{facet}.{part}") for part in PARTS}
    return {"name": words(f"results.facet.{facet}"), **parts}


def notes(result: Result) -> Reading:
    """What to know about how the answers were given, without accusing anyone; often nothing."""
    quality = result.quality
    if quality.all_same:
        return (Line("results.note.all-same", {}, SCALES),)
    missing = tuple(scale for scale in SCALES if result.measure(scale).score is None)
    lines = []
    if missing:
        lines.append(Line(f"results.note.not-enough.{'both' if len(missing) == 2 else missing[0]}", {}, missing))
    if quality.straight_run:
        lines.append(Line("results.note.straight-run", {}, SCALES))
    if quality.quick:
        lines.append(Line("results.note.quick", {}, SCALES))
    if quality.contradictory:
        lines.append(Line("results.note.contradictory", {}, quality.contradictory))
    return tuple(lines)


def moved(change: Change) -> Reading:
    """Two results side by side, a line a scale, and one line of care that fits. Never a new label."""
    lines, ways = [], set()
    for scale in SCALES:
        shift = change.of(scale)
        if shift is None:
            continue
        if shift.tier == "same":
            lines.append(Line(f"results.change.{scale}.same", {}, (scale,)))
        else:
            lines.append(Line(f"results.change.{scale}.{shift.tier}-{shift.direction}", {}, (scale,)))
            ways.add(shift.direction)
    if not lines:
        return (Line("results.change.unknown", {}, SCALES),)
    care = "up" if "up" in ways else "down" if "down" in ways else "same"
    return (*lines, Line(f"results.change.{care}", {}, SCALES))


def card_lines(result: Result | None = None, chosen: str = "") -> CardLines:
    """Lines for the share card: near a border those of both neighbours, without a leaning the kind ones."""
    fits = block(result, chosen) if result else None
    if result is None or fits is None:
        return _card("", ("kind",))
    if fits in LEANINGS:
        return _card(f"results.style.{fits}", (fits,))
    return _card(f"results.style.{fits}", neighbours(result))


def _card(style: str, sets: tuple[str, ...]) -> CardLines:
    def lines(kind: str) -> tuple[str, ...]:
        return tuple(f"results.card.{name}.{kind}.{n}" for name in sets for n in range(CARD_LINES))

    return CardLines(style, lines("strength"), lines("helps"), lines("edge"))
