"""A shared location becomes the name of a zone at the desk, and goes no further."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict
from telegram import Chat, Location, Message

from bot.domain import events as e
from bot.handlers import where, writing


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (31.23, 121.47, "Asia/Shanghai"),
        (51.51, -0.13, "Europe/London"),
        (-23.55, -46.63, "America/Sao_Paulo"),
        (27.72, 85.32, "Asia/Kathmandu"),
        (-31.55, 159.08, "Australia/Lord_Howe"),
        (0.0, -30.0, ""),
        (91.0, 0.0, ""),
        (float("nan"), 0.0, ""),
    ],
)
def test_a_point_is_in_its_zone_and_the_sea_in_none(latitude: float, longitude: float, zone: str) -> None:
    assert where.zone_at(latitude, longitude) == zone


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_point_has_a_zone_that_the_clock_knows_or_none(latitude: float, longitude: float) -> None:
    assert where.zone_at(latitude, longitude) in {"", *available_timezones()}


def test_no_degrees_leave_the_desk() -> None:
    place = Location(longitude=121.4737, latitude=31.2304)
    message = Message(1, datetime(2026, 11, 23, tzinfo=UTC), Chat(2, "private"), location=place)
    event = writing.event_of(message)
    assert event == e.Located("Asia/Shanghai")
    assert asdict(event) == {"zone": "Asia/Shanghai"}
