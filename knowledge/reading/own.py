"""The bot's own matters where a message names them outright: which officer, who may hand in, one's own data.

What is asked of one's own things is a table (`lexicon/answers/own_things.toml`): which thing, and in what way it is
asked of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from knowledge.errors import LexiconError
from knowledge.lexicon.load import FOLDER, read_toml
from knowledge.patterns import Late, Patterns, faults
from knowledge.reading.asking import asks
from knowledge.reading.cuts import clauses_of
from knowledge.reading.heads import TOPIC
from knowledge.reading.linear import Scores
from knowledge.reading.manner import manner
from knowledge.reading.model import Question
from knowledge.reading.named import STAND_INS
from knowledge.reading.naming import OWN, SIGN_UP
from knowledge.reading.topic import Topic

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


WRITTEN = ("thing", "ask", "besides", "unless")  # patterns of a row


@dataclass(frozen=True, slots=True)
class Thing:
    """One row of the table: `thing` and `ask` must stand in one clause without `unless`, `besides` anywhere."""

    thing: Late
    ask: Late
    besides: Late
    unless: Late | None
    to: tuple[str, str]

    def asked(self, text: str) -> bool:
        return bool(self.besides.search(text)) and any(self._in(clause) for clause, _ in clauses_of(text))

    def _in(self, part: str) -> bool:
        if self.unless and self.unless.search(part):
            return False
        return bool(self.thing.search(part) and self.ask.search(part))


@lru_cache(maxsize=1)
def things() -> Patterns[Thing]:
    """By what is spoken of. Raises LexiconError naming the row that cannot be used."""
    rows = read_toml(FOLDER / "answers" / "own_things.toml")["thing"]
    for pattern, fault in faults([row[key] for row in rows for key in WRITTEN if key in row]).items():
        raise LexiconError(f"own_things.toml 里“{pattern}”用不了：{fault}")
    return Patterns((one, one.thing) for one in map(_thing, rows))


def _thing(row: Mapping[str, Any]) -> Thing:
    try:
        topic, side = row["to"]
        unless = Late(row["unless"]) if "unless" in row else None
        return Thing(Late(row["thing"]), Late(row["ask"]), Late(row.get("besides", "")), unless, (topic, side))
    except (KeyError, ValueError) as error:
        raise LexiconError(f"own_things.toml 里“{row.get('thing', '')}”这一条用不了：{error}") from error


@lru_cache(maxsize=1)
def _plainly() -> Patterns[str]:
    return Patterns((key, manner().own[key]) for key in (*PLAINLY, *OF_ACTIVITIES))


def asked_of_own(text: str, topic: Topic) -> tuple[Question, ...]:
    """What the message asks of these; empty where it asks nothing of them. Joining and leaving are heard only in a talk
    about activities: elsewhere “给我报一个” means a report."""
    meant = PLAINLY | (OF_ACTIVITIES if topic.main in manner().activities else {})
    key = next((key for key, match in _plainly().found(text) if key in meant and _asked(key, match, text)), None)
    return tuple(Question(topic, side, text) for topic, side in meant[key]) if key else ()


def _asked(key: str, match: re.Match[str], text: str) -> bool:
    """Whether it asks, where it need not: “我报名的乒乓球比赛拿了个第三” tells of a match."""
    return key != "mine" or asks(text) or not text[match.end() :].strip("了的吧呢啊,，。!！~ ")


def asked_of_things(text: str) -> tuple[Question, ...]:
    """What the message asks of one's own things; empty where it asks nothing of them."""
    asked = next((one.to for one, _ in things().tried(text) if one.asked(text)), None)
    return (Question(*asked, text),) if asked else ()


def surely_own(asked: Sequence[str], scores: Scores) -> bool:
    """Whether it asks of the bot's own work or the member's own matters, and not merely how or when, which is read as
    such, too, where the matter is unknown (“暖心卡怎么领”, “云享会怎么报名”): what else it names is told beside."""
    own = [one for one in asked if one.startswith(OWN) and one not in {*STAND_INS, SIGN_UP}]
    return bool(own) and len(own) == len(asked) and all(scores.get(TOPIC, one) > 0 for one in own)
