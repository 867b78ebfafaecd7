"""Every request checked against the published Bot API schema: names, types, required fields, nested objects.

The file is the JSON form of the Bot API page. It is read from where it lies and never copied into this repository;
without it the stand-in works and checks nothing (`Schema.available` is false, tests skip by name). Checks are
compiled once into closures, so that a request costs microseconds.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from simulator.coerce import Wrong, boolean, from_json, integer, loose, number, text

VARIABLE = "KINTSUGI_BOT_API_SCHEMA"
DEFAULT = Path(__file__).resolve().parents[1].parent / "shared" / "telegram" / "bot-api-10.1.json"

Check = Callable[[Any], str | None]
"""A value -> what is wrong with it, or None."""

_CONSTANT = re.compile(r'(?:must be|always) [“"]?([a-z_0-9]+)[”"]?')
_PLAIN: dict[str, Callable[[Any], Any]] = {"Integer": integer, "Float": number, "Boolean": boolean, "String": text}


def _is_integer(value: Any) -> str | None:
    return None if type(value) is int else f"is {_named(value)}, not Integer"


def _is_float(value: Any) -> str | None:
    return None if type(value) in (int, float) else f"is {_named(value)}, not Float"


def _is_boolean(value: Any) -> str | None:
    return None if type(value) is bool else f"is {_named(value)}, not Boolean"


def _is_string(value: Any) -> str | None:
    return None if type(value) is str else f"is {_named(value)}, not String"


def _anything(value: Any) -> str | None:
    return None


def _named(value: Any) -> str:
    names = {bool: "Boolean", int: "Integer", float: "Float", str: "String", list: "Array", dict: "object"}
    return names.get(type(value), type(value).__name__)


class Schema:
    """The compiled checks. `available` is false when there is no file; then `read` only guesses plain types."""

    def __init__(self, methods: Mapping[str, Any], types: Mapping[str, Any]) -> None:
        self.available = bool(methods)
        self._methods = {name.lower(): one for name, one in methods.items()}
        self._types = types
        self._checks: dict[str, Check] = {
            "Integer": _is_integer,
            "Float": _is_float,
            "Boolean": _is_boolean,
            "String": _is_string,
            "InputFile": _is_string,
            "RichText": _anything,
        }
        self._readers: dict[str, tuple[str, dict[str, Callable[[Any], Any]], tuple[str, ...]]] = {}

    def knows(self, method: str) -> bool:
        """Whether the published API has this method (names are case-insensitive, as on the server)."""
        return not self.available or method.lower() in self._methods

    def read(self, method: str, raw: Mapping[str, Any], files: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
        """Raw form or JSON values -> typed values, and every fault found ("text: is Integer, not String")."""
        if not self.available:
            return {name: loose(name, value) for name, value in raw.items()}, []
        _, readers, required = self._reader(method.lower())
        values: dict[str, Any] = {}
        faults: list[str] = []
        for name, value in raw.items():
            reader = readers.get(name)
            if reader is None:
                faults.append(f"unknown parameter {name!r}")
                continue
            try:
                values[name] = reader(value)
            except Wrong as wrong:
                faults.append(f"{name} {wrong}")
        for name in required:
            if name not in raw and name not in files:
                faults.append(f"required parameter {name!r} is missing")
        return values, faults

    def check(self, type_name: str, value: Any) -> str | None:
        """What is wrong with `value` as a `type_name` ("Update", "Array of Message"), or None."""
        return self._check(type_name)(value) if self.available else None

    def check_result(self, method: str, result: Any) -> str | None:
        """What is wrong with `result` as the answer of a method, or None."""
        return self._any_of(self._methods[method.lower()]["returns"])(result) if self.available else None

    def _reader(self, method: str) -> tuple[str, dict[str, Callable[[Any], Any]], tuple[str, ...]]:
        known = self._readers.get(method)
        if known is None:
            one = self._methods[method]
            fields = one.get("fields", [])
            readers = {field["name"]: self._field_reader(field["types"]) for field in fields}
            required = tuple(field["name"] for field in fields if field["required"])
            known = self._readers[method] = (one["name"], readers, required)
        return known

    def _field_reader(self, types: list[str]) -> Callable[[Any], Any]:
        if types == ["Integer", "String"]:
            return lambda value: integer(value) if _looks_whole(value) else text(value)
        if len(types) == 1 and types[0] in _PLAIN:
            return _PLAIN[types[0]]
        if "InputFile" in types:
            return text
        return from_json(self._any_of(types))

    def _any_of(self, types: list[str]) -> Check:
        """A check that passes when one type fits; else the fault of the type that came nearest."""
        if len(types) == 1:
            return self._check(types[0])

        def check(value: Any) -> str | None:
            faults = [self._check(one)(value) for one in types]
            return None if None in faults else min((fault for fault in faults if fault), key=_distance)

        return check

    def _check(self, type_name: str) -> Check:
        known = self._checks.get(type_name)
        if known is None:
            # A type may hold itself (Message.reply_to_message): look it up late, compile it once.
            self._checks[type_name] = lambda value: self._checks[type_name](value)
            known = self._checks[type_name] = self._compile(type_name)
        return known

    def _compile(self, type_name: str) -> Check:
        if type_name.startswith("Array of "):
            return _array(self._check(type_name.removeprefix("Array of ")))
        one = self._types[type_name]
        if one.get("subtypes"):
            return self._union(one["subtypes"])
        fields = one.get("fields", [])
        return _struct(
            type_name,
            {field["name"]: self._any_of(field["types"]) for field in fields},
            tuple(field["name"] for field in fields if field["required"]),
        )

    def _union(self, names: list[str]) -> Check:
        constants = {name: self._constants(name) for name in names if name in self._types}

        def check(value: Any) -> str | None:
            if type(value) is not dict:
                return f"is {_named(value)}, not one of {', '.join(names[:3])} …"
            fitting = [name for name, fixed in constants.items() if _fits(value, fixed)]
            if not fitting:
                return f"is none of {', '.join(names)}"
            return self._any_of(fitting)(value)

        return check

    def _constants(self, type_name: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for field in self._types[type_name].get("fields", []):
            if field["name"] in ("type", "status", "source"):
                match = _CONSTANT.search(field["description"])
                if match:
                    found[field["name"]] = match.group(1)
        return found


def _looks_whole(value: Any) -> bool:
    if type(value) is str:
        digits = value.removeprefix("-")
        return digits.isascii() and digits.isdigit()
    return type(value) is int


def _fits(value: dict[str, Any], fixed: dict[str, str]) -> bool:
    return all(value.get(name, constant) == constant for name, constant in fixed.items())


def _distance(fault: str) -> int:
    """How far a fault is from the top: a deeper fault means that the type nearly fitted."""
    return -fault.count(".") if "unknown field" not in fault else 1


def _array(item: Check) -> Check:
    def check(value: Any) -> str | None:
        if type(value) is not list:
            return f"is {_named(value)}, not Array"
        for index, one in enumerate(value):
            fault = item(one)
            if fault is not None:
                return f".{index} {fault}"
        return None

    return check


def _struct(type_name: str, fields: dict[str, Check], required: tuple[str, ...]) -> Check:
    def check(value: Any) -> str | None:
        if type(value) is not dict:
            return f"is {_named(value)}, not {type_name}"
        for name, one in value.items():
            field = fields.get(name)
            if field is None:
                return f"has an unknown field {name!r} ({type_name})"
            fault = field(one)
            if fault is not None:
                return f".{name} {fault}"
        for name in required:
            if name not in value:
                return f"lacks the required field {name!r} ({type_name})"
        return None

    return check


def schema_path() -> Path:
    """Where the schema is looked for: the environment's word, else beside the repository."""
    return Path(os.environ.get(VARIABLE) or DEFAULT)


@lru_cache(maxsize=4)
def load(path: Path) -> Schema:
    """The compiled schema of a file; an empty one (`available` false) when the file is not there."""
    if not path.is_file():
        return Schema({}, {})
    whole = json.loads(path.read_text(encoding="utf-8"))
    return Schema(whole["methods"], whole["types"])


UNCHECKED = Schema({}, {})
"""A schema that checks nothing: for the benchmark's `--no-check` and where the file is missing."""
