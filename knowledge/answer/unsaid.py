"""Of sentences that take turns, one that was not said before in the talk."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.patterns import Late

SHE = Late("她")  # the same sentence, of a woman


def unsaid(says: Sequence[str], heard: Sequence[str], at: int) -> str:
    """The next after the one that was said last; "" where all were said. Where nothing is known of what was said, the
    one whose turn it is (`at`)."""
    if not heard:
        return says[at % len(says)] if says else ""
    last = [_last(one, heard) for one in says]
    begin = last.index(max(last)) + 1 if any(one >= 0 for one in last) else 0
    order = [(begin + step) % len(says) for step in range(len(says))]
    return next((says[one] for one in order if last[one] < 0), "")


def longest_ago(says: Sequence[str], heard: Sequence[str]) -> str:
    """The one that was said before all others."""
    return min(says, key=lambda one: _last(one, heard))


def _last(sentence: str, heard: Sequence[str]) -> int:
    """Which of the answers held it last; -1 for none."""
    of_him = SHE.sub("他", sentence)
    return max((at for at, said in enumerate(heard) if of_him in SHE.sub("他", said)), default=-1)
