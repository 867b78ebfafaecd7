"""The plan of the deeper report: which paragraph hangs on which score, by ids alone."""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct


class Slot(Struct, frozen=True, forbid_unknown_fields=True):
    """A place for one paragraph of a pool. `by` names the rule that finds its id, `place` counts from 1."""

    pool: str
    by: str
    place: int = 1


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the sections. `pools`: paragraph id -> the scales and facets that it hangs on.

    `kinds` and `tones` are for lines to say: a paragraph of such a pool is made of these kinds in one of the tones.
    """

    id: str
    slots: tuple[Slot, ...] = ()
    pools: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    kinds: Mapping[str, tuple[str, ...]] = {}
    tones: tuple[str, ...] = ()


class ReportPlan(Struct, frozen=True):
    """The sections in order."""

    version: int = 1
    sections: tuple[Section, ...] = ()

    def section(self, id: str) -> Section | None:
        """The section of that id, or None."""
        return next((section for section in self.sections if section.id == id), None)


RULES = (
    *("apart", "high", "low", "anxiety", "avoidance", "leads-anxiety", "leads-avoidance"),
    *("bars", "leaning", "secondary"),
)


def report_from(data: Mapping[str, Any]) -> ReportPlan:
    """The plan from its structure file (other keys, such as `source`, are left alone).

    Raises ValueError naming every fault at once: a doubled section, a slot without its pool, an unknown rule.
    """
    try:
        plan = msgspec.convert({"version": data["version"], "sections": data["sections"]}, ReportPlan)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from None
    ids = [section.id for section in plan.sections]
    faults = [f"{id}: the section stands twice" for id in sorted({id for id in ids if ids.count(id) > 1})]
    for section in plan.sections:
        faults += [f"{section.id}: no pool {slot.pool}" for slot in section.slots if slot.pool not in section.pools]
        faults += [f"{section.id}: no rule {slot.by}" for slot in section.slots if slot.by not in RULES]
    if faults:
        raise ValueError("; ".join(faults))
    return plan
