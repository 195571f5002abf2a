"""Nothing is said twice in a talk: of sentences that take turns, the next that was not said yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def fresh(says: Sequence[str], turn: int, heard: Collection[str]) -> str:
    """The sentence of this turn, or the next one that no answer of the talk (`heard`) has had; its own where each was
    said."""
    in_order = [says[(turn + at) % len(says)] for at in range(len(says))]
    return next((one for one in in_order if not _said(one, heard)), in_order[0])


def spent(says: Sequence[str], heard: Collection[str]) -> bool:
    """Whether each of the sentences was said in this talk."""
    return all(_said(one, heard) for one in says)


def _said(sentence: str, heard: Collection[str]) -> bool:
    return any(sentence in one for one in heard)
