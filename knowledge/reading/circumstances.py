"""How things stand in the case that was asked about: “她没有入会”, “身份证写的11月29”.

It is no news of its own and asks nothing, but the answer may hang on it; and so does a short question after it
(“有影响吗”, “那你们按哪个”).
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.patterns import Late
from knowledge.reading.asked import askings, leaning
from knowledge.reading.asking import asks
from knowledge.reading.details import NOT_KNOWN, WRONG
from knowledge.reading.happenings import CUES, KINDS
from knowledge.reading.heard import Heard
from knowledge.reading.model import Act, Onward, Reading, State, What
from knowledge.reading.naming import OUT, OWN, UNHEARD, WHOLES
from knowledge.reading.rules.hospital import hospital
from knowledge.reading.topic import Topic

SHORTEST, LONGEST = 5, 40  # characters
STATING = frozenset({Act.TELL, Act.CORRECT, Act.ASK, Act.REPORT})  # all that such a message may seem to do
QUARRELS = frozenset({CUES[What.FAMILY_CONFLICT], CUES[What.MEMBER_CONFLICT]})  # there it is the story that is told
HEALTH = frozenset({What.ILLNESS, What.ILLNESS_STAY})
STAYS = Late("住(?:了|进|着|过)?院|住进|出院|开刀|动刀|割|切除|手术|抢救|急诊|icu")
NEWS = frozenset({State.HAPPENED, State.PLANNED, State.FEARED})
CONCLUDES = re.compile(r"^(?:那|哦|噢)*(?:不就|就是说|岂不|难怪|怪不得|原来|所以)")
PARTED = Late(r"[,，。;；!！?？ ].")  # a message of several clauses is understood alone
TO_YOU = re.compile("[你您]")  # “你把时间发我” wants something
HIS_NEXT = re.compile(r"^(?:那|好|行|嗯|[,，。 ])*我(?:来|去|叫|让|问|先|再|回头|等|得|总|就|跟|把|自己)(?!是|的)")
SUPPOSES = re.compile(r"^(?:那|哦)?(?:要是|如果|万一|假如)|问问")


def circumstance(heard: Heard, topic: Topic) -> Reading | None:
    """The reading of what only says how things stand with what was asked about; None where it does something else."""
    alone = heard.reading
    if not _asked_about(topic) or not SHORTEST <= len(alone.text) <= LONGEST or not _states(heard, topic):
        return None
    return replace(
        alone,
        acts=frozenset({Act.TELL}) | (alone.acts & {Act.CORRECT}),
        questions=(),
        events=(),
        guesses=(),
        kept=topic.kept,
        onward=Onward.BESIDE,
        carried=True,
    )


def leans(alone: Reading, topic: Topic) -> Reading:
    """The message with what was told right before it, where one of its questions cannot be understood without that."""
    if not topic.stated or topic.mourns or PARTED.search(alone.text):
        return alone
    before = alone.askings or askings(alone.text)
    parts = tuple(leaning(one, topic.stated) for one in before)
    return replace(alone, askings=parts, beside=topic.stated) if parts != before else alone


def _asked_about(topic: Topic) -> bool:
    """Whether something of the documents was asked about last, and nobody is mourned or only listened to."""
    ours = bool(topic.main) and not topic.main.startswith((OUT, OWN)) and topic.main not in {*WHOLES, UNHEARD}
    quiet = topic.mourns or topic.listening or topic.cross or topic.refused
    return topic.asked and ours and topic.main not in QUARRELS and not quiet


def _states(heard: Heard, topic: Topic) -> bool:
    """Whether it states how things are: no question, no feeling, no news, nothing that he will do or concludes."""
    alone = heard.reading
    plain = alone.acts <= STATING and not (alone.wish or alone.turn or alone.remarks)
    more = any(one.search(alone.text) for one in (WRONG, CONCLUDES, HIS_NEXT, SUPPOSES, TO_YOU))
    return plain and not (_news(heard, topic) or more or asks(NOT_KNOWN.sub("", alone.text)))


def _news(heard: Heard, topic: Topic) -> bool:
    """Whether it tells of a happening of its own; how somebody's health is (“我膝盖不好”) is none in a talk of the
    year's work, and where no stay in hospital is spoken of."""
    found = heard.found.told
    treated = found.events if topic.main in KINDS else STAYS.search(heard.reading.text)
    told = [
        one for one in heard.reading.events if one.state in NEWS and (one.words or CUES.get(one.what) != topic.main)
    ]
    stays = any(one.what not in HEALTH or (one.words and treated) for one in told)
    return stays or bool(hospital(found.message.text))
