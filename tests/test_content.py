"""The content: what ships loads, and every fault that a writer can make is told with file, line and remedy."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import types
import zoneinfo
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.content import check, load
from bot.content.__main__ import main
from bot.content.faults import ContentError, Fault
from bot.content.markup import VALUE, refused, template, units, visible
from bot.content.pages import read
from bot.domain import events as e
from bot.domain.library import Library
from bot.domain.memory import Memory
from bot.domain.scene import Turn
from bot.domain.speech import Button, Say, Words

STRUCTURE = {
    "quizzes/attachment.yaml": """
        id: attachment
        version: 1
        options: 2
        items:
          - {id: late-reply, scale: anxiety, facet: losing, express: true, opener: true}
        """,
    "pathway/step-1.yaml": """
        step:
          id: step-1
          days:
            - {id: day-01, belongs: now, gold: accepted, copy: 1, source: ["A study"]}
            - {id: day-02, belongs: moment, gold: said, copy: 1}
        """,
    "pathway/cities.yaml": """
        cities:
          - {zone: Europe/London, key: london}
        """,
    "pathway/rhythm.yaml": """
        rhythm:
          evening:
            answer:
              - {id: done-low, when: {tried: done, felt: low}, lines: 2}
          silence:
            - {id: kept, when: {date: 30}, slot: morning, parts: [hello]}
          return:
            - {id: after-3, silent_from: 3, lines: 1}
            - {id: after-1, silent_from: 1, lines: 1}
          again: {lines: 1}
          rest:
            - {id: begin, when: {event: rest}}
        """,
    "pathway/scans.yaml": """
        scans:
          - id: "1"
            kind: breath
            parts:
              - {id: in-out, start: 0, seconds: 30}
              - {id: return, start: 30, seconds: 30}
        """,
    "safety/rules.yaml": """
        windows: {words: 5, characters: 8, together: 40}
        fold: {}
        languages: {}
        """,
    "safety/helplines.yaml": """
        first: {en: [GB], zh: [GB]}
        countries:
          GB:
            - {service: samaritans, kind: distress, number: "116 123", channel: call, hours: always,
               source: samaritans.org, checked_on: 2026-11-23}
        """,
}
PARTS = ("title", "hello", "prime", "why", "action", "a", "v", "both", "low", "pair", "gentle", "evening")
STEP = ("title", "why", "opening", "yes", "review")
HAN = "一二三四五六七八九十百千甲乙丙丁戊己庚辛"


def told_here(lang: str, part: str, day: str) -> str:
    """A sentence that stands nowhere else."""
    if part == "yes":
        return "Yes" if lang == "en" else "好"
    return f"The {part} of {day} is told here." if lang == "en" else f"第{int(day[-2:])}天里写着{HAN[at(part)]}的话。"


def days(lang: str) -> str:
    """Words of one step and two days."""
    lines = ["step-1:", *(f'  "{part}": "{told_here(lang, part, "day-00")}"' for part in STEP)]
    for day in ("day-01", "day-02"):
        lines += [f"{day}:", *(f'  {part}: "{told_here(lang, part, day)}"' for part in PARTS)]
        lines += ["  copy:", f'    - "{told_here(lang, "copy", day)}"']
    return "\n".join(lines) + "\n"


def at(part: str) -> int:
    return [*PARTS, *STEP, "copy"].index(part)


def words(lang: str) -> dict[str, str]:
    en = lang == "en"
    return {
        f"{lang}/days/step-1.yaml": days(lang),
        f"{lang}/quiz.yaml": f"""
            agree:
              "1": "{"No" if en else "不像"}"
              "2": "{"Yes" if en else "像"}"
            attachment:
              item:
                late-reply: "{"A late reply worries me." if en else "回得晚，我会慌。"}"
            """,
        f"{lang}/cities.yaml": f'london: "{"London" if en else "伦敦"}"\n',
        f"{lang}/rhythm.yaml": f"""
            evening:
              answer:
                done-low: ["{"Well done." if en else "做到了。"}", "{"There it is." if en else "就是这样。"}"]
            silence:
              kept:
                hello: "{"A note." if en else "一张便条。"}"
            return:
              after-1: ["{"Hello." if en else "来啦。"}"]
              after-3: ["{"Good to see you." if en else "见到你真好。"}"]
            again: ["{"Once more." if en else "再来一次。"}"]
            rest:
              begin: "{"Rest." if en else "歇一歇。"}"
            """,
        f"{lang}/breath.yaml": f"""
            part:
              in-out: "{"In and out." if en else "吸和呼。"}"
              return: "{"Look round." if en else "看看四周。"}"
            """,
        f"{lang}/safety.yaml": f"""
            services:
              samaritans: "{"Samaritans" if en else "撒玛利亚会（Samaritans）"}"
            """,
        f"{lang}/front.yaml": f"""
            greeting: "{"Hello, {{ name }}." if en else "{{ name }}，你好。"}"
            count: "{"{{ n }} {% if n == 1 %}<b>day</b>{% else %}days{% endif %}" if en else "{{ n }}天"}"
            button:
              help: "{"Help" if en else "求助"}"
            toast:
              old: "{"An old button." if en else "这是旧按钮。"}"
            """,
    }


def plain(text: str) -> str:
    """Without the margin that a test's own indentation gives."""
    lines = text.strip("\n").rstrip(" ").split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[margin:] for line in lines)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small content folder without a fault, and flows that nobody has walked."""
    monkeypatch.setitem(sys.modules, "bot.flows.walk", None)
    for name, text in {**STRUCTURE, **words("en"), **words("zh")}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(plain(text), "utf-8")
    return tmp_path


def plant(root: Path, name: str, old: str, new: str) -> int:
    """Put a fault into a file. Returns the line where it stands."""
    before, found, after = (root / name).read_text("utf-8").partition(old)
    assert found, f"{old!r} is not in {name}"
    (root / name).write_text(before + new + after, "utf-8")
    return before.count("\n") + 1


def told(root: Path, name: str, key: str) -> list[Fault]:
    return [fault for fault in check.faults(root) if fault.file == name and fault.key == key]


# ---------------------------------------------------------------- what ships
@pytest.fixture(scope="module")
def library() -> Library:
    return load.load()


def test_the_shipped_content_loads_with_its_fifty_days_in_order(library: Library) -> None:
    assert [day.number for day in library.days] == list(range(1, 51))
    assert library.steps == tuple(f"step-{n}" for n in range(1, 7))
    assert {day.belongs for day in library.days} == {"now", "moment", "evening"}
    assert library.quizzes["attachment"].of("express")
    assert set(library.words) >= {"en", "zh"}


def test_the_shipped_rhythm_answers_every_evening_and_knows_the_silent_dates(library: Library) -> None:
    asked = [answer for answer in library.evening_answers if answer.when.get("tried") == "done"]
    assert {answer.when.get("felt") for answer in asked} >= {"low", "mid", "high"}
    assert sorted(library.silences) == [2, 3, 4, 7, 10, 17, 24, 30]
    assert [silent for silent, _ in library.returns] == sorted(silent for silent, _ in library.returns)
    assert all(library.count(f"rhythm.evening.answer.{a.id}") == a.lines for a in library.evening_answers)


def test_every_city_has_a_known_zone_and_a_name_in_each_language(library: Library) -> None:
    known = zoneinfo.available_timezones()
    assert [city.zone for city in library.cities if city.zone not in known] == []
    assert [(lang, c.key) for lang, said in library.words.items() for c in library.cities if c.key not in said] == []
    assert len({city.key for city in library.cities}) == len(library.cities)


@pytest.mark.parametrize("month", [1, 4, 7, 10])
def test_a_city_is_offered_for_every_offset_where_people_live(library: Library, month: int) -> None:
    def offset(zone: str) -> timedelta | None:
        return datetime(2026, month, 15, 12, tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset()

    regions = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    lived_in = {offset(zone) for zone in zoneinfo.available_timezones() if zone.startswith(regions)}
    offered = [offset(city.zone) for city in library.cities]
    assert lived_in - set(offered) == set()


def test_a_library_cannot_be_changed(library: Library) -> None:
    with pytest.raises(TypeError):
        library.words["en"]["front.greeting"] = "Hi"  # type: ignore[index]
    with pytest.raises(AttributeError):
        library.days = ()  # type: ignore[misc]


# ---------------------------------------------------------------- the small tree
def test_a_tree_without_faults_is_told_as_such(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(root) == 0
    out = capsys.readouterr().out
    assert "en: 49 texts, 2 of 2 days complete, 2 copy lines" in out
    assert out.endswith("no faults\n")


def test_a_small_tree_becomes_a_library(root: Path) -> None:
    library = load.load(root)
    assert library.day("day-02") == library.days[1]
    assert library.returns == ((1, "after-1"), (3, "after-3"))
    assert dict(library.silences) == {30: "kept"}
    assert library.words["en"]["days.day-01.copy.0"] == "The copy of day-01 is told here."
    assert library.cities[0].key in library.words["zh"]
    assert [line.number for line in library.helplines.lines] == ["116 123"]


def test_faults_are_printed_with_file_line_key_and_remedy(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = plant(root, "en/front.yaml", "An old button.", "An <old> button.")
    assert main(root) == 1
    out = capsys.readouterr().out
    assert f"en/front.yaml:{line}: front.toast.old: Telegram has no <old>" in out
    assert " — one of a, b, blockquote" in out
    assert out.endswith("2 faults\n")  # a toast is plain text, too


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


# ---------------------------------------------------------------- keys
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


# ---------------------------------------------------------------- files that cannot be used
UNUSABLE = [
    ("en/front.yaml", "button:", "button:\n  : :", "not YAML", "quote texts"),
    ("en/front.yaml", '"Hello, {{ name }}."', "{{ name }}", "", "quote"),
    ("en/front.yaml", "  old:", "  yes:", "does not read the key yes as text", 'quote it: "yes"'),
    ("en/front.yaml", "  old:", "  2:", "does not read the key 2 as text", 'quote it: "2"'),
    ("en/front.yaml", "button:", 'toast: "x"\nbutton:', "stands twice", "keep one"),
    ("en/front.yaml", "  old:", "  old.one:", "holds a dot", "hyphen"),
    ("pathway/step-1.yaml", "belongs: moment", "belongs: noon", "Invalid enum value 'noon'", "like its neighbours"),
    ("pathway/step-1.yaml", "id: day-02", "id: day-2", "is no day's id", "two digits"),
    ("pathway/step-1.yaml", "id: day-02", "id: day-03", "day-03 comes after day-01", "in a row"),
    ("pathway/step-1.yaml", "id: step-1", "id: step-9", "in the file of step-1", "write id: step-1"),
    ("pathway/cities.yaml", "zone: ", "zne: ", "unknown field `zne`", "like its neighbours"),
    ("pathway/rhythm.yaml", "silence:", "silent:", "there is no list here", "rhythm.silence"),
    ("quizzes/attachment.yaml", "scale: anxiety", "scale: worry", "unknown scale", "comment"),
    ("safety/helplines.yaml", "channel: call", "channel: fax", "channel is 'fax'", "comment"),
    ("safety/helplines.yaml", "  GB:\n", "  NO:\n", "does not read the key NO as text", 'quote it: "NO"'),
    ("safety/rules.yaml", "words: 5", "words: 0", "no whole number above 0", "comment"),
    ("pathway/scans.yaml", "start: 30", "start: 40", "starts at 40 for 30 s", "start it at 30"),
    ("pathway/scans.yaml", "start: 30, seconds: 30", "start: 30, seconds: 5", "for 5 s", "15 s at least"),
    ("pathway/scans.yaml", "kind: breath", "kind: dance", "dance", "like its neighbours"),
]


@pytest.mark.parametrize(("name", "old", "new", "what", "remedy"), UNUSABLE)
def test_a_file_that_cannot_be_used_stops_the_loading_and_says_where(
    root: Path, name: str, old: str, new: str, what: str, remedy: str
) -> None:
    line = plant(root, name, old, new)
    with pytest.raises(ContentError) as refusal:
        load.load(root)
    found = [f for f in refusal.value.faults if f.file == name and what in f.what and remedy in f.remedy]
    assert found, refusal.value
    assert abs(found[0].line - line) <= 5  # what is missing, or named by its id, stands at what holds it
    assert found[0] in check.faults(root)


@pytest.mark.parametrize("name", [*STRUCTURE][1:])
def test_a_structure_file_that_is_gone_stops_the_loading(root: Path, name: str) -> None:
    (root / name).unlink()
    with pytest.raises(ContentError, match=name):
        load.load(root)


def test_the_loading_lists_all_faults_at_once(root: Path) -> None:
    plant(root, "pathway/step-1.yaml", "gold: said", "gold: silver")
    plant(root, "zh/front.yaml", "  old:", "  on:")
    shutil.rmtree(root / "safety")
    with pytest.raises(ContentError) as refusal:
        load.load(root)
    files = [fault.file for fault in refusal.value.faults]
    assert files == ["pathway/step-1.yaml", "safety/helplines.yaml", "safety/rules.yaml", "zh/front.yaml"]


def test_a_file_that_is_not_utf8_is_told(root: Path) -> None:
    (root / "en/front.yaml").write_bytes(b"greeting: \xff\n")
    page = read(root / "en/front.yaml", "en/front.yaml")
    assert [(fault.what, fault.remedy) for fault in page.faults] == [("not UTF-8 at byte 10", "save the file as UTF-8")]


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
