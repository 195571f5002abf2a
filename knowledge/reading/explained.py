"""What was asked explains a hint of danger: a bank is a place to who was asked where. Plain words it never explains."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from knowledge.reading.model import Danger, Reading


class Wants(StrEnum):
    """What was asked of the writer, as far as its answers hold words that are dark elsewhere."""

    PLACE = "place"  # “江边那幢楼”, “住院部十二楼”
    DAY = "day"  # “今年的最后一天”
    PAPERS = "papers"  # “药费发票都留着”
    DEATH = "death"  # of somebody: “掉下去摔的”
    NOTICE = "notice"  # what all are to read: of the writer himself it tells nothing


EXPLAINS: Mapping[Wants, frozenset[str]] = {
    Wants.PLACE: frozenset({"high", "edge", "fall"}),
    Wants.DAY: frozenset({"nomore", "lasttime", "absent", "end", "live"}),
    Wants.PAPERS: frozenset({"means", "hoard", "hand", "settled", "debt", "ill"}),
    Wants.DEATH: frozenset({"die", "end", "vanish", "fall", "high", "ill", "pain", "means", "thanks"}),
}
"""By what was asked, the motifs of despair (`lexicon/despair.toml`) that it explains."""


def endangered(reading: Reading, wants: Collection[Wants] = ()) -> bool:
    """Whether danger is told of, and not in words that what was asked explains."""
    if reading.danger is Danger.NONE:
        return False
    if reading.hints is None:
        return True
    motifs = frozenset().union(*(EXPLAINS.get(one, ()) for one in wants))
    return Wants.NOTICE not in wants and not (reading.hints and reading.hints <= motifs)
