"""Templates and Telegram's HTML: what a text can become, and whether Telegram would take it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from jinja2 import StrictUndefined, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

VALUE: Final = "\ufffc"
"""Stands for a value that is filled in later: neither a letter nor a Chinese sign."""
TAGS: Final = frozenset({"b", "i", "u", "s", "code", "blockquote", "a", "tg-spoiler", "tg-time"})
"""The tags that we write, all of which Telegram takes (Bot API, "HTML style")."""

_MOST_VARIANTS = 64
_ATTRIBUTES = {
    "a": r'\shref="[^"]+"',
    "blockquote": r"(\sexpandable)?",
    "tg-time": r'\sunix="[^"]+"(\sformat="[^"]*")?',
}
_TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>[a-z][a-z0-9-]*)(?P<rest>\s[^<>]*)?>|(?P<less><)|(?P<and>&)")
_ENTITY = re.compile(r"&(lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_STRIP = re.compile(r"</?[a-z][^<>]*>")
_ENVIRONMENT = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)

Trouble = tuple[str, str]
"""What is wrong, and the remedy."""


@dataclass(frozen=True, slots=True)
class Template:
    """A text taken apart: what it can become (one for each branch), the names that it needs, what is wrong."""

    variants: tuple[str, ...]
    names: frozenset[str] = frozenset()
    trouble: tuple[Trouble, ...] = ()


@cache
def template(source: str) -> Template:
    """Take a text apart. A template that cannot be read has no variants."""
    if "{" not in source:
        return Template((source,))
    try:
        tree = _ENVIRONMENT.parse(source)
        _ENVIRONMENT.compile(source)
    except TemplateSyntaxError as error:
        return Template((), trouble=((f"not a template: {error.message}", "close each {{ }} and {% %}, end each if"),))
    return Template(tuple(dict.fromkeys(_variants(tree.body))), frozenset(meta.find_undeclared_variables(tree)))


def visible(variant: str) -> str:
    """What a person sees: without tags, with entities as the signs that they stand for."""
    return html.unescape(_STRIP.sub("", variant))


def units(text: str) -> int:
    """A length as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def refused(variant: str) -> Iterator[Trouble]:
    """What Telegram would refuse in a text's HTML."""
    opened: list[str] = []
    for found in _TOKEN.finditer(variant):
        if found["less"]:
            yield "a bare <", "write &lt;"
        elif found["and"]:
            if not _ENTITY.match(variant, found.start()):
                yield "a bare &", "write &amp;"
        else:
            yield from _tag(found, opened)
    for tag in opened:
        yield f"<{tag}> is not closed", f"write </{tag}> in the same branch"


def _tag(found: re.Match[str], opened: list[str]) -> Iterator[Trouble]:
    tag, rest = found["tag"], found["rest"] or ""
    if tag not in TAGS:
        yield f"Telegram has no <{tag}>, or we do not use it", f"one of {', '.join(sorted(TAGS))}"
    elif found["end"]:
        if not opened or opened[-1] != tag:
            yield f"</{tag}> closes nothing", "close the tag that was opened last, in the same branch"
        if tag in opened:
            opened.remove(tag)
    else:
        opened.append(tag)
        if not re.fullmatch(_ATTRIBUTES.get(tag, ""), rest):
            yield f"<{tag}{rest}> has the wrong attributes", f'write <{tag}{" href=…" if tag == "a" else ""}>'


def _variants(body: Sequence[nodes.Node]) -> list[str]:
    found = [""]
    for node in body:
        found = [before + after for before in found for after in _becomes(node)][:_MOST_VARIANTS]
    return found


def _becomes(node: nodes.Node) -> list[str]:
    if isinstance(node, nodes.Output):
        return ["".join(part.data if isinstance(part, nodes.TemplateData) else VALUE for part in node.nodes)]
    if isinstance(node, nodes.If):
        branches = [node.body, *(other.body for other in node.elif_), node.else_]
        return [text for branch in branches for text in _variants(branch)]
    if isinstance(node, nodes.For):
        return _variants(node.body)
    return [""]
