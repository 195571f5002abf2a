"""A report that was turned down: “谁审的”, “能重新报吗” ask of that, once it has been spoken of."""

from __future__ import annotations

import re

from knowledge.reading.asking import asks
from knowledge.reading.cuts import clauses_of
from knowledge.reading.manner import manner
from knowledge.reading.model import Act, Link, Question, Reading, sorrowful
from knowledge.reading.naming import REFUSED
from knowledge.reading.topic import Topic

SIDES = (
    ("handler", re.compile(r"谁.{0,4}(?:审|批|定|经手|办|退|驳)|(?:哪个|哪位).{0,4}(?:审|批|退|驳|领导|干部)|经手")),
    ("procedure", re.compile(r"(?:重新|再|改一?改|补).{0,6}(?:报|交|申请|弄|填|提)|重报|重交|申诉")),
    ("covered", re.compile(r"算(?!了)|不认|合不合|够不够")),
    ("basis", re.compile(r"为什么|为啥|凭|理由|原因|因为啥|哪里不")),
)
PLAIN_SIDE = "basis"
GRUMBLING = frozenset({Act.TELL, Act.MOOD, Act.CORRECT, Act.FUN, Act.SUGGEST})
POLITE = frozenset({Act.THANK, Act.AGREE, Act.GREET, Act.BYE, Act.REFUSE})


def refused(text: str) -> bool:
    """Whether it says that a report was turned down, and asks or complains about it."""
    return bool(manner().refused.search(text)) and not (asks_if(text) or manner().own["misclicked"].search(text))


def insists(alone: Reading) -> bool:
    """Whether somebody who was turned down goes on about it: what he tells is no news to rejoice at. New sorrow is."""
    grieved = any(sorrowful(one) and one.words for one in alone.events)
    return not (asks(alone.text) or alone.acts & POLITE or alone.wish or alone.turn or grieved)


def grumbles(alone: Reading, topic: Topic, link: Link | None, *, named: bool) -> bool:
    """Whether it complains of how things are dealt with, whatever it may sound like: what was handed in came back once
    more (“交了两次，都说缺东西”), or it goes on with what was complained of. `named`: it names a topic of its own."""
    told = (clause for clause, mark in clauses_of(alone.text) if not (mark or asks(clause)))
    if any(map(manner().sent_back.search, told)):
        return not (alone.turn or alone.wish)  # “一年能报几次” is no complaint
    if not topic.cross or any(sorrowful(one) and one.words for one in alone.events):
        return False
    if link is Link.SAME:
        return Act.COMPLAIN in alone.acts or not (topic.questions or named)
    return link in {Link.ADDS, Link.MENDS} and alone.acts <= GRUMBLING | {Act.COMPLAIN} and not asks(alone.text)


def asks_if(text: str) -> bool:
    """“会不会被驳回”, “驳回了怎么办” ask of what may happen."""
    return bool(re.search(r"会不会|会被|如果|万一|要是|会驳|怎么办", text))


def asked_of_it(text: str, topic: Topic) -> tuple[Question, ...]:
    """What the message asks of the report that the talk is about; empty where it asks nothing of it."""
    if not (topic.refused or refused(text)) or not asks(text):
        return ()
    side = next((side for side, pattern in SIDES if pattern.search(text)), PLAIN_SIDE if refused(text) else "")
    return (Question(REFUSED, side, text),) if side else ()
