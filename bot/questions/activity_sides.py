"""What a member is told of each side of the activities that he means: what is fixed, how many come, where he stands,
what its note says, and by which rules one signs up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.activities.listing import JOIN, organises, within
from bot.activities.rules import UNLIMITED, Activity, Phase
from bot.activities.texts import members as activity_texts
from bot.core.messages import Act as Press
from bot.core.messages import Button, Keyboard
from bot.questions import activity_facts as facts
from bot.questions.activity_facts import OF_OTHERS, RULES, Seen
from bot.questions.texts import activities as texts
from bot.questions.texts import places, unpublished
from knowledge.reading.naming import SIGN_UP

_NUMBERS = frozenset({"count", "which", "export"})  # of sign-ups: how many, and who
_OF_EVERY = frozenset({*_NUMBERS, "deadline", "quota", "covered"})  # answered of several activities at once
_STANDING = frozenset({"exists", "what", "mine"})
_JOINING = frozenset({"procedure", "joining", "quota", "deadline", "what", "company", "queue", "covered", "proxied"})
_OPENING = frozenset({"procedure", "joining"})
_OF_WHOM = frozenset({"retired", "anyone", "guests"})  # rules that lead to what is fixed of whom it is for
_NO_GUESTS = frozenset({"transfer"})  # a person is named who is not brought along
_MISSING = "missing"  # signed up, and not in the list
_WAITING = "waiting"  # he leaves open if he comes
_MOST = 3
_MOST_DOORS = 6
_VAGUE = frozenset({"exists", "other", "what", "covered", "which"})  # for which what is asked is said back
_SHOWN_ONLY = frozenset({"which", "procedure", "joining", "exists", "covered"})  # beside what is asked in his own words


def told(seen: Seen, sides: frozenset[str], general: str, *, ours: bool) -> tuple[list[str], Keyboard]:
    """What is said of these sides, and the buttons. `general`: what anyone is told; `ours`: activities are
    what is asked about, not a word that one of them is called by."""
    if _MISSING in sides:
        return _found(seen)
    if _WAITING in sides and seen.named:
        return waiting(seen)
    brings = texts.brought(seen.question) and not sides & _NO_GUESTS
    if seen.named and (brings or (sides & _OF_WHOM and seen.named[0].plan.audience)):
        sides = sides - RULES | {"covered"}  # who may come is what is asked, and is fixed
    noted = facts.noted(seen, sides)
    ruled = [one for one in rules(seen, sides) if not (noted and texts.CALLS_OPEN.search(one))]
    stands = [facts.state(seen, one) for one in seen.named if "proxied" in sides]
    said, left = [*noted, *ruled, *stands], _left(seen, sides - RULES)
    if not left or OF_OTHERS & sides:
        return [*said, *(facts.left_out(seen, said) if seen.named else [])], _doors(seen, seen.named, sides)
    if not seen.named and (absent := _absent(seen, left)):
        there = [texts.open_now([one.title for one in seen.open])] if seen.open else []
        return [*said, absent, *there], doors(seen.open)
    if ours and not seen.named and left <= _STANDING:
        return [*said, *_standing(seen)], _doors(seen, seen.own or seen.open, sides)
    if not seen.running:
        return [*said, *_nothing(left, general)], ()
    if len(seen.meant) > 1 and (left & _OPENING or not left & {*_OF_EVERY, "mine"}):
        which = texts.open_now([one.title for one in seen.open]) if left & _OPENING else texts.WHICH_ONE
        return [*said, which], _doors(seen, seen.running, sides)
    tells = _tells(left)
    besides = sorted(left - set(TELLS)) if ours else []
    answered = besides or facts.bearing(seen, ())
    lines = [line for tell in tells or ([] if answered else [facts.facts]) for line in tell(seen)]
    unsaid = [texts.not_in_note(seen.named[0].title, seen.quotes, seen.named[0].branch)] if seen.quotes else []
    besides = [] if unsaid and {*besides} <= _VAGUE else besides
    notes = facts.of_note(seen, besides, lines) or ([] if facts.audience in tells else facts.bearing(seen, lines))
    notes = [] if unsaid and not facts.touched(seen) and not tells else notes
    known = [*said, *lines, *notes]
    return [*known, *(facts.left_out(seen, known) if seen.named else []), *unsaid], _doors(seen, seen.meant, sides)


def _absent(seen: Seen, sides: frozenset[str]) -> str:
    """That what he names is not there; "" where he names nothing of the kind."""
    return unpublished.not_published(seen.question, sides) or unpublished.not_there(seen.absent)


def _left(seen: Seen, sides: frozenset[str]) -> frozenset[str]:
    """The sides that no rule answers; where his own words say what is asked, what was only guessed beside it is left
    out."""
    if not (sides and seen.named):
        return sides
    if texts.brought(seen.question) or texts.companion(seen.question):
        return frozenset({"covered"})  # who may be brought is what is asked
    if seen.quotes or facts.in_note(seen.named[0], seen.question):
        return sides - _SHOWN_ONLY or frozenset({"other"})
    return sides


def _tells(sides: frozenset[str]) -> list[Callable[[Seen], list[str]]]:
    """What tells of these sides, nothing twice."""
    tells = list(dict.fromkeys(tell for side, tell in TELLS.items() if side in sides))
    if facts.on_which_day in tells and facts.in_which_place in tells:
        tells.remove(facts.in_which_place)
    if facts.facts in tells and facts.audience in tells:
        tells.remove(facts.audience)  # who may come is among what is fixed
    return tells


def of_several(seen: Seen) -> tuple[list[str], Keyboard] | None:
    """What is said of several that are named: which comes first, or how he takes part in each; None where neither is
    asked."""
    if len(seen.named) > 1 and texts.WHICH_FIRST.search(seen.question):
        return facts.days(seen), doors(seen.named)
    return both(seen) if len(seen.named) > 1 and texts.all_of_them(seen.question) else None


def both(seen: Seen) -> tuple[list[str], Keyboard]:
    """To who asks if he may take part in each of several: that one does not keep from the other, and how."""
    days = [one.plan.day for one in seen.named]
    lines, doors = joining(seen, seen.named)
    return [texts.BOTH_ON_A_DAY if len(set(days)) < len(days) else texts.BOTH, *lines], doors


def joining(seen: Seen, chosen: Sequence[Activity]) -> tuple[list[str], Keyboard]:
    """How he gets a place in each of them, and who else may come where he speaks of others."""
    each = [replace(seen, named=[one]) for one in chosen]
    others = [line for one in each if texts.brought(seen.question) for line in facts.audience(one)]
    doors = tuple(row for one in each for row in _doors(one, one.named, _OPENING))
    return [line for one in each for line in _joining(one)] + others, doors


def waiting(seen: Seen) -> tuple[list[str], Keyboard]:
    """To who leaves open if he comes: that his place is kept, or until when he may still sign up."""
    one = seen.named[0]
    if one.id in seen.mine:
        return [places.kept(facts.state(seen, one))], doors([one])
    if not _may_join(seen, one):
        return _deadlines(replace(seen, named=[one])), doors([one])
    return [places.no_hurry(one.title, _until(seen, one))], doors_to_join(replace(seen, named=[one]))


def not_pressed(seen: Seen, chosen: Sequence[Activity]) -> list[str]:
    """Of those that he was shown the way into and wants again, that none is signed up for yet."""
    return [places.not_yet(one.title, _until(seen, one)) for one in chosen if _may_join(seen, one)]


def _until(seen: Seen, activity: Activity) -> str | None:
    until = activity.plan.deadline
    return activity_texts.deadline(until, seen.u.today) if until else None


def _found(seen: Seen) -> tuple[list[str], Keyboard]:
    """Where he stands who misses himself in a list; that a person looks into it where he is not found here, either."""
    mine = [one for one in seen.named or seen.own if one.id in seen.mine]
    return [facts.state(seen, one) for one in mine] or [texts.NOT_FOUND], tuple(
        row for one in mine for row in _door(one)
    )


def rules(seen: Seen, sides: frozenset[str]) -> list[str]:
    """What the rules of signing up say of these sides, with his own place where he waits."""
    of_itself = seen.u.deps.library.of_itself
    said = [text for side in sorted(sides & RULES) if (text := of_itself(SIGN_UP, side))]
    if "late" in sides and any(organises(seen.member, one.branch_id) for one in seen.meant):
        said = [texts.LATE_FOR_HOSTS]
    waits = [one for one in seen.named or seen.own if one.id in seen.turns] if "queue" in sides else []
    return [*(texts.turn(one.title, seen.turns[one.id]) for one in waits), *said]


def _nothing(sides: frozenset[str], general: str) -> list[str]:
    """Where no activity is fixed: that, and what is known of these sides all the same."""
    none = texts.NONE_OPEN if sides & {"deadline", *_OPENING, "quota", *_NUMBERS} else texts.NONE_RUNNING
    if "covered" in sides:
        return [none, texts.WHO_MAY]
    if sides & {*TELLS, *_STANDING}:
        return [none]
    return [none, general] if "other" in sides else [general]  # 照片, 公假: no activity has a word of them


def _standing(seen: Seen) -> list[str]:
    chosen = seen.named or seen.own
    if not chosen:
        titles = [one.title for one in seen.open]
        return [texts.NOT_SIGNED + texts.open_now(titles) if titles else texts.NOTHING_THERE]
    return [facts.state(seen, one) for one in chosen]


def _about(seen: Seen) -> list[str]:
    return [*facts.facts(seen), *_standing(seen)] if seen.named else _standing(seen)


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
        return texts.still_open(activity.title, _until(seen, activity))
    return texts.at_phase(activity.title, activity_texts.state(activity, phase, seen.u.today))


def _joining(seen: Seen) -> list[str]:
    """How he gets in, one activity being meant: the button is below."""
    one = seen.meant[0]
    if one.id in seen.mine:
        return [facts.state(seen, one)]
    if not _may_join(seen, one):
        return _deadlines(seen)
    full = not seen.tallies[one.id].admits(one.plan)
    return [*_deadlines(seen), texts.QUEUE_BELOW if full else texts.SIGN_UP_BELOW]


#: By side, what is known of the activities that are meant.
TELLS: Mapping[str, Callable[[Seen], list[str]]] = {
    "mine": _standing,
    "what": _about,
    "deadline": _deadlines,
    "quota": _numbers,
    "count": _numbers,
    "which": _names,
    "export": _names,
    "procedure": _joining,
    "joining": _joining,
    "date": facts.on_which_day,
    "place": facts.in_which_place,
    "ends": facts.ends,
    "duration": facts.ends,
    "covered": facts.audience,
    "host": facts.hosts,
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
    return doors(chosen)


def doors_to_join(seen: Seen) -> Keyboard:
    """To those that are meant, and to signing up."""
    return _doors(seen, seen.meant, _OPENING)


def doors(chosen: Sequence[Activity]) -> Keyboard:
    """To each of them."""
    return tuple(row for one in chosen[:_MOST_DOORS] for row in _door(one))


def _door(activity: Activity) -> Keyboard:
    return ((Button(activity.title[:20], data=f"activity:{activity.id}"),),)
