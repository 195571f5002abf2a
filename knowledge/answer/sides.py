"""What is said of one side of a matter: an officer's sentence (`lexicon/answers/sides.toml`), else that the notice does
not state it, in that side's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from knowledge import texts as wrong
from knowledge.answer import texts
from knowledge.document import KindClause, Place
from knowledge.errors import LexiconError
from knowledge.lexicon.load import read_toml
from knowledge.lexicon.model import Facet, Topic
from knowledge.patterns import Late
from knowledge.reading.asked import VAGUE
from knowledge.reading.naming import WHOLES

NAME = Late(r"\{([\u4e00-\u9fff、，]+)\}")
NOTHING: Mapping[str, str] = MappingProxyType({})
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

    def say(self, facet: str, scopes: Sequence[str], place: Place | None = None, quote: str = "") -> str:
        """The sentence for `facet` of the first of `scopes` that has one; "" where none has. `quote`: what is said in
        place of the side's own name, which stands in braces."""
        side = self.known.get(facet)
        said = next((side.says[scope] for scope in scopes if scope in side.says), "") if side else ""
        said = named_as(said, quote) if NAME.search(said) or not quote else _beside(facet, said, quote)
        if not place:
            return said
        source = place.source
        for name, value in (("number", source.number), ("year", str(source.year)), ("spoken", place.spoken)):
            said = said.replace(f"{{{name}}}", value)
        return said

    def unstated(self, facets: Iterable[str], quotes: Mapping[str, str] = NOTHING) -> list[str]:
        """That the notice states none of `facets`: “通知没有写名额，也没有写费用由谁出。” `quotes`: by side, what is
        said back in place of its name."""
        named = [quotes[facet] if facet in quotes else self.called(facet) for facet in facets]
        words = list(dict.fromkeys(one for one in named if one))
        return [texts.unstated(words)] if words else []

    def called(self, facet: str) -> str:
        """What a side is called after “通知没有写”; "" where it has no name."""
        return self.facets[facet].unstated if facet in self.facets else ""

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


def _beside(facet: str, said: str, quote: str) -> str:
    """A sentence that leaves no room for what is said back: it answers a particular side; in place of a vague one that
    is said."""
    return texts.not_written(quote) if facet in VAGUE else said


def named_as(said: str, quote: str) -> str:
    """A sentence with `quote` in place of the name that stands in braces; with the name where there is none."""
    return NAME.sub(lambda match: quote or match[1], said)


def read(path: Path) -> dict[str, Side]:
    """Raises LexiconError for a sentence under a name that is none of SCOPES."""
    return {key: _side(key, entry, path.name) for key, entry in read_toml(path).items()}


def _side(key: str, entry: Mapping[str, str | bool], name: str) -> Side:
    says = {scope: words for scope, words in entry.items() if isinstance(words, str)}
    if strange := {*says, *entry} - SCOPES - {*FLAGS, "figure"}:
        raise LexiconError(wrong.no_scope(name, key, "、".join(sorted(strange))))
    return Side(says, tuple(flag for flag in FLAGS if entry.get(flag)), entry.get("figure", True) is True)
