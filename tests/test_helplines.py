"""The help lines: dated, sourced, one country never lent another's numbers, and worded in both languages."""

import copy
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.domain.helplines import ANYWHERE, Helpline, Helplines, LineKind, helplines_from

CONTENT = Path(__file__).parent.parent / "bot" / "content"
DATA: dict[str, Any] = yaml.safe_load((CONTENT / "safety" / "helplines.yaml").read_text(encoding="utf-8"))
WORDS: dict[str, dict[str, Any]] = {
    language: yaml.safe_load((CONTENT / language / "safety.yaml").read_text(encoding="utf-8"))
    for language in ("en", "zh")
}
KINDS: tuple[LineKind, ...] = ("emergency", "distress", "violence")

# The day on which this version is given to people: passed in at a release, and moved here with each one. Not today's
# clock: the same commit must be green or red for everybody, and an old checkout must not turn red by lying about.
RELEASE_DATE = date.fromisoformat(os.environ.get("RELEASE_DATE", "2026-12-01"))
FRESH = timedelta(days=180)


@pytest.fixture(scope="module")
def helplines() -> Helplines:
    return helplines_from(DATA)


def every_shown(helplines: Helplines) -> list[Helpline]:
    shown = (helplines.shown(country, kind) for country in (*helplines.countries, None) for kind in KINDS)
    return list(dict.fromkeys(line for lines in shown for line in lines))


def stale(helplines: Helplines, release: date) -> list[Helpline]:
    """The lines that a release on that day would show although they were read longer ago than 180 days."""
    return [
        line for line in every_shown(helplines) if line.checked_on is not None and release - line.checked_on > FRESH
    ]


def test_no_shown_line_is_older_than_180_days_at_the_release(helplines: Helplines) -> None:
    assert stale(helplines, RELEASE_DATE) == []


def test_the_age_of_a_line_is_counted_to_the_day(helplines: Helplines) -> None:
    assert stale(helplines, date(2026, 11, 23) + FRESH) == []
    late = stale(helplines, date(2026, 11, 24) + FRESH)
    assert {line.service for line in late} >= {"us-988", "cn-12356", "findahelpline"}


def test_no_line_was_read_after_the_release(helplines: Helplines) -> None:
    assert [line for line in helplines.lines if line.checked_on is not None and line.checked_on > RELEASE_DATE] == []


def test_every_country_of_the_notes_is_there(helplines: Helplines) -> None:
    assert " ".join(sorted(helplines.countries)) == "AU BR CA CN DE ES FR GB HK IE IN IT JP KR MX MY NL NZ SG TW US"


def test_every_country_has_something_of_each_kind(helplines: Helplines) -> None:
    missing = [
        (country, kind)
        for country in helplines.countries
        for kind in KINDS
        if not any(line.country == country for line in helplines.shown(country, kind))
    ]
    assert missing == []


def test_an_unverified_line_is_shown_only_where_nothing_better_exists(helplines: Helplines) -> None:
    assert [line.number for line in helplines.shown("AU", "violence")] == ["1800 737 732", "1300 78 99 78"]
    assert [line.number for line in helplines.shown("NZ", "violence")] == ["0800 733 843"]
    assert not helplines.shown("NZ", "violence")[0].verified


def test_the_unverified_lines_that_are_shown_are_known_by_name(helplines: Helplines) -> None:
    shown = [line for line in every_shown(helplines) if not line.verified]
    assert " ".join(sorted(line.country for line in shown if line.kind == "distress")) == "BR IE IE IT KR MX MY MY NL"
    assert " ".join(sorted(line.country for line in shown if line.kind == "violence")) == "BR CA JP JP KR MX NL NZ XX"


def test_an_unknown_country_gets_the_international_directory(helplines: Helplines) -> None:
    for country in (None, "ZZ", ANYWHERE):
        assert [line.number for line in helplines.shown(country, "distress")] == ["findahelpline.com"]
        assert helplines.shown(country, "emergency") == ()


def test_a_card_gets_one_line_to_call_and_one_to_write_to(helplines: Helplines) -> None:
    def on_card(country: str | None, kind: LineKind) -> list[str]:
        return ["" if line is None else line.number for line in helplines.on_card(country, kind)]

    assert on_card("US", "distress") == ["988", "988"]
    assert on_card("GB", "distress") == ["116 123", "85258"]
    assert on_card("SG", "distress") == ["1771", "+65 6669 1771"]
    assert on_card("CN", "distress") == ["12356", ""]
    assert on_card("CA", "violence") == ["sheltersafe.ca", ""]
    assert on_card(None, "violence") == ["findahelpline.com", ""]
    assert on_card(None, "emergency") == ["", ""]


def test_lines_for_people_who_hurt_others_are_never_lent_and_never_among_those_for_the_hurt(
    helplines: Helplines,
) -> None:
    assert [line.number for line in helplines.shown("GB", "change")] == ["0808 802 4040"]
    assert not any(line.number == "0808 802 4040" for line in helplines.shown("GB", "violence"))
    assert helplines.shown("IE", "change") == ()
    assert helplines.shown(None, "change") == ()


def test_kiran_is_not_listed(helplines: Helplines) -> None:
    assert not any("599" in line.number.replace("-", "") and line.country == "IN" for line in helplines.lines)
    assert not any("kiran" in line.service for line in helplines.lines)


def test_each_language_is_offered_its_countries_first_and_all_of_them(helplines: Helplines) -> None:
    assert helplines.offered("zh")[:5] == ("CN", "HK", "TW", "SG", "MY")
    assert helplines.offered("en")[0] == "US"
    for language in ("en", "zh", "fr"):
        assert sorted(helplines.offered(language)) == sorted(helplines.countries)


def test_no_number_is_listed_twice_in_a_country(helplines: Helplines) -> None:
    keys = [(line.country, line.kind, line.channel, line.number) for line in helplines.lines]
    assert len(keys) == len(set(keys))


def test_every_line_country_and_hour_has_words_in_both_languages(helplines: Helplines) -> None:
    for language, file in WORDS.items():
        assert {line.service for line in helplines.lines} == set(file["services"]), language
        assert {*helplines.countries, ANYWHERE} == set(file["countries"]), language
        assert {line.hours for line in helplines.lines} <= set(file["hours"]), language
        assert {line.channel for line in helplines.lines} <= set(file["line"]), language


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_a_person_copies_or_presses_fits(language: str) -> None:
    file = WORDS[language]
    assert all(len(text) <= 200 for key, text in file["message"].items() if key.startswith("copy"))
    assert all(len(text) <= {"en": 26, "zh": 12}[language] for text in file["button"].values())


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    english, chinese = (dict(flat(WORDS[language])) for language in ("en", "zh"))
    assert set(english) == set(chinese)
    names = ("emergency", "text_line", "line_hours", "line ", "service", "number", "keyword")
    for key, text in english.items():
        for name in names:
            assert ("{{ " + name in text) == ("{{ " + name in chinese[key]), key


def flat(words: dict[str, Any], at: str = "") -> list[tuple[str, str]]:
    return [
        pair
        for key, value in words.items()
        for pair in (flat(value, f"{at}{key}.") if isinstance(value, dict) else [(f"{at}{key}", value)])
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "card",
    ["self", "self-again", "abuse", "abuse-again", "other", "other-abuse", "other-again", "harm", "harm-again"],
)
def test_every_card_asks_about_safety_now_and_gives_the_emergency_number(language: str, card: str) -> None:
    text = WORDS[language]["card"][card]
    assert "{{ emergency }}" in text
    assert any(asked in text for asked in ("right now?", "现在安全吗？", "危险里吗？", "都安全吗？"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("card", ["self", "abuse", "harm"])
def test_the_second_card_is_shorter_and_repeats_no_list(language: str, card: str) -> None:
    cards = WORDS[language]["card"]
    assert len(cards[f"{card}-again"]) < len(cards[card]) * 0.6
    assert "{{ line }}" not in cards[f"{card}-again"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"kind": "sad"}, "countries.US.us-988: kind"),
        ({"channel": "pigeon"}, "channel"),
        ({"hours": "24/7"}, "hours"),
        ({"number": 988}, "number"),
        ({"source": ""}, "source"),
        ({"checked_on": None}, "either a date in checked_on or"),
        ({"checked_on": "2026-11-23"}, "either a date in checked_on or"),
        ({"colour": "red"}, "colour"),
        ({"verified": False}, "either a date in checked_on or"),
    ],
)
def test_a_wrong_line_is_refused_by_name(change: dict[str, Any], named: str) -> None:
    data = copy.deepcopy(DATA)
    data["countries"]["US"][1].update(change)
    with pytest.raises(ValueError, match=named):
        helplines_from(data)


def test_a_country_offered_without_lines_is_refused() -> None:
    data = copy.deepcopy(DATA)
    data["first"]["en"].append("QQ")
    with pytest.raises(ValueError, match="no lines for QQ"):
        helplines_from(data)
