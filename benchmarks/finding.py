"""What a search of the library costs: python -m benchmarks.finding

For each language: how long its index takes, once, and a search over all pages and lines, with what people type.
"""

from __future__ import annotations

import statistics
import time

from bot.content.load import load
from bot.flows.finding import find, index

ROUNDS = 300
ASKED = {
    "en": ("late reply", "we had a big quarrel about money", "emdr", "bound", "xyzzy", "what do I say when it is late"),
    "zh": ("不回消息", "谢谢你陪我", "依恋焦虑", "想一个人静静", "汽车轮胎", "吵完架以后怎么先开口"),
}


def main() -> None:
    """Print the times of each language."""
    library = load()
    for lang, queries in ASKED.items():
        began = time.perf_counter()
        made = index(library, lang)
        built = (time.perf_counter() - began) * 1000
        taken = []
        for query in queries * ROUNDS:
            began = time.perf_counter()
            find(made, query)
            taken.append((time.perf_counter() - began) * 1000)
        middle, high = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        print(
            f"{lang}: {len(made.entries)} texts, {len(made.terms)} terms, index once {built:.0f} ms, "
            f"a search {middle:.3f} ms (19 in 20 within {high:.3f} ms)"
        )


if __name__ == "__main__":
    main()
