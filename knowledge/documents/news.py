"""What a document gives for events that no topic is for (会员去世), beside the documents in use: in sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from knowledge.documents import texts
from knowledge.documents.grants import wording
from knowledge.documents.items import item_of
from knowledge.documents.model import Document
from knowledge.documents.terms import events

INNER = str.maketrans("“”", "‘’")


def news(document: Document, others: Sequence[Document], topics: Collection[str]) -> Iterator[str]:
    """New, otherwise worded, and, of a document that this one takes the place of, gone. `topics` are told elsewhere."""
    repealed = {one.number for one in document.supersedes}
    replaced = [one for one in others if one.number == document.number or one.number in repealed]
    now, before, gone = _said([document], topics), _said(others, topics), _said(replaced, topics)
    for event, words in now.items():
        if event not in before:
            yield texts.event_new(events()[event].name, _quoted(words))
        elif not set(words) & set(before[event]) or set(gone.get(event, words)) != set(words):
            yield texts.event_changed(events()[event].name, _quoted(before[event]), _quoted(words))
    for event, words in gone.items():
        if event not in now:
            yield texts.event_gone(events()[event].name, _quoted(words))


def _said(documents: Iterable[Document], topics: Collection[str]) -> dict[str, list[str]]:
    """By event, the clauses that give something."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for document in documents:
        for clause in document.clauses:
            listed = bool(item_of(clause))  # told as a kind of the document's own
            if (
                clause.event
                and clause.amount
                and clause.event not in topics
                and clause.event in events()
                and not listed
            ):
                found[clause.event].append(wording(clause.text))
    return found


def _quoted(words: Iterable[str]) -> str:
    return "；".join(dict.fromkeys(words)).translate(INNER)
