"""Drawing gives way: who presses goes before who waits for a picture."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from bot.pictures.draw import NICER, Renderer


class Watched:
    """An engine that says how nice the thread is in which it draws."""

    def __init__(self) -> None:
        self.nice: list[int] = []

    def rgba(self, svg: str) -> tuple[bytes, int, int]:
        self.nice.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
        return bytes(4), 1, 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts threads one by one")
async def test_the_drawing_thread_is_nicer_than_the_one_that_answers_presses() -> None:
    watched = Watched()
    await Renderer(watched).draw("<svg/>")
    own = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    assert watched.nice == [min(19, own + NICER)]
