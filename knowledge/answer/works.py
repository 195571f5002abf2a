"""What is said of activities and work items: the side that is asked first, what the clause says, what it does not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from knowledge.answer import texts
from knowledge.answer.named import EXTRA, FIRST
from knowledge.answer.rules import Interpreted
from knowledge.answer.sides import Sides, of_work
from knowledge.document import Item, Notice
from knowledge.lexicon.called import in_our_names
from knowledge.lexicon.model import Topic
from knowledge.patterns import Late
from knowledge.reading.naming import UNNAMED

LONGEST_QUOTE = 120  # characters of a clause on the union's work that says itself better than we could
WORK = "work_item"
SHORT = 16
CLAUSES = re.compile(r"[,，。!！?？;；\s]+")
FILLERS = Late(
    r"有没有|没有|有吗|有无|是不是|会不会|能不能|要不要|[今明去前]年|\d+年|本年度?|每年|上半年|下半年|年底|最近|近期|现在|目前|到底|真的?|请问|想问|问一下|听说|我们?|咱们?"
    r"|你们?|贵|工会|单位|机关|市直|系统|里|咱|这个?|那个?|活动|比赛|赛|工作|项目|安排|计划|举办|组织|开展|办|搞|弄|开|做|有|还|也|都|就|会|要|能|可以|是|的|了"
    r"|吗|嘛|呢|啊|呀|哦|噢|吧|么|没|不|伐|喂|哇|[\W_]"
)
BARE = Late(r"[^\w]")
INNER = str.maketrans("“”", "‘’")
#: Sides that the clause itself answers.
OF_CLAUSE = frozenset({"exists", "what", "comparison", "count"})
#: Of these the clause's own words say more than we could.
OF_ITS_WORDS = frozenset({"what", "which", "purpose", "basis", "host"})
#: What the clause's own words are the answer to, as far as it goes.
DETAILS = "which"
#: Sides to which what the clause says at all is the answer.
SAID = OF_CLAUSE | {DETAILS}
#: Sides of a benefit; of an activity they ask of some particular thing.
VAGUE = frozenset({"exists", "form", "payout", "other"})


@dataclass(frozen=True, slots=True)
class Asked:
    """One topic as it is asked about: the message, the sides, and by side what of the question is said back."""

    text: str
    facets: tuple[str, ...]
    quotes: Mapping[str, str] = field(default_factory=dict)
    borne: bool = False  # the clause bears the words of the question: it is quoted


def items_of(topic: Topic, notice: Notice, text: str = "") -> list[Item]:
    """The items whose words match the topic's anchor, of the first document that has any (the newest plan leads);
    nearest to the question first where there are several."""
    every = [item for item in notice.items if topic.anchored.search(item.text)]
    found = [item for item in every if item.source == every[0].source]
    if len(found) < 2:
        return found
    return sorted(found, key=lambda item: -_likeness(item.text, text))


def titled(topic: Topic, clause: str) -> str:
    """The topic's title as far as a clause bears it out: 标准化工会创建, where there is no 红旗工会."""
    parts = (_borne_out(part, BARE.sub("", in_our_names(clause))) for part in topic.title.split("和"))
    return "和".join(filter(None, parts))


def _borne_out(title: str, clause: str) -> str:
    """The title where its words stand in a clause, else the most of it that does in one piece; "" for half or less."""
    bare = BARE.sub("", title)
    found = [
        match for match in SequenceMatcher(None, bare, clause, autojunk=False).get_matching_blocks() if match.size > 1
    ]
    if sum(match.size for match in found) == len(bare):
        return title
    longest = max(found, key=lambda match: match.size, default=None)
    return bare[longest.a : longest.a + longest.size] if longest and 2 * longest.size > len(bare) else ""


def _likeness(clause: str, text: str) -> int:
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    return sum(pair in clause for pair in pairs)


def sentences(
    topic: Topic, notice: Notice, asked: Asked, sides: Sides, known: Interpreted
) -> tuple[list[str], list[Item]]:
    """The answer and the items it rests on. A notice without such an item gets an honest no.

    “有的” is said only to somebody who asks whether there is this very thing, and nothing more particular. What the
    clause says is said once: in its own words to who asks for them, else in short. Of a clause in other words than
    those that `known` holds, its words are all that is said.
    """
    items = chosen(items_of(topic, notice, asked.text), asked.text)
    if not items:
        return [f"{'、'.join(one.number for one in notice.sources)}没有提到{topic.title}。"], []
    if not all(known.item(item.text) for item in items):
        called = titled(topic, "".join(item.text for item in items))
        about = f"写到{called}的，原文是" if called else "写的是"
        return [f"{items[0].source.year}年的通知{about}：“{quote(items)}”"], items
    facets = asked.facets
    found = _of_sides(topic, items, facets, asked, sides)
    yes = f"{topic.yes}，" if topic.yes and set(facets) == {"exists"} and not (asked.quotes or asked.borne) else ""
    lead = f"{yes}{topic.lead.replace('{year}', str(items[0].source.year))}。"
    bare = not sides.figure(facets) and all(sides.say(facet, of_work(topic)) for facet in facets)
    if found and (bare or _stated_only(topic, items, facets)):
        return list(dict.fromkeys(found)), items  # 公假, 照片: the clause's words add nothing to them
    short = topic.intent == WORK and sum(len(item.text) for item in items) <= LONGEST_QUOTE
    in_its_words = OF_ITS_WORDS & set(facets) or short or asked.borne
    quoted = f"{yes}{items[0].source.year}年的通知写的是：“{quote(items)}”"
    found.append(quoted if in_its_words else lead)
    if DETAILS in facets and not asked.quotes and not stated(topic, "".join(item.text for item in items), DETAILS):
        found.append(texts.NO_MORE)
    return list(dict.fromkeys(found)), items


def meant(topic: Topic, asked: Asked, sides: Sides) -> tuple[str, ...]:
    """The sides asked about; where the question is of some particular thing (a prize), that it has no word here."""
    particular = left_over(topic, asked.text)
    if particular and all(facet in VAGUE or not _shown(facet, asked.text, sides) for facet in asked.facets):
        return ("exists", UNNAMED)
    return asked.facets


def _of_sides(topic: Topic, items: Sequence[Item], facets: Sequence[str], asked: Asked, sides: Sides) -> list[str]:
    """A sentence for each side: what the clause states, what is known besides, or that it is not stated."""
    clause = "".join(item.text for item in items)
    found: list[str] = []
    left: list[str] = []
    for facet in facets:
        if said := stated(topic, clause, facet):
            found += said
        elif facet in OF_CLAUSE or facet == DETAILS:
            continue
        elif known := sides.say(facet, of_work(topic), items[0].place, asked.quotes.get(facet, "")):
            found.append(known)
        else:
            left.append(facet)
    found += sides.unstated([facet for facet in left if facet != UNNAMED or UNNAMED in asked.quotes], asked.quotes)
    first, last = (
        [texts.not_written(asked.quotes[facet]) for facet in keys if facet in asked.quotes]
        for keys in ((FIRST,), (*sorted(SAID), EXTRA))
    )
    return [
        *first,
        *found,
        *last,
        *([texts.THIS_POINT] if left == [UNNAMED] and not (asked.quotes or asked.borne) else []),
    ]


def _stated_only(topic: Topic, items: Sequence[Item], facets: Sequence[str]) -> bool:
    """Whether the clause states every side that is asked about, so that nothing need be said beside it."""
    clause = "".join(item.text for item in items)
    return bool(facets) and all(stated(topic, clause, facet) for facet in facets)


def _shown(facet: str, text: str, sides: Sides) -> bool:
    """Whether words of the message show that this side is asked about."""
    cues = sides.facets[facet].cues if facet in sides.facets else None
    return cues is not None and (any(word in text for word in cues.words) or sides.shown(facet, text))


def left_over(topic: Topic, text: str) -> str:
    """The matter beside the topic in a short question “有没有……”: a prize, a meal, a garden; "" where there is none, or
    none that stands in one piece. Longer ones may tell a story around it."""
    whole = text = in_our_names(text)
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


def stated(topic: Topic, clause: str, facet: str) -> list[str]:
    """Sentences for a side that the clause states; none where it does not."""
    found = []
    for way in topic.stated.get(facet, ()):
        if match := re.search(way.find, clause):
            words = "和".join(match.groups()) if match.groups() else match[0]
            found.append(way.say.replace("{}", words) + "。")
    return list(dict.fromkeys(found))


def beside(sentence: str, items: Sequence[Item]) -> bool:
    """Whether a sentence only quotes the clauses, or leads to them, beside the sides that are asked."""
    return bool(items) and (quote(items) in sentence or sentence.startswith(f"{items[0].source.year}年"))


def quote(items: Sequence[Item]) -> str:
    """The clauses' own words; marks inside become ‘ ’, since the whole stands in “ ”."""
    return "".join(item.text for item in items).translate(INNER)
