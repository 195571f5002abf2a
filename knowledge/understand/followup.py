"""Follow-ups: “那生孩子呢” keeps what was asked, “是发现金吗” the topic, “第三条” counts in the list named before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from knowledge.understand.decide import Reader
from knowledge.understand.evidence import ENOUGH
from knowledge.understand.model import Evidence, Overview, Understanding
from knowledge.understand.overview import ordinal_in, yuan_in
from knowledge.understand.weigh import STRONG_RULE

LONGEST = 22
META = "notice_meta"
NOTICE = re.compile(r"通知|文件|文号|附件|要点|印发")
REMEMBERED = 4
HEARD = 512
LEADS_ON = re.compile(r"^(那|还有|另外|再问|然后|嗯|哦|噢|好|ok|那么|这个|那个|它|这)|(呢|喃|咧)[?。!]*$")

NODS = re.compile(r"(嗯|哦|噢|好|的|ok|了|吧|呢|知道|明白|清楚|行|可以|谢|你|您|啦|呀|啊|[,。!~])+")


@dataclass(frozen=True)
class Listener:
    """Understands a message in the light of what the same person said before in the same chat."""

    reader: Reader

    def read(self, message: str, context: Sequence[str], today: date) -> Understanding:
        found, alone = self._heard(message, today)
        if not context or alone.care or self._reported(alone):
            return alone
        before = self._before(context, today)
        if before is None:
            return alone
        if counted := self._counted(found, alone, before):
            return counted
        side = self._side_of_an_activity(found, before)
        if (self._stands(found, alone) and not side) or not (self._follows(found) or alone.blunt):
            return alone
        return self._carried(found, alone, before)

    @cached_property
    def _heard(self) -> Callable[[str, date], tuple[Evidence, Understanding]]:
        """A message by itself. The latest are remembered: a follow-up looks back at what was read a moment ago."""
        return lru_cache(HEARD)(self._listen)

    def _listen(self, message: str, today: date) -> tuple[Evidence, Understanding]:
        found = self.reader.gather(message)
        return found, self.reader.decide(message, found, today)

    def _follows(self, found: Evidence) -> bool:
        """Whether a message asks on: “好的”, “asdf” or a thank-you after an answer must not bring the answer again."""
        named = any(value >= ENOUGH for value in found.rules.values())
        leads_on = LEADS_ON.search(found.text) and not NODS.fullmatch(found.text)
        return bool(found.facets or found.aspects or named or leads_on)

    def _reported(self, alone: Understanding) -> bool:
        """News that was read as such; a guess by topic alone (no subject) gives way to the conversation."""
        return alone.intent == "report" and bool(alone.reading and alone.reading.subject)

    def _before(self, context: Sequence[str], today: date) -> Understanding | None:
        """The latest earlier message that was about something."""
        for at in range(len(context) - 1, max(-1, len(context) - 1 - REMEMBERED), -1):
            known = self.read(context[at], context[:at], today)
            if known.topics or known.overview:
                return known
        return None

    def _stands(self, found: Evidence, alone: Understanding) -> bool:
        """A message that says by itself what it is about and what it asks, or that is longer than a follow-up."""
        if alone.overview:
            return found.overview is not None and found.overview.sort != "ordinal" and not LEADS_ON.search(found.text)
        strong = any(
            value >= STRONG_RULE for key, value in found.rules.items() if key != META or NOTICE.search(found.text)
        )
        if alone.intent == "chitchat":
            return bool(found.small) and not LEADS_ON.search(found.text)
        return len(found.text) > LONGEST or (strong and bool(alone.facets) and not LEADS_ON.search(found.text))

    def _carried(self, found: Evidence, alone: Understanding, before: Understanding) -> Understanding:
        why = (*alone.why, f"接上文：{'、'.join(before.topics) or '五要访五要贺'}")
        named = [topic for topic in alone.topics if self._named(topic, found, before)]
        declined = any(owner.startswith("-") and value >= ENOUGH for owner, value in found.rules.items())
        declined = declined and not self._side_of_an_activity(found, before)
        if declined and not named and not self._names(found, before):
            return alone
        if named and not self._open_point(found, before):
            return replace(alone, facets=alone.facets or before.facets, why=why)
        topics = list(before.topics[:1])
        if not topics:
            return alone
        intent = self.reader.lexicon.topics[topics[0]].intent
        return replace(
            alone,
            text=f"{found.text}（{before.text}）" if intent == "meta" else found.text,
            intent=intent,
            topics=tuple(topics),
            facets=found.facets or before.facets,
            aspects=self.reader.aspects_of(found, topics),
            decline="",
            overview=None,
            why=why,
        )

    def _named(self, topic: str, found: Evidence, before: Understanding) -> bool:
        """Whether the message itself names this other topic; 发 or 文件 alone do not name the notice."""
        if topic == META and not NOTICE.search(found.text):
            return False
        return found.rules.get(topic, 0) >= ENOUGH and topic not in before.topics

    def _side_of_an_activity(self, found: Evidence, before: Understanding) -> bool:
        """Whether a look-alike's word (奖金, 门票) is but a side of the activity or work that was spoken of."""
        plain = bool(before.topics) and self.reader.lexicon.topics[before.topics[0]].intent in {"activity", "work_item"}
        return plain and "side" in found.signals

    def _names(self, found: Evidence, before: Understanding) -> bool:
        return any(found.rules.get(topic, 0) >= STRONG_RULE for topic in before.topics)

    def _open_point(self, found: Evidence, before: Understanding) -> bool:
        """Whether the message raises a point that the earlier topic leaves open (“姑妈算吗” after a bereavement)."""
        strong = any(value >= STRONG_RULE for owner, value in found.rules.items() if owner not in before.topics)
        return not strong and bool(self.reader.aspects_of(found, list(before.topics[:1])))

    def _counted(self, found: Evidence, alone: Understanding, before: Understanding) -> Understanding | None:
        """“第三条”, “最后那一贺”, “倒数第二个”, counted in the list that was asked for before."""
        if not before.overview:
            return None
        figures = {kind.ceiling for kind in self.reader.notice.kinds}
        if alone.overview and alone.overview.sort == "by_amount":
            return alone  # “哪几项是500” asks of all, whatever was listed before
        if (yuan := yuan_in(found.text)) and yuan in figures and not alone.topics:
            asked = Overview("by_amount", yuan=yuan, visits=before.overview.visits)
            return replace(alone, intent="entitlement", overview=asked, decline="", why=(*alone.why, "接上文的单子"))
        if (at := ordinal_in(found.text)) is None:
            return None
        own = alone.overview.visits if alone.overview else None
        asked = Overview("ordinal", visits=before.overview.visits if own is None else own, ordinal=at)
        return replace(alone, intent="entitlement", overview=asked, decline="", why=(*alone.why, "在上文的单子里数"))
