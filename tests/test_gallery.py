"""The gallery: every picture there is, in both languages and themes, as it looked when somebody last looked at it.

After a change that is meant to be seen: `make gallery`, look at it, then `python -m tests.test_gallery` pins it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace as changed
from PIL import Image

from bot.domain.speech import words
from bot.pictures.__main__ import hang, main
from bot.pictures.bowl import GOLDS
from bot.pictures.gallery import KINDS, Gallery
from bot.pictures.samples import LANGS, THEMES, Sample, samples
from tests import snapshot
from tests.flows.scenes import library, renderer
from tests.reels import FILMS, films
from tests.test_pictures import picture

LOOKED_AT = (
    *("celadon light portrait, a leaning", "hills light story, names from the right"),
    *("light, nothing yet", "dark, nothing yet", "light, 31 days, three left open", "dark, whole", "light, step 3"),
    *("light, in the middle, with the time before", "dark, low"),
    *("light, fifty days with gaps", "dark, the first week", "dark, a hundred dates"),
    *("light, on the way, with a line", "dark, from the right", "dark, both whole, with a line"),
    *("light, a week of five", "dark, a hundred moments"),
)


@cache
def gallery() -> Gallery:
    return Gallery(renderer(), "https://t.me/kintsugi_bot")


@cache
def shown() -> tuple[Sample, ...]:
    return tuple(samples(library()))


def looked_at() -> Iterator[tuple[str, Sample]]:
    for one in shown():
        if one.name in LOOKED_AT or _is_look(one):
            yield f"{one.lang}: {one.heading}: {one.name}", one


def _is_look(one: Sample) -> bool:
    """Every look of the card once: light in English, dark in Chinese."""
    look, _, said = one.name.partition(", ")
    return one.picture.kind == "card" and said == "kind words" and ("light" in look) is (one.lang == "en")


def drawn(one: Sample) -> Image.Image:
    return picture(gallery().svg(one.picture, one.lang))


def test_the_gallery_shows_each_kind_in_both_languages_and_themes() -> None:
    assert {one.picture.kind for one in shown()} == set(KINDS)
    for kind in KINDS:
        of_kind = [one for one in shown() if one.picture.kind == kind]
        assert {one.lang for one in of_kind} == set(LANGS)
        looks = [one.name.partition(",")[0].split() for one in of_kind]
        assert {theme for look in looks for theme in THEMES if theme in look} == set(THEMES)
    assert {one.name for one in shown()} >= set(LOOKED_AT)


def test_each_picture_of_the_gallery_is_one_of_its_own() -> None:
    digests = [gallery().digest(one.picture, one.lang) for one in shown()]
    assert len(set(digests)) == len(digests)


def test_each_picture_of_the_gallery_is_sound_and_has_words_for_who_does_not_see_it() -> None:
    for one in shown():
        root = ElementTree.fromstring(gallery().svg(one.picture, one.lang))
        assert root.tag.endswith("}svg")
        assert not [key for element in root.iter() for key in element.attrib if "href" in key]
        assert renderer().label(one.lang, one.picture.alt)


@pytest.mark.parametrize("name", [name for name, _ in looked_at()])
def test_a_picture_looks_as_it_did_when_it_was_last_looked_at(name: str) -> None:
    now = snapshot.small(drawn(dict(looked_at())[name]))
    assert snapshot.same(now, snapshot.pinned(name)), snapshot.apart(now, snapshot.pinned(name))


def test_nothing_is_kept_that_is_no_longer_shown() -> None:
    assert snapshot.kept() == {snapshot.stem(name) for name in (*dict(looked_at()), *FILMS)}


# ---------------------------------------------------------------------- what the guard above is there to catch
CARD, BOWL = "en: The share card: porcelain light portrait, kind words", "en: The bowl: light, 31 days, three left open"
MAP, WEEK = "en: The map: light, in the middle, with the time before", "en: What stirs: light, a week of five"
OTHER_WORDS = words("card.own", text="Completely other words stand here")
NO_WORDS = words("card.own", text="")
WRONG: dict[str, tuple[str, dict[str, Any]]] = {
    "a line of words and its heading are gone": (CARD, {"edge": NO_WORDS}),
    "both lines and their headings are gone": (CARD, {"helps": NO_WORDS, "edge": NO_WORDS}),
    "a line says something else": (CARD, {"helps": OTHER_WORDS}),
    "another size": (CARD, {"size": "square"}),
    "another theme": (CARD, {"theme": "dark"}),
    "today's seam is not marked": (BOWL, {"today": 0}),
    "one seam is missing": (BOWL, {"filled": ",".join(str(n) for n in range(1, 34) if n not in (9, 18, 27))}),
    **{f"all gold is of one kind, {gold}": (BOWL, {"golds": ",".join([gold] * 50)}) for gold in GOLDS},
    "the dot of a map is moved by four": (MAP, {"x": 56}),
    "the time before is another": (MAP, {"before-y": 33, "before-y-low": 25, "before-y-high": 41}),
    "one moment was another": (
        WEEK,
        {"moments": "silence:chest:left,silence:chest:left,tone:heart:left,tone:chest:unfair,own:own:alone"},
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_picture_that_is_wrong_in_one_place_does_not_pass(wrong: str) -> None:
    name, facts = WRONG[wrong]
    one = dict(looked_at())[name]
    spoiled = replace(one, picture=changed(one.picture, facts={**one.picture.facts, **facts}))
    assert not snapshot.same(snapshot.small(drawn(spoiled)), snapshot.pinned(name))


@pytest.mark.parametrize("name", [CARD, BOWL, MAP, WEEK])
def test_a_picture_that_was_packed_and_unpacked_still_passes(name: str) -> None:
    packed = BytesIO()
    drawn(dict(looked_at())[name]).save(packed, "JPEG", quality=85)
    with Image.open(packed) as image:
        assert snapshot.same(snapshot.small(image), snapshot.pinned(name))


def test_a_call_for_help_draws_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for said, code in ((["--help"], 0), (["--out"], 2)):
        with pytest.raises(SystemExit) as stopped:
            main(said)
        assert stopped.value.code == code
    assert "folder" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_the_page_shows_every_picture_that_it_is_given(tmp_path: Path) -> None:
    some = [next(one for one in shown() if one.picture.kind == kind) for kind in KINDS]
    page = hang(tmp_path / "gallery", some, gallery(), renderer())
    said = page.read_text(encoding="utf-8")
    files = sorted(file.name for file in page.parent.glob("[0-9]*.*"))
    assert len(files) == len(some)
    assert all(f'src="{file}"' in said for file in files)
    assert all(one.heading in said for one in some)
    assert "<script" not in said


def pin() -> None:
    """Keep how the pictures look now, and nothing else."""
    for name, one in looked_at():
        snapshot.pin(name, drawn(one))
    for name, frame in films():
        snapshot.pin(name, frame)
    for old in snapshot.kept() - {snapshot.stem(name) for name in (*dict(looked_at()), *FILMS)}:
        (snapshot.FOLDER / f"{old}.webp").unlink()


if __name__ == "__main__":
    pin()
