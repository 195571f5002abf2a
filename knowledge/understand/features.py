"""What the classifier sees of a message: its character 1- to 3-grams and what the lexicon found in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from knowledge.lexicon.model import STRONG

LONGEST_GRAM = 3
VERSION = 1
UNLEARNED = frozenset({"care", "side"})


def features(text: str, subjects: Mapping[str, float], facets: Iterable[str], signals: Iterable[str]) -> frozenset[str]:
    """Features of a normalised text. Marked: @topic (and @@ where a strong word stands), #facet, !signal."""
    found = set(grams(text))
    for owner, value in subjects.items():
        found.add("@" + owner)
        if value >= STRONG:
            found.add("@@" + owner)
    found.update("#" + facet for facet in facets)
    found.update("!" + signal for signal in signals if signal not in UNLEARNED)
    return frozenset(found)


def grams(text: str) -> Iterable[str]:
    """Runs of one to LONGEST_GRAM characters, punctuation left out, with marks for the beginning and the end."""
    text = "^" + "".join(character for character in text if character.isalnum()) + "$"
    return (text[at : at + size] for size in range(1, LONGEST_GRAM + 1) for at in range(len(text) - size + 1))
