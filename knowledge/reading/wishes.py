"""A plain wish to report, to withdraw, or not to report yet. Who asks how, wishes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.patterns import Late
from knowledge.reading.asking import asks
from knowledge.reading.entrusting import calls_for, entrusts, makes_up, needs_matter, plainly
from knowledge.reading.evidence import Evidence, worded_surely
from knowledge.reading.happenings import CUES, KINDS
from knowledge.reading.manner import manner
from knowledge.reading.mentioned import named as names_anybody
from knowledge.reading.model import Act, Event, Question, Reading, Wanted, Wish
from knowledge.reading.naming import OUT, OWN, PLAIN, SIGN_UP, UNHEARD
from knowledge.reading.report import TOLD, opens
from knowledge.reading.topic import KINDS_LISTED, Topic

RESOLVED = Late(r"^(?:算了|那|我|要不)*还是")
IF = Late(r"的话|要是|如果|(那|我)就不")
ASIDE = Late(r"没反应|怎么(搞|弄|整)")  # who has pressed 撤回 already, or asks how
THAT_ONE = Late(r"[那这]一?[个条份件项单次]|报的?(?:那|就?是)?[^,，。]{0,4}(?:的|那[个条份])$|^就?是[^,，。]{0,8}的?$")
CLAUSES = re.compile(r"[,，。;；!！?？\s]+|(?<=[了的过])(?=(?:我|[你您]|那)?(?:就|先|来)?(?:替|帮|给)[他她我俺])")


def wish(text: str, named: Sequence[str], events: Sequence[Event]) -> Wish | None:
    """The wish in a text in normal form. `named`: the topics that it names; a wish about an activity or another
    office's work is none of ours. What is said last counts: “先别报……行，报吧”."""
    if bare := _bare(text, named, events):
        return bare
    wanted = next((found for clause in reversed(CLAUSES.split(text)) if clause and (found := wanted_in(clause))), None)
    meant = list(said_of(wanted, events))
    kinds = [kind for event in meant if (kind := opens(event.what, event.whose) or CUES.get(event.what))]
    unlisted = [event for event in events if event.state in TOLD and not opens(event.what, event.whose)]
    kinds += [topic for topic in named if topic in KINDS and topic not in kinds]
    foreign = [one for one in named if not one.startswith(OWN) and one not in {UNHEARD, *KINDS}]
    if wanted is None or (foreign and not kinds):
        return None
    asking = any(map(_asks, CLAUSES.split(text)))
    if asking and wanted in {Wanted.LISTEN, Wanted.WAIT}:
        return None  # “这个再说，我先问个急的：…” asks
    if asking and wanted is Wanted.WITHDRAW and (IF.search(text) or ASIDE.search(text)):
        return None  # “要公示吗？公示的话我就不报了” asks, and has reported nothing yet
    if wanted is Wanted.REPORT and (unlisted or asking):
        return None  # “帮我报一下，要什么材料” is answered first, and so is “我妈住院了，帮我报”
    if wanted is Wanted.REPORT and not kinds and any(map(needs_matter, CLAUSES.split(text))):
        return None  # “请工会组织慰问” proposes something, and “能帮我登记吗” asks how
    latest = wanted is Wanted.WITHDRAW and bool(manner().latest.search(text))
    return Wish(wanted, kinds[0] if kinds else None, latest)


def named_outright(found: Evidence) -> list[str]:
    """The kinds for which plain words stand in a message, whether it asks of them or not (“住院那个不报了”)."""
    return [topic for topic in worded_surely(found) if topic in KINDS]


def said_of(wanted: Wanted | None, events: Sequence[Event]) -> Iterator[Event]:
    """“我爸报的那个不要了” does not say what happened to him: to withdraw, only what is said in words counts."""
    return (event for event in events if wanted is not Wanted.WITHDRAW or event.words)


def as_wished(of: Wish | None, found: Evidence, told: Sequence[Event]) -> tuple[Event, ...]:
    """What is told beside a wish. “刚才那个取消” calls off no wedding; “我爸没死，…撤掉” is about somebody."""
    return tuple(told if names_anybody(found) else said_of(of.wanted if of else None, told))


def _bare(text: str, named: Sequence[str], events: Sequence[Event]) -> Wish | None:
    """A wish that names what is to be reported, and nobody."""
    if not manner().bare.search(text):
        return None
    kinds = [CUES[event.what] for event in events if event.what in CUES]
    kinds += [topic for topic in named if topic in KINDS]
    return Wish(Wanted.REPORT, kinds[0], bare=True) if kinds else None


def wish_in_talk(alone: Reading, topic: Topic) -> Wish | None:
    """The wish of a message that only shows one in its talk."""
    return goes_ahead(alone, topic) or which_of_them(alone, topic)


def goes_ahead(alone: Reading, topic: Topic) -> Wish | None:
    """The wish of who agrees to what lies before him (“好，就按这个来”), or wants it registered without saying what
    (“那你先给我登记起嘛”): where it can be reported, to report it."""
    if topic.kind is None or topic.listening:
        return None
    agrees = bool(manner().ahead.fullmatch(alone.text))
    foreign = any(one.topic not in KINDS for one in alone.questions)
    wants = topic.event is not None and Act.REPORT in alone.acts and not (foreign or alone.events or asks(alone.text))
    late = topic.event is not None and any(map(makes_up, CLAUSES.split(alone.text)))
    return Wish(Wanted.REPORT) if agrees or wants or late else None


def which_of_them(alone: Reading, topic: Topic) -> Wish | None:
    """“就是我报我住院那条”, after “我要撤回刚才报的”: which report is to be taken back."""
    kinds = [CUES[event.what] for event in alone.events if event.what in CUES]
    kinds += [one.topic for one in alone.questions if one.topic in KINDS]
    points = bool(THAT_ONE.search(alone.text)) and not asks(alone.text)
    return Wish(Wanted.WITHDRAW, kinds[0]) if topic.withdraws and points and kinds else None


def with_wish(acts: frozenset[Act], wish: Wish | None) -> frozenset[Act]:
    """The acts of a message that wishes something: it asks nothing, and what it wishes is among them."""
    if wish is None:
        return acts
    if wish.wanted is Wanted.REPORT:
        return acts - {Act.ASK, Act.REFUSE, Act.AGREE, Act.WITHDRAW} | {Act.REPORT}
    if wish.wanted is Wanted.LISTEN:
        return acts - {Act.ASK, Act.REPORT, Act.WITHDRAW, Act.REFUSE} | {Act.TELL}
    return acts - {Act.ASK} | {Act.WITHDRAW}


def wished(alone: Reading, wish: Wish, topic: Topic) -> Reading:
    """The wish and nothing that is asked; to report, the kind that the talk is about, with what was told of it, where
    the wish names none. After talk of an activity, “我要报” is no wish about a report."""
    plain = replace(alone, acts=with_wish(alone.acts, wish), questions=(), wish=wish, askings=())
    if wish.bare:
        return replace(plain, events=())
    if wish.wanted is Wanted.WITHDRAW and alone.wish is None:
        return replace(plain, events=(), kept=alone.events)  # it says which report, and tells nothing
    if wish.kind or wish.wanted is Wanted.WITHDRAW or not topic:
        return plain
    of_others = topic.main.startswith((OWN, OUT)) and topic.main != SIGN_UP
    if topic.kind is None and not of_others and topic.main not in KINDS_LISTED:
        return replace(alone, wish=None)
    told, answered = topic.event, any(one.topic == topic.kind for one in topic.spoken)
    if wish.wanted is Wanted.REPORT and told and topic.kind and not (answered or opens(told.what, told.whose)):
        asked = (Question(topic.kind, PLAIN),)  # “我妈住院了”, “帮我报一下”: whom the clause names is said first
        return replace(alone, acts=frozenset({Act.ASK}), questions=asked, wish=None, kept=(told,), carried=True)
    return replace(plain, wish=replace(wish, kind=topic.kind), kept=(told,) if told else (), carried=True)


def _asks(clause: str) -> bool:
    """Whether a clause asks; “给我登记吧” and “还是报吧” do not, nor “听到没”."""
    if manner().heard.fullmatch(clause) or ((bare := plainly(clause)) != clause and _reports(bare)):
        return False
    return asks(RESOLVED.sub("", clause.rstrip("吧呀啊呗")))


def wanted_in(clause: str) -> Wanted | None:
    """What a clause by itself wants done; None where it wants nothing, or asks."""
    known = manner()
    if _asks(clause):
        return None
    clause = plainly(clause)
    if known.withdraw.search(clause):
        return Wanted.WITHDRAW
    if known.listen.search(clause):
        return Wanted.LISTEN
    if known.wait.search(clause):
        return Wanted.WAIT
    return Wanted.REPORT if _reports(clause) else None


def _reports(clause: str) -> bool:
    """Whether a clause wants something registered, in whatever words."""
    return bool(manner().report.search(clause)) or entrusts(clause) or calls_for(clause)
