"""What is said of one side of a matter: an officer's sentence (`lexicon/answers/sides.toml`), else that the notice does
not state it, in that side's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from knowledge.document import KindClause, Place
from knowledge.errors import LexiconError
from knowledge.lexicon.load import read_toml
from knowledge.lexicon.model import Facet, Topic
from knowledge.reading.naming import WHOLES

FLAGS = ("officer", "mine", "activities")
OF_FORM = {"慰问金": "money", "慰问品": "goods", None: "unpriced"}
SCOPES = frozenset(
    {*OF_FORM.values(), *WHOLES, "mediated", "visit", "joy", "kind", "all", "activity", "work", "plan", "report"}
)


@dataclass(frozen=True, slots=True)
class Side:
    """The sentences by what is asked about (SCOPES), the buttons that go with them, and whether the ceiling is worth
    saying after them."""

    says: Mapping[str, str]
    buttons: tuple[str, ...] = ()
    figure: bool = True


@dataclass(frozen=True)
class Sides:
    """Every side that can be asked, and what is known of it. `shown_in`: those that a text shows."""

    known: Mapping[str, Side]
    facets: Mapping[str, Facet]
    shown_in: Callable[[str], Set[str]]

    def say(self, facet: str, scopes: Sequence[str], place: Place | None = None) -> str:
        """The sentence for `facet` of the first of `scopes` that has one; "" where none has."""
        side = self.known.get(facet)
        said = next((side.says[scope] for scope in scopes if scope in side.says), "") if side else ""
        if not place:
            return said
        source = place.source
        for name, value in (("number", source.number), ("year", str(source.year)), ("spoken", place.spoken)):
            said = said.replace(f"{{{name}}}", value)
        return said

    def unstated(self, facets: Iterable[str]) -> list[str]:
        """That the notice states none of `facets`: “通知没有写名额，也没有写费用由谁出。”"""
        named = [self.facets[facet].unstated for facet in facets if facet in self.facets]
        words = "，也没有写".join(dict.fromkeys(one for one in named if one))
        return [f"通知没有写{words}。"] if words else []

    def figure(self, facets: Iterable[str]) -> bool:
        """Whether the ceiling helps whoever asks of these sides, of one of them at least."""
        return any(side.figure if (side := self.known.get(facet)) else True for facet in facets)

    def shown(self, facet: str, text: str) -> bool:
        """Whether the patterns of a side are found in a text in normal form."""
        return facet in self.shown_in(text)

    def buttons(self, facets: Iterable[str]) -> list[str]:
        sides = (self.known[facet] for facet in facets if facet in self.known)
        return [button for side in sides for button in side.buttons]


def of_kind(kind: KindClause, topic: Topic) -> tuple[str, ...]:
    """Under which of SCOPES a kind is spoken of, the closest first. What a document calls otherwise (纪念品, 蛋糕券) is
    said to be neither money nor 慰问品."""
    mediated = ("mediated",) if topic.mediated else ()
    form = (OF_FORM[kind.form],) if kind.form in OF_FORM else ()
    return (*mediated, *form, "visit" if kind.visit else "joy", "kind")


def of_whole(topic: str) -> tuple[str, ...]:
    return (topic, "all")


def of_work(topic: Topic) -> tuple[str, ...]:
    return ("activity" if topic.intent == "activity" else "work", "plan")


def own_words(clause: str) -> str:
    """That the notice says nothing of what is asked, by the member's own whole clause where that is short."""
    return f"您问的“{clause}”，通知没有写。" if clause else "您问的这一点，通知没有写。"


def read(path: Path) -> dict[str, Side]:
    """Raises LexiconError for a sentence under a name that is none of SCOPES."""
    return {key: _side(key, entry, path.name) for key, entry in read_toml(path).items()}


def _side(key: str, entry: Mapping[str, str | bool], name: str) -> Side:
    says = {scope: words for scope, words in entry.items() if isinstance(words, str)}
    if strange := {*says, *entry} - SCOPES - {*FLAGS, "figure"}:
        raise LexiconError(f"{name} 的 [{key}] 里，“{'、'.join(sorted(strange))}”不是问的什么")
    return Side(says, tuple(flag for flag in FLAGS if entry.get(flag)), entry.get("figure", True) is True)
