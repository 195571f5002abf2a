"""The events that a message speaks of: what, whose and whether by what was learned, the rest by rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta

from knowledge.patterns import Late
from knowledge.reading.asking import asks
from knowledge.reading.evidence import Evidence
from knowledge.reading.heads import ACT, FORM, STATE, WHAT, WHOSE, crossed
from knowledge.reading.linear import Scores, Table
from knowledge.reading.mentioned import manner_of_speaking, named
from knowledge.reading.model import Act, Event, State, What, Whose
from knowledge.reading.report import TOLD, forms, opens
from knowledge.reading.rules.events import Event as Cued
from knowledge.reading.rules.events import denied
from knowledge.reading.rules.hospital import hospital, ward
from knowledge.reading.rules.kinds import Holder
from knowledge.reading.rules.lexicon import ambiguous, reports_lexicon
from knowledge.reading.rules.people import Person
from knowledge.reading.rules.when import event_date
from knowledge.reading.sorrow import sorely

FIRMER = 0.3  # log-odds that a loss needs besides: nobody is consoled for what did not happen
MOST = 3
FORM_WEIGHT = 3.0
RULED, REFUSED = 1.5, 1.5  # log-odds
CUES = {
    What.ILLNESS_STAY: "hospitalization",
    What.ILLNESS: "hospitalization",
    What.DEATH: "bereavement",
    What.HARDSHIP: "hardship",
    What.FAMILY_CONFLICT: "family_conflict",
    What.MEMBER_CONFLICT: "member_conflict",
    What.BIRTHDAY: "birthday",
    What.MARRIAGE: "marriage",
    What.CHILDBIRTH: "childbirth",
    What.UNIVERSITY: "child_university",
    What.RETIREMENT: "retirement",
}
"""Which of the rules' words (lexicon/reports_events.toml) tell of which happening."""
KINDS = frozenset(CUES.values())
IN_CARE = frozenset({What.ILLNESS, What.ILLNESS_STAY})
DATED = frozenset({What.DEATH, What.MARRIAGE, What.CHILDBIRTH, What.UNIVERSITY, What.RETIREMENT})
GONE = "走了"
GENTLY = frozenset({GONE, "没了", "不在了", "走啦", "走咯", "刚走", "没咯"})
IN_GENERAL = Late(
    r"如果|要是|假如|万一|若|比如|譬如|父母|公婆|双亲|爷爷奶奶|外公外婆|岳父母|岳父岳母|哪些|谁|电视|电影|剧|梦|小说"
)
MINE = Late("我[^,，。]{0,12}(?:住[了的过]?院|住进|开刀|手术)")
DENYING = Late(r"[没不未别假误错无]|虚惊|取消|活着|还在|好好|平安|脱险|救回|抢救")
LATELY = timedelta(days=90)
LOSSES = frozenset({What.ILLNESS, What.DEATH, What.PREGNANCY_LOSS, What.BREAKUP, What.DIVORCE, What.PET_LOSS})
#: How a joy may end.
ENDS = {
    What.PREGNANCY: What.PREGNANCY_LOSS,
    What.CHILDBIRTH: What.PREGNANCY_LOSS,
    What.UNIVERSITY: What.SCHOOL_LOSS,
}
AT_HOSPITAL = frozenset({What.ILLNESS_STAY, What.ILLNESS, What.CHILDBIRTH})
OF_COLLEAGUES = frozenset({Whose.COLLEAGUE, Whose.COLLEAGUE_KIN})
ONLY_OUT = "bereavement:人只是出门了"  # why a word for a death counts as none (`reports_refuse.toml`)


def gently(words: str) -> bool:
    """Whether a death that is told of in these words, or in none, may be none."""
    return not words or words in GENTLY or ambiguous(words)


def events(found: Evidence, scores: Scores, table: Table, today: date) -> tuple[Event, ...]:
    """Every event, the surest first."""
    whats = list(dict.fromkeys(_whats(found, scores)))[:MOST]
    told = [_event(what, found, scores, table, today) for what in whats]
    if any(reports_lexicon().words[name].search(found.told.message.text) for name in ("discharged", "discharging")):
        told = [one for one in told if one.what is not What.DEATH or one.words != GONE]  # “快出院了，再不来就走了”
    told = [replace(one, state=_by_now(one, told, found, today, scores)) for one in told]
    told = [one for one in told if not manner_of_speaking(one, found, _cued(one.what, found))]
    gone = {one.whose for one in told if one.what is What.DEATH and one.state is State.HAPPENED}
    return tuple(replace(one, state=State.PAST) if _of_the_dead(one, gone) else one for one in told)


def _of_the_dead(event: Event, gone: Set[Whose]) -> bool:
    """“师傅走了，退休五年的老驾驶员”: of who has died, what else is told is long over."""
    return event.what in DATED - {What.DEATH} and event.whose in gone and event.state is State.HAPPENED


def _by_now(event: Event, told: Sequence[Event], found: Evidence, today: date, scores: Scores) -> State:
    """The state by what else is told: who has left the hospital is there no more, a child of one who is pregnant is
    yet to be born, and what happened within weeks is not long over."""
    words, text = reports_lexicon().words, found.told.message.text
    reported = scores.get(ACT, Act.REPORT) > 0  # a stay just over can be reported still
    if event.state is State.HAPPENED and event.what in IN_CARE and not reported:
        thanks = scores.get(ACT, Act.THANK) > 0  # “去年住院主席来看过我，一直记着”
        out = thanks or (words["discharged"].search(text) and not words["discharging"].search(text))
        return State.PAST if out else event.state
    pregnant = any(one.what is What.PREGNANCY and one.state is State.HAPPENED for one in told)
    if event.state is State.HAPPENED and event.what is What.CHILDBIRTH and pregnant:
        return State.PLANNED
    by_day = event.day is not None and timedelta() <= today - event.day < LATELY
    lately = by_day or (event.day is None and words["lately"].search(text) is not None)
    kind = CUES.get(event.what)
    long_ago = _refused(found) or any(reason.startswith(f"{kind}:") for reason in found.told.stopped)
    left = words["discharged"].search(text) is not None
    dated = event.what in DATED or (event.what in IN_CARE and not left)
    lately_over = event.state is State.PAST and dated and lately and not long_ago
    return State.HAPPENED if lately_over else event.state


def _refused(found: Evidence) -> bool:
    """Whether the rules say that nothing of the message counts (films, anniversaries)."""
    return any(reason.startswith("*") for reason in found.told.stopped)


def _whats(found: Evidence, scores: Scores) -> Iterator[What]:
    """The happenings likely enough. A sorrow that no word names, in a message that holds none, needs more."""
    backed = {event.cue.kind for event, _ in found.told.counted}
    named, gloomy, bars = {event.cue.kind for event in found.told.events}, sorely(scores), scores.bars
    for place, (value, name) in enumerate(scores.of(WHAT)):
        what = What(name)
        kind = CUES.get(what)
        bar = bars.event_backed if what is not What.ILLNESS and kind in backed else bars.event
        if what in LOSSES and not (gloomy or kind in named):
            bar = bars.event_unsaid
        elif place == 0:
            bar = bars.event_first
        bar += FIRMER * (what in LOSSES)
        if value <= min(bar, bars.event_backed):
            break
        if value > bar:
            yield _lost(what, scores) if gloomy else what


def _lost(what: What, scores: Scores) -> What:
    """What became of a joy, in a message that holds a sorrow: “足月生的，没抱出产房就走了” tells of no birth to be
    congratulated on. Of 1,526 joys of the rounds 34 are taken so, most of them lost indeed; of 48 losses 47."""
    loss = ENDS.get(what, what)
    return loss if scores.get(WHAT, loss) > scores.bars.joy_lost else what


def _event(what: What, found: Evidence, scores: Scores, table: Table, today: date) -> Event:
    asked = table.more(scores, crossed(what, found.seen))
    whose = _whose(what, asked, found)
    told_of = _state(asked, opens(what, whose), scores, refused=_refused(found), asking=asks(found.text))
    cued = _cued(what, found)
    state = State.DENIED if told_of in TOLD and _denied(what, found) else told_of
    state = _of_death(state, cued, found) if what is What.DEATH else state
    person = _person(whose, cued, found)
    place = hospital(found.told.message.text) if what in AT_HOSPITAL else None
    return Event(
        what,
        whose,
        state,
        relation=_relation(what, whose, cued, person, found),
        name=_name(whose, cued, found),
        day=_day(what, cued, found, today),
        hospital=place,
        ward=ward(found.told.message.text, place) if place else None,
        words=cued.words if cued else "",
        called=_called(cued, found),
    )


def _whose(what: What, asked: Scores, found: Evidence) -> Whose:
    """Whose it is. Where the classifiers hardly tell two apart, whom the rules hold it to be of; “我岳母…，材料交给
    小郑” is not of 小郑, nor “我师父没了” of kin."""
    held = next((holder for event, holder in found.told.counted if event.cue.kind == CUES.get(what)), None)
    meant = _mine(what, found) or (_meant(held) if held else frozenset()) or _outside(found)
    whose = Whose(max((value + (RULED if name in meant else 0.0), name) for value, name in asked.of(WHOSE))[1])
    if whose is Whose.OTHER_KIN and what in IN_CARE and not named(found) and MINE.search(found.text):
        return Whose.SELF  # “我在杭州住的院”
    return _of_kin_alone(found) or whose if whose is Whose.SELF and what in IN_CARE else whose


def _of_kin_alone(found: Evidence) -> Whose | None:
    """“我舅查出胃癌”: whose the illness is where a message begins with a relative, and names nobody after him."""
    people = found.told.people
    kin = people[0] if people and people[0].role == "kin" else None
    if kin is None or len(people) > 1 or kin.start > 1 or "我" in found.told.message.text[kin.end :]:
        return None
    return forms().whose.get(kin.relation or "")


def _mine(what: What, found: Evidence) -> frozenset[str]:
    """“我岳母” right before the happening."""
    said, cued = found.told.message.text, _cued(what, found)
    kin = [p for p in found.told.people if p.relation and cued and p.start < cued.start]
    mine = kin and said[: kin[-1].start].endswith("我") and not any(p.name and p.start < kin[-1].start for p in kin)
    whose = forms().whose.get(kin[-1].relation or "") if mine else None
    return frozenset({whose}) if whose else frozenset()


def _outside(found: Evidence) -> frozenset[str]:
    """An outsider, where nobody else is named."""
    roles = {p.role for p in found.told.people} - {"self", "pronoun"}
    return frozenset({Whose.FRIEND}) if roles == {"outsider"} else frozenset()


def _meant(held: Holder) -> frozenset[str]:
    if held.subject == "colleague":
        return OF_COLLEAGUES
    return frozenset({forms().whose.get(held.relation or "", Whose.SELF)})


def _state(asked: Scores, kind: str | None, scores: Scores, *, refused: bool, asking: bool) -> State:
    """Whether it happened; `refused` where the rules say that nothing of the message counts (films, anniversaries).

    Where it would open a form, what was learned of forms has its say: it was learned from far more messages, and from
    those that tell of no case of the kind at all (films, look-alikes, sayings). Not beside a question: there it takes
    what is told for what is only asked about.
    """
    ranked = [(value, State(name)) for value, name in asked.of(STATE)]
    if kind is None or asking:
        return ranked[0][1]
    lean = FORM_WEIGHT * (scores.get(FORM, kind) - (REFUSED if refused else 0.0))
    return max((value + (lean if state in TOLD else -lean), state) for value, state in ranked)[1]


def _of_death(state: State, cued: Cued | None, found: Evidence) -> State:
    """A death is denied in words that deny, or not at all. Who asks of one of his kin, gently (“我岳父走了，算吗”) and
    without an if, has lost him; a rule is asked about in plain words (去世), or of parents in general."""
    text = found.told.message.text
    if ONLY_OUT in found.told.stopped and cued is not None and gently(cued.words):
        return State.UNREAL
    if state is State.DENIED and not DENYING.search(text):
        return State.HAPPENED
    softly = state is State.ASKED and cued is not None and cued.words in GENTLY and not IN_GENERAL.search(text)
    kin = [one for one in found.told.people if one.role == "kin" and cued and one.start < cued.start]
    return State.HAPPENED if softly and len(kin) == 1 else state


def _denied(what: What, found: Evidence) -> bool:
    """Whether each word for it stands right after a denial: “调走了，不是去世”, “没住院”."""
    named = [event for event in found.told.events if event.cue.kind == CUES.get(what)]
    return bool(named) and all(denied(found.told.message, event) for event in named)


def _cued(what: What, found: Evidence) -> Cued | None:
    """The words that tell of it: those that the rules count, else the weightiest."""
    kind = CUES.get(what)
    counted = [event for event, _ in found.told.counted if event.cue.kind == kind]
    named = counted or [event for event in found.told.events if event.cue.kind == kind]
    return max(named, key=lambda event: (event.cue.weight, -event.start), default=None)


def _person(whose: Whose, cued: Cued | None, found: Evidence) -> Person | None:
    """The relative meant: of those that are `whose` the last one named before the event."""
    meant = [p for p in found.told.people if p.relation and forms().whose.get(p.relation) is whose]
    before = [p for p in meant if cued is None or p.start < cued.start]
    return before[-1] if before else meant[0] if meant else None


def _called(cued: Cued | None, found: Evidence) -> str:
    """The relative named last before the event, as the message has it; "" where none is."""
    kin = [one for one in found.told.people if one.role == "kin" and (cued is None or one.start < cued.start)]
    if not kin:
        return ""
    text, end = found.told.message.text, kin[-1].end
    doubled = text[end : end + 1] == text[end - 1]  # 我爷爷 begins with 我爷
    return text[kin[-1].start : end + doubled]


def _relation(what: What, whose: Whose, cued: Cued | None, person: Person | None, found: Evidence) -> str | None:
    if person:
        return person.relation
    held = next((holder for event, holder in found.told.counted if event is cued), None)
    if held and held.relation:
        return held.relation
    if whose is Whose.COLLEAGUE_KIN:
        return next((p.relation for p in reversed(found.told.people) if p.role == "kin"), None)
    only = [name for name, meant in forms().whose.items() if meant is whose]
    return only[0] if len(only) == 1 else None


def _name(whose: Whose, cued: Cued | None, found: Evidence) -> str | None:
    if whose not in OF_COLLEAGUES:
        return None
    held = next((holder for event, holder in found.told.counted if event is cued), None)
    if held and held.name:
        return held.name
    return next((p.name for p in found.told.people if p.role == "name"), None)


def _day(what: What, cued: Cued | None, found: Evidence, today: date) -> date | None:
    event = cued or _assumed(what, found)
    if event is None:
        return None
    told = found.told
    day, _ = event_date(told.message, event, list(told.events), list(told.days), today)
    return day


def _assumed(what: What, found: Evidence) -> Cued | None:
    """Where no word of ours tells of it: as if it were said right after the first day that is named."""
    cue = next((cue for cue in reports_lexicon().cues if cue.kind == CUES.get(what)), None)
    day = next(iter(found.told.days), None)
    return Cued(cue, day.end, day.end, "") if cue and day else None
