"""A small content folder without a fault, into which tests plant one."""

from __future__ import annotations

from pathlib import Path

from bot.content import check
from bot.content.faults import Fault

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
    """A number of its own for each part."""
    return [*PARTS, *STEP, "copy"].index(part)


def words(lang: str) -> dict[str, str]:
    """The word files of a language."""
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


def lay(folder: Path) -> None:
    """Write the small content folder."""
    for name, text in {**STRUCTURE, **words("en"), **words("zh")}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(plain(text), "utf-8")


def plant(root: Path, name: str, old: str, new: str) -> int:
    """Put a fault into a file. Returns the line where it stands."""
    before, found, after = (root / name).read_text("utf-8").partition(old)
    assert found, f"{old!r} is not in {name}"
    (root / name).write_text(before + new + after, "utf-8")
    return before.count("\n") + 1


def told(root: Path, name: str, key: str) -> list[Fault]:
    """What the checker says of a key in a file."""
    return [fault for fault in check.faults(root) if fault.file == name and fault.key == key]
