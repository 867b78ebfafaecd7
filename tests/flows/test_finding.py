"""Finding pages and lines by words: what people type, in both languages, and how much is looked at for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

from bot.flows.finding import MOST, Entry, Index, find, index, root
from tests.flows import scenes

LANGS = ("en", "zh")


@cache
def _index(lang: str) -> Index:
    return index(scenes.library(), lang)


def _found(lang: str, query: str) -> list[str]:
    return [entry.id for entry in find(_index(lang), query)]


# What is typed, and what comes first: a page by its id, or lines by their moment.
ASKED = [
    ("en", "late reply", "l-late-"),
    ("en", "LATE REPLIES!", "l-late-"),
    ("en", "quarrel", "l-conflict-"),
    ("en", "apologise", "l-re"),
    ("en", "emdr", "p-entry-eyes"),
    ("en", "my partner won’t join", "p-faq-other"),
    ("en", "is it a diagnosis?", "p-faq-verdict"),
    ("en", "earned secure", "p-watching-past"),
    ("en", "boundaries", "l-boundary-"),
    ("en", "thank you", "l-thanks-"),
    ("zh", "不回消息", "l-late-"),
    ("zh", "吵架", "l-conflict-"),
    ("zh", "道歉", "l-repairing-"),
    ("zh", "謝謝", "l-thanks-"),
    ("zh", "依戀焦慮", "p-theory-lines"),
    ("zh", "ＥＭＤＲ", "p-entry-eyes"),
    ("zh", "emdr", "p-entry-eyes"),
    ("zh", "我单身，可以吗？", "p-faq-alone"),
    ("zh", "想一个人静静", "l-space-"),
    ("zh", "这是诊断吗", "p-faq-verdict"),
]


@pytest.mark.parametrize(("lang", "query", "first"), ASKED)
def test_what_people_type_finds_what_they_mean_first(lang: str, query: str, first: str) -> None:
    assert _found(lang, query)[0].startswith(first)


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_and_every_line_is_found_by_its_own_words(lang: str) -> None:
    words = scenes.library().words[lang]
    for entry in _index(lang).entries:
        assert entry in find(_index(lang), words[entry.text], most=10_000), entry.id


@pytest.mark.parametrize("lang", LANGS)
def test_each_of_the_words_by_which_a_page_is_looked_for_finds_it(lang: str) -> None:
    """A page comes in sight for what its writer says that people type, or another page says the same."""
    words, also = scenes.library().words[lang], "，" if lang == "zh" else ", "
    for entry in _index(lang).entries:
        for wanted in words[entry.also].split(also):
            assert entry.also in {one.also for one in find(_index(lang), wanted, most=60)}, (entry.id, wanted)


def test_a_word_that_is_still_being_typed_finds_what_it_begins() -> None:
    whole = _found("en", "boundary")
    assert _found("en", "bound")[:3] == whole[:3]
    assert _found("en", "bo") == []


def test_a_whole_word_comes_before_one_that_is_only_begun() -> None:
    found = _found("en", "the space")
    assert all(one.startswith("l-space-") for one in found[:6])


NOTHING = [("en", "xyzzy"), ("en", "the"), ("en", "🙂"), ("en", ""), ("zh", "汽车轮胎"), ("zh", "，。"), ("zh", " ")]


@pytest.mark.parametrize(("lang", "query"), NOTHING)
def test_what_fits_nothing_finds_nothing(lang: str, query: str) -> None:
    assert find(_index(lang), query) == ()


@pytest.mark.parametrize("lang", LANGS)
def test_ids_are_those_of_the_structure_and_no_two_are_the_same(lang: str) -> None:
    ids = [entry.id for entry in _index(lang).entries]
    pages = sum(len(article.pages) for article in scenes.library().articles)
    assert len(ids) == len(set(ids)) == pages + 63
    assert ids == [entry.id for entry in _index("zh" if lang == "en" else "en").entries]
    assert all(len(id.encode()) <= 64 for id in ids)


def test_never_more_than_twenty_are_found() -> None:
    assert len(_found("en", "close talk time calm ask need")) <= MOST
    assert len(find(_index("zh"), "一个人的时候想要什么", most=3)) == 3


def test_an_unknown_language_is_searched_in_english() -> None:
    assert [e.id for e in find(index(scenes.library(), "fr"), "quarrel")] == _found("en", "quarrel")


@pytest.mark.parametrize(("one", "other"), [("replies", "reply"), ("arguing", "argue"), ("loved", "love"),
                                            ("stopped", "stop"), ("quarrelling", "quarrel")])  # fmt: skip
def test_a_words_ending_makes_no_difference(one: str, other: str) -> None:
    assert root(one) == root(other)


class _Counting(dict[str, Mapping[int, float]]):
    """Postings that count how many terms were looked up."""

    def __init__(self, of: Mapping[str, Mapping[int, float]]) -> None:
        super().__init__(of)
        self.looks: Counter[str] = Counter()

    def get(self, key: str, default: object = None) -> Mapping[int, float]:
        self.looks[key] += 1
        return super().get(key, {})

    def __getitem__(self, key: str) -> Mapping[int, float]:
        self.looks[key] += 1
        return super().__getitem__(key)


@pytest.mark.parametrize(("lang", "query"), [("en", "what do I say to a late reply"), ("zh", "消息回得晚怎么说")])
def test_a_search_looks_up_its_own_terms_and_no_text_of_the_library(lang: str, query: str) -> None:
    counting = _Counting(_index(lang).postings)
    found: tuple[Entry, ...] = find(replace(_index(lang), postings=counting), query)
    assert found
    words, begun = len(query.split()) if lang == "en" else len(query) - 1, 3
    assert counting.looks.total() <= words + begun, "one for each word or pair, and for what the last one begins"
