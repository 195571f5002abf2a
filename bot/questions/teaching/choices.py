"""What a question can be said to ask, sorted for people to choose from, and in their words."""

from collections.abc import Sequence

from bot.questions.texts import teaching as texts
from knowledge.library import Library
from knowledge.reading.model import Question
from knowledge.reading.naming import OUT, UNHEARD, WHOLES

IGNORED = ""  # the topic of words that need no answer


def topics(library: Library, area: str) -> tuple[str, ...]:
    """The topics of one of texts.AREAS."""
    by_intent = {"kinds": ("entitlement",), "activities": ("activity",), "work": ("work_item", "meta")}
    if area in by_intent:
        return tuple(topic for intent in by_intent[area] for topic in library.of_intent(intent))
    if area == "wholes":
        return tuple(topic for topic in texts.TOPICS if topic in WHOLES)
    if area == "bot":
        return tuple(topic for topic in texts.TOPICS if topic not in WHOLES)
    declined = (topic for topic in library.topics if topic.startswith(OUT))
    return tuple(sorted(declined, key=lambda topic: (library.label(topic), topic)))


def known(library: Library, topic: str, facet: str) -> bool:
    """Whether it can be taught: after an update a topic of an old button may be gone."""
    return topic == IGNORED or (topic in library.topics and facet in library.facets(topic))


def name(library: Library, topic: str) -> str:
    return library.label(topic) or texts.TOPICS.get(topic, topic)


def meaning(library: Library, topic: str, facet: str) -> str:
    """住院慰问 · 多少钱; 不归通知管：停车."""
    if topic == IGNORED:
        return texts.IGNORE
    said = name(library, topic)
    return texts.declined(said) if topic.startswith(OUT) else texts.asked(said, facet)


def asked(library: Library, questions: Sequence[Question]) -> str:
    """What a message asks, as it was read."""
    if not questions:
        return texts.NOTHING_ASKED
    if any(one.topic == UNHEARD for one in questions):
        return texts.NOT_UNDERSTOOD
    return "、".join(dict.fromkeys(meaning(library, one.topic, one.facet) for one in questions))
