"""Requests are held against the published schema."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simulator.schema import UNCHECKED, load, schema_path
from simulator.world import TOKEN, World
from tests.simulator.conftest import Clock

pytestmark = pytest.mark.bot_api_schema
KEY = '{"inline_keyboard":[[{"text":"a","callback_data":"x"}]]}'


def faults(world: World, method: str, **raw: Any) -> list[str]:
    world.phone("Mei").say("/start")
    status, _ = world.call(TOKEN, method, {"chat_id": "5000000001", **raw}, {})
    assert (status == 200) == (not world.faults)
    return [fault.what for fault in world.faults]


@pytest.mark.parametrize(
    "raw",
    [
        {"text": "x", "reply_markup": KEY},
        {"text": "x", "disable_notification": "true"},
        {"text": "x", "link_preview_options": '{"is_disabled":true}'},
        {"text": "x", "reply_markup": '{"keyboard":[[{"text":"a","request_location":true}]]}'},
        {"text": "x", "chat_id": 5000000001},
    ],
)
def test_a_proper_request_has_no_fault(world: World, raw: dict[str, Any]) -> None:
    assert faults(world, "sendMessage", **raw) == []


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"text": "x", "colour": "red"}, "unknown parameter 'colour'"),
        ({}, "required parameter 'text' is missing"),
        ({"text": 5}, "text is int, not String"),
        ({"text": "x", "disable_notification": "perhaps"}, "disable_notification is 'perhaps', not Boolean"),
        ({"text": "x", "reply_markup": "{"}, "reply_markup is not JSON"),
        ({"text": "x", "reply_markup": KEY.replace('"x"', "7")}, "callback_data is Integer, not String"),
        ({"text": "x", "reply_markup": KEY.replace("callback_data", "data")}, "unknown field 'data'"),
        (
            {"text": "x", "reply_markup": '{"inline_keyboard":[[{"callback_data":"x"}]]}'},
            "lacks the required field 'text'",
        ),
        ({"text": "x", "link_preview_options": '{"is_disabled":"yes"}'}, "is String, not Boolean"),
        ({"text": "x", "entities": '[{"type":"bold","offset":0}]'}, "lacks the required field 'length'"),
    ],
)
def test_a_fault_is_named_and_answered_with_400(world: World, raw: dict[str, Any], words: str) -> None:
    assert words in " ".join(faults(world, "sendMessage", **raw))


def test_the_subtype_is_found_by_its_constant(world: World) -> None:
    media = '{"type":"photo","media":"x","duration":3}'
    assert (
        "unknown field 'duration' (InputMediaPhoto)"
        in faults(world, "editMessageMedia", message_id="1", media=media)[0]
    )


def test_an_unknown_method_is_a_fault(world: World) -> None:
    assert world.call(TOKEN, "sendLetter", {}, {})[0] == 404
    assert [(fault.method, fault.what) for fault in world.faults] == [("sendletter", "unknown method")]


def test_every_method_of_the_stand_in_is_a_published_one(world: World) -> None:
    from simulator.methods import NAMES

    assert [name for name in NAMES.values() if not world.schema.knows(name)] == []


def test_every_type_of_the_schema_can_be_compiled() -> None:
    schema = load(schema_path())
    assert schema.check("Message", {"message_id": 1}) == "lacks the required field 'date' (Message)"
    assert schema.check("Array of Update", [{"update_id": 1}]) is None
    assert schema.check("InlineQueryResult", {"type": "poem"}) is not None


def test_without_the_file_everything_works_and_nothing_is_checked(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json").available is False


def test_an_unchecked_world_still_reads_form_values(clock: Clock) -> None:
    world = World(clock, schema=UNCHECKED)
    world.bot()
    mei = world.phone("Mei")
    mei.say("/start")
    raw = {"chat_id": str(mei.id), "text": "[1]", "reply_markup": KEY, "disable_notification": "true"}
    assert world.call(TOKEN, "sendMessage", raw, {})[0] == 200
    assert (mei.last.text, mei.buttons, world.schema_available) == ("[1]", ["a"], False)
