"""A message in the light of what the same person said before: the topic or the side that it leaves out, what “第三个”
counts to. A message that says by itself what it is about and what it asks keeps nothing of what was before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.document import Notice
from knowledge.reading.evidence import ENOUGH
from knowledge.reading.heads import FACET, TOPIC
from knowledge.reading.model import Act, Danger, Question, Reading
from knowledge.reading.naming import OUT, PLAIN, UNHEARD
from knowledge.reading.ordinal import ordinal_in

if TYPE_CHECKING:
    from knowledge.reading.reader import Heard

LOOKED_BACK = 4
LONGEST, SHORT, BARE = 26, 12, 8
LEADS_ON = re.compile(
    r"^(那|还有|另外|再问|然后|嗯|哦|噢|好|ok|那么|这个|那个|它|这|上面|刚才|前面|第[一二三四五六七八九十])|(呢|喃|咧)[?？。!]*$"
)
NODS = re.compile(r"(嗯|哦|噢|好|的|ok|了|吧|知道|明白|清楚|行|可以|谢|你|您|啦|呀|啊|收到|懂|[,，。!！~])+")
ASKING = frozenset({Act.ASK, Act.CORRECT})
NAMED, NAMED_BY_A_WORD = 0.0, -2.5
SHOWN, SHOWN_BY_A_WORD = -0.5, -3.0
HOW_TO_REPORT = "bot_how_to_report"
UNNAMED = "other"  # a side that we have no word for
WHOLES = {"all_visits": True, "all_joys": False, "all_benefits": None, "all_money": None, "all_goods": None}
OF_THE_LIST = re.compile(r"哪[个一项样种]|里面|其中|这[几些]|那[几些]|[百千]|\d{3}")


def read(heard: Heard, before: Sequence[Heard], notice: Notice) -> Reading:
    """The reading with what it carries over from the latest message that asked or told of something."""
    alone = heard.reading
    if alone.danger is not Danger.NONE or len(alone.text) > LONGEST:
        return alone
    earlier = next((asked for one in reversed(before) if (asked := _about(one))), ())
    if not earlier:
        return alone
    leads_on = bool(LEADS_ON.search(alone.text))
    if NODS.fullmatch(alone.text):
        return replace(alone, questions=())
    if not alone.acts & ASKING and not (leads_on and len(alone.text) <= SHORT):
        return alone
    if counted := _counted(heard, earlier, notice):
        return replace(alone, acts=alone.acts | {Act.ASK}, questions=counted, carried=True)
    return _carried(heard, earlier, leads_on=leads_on)


def _about(heard: Heard) -> tuple[Question, ...]:
    """What a message was about: what it asked, else the topic of what it told."""
    asked = tuple(one for one in heard.reading.questions if one.topic != UNHEARD)
    if asked or not heard.reading.events:
        return asked
    value, topic = heard.scores.best(TOPIC)
    return (Question(topic, PLAIN),) if value > NAMED_BY_A_WORD else ()


def _carried(heard: Heard, earlier: Sequence[Question], *, leads_on: bool) -> Reading:
    alone, topics, facets = heard.reading, _named(heard), _shown(heard)
    if topics == [HOW_TO_REPORT] and "procedure" not in facets:
        topics = []  # “要什么材料” asks it of what was spoken of
    if topics and facets and not leads_on:
        return alone
    if not topics and not facets and not leads_on and Act.CORRECT not in alone.acts:
        if len(alone.text) > SHORT or alone.acts != {Act.ASK}:
            return alone
        facets = [UNNAMED]
    kept = [topic for topic in topics if topic != UNHEARD] or list(dict.fromkeys(one.topic for one in earlier))[:1]
    sides = facets or [one.facet for one in earlier if one.topic == earlier[0].topic][:1]
    asked = tuple(Question(topic, facet) for topic in kept for facet in sides)
    return replace(alone, acts=alone.acts | {Act.ASK}, questions=asked, carried=not topics or not facets)


def _named(heard: Heard) -> list[str]:
    """The topics that the message names by itself: likelier than not, or with a word of the lexicon behind it."""
    rules = heard.found.rules
    ranked = heard.scores.of(TOPIC)
    sure = [topic for value, topic in ranked if value > NAMED]
    backed = (
        topic
        for value, topic in ranked[:5]
        if value > NAMED_BY_A_WORD and rules.get(topic.replace(OUT, "-", 1), 0.0) >= ENOUGH
    )
    return sure or list(backed)[:1]


def _shown(heard: Heard) -> list[str]:
    """The sides that the message itself asks about; a bare noun shows none."""
    ranked = [(value, facet) for value, facet in heard.scores.of(FACET) if facet != PLAIN]
    if len(heard.reading.text) <= BARE and LEADS_ON.search(heard.reading.text) and not heard.found.facets:
        return []  # “羽毛球呢” asks what was asked before
    sure = [facet for value, facet in ranked if value > SHOWN]
    backed = (facet for value, facet in ranked if value > SHOWN_BY_A_WORD and facet in heard.found.facets)
    return sure or list(backed)[:1]


def _counted(heard: Heard, earlier: Sequence[Question], notice: Notice) -> tuple[Question, ...]:
    """“第三条”, “最后那一贺”, counted in the list that was asked for before; “哪个最高” asked of that list."""
    whole = next((one.topic for one in earlier if one.topic in WHOLES), None)
    if whole is None:
        return ()
    sides = _shown(heard) or [PLAIN]
    at, side = ordinal_in(heard.reading.text), WHOLES[whole]
    kinds = [kind for kind in notice.kinds if side is None or kind.visit is side]
    if at is not None and -len(kinds) <= at < len(kinds):
        return tuple(Question(kinds[at].key, facet) for facet in sides)
    if OF_THE_LIST.search(heard.reading.text) and not _named(heard):
        return tuple(Question(whole, facet) for facet in sides)
    return ()
