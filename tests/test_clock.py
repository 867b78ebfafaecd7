"""The world's time follows its file; the machine's own time nothing moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import clock

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(clock, "world", lambda: NOON)
    return tmp_path / "clock"


def test_the_world_and_the_machine_agree_when_nothing_is_moved() -> None:
    before = clock.machine()
    world = clock.world()
    assert world.tzinfo is UTC
    assert before <= world.timestamp() <= clock.machine()


def test_a_running_process_is_moved_by_what_the_file_says_now(file: Path) -> None:
    now = clock.moved_by(file)
    assert now() == NOON
    for seconds in ("86400", "-3600.5\n", " 1e3 "):
        file.write_text(seconds)
        assert now() == NOON + timedelta(seconds=float(seconds))


@pytest.mark.parametrize("broken", ["", "soon", "nan", "inf", "1e30", "1e12", "\x00"])
def test_a_file_that_cannot_be_read_leaves_the_time_where_it_was(file: Path, broken: str) -> None:
    now = clock.moved_by(file)
    file.write_text("60")
    assert now() == NOON + timedelta(seconds=60)
    file.write_text(broken)
    assert now() == NOON + timedelta(seconds=60)
    file.unlink()
    assert now() == NOON + timedelta(seconds=60)
    file.write_bytes(b"\xff\xfe")
    assert now() == NOON + timedelta(seconds=60)
