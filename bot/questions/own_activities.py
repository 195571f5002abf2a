"""Questions about activities as they stand are answered from what is published and from the asker's own sign-ups: is
sign-up over, did I get a place, where do we meet. None of them is answered with the list of the year."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.activities.listing import LEAVE, may_see
from bot.activities.queries import activities, signups
from bot.activities.rules import Activity, SignUp
from bot.activities.titles import every_named, named_among
from bot.core.clock import local_date
from bot.core.messages import Act as Press
from bot.core.messages import Button, Keyboard
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.questions import activity_asked, activity_facts, activity_sides, activity_talk
from bot.questions.activity_facts import Seen
from bot.questions.texts import activities as texts
from bot.questions.texts import unpublished
from knowledge.answer.model import RELAY
from knowledge.answer.pieces import BUTTONS, OFFICER, PRESS
from knowledge.reading.happenings import CUES
from knowledge.reading.model import Act
from knowledge.reading.naming import OUT, SIGN_UP

if TYPE_CHECKING:
    from knowledge import Answer, Library

ALL = "all_activities"
_THEIRS = frozenset({SIGN_UP, ALL})
_LISTS = frozenset({"exists", "which", "count", "what"})  # of all activities: the calendar answers these
_SOUGHT = frozenset({"exists", "which", "what", "covered", "other"})
_SHORT = 16  # characters
_MOST_BACK = 3  # messages
_OWN_WORD = 3  # characters; where nothing tells that an activity is asked about
TICKET = re.compile("电影票")  # is no activity
_OF_ALL = re.compile("市直|全市|市里|工委|通知|文件")
_LEAVING, _MINE = frozenset({activity_talk.LEAVING, "undo"}), activity_talk.MINE
_OF_A_PLACE = _LEAVING | activity_facts.OF_OTHERS | {activity_talk.TRANSFER, activity_talk.WAITING, _MINE}


def about_them(found: "Answer") -> frozenset[str]:
    """The sides of sign-ups or of all activities that are asked about, where nothing else is; empty for the list."""
    topics, sides = _asked(found)
    told = {CUES.get(one.what) for one in found.reading.events} if found.reading else set()  # “我退休了”
    if not topics & _THEIRS or not all(one in _THEIRS or one.startswith(OUT) or one in told for one in topics):
        return frozenset()
    return frozenset() if SIGN_UP not in topics and sides <= _LISTS else frozenset(found.facets) or sides


def may_name_one(found: "Answer") -> frozenset[str]:
    """The sides of what no notice grants and an activity may be called (观影)."""
    topics, sides = _asked(found)
    return sides if topics and all(topic.startswith(OUT) for topic in topics) else frozenset()


def may_be_of_a_branch(library: "Library", found: "Answer") -> frozenset[str]:
    """The sides of an activity that the notice names, which a branch may have published (its own 羽毛球比赛)."""
    topics, sides = _asked(found)
    return sides if topics and topics.issubset(library.of_intent("activity")) else frozenset()


def _asked(found: "Answer") -> tuple[frozenset[str], frozenset[str]]:
    asked = found.reading.questions if found.reading and not found.care else ()
    return frozenset(one.topic for one in asked), frozenset(one.facet for one in asked)


async def told(
    deps: Deps,
    telegram_id: int,
    found: "Answer",
    said: Sequence[str],
    sides: frozenset[str],
    on: Sequence[int] = (),
) -> tuple["Answer", Keyboard] | None:
    """The answer with what there is in place of what anyone is told, and its buttons; None where that is left. `on`:
    the activities that the talk is about, where the message goes on about them."""
    known = await _answered(deps, telegram_id, found, said, sides, on)
    if known is None:
        return None
    text, doors = known
    kept = tuple(one for one in found.suggestions if one.action in ("activities", "officer"))
    if on or may_name_one(found):
        kept = (BUTTONS["activities"], OFFICER)
    if PRESS in text:  # a person has to look into it
        kept = tuple(dict.fromkeys((OFFICER, *kept)))
    if found.reading and Act.COMPLAIN in found.reading.acts:
        text, kept = f"{texts.HEARD}\n{text}", tuple(dict.fromkeys((RELAY, *kept)))
    text = "\n".join(filter(None, (found.opening, text)))
    return replace(found, intent="activity", text=text, missed=False, suggestions=kept), doors


async def joined(
    deps: Deps, telegram_id: int, text: str, spoken: Sequence[str], on: Sequence[int] = (), heard: Sequence[str] = ()
) -> tuple[str, Keyboard] | None:
    """How he gets a place in what was `spoken` of (the newest first), all of it where he wants all, else in what the
    talk is `on`; that he has none yet, where that was `heard`. None for who is no member, and where no activity is
    meant."""
    async with unit(deps) as u:
        seen = await _seen(u, telegram_id, [_otherwise(text)])
        if seen is None:
            return None
        named = [found for one in spoken if (found := every_named(_otherwise(one), seen.running))]
        meant = named[0][:1] if named and not texts.all_of_them(text) else [one for each in named for one in each]
        meant = meant or activity_talk.by_day(text, seen.running) or [one for one in seen.running if one.id in on]
        if not meant:
            return None
        chosen = list({one.id: one for one in meant}.values())
        lines, doors = activity_sides.joining(seen, chosen)
        if any(lines[0] in one for one in heard):
            lines = activity_sides.not_pressed(seen, chosen) or lines
        return "\n".join(dict.fromkeys(lines)), doors


async def _answered(
    deps: Deps,
    telegram_id: int,
    found: "Answer",
    said: Sequence[str],
    sides: frozenset[str],
    on: Sequence[int],
) -> tuple[str, Keyboard] | None:
    """The text in place of what anyone is told, and its buttons; None for who is no member, and where something else
    is asked and no activity named."""
    of_branch = not on and bool(may_be_of_a_branch(deps.library, found))
    ours = bool(on) or of_branch or bool(about_them(found))
    async with unit(deps) as u:
        spoken = said[-1:] if on else said if ours and not of_branch else _lately(found, said)
        spoken = [text if ours else TICKET.sub("", text) for text in spoken]
        seen = await _seen(u, telegram_id, [_otherwise(text) for text in spoken], on, 2 if ours else _OWN_WORD)
        if seen is None:
            return None
        seen = replace(seen, question=spoken[-1] if spoken else "")
        seen = replace(seen, absent=_absent(deps, seen.question, seen.running))
        if of_branch and (not seen.named or seen.named[0].committee or _OF_ALL.search(seen.question)):
            return None  # the notice's own, which is answered
        if ours and not seen.named and found.reading:
            sides = frozenset(deps.library.closer(SIGN_UP, sorted(sides), found.reading.text))
        if (of_several := activity_sides.of_several(seen)) is not None:
            return "\n".join(dict.fromkeys(of_several[0])), of_several[1]
        if seen.named and found.reading:
            seen = replace(seen, quotes=activity_asked.unsaid(deps.library, found.reading, seen))
            kept = sides & _OF_A_PLACE
            sides = kept | activity_asked.meant(deps.library, found.reading, sides, seen.quotes, seen.named)
        if not (seen.named or ours):
            return _of_others(seen, sides)
        if not ours and _in_passing(found) and found.reading:  # what nobody knows, in a talk about one of them
            sides, ours = frozenset(deps.library.closer(SIGN_UP, sorted(sides), found.reading.text)), True
        if _gives_up(found, sides, on):
            return _leaving(seen, sides)
        lines, doors = activity_sides.told(seen, sides - _LEAVING, _general(found), ours=ours)
        return "\n".join(dict.fromkeys(lines)), doors


async def _seen(
    u: Unit, telegram_id: int, said: Sequence[str], on: Sequence[int] = (), least: int = _OWN_WORD
) -> Seen | None:
    """`least`: the characters of a word of its own by which an activity is known."""
    member = await members.by_telegram(u.tx, telegram_id, u.today)
    if member is None:
        return None
    running = [one for one in await activities.published(u.tx, u.today) if may_see(member, one)]
    mine = await signups.of_member(u.tx, member.id)
    waiting = [one for one, state in mine.items() if state is SignUp.WAITING]
    return Seen(
        u,
        member,
        said[-1] if said else "",
        running,
        _named(said[-1:], running)
        or [one for one in running if one.id in on]
        or activity_talk.by_its_words(said[-1] if said else "", running, least)
        or _named(said, running),
        mine,
        await signups.tallies(u.tx, [one.id for one in running]),
        {one: await signups.turn_of(u.tx, one, member.id) for one in waiting},
    )


def _of_others(seen: Seen, sides: frozenset[str]) -> tuple[str, Keyboard] | None:
    """Of an activity that is not published, that it is not; who looks for one of some sort is shown what there is."""
    if none := unpublished.not_published(seen.question, sides):
        return none, ()
    absent = unpublished.not_there(seen.absent)
    if not (sides <= _SOUGHT and unpublished.SEEKS.search(seen.question) and seen.open):
        return None
    there = unpublished.of_your_sort([one.title for one in seen.open])
    return "\n".join(filter(None, (absent, there))), activity_sides.doors(seen.open)


async def not_there(deps: Deps, text: str) -> str:
    """That what a message names is neither published by anybody nor in the notice; "" where it names nothing of the
    kind."""
    async with unit(deps) as u:
        published = await activities.published(u.tx, u.today)
    none = unpublished.not_there(_absent(deps, text, published))
    return none or ("" if every_named(text, published) else unpublished.not_published(text, ()))


def _absent(deps: Deps, text: str, published: Sequence[Activity]) -> list[str]:
    in_notice = (one.title for one in deps.library.activities(local_date(deps.clock.now())))
    return activity_asked.absent(text, published, "，".join(in_notice))


def _gives_up(found: "Answer", sides: frozenset[str], on: Sequence[int]) -> bool:
    """Whether a place of his own is to be taken back."""
    if found.reading is None or activity_facts.OF_OTHERS & sides:
        return False
    return (Act.WITHDRAW in found.reading.acts and not on) or bool(_LEAVING & sides and _MINE not in sides)


def _general(found: "Answer") -> str:
    """What anyone is told, without the kind word before it."""
    return found.text.removeprefix(found.opening).lstrip("\n")


def _in_passing(found: "Answer") -> bool:
    """Whether it is a short message that was not understood by itself (“有没有寄存包的地方”, “会不会扣分”)."""
    reading = found.reading
    return reading is not None and (found.missed or reading.carried) and len(reading.text) <= _SHORT


def _lately(found: "Answer", said: Sequence[str]) -> Sequence[str]:
    """The message, and those before it that it goes on with: short ones, back to what began them."""
    if not _in_passing(found):
        return said[-1:]
    at = len(said) - 2
    while at > 0 and len(said[at]) <= _SHORT and len(said) - at <= _MOST_BACK:
        at -= 1
    return said[max(at, 0) :]


def _otherwise(text: str) -> str:
    """A message with what people call 观影 by that name, where it asks of activities."""
    return text.replace("电影", "观影").replace("片子", "观影")


def _named(said: Sequence[str], running: Sequence[Activity]) -> list[Activity]:
    """The activity that the message names, else the one that was named last in this talk."""
    together = every_named(said[-1], running) if said and texts.WHICH_FIRST.search(said[-1]) else []
    if len(together) > 1:
        return together
    if said and (named := named_among(said[-1], running) or activity_talk.by_day(said[-1], running)):
        return named
    return next((named for text in reversed(said) if (named := named_among(text, running))), [])


def _leaving(seen: Seen, sides: frozenset[str]) -> tuple[str, Keyboard]:
    """Each sign-up is one press away from being taken back, with “确定取消吗” behind it."""
    rules = activity_sides.rules(seen, sides)
    if texts.asks_to_leave(seen.question):
        rules = [*rules, texts.CAN_LEAVE]
    chosen = [one for one in seen.named or seen.own if one.id in seen.mine]
    if not chosen:
        if seen.named and texts.asks_to_leave(seen.question):
            return "\n".join(rules), activity_sides.doors_to_join(seen)
        none = texts.not_in(seen.named[0].title) if seen.named else texts.NOTHING_TO_LEAVE
        return "\n".join([none, *rules]), activity_sides.doors(seen.named)
    buttons = tuple((Button(texts.leave(one.title[:20]), Press(LEAVE, {"activity": one.id})),) for one in chosen)
    return "\n".join([*rules, texts.LEAVE_WHICH]), buttons
