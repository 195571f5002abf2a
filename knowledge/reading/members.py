"""Whose a happening is where the message says more of him: kin who are members themselves, family that is not named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from knowledge.patterns import Late
from knowledge.reading.manner import manner
from knowledge.reading.model import Event, State, What, Whose

#: What the clauses grant to the member whom it befalls: kin who are members count for themselves.
MEMBERS_OWN = frozenset({What.ILLNESS_STAY, What.RETIREMENT, What.MARRIAGE, What.CHILDBIRTH, What.BIRTHDAY})
KIN = frozenset({Whose.SPOUSE, Whose.CHILD, Whose.PARENT, Whose.PARENT_IN_LAW, Whose.SIBLING, Whose.OTHER_KIN})
#: “科里一个兄弟”, “兄弟倒在岗位上”: who is called a brother at work is a colleague, unless he is said to be one's own.
AT_WORK = Late(
    "(?:处|科|组|室|局|单位|部门|中心|队|所|站|窗口|班)里?(?:的|有|那)?(?:一?[个位])?[^,，。]{0,2}(?:兄弟|弟兄|姐妹)"
    "|(?:兄弟|弟兄|姐妹)[^,，。]{0,4}(?:在|倒在|死在)(?:工作)?岗(?:位)?上|(?:兄弟|弟兄|姐妹)[^,，。]{0,3}(?:因公|殉职|执勤|值班)"
)
OWN_KIN = Late("(?:我|俺|咱)(?:的|家)?亲?(?:兄弟|弟兄|姐妹)|[亲胞](?:兄弟|姐妹)|(?:哥哥|弟弟|姐姐|妹妹)")
#: “她也是咱机关的会员”: whose member he is stands in between.
MEMBER_HERE = Late(
    "(?<![我俺])(?:也|都|同样|还|就)是(?:咱|我|你)?们?[^,，。?？不没我]{0,6}(?:的)?(?:工会)?会员(?!吗|不)"
)
UNSAID = frozenset({Whose.SELF, Whose.ANYONE})


def of_members(events: Iterable[Event], text: str) -> tuple[Event, ...]:
    """The events of a message, with the people whom they befall set right by its words: a member of the union
    (“有个会员”), a brother at work who is a colleague, somebody of the family."""
    if says_member(text):
        events = map(as_member, events)
    if AT_WORK.search(text) and not OWN_KIN.search(text):
        events = map(_at_work, events)
    if manner().of_family.search(text):
        events = map(_of_family, events)
    return tuple(events)


def says_member(text: str) -> bool:
    """Whether it says that somebody is a member, too."""
    return bool(manner().member_too.search(text) or MEMBER_HERE.search(text))


def as_member(event: Event) -> Event:
    """Of kin who is a member himself, the clause holds as for any colleague."""
    if event.what is What.DEATH and event.whose is Whose.PARENT_IN_LAW:
        return replace(event, whose=Whose.COLLEAGUE_KIN)  # the parent of a wife who is a member is hers to report
    own = event.what in MEMBERS_OWN and event.whose in KIN
    return replace(event, whose=Whose.COLLEAGUE) if own else event


def _at_work(event: Event) -> Event:
    return replace(event, whose=Whose.COLLEAGUE) if event.whose is Whose.SIBLING else event


def _of_family(event: Event) -> Event:
    unsaid = event.state is State.ASKED and event.whose in UNSAID and event.what in MEMBERS_OWN
    return replace(event, whose=Whose.OTHER_KIN) if unsaid else event
