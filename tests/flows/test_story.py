"""The story without any phone: what it remembers, when it rests, how it is paged, and what it never does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.facts import DropNote, KeepEntry, KeepNote, KeepPractice, Note
from bot.domain.memory import Memory, Story, Timer, Walk
from bot.domain.people import LETTERS
from bot.domain.scene import Scene, Shelf, Turn
from bot.domain.speech import Say
from bot.flows import chapters, faces, story_book
from bot.papers import Bindery
from tests.dialogue import looks
from tests.flows import scenes
from tests.flows.scenes import LANGS, NOW, scene

MINUTE = timedelta(minutes=1)
WRITTEN = {"en": "A small line about then.", "zh": "写一句那时候的事。"}


def _at(depth: str = "medium", lang: str = "en", **story: object) -> Scene:
    return scene(Memory(story=Story(depth, **story), walk=Walk(current="day-26")), lang=lang)  # type: ignore[arg-type]


def _begun(chapter: str, depth: str = "medium", lang: str = "en") -> tuple[Scene, Turn]:
    before = _at(depth, lang)
    turned = scenes.play(before, e.StoryBegin(chapter))
    return scenes.after(before, turned), turned


def _wrote(here: Scene, text: str = "") -> tuple[Scene, Turn]:
    turned = scenes.play(here, e.Wrote(text or WRITTEN[here.lang], ref=str(here.turn)))
    return scenes.after(here, turned), turned


def _note(number: int, text: str, day: str = "day-28", voice: str = "") -> Note:
    return Note(number, NOW, "story", text, day, voice=voice)


def _reading(*notes: Note, lang: str = "en", kept: dict[str, tuple[int, ...]] | None = None) -> Scene:
    here = _at(lang=lang, chapters=kept or {})
    return replace(here, shelf=Shelf(tuple(reversed(notes))))


# ------------------------------------------------------------------------------------------------- the depth
def test_what_is_tapped_at_the_checks_leaves_no_trace_beyond_the_depth() -> None:
    memories = []
    for how in ("none", "fits", "danger"):
        here = _at("")
        for event in (e.StoryDepth(), e.StoryCheck(7, how), e.StoryPick(7, "light")):
            turned = scenes.play(here, event)
            assert not [fact for fact in turned.do if not isinstance(fact, KeepPractice)]
            here = replace(here, memory=turned.then)
        memories.append(here.memory.story)
    assert memories[0] == memories[1] == memories[2]
    assert memories[0] is not None
    assert memories[0].depth == "light"


@pytest.mark.parametrize("n", range(27, 35))
@pytest.mark.parametrize("lang", LANGS)
def test_a_days_words_follow_the_depth(lang: str, n: int) -> None:
    day = scenes.library().day(f"day-{n}")
    assert day is not None
    own = {"light": "light.action", "skip": "skip.action", "medium": "action", "": "skip.action"}
    for depth, key in own.items():
        shown = scenes.shown(faces.day(_at(depth, lang), day, "main"), lang)
        assert scenes.library().words[lang][f"days.day-{n}.{key}"] in shown


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("depth", ["", "light", "medium", "skip"])
def test_every_day_of_the_story_fits_a_small_phone_at_every_depth(lang: str, depth: str) -> None:
    for n in range(26, 36):
        day = scenes.library().day(f"day-{n}")
        assert day is not None
        here = _at(depth, lang)
        here = here.with_memory(walk=Walk(current=day.id))
        for face in ("main", "gentle", "pair"):
            shown = scenes.renderer().screen(faces.day(here, day, face), lang, here.reach)
            assert looks.height(shown) <= looks.ROOM, (day.id, face, looks.height(shown))
            assert not looks.too_wide(shown), (day.id, looks.too_wide(shown))


def test_a_heavy_day_makes_medium_light_until_the_date_after_it_and_no_longer() -> None:
    here = _at("medium", eased=date(2026, 11, 24))
    assert chapters.depth(here) == "light"
    assert chapters.depth(replace(here, now=NOW + timedelta(days=1))) == "light"
    assert chapters.depth(replace(here, now=NOW + timedelta(days=2))) == "medium"
    assert chapters.depth(_at("skip", eased=date(2026, 11, 24))) == "skip"


def test_after_a_grave_card_the_story_rests_for_seven_days() -> None:
    met = scenes.play(_at("medium"), e.Wrote("I want to kill myself"))
    here = scenes.after(_at("medium"), met)
    assert chapters.depth(here) == "skip"
    late = replace(here, now=NOW + timedelta(days=7) - MINUTE)
    assert "story.rests" in [line.key for say in scenes.play(late, e.StoryBegin("day-28")).say for line in say.lines]
    over = replace(here, now=NOW + timedelta(days=7))
    assert "story.ask.chapter" in [line.key for s in scenes.play(over, e.StoryBegin("day-28")).say for line in s.lines]


# ------------------------------------------------------------------------------------------------- writing
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("depth", ["light", "medium"])
@pytest.mark.parametrize("chapter", sorted(chapters.PARTS))
def test_every_screen_of_a_chapter_fits_a_small_phone_and_has_a_way_out(lang: str, depth: str, chapter: str) -> None:
    here, turned = _begun(chapter, depth, lang)
    seen: list[Say] = list(turned.say)
    for _ in range(8):
        here, turned = _wrote(here)
        seen += turned.say
        assert here.memory.story is not None
        assert here.memory.story.writing is not None
        if here.memory.story.writing.stage != "writing":
            break
    run = here.memory.story.writing.run if here.memory.story and here.memory.story.writing else 0
    for event in (e.StoryTick(run, "true", "yes"), e.StoryDone(run), e.StoryLevel(run, 8)):
        seen += scenes.play(here, event).say
    assert len(seen) > 4
    for say in seen:
        shown = scenes.renderer().screen(say, lang, here.reach)
        assert looks.height(shown) <= looks.ROOM, shown.text
        assert not looks.too_wide(shown), looks.too_wide(shown)
        exits = (e.StoryLeave, e.StoryDone, e.StoryLevel, e.Here, e.SensesStep, e.StoryRead)
        offered = [type(b.event) for row in say.rows for b in row]
        assert "story.loud" in [line.key for line in say.lines] or set(offered) & set(exits), shown.text


def test_every_message_is_kept_at_once_as_a_note_of_the_story() -> None:
    here, _ = _begun("day-28")
    for n in range(3):
        here, turned = _wrote(here, f"line {n}")
        (note,) = [fact.note for fact in turned.do if isinstance(fact, KeepNote)]
        assert (note.place, note.day, note.text) == ("story", "day-28", f"line {n}")
    assert here.memory.story is not None
    assert len(here.memory.story.chapters["day-28"]) == 3


def test_a_closed_chapter_is_an_entry_that_names_its_notes_and_its_level() -> None:
    here, _ = _begun("day-28")
    run = here.turn - 1
    here, turned = _wrote(here)
    (note,) = [fact.note for fact in turned.do if isinstance(fact, KeepNote)]
    closed = scenes.play(here, e.StoryDone(run))
    here = scenes.after(here, closed)
    answered = scenes.play(here, e.StoryLevel(run, 3))
    (entry,) = [fact.entry for fact in answered.do if isinstance(fact, KeepEntry)]
    expected = {"note-1": note.number, "chapter": "day-28", "depth": "medium", "how": "done", "level": 3}
    assert (entry.kind, entry.number, entry.data) == ("chapter", run, expected)
    assert here.memory.counts == {"chapter": 1}


def test_the_timer_runs_from_the_first_screen_and_not_anew_with_every_message() -> None:
    here, _ = _begun("day-28")
    assert here.memory.timers == (Timer("story", NOW + 10 * MINUTE, str(here.turn - 1)),)
    here = replace(here, now=NOW + 4 * MINUTE)
    here, _ = _wrote(here)
    assert here.memory.timers == (Timer("story", NOW + 10 * MINUTE, str(here.turn - 2)),)
    closed = scenes.play(here, e.StoryLeave(here.turn - 2))
    assert closed.then.timers == ()


@pytest.mark.parametrize(("seconds", "key"), [(600, "story.over"), (630, "story.over"), (631, "story.over-late")])
def test_a_timer_that_comes_late_says_so(seconds: int, key: str) -> None:
    here, _ = _begun("day-28")
    turned = scenes.play(replace(here, now=NOW + timedelta(seconds=seconds)), e.Ticked())
    assert [line.key for say in turned.say for line in say.lines] == [key]
    assert [(say.fresh, say.silent) for say in turned.say] == [(True, True)]
    assert turned.then.focus is not None
    assert turned.then.focus.place == "story"


def test_a_timer_does_not_take_the_words_that_something_else_asks_for() -> None:
    here, _ = _begun("day-28")
    elsewhere = scenes.play(here, e.LogBegin())
    here = scenes.after(here, elsewhere)
    asked = scenes.play(here, e.LogOwn(here.turn - 1, "situation"))
    here = replace(scenes.after(here, asked), now=NOW + 10 * MINUTE)
    assert here.memory.focus is not None
    assert here.memory.focus.place == "log"
    turned = scenes.play(here, e.Ticked())
    assert turned.say
    assert not any(say.wants_words for say in turned.say)


@pytest.mark.parametrize("strong", [7, 10, -2])
def test_a_loud_or_unreal_end_opens_the_senses_and_nothing_resumes(strong: int) -> None:
    here, _ = _begun("day-27")
    run = here.turn - 1
    here, _ = _wrote(here)
    here = scenes.after(here, scenes.play(here, e.StoryDone(run)))
    turned = scenes.play(here, e.StoryLevel(run, strong))
    assert turned.then.senses is not None
    assert turned.then.walk is not None
    assert turned.then.walk.gentle
    assert turned.then.story is not None
    assert turned.then.story.eased == date(2026, 11, 24)
    assert turned.then.story.writing is not None
    assert turned.then.story.writing.stage == "over"


def test_a_bearable_end_changes_no_other_day() -> None:
    here, _ = _begun("day-27")
    run = here.turn - 1
    here, _ = _wrote(here)
    here = scenes.after(here, scenes.play(here, e.StoryDone(run)))
    turned = scenes.play(here, e.StoryLevel(run, 6))
    assert turned.then.senses is None
    assert turned.then.story is not None
    assert turned.then.story.eased is None


def test_a_note_that_is_deleted_in_the_journal_is_gone_from_the_story() -> None:
    here, _ = _begun("day-28")
    here, turned = _wrote(here)
    (note,) = [fact.note for fact in turned.do if isinstance(fact, KeepNote)]
    here = replace(here, shelf=Shelf((note,)))
    turned = scenes.play(here, e.NoteDropYes(note.number))
    assert turned.then.story is not None
    assert turned.then.story.chapters == {}
    assert turned.then.story.writing is not None
    assert turned.then.story.writing.notes == {}


@pytest.mark.parametrize("event", [e.StoryBegin("day-29"), e.StoryBegin("nonsense"), e.StoryPick(3, "deep"),
                                   e.StoryMinutes(7, 99), e.StoryTick(1, "true", "yes"), e.StoryLevel(1, 99),
                                   e.StoryDropYes("day-28", 4), e.StoryDrop("x"), e.StoryUnsay(1, 1)])  # fmt: skip
def test_a_forged_or_old_button_is_answered_and_changes_nothing(event: e.Press) -> None:
    here = _at("medium")
    turned = scenes.play(here, event)
    assert turned.toast == "front.toast.old"
    assert turned.do == ()
    assert turned.then.story == here.memory.story


# ------------------------------------------------------------------------------------------------- the book
@pytest.mark.parametrize("reach", [None, LETTERS])
@pytest.mark.parametrize("lang", LANGS)
def test_a_long_story_is_paged_and_every_word_stands_on_one_page(lang: str, reach: object) -> None:
    sign = "word " if lang == "en" else "字"
    notes = [_note(n, f"[{n}]" + sign * (900 if lang == "zh" else 400)) for n in range(1, 9)]
    here = _reading(*notes, lang=lang, kept={"day-28": tuple(range(1, 9))})
    here = replace(here, reach=LETTERS) if reach else here
    texts, page, before = [], 0, ""
    while (shown := scenes.renderer().screen(story_book.page(here, page), lang, here.reach).text) != before:
        assert len(shown) <= here.reach.length
        texts.append(shown)
        before, page = shown, page + 1
    assert len(texts) > 3
    whole = "".join(texts)
    assert whole.count(sign.strip()) >= 8 * (900 if lang == "zh" else 400)
    for n in range(1, 9):
        assert whole.count(f"[{n}]") == 1


@pytest.mark.parametrize("lang", LANGS)
def test_then_and_now_stand_apart_and_the_letter_stands_with_them(lang: str) -> None:
    letter = Note(9, NOW, "exercise", "Dear me", "day-34")
    notes = (_note(1, "now one", "day-30"), _note(2, "then one", "day-30"), _note(3, "now two", "day-30"), letter)
    here = _reading(*notes, lang=lang, kept={"day-30.now": (1, 3), "day-30.then": (2,)})
    text = scenes.shown(story_book.page(here, 0), lang)
    places = [text.index(piece) for piece in ("now one", "now two", "then one", "Dear me")]
    assert places == sorted(places)


def test_somebody_elses_signs_are_no_markup_in_the_file() -> None:
    here = _reading(_note(1, "<script>x</script> & <b>"), _note(2, "", voice="file"), kept={"day-28": (1, 2)})
    turned = scenes.play(here, e.StoryTake())
    (paper,) = [say.paper for say in turned.say if say.paper is not None]
    bindery = Bindery(scenes.renderer())
    page = bindery.bytes(paper, "en").decode()
    assert "<script>x" not in page
    assert "&lt;script&gt;x&lt;/script&gt; &amp; &lt;b&gt;" in page
    assert bindery.name(paper, "en") == "my-story.html"


def test_where_only_letters_go_the_story_is_read_instead_of_sent_as_a_file() -> None:
    here = replace(_reading(_note(1, "a line"), kept={"day-28": (1,)}), reach=LETTERS)
    turned = scenes.play(here, e.StoryTake())
    assert [say.paper for say in turned.say] == [None]
    assert "a line" in scenes.text(turned)


def test_a_section_is_deleted_only_as_it_was_seen() -> None:
    here = _reading(_note(1, "one"), _note(2, "two"), kept={"day-28": (1, 2)})
    old = scenes.play(here, e.StoryDropYes("day-28", 1))
    assert old.do == ()
    assert e.StoryDropYes("day-28", 2) in scenes.events(old)
    turned = scenes.play(here, e.StoryDropYes("day-28", 2))
    assert {fact.number for fact in turned.do if isinstance(fact, DropNote)} == {1, 2}
    assert turned.then.story is not None
    assert turned.then.story.chapters == {}


def test_a_long_chapter_is_cut_for_the_four_looks_and_the_whole_stays_one_tap_away() -> None:
    here = _reading(_note(1, "word " * 290), _note(2, "more " * 290), kept={"day-28": (1, 2)})
    turned = scenes.play(here, e.StoryBegin("day-31"))
    assert len(turned.say) == 2
    assert turned.say[0].lines[-1].key == "story.book.cut"
    assert e.StoryRead(0) in scenes.events(turned)
