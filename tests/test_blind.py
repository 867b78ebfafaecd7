"""Blind matching: packs are the same for the same seed, say nothing of the key, and are marked as they were made."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.blind import __main__ as blind
from benchmarks.blind.marks import answers, marked
from benchmarks.blind.pack import LETTERS, Maker
from tests.flows import scenes

LANGS = ("en", "zh")


def _maker(lang: str) -> Maker:
    return Maker(lang, scenes.library())


@pytest.mark.parametrize("lang", LANGS)
def test_the_same_seed_gives_the_same_pack_and_another_seed_another(lang: str) -> None:
    assert _maker(lang).pack(4, 1, 3) == _maker(lang).pack(4, 1, 3)
    assert _maker(lang).pack(4, 1, 3).reports != _maker(lang).pack(5, 1, 3).reports
    assert _maker(lang).pack(4, 1, 3).reports != _maker(lang).pack(4, 2, 3).reports


@pytest.mark.parametrize("lang", LANGS)
def test_a_pack_holds_ten_whole_reports_and_whole_sheets(lang: str) -> None:
    pack = _maker(lang).pack(1, 1, 3)
    reports = re.split(r"^# Report [A-J]$", pack.reports, flags=re.MULTILINE)[1:]
    assert len(reports) == len(set(reports)) == 10
    words = scenes.library().words[lang]
    for one in reports:
        heads = [
            re.search(rf"^{n}\W+{re.escape(words[f'report.title.{id}'])}$", one, re.MULTILINE) for n, id in _sections()
        ]
        assert all(heads)
    sheets = pack.trials.split("## Sheet ")[1:]
    assert len(sheets) == len(pack.key) == 3
    items = [key for key in words if key.startswith(("quiz.attachment.item.", "moves.item."))]
    assert len(items) == 36
    assert all(words[key] in sheet for sheet in sheets for key in items)
    assert all(sheet.count("→") == 38 for sheet in sheets)
    assert not re.search(r"{{|{%|</?[bi]>|&amp;", pack.reports + pack.trials)


def _sections() -> list[tuple[int, str]]:
    return list(enumerate((section.id for section in scenes.library().report.sections), start=1))


def test_neither_report_nor_sheet_names_what_links_them(tmp_path: Path) -> None:
    out, key = tmp_path / "packs", tmp_path / "keys" / "en.json"
    where = ["--out", str(out), "--key", str(key)]
    blind.main(["make", "--lang", "en", "--seed", "9", *where, "--packs", "2", "--trials", "4"])
    letters = json.loads(key.read_text())["packs"]
    assert sorted(letters) == ["pack-01", "pack-02"]
    assert sorted(file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file()) == [
        f"{pack}/{name}" for pack in sorted(letters) for name in ("reports.md", "trials.md")
    ]
    for pack in letters:
        trials = (out / pack / "trials.md").read_text()
        assert re.findall(r"\b[A-J]\b(?= *$)", trials, re.MULTILINE) == [], "no letter stands by a sheet"
        assert not re.search(r"seed|\d{2,} of 100", trials)


def test_a_key_among_the_packs_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = tmp_path / "packs" / "key.json"
    asked = ["make", "--lang", "en", "--seed", "1", "--out", str(tmp_path / "packs"), "--key", str(key)]
    assert blind.main(asked) == 2
    assert "readers would find it" in capsys.readouterr().err
    assert not key.exists()


def test_each_trial_is_drawn_anew_so_that_none_can_be_ruled_out() -> None:
    letters = Counter(letter for n in range(1, 7) for letter in _maker("en").pack(2, n, 10).key)
    assert set(letters) == set(LETTERS)
    assert any(max(Counter(_maker("en").pack(2, n, 10).key).values()) > 1 for n in range(1, 7))


def test_a_sheet_is_that_of_the_report_that_its_key_names() -> None:
    """By the one thing that both say in words: who starts and who goes quiet make the loop of section 7."""
    maker, words = _maker("en"), scenes.library().words["en"]
    me, other = words["moves.loop.starts.me"], words["moves.loop.quiet.other"]
    met = 0
    for n in range(1, 6):
        pack = maker.pack(3, n, 10)
        reports = dict(zip(LETTERS, re.split(r"^# Report [A-J]$", pack.reports, flags=re.MULTILINE)[1:], strict=True))
        for sheet, letter in zip(pack.trials.split("## Sheet ")[1:], pack.key, strict=True):
            starts, quiet = sheet.strip().splitlines()[-2:]
            knocks = starts.endswith(me) and quiet.endswith(other)
            assert (words["moves.round.knock"] in reports[letter]) is knocks
            met += knocks
    assert met, "somebody knocks"


def test_right_and_wrong_answers_are_counted_and_a_missing_one_is_wrong() -> None:
    given = answers("pack-01 1 A\n- pack-01 2: c\n`pack-02 1 B`\nI am not sure about pack-02 2.")
    marks = marked({"pack-01": ("A", "B"), "pack-02": ("B", "D")}, given)
    assert (marks.right, marks.total, marks.share) == (2, 4, 0.5)
    assert marks.by_pack == {"pack-01": (1, 2), "pack-02": (1, 2)}
    assert marks.confused == {("pack-01", "B", "C"): 1, ("pack-02", "D", "?"): 1}
    assert "right: 2 of 4 (0.50)" in blind.told(marks)


def test_answers_that_cannot_be_counted_are_refused() -> None:
    with pytest.raises(ValueError, match="two ways"):
        answers("pack-01 1 A\npack-01 1 B")
    with pytest.raises(ValueError, match="no such sheet: pack-09 1"):
        marked({"pack-01": ("A",)}, answers("pack-09 1 A"))


def test_scoring_reads_the_files_that_making_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key, said = tmp_path / "key.json", tmp_path / "said.txt"
    made = ["--lang", "zh", "--seed", "1", "--out", str(tmp_path / "packs"), "--key", str(key), "--packs", "1"]
    assert blind.main(["make", *made]) == 0
    (letters,) = json.loads(key.read_text())["packs"].values()
    said.write_text("\n".join(f"pack-01 {n} {letter}" for n, letter in enumerate(letters, start=1)))
    assert blind.main(["score", "--key", str(key), "--answers", str(said)]) == 0
    assert "right: 10 of 10 (1.00)" in capsys.readouterr().out
