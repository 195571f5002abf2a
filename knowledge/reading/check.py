"""Finds labels that contradict each other or name what nobody knows, so that who adds a round hears of it at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from knowledge.lexicon.check import Conflict
from knowledge.lexicon.load import Lexicon
from knowledge.reading.heads import CLOSED, labels
from knowledge.reading.model import Danger, Remark, State, What, Whose
from knowledge.reading.naming import OUT, OWN, UNHEARD, WHOLES
from knowledge.reading.rows import Row

PUNCTUATION = re.compile(r"[\W_]+")
OWN_TOPICS = frozenset(
    OWN + name
    for name in [
        "how_to_report",
        "status",
        "withdraw",
        "edit_report",
        "profile",
        "my_data",
        "human",
        "complain",
        "refused",
        "help",
        "privacy",
        "signup",
        "desk",
        "ledger",
        "greeting_settings",
        "other",
    ]
)
BESIDES = frozenset({"what", "other"})  # facets without words of their own


def check_rows(rows: Sequence[Row], lexicon: Lexicon) -> list[Conflict]:
    """Every conflict found; an empty list is a clean set of labels."""
    return [*_unknown(rows, lexicon)] or [*_contradicting(rows)]  # by a label unknown, nothing can be compared


def known_topics(lexicon: Lexicon) -> frozenset[str]:
    declined = (OUT + key for key in lexicon.declines)
    return frozenset([*lexicon.topics, *declined, UNHEARD]) | WHOLES | OWN_TOPICS


def _unknown(rows: Iterable[Row], lexicon: Lexicon) -> Iterator[Conflict]:
    topics, facets = known_topics(lexicon), frozenset(lexicon.facets) | BESIDES | {""}
    known = {head: frozenset(names) for head, names in CLOSED.items()}
    for row in rows:
        wrong = [name for name in row.topics or () if name not in topics]
        wrong += [facet for _, facet in row.asks or () if facet not in facets]
        wrong += [act for act in row.acts or () if act not in known["act"]]
        for what, whose, state in row.events or ():
            wrong += [name for name, names in ((what, What), (whose, Whose), (state, State)) if name not in set(names)]
        wrong += [row.danger] if row.danger and row.danger not in set(Danger) else []
        wrong += [name for name in row.remarks or () if name not in set(Remark)]
        for name in wrong:
            yield Conflict("没有这个标签", f"{name}：{row.text}", (row.source,))


def _contradicting(rows: Iterable[Row]) -> Iterator[Conflict]:
    """The same words, said after the same words, labelled in two ways."""
    said: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        said[tuple(PUNCTUATION.sub("", one) for one in (row.text, *row.context))].append(row)
    for same in (rows for rows in said.values() if len(rows) > 1):
        every = [(row.source, labels(row)) for row in same]
        for head in sorted({head for _, known in every for head in known}):
            ways = {frozenset(known[head]): source for source, known in every if head in known}
            if len(ways) > 1:
                yield Conflict(f"同一句话标得不一样（{head}）", same[0].text, tuple(sorted(ways.values())))
