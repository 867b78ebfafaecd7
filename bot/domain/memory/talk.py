"""Where the talk is: whose the next typed words are, and which choices were offered last."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class Focus(Struct, frozen=True):
    """Which conversation the next typed words belong to, for a quarter of an hour."""

    place: str
    until: datetime
    ref: str = ""


class Option(Struct, frozen=True):
    """One choice as it was last offered: the key of its label and the press that it stands for."""

    label: str
    data: str
    params: dict[str, str | int] = {}
