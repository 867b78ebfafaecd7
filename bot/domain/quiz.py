"""A questionnaire, its answers and what they add up to, as plain values.

Scores run from 0 to 100, where 0 is every answer at the secure end of the scale. `sem` is one standard error of
measurement in those same points. Nothing here holds words: ids lead to them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

Scale = Literal["anxiety", "avoidance"]
Form = Literal["express", "full", "pulse"]
Leaning = Literal["a", "v", "both", "low"]
Zone = Literal["lower", "middle", "higher"]
Tier = Literal["same", "possible", "clear"]
Direction = Literal["up", "down", "level"]

SCALES: tuple[Scale, ...] = get_args(Scale)


@dataclass(frozen=True, slots=True)
class Item:
    """One statement. `reverse`: agreeing lowers the score. `heavy`: never the last one asked."""

    id: str
    scale: Scale
    facet: str
    reverse: bool = False
    express: bool = False
    pulse: bool = False
    opener: bool = False
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Quiz:
    """A questionnaire's structure. `options` is the number of labelled points, answered 1..options."""

    id: str
    version: int
    items: tuple[Item, ...]
    options: int = 5

    def item(self, id: str) -> Item:
        """The item of that id; KeyError when the quiz has none."""
        for item in self.items:
            if item.id == id:
                return item
        raise KeyError(id)

    def of(self, form: Form) -> tuple[Item, ...]:
        """The items that a form asks, in the file's order."""
        if form == "full":
            return self.items
        return tuple(i for i in self.items if (i.express if form == "express" else i.pulse))

    @property
    def facets(self) -> tuple[tuple[str, Scale], ...]:
        """Every facet with its scale, in the file's order."""
        return tuple(dict.fromkeys((item.facet, item.scale) for item in self.items))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person chose: 1..options, or None for a skip. `seconds` from shown to pressed, None when not known."""

    item: str
    option: int | None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One scale. `mean` 1-5 after recoding; `mean`, `score` and `sem` are None when it is not scored."""

    mean: float | None
    score: int | None
    answered: int
    planned: int
    sem: float | None

    @property
    def band(self) -> tuple[int, int] | None:
        """Whole numbers one SEM below and above the score, kept within 0..100."""
        if self.score is None or self.sem is None:
            return None
        return max(0, round(self.score - self.sem)), min(100, round(self.score + self.sem))


@dataclass(frozen=True, slots=True)
class FacetScore:
    """A part of a scale, 0-100; None when too few of its items are answered. Only ever a hint."""

    facet: str
    scale: Scale
    score: int | None
    answered: int
    planned: int


@dataclass(frozen=True, slots=True)
class Quality:
    """How the answers were given. `contradictory` names the scales whose reversed items pull the other way."""

    straight_run: bool = False
    all_same: bool = False
    quick: bool = False
    contradictory: tuple[Scale, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What one run adds up to. `near` names the scales within one SEM of the middle line; `secondary` 0-2 facets."""

    form: Form
    anxiety: Measure
    avoidance: Measure
    facets: tuple[FacetScore, ...]
    leaning: Leaning | None
    near: tuple[Scale, ...]
    secondary: tuple[str, ...]
    quality: Quality
    version: int

    def measure(self, scale: Scale) -> Measure:
        """The measure of that scale."""
        return self.anxiety if scale == "anxiety" else self.avoidance


@dataclass(frozen=True, slots=True)
class ScaleChange:
    """A scale then and now. `points` on 0-100, positive when the later score is higher."""

    tier: Tier
    direction: Direction
    points: float


@dataclass(frozen=True, slots=True)
class Change:
    """Two results side by side; None where a scale cannot be compared."""

    anxiety: ScaleChange | None
    avoidance: ScaleChange | None

    def of(self, scale: Scale) -> ScaleChange | None:
        """The change of that scale."""
        return self.anxiety if scale == "anxiety" else self.avoidance


def quiz_from(data: Mapping[str, Any]) -> Quiz:
    """A quiz from its structure file (other keys, such as `source`, are left alone).

    Raises ValueError naming every fault at once: a doubled id, an unknown scale, a facet on two scales, an
    item that is in the pulse but not in the express form, an opener outside of it.
    """
    items = tuple(Item(**row) for row in data["items"])
    faults = [f"{i.id}: unknown scale {i.scale!r}" for i in items if i.scale not in SCALES]
    ids = [i.id for i in items]
    faults += [f"{id}: the id stands twice" for id in sorted({id for id in ids if ids.count(id) > 1})]
    facets = [facet for facet, _ in dict.fromkeys((i.facet, i.scale) for i in items)]
    faults += [f"{facet}: the facet is on two scales" for facet in sorted({f for f in facets if facets.count(f) > 1})]
    faults += [
        f"{i.id}: pulse items and openers belong to the express form"
        for i in items
        if (i.pulse or i.opener) and not i.express
    ]
    if faults:
        raise ValueError("; ".join(faults))
    return Quiz(id=data["id"], version=data["version"], items=items, options=data.get("options", 5))


def result_from(data: Mapping[str, Any]) -> Result:
    """A result from what `dataclasses.asdict` made of it, through JSON and back."""
    quality = data["quality"]
    return Result(
        form=data["form"],
        anxiety=Measure(**data["anxiety"]),
        avoidance=Measure(**data["avoidance"]),
        facets=tuple(FacetScore(**row) for row in data["facets"]),
        leaning=data["leaning"],
        near=tuple(data["near"]),
        secondary=tuple(data["secondary"]),
        quality=Quality(**{**quality, "contradictory": tuple(quality["contradictory"])}),
        version=data["version"],
    )
