"""Callback data is a public format: it fits, it comes back as it went, it never changes, and forgeries do nothing."""

from __future__ import annotations

import json
import typing
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot import buttons
from bot.content.load import load
from bot.domain import events as e
from bot.domain.events import Event, Press, Unreadable
from bot.tags import TAGS

GOLDEN = Path(__file__).parent / "golden" / "buttons-1.json"
KINDS = [kind for kind in TAGS.values() if kind is not None]

FIELDS: dict[type, st.SearchStrategy[Any]] = {
    int: st.integers(-(10**12) + 1, 10**12 - 1),
    str: st.from_regex(r"[A-Za-z0-9_./+-]{0,24}", fullmatch=True),
    date: st.dates(),
}


def _hints(kind: type[Press]) -> dict[str, type]:
    hints = typing.get_type_hints(kind)
    return {name: hints[name] for name in kind.__struct_fields__}


def _presses() -> st.SearchStrategy[Press]:
    return st.one_of([st.builds(kind, **_fields(kind)) for kind in KINDS])


def _fields(kind: type[Press]) -> dict[str, st.SearchStrategy[Any]]:
    """Values for a press's fields; several ids share the room that whole numbers and dates leave."""
    hints = _hints(kind)
    taken = len("1|tt") + len(hints) + sum({int: 13, date: 10}.get(hint, 0) for hint in hints.values())
    ids = sum(hint is str for hint in hints.values())
    longest = min(24, (buttons.LIMIT - taken) // ids) if ids else 0
    text = st.from_regex(rf"[A-Za-z0-9_./+-]{{0,{longest}}}", fullmatch=True)
    return {name: text if hint is str else FIELDS[hint] for name, hint in hints.items()}


def _described() -> dict[str, list[str]]:
    """Every tag with its press and that press's fields, as the golden file holds them."""
    return {
        tag: [kind.__name__, *(f"{name}: {hint.__name__}" for name, hint in _hints(kind).items())]
        for tag, kind in TAGS.items()
        if kind is not None
    }


@given(_presses())
def test_every_press_comes_back_as_it_went(press: Press) -> None:
    data = buttons.write(press)
    assert buttons.read(data) == press
    assert len(data.encode()) <= buttons.LIMIT


def test_every_press_that_there_is_can_be_a_button() -> None:
    def below(kind: type[Event]) -> set[type[Event]]:
        return {each for child in kind.__subclasses__() for each in (child, *below(child))}

    assert below(Press) == set(KINDS)
    assert len(KINDS) == len(set(KINDS))


def test_the_longest_ids_that_we_have_fit() -> None:
    library = load()
    ids: dict[str, list[str]] = {
        "item": [item.id for quiz in library.quizzes.values() for item in quiz.items],
        "zone": [zone for zone in available_timezones() if not zone.startswith(("posix/", "right/"))],
        "key": [key for key in library.words["en"] if ".copy." in key],
        "day": [day.id for day in library.days],
        "step": list(library.steps),
    }
    for kind in KINDS:
        values: dict[str, Any] = {}
        for name, hint in _hints(kind).items():
            texts = ids.get(name, ["x" * 24])
            values[name] = {int: 999_999_999, str: max(texts, key=len), date: date(2026, 12, 31)}[hint]
        assert len(buttons.write(kind(**values)).encode()) <= 64


def test_a_tag_never_changes_its_meaning() -> None:
    golden: dict[str, list[str]] = json.loads(GOLDEN.read_text("utf-8"))
    now = _described()
    retired = {tag for tag, kind in TAGS.items() if kind is None}
    changed = {tag: (was, now.get(tag)) for tag, was in golden.items() if tag not in retired and now.get(tag) != was}
    assert changed == {}, "old buttons stay on phones: give the new meaning a tag of its own, and retire this one"
    assert set(now) - set(golden) == set(), f"a new tag is pinned for ever: add it to {GOLDEN.name}"


@pytest.mark.parametrize(
    ("data", "press"),
    [
        ("1|h", e.Here()),
        ("1|qc|3|late-reply|5", e.Chose(3, "late-reply", 5)),
        ("1|sc|-210", e.ClockIs(-210)),
        ("1|sz|America/Argentina/Buenos_Aires", e.CityIs("America/Argentina/Buenos_Aires")),
        ("1|dd|day-07|partly", e.Did("day-07", "partly")),
        ("1|et|2026-11-23|done", e.Tried(date(2026, 11, 23), "done")),
        ("1|cl|days.day-07.copy.0", e.CopyLine("days.day-07.copy.0")),
        ("1|p|", e.Page("")),
    ],
)
def test_buttons_on_phones_are_read_for_ever(data: str, press: Press) -> None:
    assert buttons.read(data) == press
    assert buttons.write(press) == data


@pytest.mark.parametrize(
    "data",
    [
        "",
        "|",
        "h",
        "0|h",
        "2|h",
        "1|",
        "1|zz",
        "1|h|",
        "1|h|1",
        "1|qc|3|late-reply",
        "1|qc|3|late-reply|5|6",
        "1|qc|three|late-reply|5",
        "1|qc|3|late reply|5",
        "1|qc|3|" + "x" * 60 + "|5",
        "1|qc|٣|late-reply|5",
        "1|qc|1e3|late-reply|5",
        "1|qc|1_0|late-reply|5",
        "1|qc| 3|late-reply|5",
        "1|jo|9999999999999",
        "1|p|<b>",
        "1|p|a\n",
        "1|jo|7\n",
        "1|et|2026-13-01|done",
        "1|et|today|done",
    ],
)
def test_what_nobody_wrote_is_unreadable(data: str) -> None:
    assert buttons.read(data) == Unreadable()


PIECES = st.sampled_from(["1", "2", "|", *TAGS, "day-07", "2026-11-23", "-1", "\x00", "\ud800", "…", " "])


@given(st.one_of(st.text(), st.lists(PIECES).map("".join), st.binary().map(lambda raw: raw.decode("latin-1"))))
@example("1|qc|-|x|5")
def test_a_forgery_never_raises(data: str) -> None:
    assert isinstance(buttons.read(data), Press | Unreadable)


@given(st.sampled_from(list(TAGS)), st.lists(st.text(max_size=12), max_size=4))
def test_a_forgery_of_a_known_tag_never_raises(tag: str, fields: list[str]) -> None:
    read = buttons.read("|".join(["1", tag, *fields]))
    if isinstance(read, Press):
        assert buttons.read(buttons.write(read)) == read


def test_a_button_that_telegram_would_refuse_is_refused_here() -> None:
    with pytest.raises(ValueError, match=r"a button of \d+ bytes"):
        buttons.write(e.Chose(999_999_999_999, "x" * 48, 5))
    for strange in ("a|b", "a b", "日", "x" * 49):
        with pytest.raises(ValueError, match=strange[:1]):
            buttons.write(e.Page(strange))


def test_a_retired_tag_is_answered_politely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TAGS, "h", None)
    assert buttons.read("1|h") == Unreadable()
