"""Help lines in words: for the country that a person picked, or, where none is picked, the lists a language offers."""

from __future__ import annotations

from bot.domain.helplines import ANYWHERE, Helpline, Helplines, LineKind
from bot.domain.scene import Scene
from bot.domain.speech import Param, Words, words

# Without a country, a language's card lists these. Which of them is theirs is for the person to say.
LISTED: dict[str, tuple[str, ...]] = {"zh": ("CN", "HK", "TW", "SG", "MY")}
KINDS: dict[bool, tuple[LineKind, ...]] = {
    False: ("emergency", "distress", "violence"),
    True: ("emergency", "violence", "distress"),
}


def known(scene: Scene) -> str:
    """The country that was picked, "" where none was or where it is no longer listed."""
    country = scene.memory.country
    return country if country in (*lines_of(scene).countries, ANYWHERE) else ""


def lines_of(scene: Scene) -> Helplines:
    """All help lines."""
    return scene.library.helplines


def values(scene: Scene, abuse: bool) -> dict[str, Param]:
    """What every card takes: an emergency number, one line to call, one to write to; "" where there is none."""
    return _values(scene, "violence" if abuse else "distress")


def to_change(scene: Scene) -> dict[str, Param]:
    """The same for somebody who has hurt another: a line for people who want to stop, "" where we know of none."""
    return _values(scene, "change")


def _values(scene: Scene, kind: LineKind) -> dict[str, Param]:
    country = known(scene)
    if not country:
        return {"emergency": "", "line": "", "line_hours": "", "text_line": ""}
    found = lines_of(scene).shown(country, kind)
    first = next((line for line in found if line.channel == "call"), found[0] if found else None)
    typed = next((line for line in found if line.channel != "call" and line is not first), None)
    return {
        "emergency": emergency(scene, country),
        "line": said(first) if first else "",
        "line_hours": hours(first) if first else "",
        "text_line": said(typed) if typed else "",
    }


def emergency(scene: Scene, country: str) -> str:
    """The number to dial in danger, or ""."""
    found = lines_of(scene).shown(country, "emergency")
    return next((line.number for line in found if line.channel == "call"), "")


def said(line: Helpline) -> Words:
    """One line: its service, and what to dial, text or open."""
    service = words(f"safety.services.{line.service}")
    return words(f"safety.line.{line.channel}", service=service, number=line.number, keyword=line.keyword)


def hours(line: Helpline) -> Param:
    """When a line is open, "" where that is not known."""
    return "" if line.hours == "unknown" else words(f"safety.hours.{line.hours}")


def unpicked(scene: Scene, abuse: bool) -> tuple[Words, ...]:
    """What stands under a card while no country is picked: this language's list, and where to find the others."""
    if known(scene):
        return ()
    listed = LISTED.get(scene.lang, ())
    if not listed:
        return (words("safety.no-country"),)
    return (stacked([_country_line(scene, country, abuse) for country in listed]), words("safety.no-country"))


def _country_line(scene: Scene, country: str, abuse: bool) -> Words:
    found = lines_of(scene).shown(country, "violence" if abuse else "distress")
    line = next((line for line in found if line.channel == "call"), found[0])
    name = words(f"safety.countries.{country}")
    return words("crisis.country-line", country=name, emergency=emergency(scene, country), line=line.number)


def sections(scene: Scene, abuse: bool) -> tuple[Words, ...]:
    """Every line of a country by kind, or this language's list."""
    return _sections(scene, KINDS[abuse]) if known(scene) else unpicked(scene, abuse)


def sections_to_change(scene: Scene) -> tuple[Words, ...]:
    """The lines for somebody who has hurt another. Those for people who are hurt stand elsewhere."""
    return _sections(scene, ("emergency", "change", "distress")) if known(scene) else unpicked(scene, abuse=False)


def _sections(scene: Scene, kinds: tuple[LineKind, ...]) -> tuple[Words, ...]:
    found = [(kind, lines_of(scene).shown(known(scene), kind)) for kind in kinds]
    return tuple(
        words("crisis.section", title=words(f"safety.lines.{kind}"), lines=stacked([_entry(line) for line in lines]))
        for kind, lines in found
        if lines
    )


def _entry(line: Helpline) -> Words:
    unchecked: Param = "" if line.verified or line.kind == "emergency" else words("safety.lines.unchecked")
    return words("crisis.entry", line=said(line), hours=hours(line), unchecked=unchecked)


def stacked(lines: list[Words]) -> Words:
    """Lines one below the other, as one."""
    above = lines[0]
    for line in lines[1:]:
        above = words("crisis.stack", above=above, below=line)
    return above
