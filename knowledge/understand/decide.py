"""Weighs the evidence and decides on intent, topics, facets and open points.

The classifier, trained on the phrasings, leads; the lexicon's words count besides (RULE, chosen on folds by persona) and
have the last word where it is a matter of honesty: a look-alike's own word is never answered with another topic's figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from knowledge.document import Notice
from knowledge.lexicon.load import Lexicon
from knowledge.reports import Reading
from knowledge.reports import read as read_report
from knowledge.understand.evidence import ENOUGH, Gatherer
from knowledge.understand.linear import Model
from knowledge.understand.model import Evidence, Overview, Understanding

RULE = 0.05
OVERVIEW, CHITCHAT, CARE, OUT = "overview", "chitchat", "care", "out"
OVERVIEW_RULE, CHITCHAT_RULE = 4.0, 2.5
STRONG_RULE = 3.0
BESIDE = 0.22
BESIDE_IN_A_LIST = 0.9
MOST_TOPICS, MOST_IN_A_LIST = 3, 4
SEVERAL = re.compile(
    r"分别|各|[两三四俩仨](样|件|项|个事|头|个都|种)|都[是有怎咋送贺访算能管给要]|、|和|跟.{1,6}(一起|都)|以及|及|另外|另问|顺便|一起|同时|叠|合计|还有|又"
    r"|也|呢.+呢|[?].+[?]"
)
UNSURE, SURE = 0.03, 0.2
STUBBORN, UNFOUND = 0.1, 0.1
NAMES_THE_GRANT = re.compile(r"慰问|要访|要贺|五要|(?:有没有|有什么|啥|有)表示")
CLOSE = 0.04
CARED_FOR, NEAR = 0.15, 0.05
LEAST_NEWS, NEWSWORTHY = 4, 0.3
NEWS = re.compile(r"[了爻的啦]|昨|今|刚|前天|上周|上个?月|下个?月|即将|快要|明天|后天|本人|我们?[科处组]")
SHORT, UNKNOWN = 12, 0.2
ASKS = re.compile(
    r"[?？吗伐]|[么嘛否](?=$|[,。!])|多少|什么(?!都|也)|啥(?!都|也)|哪(?!里都|儿都|[。,!]|$)|怎么(?!都|也)|咋|如何|几(?!天|个|年|岁|句|下|乎|次都)"
    r"|谁(?!都|也)|(?P<v>[\u4e00-\u9fff])[不没](?P=v)(?!兴)|是不是|请问|想问|问一下|请教|何乜|几倈|还是|哪能|是否|可否|能否|为何|有何|规定|条款|要访|要贺|慰问[金品]|封顶|上限|标准|时间节点|一[码回]事|真的假的|真假|何者|好否"
    r"|有.{1,10}没有?(?=$|[,。!])|过期没|^(?!.*在).*呢(?=$|[,。!])"
    r"|(?:[算管给行好对有来完]|能|会).{0,14}[不没吧](?=$|[,。!])"
)
POLITE = re.compile(r"(怎么领|找谁|谁管|谁能帮|怎么办)[!。.~?]*$|(好不好|行不行|好吗|行吗|可以吗|可不可以|行么|好伐|可以不)[!。.~]*$")
ASKED_OF_A_RULE = frozenset({"amount", "form", "materials", "basis", "payout", "comparison", "quota", "fee"})
FIRM = re.compile(r"先.{0,4}报|[帮替给].{0,5}报|劳烦|麻烦.{0,3}(登记|记)|特此|报上去|报一[个声下]|报个|给我记|讲一声|来登记|来报")
HOW_TO_REPORT = re.compile(r"(怎么|咋|如何|哪里|哪能|要不要|能不能|谁|怎样).{0,4}(报|登记|说)|报(什么|啥|预算|销)")


@dataclass(frozen=True)
class Reader:
    """Understands single messages."""

    lexicon: Lexicon
    notice: Notice
    model: Model | None

    @cached_property
    def gather(self) -> Gatherer:
        return Gatherer(self.lexicon, self.notice, self.model)

    def read(self, message: str, today: date) -> Understanding:
        """The message by itself, without what was said before."""
        return self.decide(message, self.gather(message), today)

    def decide(self, message: str, found: Evidence, today: date) -> Understanding:
        weights = self.weigh(found)
        base = Understanding(
            text=found.text,
            intent="out_of_scope",
            facets=found.facets,
            care="care" in found.signals or weights.get(CARE, 0.0) >= max(CARED_FOR, next(iter(weights.values())) - NEAR),
            anger="anger" in found.signals,
            why=_explained(found, weights),
        )
        topics = self._topics(weights, found)
        top = self._top(weights)
        event = self._event(message, found, topics, weights, today)
        base = replace(base, event=event)
        if event and (event.kind is None or self._told(found, base.care)):
            return self._report(replace(base, reading=event), found, topics)
        if not base.care and (top == CHITCHAT or self._says_nothing(found, weights)):
            return replace(base, intent="chitchat", small=found.small or "fun")
        if (top == OVERVIEW and (found.overview or weights[OVERVIEW] >= SURE)) or (found.overview and weights.get(OVERVIEW, 0.0) > 0 and not topics):
            return replace(base, intent="entitlement", overview=found.overview or Overview("list"))
        if top == OUT or not topics:
            return replace(base, decline=self._decline(found))
        return self._topical(base, found, topics)

    def _event(
        self, message: str, found: Evidence, topics: list[str], weights: dict[str, float], today: date
    ) -> Reading | None:
        """The event that the message tells of; a Reading without a kind for a complaint about one of the ten kinds."""
        kinds = [topic for topic in topics if self.lexicon.topics[topic].intent == "entitlement"]
        if "complaint" in found.signals and kinds:
            return Reading(kind=None, why=("投诉：不开单，请工会干部处理",))
        foreign = any(owner.startswith("-") and value >= STRONG_RULE for owner, value in found.rules.items())
        if found.text in self._words or (foreign and not found.signals & {"report", "care"}):
            return None
        if not self._told(found, "care" in found.signals) and not (len(found.text) > SHORT and NEWS.search(found.text)):
            return None
        reading = read_report(message, today)
        if not reading.kind and found.notes:
            reading = read_report(found.text, today)
        likely = bool(kinds) and self._top(weights) == kinds[0] and weights[kinds[0]] >= NEWSWORTHY
        if reading.kind or not likely or "没有说到" not in reading.reason:
            return reading if reading.kind else None
        return Reading(kind=kinds[0], why=("按所问事项开单，其余待填",)) if self._tells(found) else None

    def _tells(self, found: Evidence) -> bool:
        """Whether a message reads as news although no event was read from it: it says 报, or tells of something done."""
        if found.facets and not set(found.facets) <= {"date", "covered"}:
            return False
        return "report" in found.signals or (len(found.text) >= LEAST_NEWS and bool(NEWS.search(found.text)))

    def _says_nothing(self, found: Evidence, weights: dict[str, float]) -> bool:
        """A few characters without a question or a word of the lexicon: company is wanted, not an answer."""
        unknown = max(weights.values(), default=0.0) < UNKNOWN
        return unknown and not found.rules and len(found.text) <= SHORT and not ASKS.search(found.text)

    @cached_property
    def _words(self) -> frozenset[str]:
        """Every word of the lexicon: a message that is but one of them asks, and reports nothing."""
        return frozenset(word for topic in self.lexicon.topics.values() for word in topic.cues.words)

    def weigh(self, found: Evidence) -> dict[str, float]:
        """Class → weight: what was learned, plus RULE for each point of the lexicon's."""
        weights = dict(found.learned)
        for owner, value in found.rules.items():
            key = OUT if owner.startswith("-") else owner
            weights[key] = max(weights.get(key, 0.0), found.learned.get(key, 0.0) + RULE * value)
        if found.rules and (stubborn := self._stubborn(found)):
            weights[OUT] = weights.get(OUT, 0.0) + stubborn
        for key, value, there in ((OVERVIEW, OVERVIEW_RULE, found.overview), (CHITCHAT, CHITCHAT_RULE, found.small)):
            weights[key] = weights.get(key, 0.0) + (RULE * value if there else -UNFOUND if key == OVERVIEW else 0.0)
        return dict(sorted(weights.items(), key=lambda one: -one[1]))

    def _stubborn(self, found: Evidence) -> float:
        """What a look-alike's own word weighs besides: for it, unless the message names the grant (慰问, 要访, 要贺)."""
        best = max((v for k, v in found.rules.items() if k[0] == "-" and self.lexicon.declines[k[1:]].stubborn), default=0.0)
        if best < STRONG_RULE:
            return 0.0
        return -STUBBORN if NAMES_THE_GRANT.search(found.text) else STUBBORN

    def _top(self, weights: dict[str, float]) -> str:
        return next(iter(weights), OUT)

    def _topics(self, weights: dict[str, float], found: Evidence) -> list[str]:
        """The best topic and those beside it that stand in the message with a strong word, as the message has them."""
        ranked = [(key, weight) for key, weight in weights.items() if key in self.lexicon.topics]
        if not ranked or (ranked[0][1] < UNSURE and found.rules.get(ranked[0][0], 0) < ENOUGH):
            return []
        best, several = ranked[0], SEVERAL.search(found.text)
        within = BESIDE_IN_A_LIST if several else BESIDE
        beside = [
            key for key, weight in ranked[1:] if weight >= best[1] - within and found.rules.get(key, 0) >= STRONG_RULE
        ]
        chosen = [best[0], *beside][: MOST_IN_A_LIST if several else MOST_TOPICS]
        return sorted(chosen, key=lambda key: self._place(key, found)) if several else chosen

    def _place(self, topic: str, found: Evidence) -> int:
        return min((hit.start for hit in found.hits if hit.owner == topic), default=len(found.text))

    def _told(self, found: Evidence, care: bool) -> bool:
        """Whether a message that tells of an event reports it rather than asks about it."""
        text = POLITE.sub("", found.text)
        if care:
            return True
        if FIRM.search(text) and not HOW_TO_REPORT.search(text) and not set(found.facets) & ASKED_OF_A_RULE:
            return True
        if len(text) <= SHORT and set(found.facets) & ASKED_OF_A_RULE:
            return False
        return not ASKS.search(text)

    def _report(self, base: Understanding, found: Evidence, topics: list[str]) -> Understanding:
        kind = base.reading.kind if base.reading and base.reading.kind else topics[0]
        besides = [topic for topic in topics if base.care or (kind, topic) == ("hardship", "difficulty_relief")]
        chosen = list(dict.fromkeys([kind, *besides]))
        return replace(base, intent="report", topics=tuple(chosen), aspects=self.aspects_of(found, chosen))

    def _topical(self, base: Understanding, found: Evidence, topics: list[str]) -> Understanding:
        intent = self.lexicon.topics[topics[0]].intent
        if close := self._close(found, topics):
            return replace(base, intent=intent, topics=close, close=close)
        return replace(base, intent=intent, topics=tuple(topics), aspects=self.aspects_of(found, topics))

    def _close(self, found: Evidence, topics: list[str]) -> tuple[str, ...]:
        """The two best topics where only the classifier speaks for either and it hardly tells them apart."""
        ranked = [(key, weight) for key, weight in self.weigh(found).items() if key in self.lexicon.topics][:2]
        if len(ranked) < 2 or len(topics) > 1 or any(found.rules.get(key, 0) >= ENOUGH for key, _ in ranked):
            return ()
        return tuple(key for key, _ in ranked) if ranked[0][1] - ranked[1][1] < CLOSE else ()

    def _decline(self, found: Evidence) -> str:
        """The look-alike whose words stand out; "" where none does."""
        ranked = [(value, key[1:]) for key, value in found.rules.items() if key.startswith("-") and value >= ENOUGH]
        return max(ranked)[1] if ranked else ""

    def aspects_of(self, found: Evidence, topics: list[str]) -> tuple[tuple[str, str], ...]:
        """(topic, open point) for every open point that was raised and concerns the topic."""
        return tuple(
            (topic, aspect.key)
            for topic in topics
            if self.lexicon.topics[topic].intent == "entitlement" or topic == "difficulty_relief"
            for aspect in self.lexicon.aspects
            if aspect.key in found.aspects and aspect.concerns(topic)
        )


def _explained(found: Evidence, weights: dict[str, float]) -> tuple[str, ...]:
    mended = (f"改写：{'，'.join(found.notes)}",) if found.notes else ()
    lines = []
    for key, weight in list(weights.items())[:5]:
        words = "、".join(dict.fromkeys(hit.words for hit in found.hits if hit.owner == key))
        lines.append(f"{key} {weight:+.3f}（学到 {found.learned.get(key, 0):+.3f}，词 {found.rules.get(key, 0):.1f}：{words}）")
    return (*mended, *lines, f"问的是：{'、'.join(found.facets) or '未指明'}", f"信号：{'、'.join(sorted(found.signals)) or '无'}")
