"""The gallery: every picture there is, in both languages and themes, as it looked when somebody last looked at it.

After a change that is meant to be seen: `make gallery`, look at it, then `python -m tests.test_gallery` pins it anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageStat

from bot.pictures.__main__ import hang
from bot.pictures.gallery import KINDS, Gallery
from bot.pictures.samples import LANGS, THEMES, Sample, samples
from tests.flows.scenes import library, renderer
from tests.test_pictures import picture

PINNED = Path(__file__).parent / "golden" / "pictures-1.json"
SIDE = 16
# Mean difference of a pixel's channel, 0 to 255, and of the most different pixel: another engine's edges stay below.
TOLERANCE, PEAK = 2.0, 24
LOOKED_AT = (
    *("celadon light portrait, a leaning", "hills light story, names from the right"),
    *("light, nothing yet", "dark, nothing yet", "light, 31 days, three left open", "dark, whole", "light, step 3"),
    *("light, in the middle, with the time before", "dark, low"),
    *("light, fifty days with gaps", "dark, the first week"),
    *("light, on the way, with a line", "dark, from the right", "dark, both whole, with a line"),
    *("light, a week of five", "dark, each its own"),
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


def small(one: Sample) -> Image.Image:
    return picture(gallery().svg(one.picture, one.lang)).resize((SIDE, SIDE), Image.Resampling.BOX)


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
    pinned = json.loads(PINNED.read_text(encoding="utf-8"))
    before = Image.frombytes("RGB", (SIDE, SIDE), bytes.fromhex(pinned[name]))
    difference = ImageStat.Stat(ImageChops.difference(before, small(dict(looked_at())[name])))
    assert max(difference.mean) <= TOLERANCE
    assert max(high for _, high in difference.extrema) <= PEAK


def test_another_picture_does_not_pass_for_it() -> None:
    pinned = json.loads(PINNED.read_text(encoding="utf-8"))
    whole = Image.frombytes("RGB", (SIDE, SIDE), bytes.fromhex(pinned["en: The bowl: dark, whole"]))
    empty = small(next(one for name, one in looked_at() if name == "en: The bowl: dark, nothing yet"))
    difference = ImageStat.Stat(ImageChops.difference(whole, empty))
    assert max(difference.mean) > TOLERANCE
    assert max(high for _, high in difference.extrema) > PEAK


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
    """Keep how the pictures look now."""
    found = {name: small(one).tobytes().hex() for name, one in looked_at()}
    PINNED.write_text(json.dumps(found, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    pin()
