"""The buttons under an answer, in the order in which they are wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from knowledge.answer.model import Suggestion
from knowledge.answer.pieces import OFFICER, Piece
from knowledge.lexicon.load import Lexicon


def leading_on(pieces: Sequence[Piece], reported: str | None, lexicon: Lexicon) -> tuple[Suggestion, ...]:
    """What leads on, each once: what is reported first, then one of each topic, then the rest. Of two that look alike
    each says of which topic it is."""
    every = [button for piece in pieces for button in piece.buttons]
    first = [piece.buttons[0] for piece in pieces if piece.buttons]
    own = [button for button in every if reported and button.argument == reported]
    ordered = list(dict.fromkeys((*own[:1], *first, *every)))
    alike = Counter(button.label for button in ordered)
    return tuple(_told_apart(button, lexicon) if alike[button.label] > 1 else button for button in ordered)


def _told_apart(button: Suggestion, lexicon: Lexicon) -> Suggestion:
    topic = lexicon.topics.get(button.argument)
    return replace(button, label=f"{button.label}：{topic.label}") if topic else button


def officer_first(buttons: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    return (OFFICER, *(one for one in buttons if one != OFFICER))
