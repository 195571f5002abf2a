"""What is said of the ten kinds: the clause's words, its ceiling as a ceiling, and what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.document import KindClause
from knowledge.lexicon.load import Lexicon
from knowledge.understand.model import Understanding

FIXED = re.compile(
    r"雷打不动|固定|一律|一定给|肯定给|就给|照给|保证|统一|足额|实打实|准数|是不是就|一分不少|全额|到底多少"
)
MOST_POINTS = 3
NAMES = "写的是"
APART = "困难职工家庭的申报慰问和“五要访”里的特殊困难，在通知里是两条分别列出的，两者是什么关系未说明。"
ANSWERED = frozenset({"exists", "which", "comparison", "count", "basis", "host", "purpose", "amount", "form"})
ORDER = ("procedure", "materials", "date", "place", "fee", "duration", "frequency", "quota", "payout", "covered")


def paragraph(kind: KindClause, asked: Understanding, lexicon: Lexicon) -> str:
    """One kind answered: what is granted, then what was asked about it, then what the notice leaves open.

    Whoever asks if somebody counts hears first whom the clause names.
    """
    first = f"{kind.occasion}。" if only_when(asked) else granted(kind)
    points = [f"通知{says}。" for says in open_points(kind.key, asked, lexicon)]
    stated = [first, *_form(kind, asked), *_ceiling(kind, asked)]
    sentences = points + stated if "covered" in asked.facets else stated + points
    if left := unstated(asked, lexicon, skip=_covered(kind.key, asked)):
        sentences.append(f"通知未写明{left}。")
    return "".join(dict.fromkeys(sentences))


def granted(kind: KindClause) -> str:
    """“会员结婚要贺，慰问品不超过 500 元。”, or that the notice states no figure."""
    if kind.ceiling is None:
        return f"{kind.occasion}，通知未写明金额。"
    return f"{kind.occasion}，{kind.form}不超过 {kind.ceiling} 元。"


def only_when(asked: Understanding) -> bool:
    """Asked only when money or goods arrive: the ceiling would be no answer to that."""
    return "payout" in asked.facets and not {"amount", "form", "exists"} & set(asked.facets)


def together(asked: Understanding, lexicon: Lexicon) -> list[str]:
    """What must be said of several topics at once: that 困难慰问 and 特殊困难 stand apart, and nothing on adding up."""
    shared = shared_points(asked)
    said = [f"通知{aspect.says}。" for aspect in lexicon.aspects if aspect.key in shared]
    if {"hardship", "difficulty_relief"} <= set(asked.topics) and asked.intent != "report":
        said.append(APART)
    return said


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


def shared_points(asked: Understanding) -> frozenset[str]:
    """Open points that every one of several topics leaves open: they are said once, after all."""
    if len(asked.topics) < 2:
        return frozenset()
    of = [{key for topic, key in asked.aspects if topic == one} for one in asked.topics]
    return frozenset(set.intersection(*of))


def open_points(topic: str, asked: Understanding, lexicon: Lexicon) -> list[str]:
    """What the notice leaves open of what was raised, at most MOST_POINTS: the particular before the general, and
    whom the clause names before what it does not tell apart."""
    keys = {key for about, key in asked.aspects if about == topic} - shared_points(asked)
    if "form" in asked.facets:
        keys -= {"what_item"}
    raised = [aspect for aspect in lexicon.aspects if aspect.key in keys]
    raised.sort(key=lambda aspect: (not aspect.topics, not aspect.says.startswith(NAMES)))
    return list(dict.fromkeys(aspect.says for aspect in raised))[:MOST_POINTS]


def unstated(asked: Understanding, lexicon: Lexicon, skip: frozenset[str] = frozenset()) -> str:
    """The sides asked about that no clause on the ten kinds states: “办理流程、需要哪些材料”."""
    keys = [key for key in ORDER if key in asked.facets and key not in ANSWERED | skip]
    return "、".join(lexicon.facets[key].unstated for key in keys)


def _covered(topic: str, asked: Understanding) -> frozenset[str]:
    """Sides that an open point has dealt with already."""
    raised = {key for about, key in asked.aspects if about == topic}
    covered = {"covered"} if raised else set()
    if "times" in raised:
        covered.add("frequency")
    if raised & {"late", "early"}:
        covered.add("date")
    return frozenset(covered)


def _form(kind: KindClause, asked: Understanding) -> Sequence[str]:
    if "form" not in asked.facets:
        return ()
    if kind.form is None:
        return ("是钱还是物，通知未写明慰问形式。",)
    if kind.form == "慰问品":
        return ("写的是慰问品，不是慰问金；具体送什么、能否折现，通知未写明。",)
    return ("写的是慰问金；怎么发放，通知未写明。",)


def _ceiling(kind: KindClause, asked: Understanding) -> Sequence[str]:
    if kind.ceiling is None or not FIXED.search(asked.text):
        return ()
    return ("“不超过”是上限，不是固定数额，通知未写明具体给多少。",)
