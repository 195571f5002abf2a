"""CPU time to understand and answer distinct messages, and memory, in turns with another build of this repository.

    git worktree add ../before 293b401
    python -m tests.benchmarks.bench_reading --against ../before [--turns 3]
    python -m tests.benchmarks.bench_reading --shapes

Each turn is a fresh interpreter that answers the same messages once. Compare the columns, not runs. `--shapes` needs no
other build: how many times the median message the longest take that Telegram lets anybody write, of every sort.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

from knowledge import Library
from knowledge.excerpt import MESSAGE
from knowledge.lexicon.load import FOLDER, load
from knowledge.reading.rows import read_rounds
from knowledge.warming import warm

MESSAGES, WARM, DAY = 800, 200, date(2026, 11, 29)
CHILD = """
import json, resource, sys, time
from datetime import date
from knowledge import Library
asked = json.load(sys.stdin)
library, today, took = Library.load(), date(2026, 11, 29), []
for text in asked["warm"]:
    library.answer(text, today=today)
for text in asked["messages"]:
    begun = time.process_time()
    library.answer(text, today=today)
    took.append((time.process_time() - begun) * 1e3)
took.sort()
print(json.dumps({"median": took[len(took) // 2], "p99": took[len(took) * 99 // 100], "sum": sum(took) / 1e3,
                  "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def messages() -> dict[str, list[str]]:
    """Phrasings and strangers' messages by turns, none twice."""
    phrasings = [one.text for one in load().phrasings]
    rounds = [row.text for row in read_rounds(FOLDER / "rounds")]
    every = list(dict.fromkeys([*phrasings[:: len(phrasings) // 500], *rounds[:: len(rounds) // 500]]))
    return {"warm": every[:WARM], "messages": every[WARM:][:MESSAGES]}


def turn(folder: Path, asked: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", CHILD], input=asked, cwd=folder, capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


def shapes(texts: Sequence[str]) -> dict[str, str]:
    """Messages as long as they may be, made of plain ones and of what is hard on a reader."""
    drawn = Random(3)
    said, marked = drawn.sample(texts, 300), [text for text in texts if "?" in text or "？" in text]
    words = ["住院", "结婚", "多少", "吗", "，", "爸", "12月", "a", "1", "？", "没", "不", "了", "走"]
    made = {
        "stories": "。".join(said),
        "questions": "".join(marked),
        "joined": "，另外".join(said),
        "numbered": "".join(f"{at % 9 + 1}、{text} " for at, text in enumerate(said)),
        "no marks": "".join(filter(str.isalnum, "".join(said))),
        "shuffled": "".join(drawn.sample("".join(said), MESSAGE)),
        "words": "".join(drawn.choice(words) for _ in range(MESSAGE)),
        "days": "2026年3月4日上午3点" * MESSAGE,
        "pinyin": "zhu yuan jie hun " * MESSAGE,
        "letters": "asdfghjkl " * MESSAGE,
        "repeated": "生病住院能领多少慰问金？" * MESSAGE,
        "one letter": "啊" * MESSAGE,
        "ligatures": "\ufdfa" * MESSAGE,
    }
    return {name: text[:MESSAGE] for name, text in made.items()}


def of_the_median(library: Library, times: int = 3) -> dict[str, float]:
    """Shape → its CPU as a multiple of the median message's, the least of some `times`, each read anew."""
    asked = messages()
    for text in asked["warm"]:
        _cost(library, text)
    median = statistics.median(_cost(library, text) for text in asked["messages"])
    every = shapes(asked["messages"])
    return {
        name: min(_cost(library, f"{at}{text[:-1]}") for at in range(times)) / median for name, text in every.items()
    }


def _cost(library: Library, text: str) -> float:
    begun = time.process_time()
    library.answer(text, today=DAY)
    return time.process_time() - begun


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = options.add_mutually_exclusive_group(required=True)
    what.add_argument("--against", type=Path)
    what.add_argument("--shapes", action="store_true")
    options.add_argument("--turns", type=int, default=3)
    chosen = options.parse_args()
    if chosen.shapes:
        library = Library.load()
        warm(library, DAY)
        for name, cost in sorted(of_the_median(library).items(), key=lambda one: -one[1]):
            print(f"{name:12} x{cost:.1f}")
        return
    asked = json.dumps(messages())
    here = Path(__file__).parents[2]
    turns = [(turn(chosen.against, asked), turn(here, asked)) for _ in range(chosen.turns)]
    for name in ("median", "p99", "sum", "memory"):
        before, now = (statistics.median(one[at][name] for one in turns) for at in (0, 1))
        print(f"{name:8} before {before:9.2f}   now {now:9.2f}   x{now / before:.2f}")


if __name__ == "__main__":
    main()
