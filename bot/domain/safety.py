"""Words of danger as data: what the rules of the safety files say, checked once and frozen.

`rules_from` takes parsed YAML (`bot/content/safety/rules*.yaml`) and raises ValueError naming the entry.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal, cast, get_args

from bot.domain.folding import Fold, grams
from bot.domain.patterns import GAPS, Gap, Patterns, Slots, Step, as_slots_read, choices_of, is_pattern, steps_of
from bot.domain.phrases import Phrases, Words

Tier = Literal[1, 2, 3]
Kind = Literal["self", "abuse", "harm", "distress"]
About = Literal["writer", "other", "cue"]
Cue = Literal["negation", "touching", "past", "past-either", "first", "third", "nothing", "break"]

GLUED_LETTERS: Final = 7
"""Shorter phrases are not looked for inside words: they stand there by chance."""
HINT: Final = 4
"""The tier of a stem that says nothing alone (`tier: hint`): two that point one way are serious."""
FAINT: Final = 5
"""The tier of half a hint (`tier: faint`): a word of any day, as "alone" or "passwords", that tells beside others."""
_WEAK: Final = MappingProxyType({"hint": HINT, "faint": FAINT})


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
    """One wording of a danger. `tier`: 1 to 3, `HINT` or `FAINT`. `about`: who is in danger, or `cue` when
    the words before it tell.

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
    together: int
    """How many words or characters hints that add up may stand apart."""


def rules_from(data: Mapping[str, Any]) -> Rules:
    """The rules of `bot/content/safety/rules.yaml`. ValueError names the entry that is wrong."""
    spoken = section(data, "languages")
    windows = section(data, "windows")
    fold = _fold_from(section(data, "fold"), spoken)
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
        _positive(windows, "together"),
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
        self._read: dict[str, Words] = {}
        """Phrases -> their words: most of them stand in many patterns."""
        self.fillers: dict[Words, set[str]] = {}
        """What may fill a slot -> the names of those slots."""
        for language, part in spoken.items():
            for name, said in part.get("classes", {}).items():
                where = f"languages.{language}.classes.{name}"
                for phrase in _texts(said, where):
                    self._fill(self._words(phrase, where), f"{language}:<{name}>")

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
                    words = self._words(said, where)
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
                words = self._words(said, where)
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
                    self._fill(self._words(phrase, where), name)
            steps.append((gap, name))
        return tuple(steps)

    def _words(self, said: str, where: str) -> Words:
        words = self._read.get(said)
        if words is None:
            words = self._read[said] = _split(said, self._fold, where)
        return words

    def _fill(self, words: Words, name: str) -> None:
        self.fillers.setdefault(as_slots_read(words), set()).add(name)


def _stem(entry: Mapping[str, Any], owned: bool) -> Stem:
    about = cast(About, entry.get("about") or ("writer" if owned else "cue"))
    tier = _WEAK.get(entry["tier"], entry["tier"])
    return Stem(entry["id"], tier, entry["kind"], about, entry.get("closing") is True)


def _check_stem(entry: Mapping[str, Any], ids: set[str], where: str) -> None:
    if not entry.get("id") or entry["id"] in ids:
        raise ValueError(f"{where}: every stem needs an id of its own")
    ids.add(entry["id"])
    tiers = (*get_args(Tier), *_WEAK)
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


def section(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The part of a safety file that stands under `key`. Raises ValueError where there is none."""
    part = data.get(key)
    if not isinstance(part, Mapping):
        raise ValueError(f"{key}: this section is missing")
    return part


def _all(spoken: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(word for part in spoken.values() for word in part.get(key, ()))


def _positive(part: Mapping[str, Any], key: str, where: str = "windows") -> int:
    number = part.get(key)
    if not isinstance(number, int) or number < 1:
        raise ValueError(f"{where}.{key}: {number!r} is no whole number above 0")
    return number
