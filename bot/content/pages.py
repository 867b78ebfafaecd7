"""YAML files as pages: plain values, and for every path inside a file the line where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import yaml

from bot.content.faults import Fault

STRUCTURE = ("quizzes", "pathway", "safety", "library")
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Za-z]+)?\Z")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT = "tag:yaml.org,2002:str"


@dataclass(frozen=True, slots=True)
class Text:
    """One text. `file` and `line` say where; `joined`: YAML made one line of several, with spaces between."""

    key: str
    text: str
    file: str
    line: int
    joined: bool = False


@dataclass(slots=True)
class Page:
    """One file. `lines` and `leaves` go by path (`step.days.0.id`); `name` is relative to the content folder."""

    name: str
    data: Any = None
    lines: dict[str, int] = field(default_factory=dict)
    leaves: dict[str, Any] = field(default_factory=dict)
    joined: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, path: str, what: str, remedy: str, key: str | None = None) -> Fault:
        """A fault at a path of this page, or at the nearest line above it."""
        return Fault(self.name, self.line(path), path if key is None else key, what, remedy)

    def line(self, path: str) -> int:
        """The line of a path; of what holds it, where the path itself is not there."""
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        return self.lines.get(path, 1)


@dataclass(frozen=True, slots=True)
class Shelf:
    """All pages: structure by name, and for each language its pages."""

    structure: dict[str, Page]
    words: dict[str, tuple[Page, ...]]

    @property
    def faults(self) -> list[Fault]:
        pages = [*self.structure.values(), *(page for pages in self.words.values() for page in pages)]
        return [fault for page in pages for fault in page.faults]

    def under(self, folder: str) -> list[Page]:
        """The structure pages of a folder, in the order of their names."""
        return [page for name, page in self.structure.items() if name.startswith(f"{folder}/")]


def read_all(root: Path) -> Shelf:
    """Every file under the content folder, once."""
    structure = {page.name: page for folder in STRUCTURE for page in _pages(root, root / folder)}
    languages = sorted(p.name for p in root.iterdir() if p.is_dir() and _LANGUAGE.match(p.name))
    return Shelf(structure, {lang: tuple(_pages(root, root / lang)) for lang in languages})


def texts(page: Page) -> Iterator[Text]:
    """The texts of a word file by their full keys. What is no text is left out: `word_faults` says so."""
    space = namespace(page.name)
    for path, value in page.leaves.items():
        if isinstance(value, str):
            yield Text(f"{space}.{path}", value, page.name, page.lines[path], path in page.joined)


def word_faults(page: Page) -> Iterator[Fault]:
    """Values of a word file that YAML reads as something other than text."""
    for path, value in page.leaves.items():
        if not isinstance(value, str):
            what = "there are no words here" if value is None else f"YAML reads this as {value!r}, not as text"
            remedy = "write the words, or take the key out" if value is None else "quote it"
            yield page.fault(path, what, remedy, f"{namespace(page.name)}.{path}")


def namespace(name: str) -> str:
    """The first part of every key of a word file: `en/quiz.yaml` -> quiz, `en/days/step-1.yaml` -> days."""
    return name.split("/")[1].removesuffix(".yaml")


def _pages(root: Path, folder: Path) -> Iterator[Page]:
    for path in sorted(folder.rglob("*.yaml")):
        yield read(path, path.relative_to(root).as_posix())


def read(path: Path, name: str) -> Page:
    """One file as a page. What cannot be read is a fault of the page, never an exception."""
    page = Page(name)
    try:
        loader = _LOADER(path.read_text("utf-8"))
        node = loader.get_single_node()
    except UnicodeDecodeError as error:
        page.faults.append(page.fault("", f"not UTF-8 at byte {error.start}", "save the file as UTF-8"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = f"not YAML: {error.problem or error.context}"
        remedy = "quote texts that hold “: ”, “#” or “{{”, and indent with spaces"
        page.faults.append(Fault(name, mark.line + 1 if mark else 1, "", what, remedy))
    except yaml.YAMLError as error:
        page.faults.append(page.fault("", f"not YAML: {error}", "take out the strange sign"))
    else:
        page.data = _Reader(page, loader).value(node, "") if node is not None else {}
    return page


class _Reader:
    """Walks the nodes of one file once: values, lines and faults together."""

    def __init__(self, page: Page, loader: Any) -> None:
        self._page = page
        self._loader = loader

    def value(self, node: yaml.Node, path: str) -> Any:
        self._page.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, _join(path, str(n))) for n, child in enumerate(node.value)]
        return self._scalar(cast(yaml.ScalarNode, node), path)

    def _mapping(self, node: yaml.MappingNode, path: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, child in node.value:
            name = str(key.value)
            inside = _join(path, name)
            if key.tag != _TEXT:
                self._fault(key, inside, f"YAML does not read the key {name} as text", f'quote it: "{name}"')
            elif name in found:
                self._fault(key, inside, f"the key {name} stands twice", "keep one of the two")
                continue
            elif "." in name:
                self._fault(key, inside, f"the key {name} holds a dot", "write a hyphen instead")
            self._page.lines[inside] = key.start_mark.line + 1
            found[name] = self.value(child, inside)
        return found

    def _scalar(self, node: yaml.ScalarNode, path: str) -> Any:
        try:
            value = node.value if node.tag == _TEXT else self._loader.construct_object(node)
        except (ValueError, yaml.YAMLError):
            self._fault(node, path, f"{node.value} is no value that YAML knows", "quote it")
            value = str(node.value)
        self._page.leaves[path] = value
        # A literal block (|) keeps its lines; every other text of several lines is joined with spaces.
        if node.style != "|" and node.end_mark.line > node.start_mark.line and isinstance(value, str):
            self._page.joined.add(path)
        return value

    def _fault(self, node: yaml.Node, path: str, what: str, remedy: str) -> None:
        self._page.faults.append(Fault(self._page.name, node.start_mark.line + 1, path, what, remedy))


def _join(path: str, part: str) -> str:
    return f"{path}.{part}" if path else part
