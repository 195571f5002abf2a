"""Questions about the member's own affairs are answered from what the bot knows of him, in private only."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.core.clock import local_date
from bot.core.kinds import Kind
from bot.core.messages import Act as Press
from bot.core.messages import Button, Keyboard
from bot.core.people import Member
from bot.core.queries import members
from bot.core.texts import own_affairs as texts
from bot.core.work.unit import Deps
from bot.questions import activity_talk, officers_work, offices, own_activities, own_facts, own_reports
from bot.questions.own_facts import (
    DATA,
    HANDLER,
    HUMAN,
    MENDED,
    NO_REPORTS,
    OF_HIM,
    OF_REFUSALS,
    OF_REPORTS,
    STATUS,
    WHY,
    WITHDRAW,
    Asker,
    mends,
    reason_first,
    wants_all,
)
from bot.reports import clauses, recalled
from bot.reports.queries import reports
from bot.reports.queries.reports import Report
from knowledge.answer.model import Suggestion
from knowledge.answer.pieces import BUTTONS
from knowledge.reading.model import Act, Onward, Turn
from knowledge.reading.naming import REFUSED
from knowledge.reading.report import TOLD, opens

if TYPE_CHECKING:
    from knowledge import Answer, Library

_PERSONAL = frozenset({WITHDRAW, "bot_profile", HUMAN, *OF_REPORTS, *OF_REFUSALS, *officers_work.TOPICS})
_WAITED = re.compile("好多?[天久]|一直|还没|这么久|多久|催|动静|[两三四五六七八九十几]天|礼拜|半个?月|去年")
_TO_ME = re.compile(r"我(?!们)[^,，。]{0,6}(?:批|领|拿|报|发)|(?:批|发|给)(?:给|了|过)*我(?!们)")  # what I was granted
_TIMES = frozenset({"response", "payout", "duration", "date", "validity"})  # who asks how long it takes hears that, too
_MOST = own_reports.MOST
_BY_ME = re.compile("审批|待审|(?:等|待|该|要|给)我")  # what others have handed in
_MINE = (BUTTONS["mine"],)


async def informed(
    deps: Deps, telegram_id: int, found: "Answer", said: Sequence[str] = (), on: Sequence[int] = ()
) -> tuple["Answer", Keyboard]:
    """The answer with what is known of the asker where it is about his own affairs, and the buttons that lead on.
    `said`: the talk, this message last; `on`: the activities that it goes on about."""
    if found.reading and found.reading.turn is Turn.MISSING and (told := _of_told(deps, found, said)):
        return told, ()
    if (of_them := await _of_activities(deps, telegram_id, found, said, on)) is not None:
        return of_them
    mended = found.reading is not None and found.reading.onward is Onward.MENDED
    asked = _PERSONAL & set(found.topics) or (frozenset({MENDED}) if mended else frozenset())
    asked |= {topic for topic, sides in OF_HIM.items() if topic in found.topics and sides & set(found.facets)}
    if not asked or found.care:
        return found, ()
    today = local_date(deps.clock.now())
    async with deps.store.read() as tx:
        member = await members.by_telegram(tx, telegram_id, today)
        if member is None:
            return (found if asked <= OF_HIM.keys() else _to_strangers(found)), ()
        found, asked = _of_his_own(deps.library, member, found, asked)
        asker = Asker(
            member,
            await reports.concerning(tx, member.id),
            await reports.draft_of(tx, member.id) is not None,
        )
        first = not deps.library.topic(said[:-1], today=today).refused
        lines = await own_facts.lines(deps, tx, asker, asked, found, today, first=first)
    if member.offices and REFUSED in asked and found.reading and officers_work.own_slip(deps, found.reading.text):
        found = replace(found, facets=officers_work.own_slip(deps, found.reading.text))
        asked = frozenset({officers_work.DESK})
    if works := officers_work.TOPICS & asked:
        return await _of_his_office(deps, member, sorted(works), found, today, said[-2] if len(said) > 1 else "")
    if wants_all(asked, found):
        lines += _only_told(deps, said, today)
    return replace(found, text=_joined(asker, asked, lines, found)), _buttons(asker, asked, found)


async def _of_activities(
    deps: Deps, telegram_id: int, found: "Answer", said: Sequence[str], on: Sequence[int]
) -> tuple["Answer", Keyboard] | None:
    """What is known of the activities that the message goes on about, or names; None where it is of none."""
    ours = own_activities.about_them(found)
    if on:
        wanted = activity_talk.sides(deps.library, found, said[-1])
        wanted = (ours or wanted) if wanted == {"other"} else wanted
        if told := await own_activities.told(deps, telegram_id, found, said, wanted, on):
            return told
    if ours:
        return await own_activities.told(deps, telegram_id, found, said, ours) or (_to_strangers(found), ())
    if sides := own_activities.may_name_one(found) or own_activities.may_be_of_a_branch(deps.library, found):
        return await own_activities.told(deps, telegram_id, found, said, sides) or (found, ())
    return None


def _of_his_own(
    library: "Library", member: Member, found: "Answer", asked: frozenset[str]
) -> tuple["Answer", frozenset[str]]:
    """“我还有几条没批的” and “我一共批了多少钱”, of who holds no office, ask of his own reports."""
    said, sides = found.reading.text if found.reading else "", set(found.facets)
    if member.offices:
        return found, asked
    if officers_work.LEDGER in asked and "amount" in sides and _TO_ME.search(said):
        sums = replace(found, text=library.of_itself(DATA, "amount"), topics=(DATA,), suggestions=_MINE)
        return sums, asked - officers_work.TOPICS | {DATA}
    if officers_work.DESK not in asked or "count" not in sides or _BY_ME.search(said):
        return found, asked
    own = asked - officers_work.TOPICS | {STATUS}
    return replace(found, topics=(STATUS,), suggestions=_MINE), own


def _of_told(deps: Deps, found: "Answer", said: Sequence[str]) -> "Answer | None":
    """“那个还差什么”, of what was told and not handed in: what is known of it and what is not. None where no such thing
    was told."""
    today = local_date(deps.clock.now())
    topic = deps.library.topic(said[:-1], today=today)
    told = ([topic.event] if topic.event else []) + list(topic.told)
    kind = next((kind for one in told if one.state in TOLD and (kind := opens(one.what, one.whose))), None)
    if kind is None:
        return None
    known, missing = recalled.still_missing(deps, today, Kind(kind), said[:-1])
    title = clauses.title(deps, Kind(kind), today)
    own = (Suggestion(title, "report", kind),)
    return replace(found, text=texts.not_sent(title, known, missing), suggestions=own)


def _to_strangers(found: "Answer") -> "Answer":
    own = officers_work.to_members(officers_work.DESK, found.facets) if officers_work.DESK in found.topics else ""
    if own:
        return replace(found, text=own)
    return replace(found, text=f"{found.text}\n{texts.BIND_FIRST}")


async def _of_his_office(
    deps: Deps, member: Member, topics: Sequence[str], found: "Answer", today: date, before: str
) -> tuple["Answer", Keyboard]:
    said = found.reading.text if found.reading else ""
    asked = [officers_work.Asked(topic, found.facets, said, today, before) for topic in topics]
    answers = [await officers_work.answered(deps, member, one, found.text) for one in asked]
    buttons = tuple(row for _, rows in answers for row in rows)
    text = "\n".join(dict.fromkeys(text for text, _ in answers))
    return replace(found, text=text, suggestions=() if buttons else found.suggestions), buttons


def _joined(asker: Asker, asked: frozenset[str], lines: Sequence[str], found: "Answer") -> str:
    """What is known of him, then what anyone is told; how a report goes on is told to nobody who has none."""
    told = found.text.removeprefix(found.opening).lstrip("\n")
    if STATUS in asked and len(found.topics) == 1:
        lines = [*_sorry(asker, found), *lines]
        if not asker.open and NO_REPORTS.isdisjoint(found.facets):
            how_long = [] if _TIMES.isdisjoint(found.facets) else [told]
            return "\n".join(dict.fromkeys([*lines, *how_long, *([] if asker.reports else [texts.NEVER_SENT])]))
    general = [] if (MENDED in asked and not lines) or _is_all(asked, lines, found) else [told]
    sorry = {MENDED, *OF_REFUSALS} & asked and not reason_first(asker, asked, set(found.facets))
    first = general if sorry else []  # an apology comes before everything
    kind = found.opening if found.text.startswith(found.opening) else ""
    return "\n".join(dict.fromkeys(filter(None, [kind, *first, *lines, *general]))) or found.text


def _is_all(asked: frozenset[str], lines: Sequence[str], found: "Answer") -> bool:
    """Whether what is known of him is the whole answer: which branch, how many reports, who holds an office."""
    if len(found.topics) > 1 and not asked >= set(found.topics):
        return False
    sides = set(found.facets)
    listed = bool(asked & OF_REPORTS) and bool({"count", "branch", HANDLER} & sides)
    if mends(asked, sides) or (lines == [texts.NOT_REFUSED_HERE] and sides <= WHY | {"basis"}):
        return bool(lines)
    return bool(lines) and (listed or (asked == {HUMAN} and lines[-1] == offices.TURN_TO))


def _sorry(asker: Asker, found: "Answer") -> list[str]:
    """Whoever waits and says so is met with an apology before anything else."""
    reading = found.reading
    waits = reading is not None and (Act.COMPLAIN in reading.acts or _WAITED.search(reading.text) is not None)
    return [texts.KEPT_WAITING] if waits and "others" not in found.facets else []


def _only_told(deps: Deps, said: Sequence[str], today: date) -> list[str]:
    """What he told in this talk and has not handed in."""
    told = deps.library.unreported(said, today=today)
    return [texts.only_told(told)] if told else []


def _buttons(asker: Asker, asked: frozenset[str], found: "Answer") -> Keyboard:
    """Withdrawing is one press away, with “确定撤回吗” behind it; other reports are opened."""
    if WITHDRAW in asked and "undo" in found.facets:
        return ()
    if WITHDRAW in asked:
        return tuple(
            (Button(texts.withdraw(report.number or ""), Press("mine.withdraw", {"report": report.id})),)
            for report in asker.revocable[:_MOST]
        )
    meant: Sequence[Report] = [asker.refused] if asked & OF_REFUSALS and asker.refused else []
    if asked & {*OF_REPORTS, MENDED} and NO_REPORTS.isdisjoint(found.facets):
        meant = asker.open or (asker.reports[:1] if STATUS in asked else [])
    return tuple((Button(one.number or "", Press("mine.show", {"report": one.id})),) for one in meant[:_MOST])
