"""The repository itself: what is pinned, what is named, and what its documents promise."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot import settings

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ["requirements.lock", "requirements-dev.lock"]
# Written in two halves: this file is looked at too.
HOSTS = ["pypi" + ".org", "python" + "hosted.org", "npm" + "js.", "deb." + "debian.org"]
MACHINE = [r"(?<![\w.])/" + folder + "/" for folder in ("work", "root", "home", r"tmp/[a-z]", "Users")]
TARGETS = ["run", "test", "check", "static", "words", "bench", "lock", "fresh", "clean", "help"]
TOP = [
    "bot/__main__.py", "bot/handlers", "bot/flows", "bot/content", "scheduler/__main__.py", "tests",
    "pyproject.toml", "Procfile", "Makefile", "README.md", "LICENSE", "alembic.ini", "migrations",
]  # fmt: skip


def read(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def requirements(lock: str) -> dict[str, tuple[Requirement, str]]:
    """Each requirement of a lock by name, and the lines that belong to it."""
    found: dict[str, tuple[Requirement, str]] = {}
    for block in re.split(r"\n(?=\S)", read(lock).strip()):
        line = Requirement(block.splitlines()[0].rstrip("\\ "))
        found[canonicalize_name(line.name)] = (line, block)
    return found


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def pyproject() -> dict[str, Any]:
    return tomllib.loads(read("pyproject.toml"))


def test_no_tracked_file_names_a_registry_host_or_a_place_on_somebodys_machine() -> None:
    never = re.compile("|".join([*map(re.escape, HOSTS), *MACHINE]))
    hits = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data:
            lines = enumerate(data.decode("utf-8", "replace").splitlines(), 1)
            hits += [f"{path.relative_to(ROOT)}:{n}: {line[:90]}" for n, line in lines if never.search(line)]
    assert hits == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_requirement_to_one_version_with_hashes(lock: str) -> None:
    found = requirements(lock)
    assert len(found) > 20
    assert [n for n, (line, _) in found.items() if not re.fullmatch(r"==[^*,]+", str(line.specifier))] == []
    assert [n for n, (_, block) in found.items() if not re.search(r"--hash=sha256:[0-9a-f]{64}", block)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_to_download_from(lock: str) -> None:
    assert [line for line in read(lock).splitlines() if not re.match(r"[a-z0-9]|    --hash=sha256:", line)] == []
    assert not re.search(r"://|--index|--find|--extra|--trusted", read(lock))


def test_what_the_tests_install_holds_all_that_runs_in_the_same_versions() -> None:
    run, test = ({name: str(line) for name, (line, _) in requirements(lock).items()} for lock in LOCKS)
    assert run.items() <= test.items()


def test_the_locks_satisfy_what_the_project_asks_for() -> None:
    asked = pyproject()
    wanted = {LOCKS[0]: asked["project"]["dependencies"], LOCKS[1]: asked["dependency-groups"]["dev"]}
    for lock, lines in wanted.items():
        found = requirements(lock)
        for line in map(Requirement, lines):
            version = str(found[canonicalize_name(line.name)][0].specifier).removeprefix("==")
            assert line.specifier.contains(version), f"{lock} has {line.name} {version}: run make lock"


def test_the_procfile_has_the_three_lines_that_hosts_run() -> None:
    lines = ["release: alembic upgrade head", "web: python -m bot", "worker: python -m scheduler"]
    assert read("Procfile").splitlines() == lines
    assert "\n".join(lines) in read("docs/operators.md")


@pytest.mark.parametrize("target", TARGETS)
def test_the_makefile_has_each_target_and_its_help_names_it(target: str) -> None:
    makefile = read("Makefile")
    assert re.search(rf"^{target}:$", makefile, re.MULTILINE)
    assert target in re.findall(r"(?m)^\.PHONY: (.*)$", makefile)[0].split()
    assert target == "help" or f'"make {target} ' in makefile


@pytest.mark.parametrize("path", TOP)
def test_the_top_level_is_as_the_owner_asked(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("document", ["README.md", "docs/operators.md"])
def test_every_setting_is_in_the_table_of_each_document_and_no_other(document: str) -> None:
    rows = re.findall(r"(?m)^\| `([A-Z][A-Z_]+)` \|", read(document))
    assert sorted(rows) == sorted(settings.NAMES)


def test_only_the_clock_may_look_at_the_clock() -> None:
    code = "from datetime import datetime\n\nprint(datetime.now())\n"
    refused = {}
    for name in ("bot/flows/quiz.py", "bot/store/people.py", "scheduler/tick.py", "bot/clock.py"):
        command = [sys.executable, "-m", "ruff", "check", "--quiet", "--stdin-filename", name, "-"]
        done = subprocess.run(command, cwd=ROOT, input=code, capture_output=True, text=True)
        refused[name] = "TID251" in done.stdout
    assert refused == {
        "bot/flows/quiz.py": True, "bot/store/people.py": True, "scheduler/tick.py": True, "bot/clock.py": False,
    }  # fmt: skip


def test_the_image_takes_in_only_what_is_there_and_runs_without_rights() -> None:
    taken = re.findall(r"(?m)^!(.+)$", read(".dockerignore"))
    assert {"bot", "scheduler", "migrations", "alembic.ini", "requirements.lock"} <= set(taken)
    assert [path for path in taken if not (ROOT / path).exists()] == []
    dockerfile = read("Dockerfile")
    assert "--require-hashes" in dockerfile
    assert "USER kintsugi" in dockerfile


@pytest.mark.parametrize("script", [".ci/run", *sorted(f"tools/{p.name}" for p in (ROOT / "tools").glob("*.sh"))])
def test_each_script_may_be_run_stops_at_faults_and_is_good_bash(script: str) -> None:
    assert (ROOT / script).stat().st_mode & 0o111
    assert read(script).startswith("#!/usr/bin/env bash\n")
    assert re.search(r"(?m)^set -e?uo pipefail$", read(script))
    subprocess.run(["bash", "-n", ROOT / script], check=True)
