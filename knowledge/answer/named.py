"""What was asked is always named: where the notice does not state it, by the member's own words where they can be said
back (`reading/asked.py`), else by what the side is called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.lexicon.load import Lexicon
from knowledge.reading.asked import VAGUE, Asking, specific
from knowledge.reading.model import Reading
from knowledge.reading.naming import COVERED, OUT, OWN

#: The words of these sides are things, and each is asked of by itself.
THINGS = frozenset({"materials", "form", "liability", "sharing", COVERED, "substitute"})
FIRST, EXTRA = "<", ""  # what no side stands for
#: What questions have in common, whatever they are about.
COMMON = re.compile(
    r"有没有|没有|是不是|会不会|能不能|可不可以|可以|行不行|要不要|算不算|给不给|管不管|认不认|还是|或者|以及|多少|什么|怎么|如何|哪[些里个儿边样一天]?|为什么|为啥|啥|谁|几"
    r"|[今明去前后]年|[本上下][个]?[周月年]|这?[个]?(?:月|周|星期|礼拜)|今天|明天|昨天|现在|目前|最近|以后|之前|时候|一般|大概|通常|具体|到底|究竟|真的?|请问|想问|问一下"
    r"|工会|单位|机关|系统|会员|职工|慰问[金品]?|通知|文件|规定|活动|我们?|咱们?|他们?|她们?|你们?|大家|自己|这边|那边|这个|那个|这种|那种|这样|那样"
    r"|申请|申报|登记|参加|享受|领取?|拿到?|发|给|报|交|办|去|来|用|算|管|有|是|会|能|要|行|需要|应该|准备|提供|知道|说|看|做|搞|弄|开|到|在|被|把|让|跟|和|对|为|从|向|按|的|了|吗|嘛|呢|啊|呀|哦|噢|吧|么|没|不|伐|还|也|都|就|才|又|再|只|得|着|过|上|下|里|外|中|时"
)


@dataclass(frozen=True)
class Named:
    """Finds which of the parts asked must be named in an answer."""

    lexicon: Lexicon

    def by_topic(self, topics: Sequence[str], askings: Sequence[Asking]) -> Mapping[str, tuple[Asking, ...]]:
        """The asking parts of each topic: of the one whose words stand in it, else of the one before."""
        found: defaultdict[str, list[Asking]] = defaultdict(list)
        last = topics[0] if topics else ""
        for asking in askings:
            named = asking.topic if asking.topic in topics else ""
            last = named or next((topic for topic in topics if self.names(topic, asking)), last)
            found[last].append(asking)
        return {topic: tuple(parts) for topic, parts in found.items()}

    def asked_of(
        self, asked: Mapping[str, tuple[str, ...]], reading: Reading, kept: Container[str]
    ) -> Mapping[str, tuple[str, ...]]:
        """The topics without those that the message only mentions beside its question (“有羽毛球吗，乒乓我打不来”): their
        words stand in no asking part, another's do. `kept`: those that stay all the same."""
        parts = self.by_topic(list(asked), reading.askings)
        named = [topic for topic in asked if any(self.names(topic, one) for one in parts.get(topic, ()))]
        worded = {one.topic for one in reading.questions if one.words}
        if not named or reading.carried:
            return asked
        return {
            topic: facets
            for topic, facets in asked.items()
            if topic in kept or parts.get(topic) or topic not in worded or topic.startswith((OUT, OWN))
        }

    def quotes(
        self,
        topic: str,
        askings: Sequence[Asking],
        facets: Sequence[str],
        stated: Collection[str],
        says: Callable[[str], str],
    ) -> Mapping[str, str]:
        """By side, what is said back in place of the side's own name; under FIRST and EXTRA what no side stands for,
        before all else or after. `facets`: the sides that are answered; `stated`: those that the clause states; `says`:
        the sentence of a side, "" where it has only a name: then what is said back
        stands for it, and under the side there is "".
        """
        found: defaultdict[str, list[str]] = defaultdict(list)
        several, answered = len(askings) > 1, False
        silent: set[str] = set()
        for asking in askings:
            own = [facet for facet in specific(asking) if facet in facets]
            if set(own) & set(stated):
                answered = True
                continue
            facet = own[0] if own else self._standing_in(askings, facets, stated)
            unmet = (several and facet and not says(facet)) or (specific(asking) and not own)
            if asking.quote and (unmet or self.untold(topic, asking, says(facet) if facet else "", facet)):
                bare = facet and not says(facet)
                silent |= {facet} if bare else set()
                found[facet if facet and not bare else EXTRA if answered else FIRST].append(asking.quote)
            else:
                answered = True
        return {facet: "" for facet in silent} | {facet: said_back(quotes) for facet, quotes in found.items()}

    def _standing_in(self, askings: Sequence[Asking], facets: Sequence[str], stated: Collection[str]) -> str:
        """The side under which a part is named whose words show none: a vague one, else one that no part shows."""
        shown = {facet for asking in askings for facet in asking.facets}
        left = [facet for facet in facets if facet not in stated]
        vague = (facet for facet in VAGUE if facet in left)
        return next(vague, next((facet for facet in left if facet not in shown), ""))

    def untold(self, topic: str, asking: Asking, answer: str, facet: str = "") -> bool:
        """Whether something that is asked, beyond the topic and what questions have in common, is not in the answer. Who
        asks whether somebody or something counts asks of the topic's own words, too (“能算受灾吗”)."""
        chunks = self.particulars("" if facet == COVERED else topic, asking)
        return any(not _held(chunk, answer) for chunk in chunks)

    def particulars(self, topic: str, asking: Asking) -> list[str]:
        """What a part asks of beyond its topic, its side and what questions have in common, piece by piece."""
        text = asking.quote or asking.said
        for word in self._words_of(topic, asking.facets):
            text = text.replace(word, " ")
        return [chunk for chunk in COMMON.sub(" ", text).split() if len(chunk) > 1]

    def _words_of(self, topic: str, facets: Iterable[str]) -> list[str]:
        known = self.lexicon.topics.get(topic) or self.lexicon.declines.get(topic.removeprefix(OUT))
        words = set(known.cues.words) if known else set()
        for facet in facets:
            if facet in self.lexicon.facets and facet not in THINGS:
                words |= set(self.lexicon.facets[facet].cues.words)
        return sorted(words, key=len, reverse=True)

    def names(self, topic: str, asking: Asking) -> bool:
        """Whether a word of the topic stands in what is asked."""
        return any(word in f"{asking.quote}{asking.said}" for word in self._words_of(topic, ()))


def _held(chunk: str, text: str) -> bool:
    """Whether a text speaks of a piece of the question: two characters of it in a row."""
    return any(chunk[at : at + 2] in text for at in range(len(chunk) - 1))


def said_back(quotes: Sequence[str]) -> str:
    """“您问的“……””, as what the notice does not state."""
    return f"您问的{''.join(f'“{one}”' for one in dict.fromkeys(quotes))}"


def not_written(phrase: str) -> str:
    return f"{phrase}，通知{'都' if phrase.count('“') > 1 else ''}没有写。"
