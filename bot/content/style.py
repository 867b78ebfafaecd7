"""The house style: lengths, words that we do not use, signs of the other script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import translate
from functools import cache
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bot.content.faults import Fault
from bot.content.markup import Trouble, template, units, visible
from bot.content.pages import Page, Text

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_WIDE = rf"{_HAN}\u3000-\u303f\uff00-\uffef“”‘’…—"
_NARROW = re.compile(rf"(?<=[{_WIDE}])[,.!?;:()](?!\w*[/@])|[,.!?;:()](?=[{_WIDE}])")
_STRAIGHT = re.compile(r"[\"']")
_GAP = re.compile(rf"(?<=[{_WIDE}]) +(?=[{_WIDE}])")
# Commands, links and names of time zones may stand in any script's text.
_COMMAND = re.compile(r" ?/[a-z]+ ?|https?://\S+|[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/[\w-]*)?|[A-Z]\w+/[A-Z][A-Za-z_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
_FOREIGN = re.compile(rf"[{_HAN}\u3000-\u303f\uff00-\uffef]+")
SENTENCE = re.compile(r"[^.!?。！？…\n]+[.!?。！？…]*[”’\"»）)]*")


class _Limit(Struct, forbid_unknown_fields=True):
    kind: str
    keys: tuple[str, ...]
    most: int
    plain: bool = False


class _Banned(Struct, forbid_unknown_fields=True):
    say: tuple[str, ...]
    remedy: str
    unless: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    only: tuple[str, ...] = ("*",)


class Claims(Struct, frozen=True, forbid_unknown_fields=True):
    """What speaks of something: words that do, phrases that only look so, and keys in which it does not count."""

    say: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    where: tuple[str, ...] = ()


class Once(Struct):
    """Keys whose sentences stand only once, but for those of `unless`."""

    keys: tuple[str, ...]
    unless: tuple[str, ...] = ()


class Openings(Struct, frozen=True):
    """Patterns of texts, and how many of each may begin alike."""

    keys: tuple[str, ...] = ()
    most: int = 1


class Language(Struct, forbid_unknown_fields=True):
    """What one language asks of its texts; see the comments of style.yaml."""

    spaces: bool = True
    label: int = 26
    shortest: int = 4
    grade: float | None = None
    signs: str = ""
    foreign: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    banned: tuple[_Banned, ...] = ()
    claims: Claims = Claims()
    story: Claims = Claims()


class Style(Struct):
    """The whole of style.yaml."""

    limits: tuple[_Limit, ...]
    labels: tuple[str, ...]
    once: Once
    languages: dict[str, Language]
    openings: Openings = Openings()

    def of(self, lang: str) -> Language:
        """A language's own rules; plain ones where the file has none."""
        return self.languages.get(lang) or Language()

    def with_keys(self, labels: Iterable[str], kinds: Mapping[str, Iterable[str]]) -> Style:
        """This style with more keys known as labels, and as the kinds of the limits."""
        limits = [replace(one, keys=(*one.keys, *sorted(kinds.get(one.kind, ())))) for one in self.limits]
        return replace(self, labels=(*self.labels, *sorted(labels)), limits=tuple(limits))


def style_from(page: Page) -> Style:
    """The style of a page. Raises `msgspec.ValidationError` naming what is wrong."""
    return msgspec.convert(page.data, Style)


def text_faults(text: Text, lang: str, style: Style) -> Iterator[Fault]:
    """What is wrong with one text by itself, HTML aside."""
    own = style.of(lang)
    looks: tuple[Callable[[], Iterable[Trouble]], ...] = (
        lambda: _edges(text, own),
        lambda: _lengths(text, own, style),
        lambda: _spaced(text) if own.spaces else _unspaced(text, own),
        lambda: _outside(text, own),
        *(() if matches(text.key, own.names) else (lambda: _scripts(text, own), lambda: _banned(text, own))),
    )
    for what, remedy in dict.fromkeys(trouble for look in looks for trouble in look()):
        yield Fault(text.file, text.line, text.key, what, remedy)


def variants(text: Text) -> list[str]:
    """A text as people see it, once for each of its branches."""
    return [visible(variant) for variant in template(text.text).variants]


def _edges(text: Text, own: Language) -> Iterator[Trouble]:
    if text.text and not text.text.strip():
        yield "there are only spaces here", "write the words, or leave nothing at all"
    elif text.text.endswith("\n"):
        yield "the text ends in a line break", "write |- instead of | or >"
    elif text.text != text.text.strip():
        yield "a space at the edge", "take it out"
    if text.joined and not own.spaces:
        yield "YAML joins these lines with spaces", "write |-, or one line in quotes"
    if re.search(r"\S {2,}\S", text.text):
        yield "two spaces in a row", "keep one"


def _lengths(text: Text, own: Language, style: Style) -> Iterator[Trouble]:
    longest = max((units(seen) for seen in variants(text)), default=0)
    limit = next(limit for limit in (*style.limits, _EVERYTHING) if matches(text.key, limit.keys))
    label = matches(text.key, style.labels)
    most, kind = (own.label, "label") if label else (limit.most, limit.kind)
    if longest > most:
        yield f"{longest} signs, and a {kind} holds {most}", "say it shorter"
    if (label or limit.plain) and re.search(r"</?[a-z]", text.text):
        yield f"a {kind} is plain text", "take the tags out"
    if label and "\n" in text.text:
        yield "a label is one line", "take the line break out"


_EVERYTHING: Final = _Limit("message", ("*",), 4096)


def _spaced(text: Text) -> Iterator[Trouble]:
    for seen in variants(text):
        if _STRAIGHT.search(seen):
            yield "a straight quote", "write ’ “ ”"


def _unspaced(text: Text, own: Language) -> Iterator[Trouble]:
    for seen in variants(text):
        bare = _COMMAND.sub("", seen)
        if found := _NARROW.search(bare):
            yield f"half-width “{found[0]}” beside Chinese", "write ，。！？；：（）"
        if _STRAIGHT.search(bare):
            yield "a straight quote", "write “ ” or ‘ ’"
        if _GAP.search(seen):
            yield "a space within Chinese", "take it out"


def _outside(text: Text, own: Language) -> Iterator[Trouble]:
    """Han characters that a language's own set of signs does not hold: traditional ones in simplified Chinese."""
    if not own.signs:
        return
    for sign in dict.fromkeys(re.findall(rf"[{_HAN}]", text.text)):
        try:
            sign.encode(own.signs)
        except UnicodeEncodeError:
            yield f"“{sign}” is no simplified sign", "write the simplified one"


def _scripts(text: Text, own: Language) -> Iterator[Trouble]:
    for seen in variants(text):
        bare = _COMMAND.sub(" ", seen) if not own.spaces else seen
        for found in (_FOREIGN if own.spaces else _LATIN).findall(bare):
            if found not in own.foreign:
                yield f"“{found}” is in another script", "say it in this language, or allow it in style.yaml"


def _banned(text: Text, own: Language) -> Iterator[Trouble]:
    for rule in own.banned:
        if not matches(text.key, rule.only) or matches(text.key, rule.where):
            continue
        for seen in variants(text):
            for found in _said(seen, rule.say, rule.unless, own.spaces):
                yield f"“{found}” is a word that we do not use", rule.remedy


def claims_in(text: Text, lang: str, style: Style) -> str:
    """The first words of a text that speak of studies, or ""."""
    own = style.of(lang)
    if matches(text.key, own.claims.where) or not own.claims.say:
        return ""
    say, unless = own.claims.say, own.claims.unless
    return next((said for seen in variants(text) for said in _said(seen, say, unless, own.spaces)), "")


def story_in(text: Text, lang: str, style: Style) -> str:
    """The first words of a text that speak of story work, or ""."""
    own = style.of(lang)
    if not own.story.say:
        return ""
    found = (said for seen in variants(text) for said in _said(seen, own.story.say, own.story.unless, own.spaces))
    return next(found, "")


def _said(seen: str, say: tuple[str, ...], unless: tuple[str, ...], words: bool) -> Iterator[str]:
    finder, allowed = _finders(say, unless, words)
    said = seen.replace("’", "'").casefold()
    spans = [found.span() for found in allowed.finditer(said)] if unless else []
    for found in finder.finditer(said):
        if not any(start <= found.start() and found.end() <= end for start, end in spans):
            yield found[0]


@cache
def _finders(say: tuple[str, ...], unless: tuple[str, ...], words: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return tuple(  # type: ignore[return-value]
        re.compile(
            (r"(?<![\w'-])" if words else "")
            + f"(?:{'|'.join(re.escape(each.casefold()) for each in sorted(group, key=len, reverse=True))})"
            + (r"(?![\w-])" if words else "")
        )
        for group in (say, unless)
    )


def matches(key: str, patterns: tuple[str, ...]) -> bool:
    """Whether a key fits one of the patterns (* for anything)."""
    return bool(patterns) and _pattern(patterns).match(key) is not None


@cache
def _pattern(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(translate(pattern) for pattern in patterns))
