"""What a share card costs, beside CairoSVG where that is importable: python -m benchmarks.card

CairoSVG is no dependency of ours: install it elsewhere and name the folder in PYTHONPATH. It finds fonts through
fontconfig only, so it is given a configuration that holds ours and no others.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.pictures.card import Card, Heads, card_svg
from bot.pictures.draw import Renderer
from bot.pictures.faces import FONTS
from bot.pictures.looks import DESIGNS, SIZES, THEMES

ROUNDS = 15
CROWD = 20
CARDS = {
    "en": Card(
        lang="en",
        design="porcelain",
        style="Warm, and quick to notice",
        strength="I notice small changes in the people I love",
        helps="A short message that says when you will be back",
        edge="Asking for one small thing out loud, before I am upset",
        heads=Heads("Kintsugi", "What helps me feel close", "What I am practising"),
        footer="Self-reflection, not a diagnosis",
        link="t.me/KintsugiBot",
    ),
    "zh": Card(
        lang="zh",
        design="ink",
        style="细腻，在意的时候会靠近",
        strength="我很会察觉身边人细小的变化，也愿意先伸出手",
        helps="知道你什么时候回来，哪怕只是一句“晚点找你”",
        edge="心里难受的时候，先说出一件小小的、做得到的请求",
        heads=Heads("金缮", "让我觉得亲近的是", "我正在练习"),
        footer="这是自我了解，不是诊断",
        link="t.me/KintsugiBot",
    ),
}


def cairo() -> Callable[[str], Any] | None:
    """CairoSVG's SVG to PNG with our fonts, or None where it is not there."""
    config = Path(tempfile.mkdtemp()) / "fonts.conf"
    config.write_text(f'<?xml version="1.0"?><fontconfig><dir>{FONTS}</dir></fontconfig>')
    os.environ["FONTCONFIG_FILE"] = str(config)
    try:
        import cairosvg  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except (ImportError, OSError):
        return None
    return lambda svg: cairosvg.svg2png(bytestring=svg.encode())


def median(works: dict[str, Callable[[], Any]]) -> dict[str, tuple[float, float]]:
    """Median wall and processor milliseconds of each, taken in turns so that all meet the same machine."""
    for work in works.values():
        work()
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            wall, cpu = time.perf_counter(), time.process_time()
            work()
            taken[name].append(((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000))
    return {
        name: (statistics.median(t[0] for t in rows), statistics.median(t[1] for t in rows))
        for name, rows in taken.items()
    }


async def stall(crowd: int) -> float:
    """The longest time in ms that a waiting event loop was held while a crowd's cards were drawn (none: at rest)."""
    renderer = Renderer()
    svgs = [card_svg(CARDS["en"]).replace("</svg>", f"<!--{at}--></svg>") for at in range(crowd)]
    work = asyncio.gather(*(renderer.draw(svg) for svg in svgs), asyncio.sleep(1))
    worst = 0.0
    while not work.done():
        before = time.perf_counter()
        await asyncio.sleep(0.001)
        worst = max(worst, (time.perf_counter() - before) * 1000 - 1)
    await work
    return worst


def dressed() -> list[Card]:
    """Each design light in English and dark in Chinese, and the first one in every size."""
    looks = [(design, theme) for design in DESIGNS for theme in THEMES]
    cards = [replace(CARDS["en" if theme == "light" else "zh"], design=d, theme=theme) for d, theme in looks]
    return cards + [replace(cards[0], size=size) for size in SIZES if size != cards[0].size]


def main() -> None:
    peer = cairo()
    renderer = Renderer()
    for card in dressed():
        svg, name = card_svg(card), f"{card.design:9} {card.theme:5} {card.size:8} {card.lang}"
        works: dict[str, Callable[[], Any]] = {
            "words to SVG": lambda card=card: card_svg(card),  # type: ignore[misc]
            "SVG to JPEG": lambda svg=svg: renderer.now(svg),  # type: ignore[misc]
            "SVG to PNG": lambda svg=svg: renderer.now(svg, "png"),  # type: ignore[misc]
        }
        if peer:
            works["CairoSVG to PNG"] = lambda svg=svg, peer=peer: peer(svg)  # type: ignore[misc]
        taken = median(works)
        for step, (wall, cpu) in taken.items():
            print(f"{name}  {step:16} {wall:7.1f} ms   {cpu:7.1f} ms of a core")
        if peer:
            ratio = (taken["words to SVG"][0] + taken["SVG to JPEG"][0]) / taken["CairoSVG to PNG"][0]
            print(f"{name}  our card takes {ratio:.2f} of CairoSVG's time (at most 0.6 wanted)")
    held, rest = asyncio.run(stall(CROWD)), asyncio.run(stall(0))
    print(
        f"{CROWD} cards at once hold the event loop for at most {held:.1f} ms at a time (nothing at all: {rest:.1f} ms)"
    )
    if peer is None:
        print("CairoSVG is not here: no ratio", file=sys.stderr)


if __name__ == "__main__":
    main()
