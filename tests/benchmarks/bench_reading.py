"""CPU time to understand and answer distinct messages, and memory, in turns with another build of this repository.

    git worktree add ../before 293b401
    python -m tests.benchmarks.bench_reading --against ../before [--turns 3]

Each turn is a fresh interpreter that answers the same messages once. Compare the columns, not runs.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

from knowledge.lexicon.load import FOLDER, load
from knowledge.reading.rows import read_rounds

MESSAGES, WARM = 800, 200
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


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--against", type=Path, required=True)
    options.add_argument("--turns", type=int, default=3)
    chosen = options.parse_args()
    asked = json.dumps(messages())
    here = Path(__file__).parents[2]
    turns = [(turn(chosen.against, asked), turn(here, asked)) for _ in range(chosen.turns)]
    for name in ("median", "p99", "sum", "memory"):
        before, now = (statistics.median(one[at][name] for one in turns) for at in (0, 1))
        print(f"{name:8} before {before:9.2f}   now {now:9.2f}   x{now / before:.2f}")


if __name__ == "__main__":
    main()
