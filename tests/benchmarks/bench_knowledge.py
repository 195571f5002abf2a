"""The knowledge side by itself: search against rank_bm25, bm25s and tantivy, latency, build time, cold start, memory.

    python -m tests.benchmarks.bench_knowledge [--largest 100000]
    python -m tests.benchmarks.bench_knowledge --only 100000 --queries 8

Every contestant gets the same tokens (character pairs) of the same synthetic clauses and returns its five best. Times
are the medians of several rounds on this machine in this run: compare the columns, not runs.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date

from knowledge import Library
from knowledge.index import Index, pairs
from knowledge.lexicon.load import FOLDER, load
from knowledge.lexicon.phrasings import labelled_lines
from knowledge.parse import parse
from knowledge.shelf import NOTICES

SIZES = (50, 1_000, 10_000, 100_000)
QUERIES, SEED = 40, 7
TODAY = date(2019, 6, 14)
Search = Callable[[Sequence[str]], object]


def clauses(count: int) -> list[str]:
    """Clauses made of the notice's own phrases in new orders, so that words are as common as they are there."""
    pick = random.Random(SEED)
    text = (NOTICES / "notice-2019-7.txt").read_text(encoding="utf-8")
    phrases = [
        phrase for line in text.splitlines() for phrase in line.replace("、", "，").split("，") if len(phrase) > 3
    ]
    return ["，".join(pick.sample(phrases, 5)) + f"（第{number}号）" for number in range(count)]


def ours(tokens: list[list[str]]) -> Search:
    index = Index([" ".join(row) for row in tokens], str.split)
    return index.search_tokens


def rank_bm25(tokens: list[list[str]]) -> Search:
    from rank_bm25 import BM25Okapi

    index = BM25Okapi(tokens)
    numbers = list(range(len(tokens)))
    return lambda query: index.get_top_n(list(query), numbers, n=5)


def bm25s(tokens: list[list[str]]) -> Search:
    import bm25s  # type: ignore[import-untyped]

    index = bm25s.BM25()
    index.index(tokens, show_progress=False)
    most = min(5, len(tokens))
    return lambda query: index.retrieve([list(query)], k=most, show_progress=False)


def tantivy(tokens: list[list[str]]) -> Search:
    import tantivy

    schema = tantivy.SchemaBuilder().add_text_field("text", tokenizer_name="whitespace").build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=64_000_000, num_threads=1)
    for row in tokens:
        writer.add_document(tantivy.Document(text=" ".join(row)))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(query: Sequence[str]) -> object:
        terms = [tantivy.Query.term_query(schema, "text", token) for token in dict.fromkeys(query)]
        return searcher.search(tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms]), 5)

    return search


CONTESTANTS: dict[str, Callable[[list[list[str]]], Search]] = {
    "ours": ours,
    "rank_bm25": rank_bm25,
    "bm25s": bm25s,
    "tantivy": tantivy,
}


def side_by_side(sizes: Sequence[int], queries: int) -> None:
    """Prints milliseconds a query and seconds to build, at each size, and the ratio to ours."""
    asked = [pairs(one.text) for one in load().phrasings[: queries * 20 : 20]]
    for size in sizes:
        tokens = [pairs(clause) for clause in clauses(size)]
        base = 0.0
        for name, make in CONTESTANTS.items():
            begun = time.perf_counter()
            search = make(tokens)
            built = time.perf_counter() - begun
            for query in asked:
                search(query)
            took = statistics.median(_timed(search, query) for query in asked) * 1e3
            base = base or took
            print(f"{size:7} {name:10} build {built:8.3f} s   query {took:9.3f} ms   x{took / base:.2f}", flush=True)


def _timed(search: Search, query: Sequence[str]) -> float:
    begun = time.perf_counter()
    search(query)
    return time.perf_counter() - begun


def latency() -> None:
    """p50 and p99 of whole answers in CPU time, warmed by one half of our own sentences and measured on the other;
    what a follow-up looks back at was answered before it, as in a chat. No sentence is asked twice."""
    library, folder = Library.load(), FOLDER / "phrasings"
    asked: list[tuple[str, tuple[str, ...]]] = [(one.text, ()) for one in load().phrasings]
    asked += [(said, (before,)) for before, said, _ in labelled_lines(folder / "followups.txt")]
    asked += [(said, ()) for said, _ in labelled_lines(folder / "several.txt")]
    for said, before in asked[1::2]:
        library.answer(said, before, today=TODAY)
    took = sorted(_answered(library, said, before) for said, before in asked[::2])
    print(
        f"answers  p50 {took[len(took) // 2]:.2f} ms   p99 {took[len(took) * 99 // 100]:.2f} ms   of {len(took)}, CPU"
    )


def _answered(library: Library, said: str, before: tuple[str, ...]) -> float:
    """Milliseconds of CPU."""
    for earlier in before:
        library.answer(earlier, today=TODAY)
    begun = time.process_time()
    library.answer(said, before, today=TODAY)
    return (time.process_time() - begun) * 1e3


def building() -> None:
    """Time to parse the notice, and to index 10,000 clauses with our own cut."""
    text, anchors = (NOTICES / "notice-2019-7.txt").read_text(encoding="utf-8"), load().anchors
    begun = time.perf_counter()
    parse(text, anchors)
    parsed = time.perf_counter()
    Index(clauses(10_000), pairs)
    indexed = time.perf_counter() - parsed
    print(f"notice parsed in {(parsed - begun) * 1e3:.1f} ms; 10,000 clauses indexed in {indexed:.2f} s")


def cold_start() -> None:
    """Seconds and memory of a fresh interpreter until the first answer, the median of five."""
    code = (
        "import resource; from datetime import date; from knowledge import Library;"
        "Library.load().answer('生病住院能领多少慰问金', today=date(2019, 6, 14));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    took, rss = [], 0
    for _ in range(5):
        begun = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        took.append(time.perf_counter() - begun)
        rss = int(done.stdout) // 1024
    print(f"cold start to the first answer {statistics.median(took):.2f} s, {rss} MB")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--largest", type=int, default=SIZES[-1])
    options.add_argument("--only", type=int, help="compare at this one size, and measure nothing else")
    options.add_argument("--queries", type=int, default=QUERIES)
    chosen = options.parse_args()
    if chosen.only:
        side_by_side([chosen.only], chosen.queries)
        return
    cold_start()
    latency()
    building()
    side_by_side([size for size in SIZES if size <= chosen.largest], chosen.queries)
    print(f"memory at the end {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
