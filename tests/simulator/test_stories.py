"""Written dialogues: read with every fault told, and played against the real bot in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.album import Album
from simulator.stories import StoryError, read
from simulator.telling import told

FOLDER = Path(__file__).resolve().parents[2] / "docs/stories"
STORIES = sorted(FOLDER.glob("*.yaml"))


def test_a_story_with_faults_tells_them_all_by_their_step(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(
        'begins: "25:00"\nsteps:\n  - say: {en: hi}\n  - fly: away\n  - clock: yesterday\n  - say: ok\n    who: sol\n'
    )
    with pytest.raises(StoryError) as caught:
        read(file)
    told_of = str(caught.value)
    assert [place in told_of for place in ("begins", "step 1", "step 2", "step 3", "step 4")] == [True] * 5


def test_there_are_stories_to_read() -> None:
    assert len(STORIES) >= 4
    assert all(read(file).steps for file in STORIES)


@pytest.mark.process
@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("file", STORIES, ids=lambda file: file.stem)
async def test_each_story_goes_as_it_is_written(file: Path, lang: str) -> None:
    said: list[str] = []
    album = Album()
    went = await told(read(file), lang, said.append, album)
    assert went, "\n".join(map(str, said[-40:]))
    assert len(album) > 10
    assert f'<div lang="{lang}">' in album.page()


@pytest.mark.process
async def test_a_story_that_goes_otherwise_says_where(tmp_path: Path) -> None:
    file = tmp_path / "other.yaml"
    file.write_text('begins: "19:00"\nsteps:\n  - say: /start\n  - see: words that nobody ever wrote\n')
    said: list[str] = []
    assert not await told(read(file), "en", said.append)
    assert "step 2" in said[-1]
