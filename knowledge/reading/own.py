"""The bot's own matters where a message names them outright: which officer, who may hand in, one's own data."""

from __future__ import annotations

from functools import lru_cache

from knowledge.patterns import Patterns
from knowledge.reading.manner import manner
from knowledge.reading.model import Question
from knowledge.reading.topic import Topic

SIGN_UP = "bot_signup"
#: By pattern (`[own]` in talk.toml), what is asked; the first that is found counts.
PLAINLY = {
    "model": (("bot_other", "model"),),
    "misclicked": (("bot_desk", "undo"),),
    "birthdays": (("bot_ledger", "birthdays"),),
    "roster": (("bot_ledger", "export"),),
    "newcomer": (("bot_desk", "roster"),),
    "visited": (("bot_desk", "visited"),),
    "away": (("bot_human", "away"),),
    "missed_out": (("bot_other", "missed"),),
    "unlisted": ((SIGN_UP, "missing"),),
    "leaving": ((SIGN_UP, "leaving"),),
    "mistaken": (("bot_profile", "mistaken"),),
    "registered": (("bot_profile", "procedure"),),
    "paying": (("out.membership", "covered"), ("out.fee_ratio", "amount")),
    "joining": (("out.membership", "covered"),),
    "officers": (("bot_human", "which"),),
    "proxy": (("bot_how_to_report", "proxy"),),
    "real": (("bot_other", "exists"),),
    "me": (("bot_my_data", "covered"),),
    "mine": ((SIGN_UP, "exists"),),
}
OF_ACTIVITIES = {"join": ((SIGN_UP, "procedure"),), "leave": ((SIGN_UP, "other"),)}


@lru_cache(maxsize=1)
def _plainly() -> Patterns[str]:
    return Patterns((key, manner().own[key]) for key in (*PLAINLY, *OF_ACTIVITIES))


def asked_of_own(text: str, topic: Topic) -> tuple[Question, ...]:
    """What the message asks of these; empty where it asks nothing of them. Joining and leaving are heard only in a talk
    about activities: elsewhere “给我报一个” means a report."""
    meant = PLAINLY | (OF_ACTIVITIES if topic.main in manner().activities else {})
    key = next((key for key, _ in _plainly().found(text) if key in meant), None)
    return tuple(Question(topic, side, text) for topic, side in meant[key]) if key else ()
