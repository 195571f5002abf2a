"""An inverted BM25 index over short texts.

Robertson & Zaragoza, “The Probabilistic Relevance Framework: BM25 and Beyond” (2009), eq. 3.15, with the idf of
Lucene, which is never negative: idf(t) = ln(1 + (N - n + 0.5) / (n + 0.5)). What a term adds to a text is computed when
the index is built, so a query only adds up postings. The tokenizer is a callable: clauses and phrasings are cut
differently.
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

K1, B = 1.5, 0.75
Tokenizer = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """A text of the index, by its number, and its score."""

    number: int
    score: float


class Index:
    """BM25 over `texts`; texts are known by their place, from 0."""

    def __init__(self, texts: Iterable[str], tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        counts = [Counter(tokenizer(text)) for text in texts]
        self.size = len(counts)
        self._postings = _postings(counts)

    def search(self, query: str, most: int = 5) -> list[Found]:
        """The best texts for the query's words, best first; ties in the order of the texts; no match, no entry."""
        return self.search_tokens(self.tokenizer(query), most)

    def search_tokens(self, tokens: Iterable[str], most: int = 5) -> list[Found]:
        scores: defaultdict[int, float] = defaultdict(float)
        for token in tokens:
            if posting := self._postings.get(token):
                for number, gain in zip(*posting, strict=True):
                    scores[number] += gain
        best = heapq.nsmallest(most, scores.items(), key=lambda one: (-one[1], one[0]))
        return [Found(number, score) for number, score in best]


def _postings(counts: Sequence[Counter[str]]) -> dict[str, tuple[array[int], array[float]]]:
    """Token → numbers of the texts that hold it, and what it adds to each."""
    lengths = [count.total() for count in counts]
    mean = sum(lengths) / len(lengths) if any(lengths) else 1.0
    holders: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, count in enumerate(counts):
        for token, times in count.items():
            holders[token].append((number, times))
    postings = {}
    for token, held in holders.items():
        idf = math.log(1 + (len(counts) - len(held) + 0.5) / (len(held) + 0.5))
        gains = [idf * times * (K1 + 1) / (times + K1 * (1 - B + B * lengths[number] / mean)) for number, times in held]
        postings[token] = (array("l", [number for number, _ in held]), array("d", gains))
    return postings


def pairs(text: str) -> list[str]:
    """A text's characters and neighbouring pairs, punctuation left out: a cut that needs no dictionary."""
    said = "".join(character for character in text if character.isalnum())
    return [*said, *(said[at : at + 2] for at in range(len(said) - 1))]
