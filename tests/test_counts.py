"""What there is, as docs/content.md states it, and how long each kind of text may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import check, counts, load
from bot.content.lengths import length, ranges_of
from bot.content.style import matches
from tests.small_tree import plain, plant, told

LENGTHS = """
    ranges:
      - {kind: an action, keys: ["days.day-??.action"], words: {en: [5, 8], zh: [5, 14]}}
    """


# ------------------------------------------------------------------------------------------------------- counts
def test_the_page_for_writers_states_what_there_is() -> None:
    assert counts.stated() == check.table(), "stale: python -m bot.content --counts writes it anew"


def test_both_languages_have_the_same_number_of_everything() -> None:
    for row in check.table().splitlines()[2:]:
        if row.startswith("|"):
            _, _, *numbers, _ = (cell.strip() for cell in row.split("|"))
            assert len(set(numbers)) == 1, row
    assert "In each language" in check.table()


@pytest.mark.parametrize(("name", "least"), [("Days", 50), ("Lines to copy in the library", 60), ("Help lines", 18)])
def test_what_was_promised_is_there(name: str, least: int) -> None:
    row = next(row for row in check.table().splitlines() if row.startswith(f"| {name} |"))
    assert all(int(number) >= least for number in row.split("|")[2:-1])


def test_a_text_more_changes_what_is_stated(root: Path) -> None:
    before = check.table(root)
    for lang, said in (("en", "Hello."), ("zh", "你好。")):
        plant(root, f"{lang}/front.yaml", "greeting:", f'more: "{said}"\ngreeting:')
    assert check.table(root) != before
    assert "50 texts" in check.table(root)


def test_the_counts_are_written_between_their_markers_and_nothing_else_is_touched(tmp_path: Path) -> None:
    page = tmp_path / "content.md"
    page.write_text(f"# A page\n\n{counts.BEGIN}\nold\n{counts.END}\n\nMore.\n", "utf-8")
    counts.state("new", page)
    assert counts.stated(page) == "new"
    assert page.read_text("utf-8") == f"# A page\n\n{counts.BEGIN}\nnew\n{counts.END}\n\nMore.\n"


def test_a_page_without_the_markers_is_not_written(tmp_path: Path) -> None:
    page = tmp_path / "content.md"
    page.write_text("# A page\n", "utf-8")
    with pytest.raises(ValueError, match="markers"):
        counts.state("new", page)
    assert page.read_text("utf-8") == "# A page\n"


# ------------------------------------------------------------------------------------------------------ lengths
@pytest.fixture
def ranged(root: Path) -> Path:
    """The small folder in which actions have a length."""
    (root / "lengths.yaml").write_text(plain(LENGTHS), "utf-8")
    return root


def test_texts_within_their_range_are_no_fault(ranged: Path) -> None:
    assert check.faults(ranged) == []


RANGED = [
    ("en", "The action of day-02 is told here.", "Too short, this.", "3 words, and an action has 5 to 8", "say more"),
    ("en", "is told here.", "is told here, and then it goes on and on.", "words, and an action has 5 to 8", "shorter"),
    ("zh", "第1天里写着五的话。", "太短。", "3 signs, and an action has 5 to 14", "say more"),
]


@pytest.mark.parametrize(("lang", "old", "new", "what", "remedy"), RANGED)
def test_a_text_outside_of_its_range_is_told_at_its_line(
    ranged: Path, lang: str, old: str, new: str, what: str, remedy: str
) -> None:
    name = f"{lang}/days/step-1.yaml"
    text = (ranged / name).read_text("utf-8")
    line = next(n for n, told_line in enumerate(text.split("\n"), 1) if "action" in told_line and old in told_line)
    before, found, after = text.split("\n")[line - 1].partition(old)
    assert found
    lines = text.split("\n")
    lines[line - 1] = before + new + after
    (ranged / name).write_text("\n".join(lines), "utf-8")
    faults = [fault for fault in check.faults(ranged) if "has 5 to" in fault.what]
    assert [(fault.file, fault.line) for fault in faults] == [(name, line)]
    assert what in faults[0].what
    assert remedy in faults[0].remedy


def test_a_file_of_lengths_that_cannot_be_read_is_told(root: Path) -> None:
    (root / "lengths.yaml").write_text("ranges: [{kind: an action, key: [x]}]\n", "utf-8")
    assert [fault.file for fault in check.faults(root)] == ["lengths.yaml"]


def test_a_text_is_as_long_as_each_of_its_branches() -> None:
    assert length("two words", spaces=True) == 2
    assert length("两个字，说。", spaces=False) == 6


def test_every_kind_of_length_fits_some_text_in_both_languages() -> None:
    ranges, wrong = ranges_of(load.ROOT)
    assert wrong == []
    for lang, own in load.load().words.items():
        for kind in ranges:
            assert lang in kind.words
            assert any(matches(key, kind.keys) for key in own), kind.kind


# ------------------------------------------------------------------------------------------------- simplified signs
@pytest.mark.parametrize("sign", ["們", "愛", "體", "過", "說", "麼", "為", "裡"])
def test_a_traditional_sign_is_told(root: Path, sign: str) -> None:
    line = plant(root, "zh/rhythm.yaml", "歇一歇。", f"歇一歇{sign}。")
    (found,) = told(root, "zh/rhythm.yaml", "rhythm.rest.begin")
    assert (found.line, found.what) == (line, f"“{sign}” is no simplified sign")
    assert "simplified" in found.remedy


def test_signs_that_both_scripts_share_are_let_be(root: Path) -> None:
    plant(root, "zh/rhythm.yaml", "歇一歇。", "甚至著名的乾坤，也歇一歇。")
    assert check.faults(root) == []
