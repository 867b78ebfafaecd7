"""Typed clock times and offsets: 21:30, 9.30 pm, 晚上九点半, UTC+8, 东八区."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from bot.flows.zones import DAY, NEAR, reading

NOON: Final = 12 * 60
_NUMERALS: Final = "零〇一二两三四五六七八九十"
_DIGITS: Final = {**{sign: n for n, sign in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_PARTS: Final = {"半": 30, "一刻": 15, "三刻": 45, "钟": None, "整": 0}
_LATIN: Final = re.compile(
    r"(?<![\d+-])(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d\d)|(?P<joined>\d\d))?\s*(?P<half>[ap])?\.?\s*(?(half)m)\.?(?!\w)"
)
_HAN: Final = re.compile(
    rf"(?P<half>上午|早上|早晨|清晨|凌晨|下午|晚上|傍晚|夜里|中午|晚|早)?\s*(?P<hour>\d{{1,2}}|[{_NUMERALS}]{{1,3}})\s*[点时]"
    rf"\s*(?P<minute>\d{{1,2}}|半|一刻|三刻|钟|整|[{_NUMERALS}]{{1,3}})?"
)
_OFFSET: Final = re.compile(r"(?:utc|gmt)?\s*(?P<sign>[+\-−])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?\Z")
_BELT: Final = re.compile(rf"(?P<sign>[东西])(?P<hours>\d{{1,2}}|[{_NUMERALS}]{{1,2}})区\Z")
_MORNING: Final = ("a", "上午", "早上", "早晨", "清晨", "凌晨", "早")


class Span(NamedTuple):
    """Readings of a clock, in minutes after midnight, both ends included; it may run over midnight."""

    first: int
    last: int


def offset(folded: str) -> int | None:
    """The offset in minutes that a folded text names, or None: utc+8, +05:30, 东八区."""
    found = _OFFSET.match(folded.strip()) or _BELT.match(folded.strip())
    if found is None:
        return None
    parts = found.groupdict()
    minutes = 60 * (_number(parts["hours"]) or 0) + int(parts.get("minutes") or 0)
    signed = minutes if parts["sign"] in "+东" else -minutes
    return signed if -12 * 60 <= signed <= 14 * 60 else None


def spans(folded: str) -> list[Span]:
    """What a clock may show where its owner types this (folded), or nothing: 9:30 may be morning or evening."""
    found = _HAN.search(folded) or _LATIN.search(folded)
    if found is None:
        return []
    parts = found.groupdict()
    hour, minute = _number(parts["hour"]), _minute(parts.get("minute") or parts.get("joined"))
    # A bare number is no clock: it may be anything.
    bare = found.re is _LATIN and minute is None and not parts["half"]
    if bare or hour is None or hour > 24 or (minute or 0) > 59:
        return []
    return [_span(h, minute) for h in _hours(hour, parts["half"], parts["hour"].startswith("0"))]


def fitting(found: Iterable[Span], offsets: Iterable[int], now: datetime) -> list[int]:
    """The offsets whose clocks show one of these readings now."""
    kept = list(found)
    return [o for o in offsets if any((reading(o, now) - s.first) % DAY <= s.last - s.first for s in kept)]


def _hours(hour: int, half: str | None, padded: bool) -> tuple[int, ...]:
    if half and hour <= 12:
        # 晚上十二点 is midnight and 晚上两点 is after it; 中午十一点 is before noon.
        if half in ("晚上", "夜里", "晚") and (hour == 12 or hour <= 4):
            return (hour % 12,)
        if half == "中午" and hour in (10, 11):
            return (hour,)
        return (hour % 12 + (0 if half in _MORNING else 12),)
    if padded or hour > 12 or hour == 0:
        return (hour % 24,)
    return (hour, (hour + 12) % 24)


def _span(hour: int, minute: int | None) -> Span:
    at = hour * 60
    return Span(at, at + 59) if minute is None else Span(at + minute - NEAR, at + minute + NEAR)


def _minute(text: str | None) -> int | None:
    if text is None:
        return None
    return _PARTS[text] if text in _PARTS else _number(text)


def _number(text: str) -> int | None:
    """A number below 100 in digits or Chinese numerals, or None."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        ones = text.lstrip("零〇") or "零"
        return _DIGITS.get(ones)
    high, low = _DIGITS.get(tens) if tens else 1, _DIGITS.get(ones) if ones else 0
    return None if high is None or low is None else high * 10 + low
