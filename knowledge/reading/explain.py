"""Why a message was read as it was, part by part, with the words that each part rests on. In Chinese, for officers."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.reading.evidence import Evidence
from knowledge.reading.heads import ACT, DANGER, FACET, GLOOM, REMARK, STATE, TOPIC, WHAT, WHOSE, YES, crossed
from knowledge.reading.linear import Table
from knowledge.reading.model import Danger, Reading

MOST, LEAST = 4, 0.05  # signs that are told, and the log-odds below which one is not
#: By what the name of a sign begins with (`features.py`); tests/knowledge/reading/test_explain.py fails for a new one.
MARKS = {
    "@": "词库：",
    "#": "问法词：",
    "!": "语气词：",
    "&": "意象：",
    "=": "未写明之处：",
    "~": "闲话：",
    "B": "相近条款：",
    "K": "规则会开：",
    "C": "事情的词：",
    "P": "人：",
    "X": "不开单的理由：",
    "H": "是否真事：",
    "T": "时态：",
    "%": "句式：",
    "+": "心情词：",
    "w": "说到这件事：",
}


def why(reading: Reading, found: Evidence, table: Table) -> tuple[str, ...]:
    """A line for each part of the reading: what it was read as, how surely, and what spoke most for it."""
    return tuple(_lines(reading, found, table))


def _lines(reading: Reading, found: Evidence, table: Table) -> Iterator[str]:
    if reading.notes:
        yield f"改写：{'，'.join(reading.notes)}"
    yield from (_line("做什么", ACT, act.value, found.seen, table) for act in sorted(reading.acts))
    for topic in dict.fromkeys(one.topic for one in reading.questions):
        yield _line("问到", TOPIC, topic, found.seen, table)
    for facet in dict.fromkeys(one.facet for one in reading.questions):
        yield _line("问哪一面", FACET, facet, found.seen, table)
    for event in reading.events:
        seen = found.seen.union(crossed(event.what, found.seen))
        yield _line("说到的事", WHAT, event.what, found.seen, table) + (
            f"（原话“{event.words}”）" if event.words else ""
        )
        yield _line("谁的事", WHOSE, event.whose, seen, table)
        yield _line("是否发生", STATE, event.state, seen, table)
        yield from (f"{label}：{value}" for label, value in (("关系", event.relation), ("日期", event.day)) if value)
    yield from (_line("话外的心事", REMARK, one, found.seen, table) for one in sorted(reading.remarks))
    if reading.danger is not Danger.NONE:
        yield _line("危险", DANGER, reading.danger, found.seen, table)
    if reading.dark:
        yield _line("伤心事", GLOOM, YES, found.seen, table)
    if found.told.stopped:
        yield f"规则说不开单：{'、'.join(found.told.stopped)}"
    if reading.carried:
        yield "接上文：主题或问法取自前面的话"


def _line(label: str, head: str, name: str, seen: frozenset[str], table: Table) -> str:
    words = "，".join(f"{_spoken(feature)} {weight:+.2f}" for feature, weight in _speaking(head, name, seen, table))
    return f"{label}：{name}" + (f"，因为 {words}" if words else "")


def _speaking(head: str, name: str, seen: frozenset[str], table: Table) -> list[tuple[str, float]]:
    """What speaks most for a class, as it counts in the score."""
    counted = ((weight, feature) for feature, weight in table.shares(seen, f"{head}:{name}").items())
    return [(feature, weight) for weight, feature in sorted(counted, reverse=True)[:MOST] if weight >= LEAST]


def _spoken(feature: str) -> str:
    mark = MARKS.get(feature[0])
    return f"{mark}{feature[1:]}" if mark else f"“{feature}”"
