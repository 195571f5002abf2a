"""Follow-ups: “那生孩子呢” keeps what was asked, “是发现金吗” keeps the topic, “第三条” counts in the list named before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.understand.decide import STRONG_RULE, Reader
from knowledge.understand.evidence import ENOUGH
from knowledge.understand.model import Evidence, Overview, Understanding
from knowledge.understand.overview import ordinal_in

LONGEST = 22
REMEMBERED = 4
LEADS_ON = re.compile(r"^(那|还有|另外|再问|然后|嗯|哦|噢|好|ok|那么|这个|那个|它|这)|(呢|喃|咧)[?。!]*$")


@dataclass(frozen=True)
class Listener:
    """Understands a message in the light of what the same person said before in the same chat."""

    reader: Reader

    def read(self, message: str, context: Sequence[str], today: date) -> Understanding:
        found = self.reader.gather(message)
        alone = self.reader.decide(message, found, today)
        if not context or alone.care or alone.intent == "report" or self._stands(found, alone):
            return alone
        before = self._before(context, today)
        if before is None:
            return alone
        return self._carried(message, found, alone, before)

    def _before(self, context: Sequence[str], today: date) -> Understanding | None:
        """The latest earlier message that was about something."""
        for at in range(len(context) - 1, max(-1, len(context) - 1 - REMEMBERED), -1):
            known = self.read(context[at], context[:at], today)
            if known.topics or known.overview:
                return known
        return None

    def _stands(self, found: Evidence, alone: Understanding) -> bool:
        """A message that says by itself what it is about and what it asks, or that is longer than a follow-up."""
        if alone.overview and alone.overview.sort != "ordinal":
            return len(found.text) > 6
        strong = any(value >= STRONG_RULE for value in found.rules.values())
        if alone.intent == "chitchat":
            return bool(found.small) and not LEADS_ON.search(found.text)
        return len(found.text) > LONGEST or (strong and bool(alone.facets) and not LEADS_ON.search(found.text))

    def _carried(
        self, message: str, found: Evidence, alone: Understanding, before: Understanding
    ) -> Understanding:
        why = (*alone.why, f"接上文：{'、'.join(before.topics) or '五要访五要贺'}")
        if counted := self._counted(found, alone, before):
            return replace(counted, why=why)
        declined = [owner for owner, value in found.rules.items() if owner.startswith("-") and value >= ENOUGH]
        named = [t for t in alone.topics if found.rules.get(t, 0) >= ENOUGH and t not in before.topics]
        if declined and not named and not self._names(found, before):
            return alone
        if named and not self._open_point(found, before):
            return replace(alone, facets=alone.facets or before.facets, why=why)
        topics = list(before.topics[:1])
        if not topics:
            return alone
        facets = found.facets or before.facets
        intent = self.reader.lexicon.topics[topics[0]].intent
        aspects = self.reader.aspects_of(found, topics)
        text = f"{found.text}（{before.text}）" if intent == "meta" else found.text
        return replace(
            alone, text=text, intent=intent, topics=tuple(topics), facets=facets, aspects=aspects, decline="", overview=None, why=why
        )

    def _names(self, found: Evidence, before: Understanding) -> bool:
        return any(found.rules.get(topic, 0) >= STRONG_RULE for topic in before.topics)

    def _open_point(self, found: Evidence, before: Understanding) -> bool:
        """Whether the message raises a point that the earlier topic leaves open (“姑妈算吗” after a bereavement)."""
        strong = any(value >= STRONG_RULE for owner, value in found.rules.items() if owner not in before.topics)
        return not strong and bool(self.reader.aspects_of(found, list(before.topics[:1])))

    def _counted(self, found: Evidence, alone: Understanding, before: Understanding) -> Understanding | None:
        """“第三条”, “最后那一贺”, “倒数第二个”, counted in the list that was asked for before."""
        at = ordinal_in(found.text)
        side = before.overview.visits if before.overview else None
        if at is None or not before.overview:
            return None
        own = alone.overview.visits if alone.overview else None
        return replace(
            alone, intent="entitlement", overview=Overview("ordinal", visits=own if own is not None else side, ordinal=at), decline=""
        )
