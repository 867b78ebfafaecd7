"""What is stored is a public format: golden files of every version are read by today's code, and nothing is lost.

`tests/golden/memory-1.json` and `say-1.json` are never edited but to add what is new; a renamed or dropped field needs
a version of its own, an upgrade in `bot/states.py`, and golden files beside the old ones.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import buttons, states
from bot.domain import memory as domain
from bot.domain.events import Chose, Unreadable
from bot.domain.memory import VERSION, Memory
from bot.domain.speech import Button, Moment, Picture, Say, Words, words
from bot.states import UnknownVersion

GOLDEN = Path(__file__).parent / "golden"
MEMORIES = sorted(GOLDEN.glob("memory-*.json"))
SAYS = sorted(GOLDEN.glob("say-*.json"))


def _lost(was: Any, now: Any, path: str = "") -> Iterator[str]:
    """Everything in an old value that a new one does not hold as it was."""
    if isinstance(was, dict) and isinstance(now, dict):
        for key, value in was.items():
            yield from [f"{path}.{key}"] if key not in now else _lost(value, now[key], f"{path}.{key}")
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for place, (one, other) in enumerate(zip(was, now, strict=True)):
            yield from _lost(one, other, f"{path}[{place}]")
    elif was != now:
        yield path


def _fields(kind: Any, path: str) -> Iterator[str]:
    """Every field of a struct, and of those inside it."""
    if typing.get_origin(kind) is not None:
        for inner in typing.get_args(kind):
            yield from _fields(inner, path)
    elif hasattr(kind, "__struct_fields__") or hasattr(kind, "__dataclass_fields__"):
        hints = typing.get_type_hints(kind)
        for field in msgspec.inspect.type_info(kind).fields:  # type: ignore[attr-defined]
            yield f"{path}.{field.name}"
            yield from _fields(hints[field.name], f"{path}.{field.name}")


def _named(value: Any, path: str) -> Iterator[str]:
    """Every field that a golden value names."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{path}.{key}"
            yield from _named(inner, f"{path}.{key}")
            if isinstance(inner, dict):
                # The key may be a name of its owner's choice, as in a mapping of replies by their questions.
                yield from (f"{path}.{field}" for field in inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner, path)


@pytest.mark.parametrize("file", MEMORIES, ids=lambda file: file.stem)
def test_a_memory_of_every_version_is_read_by_todays_code(file: Path) -> None:
    text = file.read_text("utf-8").strip()
    read = states.read_memory(text)
    assert states.read_memory(states.write_memory(read)) == read
    if json.loads(text)["version"] == VERSION:
        assert list(_lost(json.loads(text), json.loads(states.write_memory(read)))) == []


def test_the_golden_memory_holds_every_field_that_there_is() -> None:
    golden = json.loads((GOLDEN / f"memory-{VERSION}.json").read_text("utf-8"))
    missing = set(_fields(Memory, "")) - set(_named(golden, ""))
    assert missing == set(), f"a new field is pinned for ever: add it to memory-{VERSION}.json"


@pytest.mark.parametrize("file", SAYS, ids=lambda file: file.stem)
def test_a_screen_on_its_way_outlives_a_deploy(file: Path) -> None:
    text = file.read_text("utf-8").strip()
    say = states.read_say(text)
    assert list(_lost(json.loads(text), json.loads(states.write_say(say)))) == []
    pressed = [button.data for row in say.rows for button in row if button.data]
    assert pressed
    assert Unreadable() not in [buttons.read(data) for data in pressed]


def test_a_memory_says_its_version_first() -> None:
    assert states.write_memory(Memory()).startswith(f'{{"version":{VERSION},')


@pytest.mark.parametrize("version", [0, VERSION + 1, 999, -1, None, "1", True, 1.5])
def test_a_memory_of_an_unknown_version_is_refused_and_not_emptied(version: object) -> None:
    text = json.dumps({"version": version, "profile": {"name": "Ada"}}, separators=(",", ":"))
    if version is True:  # equal to 1, but nobody ever wrote it
        assert isinstance(json.loads(text)["version"], bool)
    with pytest.raises((UnknownVersion, msgspec.ValidationError)):
        states.read_memory(text)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "{", '{"version":1,"profile":7}', '{"version":1,"runs":"a"}'])
def test_what_never_was_a_memory_is_refused(text: str) -> None:
    with pytest.raises((UnknownVersion, msgspec.DecodeError)):
        states.read_memory(text)


def test_upgrades_are_applied_one_after_another_from_wherever_a_memory_is(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[int] = []

    def upgrade(version: int) -> states.Upgrade:
        def apply(raw: dict[str, Any]) -> dict[str, Any]:
            assert raw["version"] == version
            order.append(version)
            return {**raw, "country": f"{raw.get('country', '')}{version}"}

        return apply

    monkeypatch.setattr(states, "VERSION", 3)
    monkeypatch.setattr(states, "_NEWEST", '{"version":3,')
    monkeypatch.setattr(states, "UPGRADES", {1: upgrade(1), 2: upgrade(2)})
    old = (GOLDEN / "memory-1.json").read_text("utf-8")
    read = states.read_memory(old)
    assert (order, read.version) == ([1, 2], 3)
    assert read.country == f"{json.loads(old)['country']}12"
    assert states.read_memory('{"version":2,"runs":7}').runs == 7
    assert order == [1, 2, 2]
    assert states.read_memory('{"version":3,"runs":8}').runs == 8
    assert order == [1, 2, 2]
    with pytest.raises(UnknownVersion, match="a memory of version 4; this program knows 3"):
        states.read_memory('{"version":4}')


def test_an_upgrade_leads_from_every_version_that_was_ever_written() -> None:
    assert sorted(states.UPGRADES) == list(range(1, VERSION))
    assert [file.stem for file in MEMORIES] == [f"memory-{n}" for n in range(1, VERSION + 1)]


@given(st.builds(domain.Focus, place=st.text(), until=st.datetimes(timezones=st.just(UTC)), ref=st.text()))
def test_words_and_instants_come_back_as_written(focus: domain.Focus) -> None:
    memory = Memory(focus=focus)
    assert states.read_memory(states.write_memory(memory)) == memory


def test_a_button_travels_as_the_data_that_the_phone_will_send() -> None:
    button = Button(Words("quiz.option.5"), Chose(1, "late-reply", 5))
    say = Say("quiz", (Words("quiz.item.late-reply"),), rows=((button,),))
    assert states.read_say(states.write_say(say)).rows == ((Button(button.label, data="1|qc|1|late-reply|5"),),)


def test_every_kind_of_value_in_a_screen_comes_back() -> None:
    moment = Moment(datetime.fromisoformat("2026-11-23T11:00:00+00:00"), "11:00")
    line = words("day.lead", text="好", whole=7, part=0.5, flag=True, at=moment, inner=words("a.b", n=1))
    say = Say("day", (line,), picture=Picture("bowl", {"seams": 3, "gold": True}, Words("bowl.alt")), tight=True)
    assert states.read_say(states.write_say(say)) == say
