"""Faults in a text: each is told with file, line and remedy, and what only looks like one is let be."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from bot.content import check
from bot.content.markup import VALUE, refused, template, units, visible
from tests.small_tree import plant, told

TEXT_FAULTS = [
    # file, what stood there, what stands there now, key, what is told, remedy
    ("en/front.yaml", "Hello, {{ name }}.", "Hello, {{ name }.", "front.greeting", "not a template", "close each"),
    ("en/front.yaml", "{% endif %}", "", "front.count", "not a template", "end each if"),
    ("en/front.yaml", "Hello, {{ name }}.", "{{ name | shine }}", "front.greeting", "not a template", "close each"),
    ("zh/front.yaml", "{{ name }}，你好。", "你好。", "front.greeting", "lacks {{ name }}", "use it here too"),
    ("en/front.yaml", "<b>day</b>", "<b>day", "front.count", "<b> is not closed", "in the same branch"),
    ("en/front.yaml", "<b>day</b>", "day</b>", "front.count", "</b> closes nothing", "opened last"),
    ("en/front.yaml", "<b>day</b>", "<p>day</p>", "front.count", "no <p>", "one of a, b"),
    ("en/front.yaml", "<b>day</b>", "<a>day</a>", "front.count", "wrong attributes", "<a href"),
    ("en/front.yaml", "<b>day</b>", "1 < 2", "front.count", "a bare <", "&lt;"),
    ("en/front.yaml", "<b>day</b>", "you & me", "front.count", "a bare &", "&amp;"),
    ("en/front.yaml", '"Help"', '"<b>Help</b>"', "front.button.help", "plain text", "take the tags out"),
    ("en/front.yaml", '"Help"', f'"{"H" * 27}"', "front.button.help", "27 signs, and a label holds 26", "shorter"),
    ("zh/front.yaml", '"求助"', f'"{"求" * 13}"', "front.button.help", "13 signs, and a label holds 12", "shorter"),
    ("zh/cities.yaml", '"伦敦"', f'"{"伦" * 13}"', "cities.london", "13 signs, and a label holds 12", "shorter"),
    ("en/front.yaml", "An old button.", "Old. " * 41, "front.toast.old", "a toast holds 200", "shorter"),
    ("en/days/step-1.yaml", "The copy of day-02", "Copy " * 60, "days.day-02.copy.0", "copy line holds 256", "shorter"),
    ("en/rhythm.yaml", '"Rest."', f'"{"Rest. " * 700}"', "rhythm.rest.begin", "message holds 4096", "shorter"),
    ("en/rhythm.yaml", '"Rest."', '" "', "rhythm.rest.begin", "only spaces", "write the words"),
    ("en/rhythm.yaml", '"Rest."', '""', "rhythm.rest.begin", "empty here", "write the words"),
    ("en/rhythm.yaml", '"Rest."', '"Rest.  A while."', "rhythm.rest.begin", "two spaces", "keep one"),
    ("en/rhythm.yaml", '"Rest."', '"Rest. "', "rhythm.rest.begin", "a space at the edge", "take it out"),
    ("en/rhythm.yaml", '"Rest."', '"Don\'t rest."', "rhythm.rest.begin", "a straight quote", "write ’"),
    ("en/rhythm.yaml", '"Rest."', "|\n    Rest.\n", "rhythm.rest.begin", "ends in a line break", "|-"),
    ("zh/rhythm.yaml", '"歇一歇。"', "|-\n    歇一歇。", "", "", ""),
    ("zh/rhythm.yaml", '"歇一歇。"', ">-\n    歇一歇，\n    不急。", "rhythm.rest.begin", "joins these lines", "|-"),
    ("zh/rhythm.yaml", '"歇一歇。"', "歇一歇，\n    不急。", "rhythm.rest.begin", "joins these lines", "|-"),
    ("zh/rhythm.yaml", "歇一歇。", "歇一歇, 不急。", "rhythm.rest.begin", "half-width “,”", "，"),
    ("zh/rhythm.yaml", "歇一歇。", "歇(一)歇。", "rhythm.rest.begin", "half-width “(”", "（"),
    ("zh/rhythm.yaml", "歇一歇。", "歇 一歇。", "rhythm.rest.begin", "a space within Chinese", "take it out"),
    ("zh/rhythm.yaml", "歇一歇。", "relax一下。", "rhythm.rest.begin", "“relax” is in another script", "style.yaml"),
    ("en/rhythm.yaml", "Rest.", "Rest 休息.", "rhythm.rest.begin", "“休息” is in another script", "style.yaml"),
    ("en/rhythm.yaml", "Rest.", "Keep your Streak.", "rhythm.rest.begin", "“streak” is a word", "nothing can break"),
    ("en/rhythm.yaml", "Rest.", "You’re anxious.", "rhythm.rest.begin", "“you're anxious”", "no type as a verdict"),
    ("zh/rhythm.yaml", "歇一歇。", "你太作了。", "rhythm.rest.begin", "“太作”", "不责备人"),
    ("zh/rhythm.yaml", "歇一歇。", "你必须歇。", "rhythm.rest.begin", "“必须”", "可以"),
    ("en/rhythm.yaml", "A note.", "Your partner wrote.", "rhythm.silence.kept.hello", "“partner”", "lock screen"),
    ("en/rhythm.yaml", '"Rest."', "true", "rhythm.rest.begin", "reads this as True", "quote it"),
    ("en/rhythm.yaml", '"Rest."', "", "rhythm.rest.begin", "there are no words here", "write the words"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "key", "what", "remedy"), TEXT_FAULTS)
def test_a_fault_in_a_text_is_told_at_its_line(
    root: Path, name: str, old: str, new: str, key: str, what: str, remedy: str
) -> None:
    line = plant(root, name, old, new)
    if not key:
        assert check.faults(root) == []
        return
    found = told(root, name, key)
    assert [fault.line for fault in found] == [line] * len(found)
    assert [fault for fault in found if what in fault.what and remedy in fault.remedy], found


SOUND = [
    ("zh/rhythm.yaml", "歇一歇。", "做个小动作，写作业，合作。"),
    ("zh/rhythm.yaml", "歇一歇。", "想歇就按 /help 看看，TA也在，Telegram里有988。"),
    ("zh/rhythm.yaml", "歇一歇。", "看 t.me/kintsugi，在20:30。"),
    ("zh/rhythm.yaml", "歇一歇。", "时区写成Asia/Shanghai就行。"),
    ("zh/safety.yaml", "撒玛利亚会（Samaritans）", "撒玛利亚会（Befrienders）"),
    ("en/rhythm.yaml", "Rest.", "It isn’t a diagnosis; nothing here was healthy or not."),
    ("en/rhythm.yaml", "Rest.", "<b>Rest</b> &amp; <a href='https://x.y'>read</a>".replace("'", '\\"')),
]


@pytest.mark.parametrize(("name", "old", "new"), SOUND)
def test_what_only_looks_like_a_fault_is_let_be(root: Path, name: str, old: str, new: str) -> None:
    plant(root, name, old, new)
    assert check.faults(root) == []


# ---------------------------------------------------------------- across the days
def test_a_sentence_that_stands_in_two_days_is_told_whatever_its_case_and_signs(root: Path) -> None:
    again = "“THE WHY of day 01 is told here!” Yes."
    line = plant(root, "en/days/step-1.yaml", "The why of day-02 is told here.", again)
    (found,) = told(root, "en/days/step-1.yaml", "days.day-02.why")
    assert found.line == line
    assert "“the why of day 01 is told here” stands in days.day-01.why too" in found.what


def test_a_chinese_sentence_that_stands_in_two_days_is_told(root: Path) -> None:
    plant(root, "zh/days/step-1.yaml", "第2天里写着四", "慢慢地呼吸一次就好。第2天里写着四")
    line = plant(root, "zh/days/step-1.yaml", "第2天里写着五", "慢慢地，呼吸一次就好！第2天里写着五")
    (found,) = [fault for fault in check.faults(root) if "stands in" in fault.what]
    assert (found.line, found.key) == (line, "days.day-02.action")


@pytest.mark.skipif(importlib.util.find_spec("textstat") is None, reason="textstat is not installed")
def test_english_above_grade_seven_is_told_for_its_file(root: Path) -> None:
    heavy = "Neuropsychological interpretation necessitates considerable methodological sophistication throughout."
    plant(root, "en/front.yaml", "Hello, {{ name }}.", f"{{{{ name }}}} {heavy} " + " ".join([heavy] * 4))
    (found,) = [fault for fault in check.faults(root) if "reading grade" in fault.what]
    assert (found.file, found.remedy) == ("en/front.yaml", "shorter sentences, shorter words")


def test_without_the_library_that_computes_grades_the_checker_says_so(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "textstat", None)
    said = check.report(root)
    assert said.faults == []
    assert any("reading grades not computed" in note for note in said.notes)


# ---------------------------------------------------------------- texts taken apart
def test_a_template_becomes_one_text_for_each_of_its_branches() -> None:
    taken = template("{% if n == 1 %}a{% elif n %}{{ n }}{% endif %}!")
    assert taken.variants == ("a!", f"{VALUE}!", "!")
    assert taken.names == {"n"}


def test_lengths_count_as_telegram_counts_without_tags_and_with_entities_as_signs() -> None:
    assert visible("<b>a</b> &lt;3") == "a <3"
    assert units("金🏺") == 3


def test_the_html_that_we_write_is_taken() -> None:
    time = '<tg-time unix="1" format="wDt">x</tg-time>'
    assert list(refused(f"<b>a <i>b</i></b> {time} <blockquote expandable>q</blockquote> 1 &gt; 0 &#39;")) == []


def test_tags_that_cross_are_refused() -> None:
    assert [what for what, _ in refused("<b><i>x</b></i>")] == ["</b> closes nothing"]
