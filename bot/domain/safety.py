"""Words of danger and help lines as data: what the safety files say, checked once and frozen.

`rules_from` and `helplines_from` take parsed YAML (`bot/content/safety/*.yaml`) and raise ValueError naming the entry.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final, Literal, cast, get_args

from bot.domain.folding import Fold, grams
from bot.domain.patterns import GAPS, Gap, Patterns, Slots, Step, as_slots_read, choices_of, is_pattern, steps_of
from bot.domain.phrases import Phrases, Words

Tier = Literal[1, 2, 3]
Kind = Literal["self", "abuse", "harm", "distress"]
About = Literal["writer", "other", "cue"]
Cue = Literal["negation", "touching", "past", "past-either", "first", "third", "nothing", "break"]
LineKind = Literal["emergency", "distress", "violence", "change"]
"""`change`: for people who hurt others and want to stop. Never shown beside lines for those who are hurt."""
Channel = Literal["call", "text", "chat", "web"]
Hours = Literal["always", "most", "limited", "office", "unknown"]

ANYWHERE: Final = "XX"
"""The country code of the lines that stand in where a country is unknown or has none of a kind."""
GLUED_LETTERS: Final = 7
"""Shorter phrases are not looked for inside words: they stand there by chance."""
HINT: Final = 4
"""The weight of a stem that says nothing alone (`tier: hint`): two that point one way are serious."""
_OPTIONAL: Final = ("keyword", "checked_on", "verified")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a text made us think of. It holds nothing of the text itself.

    `tier`: 1 acute, 2 serious, 3 unclear. `third_person`: it seems to be about somebody else.
    """

    tier: Tier
    kind: Kind
    stem_id: str
    third_person: bool


@dataclass(frozen=True, slots=True)
class Stem:
    """One wording of a danger. `tier`: 1 to 3, or `HINT`. `about`: who is in danger, or `cue` when the words before it
    tell.

    `closing`: it counts only where a clause ends ("afraid of him", but not "afraid of him leaving").
    """

    id: str
    tier: int
    kind: Kind
    about: About
    closing: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that `bot.flows.watch.look` needs, of all languages at once."""

    fold: Fold
    stems: Phrases[Stem]
    glued: Phrases[Stem]
    """Latin stems as overlapping threes of letters, for "killmyself" and "k i l l m y s e l f"."""
    idioms: Phrases[Words]
    slots: Slots
    stem_patterns: Patterns[Stem]
    idiom_patterns: Patterns[Words]
    cues: Phrases[Cue]
    bridge: frozenset[str]
    """Han characters that may stand between a person and what that person wants or did."""
    tails: frozenset[str]
    """Words that may still follow at the end of a clause."""
    openers: frozenset[str]
    """Words that begin a clause without a pause before them."""
    back_words: int
    back_characters: int


def rules_from(data: Mapping[str, Any]) -> Rules:
    """The rules of `bot/content/safety/rules.yaml`. ValueError names the entry that is wrong."""
    spoken = _section(data, "languages")
    windows = _section(data, "windows")
    fold = _fold_from(_section(data, "fold"), spoken)
    book = _Book(spoken, fold)
    stems, patterned = book.stems()
    idioms, patterned_idioms = book.idioms(stems)
    gaps = _gaps_from(data.get("gaps", {}))
    slots = Slots.of(book.fillers, gaps)
    return Rules(
        fold,
        Phrases(stems),
        Phrases({grams("".join(words)): stem for words, stem in stems.items() if _can_be_glued(words)}),
        Phrases(idioms),
        slots,
        Patterns.of(patterned, gaps, slots),
        Patterns.of(patterned_idioms, gaps, slots),
        Phrases(_cues_from(spoken, fold)),
        _all(spoken, "bridge"),
        _all(spoken, "tails"),
        _all(spoken, "openers"),
        _positive(windows, "words"),
        _positive(windows, "characters"),
    )


def _gaps_from(data: Mapping[str, Any]) -> dict[str, Gap]:
    if wrong := set(data) - set(GAPS.values()):
        raise ValueError(f"gaps: {', '.join(sorted(wrong))} is none of {', '.join(GAPS.values())}")
    return {
        sign: Gap(
            _positive(data[name], "words", f"gaps.{name}"),
            _positive(data[name], "characters", f"gaps.{name}"),
            pauses=name == "across",
        )
        for sign, name in GAPS.items()
        if name in data
    }


def _fold_from(data: Mapping[str, Any], spoken: Mapping[str, Any]) -> Fold:
    tables: dict[str, dict[str, str]] = {}
    for table in ("traditional", "lookalikes", "leet"):
        pairs = str(data.get(table, "")).split()
        for pair in pairs:
            if len(pair) != 2:
                raise ValueError(f"fold.{table}: “{pair}” is not a sign and the sign it stands for")
        tables[table] = {pair[0]: pair[1] for pair in pairs}
    return Fold(
        MappingProxyType(tables["traditional"] | tables["lookalikes"]),
        MappingProxyType(tables["leet"]),
        frozenset(str(data.get("pauses", ""))) | {"\n"},
        MappingProxyType(_respelled_from(spoken)),
        _all(spoken, "fillers"),
    )


def _respelled_from(spoken: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, part in spoken.items():
        for meant, typed in part.get("respelled", {}).items():
            for word in _texts(typed, f"languages.{language}.respelled.{meant}"):
                found[word] = tuple(meant.split("-"))
    return found


class _Book:
    """Stems and idioms of every language, with the word classes that their patterns name."""

    def __init__(self, spoken: Mapping[str, Any], fold: Fold) -> None:
        self._spoken = spoken
        self._fold = fold
        self.fillers: dict[Words, set[str]] = {}
        """What may fill a slot -> the names of those slots."""
        for language, part in spoken.items():
            for name, said in part.get("classes", {}).items():
                where = f"languages.{language}.classes.{name}"
                for phrase in _texts(said, where):
                    self._fill(_split(phrase, fold, where), f"{language}:<{name}>")

    def stems(self) -> tuple[dict[Words, Stem], dict[tuple[Step, ...], Stem]]:
        """The stems that are plain phrases, and those that are patterns."""
        phrases: dict[Words, Stem] = {}
        patterns: dict[tuple[Step, ...], Stem] = {}
        ids: set[str] = set()
        for language, part in self._spoken.items():
            own = frozenset(part.get("own", ()))
            for entry in part.get("stems", ()):
                where = f"languages.{language}.stems.{entry.get('id', '?')}"
                _check_stem(entry, ids, where)
                for said in _texts(entry.get("say"), where):
                    words = _split(said, self._fold, where)
                    stem = _stem(entry, bool(own.intersection(words)))
                    known: dict[Any, Stem] = patterns if is_pattern(said) else phrases
                    key = self._steps(said, language, where) if is_pattern(said) else words
                    if key in known:
                        raise ValueError(f"{where}: “{said}” stands in {known[key].id} already")
                    known[key] = stem
        return phrases, patterns

    def idioms(self, stems: Mapping[Words, Stem]) -> tuple[dict[Words, Words], dict[tuple[Step, ...], Words]]:
        """The idioms that are plain phrases, and those that are patterns. None may be a stem."""
        phrases: dict[Words, Words] = {}
        patterns: dict[tuple[Step, ...], Words] = {}
        for language, part in self._spoken.items():
            where = f"languages.{language}.idioms"
            for said in _texts(part.get("idioms", ()), where):
                if is_pattern(said):
                    patterns[self._steps(said, language, where)] = (said,)
                    continue
                words = _split(said, self._fold, where)
                if words in stems:
                    raise ValueError(f"{where}: “{said}” is a stem too ({stems[words].id})")
                phrases[words] = words
        return phrases, patterns

    def _steps(self, said: str, language: str, where: str) -> tuple[Step, ...]:
        classes = self._spoken[language].get("classes", {})
        steps: list[Step] = []
        try:
            parts = steps_of(said)
        except ValueError as wrong:
            raise ValueError(f"{where}: {wrong}") from None
        for gap, text in parts:
            if text.startswith("<") and text.strip("<>") not in classes:
                raise ValueError(f"{where}: no class {text} in “{said}”")
            name = f"{language}:{text}"
            if not text.startswith("<"):
                for phrase in choices_of(text):
                    self._fill(_split(phrase, self._fold, where), name)
            steps.append((gap, name))
        return tuple(steps)

    def _fill(self, words: Words, name: str) -> None:
        self.fillers.setdefault(as_slots_read(words), set()).add(name)


def _stem(entry: Mapping[str, Any], owned: bool) -> Stem:
    about = cast(About, entry.get("about") or ("writer" if owned else "cue"))
    tier = HINT if entry["tier"] == "hint" else entry["tier"]
    return Stem(entry["id"], tier, entry["kind"], about, entry.get("closing") is True)


def _check_stem(entry: Mapping[str, Any], ids: set[str], where: str) -> None:
    if not entry.get("id") or entry["id"] in ids:
        raise ValueError(f"{where}: every stem needs an id of its own")
    ids.add(entry["id"])
    tiers = (*get_args(Tier), "hint")
    for name, allowed in (("tier", tiers), ("kind", get_args(Kind)), ("about", (None, *get_args(About)))):
        if entry.get(name) not in allowed:
            raise ValueError(f"{where}: {name} is {entry.get(name)!r}, not one of {allowed}")


def _cues_from(spoken: Mapping[str, Any], fold: Fold) -> dict[tuple[str, ...], Cue]:
    cues: dict[tuple[str, ...], Cue] = {}
    for language, part in spoken.items():
        for cue, said in part.get("cues", {}).items():
            where = f"languages.{language}.cues.{cue}"
            if cue not in get_args(Cue):
                raise ValueError(f"{where}: no such cue; one of {', '.join(get_args(Cue))}")
            for phrase in _texts(said, where):
                words = _split(phrase, fold, where)
                if cues.setdefault(words, cue) != cue:
                    raise ValueError(f"{where}: “{phrase}” is a cue of “{cues[words]}” already")
    return cues


def _can_be_glued(words: Sequence[str]) -> bool:
    return all(word.isascii() for word in words) and sum(map(len, words)) >= GLUED_LETTERS


def _split(said: str, fold: Fold, where: str) -> tuple[str, ...]:
    words = tuple(word.text for word in fold.words(said))
    if not words:
        raise ValueError(f"{where}: “{said}” holds no word")
    return words


def _texts(said: Any, where: str) -> tuple[str, ...]:
    if isinstance(said, str) or not isinstance(said, Iterable):
        raise ValueError(f"{where}: a list of phrases is needed, not {said!r}")
    for phrase in (texts := tuple(said)):
        if not isinstance(phrase, str):
            raise ValueError(f"{where}: {phrase!r} is no text; put it in quotes")
    return texts


def _section(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    section = data.get(key)
    if not isinstance(section, Mapping):
        raise ValueError(f"{key}: this section is missing")
    return section


def _all(spoken: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(word for part in spoken.values() for word in part.get(key, ()))


def _positive(section: Mapping[str, Any], key: str, where: str = "windows") -> int:
    number = section.get(key)
    if not isinstance(number, int) or number < 1:
        raise ValueError(f"{where}.{key}: {number!r} is no whole number above 0")
    return number


# ---------------------------------------------------------------- help lines
@dataclass(frozen=True, slots=True)
class Helpline:
    """One way to reach one service. `service` is the key of its name in the words: `safety.services.<service>`.

    `country` is ISO 3166 alpha-2 (`GB`, not UK) or `XX` for anywhere. `number` is what to dial, text or open;
    `keyword` is what to write in a first text. `checked_on` is the date on which `source` was read for this number;
    without one the line is unverified, and shown only where nothing better exists.
    """

    country: str
    service: str
    kind: LineKind
    number: str
    channel: Channel
    hours: Hours
    source: str
    checked_on: date | None
    keyword: str = ""

    @property
    def verified(self) -> bool:
        return self.checked_on is not None


@dataclass(frozen=True, slots=True)
class Helplines:
    """All lines, in the order in which they are to be shown, and for each language the countries it offers first."""

    lines: tuple[Helpline, ...]
    first: Mapping[str, tuple[str, ...]]

    @property
    def countries(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.country for line in self.lines if line.country != ANYWHERE))

    def offered(self, language: str) -> tuple[str, ...]:
        """Every country, those of `language` first."""
        return tuple(dict.fromkeys((*self.first.get(language, ()), *self.countries)))

    def shown(self, country: str | None, kind: LineKind) -> tuple[Helpline, ...]:
        """The lines to show: a country's verified ones, else its others, else those for anywhere."""
        here = [line for line in self.lines if line.country == country and line.kind == kind]
        anywhere = [line for line in self.lines if line.country == ANYWHERE and line.kind == kind]
        return tuple([line for line in here if line.verified] or here or anywhere)

    def on_card(self, country: str | None, kind: LineKind) -> tuple[Helpline | None, Helpline | None]:
        """The one line to call (else to open) and the one to write to; the others wait behind “more lines”."""
        lines = self.shown(country, kind)
        spoken = [line for line in lines if line.channel == "call"] or [line for line in lines if line.channel == "web"]
        written = [line for line in lines if line.channel in ("text", "chat")]
        return next(iter(spoken), None), next(iter(written), None)


def helplines_from(data: Mapping[str, Any]) -> Helplines:
    """The lines of `bot/content/safety/helplines.yaml`. ValueError names the entry that is wrong."""
    countries = _section(data, "countries")
    lines = tuple(_line_from(country, entry) for country, entries in countries.items() for entry in entries)
    first = {language: tuple(codes) for language, codes in _section(data, "first").items()}
    for language, codes in first.items():
        if unknown := set(codes) - set(countries):
            raise ValueError(f"first.{language}: no lines for {', '.join(sorted(unknown))}")
    return Helplines(lines, MappingProxyType(first))


def _line_from(country: Any, entry: Mapping[str, Any]) -> Helpline:
    where = f"countries.{country}.{entry.get('service', '?')}"
    if not isinstance(country, str):  # YAML reads NO as false
        raise ValueError(f"{where}: the country code {country!r} is no text; put it in quotes")
    for name, allowed in (("kind", get_args(LineKind)), ("channel", get_args(Channel)), ("hours", get_args(Hours))):
        if entry.get(name) not in allowed:
            raise ValueError(f"{where}: {name} is {entry.get(name)!r}, not one of {', '.join(allowed)}")
    for name in ("service", "number", "source"):
        if not entry.get(name) or not isinstance(entry[name], str):
            raise ValueError(f"{where}: {name} is {entry.get(name)!r}; a text in quotes is needed")
    if unknown := set(entry) - {"service", "kind", "number", "channel", "hours", "source", *_OPTIONAL}:
        raise ValueError(f"{where}: {', '.join(sorted(unknown))} means nothing here")
    checked_on, verified = entry.get("checked_on"), entry.get("verified", True)
    if (checked_on is not None and type(checked_on) is not date) or verified is not (checked_on is not None):
        raise ValueError(f"{where}: a line has either a date in checked_on or “verified: false”")
    return Helpline(country=country, **{"checked_on": None} | {k: v for k, v in entry.items() if k != "verified"})
