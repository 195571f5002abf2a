"""What is asked of the list that was shown last: “第三条”, “两个都要”, “哪个最高”."""

from __future__ import annotations

from knowledge.patterns import Late
from knowledge.reading.heard import Heard
from knowledge.reading.model import Question
from knowledge.reading.named import named_in, shown_in
from knowledge.reading.naming import WHOLES
from knowledge.reading.ordinal import ordinal_in
from knowledge.reading.topic import Topic

POINTS = Late(r"里面|其中|[这那]([几些里]|[一二两三四五六七八九十][项个样条])")
ALL_OF_THEM = Late(r"^(?:那|就)?(?:[两几]个|[两几]样|全部)?都(?:要|说|问|想|讲|来)")
OF_THE_LIST = Late(r"哪[个一项样种]|[百千]|\d{3}")


def counted(heard: Heard, topic: Topic) -> tuple[Question, ...]:
    """“第三条”, “最后那一贺”, counted in the list shown last; “哪个最高” asked of the whole that was shown."""
    sides = shown_in(heard) or topic.facets[:1]
    at = ordinal_in(heard.reading.text)
    if at is not None and -len(topic.listed) <= at < len(topic.listed):
        return tuple(Question(topic.listed[at], side) for side in sides)
    points = POINTS.search(heard.reading.text) is not None
    if ALL_OF_THEM.search(heard.reading.text):
        return tuple(Question(one, side) for one in topic.listed for side in sides)
    whole = next((one.topic for one in topic.questions if one.topic in WHOLES), topic.whole if points else "")
    if whole and (points or OF_THE_LIST.search(heard.reading.text)) and not set(named_in(heard)) - WHOLES:
        return tuple(Question(whole, side) for side in sides)
    return ()
