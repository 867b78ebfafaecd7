"""Typed choices: a number in any script, or a button's label, is the press that it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot import buttons
from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.memory import Option
from bot.domain.scene import Scene
from bot.flows import watch
from bot.flows.common import focus_of

MOST: Final = 30
_DIGITS: Final = dict(zip("一二三四五六七八九", range(1, 10), strict=True))
_FRAMED: Final = re.compile(r"[(\[]?\s*([0-9]{1,2}|[一二两三四五六七八九十廿]{1,3})\s*[.,:)\]、。:]*\Z")
_HOLE: Final = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_SPLIT: Final = str.maketrans("", "", "/／")


def press_of(scene: Scene, event: e.Wrote) -> Event | None:
    """The press that typed words stand for, or None: never where a screen asks for free words."""
    if event.voice or focus_of(scene) is not None:
        return None
    return _chosen(scene, event.text)


def press_of_command(scene: Scene, event: e.Called) -> Event | None:
    """`/2`, which chooses where words are asked, too. A command with words of danger behind it stays what it is."""
    if event.rest:
        return event if watch.look(event.rest, scene.library.rules) is not None else None
    number = number_of(scene, event.command)
    return None if number is None else _numbered(scene.memory.options, number)


def number_of(scene: Scene, text: str) -> int | None:
    """The number from 1 to 30 that a text is: 2, ２, ②, 二, 2., (2), /2; None when it is more than that."""
    found = _FRAMED.match(_folded(scene, text[:16]).translate(_SPLIT).strip()) if len(text) <= 16 else None
    number = _value(found.group(1)) if found else None
    return number if number is not None and 1 <= number <= MOST else None


def _value(digits: str) -> int | None:
    """A number in digits or in Chinese numerals below 100, or None."""
    if digits.isdecimal():
        return int(digits)
    digits = digits.replace("廿", "二十").replace("两", "二")
    tens, ten, ones = digits.rpartition("十")
    if not ten:
        return _DIGITS.get(digits)
    if len(tens) > 1 or len(ones) > 1:
        return None
    high, low = _DIGITS.get(tens, 0) if tens else 1, _DIGITS.get(ones, 0)
    return high * 10 + low if high else None


def _chosen(scene: Scene, text: str) -> Event | None:
    options = scene.memory.options
    number = number_of(scene, text)
    pressed = None if number is None else _numbered(options, number)
    return pressed or _labelled(scene, text)


def _numbered(options: tuple[Option, ...], number: int) -> Event | None:
    if number > len(options) or not options[number - 1].data:
        return None
    return buttons.read(options[number - 1].data)


def _labelled(scene: Scene, text: str) -> Event | None:
    if len(text) > 100:
        return None
    typed = _bare(scene, text)
    if not typed:
        return None
    own = scene.library.words.get(scene.lang, {})
    for option in scene.memory.options:
        if option.data and _bare(scene, _label(own, option)) == typed:
            return buttons.read(option.data)
    return None


def _label(own: Mapping[str, str], option: Option) -> str:
    """A label as it was shown; "" where it cannot be told from its source and values alone."""
    source = own.get(option.label, "")
    if "{%" in source or any(name not in option.params for name in _HOLE.findall(source)):
        return ""
    return _HOLE.sub(lambda hole: str(option.params[hole.group(1)]), source)


def _folded(scene: Scene, text: str) -> str:
    return scene.library.rules.fold.folded(text)


def _bare(scene: Scene, text: str) -> str:
    """A text without case, width, spaces and punctuation: apostrophes differ from phone to phone."""
    return "".join(sign for sign in _folded(scene, text) if sign.isalnum())
