"""What is said of the ten kinds: what the union does, the ceiling as a ceiling, and what the notice leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.answer.licence import Limit
from knowledge.document import KindClause
from knowledge.lexicon.load import Lexicon

FIXED = re.compile(
    r"雷打不动|固定|一律|一定给|肯定给|就给|照给|保证|统一|足额|实打实|准数|是不是就|一分不少|全额|到底多少"
)
APART = "困难职工家庭的申报慰问和“五要访”里的特殊困难，在通知里是两条分别列出的，两者是什么关系未说明。"
MONEY_OR_GOODS = re.compile(r"实物|现金|礼品|东西|慰问品|慰问金|发钱|给钱|送钱")
QUIET = frozenset({"exists", "which", "comparison", "count", "basis", "host", "purpose", "amount", "form", "what"})
ORDER = (
    "procedure",
    "materials",
    "deadline",
    "response",
    "handler",
    "proxy",
    "secrecy",
    "date",
    "place",
    "fee",
    "invoice",
    "duration",
    "frequency",
    "sharing",
    "quota",
    "ratio",
    "payout",
    "delivery",
    "exchange",
    "discretion",
    "groups",
    "leave",
    "liability",
    "validity",
    "covered",
)
CONFLICTS = frozenset({"family_conflict", "member_conflict"})
OTHER = "您问的这一点"
INNER = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True)
class Asked:
    """One kind as it is asked about: the sides, what limits the clause for the case told, and the one caveat beside
    it ("" for none)."""

    text: str
    facets: tuple[str, ...]
    limit: Limit | None
    caveat: str

    @property
    def figure(self) -> bool:
        """Whether the ceiling may be stated."""
        return not (self.limit and self.limit.outside)


def paragraph(kind: KindClause, asked: Asked, lexicon: Lexicon) -> str:
    """One kind answered. Whoever asks whether somebody counts hears first whom the clause names."""
    said = [f"通知{asked.caveat}。"] if asked.caveat else []
    if not asked.figure:
        stated = [] if kind.plain else [granted(kind)]
    else:
        stated = [
            granted(kind),
            *differing(kind),
            *_money(kind, asked),
            *_form(kind, asked),
            *_ceiling(kind, asked),
        ]
    sentences = said + stated if "covered" in asked.facets else stated + said
    if left := unstated(asked, lexicon, caveat=bool(asked.caveat)):
        sentences.append(f"通知未写明{left}。")
    return "".join(dict.fromkeys(sentences))


def does(kind: KindClause) -> str:
    """The clause as it is printed, then the deed in everyday words: 要访, 要贺 stay in quotations of the notice."""
    deed = "走访" if kind.key in CONFLICTS else "看望" if kind.visit else "祝贺"
    return f"“{kind.occasion}”，工会来{deed}"


def granted(kind: KindClause) -> str:
    """The deed with its ceiling, or that the notice states no figure (a quarrel is not one of money)."""
    if not kind.plain:
        return f"原文是：“{kind.clause.translate(INNER)}”"
    if kind.ceiling is None:
        return f"{does(kind)}。" if kind.key in CONFLICTS else f"{does(kind)}，通知未写明金额。"
    return f"{does(kind)}，{kind.form}不超过 {kind.ceiling} 元。"


def differing(kind: KindClause) -> Iterator[str]:
    """That a document from above has the lower ceiling, or that one of the same level says otherwise: both named."""
    if kind.cap:
        source = kind.cap.place.source
        yield f"上级的{source.number}（{source.year}年）上限更低，按它不超过 {kind.ceiling} 元。"
    for other in kind.besides:
        source = other.place.source
        words = other.clause.translate(INNER)
        yield f"另有{source.number}（{source.year}年）写的是“{words}”，两份不一致，以工会干部核定的为准。"


def compared(kinds: Sequence[KindClause], lexicon: Lexicon) -> list[str]:
    """Which of the kinds has the higher ceiling: said first, and only where the notice gives each one a figure."""
    ceilings = {kind.key: kind.ceiling for kind in kinds if kind.ceiling is not None}
    if len(kinds) < 2 or len(ceilings) < len(kinds):
        return []
    forms = {kind.form for kind in kinds}
    apart = "不过一样是慰问金、一样是慰问品，不好直接相比。" if len(forms) > 1 else ""
    highest = max(ceilings.values())
    top = [lexicon.topics[key].label for key, ceiling in ceilings.items() if ceiling == highest]
    if len(top) == len(kinds):
        return [f"上限一样，都是不超过 {highest} 元。{apart}"]
    return [f"{'、'.join(top)}的上限高些，不超过 {highest} 元。{apart}"]


def sides_unstated(facets: Sequence[str], lexicon: Lexicon) -> str:
    """The sides asked about that the list of the kinds does not state."""
    return "、".join(lexicon.facets[key].unstated for key in ORDER if key in facets and key not in QUIET | {"covered"})


def unstated(asked: Asked, lexicon: Lexicon, *, caveat: bool) -> str:
    """The sides asked about that no clause on the ten kinds states: “办理流程、需要哪些材料”. A caveat on whom the
    clause covers has dealt with `covered`, and with a side that we have no word for."""
    dealt = {"covered", "other", "frequency"} if caveat else set()
    keys = [key for key in ORDER if key in asked.facets and key not in QUIET | dealt]
    other = [OTHER] if "other" in asked.facets and not keys and not caveat else []
    return "、".join([*(lexicon.facets[key].unstated for key in keys), *other])


def _money(kind: KindClause, asked: Asked) -> Sequence[str]:
    wanted = kind.ceiling is None and kind.key in CONFLICTS and "amount" in asked.facets
    return ("通知未写明金额。",) if wanted else ()


def _form(kind: KindClause, asked: Asked) -> Sequence[str]:
    if not kind.plain:
        return ()  # its own words say what is given
    if "form" not in asked.facets and (kind.form or not MONEY_OR_GOODS.search(asked.text)):
        return ()
    if kind.form is None:
        return ("是钱还是物，通知未写明慰问形式。",)
    if kind.form == "慰问品":
        return ("写的是慰问品，不是慰问金；具体送什么、能否折现，通知未写明。",)
    return ("写的是慰问金；怎么发放，通知未写明。",)


def _ceiling(kind: KindClause, asked: Asked) -> Sequence[str]:
    if kind.ceiling is None or not kind.plain or not FIXED.search(asked.text):
        return ()
    return ("“不超过”是上限，不是固定数额，通知未写明具体给多少。",)
