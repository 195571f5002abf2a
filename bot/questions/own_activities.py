"""Questions about activities as they stand are answered from what is published and from the asker's own sign-ups: is
sign-up over, did I get a place, where do we meet. None of them is answered with the list of the year."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.activities.listing import LEAVE, may_see, organises
from bot.activities.published import named_among
from bot.activities.queries import activities, signups
from bot.activities.rules import Activity, Phase, SignUp, Tally
from bot.activities.texts import members as activity_texts
from bot.core.messages import Act as Press
from bot.core.messages import Button, Keyboard
from bot.core.people import Member
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.questions.texts import activities as texts
from knowledge.answer.model import Suggestion
from knowledge.reading.model import Act
from knowledge.reading.naming import OUT

if TYPE_CHECKING:
    from knowledge import Answer

SIGN_UP, ALL = "bot_signup", "all_activities"
_THEIRS = frozenset({SIGN_UP, ALL})
_LISTS = frozenset({"exists", "which", "count", "what"})  # of all activities: the calendar answers these
_NUMBERS = frozenset({"count", "which", "export"})  # of sign-ups: how many, and who
_MOST = 3
_LEAVING, _MISSING = "leaving", "missing"
_FOR_OFFICERS = frozenset({texts.NOTHING_TO_LEAVE, texts.NOT_FOUND})  # what a person has to look into
_OFFICER, _ACTIVITIES = Suggestion("请工会干部回答", "officer"), Suggestion("工会活动", "activities")


@dataclass(frozen=True)
class _Seen:
    """What this member may see of activities, what of it is meant, and where he stands."""

    u: Unit
    member: Member
    running: Sequence[Activity]
    named: Sequence[Activity]
    mine: Mapping[int, SignUp]
    tallies: Mapping[int, Tally]

    @property
    def meant(self) -> Sequence[Activity]:
        """What the question names; else what he has signed up for; else all that there is."""
        return self.named or self.own or self.running

    @property
    def own(self) -> list[Activity]:
        return [one for one in self.running if one.id in self.mine]

    @property
    def open(self) -> list[Activity]:
        return [one for one in self.running if one.phase(self.u.now) is Phase.OPEN]


def about_them(found: "Answer") -> frozenset[str]:
    """The sides of sign-ups or of all activities that are asked about, where nothing else is; empty for the list."""
    topics, sides = _asked(found)
    if not topics or not topics <= _THEIRS:
        return frozenset()
    return frozenset() if SIGN_UP not in topics and sides <= _LISTS else sides


def may_name_one(found: "Answer") -> frozenset[str]:
    """The sides of what no notice grants and an activity may be called (观影)."""
    topics, sides = _asked(found)
    return sides if topics and all(topic.startswith(OUT) for topic in topics) else frozenset()


def _asked(found: "Answer") -> tuple[frozenset[str], frozenset[str]]:
    asked = found.reading.questions if found.reading and not found.care else ()
    return frozenset(one.topic for one in asked), frozenset(one.facet for one in asked)


async def told(
    deps: Deps, telegram_id: int, found: "Answer", said: Sequence[str], sides: frozenset[str]
) -> tuple["Answer", Keyboard] | None:
    """The answer with what there is in place of what anyone is told, and its buttons; None where that is left."""
    known = await _answered(deps, telegram_id, found, said[-1] if said else "", sides)
    if known is None:
        return None
    kept = tuple(one for one in found.suggestions if one.action in ("activities", "officer"))
    if known[0] in _FOR_OFFICERS or may_name_one(found):
        kept = (_OFFICER, _ACTIVITIES) if known[0] in _FOR_OFFICERS else (_ACTIVITIES, _OFFICER)
    text = "\n".join(filter(None, (found.opening, known[0])))
    return replace(found, intent="activity", text=text, missed=False, suggestions=kept), known[1]


async def _answered(
    deps: Deps, telegram_id: int, found: "Answer", question: str, sides: frozenset[str]
) -> tuple[str, Keyboard] | None:
    """The text in place of what anyone is told, and its buttons; None for who is no member, and where something else
    is asked and no activity named."""
    async with unit(deps) as u:
        seen = await _seen(u, telegram_id, question)
        if seen is None:
            return None
        if not (seen.named or about_them(found)):
            said = texts.not_published(question, sides)
            return (said, ()) if said else None
        if _LEAVING in sides or (found.reading and Act.WITHDRAW in found.reading.acts):
            return _leaving(seen)
        if _MISSING in sides:
            return ("\n".join(_standing(seen)), _doors(seen.own)) if seen.own else (texts.NOT_FOUND, ())
        lines, doors = _of_sides(seen, found, sides)
        return "\n".join(lines), doors


async def _seen(u: Unit, telegram_id: int, question: str) -> _Seen | None:
    member = await members.by_telegram(u.tx, telegram_id, u.today)
    if member is None:
        return None
    running = [one for one in await activities.published(u.tx, u.today) if may_see(member, one)]
    mine = await signups.of_member(u.tx, member.id)
    return _Seen(
        u,
        member,
        running,
        named_among(question, running),
        mine,
        await signups.tallies(u.tx, [one.id for one in running]),
    )


def _leaving(seen: _Seen) -> tuple[str, Keyboard]:
    """Each sign-up is one press away from being taken back, with “确定取消吗” behind it."""
    chosen = [one for one in seen.meant if one.id in seen.mine]
    if not chosen:
        return texts.NOTHING_TO_LEAVE, ()
    buttons = tuple((Button(texts.leave(one.title[:20]), Press(LEAVE, {"activity": one.id})),) for one in chosen)
    return texts.LEAVE_WHICH, buttons


def _of_sides(seen: _Seen, found: "Answer", sides: frozenset[str]) -> tuple[list[str], Keyboard]:
    if about_them(found) and sides & {"exists", "what"} and not sides & _NUMBERS:
        return _standing(seen), _doors(seen.own or seen.open)
    if not sides & {*_TELLS, *_LISTS, "other"}:
        return _besides(found, sides), ()  # 照片, 成绩: what is published tells nothing of them
    asks_how = "procedure" in sides and seen.open  # what he may sign up for instead is told
    question = found.reading.text if found.reading else ""
    if not (seen.named or asks_how) and (said := texts.not_published(question, sides)):
        return [said], ()
    if not seen.running:
        none = texts.NONE_OPEN if sides & {"deadline", "procedure", "quota", *_NUMBERS} else texts.NONE_RUNNING
        return [none, *([texts.WHO_MAY] if "covered" in sides else _besides(found, sides))], ()
    if len(seen.meant) > 1 and not sides & {*_NUMBERS, "deadline", "quota"}:
        which = texts.open_now([one.title for one in seen.open]) if "procedure" in sides else texts.WHICH_ONE
        return [which], _doors(seen.meant)
    tells = [tell for side, tell in _TELLS.items() if side in sides]
    tells = tells or ([] if about_them(found) else [_facts])  # of one that is named, what is fixed
    lines = [line for tell in dict.fromkeys(tells) for line in tell(seen)]
    return [*dict.fromkeys([*lines, *_besides(found, sides)])], _doors(seen.meant)


def _besides(found: "Answer", sides: frozenset[str]) -> list[str]:
    """What is said of sides on which no activity has a word of its own (公假, 照片)."""
    told = sides <= {*_TELLS, "exists", "what"} or not about_them(found)
    return [] if told else [found.text]


def _standing(seen: _Seen) -> list[str]:
    if not seen.own:
        titles = [one.title for one in seen.open]
        return [texts.NOT_SIGNED + texts.open_now(titles) if titles else texts.NOTHING_THERE]
    return [f"{one.title}：{_state(seen, one)}" for one in seen.own]


def _state(seen: _Seen, activity: Activity) -> str:
    when = activity_texts.when(activity.plan, seen.u.today)
    return f"{'已经报上了' if seen.mine[activity.id] is SignUp.JOINED else '在候补里'}，{when}。"


def _numbers(seen: _Seen) -> list[str]:
    counted = [(one.title, activity_texts.counted(one.plan, seen.tallies[one.id])) for one in seen.meant[:_MOST]]
    return [texts.stands(title, said) for title, said in counted]


def _names(seen: _Seen) -> list[str]:
    runs = any(organises(seen.member, one.branch_id) for one in seen.meant)
    return [*_numbers(seen), texts.SHEET if runs else texts.NAMES]


def _deadlines(seen: _Seen) -> list[str]:
    return [_deadline(seen, one) for one in seen.meant[:_MOST]]


def _deadline(seen: _Seen, activity: Activity) -> str:
    phase = activity.phase(seen.u.now)
    if phase is Phase.OPEN:
        until = activity.plan.deadline
        said = f"还能报，报名到{activity_texts.deadline(until, seen.u.today)}" if until else "还能报，活动开始前都可以"
        return texts.stands(activity.title, said)
    return f"{activity.title}：{activity_texts.state(activity, phase, seen.u.today)}"


def _facts(seen: _Seen) -> list[str]:
    notes = [one.plan.note for one in seen.meant[:_MOST] if one.plan.note]
    return [*(activity_texts.fixed(one, seen.u.today) for one in seen.meant[:_MOST]), *notes]


def _audience(seen: _Seen) -> list[str]:
    return [texts.audience(one.title, one.plan.audience) for one in seen.meant[:_MOST]]


#: By side, what is known of the activities that are meant.
_TELLS: Mapping[str, Callable[[_Seen], list[str]]] = {
    "deadline": _deadlines,
    "quota": _numbers,
    "count": _numbers,
    "which": _names,
    "export": _names,
    "procedure": _deadlines,
    "date": _facts,
    "place": _facts,
    "duration": _facts,
    "covered": _audience,
}


def _doors(chosen: Sequence[Activity]) -> Keyboard:
    return tuple((Button(one.title[:20], data=f"activity:{one.id}"),) for one in chosen[:_MOST])
