"""The documents themselves: their commands run as they stand, what they name is there, what they count is so.

A `console` block is run by bash, and a `python` block by Python, in a fresh clone with the `.venv` and a migrated
database. `text` and `sh` blocks show what needs root, a token or a network. A `python path` block is an excerpt, which
stands in that file as it is. An async test in a block is run by pytest, with the fixtures of the dialogues.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest

from bot import settings
from bot.content.load import load
from bot.domain.library import Library

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(str(p.relative_to(ROOT)) for p in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))
DECISIONS = sorted((ROOT / "docs/decisions").glob("[!R]*.md"))
KINDS = {"console", "python", "sh", "text", "yaml"}
TOP = "bot|scheduler|simulator|tests|migrations|benchmarks|tools|deploy|docs"
WORDS = {"two": 2, "six": 6, "ten": 10, "twelve": 12, "twenty": 20, "fifty": 50}


class Block(NamedTuple):
    """A fenced block: its document, the line of its fence, what stands behind the fence, and its text."""

    document: str
    line: int
    info: str
    text: str

    @property
    def kind(self) -> str:
        return self.info.partition(" ")[0]

    @property
    def excerpt_of(self) -> str:
        return self.info.partition(" ")[2]

    def __str__(self) -> str:
        return f"{self.document}:{self.line}"


@cache
def read(document: str) -> str:
    return (ROOT / document).read_text("utf-8")


def blocks(*kinds: str) -> list[Block]:
    """Every fenced block of these kinds (of every kind without)."""
    found = []
    for document in DOCUMENTS:
        text = read(document)
        for match in re.finditer(r"^```(\S[^\n]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            found.append(Block(document, text[: match.start()].count("\n") + 1, match[1], match[2]))
    return [block for block in found if not kinds or block.kind in kinds]


def prose(document: str) -> str:
    """A document without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", read(document), flags=re.MULTILINE | re.DOTALL)


EXCERPTS = [block for block in blocks("python") if block.excerpt_of]
PROGRAMS = [block for block in blocks("python") if not block.excerpt_of]
SESSIONS = sorted({block.document for block in blocks("console")})


# --------------------------------------------------------------------------------------------------------- running
@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """A fresh clone of HEAD, as somebody has it who has run the set-up."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: the documents' commands are run in a clone")
    there = tmp_path_factory.mktemp("docs") / "kintsugi"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(there)], check=True, capture_output=True)
    (there / ".venv").symlink_to(sys.prefix)
    return there


@pytest.fixture
def checkout(clone: Path, sqlite_template: Path) -> Iterator[Path]:
    """The clone with a migrated database that nobody has written to."""
    (clone / "var").mkdir()
    shutil.copy(sqlite_template, clone / "var/kintsugi.db")
    yield clone
    shutil.rmtree(clone / "var")


def run(checkout: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run something there, with as little around it as a new terminal has."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    environment |= {"PYTHONPATH": str(checkout), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("document", SESSIONS)
def test_every_command_of_a_document_runs_as_it_stands(document: str, checkout: Path) -> None:
    for block in blocks("console"):
        if block.document != document:
            continue
        for line in block.text.splitlines():
            assert line.startswith("$ "), f"{block}: a console block holds commands behind $"
            done = run(checkout, "bash", "-euo", "pipefail", "-c", line[2:])
            assert done.returncode == 0, f"{block}: {line}\n{done.stdout}{done.stderr}"
            assert "Traceback" not in done.stderr, f"{block}: {line}\n{done.stderr}"


@pytest.mark.parametrize("block", PROGRAMS, ids=str)
def test_every_program_in_a_document_runs(block: Block, checkout: Path) -> None:
    if re.search(r"^async def test_", block.text, re.MULTILINE):
        file = checkout / "tests/dialogue/test_from_a_document.py"
        file.write_text(block.text)
        done = run(checkout, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(file))
        file.unlink()
    else:
        done = run(checkout, sys.executable, "-W", "error", "-c", block.text)
    assert done.returncode == 0, f"{block}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("block", EXCERPTS, ids=str)
def test_an_excerpt_stands_in_its_file(block: Block) -> None:
    assert block.text in (ROOT / block.excerpt_of).read_text("utf-8")


def test_every_block_says_what_it_is() -> None:
    assert SESSIONS
    assert PROGRAMS
    assert EXCERPTS
    assert [str(block) for block in blocks() if block.kind not in KINDS] == []
    for document in DOCUMENTS:
        fences = re.findall(r"(?m)^```.*$", read(document))
        assert fences[1::2] == ["```"] * (len(fences) // 2), f"{document}: a fence without a kind, or never closed"
        assert "```" not in fences[::2], f"{document}: a block without a kind is run by nobody"


# ---------------------------------------------------------------------------------------------------------- naming
def slugs(document: str) -> set[str]:
    """The anchors of a document's headings."""
    heads = re.findall(r"(?m)^#+ (.+)$", prose(document))
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(document)):
        path, _, anchor = unquote(target).partition("#")
        if "://" in path:
            continue
        there = (ROOT / document).parent / path if path else ROOT / document
        if there.exists() and (not anchor or anchor in slugs(str(there.resolve().relative_to(ROOT)))):
            continue
        lost.append(target)
    assert lost == []


def named(document: str) -> list[str]:
    """Every path of this repository that a document names; <n> and … stand for anything."""
    found = re.findall(rf"(?<![\w/.@-])(?:{TOP})/[\w./<>*…-]*\w[/>]?|\b[A-Z]\w+\.md\b", read(document))
    return [re.sub(r"<\w+>|…", "*", path) for path in found]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_names_is_there(document: str) -> None:
    homes = (ROOT, (ROOT / document).parent)
    assert [path for path in named(document) if not any(list(home.glob(path)) for home in homes)] == []


def test_what_the_architecture_names_in_a_file_is_in_that_file() -> None:
    pairs = re.findall(r"`([\w/]+\.py)`\s+\(((?:`\w+`(?:,\s+)?)+)\)", prose("docs/architecture.md"))
    pairs += re.findall(r"\((?:`(\w+)` in\s+`([\w/]+\.py)`)\)", prose("docs/architecture.md"))
    assert len(pairs) > 15
    lost = []
    for one, other in pairs:
        path, names = (one, other) if one.endswith(".py") else (other, one)
        code = (ROOT / path).read_text("utf-8")
        for name in re.findall(r"\w+", names):
            if not re.search(rf"(?m)^\s*(?:async def|def|class) {name}\b|^{name}\b.*=", code):
                lost.append(f"{path}: {name}")
    assert lost == []


def test_the_picture_of_the_house_has_every_part_of_the_bot() -> None:
    picture = next(block.text for block in blocks("text") if block.document == "docs/architecture.md")
    parts = {p.stem if p.suffix else p.name for p in (ROOT / "bot").iterdir() if p.is_dir() or p.suffix == ".py"}
    parts -= {"__init__", "__pycache__"}
    assert {part for part in parts if f"bot/{part}" not in picture} == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_target_of_make_that_a_document_names_is_there(document: str) -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", read("Makefile")))
    said = set(re.findall(r"`make ([a-z]+)|^(?:\w+=\S+ )?make ([a-z]+)", read(document), re.MULTILINE))
    assert {one or other for one, other in said} - targets == set()


@pytest.mark.parametrize("document", ["README.md", "docs/operators.md"])
def test_the_defaults_in_the_tables_are_those_of_the_settings(document: str) -> None:
    rows = dict(re.findall(r"(?m)^\| `([A-Z_]+)` \| (?:`([^`]+)`|none)", read(document)))
    read_back = settings.read({"TELEGRAM_TOKEN": "123456:abcdefghijkl"} | {n: v for n, v in rows.items() if v})
    assert read_back == settings.read({"TELEGRAM_TOKEN": "123456:abcdefghijkl"})
    assert {name for name, value in rows.items() if value} == {
        "TELEGRAM_API_URL", "DATABASE_URL", "PORT", "TICK_SECONDS", "SEND_RATE",
    }  # fmt: skip


# ------------------------------------------------------------------------------------------------------- decisions
@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_every_decision_says_what_was_rejected(page: Path) -> None:
    text = page.read_text("utf-8")
    rejected = re.split(r"(?m)^## Rejected$|^Not chosen:", text, maxsplit=1)
    assert len(rejected) == 2, "a page without what was rejected is an opinion"
    assert len(rejected[1].split()) > 25


def test_the_index_names_every_decision_once() -> None:
    listed = re.findall(r"(?m)^\| \[([\w-]+)\]\(\1\.md\) \|", read("docs/decisions/README.md"))
    assert sorted(listed) == [page.stem for page in DECISIONS]


# ---------------------------------------------------------------------------------------------------------- counts
COUNTS = {
    "README.md": [
        (r"(\w+) short statements", "express"),
        (r"then (\w+) small days in", "days"),
        (r"small days in (\w+) steps", "steps"),
    ],
    "CONTRIBUTING.md": [(r"## (\w+) rules of the house", "rules")],
    "docs/decisions/flows-are-pure.md": [(r"through (\w+) days", "days")],
}


def counted(library: Library) -> dict[str, int]:
    quiz = library.quizzes["attachment"]
    rules = re.findall(r"(?m)^\d+\. \*\*", read("CONTRIBUTING.md"))
    return {
        "express": len(quiz.of("express")),
        "days": len(library.days),
        "steps": len(library.steps),
        "rules": len(rules),
    }


@pytest.mark.parametrize("document", COUNTS)
def test_what_a_document_counts_is_so(document: str) -> None:
    so = counted(load())
    for pattern, what in COUNTS[document]:
        said = re.search(pattern, read(document))
        assert said is not None, f"{document} says nothing that looks like {pattern}"
        assert WORDS[said[1].lower()] == so[what]


def test_the_readme_says_roughly_how_many_texts_there_are() -> None:
    said = re.search(r"more than ([\d,]+) texts", read("README.md"))
    assert said is not None
    at_least = int(said[1].replace(",", ""))
    for texts in load().words.values():
        assert at_least < len(texts) < at_least * 1.25


# -------------------------------------------------------------------------------------------------------- pictures
@pytest.mark.parametrize("picture", sorted((ROOT / "docs/images").glob("*.png")), ids=lambda picture: picture.stem)
def test_a_picture_is_small_enough_for_a_page_and_is_on_one(picture: Path) -> None:
    assert picture.stat().st_size < 200_000 or picture.stem == "two-phones"
    assert any(f"images/{picture.name})" in read(document) for document in DOCUMENTS)
