"""What a member is told of each side of the activities that he means: what is fixed, how many come, where he stands,
what its note says, and by which rules one signs up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from bot.activities.listing import JOIN, organises, within
from bot.activities.rules import UNLIMITED, Activity, Phase, SignUp, Tally
from bot.activities.texts import members as activity_texts
from bot.core.messages import Act as Press
from bot.core.messages import Button, Keyboard
from bot.core.people import Member
from bot.core.work.unit import Unit
from bot.questions.texts import activities as texts
from knowledge.reading.asked import specific

if TYPE_CHECKING:
    from knowledge import Library
    from knowledge.reading.asked import Asking
    from knowledge.reading.model import Reading

_TOPIC = "bot_signup"
#: Sides that the rules of signing up answer, whatever the activity (`finer` of work.toml).
RULES = frozenset(
    {"noshow", "transfer", "queue", "guests", "sent", "twice", "told", "next", "late", "where", "order", "mended"}
    | {"retired", "weather", "company", "secrecy", "extras", "anyone"}
)
_NUMBERS = frozenset({"count", "which", "export"})  # of sign-ups: how many, and who
_OF_EVERY = frozenset({*_NUMBERS, "deadline", "quota"})  # answered of several activities at once
_STANDING = frozenset({"exists", "what", "mine"})
_JOINING = frozenset({"procedure", "joining", "quota", "deadline", "what", "company", "queue"})
_OPENING = frozenset({"procedure", "joining"})
_MISSING = "missing"  # signed up, and not in the list
_MOST = 3
_MOST_DOORS = 6
_VAGUE = frozenset({"exists", "other", "what", "covered", "which"})  # for which what is asked is said back
_RULED = ("procedure", "proxy", "exchange", "covered", "exists", "validity", "other")  # under which rules are asked
_SHARED = 2  # characters in a row that a note must share with a question


@dataclass(frozen=True)
class Seen:
    """What this member may see of activities, what of it is meant, and where he stands. `turns`: his place among those
    who wait, by activity; `quotes`: what is asked of the one that is named and no field of it says."""

    u: Unit
    member: Member
    question: str
    running: Sequence[Activity]
    named: Sequence[Activity]
    mine: Mapping[int, SignUp]
    tallies: Mapping[int, Tally]
    turns: Mapping[int, int]
    quotes: Sequence[str] = ()

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


def meant(library: "Library", reading: "Reading", sides: frozenset[str]) -> frozenset[str]:
    """The sides asked of an activity that is named: those that the asking parts show, rules of signing up among them;
    what was learned stays where they show none, or this too."""
    shown: list[str] = []
    for one in reading.askings:
        ruled = [side for side in library.closer(_TOPIC, _RULED, one.said) if side in RULES]
        shown += ruled[:1] or specific(one)[:1] or [side for side in one.facets if side in _TELLS]
    return frozenset(shown) or sides


def unsaid(library: "Library", reading: "Reading", seen: Seen) -> Sequence[str]:
    """What is asked, in the member's own words, that neither the fields of the activity nor the rules tell of."""
    one = seen.named[0]
    fields = " ".join([one.title, *filter(None, (one.plan.place, one.plan.audience, one.plan.note))])
    return [asking.quote for asking in library.untold(reading, fields) if not _told(library, asking)]


def _told(library: "Library", asking: "Asking") -> bool:
    """Whether its side has a field, or a sentence of its own."""
    ruled = RULES & {*library.closer(_TOPIC, _RULED, asking.said)}
    return bool(ruled) or not {*_TELLS, *texts.UNSAID}.isdisjoint(specific(asking))


def told(seen: Seen, sides: frozenset[str], general: str, *, ours: bool) -> tuple[list[str], Keyboard]:
    """What is said of these sides, and the buttons. `general`: what anyone is told; `ours`: activities are
    what is asked about, not a word that one of them is called by."""
    if _MISSING in sides:
        return _found(seen)
    said, left = rules(seen, sides), sides - RULES
    if not left:
        return said, _doors(seen, seen.named, sides)
    if ours and not seen.named and left <= _STANDING:
        return [*said, *_standing(seen)], _doors(seen, seen.own or seen.open, sides)
    may_join = left & _OPENING and seen.open  # what he may sign up for instead is told
    if not (seen.named or may_join) and (one := texts.not_published(seen.question, left)):
        return [*said, one], ()
    if not seen.running:
        return [*said, *_nothing(left, general)], ()
    if len(seen.meant) > 1 and not left & {*_OF_EVERY, "mine"}:
        which = texts.open_now([one.title for one in seen.open]) if left & _OPENING else texts.WHICH_ONE
        return [*said, which], _doors(seen, seen.running, sides)
    tells = list(dict.fromkeys(tell for side, tell in _TELLS.items() if side in left))
    if _facts in tells and _audience in tells:
        tells.remove(_audience)  # who may come is among what is fixed
    besides = sorted(left - set(_TELLS)) if ours else []
    lines = [line for tell in tells or ([] if besides else [_facts]) for line in tell(seen)]
    unsaid = [texts.not_in_note(seen.named[0].title, seen.quotes, seen.named[0].branch)] if seen.quotes else []
    besides = [] if unsaid and {*besides} <= _VAGUE else besides
    return [*said, *lines, *_of_note(seen, besides, lines), *unsaid], _doors(seen, seen.meant, sides)


def _found(seen: Seen) -> tuple[list[str], Keyboard]:
    """Where he stands who misses himself in a list; that a person looks into it where he is not found here, either."""
    mine = [one for one in seen.named or seen.own if one.id in seen.mine]
    return [_state(seen, one) for one in mine] or [texts.NOT_FOUND], tuple(row for one in mine for row in _door(one))


def rules(seen: Seen, sides: frozenset[str]) -> list[str]:
    """What the rules of signing up say of these sides, with his own place where he waits."""
    of_itself = seen.u.deps.library.of_itself
    said = [text for side in sorted(sides & RULES) if (text := of_itself(_TOPIC, side))]
    if "late" in sides and any(organises(seen.member, one.branch_id) for one in seen.meant):
        said = [texts.LATE_FOR_HOSTS]
    waits = [one for one in seen.named or seen.own if one.id in seen.turns] if "queue" in sides else []
    return [*(texts.turn(one.title, seen.turns[one.id]) for one in waits), *said]


def _nothing(sides: frozenset[str], general: str) -> list[str]:
    """Where no activity is fixed: that, and what is known of these sides all the same."""
    none = texts.NONE_OPEN if sides & {"deadline", *_OPENING, "quota", *_NUMBERS} else texts.NONE_RUNNING
    if "covered" in sides:
        return [none, texts.WHO_MAY]
    if sides & {*_TELLS, *_STANDING}:
        return [none]
    return [none, general] if "other" in sides else [general]  # 照片, 公假: no activity has a word of them


def _standing(seen: Seen) -> list[str]:
    chosen = seen.named or seen.own
    if not chosen:
        titles = [one.title for one in seen.open]
        return [texts.NOT_SIGNED + texts.open_now(titles) if titles else texts.NOTHING_THERE]
    return [_state(seen, one) for one in chosen]


def _state(seen: Seen, activity: Activity) -> str:
    if activity.id not in seen.mine:
        return texts.not_up(activity.title)
    when = activity_texts.when(activity.plan, seen.u.today)
    return texts.signed_up(activity.title, seen.turns.get(activity.id), when)


def _about(seen: Seen) -> list[str]:
    return [*_facts(seen), *_standing(seen)] if seen.named else _standing(seen)


def _numbers(seen: Seen) -> list[str]:
    counted = [(one.title, _counted(seen, one)) for one in seen.meant[:_MOST]]
    waits = [texts.turn(one.title, seen.turns[one.id]) for one in seen.named if one.id in seen.turns]
    return [*(texts.stands(title, said) for title, said in counted), *waits]


def _counted(seen: Seen, activity: Activity) -> str:
    free = "名额不限，" if activity.plan.places == UNLIMITED else ""
    return free + activity_texts.counted(activity.plan, seen.tallies[activity.id])


def _names(seen: Seen) -> list[str]:
    runs = any(organises(seen.member, one.branch_id) for one in seen.meant)
    return [*_numbers(seen), texts.SHEET if runs else texts.NAMES]


def _deadlines(seen: Seen) -> list[str]:
    return [_deadline(seen, one) for one in seen.meant[:_MOST]]


def _deadline(seen: Seen, activity: Activity) -> str:
    phase = activity.phase(seen.u.now)
    if phase is Phase.OPEN:
        until = activity.plan.deadline
        return texts.still_open(activity.title, activity_texts.deadline(until, seen.u.today) if until else None)
    return texts.at_phase(activity.title, activity_texts.state(activity, phase, seen.u.today))


def _joining(seen: Seen) -> list[str]:
    """How he gets in, one activity being meant: the button is below."""
    one = seen.meant[0]
    if one.id in seen.mine:
        return [_state(seen, one)]
    if not _may_join(seen, one):
        return _deadlines(seen)
    full = not seen.tallies[one.id].admits(one.plan)
    return [*_deadlines(seen), texts.QUEUE_BELOW if full else texts.SIGN_UP_BELOW]


def _facts(seen: Seen) -> list[str]:
    notes = [one.plan.note for one in seen.meant[:_MOST] if one.plan.note]
    stands = [_state(seen, one) for one in seen.meant[:_MOST] if one.id in seen.mine]
    return [*(_fixed(seen, one) for one in seen.meant[:_MOST]), *notes, *stands]


def _fixed(seen: Seen, activity: Activity) -> str:
    phase, full = activity.phase(seen.u.now), not seen.tallies[activity.id].admits(activity.plan)
    place = "" if activity.plan.place else texts.NO_PLACE_YET
    return f"{activity_texts.fixed(activity, seen.u.today)}{place}{activity_texts.standing_now(phase, full=full)}"


def _ends(seen: Seen) -> list[str]:
    return [*_facts(seen), texts.ENDS_OPEN]


def _audience(seen: Seen) -> list[str]:
    return [line for one in seen.meant[:_MOST] for line in _who_may(seen, one)]


def _who_may(seen: Seen, activity: Activity) -> list[str]:
    """Whom it is for, and what of the asker's own case is not written."""
    who, note = activity.plan.audience or "", activity.plan.note or ""
    family = texts.FAMILY.findall(seen.question) if texts.TO_BRING.search(seen.question) else []
    named = any(word in who + note for word in (*family, "家属")) if family else False
    besides = "" if named or seen.quotes else texts.GUESTS if family or not who else texts.CONDITIONS
    return [texts.audience(activity.title, who, besides), *([texts.noted(activity.title, note)] if note else [])]


def _of_note(seen: Seen, sides: Sequence[str], said: Sequence[str]) -> list[str]:
    """What the notes say of sides on which nothing is fixed, or that they say nothing, and who would know. `said`: what
    is said already."""
    lines = ((one, _beside(seen, one, sides)) for one in seen.meant[:_MOST])
    return [line for one, line in lines if line and not (one.plan.note in said and line.endswith(one.plan.note or ""))]


def _beside(seen: Seen, activity: Activity, sides: Sequence[str]) -> str:
    note = activity.plan.note or ""
    if sides and SequenceMatcher(None, note, seen.question, autojunk=False).find_longest_match().size >= _SHARED:
        return texts.noted(activity.title, note)
    what = [texts.UNSAID[side] for side in sides if side in texts.UNSAID]
    return texts.unsaid(activity.title, what or [texts.ANYTHING], activity.branch) if sides else ""


#: By side, what is known of the activities that are meant.
_TELLS: Mapping[str, Callable[[Seen], list[str]]] = {
    "mine": _standing,
    "what": _about,
    "deadline": _deadlines,
    "quota": _numbers,
    "count": _numbers,
    "which": _names,
    "export": _names,
    "procedure": _joining,
    "joining": _joining,
    "date": _facts,
    "place": _facts,
    "ends": _ends,
    "duration": _ends,
    "covered": _audience,
}


def _may_join(seen: Seen, activity: Activity) -> bool:
    is_open = activity.phase(seen.u.now) is Phase.OPEN
    return is_open and activity.id not in seen.mine and within(seen.member, activity)


def _doors(seen: Seen, chosen: Sequence[Activity], sides: frozenset[str]) -> Keyboard:
    """To each of them; to a single one that he may sign up for, signing up itself."""
    if len(chosen) == 1 and sides & _JOINING and _may_join(seen, chosen[0]):
        full = not seen.tallies[chosen[0].id].admits(chosen[0].plan)
        label = activity_texts.QUEUE if full else activity_texts.JOIN
        return ((Button(label, Press(JOIN, {"activity": chosen[0].id})),), *_door(chosen[0]))
    return tuple(row for one in chosen[:_MOST_DOORS] for row in _door(one))


def _door(activity: Activity) -> Keyboard:
    return ((Button(activity.title[:20], data=f"activity:{activity.id}"),),)
