"""What is said of activities and work items: the clause's own words, the sides it states and those it does not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.answer.rules import Interpreted
from knowledge.document import Item, Notice
from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import Topic

LONGEST_QUOTE = 120
SHORT = 16
CLAUSES = re.compile(r"[,，。!！?？;；\s]+")
FILLERS = re.compile(
    r"有没有|没有|有吗|有无|是不是|会不会|能不能|要不要|[今明去前]年|\d+年|本年度?|每年|上半年|下半年|年底|最近|近期|到底|真的?|请问|想问|问一下|听说|我们?|咱们?"
    r"|你们?|贵|工会|单位|机关|市直|系统|里|咱|这个?|那个?|活动|比赛|赛|工作|项目|安排|计划|举办|组织|开展|办|搞|弄|开|做|有|还|也|都|就|会|要|能|可以|是|的|了"
    r"|吗|嘛|呢|啊|呀|哦|噢|吧|么|没|不|伐|喂|哇|[\W_]"
)
INNER = str.maketrans("“”", "‘’")
QUIET = frozenset({"exists", "what", "comparison", "count"})
#: Sides of a benefit; of an activity they ask of some particular thing.
VAGUE = frozenset({"exists", "form", "payout", "other"})
ORDER = (
    "amount",
    "form",
    "date",
    "deadline",
    "place",
    "duration",
    "covered",
    "quota",
    "groups",
    "ratio",
    "fee",
    "invoice",
    "frequency",
    "procedure",
    "response",
    "handler",
    "proxy",
    "materials",
    "leave",
    "liability",
    "sharing",
    "delivery",
    "exchange",
    "payout",
    "discretion",
    "secrecy",
    "validity",
    "which",
    "host",
)


def items_of(topic: Topic, notice: Notice, text: str = "") -> list[Item]:
    """The items whose words match the topic's anchor, nearest to the question first where there are several."""
    found = [item for item in notice.items if re.search(topic.anchor, item.text)]
    if len(found) < 2:
        return found
    return sorted(found, key=lambda item: -_likeness(item.text, text))


def _likeness(clause: str, text: str) -> int:
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    return sum(pair in clause for pair in pairs)


def paragraph(
    topic: Topic, notice: Notice, text: str, facets: Sequence[str], lexicon: Lexicon, known: Interpreted
) -> tuple[str, list[Item]]:
    """The answer and the items it rests on. A notice without such an item gets an honest no.

    “有的” is said only to somebody who asks whether there is this very thing, and nothing more particular. Of a clause
    in other words than those that `known` holds, its words are all that is said.
    """
    items = chosen(items_of(topic, notice, text), text)
    if not items:
        return f"{'、'.join(one.number for one in notice.sources)}没有提到{topic.title}。", []
    if not all(known.item(item.text) for item in items):
        return f"{items[0].source.year}年的通知写到{topic.title}的，原文是：“{quote(items)}”", items
    more = left_over(topic, text)
    if more and all(facet in VAGUE or not _shown(facet, text, lexicon) for facet in facets):
        facets = ("exists", "other")
    clause = "".join(item.text for item in items)
    said, answered = stated(topic, clause, facets)
    yes = f"{topic.yes}，" if topic.yes and set(facets) == {"exists"} else ""
    sentences = [*said] or [f"{yes}{topic.lead.replace('{year}', str(items[0].source.year))}。"]
    left = [key for key in ORDER if key in facets and key not in answered | QUIET]
    if not said or left or len(clause) <= LONGEST_QUOTE:
        sentences.append(f"原文是：“{quote(items)}”")
    words = [lexicon.facets[key].unstated for key in left] + (
        [f"您问的“{more}”" if more else "您问的这一点"] if "other" in facets and not left else []
    )
    if words:
        sentences.append(f"通知未写明{'、'.join(words)}。")
    return "".join(sentences), items


def _shown(facet: str, text: str, lexicon: Lexicon) -> bool:
    """Whether words of the message show that this side is asked about."""
    cues = lexicon.facets[facet].cues if facet in lexicon.facets else None
    return cues is not None and (any(word in text for word in cues.words) or cues.matches(text))


def left_over(topic: Topic, text: str) -> str:
    """The matter beside the topic in a short question “有没有……”: a prize, a meal, a garden; "" where there is none, or
    none that stands in one piece and can be quoted. Longer ones may tell a story around it."""
    whole = text
    text = next((part for part in CLAUSES.split(text) if any(word in part for word in topic.cues.words)), text)
    if len(text) > SHORT:
        return ""
    for word in sorted(topic.cues.words, key=len, reverse=True):
        text = text.replace(word, "")
    rest = FILLERS.sub("", text)
    return rest if len(rest) > 1 and rest in whole else ""


def chosen(items: list[Item], text: str) -> list[Item]:
    """Of many items (经费 has five) the one nearest to the question; of two or three, all."""
    if len(items) <= 2:
        return items
    best = _likeness(items[0].text, text)
    return [item for item in items if _likeness(item.text, text) >= max(1, best - 1)][:2] or items[:2]


def stated(topic: Topic, clause: str, facets: Sequence[str]) -> tuple[list[str], frozenset[str]]:
    """Sentences for the sides asked about that the clause states, and which sides they are."""
    sentences, answered = [], set()
    for facet in facets:
        for way in topic.stated.get(facet, ()):
            if match := re.search(way.find, clause):
                words = "和".join(match.groups()) if match.groups() else match[0]
                sentences.append(way.say.replace("{}", words) + "。")
                answered.add(facet)
    return list(dict.fromkeys(sentences)), frozenset(answered)


def quote(items: Sequence[Item]) -> str:
    """The clauses' own words; marks inside become ‘ ’, since the whole stands in “ ”."""
    return "".join(item.text for item in items).translate(INNER)
