"""Where the bars lie among the scores of writers from whom nothing was learned, and where they would do best.

python -m tests.knowledge.reading.bars WRITER …    (the writers' files, held out together: 2026-11-30-24 2026-11-30-20)

Of each head: how much is right (F1) at the bar as it is, and the bar at which most would be. Of heads with one answer:
how often the likeliest is right. Of danger: how much is heard where one or two in a hundred harmless messages raise an
alarm.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence

from knowledge.reading import dangers, doing, happenings, heads, questions, remarks, sorrow
from knowledge.reading.heads import ACT, ALARM, FACET, FORM, GLOOM, REMARK, STATE, TOPIC, WHAT, WHOSE, Example
from knowledge.reading.linear import Table
from knowledge.reading.rows import Row
from knowledge.reading.teach import table_of
from tests.knowledge.reading.folds import Taught

BARS: Mapping[str, float] = {
    ACT: doing.DONE,
    TOPIC: questions.SURE,
    FACET: questions.FACET_SURE,
    WHAT: happenings.BAR,
    FORM: doing.SURE,
    REMARK: remarks.HEARD,
    GLOOM: sorrow.GLOOMY,
    ALARM: dangers.ELSE,
}
LIKELIEST = (TOPIC, FACET, WHOSE, STATE)
RATES = (0.01, 0.02)

Marked = list[tuple[float, bool]]
"""Scores, and whether what is scored is right."""


def marked(table: Table, examples: Sequence[Example], head: str) -> Iterator[Marked]:
    """By example that the head is known of, its classes."""
    for seen, right, known in examples:
        if head in known:
            yield [(value, f"{head}:{name}" in right) for value, name in table.scores(seen).of(head)]


def f1(right: int, taken: int, wanted: int) -> float:
    return 2 * right / max(taken + wanted, 1)


def at_bar(found: Marked, bar: float) -> float:
    taken = [right for value, right in found if value > bar]
    return f1(sum(taken), len(taken), sum(right for _, right in found))


def best_bar(found: Marked) -> tuple[float, float]:
    """The best F1, and the bar that gives it."""
    wanted, right, best = sum(one for _, one in found), 0, (0.0, 0.0)
    for taken, (value, one) in enumerate(sorted(found, reverse=True), 1):
        right += one
        best = max(best, (f1(right, taken, wanted), value))
    return best


def heard_at(found: Marked, rate: float) -> tuple[float, float]:
    """How much of what is right stands above the bar that so much of what is wrong does, and that bar."""
    wrong = sorted((value for value, right in found if not right), reverse=True)
    bar = wrong[int(rate * len(wrong))]
    heard = [value > bar for value, right in found if right]
    return sum(heard) / max(len(heard), 1), bar


def shown(table: Table, messages: Sequence[Example], events: Sequence[Example]) -> Iterator[str]:
    for head, bar in BARS.items():
        every = [one for own in marked(table, messages, head) for one in own]
        best, lies = best_bar(every)
        yield f"{head:7} {len(every):7}  F1 {at_bar(every, bar):.3f} at {bar:+.2f}   best {best:.3f} at {lies:+.2f}"
    for head in LIKELIEST:
        own = [one for one in marked(table, [*messages, *events], head) if any(right for _, right in one)]
        yield f"{head:7} {len(own):7}  the likeliest is right {sum(one[0][1] for one in own) / max(len(own), 1):.3f}"
    alarms = [one for own in marked(table, messages, ALARM) for one in own]
    for rate in RATES:
        heard, bar = heard_at(alarms, rate)
        yield f"danger  {sum(right for _, right in alarms):7}  heard {heard:.3f} at {rate:.0%} false, above {bar:+.2f}"
    dark = [one for own in marked(table, messages, GLOOM) for one in own]
    spared, taken = ([value > sorrow.GLOOMY for value, right in dark if right is sad] for sad in (True, False))
    yield f"gloomy: of sorrows {sum(spared) / max(len(spared), 1):.3f}, of others {sum(taken) / max(len(taken), 1):.3f}"


def main() -> None:
    held, taught = set(sys.argv[1:]), Taught.of()
    both: list[tuple[Row, frozenset[str]]] = list(zip(taught.rows, taught.seen, strict=True))
    kept, own = ([one for one in both if (one[0].source in held) is there] for there in (False, True))
    table = table_of([row for row, _ in kept], [seen for _, seen in kept])
    messages = [heads.of_message(row, seen) for row, seen in own]
    events = [example for row, seen in own for example in heads.of_events(row, seen)]
    print("\n".join(shown(table, messages, events)))


if __name__ == "__main__":
    main()
