"""An inverted BM25 index over short texts.

Robertson & Zaragoza, “The Probabilistic Relevance Framework: BM25 and Beyond” (2009), eq. 3.15, with the idf of
Lucene, which is never negative: idf(t) = ln(1 + (N - n + 0.5) / (n + 0.5)). What a term adds to a text is computed
once, when the term is first asked for; a query then only adds up postings. The tokenizer is a callable, so that
clauses and phrasings can be cut differently.
"""

from __future__ import annotations

import heapq
import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

K1, B = 1.5, 0.75
SMALL = 5_000  # texts; of fewer, adding up every posting takes less time than finding out which could be left
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
        self._lengths: list[int] = []
        # token → number of a text, how often it is there, number of the next, … in 4 bytes each
        self._holders: defaultdict[str, array[int]] = defaultdict(lambda: array("i"))
        for number, text in enumerate(texts):
            tokens = tokenizer(text)
            self._lengths.append(len(tokens))
            for token, times in Counter(tokens).items():
                self._holders[token].extend((number, times))
        self.size = len(self._lengths)
        self._mean = sum(self._lengths) / self.size if any(self._lengths) else 1.0
        self._postings: dict[str, Posting] = {}

    def _posting(self, token: str) -> Posting:
        """The token's posting, computed when it is first asked for: most tokens never are."""
        if token not in self._postings:
            numbers, often = self._holders[token][::2], self._holders[token][1::2]
            idf = math.log(1 + (self.size - len(numbers) + 0.5) / (len(numbers) + 0.5))
            norms = (K1 * (1 - B + B * self._lengths[number] / self._mean) for number in numbers)
            gains = [idf * times * (K1 + 1) / (times + norm) for times, norm in zip(often, norms, strict=True)]
            self._postings[token] = Posting(numbers, array("d", gains), max(gains))
        return self._postings[token]

    def held(self, token: str) -> int:
        """How many texts hold the token."""
        return len(self._holders.get(token, ())) // 2

    def has(self, number: int, token: str) -> bool:
        """Whether a text holds the token: the numbers of its holders ascend."""
        holders = self._holders.get(token, ())
        at = 2 * bisect_left(range(len(holders) // 2), number, key=lambda one: holders[2 * one])
        return at < len(holders) and holders[at] == number

    @property
    def tokens(self) -> Iterable[str]:
        """Every token that any text holds."""
        return self._holders.keys()

    def search(self, query: str, most: int = 5) -> list[Found]:
        """The best texts for the query's words, best first; ties in the order of the texts; no match, no entry."""
        return self.search_tokens(self.tokenizer(query), most)

    def search_tokens(self, tokens: Iterable[str], most: int = 5) -> list[Found]:
        """Exact, but reads long postings no further than they can matter: once the texts found so far outscore all that
        the remaining tokens could add to a new one, only those are completed (Turtle & Flood, “MaxScore”, 1995)."""
        asked = Counter(token for token in tokens if token in self._holders)
        rows = sorted(((self._posting(token), times) for token, times in asked.items()), key=lambda row: -row[0].peak)
        left = sum(posting.peak * times for posting, times in rows)
        scores: defaultdict[int, float] = defaultdict(float)
        for at, (posting, times) in enumerate(rows):
            if self.size > SMALL and len(scores) >= most and (bar := heapq.nlargest(most, scores.values())[-1]) > left:
                return _best(_completed(scores, rows[at:], bar, left), most)
            for number, gain in zip(posting.numbers, posting.gains, strict=True):
                scores[number] += gain * times
            left -= posting.peak * times
        return _best(scores, most)


@dataclass(frozen=True, slots=True)
class Posting:
    """Ascending numbers of the texts that hold a token, what it adds to each, and the most it adds to any."""

    numbers: array[int]
    gains: array[float]
    peak: float


def _completed(
    scores: Mapping[int, float], rows: Sequence[tuple[Posting, int]], bar: float, left: float
) -> Mapping[int, float]:
    """Scores of the texts that can still be among the best, with what the remaining rows add to them."""
    whole = {number: score for number, score in scores.items() if score + left >= bar}
    for posting, times in rows:
        for number in whole:
            at = bisect_left(posting.numbers, number)
            if at < len(posting.numbers) and posting.numbers[at] == number:
                whole[number] += posting.gains[at] * times
    return whole


def _best(scores: Mapping[int, float], most: int) -> list[Found]:
    """Best first, ties by number: the bar is found among the bare scores, since only what reaches it need be sorted."""
    bar = heapq.nlargest(most, scores.values())[-1] if len(scores) > most else 0.0
    reached = [(-score, number) for number, score in scores.items() if score >= bar]
    return [Found(number, -score) for score, number in sorted(reached)[:most]]


def pairs(text: str) -> list[str]:
    """A text's characters and neighbouring pairs, punctuation left out: a cut that needs no dictionary."""
    said = "".join(character for character in text if character.isalnum())
    return [*said, *(said[at : at + 2] for at in range(len(said) - 1))]
