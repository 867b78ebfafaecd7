"""The content: what ships loads, a small tree becomes a library, and a file that cannot be used stops the loading."""

from __future__ import annotations

import shutil
import zoneinfo
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.content import check, load
from bot.content.__main__ import main
from bot.content.faults import ContentError
from bot.content.pages import read
from bot.domain.library import Library
from tests.small_tree import STRUCTURE, plant


# ---------------------------------------------------------------- what ships
@pytest.fixture(scope="module")
def library() -> Library:
    return load.load()


def test_the_shipped_content_loads_with_its_fifty_days_in_order(library: Library) -> None:
    assert [day.number for day in library.days] == list(range(1, 51))
    assert library.steps == tuple(f"step-{n}" for n in range(1, 7))
    assert {day.belongs for day in library.days} == {"now", "moment", "evening"}
    assert library.quizzes["attachment"].of("express")
    assert set(library.words) >= {"en", "zh"}


def test_the_shipped_rhythm_answers_every_evening_and_knows_the_silent_dates(library: Library) -> None:
    asked = [answer for answer in library.evening_answers if answer.when.get("tried") == "done"]
    assert {answer.when.get("felt") for answer in asked} >= {"low", "mid", "high"}
    assert sorted(library.silences) == [2, 3, 4, 7, 10, 17, 24, 30]
    assert [silent for silent, _ in library.returns] == sorted(silent for silent, _ in library.returns)
    assert all(library.count(f"rhythm.evening.answer.{a.id}") == a.lines for a in library.evening_answers)


def test_every_city_has_a_known_zone_and_a_name_in_each_language(library: Library) -> None:
    known = zoneinfo.available_timezones()
    assert [city.zone for city in library.cities if city.zone not in known] == []
    assert [(lang, c.key) for lang, said in library.words.items() for c in library.cities if c.key not in said] == []
    assert len({city.key for city in library.cities}) == len(library.cities)


@pytest.mark.parametrize("month", [1, 4, 7, 10])
def test_a_city_is_offered_for_every_offset_where_people_live(library: Library, month: int) -> None:
    def offset(zone: str) -> timedelta | None:
        return datetime(2026, month, 15, 12, tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset()

    regions = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    lived_in = {offset(zone) for zone in zoneinfo.available_timezones() if zone.startswith(regions)}
    offered = [offset(city.zone) for city in library.cities]
    assert lived_in - set(offered) == set()


def test_a_library_cannot_be_changed(library: Library) -> None:
    with pytest.raises(TypeError):
        library.words["en"]["front.greeting"] = "Hi"  # type: ignore[index]
    with pytest.raises(AttributeError):
        library.days = ()  # type: ignore[misc]


# ---------------------------------------------------------------- the small tree
def test_a_tree_without_faults_is_told_as_such(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(root) == 0
    out = capsys.readouterr().out
    assert "en: 49 texts, 2 of 2 days complete, 2 copy lines" in out
    assert out.endswith("no faults\n")


def test_a_small_tree_becomes_a_library(root: Path) -> None:
    library = load.load(root)
    assert library.day("day-02") == library.days[1]
    assert library.returns == ((1, "after-1"), (3, "after-3"))
    assert dict(library.silences) == {30: "kept"}
    assert library.words["en"]["days.day-01.copy.0"] == "The copy of day-01 is told here."
    assert library.cities[0].key in library.words["zh"]
    assert [line.number for line in library.helplines.lines] == ["116 123"]


def test_faults_are_printed_with_file_line_key_and_remedy(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = plant(root, "en/front.yaml", "An old button.", "An <old> button.")
    assert main(root) == 1
    out = capsys.readouterr().out
    assert f"en/front.yaml:{line}: front.toast.old: Telegram has no <old>" in out
    assert " — one of a, b, blockquote" in out
    assert out.endswith("2 faults\n")  # a toast is plain text, too


# ---------------------------------------------------------------- files that cannot be used
UNUSABLE = [
    ("en/front.yaml", "button:", "button:\n  : :", "not YAML", "quote texts"),
    ("en/front.yaml", '"Hello, {{ name }}."', "{{ name }}", "", "quote"),
    ("en/front.yaml", "  old:", "  yes:", "does not read the key yes as text", 'quote it: "yes"'),
    ("en/front.yaml", "  old:", "  2:", "does not read the key 2 as text", 'quote it: "2"'),
    ("en/front.yaml", "button:", 'toast: "x"\nbutton:', "stands twice", "keep one"),
    ("en/front.yaml", "  old:", "  old.one:", "holds a dot", "hyphen"),
    ("pathway/step-1.yaml", "belongs: moment", "belongs: noon", "Invalid enum value 'noon'", "like its neighbours"),
    ("pathway/step-1.yaml", "id: day-02", "id: day-2", "is no day's id", "two digits"),
    ("pathway/step-1.yaml", "id: day-02", "id: day-03", "day-03 comes after day-01", "in a row"),
    ("pathway/step-1.yaml", "id: step-1", "id: step-9", "in the file of step-1", "write id: step-1"),
    ("pathway/cities.yaml", "zone: ", "zne: ", "unknown field `zne`", "like its neighbours"),
    ("pathway/rhythm.yaml", "silence:", "silent:", "there is no list here", "rhythm.silence"),
    ("quizzes/attachment.yaml", "scale: anxiety", "scale: worry", "unknown scale", "comment"),
    ("safety/helplines.yaml", "channel: call", "channel: fax", "channel is 'fax'", "comment"),
    ("safety/helplines.yaml", "  GB:\n", "  NO:\n", "does not read the key NO as text", 'quote it: "NO"'),
    ("safety/rules.yaml", "words: 5", "words: 0", "no whole number above 0", "comment"),
    ("pathway/scans.yaml", "start: 30", "start: 40", "starts at 40 for 30 s", "start it at 30"),
    ("pathway/scans.yaml", "start: 30, seconds: 30", "start: 30, seconds: 5", "for 5 s", "15 s at least"),
    ("pathway/scans.yaml", "kind: breath", "kind: dance", "dance", "like its neighbours"),
]


@pytest.mark.parametrize(("name", "old", "new", "what", "remedy"), UNUSABLE)
def test_a_file_that_cannot_be_used_stops_the_loading_and_says_where(
    root: Path, name: str, old: str, new: str, what: str, remedy: str
) -> None:
    line = plant(root, name, old, new)
    with pytest.raises(ContentError) as refusal:
        load.load(root)
    found = [f for f in refusal.value.faults if f.file == name and what in f.what and remedy in f.remedy]
    assert found, refusal.value
    assert abs(found[0].line - line) <= 5  # what is missing, or named by its id, stands at what holds it
    assert found[0] in check.faults(root)


@pytest.mark.parametrize("name", [*STRUCTURE][1:])
def test_a_structure_file_that_is_gone_stops_the_loading(root: Path, name: str) -> None:
    (root / name).unlink()
    with pytest.raises(ContentError, match=name):
        load.load(root)


def test_the_loading_lists_all_faults_at_once(root: Path) -> None:
    plant(root, "pathway/step-1.yaml", "gold: said", "gold: silver")
    plant(root, "zh/front.yaml", "  old:", "  on:")
    shutil.rmtree(root / "safety")
    with pytest.raises(ContentError) as refusal:
        load.load(root)
    files = [fault.file for fault in refusal.value.faults]
    assert files == ["pathway/step-1.yaml", "safety/helplines.yaml", "safety/rules.yaml", "zh/front.yaml"]


def test_a_file_that_is_not_utf8_is_told(root: Path) -> None:
    (root / "en/front.yaml").write_bytes(b"greeting: \xff\n")
    page = read(root / "en/front.yaml", "en/front.yaml")
    assert [(fault.what, fault.remedy) for fault in page.faults] == [("not UTF-8 at byte 10", "save the file as UTF-8")]
