"""What is fixed of the activities that a member means, and what their notes say, in sentences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.activities.rules import Activity, Phase, SignUp, Tally
from bot.activities.texts import members as activity_texts
from bot.activities.texts import times
from bot.core.people import Member
from bot.core.work.unit import Unit
from bot.questions.texts import activities as texts
from bot.questions.texts import places
from knowledge.answer.states import Verdict, closely, decide, foreign, in_common, sided, speaks
from knowledge.reading.asked import specific

if TYPE_CHECKING:
    from knowledge.reading.asked import Asking

_MOST = 3
_NAME_ENDS = re.compile("(?:比赛|大赛|活动)$")
_OF_THINGS = frozenset({"place", "procedure", "date"})
#: Rules of others' places: who signed somebody up, and who takes that back.
OF_OTHERS = frozenset({"proxied", "ownleave"})
#: Sides that the rules of signing up answer, whatever the activity (`finer` of work.toml).
RULES = frozenset(
    {"noshow", "transfer", "queue", "guests", "sent", "twice", "told", "next", "late", "where", "order", "mended"}
    | {"retired", "weather", "movedto", "company", "secrecy", "extras", "anyone", "exchange", "substitute", "pictures"}
    | OF_OTHERS
)


@dataclass(frozen=True)
class Seen:
    """What this member may see of activities, what of it is meant, and where he stands. `turns`: his place among those
    who wait, by activity; `quotes`: what is asked of the one that is named and no field of it says; `absent`: what he
    names that there is not."""

    u: Unit
    member: Member
    question: str
    running: Sequence[Activity]
    named: Sequence[Activity]
    mine: Mapping[int, SignUp]
    tallies: Mapping[int, Tally]
    turns: Mapping[int, int]
    quotes: Sequence[str] = ()
    absent: Sequence[str] = ()

    @property
    def meant(self) -> Sequence[Activity]:
        """What the talk names; else what he has signed up for; else all that there is."""
        return self.named or self.own or self.running

    @property
    def own(self) -> list[Activity]:
        return [one for one in self.running if one.id in self.mine]

    @property
    def open(self) -> list[Activity]:
        return [one for one in self.running if one.phase(self.u.now) is Phase.OPEN]


def state(seen: Seen, activity: Activity) -> str:
    if activity.id not in seen.mine:
        return texts.not_up(activity.title)
    when = times.when(activity.plan, seen.u.today)
    return texts.signed_up(activity.title, seen.turns.get(activity.id), when)


def fixed(seen: Seen, activity: Activity) -> str:
    place = "" if activity.plan.place else texts.NO_PLACE_YET
    return f"{activity_texts.fixed(activity, seen.u.today)}{place}{standing(seen, activity)}"


def verdict(seen: Seen, activity: Activity, asked: str) -> Verdict:
    """Whether what is fixed of an activity states what is asked of it."""
    written = f"{activity_texts.fixed(activity, seen.u.today)}{activity.plan.note or ''}"
    return decide(asked, written.replace(activity.title, " "), [activity.title])


def only_named(activity: Activity, asked: str) -> bool:
    """Whether it says no more than the activity's name (“饺子那个”)."""
    called = _NAME_ENDS.sub("", activity.title)
    return not _without(texts.BARE.sub("", asked), called) and bool(set(asked) & set(called))


def amiss(seen: Seen, activity: Activity, asked: str) -> bool:
    """Whether it asks of a side, or with words, that nothing fixed of the activity has (停车)."""
    bare, written = _otherwise_named(asked, activity), _written(seen, activity)
    return verdict(seen, activity, asked) is not Verdict.STATED and (foreign(bare, written) or closely(bare, written))


def closer_side(seen: Seen, activity: Activity, asked: str) -> bool:
    """Whether it asks of a side with words of its own (停车) that is not fixed."""
    return closely(_otherwise_named(asked, activity), _written(seen, activity))


def _written(seen: Seen, activity: Activity) -> str:
    return f"{activity_texts.fixed(activity, seen.u.today)}{activity.plan.note or ''}{texts.ALL_OF_IT}"


def _otherwise_named(asked: str, activity: Activity) -> str:
    return asked.replace(activity.title, " ").replace(_NAME_ENDS.sub("", activity.title), " ")


def unsettled(seen: Seen, activity: Activity, asked: str) -> bool:
    """Whether what is fixed does not answer it, whatever words they share."""
    found = verdict(seen, activity, asked)
    return found is Verdict.UNSTATED or (found is Verdict.OPEN and amiss(seen, activity, asked))


def in_note(activity: Activity, question: str) -> bool:
    """Whether its note may answer: it speaks of the side that is asked, or has words of the question, but for the
    activity's name."""
    note, called = activity.plan.note or "", _NAME_ENDS.sub("", activity.title)
    asked = question.replace(activity.title, " ").replace(called, " ")
    found = decide(asked, note)
    if sided(asked):
        noted = rather_noted(activity, asked) or speaks(asked, note)
        return found is not Verdict.UNSTATED or (bool(note) and noted)
    return bool(note) and (found is Verdict.STATED or texts.bears(note, _without(asked, called)))


def _without(question: str, name: str) -> str:
    """A question without the characters of a name, by which a note shares them with anything that is asked."""
    return "".join(one for one in question if one not in name)


def left_out(seen: Seen, said: Sequence[str]) -> list[str]:
    """What is fixed of the one that is meant, where it states what is asked and what is `said` does not."""
    if len(seen.meant) != 1 or decide(seen.question, "".join(said)) is not Verdict.UNSTATED:
        return []
    one = seen.meant[0]
    if rather_noted(one, seen.question):
        return []
    return [fixed(seen, one)] if verdict(seen, one, seen.question) is Verdict.STATED else []


def facts(seen: Seen) -> list[str]:
    notes = [one.plan.note for one in seen.meant[:_MOST] if one.plan.note]
    stands = [state(seen, one) for one in seen.meant[:_MOST] if one.id in seen.mine]
    return [*(fixed(seen, one) for one in seen.meant[:_MOST]), *notes, *stands]


def on_which_day(seen: Seen) -> list[str]:
    """The day first; who may come and what the note says is not asked."""
    return [day_and_place(seen, one) for one in seen.meant[:_MOST]]


def days(seen: Seen) -> list[str]:
    """The days of those that are compared, the earliest first."""
    return on_which_day(replace(seen, named=sorted(seen.named, key=lambda one: one.plan.day or date.max)))


def day_and_place(seen: Seen, one: Activity) -> str:
    where = texts.at(one.plan.place) if one.plan.place else texts.NO_PLACE_YET
    return texts.stands(one.title, f"{times.when(one.plan, seen.u.today)}，{where}") + standing(seen, one)


def in_which_place(seen: Seen) -> list[str]:
    """The place first."""
    return [place_and_day(seen, one) for one in seen.meant[:_MOST]]


def place_and_day(seen: Seen, one: Activity) -> str:
    if not one.plan.place:
        return day_and_place(seen, one)
    when = times.when(one.plan, seen.u.today)
    return texts.stands(one.title, f"{texts.at(one.plan.place)}，{when}") + standing(seen, one)


def standing(seen: Seen, one: Activity) -> str:
    phase, full = one.phase(seen.u.now), not seen.tallies[one.id].admits(one.plan)
    return activity_texts.standing_now(phase, full=full)


def ends(seen: Seen) -> list[str]:
    """Until when, and how long; all that is fixed where the end has no field of its own."""
    return [line for one in seen.meant[:_MOST] for line in _end(seen, one)]


def _end(seen: Seen, one: Activity) -> list[str]:
    if one.plan.finish:
        when, length = times.when(one.plan, seen.u.today), times.lasting(one.plan)
        return [texts.stands(one.title, f"{when}{f'，一共 {length}' if length else ''}") + standing(seen, one)]
    stated = decide(texts.UNTIL, one.plan.note or "") is Verdict.STATED
    said = texts.noted(one.title, one.plan.note or "") if stated else texts.ENDS_OPEN
    return [day_and_place(seen, one), said]


def hosts(seen: Seen) -> list[str]:
    return [texts.hosted(one.title, one.branch) for one in seen.meant[:_MOST]]


def audience(seen: Seen) -> list[str]:
    return [line for one in seen.meant[:_MOST] for line in who_may(seen, one)]


def who_may(seen: Seen, activity: Activity) -> list[str]:
    """Whom it is for, and what of the asker's own case is not written."""
    who, note = activity.plan.audience or "", activity.plan.note or ""
    family = texts.brought(seen.question) or (["家属"] if _of_kin(seen.question) else [])
    named = bring(activity, family)
    if family and not named and who == places.HIMSELF:
        return [places.only(activity.title, who)]
    besides = texts.MORE if named and texts.several(seen.question) else ""
    if not (named or seen.quotes or decide(seen.question, who) is Verdict.STATED):
        besides = texts.GUESTS if family or not who else texts.CONDITIONS
    which = texts.ONLY_KIN.search(seen.question) or texts.NOT_CLOSE.search(seen.question)
    if named and which and ("家属" in seen.question or not all(one in who for one in family)):
        besides = texts.WHICH_KIN
    if (age := texts.AGED.search(seen.question)) and unsettled(seen, activity, age[0]):
        besides += texts.AGES
    elsewhere = named and decide(f"带{'、'.join(family)}", who) is Verdict.UNSTATED
    shown = note and (elsewhere or in_note(activity, seen.question))
    return [texts.audience(activity.title, who, besides), *([texts.noted(activity.title, note)] if shown else [])]


def rather_in_note(activity: Activity, asking: "Asking") -> bool:
    """Whether the note, not a field, may answer an asking part: it asks where or how of a thing that the note speaks of
    (“票在哪里领”), or shows no side and says nothing of who comes (“做好的花拿得走不”)."""
    note, said = activity.plan.note or "", _otherwise_named(asking.said, activity)
    if asking.facets:
        return _OF_THINGS.issuperset(specific(asking)) and rather_noted(activity, asking.said)
    return bool(asking.quote and note) and not texts.COMES.search(said) and decide(said, note) is Verdict.OPEN


def rather_noted(activity: Activity, asked: str) -> bool:
    """Whether its note has a word of what is asked, which is not of the activity itself (领票)."""
    bare = _without(asked, _NAME_ENDS.sub("", activity.title))
    return not texts.OF_ITSELF.search(bare) and texts.shares(activity.plan.note or "", bare)


def _of_kin(question: str) -> bool:
    """Whether it only says who would come along, or asks who counts."""
    return texts.companion(question) or ("家属" in question and texts.ONLY_KIN.search(question) is not None)


def finer(activity: Activity, asked: str) -> bool:
    """Whether it asks more closely for the place than it is fixed (“南门哪个位置”)."""
    place, bare = activity.plan.place or "", _otherwise_named(asked, activity)
    known = any(place[at : at + 2] in bare for at in range(len(place) - 1))
    return known and places.FINER.search(bare) is not None


def bring(activity: Activity, family: Sequence[str]) -> bool:
    """Whether what is fixed says of such people that they may come."""
    fixed = f"{activity.plan.audience or ''}{activity.plan.note or ''}"
    told = any(word in fixed for word in (*family, "家属"))
    return bool(family) and (told or decide(f"带{'、'.join(family)}", fixed) is Verdict.STATED)


def noted(seen: Seen, sides: frozenset[str]) -> list[str]:
    """What the note says of it, before the rule of all activities."""
    shown = [one for one in seen.named if in_note(one, seen.question)] if sides & RULES else []
    return [texts.noted(one.title, one.plan.note or "") for one in shown]


def touched(seen: Seen) -> bool:
    """Whether the note of the one that is meant has a word of what is asked and is not written."""
    return any(in_common(said, seen.meant[0].plan.note or "") > 1 for said in seen.quotes)


def bearing(seen: Seen, said: Sequence[str]) -> list[str]:
    """The note of the one that is meant, where it answers what is asked and was not `said`."""
    meant = seen.meant if len(seen.meant) == 1 else []
    shown = [(one.title, one.plan.note or "") for one in meant if in_note(one, seen.question)]
    return [texts.noted(title, note) for title, note in shown if not any(note in line for line in said)]


def of_note(seen: Seen, sides: Sequence[str], said: Sequence[str]) -> list[str]:
    """What the notes say of sides on which nothing is fixed, or that they say nothing, and who would know. `said`: what
    is said already."""
    lines = ((one, beside_the_fields(seen, one, sides)) for one in seen.meant[:_MOST])
    return [line for one, line in lines if line and not (one.plan.note in said and line.endswith(one.plan.note or ""))]


def beside_the_fields(seen: Seen, activity: Activity, sides: Sequence[str]) -> str:
    note, found = activity.plan.note or "", verdict(seen, activity, seen.question)
    if sides and in_note(activity, seen.question):
        return texts.noted(activity.title, note)
    if sides and found is Verdict.STATED:
        return fixed(seen, activity)
    if sides and found is Verdict.OPEN and note:
        return texts.left_open(activity.title, note)
    what = [texts.UNSAID[side] for side in sides if side in texts.UNSAID]
    return texts.unsaid(activity.title, what or [texts.ANYTHING], activity.branch) if sides else ""
