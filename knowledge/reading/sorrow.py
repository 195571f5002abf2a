"""Whether a message holds a sorrow: of which event, or of one that no event names."""

from __future__ import annotations

from knowledge.reading.heads import GLOOM, YES
from knowledge.reading.linear import Scores


def dark(scores: Scores) -> bool:
    """Whether anything in the message may be a sorrow, by what was learned of all sorrows together."""
    return scores.get(GLOOM, YES) > scores.bars.gloomy


def sorely(scores: Scores) -> bool:
    """Whether it holds a sorrow likely enough for one that no word names to be told of."""
    return scores.get(GLOOM, YES) > scores.bars.sore
