"""Sources and claims: what the checker says of a source that nobody knows, and of a claim without any."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import check
from tests.small_tree import plain, plant, told

SOURCES = """
    sources:
      - {id: a-study, cite: "A study", kind: trial}
      - {id: other, cite: "Another one", kind: theory}
    """


@pytest.fixture
def sourced(root: Path) -> Path:
    """The small folder with two sources, of which one is named by its first day and one by its second."""
    (root / "library").mkdir()
    (root / "library" / "sources.yaml").write_text(plain(SOURCES), "utf-8")
    for lang, said in (("en", "Something was found."), ("zh", "发现了一点什么。")):
        text = f'kind:\n  trial: "{said}"\n  theory: "{said}"\nwhat:\n  a-study: "{said}"\n  other: "{said}"\n'
        (root / lang / "sources.yaml").write_text(text, "utf-8")
    plant(root, "pathway/step-1.yaml", "gold: said, copy: 1}", 'gold: said, copy: 1, source: ["Another one"]}')
    return root


def test_sources_that_are_known_and_named_are_no_fault(sourced: Path) -> None:
    assert check.faults(sourced) == []


def test_a_source_that_nobody_knows_is_told_where_it_is_named(sourced: Path) -> None:
    line = plant(sourced, "pathway/step-1.yaml", '"A study"', '"A study", "A rumour"')
    (found,) = check.faults(sourced)
    assert (found.file, found.line) == ("pathway/step-1.yaml", line)
    assert "there is no source “A rumour”" in found.what
    assert "library/sources.yaml" in found.remedy


def test_a_source_on_which_nothing_rests_is_told(sourced: Path) -> None:
    plant(sourced, "pathway/step-1.yaml", ', source: ["Another one"]', "")
    (found,) = check.faults(sourced)
    assert found.file == "library/sources.yaml"
    assert found.what == "nothing rests on Another one"


def test_a_source_that_stands_twice_stops_the_loading(sourced: Path) -> None:
    plant(sourced, "library/sources.yaml", 'cite: "Another one"', 'cite: "A study"')
    assert any("A study stands twice" in fault.what for fault in check.faults(sourced))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_source_without_words_on_what_was_found_is_told(sourced: Path, lang: str) -> None:
    name = f"{lang}/sources.yaml"
    kept = "\n".join(line for line in (sourced / name).read_text("utf-8").split("\n") if "other" not in line)
    (sourced / name).write_text(kept, "utf-8")
    assert told(sourced, name, "sources.what.other")


CLAIMS = [
    ("en/days/step-1.yaml", "The why of day-02", "Studies say the why of day-02", "days.day-02.why", True),
    ("en/days/step-1.yaml", "The why of day-01", "Studies say the why of day-01", "days.day-01.why", False),
    ("zh/days/step-1.yaml", "第2天里写着四", "研究里说，第2天里写着四", "days.day-02.why", True),
    ("zh/days/step-1.yaml", "第1天里写着四", "研究里说，第1天里写着四", "days.day-01.why", False),
    ("en/rhythm.yaml", "Rest.", "Experts rest. So may you.", "rhythm.rest.begin", True),
    ("zh/rhythm.yaml", "歇一歇。", "有专家说，歇一歇。", "rhythm.rest.begin", True),
    ("zh/rhythm.yaml", "歇一歇。", "百分之百歇一歇。", "rhythm.rest.begin", False),
]


@pytest.mark.parametrize(("name", "old", "new", "key", "told_of"), CLAIMS)
def test_a_claim_is_told_where_nothing_names_its_source(
    root: Path, name: str, old: str, new: str, key: str, told_of: bool
) -> None:
    line = plant(root, name, old, new)
    found = [fault for fault in told(root, name, key) if "is a claim without a source" in fault.what]
    assert bool(found) is told_of
    assert [fault.line for fault in found] == [line] * len(found)
