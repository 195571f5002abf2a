"""No message, whatever its length or shape, holds the others up. The figures are in docs/benchmarks.md."""

from __future__ import annotations

from knowledge import Library
from knowledge.warming import warm
from tests.benchmarks.bench_reading import DAY, of_the_median

BAR = 40  # times the median; a pattern that looks at every place over all that follows takes it to some hundreds


def test_the_longest_messages_take_a_few_times_the_median() -> None:
    library = Library.load()
    warm(library, DAY)
    costs = of_the_median(library)
    assert max(costs.values()) < BAR, costs
