"""What is said of the ten kinds: the side that is asked first, what the union does, the ceiling as a ceiling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.answer import texts
from knowledge.answer.licence import Limit
from knowledge.answer.named import EXTRA, FIRST
from knowledge.answer.sides import Sides, of_kind
from knowledge.answer.texts import THIS_POINT, not_written
from knowledge.document import KindClause
from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import Topic
from knowledge.reading.naming import COMPARISON, COVERED, PLAIN, UNNAMED

AMOUNT = "amount"
CASE = "您说的情形"
INNER = str.maketrans("“”", "‘’")
#: Sides that the clause itself answers: what the union does, and the ceiling.
OF_CLAUSE = frozenset({AMOUNT, "exists", PLAIN, "which", COMPARISON, "count", "host"})
#: Sides of what is given; of a clause that no one figure says, its own words say them.
OF_FIGURE = frozenset({"form", "discretion", "exchange", "delivery"})
#: Who asks one of these asks when, too.
TIMES = frozenset({"payout", "response", "deadline"})
#: Sides that a caveat answers: whom the clause names, or what of it is left open.
ASKED_OF_WHOM = frozenset({COVERED})
#: Sides that are answered even of somebody whom the clause does not name.
BESIDE = frozenset({"wreath", "leave"})
#: Sides of whose the amount is, where several are.
SHARED = frozenset({"sharing", "together"})
DEALT = ASKED_OF_WHOM | {"basis", "date", "frequency"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One kind as it is asked about: the sides, what limits the clause for the case told, the one caveat beside it (""
    for none) and the sides that it answers, and by side what of the question is said back."""

    facets: tuple[str, ...]
    limit: Limit | None
    caveat: str
    dealt: frozenset[str] = ASKED_OF_WHOM
    quotes: Mapping[str, str] = field(default_factory=dict)
    money: bool = False  # a sum is spoken of

    @property
    def outside(self) -> bool:
        """Whether the clause is about somebody or something else: then it grants nothing that could be told."""
        return self.limit is not None and self.limit.outside


def figure(asked: Asked, sides: Sides) -> bool:
    """Whether the ceiling may be stated, and helps: beside a caveat that is all the answer it does (“生二胎还有吗”)."""
    left = [facet for facet in asked.facets if not (asked.caveat and facet in asked.dealt)]
    return not asked.outside and (asked.money or sides.figure(left or (AMOUNT,)))


def sentences(kind: KindClause, topic: Topic, asked: Asked, sides: Sides) -> list[str]:
    """One kind answered, the sides in the order in which they are asked. Whoever asks whether somebody counts hears
    first whom the clause names."""
    caveat = [cautioned(asked)] if asked.caveat else []
    if asked.outside:
        aside = [said for facet in asked.facets if facet in BESIDE and (said := sides.say(facet, of_kind(kind, topic)))]
        return [*caveat, *aside] if kind.plain else [*caveat, granted(kind, topic)]
    grant = granted(kind, topic, money=AMOUNT in asked.facets)
    found: list[str] = []
    left: list[str] = []
    for facet in sorted(asked.facets, key=_place):
        if facet == "date" and TIMES & set(asked.facets):
            continue
        if facet in OF_CLAUSE or (facet in OF_FIGURE and not kind.plain):
            found.append(grant)
        elif facet in asked.dealt and caveat:
            found += caveat
        elif facet in SHARED and kind.counted_by:
            found += [texts.counted(kind.counted_by, kind.counted_by[-1]), grant]
        elif said := sides.say(facet, of_kind(kind, topic), kind.place, asked.quotes.get(facet, "")):
            found.append(said)
        else:
            left.append(facet)
    found += sides.unstated([facet for facet in left if facet != UNNAMED or UNNAMED in asked.quotes], asked.quotes)
    first, last = ([not_written(asked.quotes[key])] if key in asked.quotes else [] for key in (FIRST, EXTRA))
    rest = [grant, *differing(kind)] if figure(asked, sides) else []
    unnamed = [THIS_POINT] if left == [UNNAMED] and kind.plain and not (caveat or asked.quotes) else []
    return list(dict.fromkeys([*first, *found, *rest, *unnamed, *last, *caveat]))


def cautioned(asked: Asked) -> str:
    """The caveat as a sentence, the case named that is asked about."""
    quote = next((asked.quotes[facet] for facet in asked.facets if facet in asked.dealt & {*asked.quotes}), "")
    if quote and CASE not in asked.caveat:
        return f"{quote}，通知没有写，它{asked.caveat}。"
    return f"通知{asked.caveat.replace(CASE, quote or CASE)}。"


def _place(facet: str) -> int:
    """The ceiling that is asked about comes first, what the clause says at all comes last."""
    return 0 if facet == AMOUNT else 2 if facet in OF_CLAUSE else 1


def does(kind: KindClause, topic: Topic) -> str:
    """The clause as it is printed, then the deed in everyday words: 要访, 要贺 stay in quotations of the notice."""
    deed = "走访" if topic.mediated else "看望" if kind.visit else "祝贺"
    return f"“{kind.occasion}”，工会来{deed}"


def taken(kind: KindClause, topic: Topic, limit: Limit | None) -> str:
    """What is said to somebody who tells of it and asks nothing: what the union does, or whom the clause leaves
    open."""
    return texts.for_the_branch(limit.says) if limit else f"{does(kind, topic)}。"


def granted(kind: KindClause, topic: Topic, *, money: bool = False) -> str:
    """The deed with its ceiling, or that the notice states no figure: of a quarrel only where `money` is asked."""
    if not kind.plain:
        return f"原文是：“{kind.clause.translate(INNER)}”"
    if kind.ceiling is not None:
        return texts.at_most(does(kind, topic), kind.form, kind.ceiling)
    return f"{does(kind, topic)}。" if topic.mediated and not money else texts.no_figure(does(kind, topic))


def differing(kind: KindClause) -> Iterator[str]:
    """That a document from above has the lower ceiling, or that one of the same level says otherwise: both named."""
    if kind.cap:
        source = kind.cap.place.source
        yield texts.lower_above(source.number, source.year, kind.ceiling)
    for other in kind.besides:
        source = other.place.source
        yield texts.says_otherwise(source.number, source.year, other.clause.translate(INNER))


def compared(kinds: Sequence[KindClause], lexicon: Lexicon) -> list[str]:
    """Which of the kinds has the higher ceiling: said first, and only where the notice gives each one a figure."""
    ceilings = {kind.key: kind.ceiling for kind in kinds if kind.ceiling is not None}
    if len(kinds) < 2 or len(ceilings) < len(kinds):
        return []
    forms = {kind.form for kind in kinds}
    apart = texts.FORMS_APART if len(forms) > 1 else ""
    highest = max(ceilings.values())
    top = [lexicon.topics[key].label for key, ceiling in ceilings.items() if ceiling == highest]
    if len(top) == len(kinds):
        return [texts.same_ceiling(highest, apart)]
    return [texts.higher_ceiling(top, highest, apart)]
