"""The bot's own matters where a message names them outright: which officer, who may hand in, one's own data."""

from __future__ import annotations

from knowledge.reading.manner import manner
from knowledge.reading.model import Question
from knowledge.reading.topic import Topic

SIGN_UP = "bot_signup"
PLAINLY = {
    "officers": ("bot_human", "which"),
    "proxy": ("bot_how_to_report", "proxy"),
    "real": ("bot_other", "exists"),
    "me": ("bot_my_data", "covered"),
    "mine": (SIGN_UP, "exists"),
}
OF_ACTIVITIES = {"join": (SIGN_UP, "procedure"), "leave": (SIGN_UP, "other")}


def asked_of_own(text: str, topic: Topic) -> tuple[Question, ...]:
    """What the message asks of these; empty where it asks nothing of them. Joining and leaving are heard only in a talk
    about activities: elsewhere “给我报一个” means a report."""
    meant = PLAINLY | (OF_ACTIVITIES if topic.main in manner().activities else {})
    found = (key for key in meant if manner().own[key].search(text))
    key = next(found, None)
    return (Question(*meant[key], text),) if key else ()
