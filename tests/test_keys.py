"""Keys: what a language, a day or a flow lacks is told where it belongs, and what nobody needs as well."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content import check
from bot.domain import events as e
from bot.domain.library import Library
from bot.domain.memory import Memory
from bot.domain.scene import Turn
from bot.domain.speech import Button, Say, Words
from tests.small_tree import PARTS, days, plain, plant, told


def test_a_key_that_one_language_lacks_is_told_where_it_belongs(root: Path) -> None:
    line = plant(root, "zh/front.yaml", '  old: "这是旧按钮。"', '  new: "新的。"')
    lacks, extra = told(root, "zh/front.yaml", "front.toast.old") + told(root, "zh/front.yaml", "front.toast.new")
    assert (lacks.line, lacks.what) == (line - 1, "missing here, but en has it")
    assert "en/front.yaml:6 says “An old button.”" in lacks.remedy
    assert (extra.line, extra.what) == (line, "an extra key: English does not have it")


def test_a_missing_file_is_one_fault_and_not_fifty(root: Path) -> None:
    (root / "zh/days/step-1.yaml").unlink()
    found = [fault for fault in check.faults(root) if fault.file == "zh/days/step-1.yaml"]
    assert len(found) == 1
    assert "the file is missing, with 31 texts" in found[0].what


@pytest.mark.parametrize("part", PARTS)
def test_a_day_without_one_of_its_parts_is_told_in_the_language_that_lacks_it(root: Path, part: str) -> None:
    path = root / "en/days/step-1.yaml"
    kept = path.read_text("utf-8").replace(f'  {part}: "The {part} of day-02 is told here."\n', "")
    path.write_text(kept, "utf-8")
    (found,) = check.faults(root)
    assert (found.file, found.key) == ("en/days/step-1.yaml", f"days.day-02.{part}")
    assert found.line == kept.split("\n").index("day-02:") + 1
    assert f"the day has no {part}" in found.what
    assert check.report(root).counts["en"]["days complete"] == 1


def test_a_day_that_both_languages_forgot_is_told_in_both(root: Path) -> None:
    row = "    - {id: day-02, belongs: now, gold: said, copy: 1}\n"
    plant(root, "pathway/step-1.yaml", "    - {id: day-02", row + "    - {id: day-03")
    found = [fault for fault in check.faults(root) if fault.key == "days.day-03.gentle"]
    assert [fault.file for fault in found] == ["en/days/step-1.yaml", "zh/days/step-1.yaml"]
    assert {fault.what for fault in found} == {"the day has no gentle variant"}


def test_the_parts_of_a_new_day_are_missed_in_the_file_of_its_step(root: Path) -> None:
    (root / "pathway/step-2.yaml").write_text(
        plain("""
        step:
          id: step-2
          days:
            - {id: day-03, belongs: now, gold: said, copy: 1}
            - {id: day-04, belongs: now, gold: said, copy: 1}
        """),
        "utf-8",
    )
    for lang in ("en", "zh"):
        second = days(lang).replace("step-1", "step-2").replace("day-01", "day-03").replace("day-02", "day-0x")
        kept = second.partition("day-0x")[0].replace("day-00", "day-09").replace("第0天", "第9天")
        (root / lang / "days/step-2.yaml").write_text(kept, "utf-8")
    found = [fault for fault in check.faults(root) if fault.key.startswith("days.day-04.")]
    assert {fault.file for fault in found} == {"en/days/step-2.yaml", "zh/days/step-2.yaml"}


def test_a_day_more_than_the_bowl_has_cracks_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "DAYS", 1)
    (found,) = check.faults(root)
    assert (found.file, found.what) == ("pathway/step-1.yaml", "day-02 is one more than the 1 cracks of the bowl")
    assert "in place of another day" in found.remedy


def test_a_part_that_no_day_has_is_told(root: Path) -> None:
    line = plant(root, "en/days/step-1.yaml", "  gentle:", '  gentel: "Oh."\n  gentle:')
    (found,) = told(root, "en/days/step-1.yaml", "days.day-01.gentel")
    assert (found.line, found.what) == (line, "no day or step has a part “gentel”")


def test_the_number_of_copy_lines_is_that_of_the_structure(root: Path) -> None:
    plant(root, "pathway/step-1.yaml", "copy: 1", "copy: 2")
    found = [fault for fault in check.faults(root) if fault.key == "days.day-01.copy.1"]
    assert len(found) == 2
    assert "the day has 2 lines by the structure" in found[0].what


def test_a_line_more_than_the_structure_counts_is_told(root: Path) -> None:
    line = plant(root, "en/rhythm.yaml", '["Once more."]', '["Once more.", "Again."]')
    plant(root, "zh/rhythm.yaml", '["再来一次。"]', '["再来一次。", "又来。"]')
    (found,) = told(root, "en/rhythm.yaml", "rhythm.again.1")
    assert (found.line, found.what) == (line, "one line more than the 1 of the structure")


EVERY_PART = "[title, hello, why, action, pair, gentle, evening, copy]"
MOST_PARTS = "[title, hello, why, action, pair, evening, copy]"


def test_a_depth_has_words_of_its_own_for_all_that_does_not_fit_it(root: Path) -> None:
    fits = f"fits: {{light: {EVERY_PART}, skip: {MOST_PARTS}}}, "
    plant(root, "pathway/step-1.yaml", "belongs:", f"{fits}belongs:")
    missing = "neither words of its own for skip nor a part that fits it"
    assert [fault.key for fault in check.faults(root) if fault.what == missing] == ["days.day-01.skip.gentle"] * 2


def test_a_depth_has_no_words_of_its_own_where_the_days_fit(root: Path) -> None:
    for lang, text in (("en", "Only one line of it, and that is all."), ("zh", "今天只要一行，别的先放着不管它。")):
        plant(root, f"{lang}/days/step-1.yaml", "  gentle:", f'  light:\n    action: "{text}"\n  gentle:')
    assert [fault.what for fault in check.faults(root)] == ["the structure gives light no words of its own here"] * 2


def test_a_text_that_fits_those_who_leave_the_story_out_says_nothing_of_it(root: Path) -> None:
    plant(root, "pathway/step-1.yaml", "belongs:", f"fits: {{light: {EVERY_PART}, skip: {EVERY_PART}}}, belongs:")
    assert told(root, "en/days/step-1.yaml", "days.day-01.gentle") == []
    line = plant(root, "en/days/step-1.yaml", '  gentle: "', '  gentle: "Write. ')
    (found,) = told(root, "en/days/step-1.yaml", "days.day-01.gentle")
    assert (found.line, found.what) == (line, "“write” is said to somebody who leaves the story out")


@pytest.mark.parametrize("key", ["cities.london", "quiz.attachment.item.late-reply", "safety.services.samaritans"])
def test_what_the_structure_names_has_words(root: Path, key: str) -> None:
    for lang in ("en", "zh"):
        path = root / lang / f"{key.partition('.')[0]}.yaml"
        leaf = key.rpartition(".")[2]
        kept = [line for line in path.read_text("utf-8").split("\n") if f"{leaf}:" not in line]
        path.write_text("\n".join(kept), "utf-8")
    assert {fault.file[:2] for fault in check.faults(root) if fault.key == key} == {"en", "zh"}


def walked(monkeypatch: pytest.MonkeyPatch, *turns: Turn | Exception) -> None:
    """Flows that say this, and break where an exception stands."""

    def walk(library: Library) -> Iterator[types.SimpleNamespace]:
        for turn in turns:
            if isinstance(turn, Exception):
                raise turn
            yield types.SimpleNamespace(turn=turn)

    module = types.ModuleType("bot.flows.walk")
    module.__dict__.update(walk=walk)
    monkeypatch.setitem(sys.modules, "bot.flows.walk", module)


def test_a_key_that_a_flow_can_say_has_words_in_both_languages(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walked(monkeypatch, Turn(Memory(), (Say("here", (Words("front.greeting"), Words("front.gold"))),)))
    found = [(fault.file, fault.key, fault.remedy) for fault in check.faults(root)]
    assert found == [(f"{lang}/front.yaml", "front.gold", "write it") for lang in ("en", "zh")]


def test_what_a_flow_uses_as_a_label_or_a_toast_has_its_length(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    button = Button(Words("rhythm.rest.begin"), e.Here(), copy=Words("rhythm.again.0"))
    walked(monkeypatch, Turn(Memory(), (Say("here", (), ((button,),)),), toast="rhythm.silence.kept.hello"))
    plant(root, "en/rhythm.yaml", "Rest.", "Rest here " * 3 + ".")
    plant(root, "en/rhythm.yaml", "A note.", "A note. " * 30 + ".")
    plant(root, "en/rhythm.yaml", "Once more.", "Once more. " * 30 + ".")
    found = {fault.key: fault.what for fault in check.faults(root)}
    assert found == {
        "rhythm.rest.begin": "31 signs, and a label holds 26",
        "rhythm.silence.kept.hello": "241 signs, and a toast holds 200",
        "rhythm.again.0": "331 signs, and a copy line holds 256",
    }


def test_a_walk_that_breaks_off_hides_no_other_fault(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walked(monkeypatch, Turn(Memory(), toast="front.gold"), KeyError("day-51"))
    found = check.faults(root)
    assert [fault.key for fault in found] == ["", "front.gold", "front.gold"]
    assert "the walk broke off: KeyError: 'day-51'" in found[0].what
