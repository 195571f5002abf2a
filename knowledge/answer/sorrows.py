"""The answer to a sorrow that is told or reported: no figure of it is said unasked, and there is time."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answer import kinds, licence, texts
from knowledge.answer.model import Answer, Citation
from knowledge.answer.pieces import OFFICER, Pieces
from knowledge.answer.sides import of_kind
from knowledge.document import KindClause, sourced
from knowledge.lexicon.load import Lexicon
from knowledge.reading.model import Act, Reading, Whose


def gently(lexicon: Lexicon, kind: KindClause, sides: Sequence[str], reading: Reading) -> bool:
    """Whether it is a sorrow that is only told, or another side of it is asked for: of those no figure is said. Who
    wants it registered in so many words hears the clause as it is."""
    sorrow = kind.visit and kind.plain and not lexicon.topics[kind.key].mediated
    return sorrow and (Act.REPORT not in reading.acts or bool(sides))


def taken(pieces: Pieces, kind: KindClause, facets: Sequence[str], reading: Reading, opening: str) -> Answer:
    """A sorrow that is reported: the sides that are to be told of it, what the union does, and the form or, for kin
    whom the clause hardly means, an officer, when there is time for it."""
    topic = pieces.lexicon.topics[kind.key]
    limit = licence.limit(kind.key, reading.events, pieces.rules)
    far = any(event.whose is Whose.OTHER_KIN for event in reading.events)
    sides = [pieces.sides.say(facet, of_kind(kind, topic), kind.place) for facet in facets]
    said = "".join((*dict.fromkeys(sides), kinds.taken(kind, topic, limit)))
    lines = [opening, said, texts.NO_HURRY_OFFICER if far else texts.NO_HURRY, sourced([kind.place])]
    doors = pieces.of(kind.key, (), reading).buttons
    buttons = (OFFICER, *(one for one in doors if one.action != "report")) if far else doors
    source, text = (Citation(kind.place.source.number, kind.place.clause),), "\n".join(filter(None, lines))
    return Answer("report", (kind.key,), {}, tuple(facets), text, source, buttons)
