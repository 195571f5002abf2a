"""Questions about the member's own affairs are answered from what the bot knows of him, in private only."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.birthdays.queries import birthdays
from bot.core.clock import local, local_date
from bot.core.kinds import Kind
from bot.core.messages import Act as Press
from bot.core.messages import Button, Keyboard
from bot.core.people import TITLES, Member, Role
from bot.core.queries import members
from bot.core.texts import own_affairs as texts
from bot.core.work.unit import Deps
from bot.questions import officers_work, offices, own_activities
from bot.reports import clauses, opening
from bot.reports.queries import reports
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import TRANSITIONS, Action, Status
from bot.reports.texts import members as mine_texts
from bot.store.engine import Tx
from knowledge.answer.model import Suggestion
from knowledge.reading.model import Act, Onward, Turn
from knowledge.reading.naming import REFUSED
from knowledge.reading.report import TOLD, opens

if TYPE_CHECKING:
    from knowledge import Answer

_OF_REPORTS = frozenset({"bot_status", "bot_edit_report", "bot_my_data"})
_OF_REFUSALS = frozenset({"bot_complain", REFUSED})
_HUMAN = "bot_human"  # whoever asks for a person hears who his officers are
_PERSONAL = frozenset({"bot_withdraw", "bot_profile", _HUMAN, *_OF_REPORTS, *_OF_REFUSALS, *officers_work.TOPICS})
_LISTS = frozenset({"count", "which", "exists"})  # who asks these wants every report, the old ones too
_KNOWN = frozenset({"basis", "covered", "delete"})  # who asks these of his data asks nothing of his reports
_HANDLER = "handler"  # which branch he belongs to; who turned his report down
_ELSE = frozenset({"other", "date", "place", "response"})  # when, where, by what number somebody is reached
_TIMES = frozenset({"response", "payout", "duration", "date"})  # who asks how long it takes hears that, too
_APOLOGY = re.compile("让您")  # said once
_URGES = frozenset({"other", "what"})
_AWAY = "away"  # whoever he names is not there
_MENDED = "mended"  # what he told is set right
_TURNED_DOWN = frozenset({Action.REJECT, Action.RETURN})
_MOST = 5  # reports that are listed; all of them are behind 我的申报
_OVER = frozenset({Status.SETTLED, Status.WITHDRAWN, Status.REJECTED})
_RANKS = (Role.CHAIR, Role.OFFICER, Role.MEDIATOR)


@dataclass(frozen=True)
class _Asker:
    """A member and what he has reported, newest first."""

    member: Member
    reports: Sequence[Report]
    drafting: bool

    @property
    def open(self) -> list[Report]:
        return [report for report in self.reports if report.status not in _OVER]

    @property
    def refused(self) -> Report | None:
        """The latest that was turned down or sent back."""
        return next((one for one in self.reports if one.status in {Status.REJECTED, Status.RETURNED}), None)

    @property
    def revocable(self) -> list[Report]:
        return [report for report in self.reports if report.status in TRANSITIONS[Action.WITHDRAW].sources]


async def informed(
    deps: Deps, telegram_id: int, found: "Answer", said: Sequence[str] = ()
) -> tuple["Answer", Keyboard]:
    """The answer with what is known of the asker where it is about his own affairs, and the buttons that lead on.
    `said`: the talk, this message last."""
    if found.reading and found.reading.turn is Turn.MISSING and (told := _of_told(deps, found, said)):
        return told, ()
    if sides := own_activities.about_them(found):
        return await own_activities.told(deps, telegram_id, found, said, sides) or (_to_strangers(found), ())
    if sides := own_activities.may_name_one(found):
        return await own_activities.told(deps, telegram_id, found, said, sides) or (found, ())
    mended = found.reading is not None and found.reading.onward is Onward.MENDED
    asked = _PERSONAL & set(found.topics) or (frozenset({_MENDED}) if mended else frozenset())
    if not asked or found.care:
        return found, ()
    today = local_date(deps.clock.now())
    async with deps.store.read() as tx:
        member = await members.by_telegram(tx, telegram_id, today)
        if member is None:
            return _to_strangers(found), ()
        asker = _Asker(
            member,
            await reports.concerning(tx, member.id),
            await reports.draft_of(tx, member.id) is not None,
        )
        first = not deps.library.topic(said[:-1], today=today).refused
        lines = await _lines(deps, tx, asker, asked, found, today, first=first)
    if works := officers_work.TOPICS & asked:
        return await _of_his_office(deps, member, min(works), found, today)
    if _wants_all(asked, found):
        lines += _told(deps, said, today)
    return replace(found, text=_joined(asker, asked, lines, found)), _buttons(asker, asked)


def _of_told(deps: Deps, found: "Answer", said: Sequence[str]) -> "Answer | None":
    """“那个还差什么”, of what was told and not handed in: what is known of it and what is not. None where no such thing
    was told."""
    today = local_date(deps.clock.now())
    topic = deps.library.topic(said[:-1], today=today)
    told = ([topic.event] if topic.event else []) + list(topic.told)
    kind = next((kind for one in told if one.state in TOLD and (kind := opens(one.what, one.whose))), None)
    if kind is None:
        return None
    known, missing = opening.still_missing(deps, today, Kind(kind), said[:-1])
    title = clauses.title(deps, Kind(kind), today)
    own = (Suggestion(title, "report", kind),)
    return replace(found, text=texts.not_sent(title, known, missing), suggestions=own)


def _to_strangers(found: "Answer") -> "Answer":
    return replace(found, text=f"{found.text}\n{texts.BIND_FIRST}")


async def _of_his_office(
    deps: Deps, member: Member, topic: str, found: "Answer", today: date
) -> tuple["Answer", Keyboard]:
    text, buttons = await officers_work.answered(deps, member, topic, found, today)
    suggestions = () if buttons else found.suggestions
    return replace(found, text=text, suggestions=suggestions), buttons


def _joined(asker: _Asker, asked: frozenset[str], lines: Sequence[str], found: "Answer") -> str:
    """What is known of him, then what anyone is told; how a report goes on is told to nobody who has none."""
    if "bot_status" in asked and len(found.topics) == 1:
        lines = [*_sorry(asker, found), *lines]
        if not asker.open:
            sides = [line for line in found.text.splitlines() if not _APOLOGY.match(line)]
            how_long = sides if _TIMES & set(found.facets) else []
            return "\n".join(dict.fromkeys([*lines, *how_long, *([] if asker.reports else [texts.NEVER_SENT])]))
    general = [] if (_MENDED in asked and not lines) or _is_all(asked, lines, found) else [found.text]
    first = general if {_MENDED, *_OF_REFUSALS} & asked else []  # an apology comes before everything
    return "\n".join(dict.fromkeys([*first, *lines, *general])) or found.text


def _is_all(asked: frozenset[str], lines: Sequence[str], found: "Answer") -> bool:
    """Whether what is known of him is the whole answer: which branch, how many reports, who holds an office."""
    if len(found.topics) > 1 and not asked >= set(found.topics):
        return False
    sides = set(found.facets)
    listed = bool(asked & _OF_REPORTS) and bool({"count", _HANDLER} & sides)
    return bool(lines) and (listed or (asked == {_HUMAN} and lines[-1] == offices.TURN_TO))


def _sorry(asker: _Asker, found: "Answer") -> list[str]:
    """Whoever waits and says so is met with an apology before anything else."""
    waits = found.reading is not None and Act.COMPLAIN in found.reading.acts
    return [texts.KEPT_WAITING] if (waits or _URGES & set(found.facets)) else []


def _told(deps: Deps, said: Sequence[str], today: date) -> list[str]:
    """What he told in this talk and has not handed in."""
    told = deps.library.unreported(said, today=today)
    return [texts.only_told(told)] if told else []


async def _lines(
    deps: Deps, tx: Tx, asker: _Asker, asked: frozenset[str], found: "Answer", today: date, *, first: bool
) -> list[str]:
    """What is known of him. `first`: a refusal was not spoken of before in this talk."""
    lines: list[str] = []
    if _MENDED in asked and (same := _of_kind(asker, found)):
        return _listed(deps, same, texts.STILL_AS_IT_WAS, "", today)
    if "bot_my_data" in asked and _HANDLER in found.facets:
        return [texts.belongs((await members.branch(tx, asker.member.branch_id)).name)]
    if "bot_my_data" in asked and "count" not in found.facets:
        lines.append(await _known(tx, asker.member))
    if "bot_withdraw" in asked:
        lines += _listed(deps, asker.revocable, texts.WHICH_TO_WITHDRAW, texts.NOTHING_TO_WITHDRAW, today)
    if _wants_all(asked, found):
        lines += _listed(
            deps, asker.reports, texts.reported(len(asker.reports), len(asker.open)), texts.NONE_AT_ALL, today
        )
    elif asked & _OF_REPORTS and not _KNOWN & set(found.facets):
        lines += _listed(deps, asker.open, texts.YOUR_REPORTS, texts.NONE_OPEN, today)
    if asked & {"bot_withdraw", *_OF_REPORTS} and asker.drafting and not _KNOWN & set(found.facets):
        lines.append(texts.UNFINISHED)
    if asked & _OF_REFUSALS and (asker.refused or (REFUSED in asked and first)):
        lines.append(await _refused(tx, asker))
    if _HUMAN in asked or (REFUSED in asked and _HANDLER in found.facets):
        lines += await _whom_to_ask(tx, asker.member, found, today)
    return lines


def _wants_all(asked: frozenset[str], found: "Answer") -> bool:
    """Whether he wants to see all that he has reported: “我报了几条”, “这几条都记好了吗”."""
    sides = set(found.facets)
    return bool(asked & _OF_REPORTS and _LISTS & sides) or ("bot_status" in asked and "covered" in sides)


def _of_kind(asker: _Asker, found: "Answer") -> list[Report]:
    events = found.reading.events if found.reading else ()
    kinds = {opens(one.what, one.whose) for one in events}
    return [one for one in asker.open if one.kind in kinds]


def _listed(deps: Deps, found: Sequence[Report], head: str, none: str, today: date) -> list[str]:
    """The newest of them, a line each; the sentence for none where there are none."""
    lines = [_line(deps, report, today) for report in found[:_MOST]]
    return [head, *lines] if lines else [none]


def _line(deps: Deps, report: Report, today: date) -> str:
    at = local(report.submitted_at or report.created_at)
    title = clauses.title(deps, report.kind, today)
    return texts.line(
        report.number or "", title, mine_texts.status(report.kind, report.status), f"{at.month}月{at.day}日"
    )


async def _known(tx: Tx, member: Member) -> str:
    branch = await members.branch(tx, member.branch_id)
    born = (await birthdays.preference(tx, member.id)).birthday
    return texts.known(member.name, branch.name, str(born) if born else "")


async def _refused(tx: Tx, asker: _Asker) -> str:
    """Who turned down his latest report that was not granted, and why, in the officer's words; that none is known here
    where there is none."""
    report = asker.refused
    if report is None:
        return texts.NOT_REFUSED_HERE
    rows = [row for row in await reports.trail(tx, report.id) if row["action"] in _TURNED_DOWN]
    last = rows[-1] if rows else None
    reason = tx.vault.open(last["note"]) if last and last["note"] else ""
    return texts.refused(report.number or "", (last["actor"] if last else None) or "", reason)


async def _whom_to_ask(tx: Tx, member: Member, found: "Answer", today: date) -> list[str]:
    """Who holds the office that he asks about and what it looks after; else all officers of his branch."""
    posts = offices.named(found.reading.text) if found.reading else []
    away = {post.role for post in posts} if _AWAY in found.facets else set()
    if not posts or away:
        return [await _officers(tx, member, today, [role for role in _RANKS if role not in away])]
    lines = await offices.lines(tx, member, posts, today, duty="duty" in found.facets)
    return lines if _ELSE.isdisjoint(found.facets) else lines[:-1]  # what else he asks has words of its own


async def _officers(tx: Tx, member: Member, today: date, ranks: Sequence[Role] = _RANKS) -> str:
    """The officers of his branch of these ranks, himself left out, the chair first."""
    branch = await members.branch(tx, member.branch_id)
    holders = [one for one in await members.officers(tx, member.branch_id, today, *ranks) if one.id != member.id]
    offices = [(office.role, one.name) for one in holders if (office := one.office_in(member.branch_id, *ranks))]
    offices.sort(key=lambda pair: _RANKS.index(pair[0]))
    return texts.place(branch.name, [(TITLES[role], name) for role, name in offices])


def _buttons(asker: _Asker, asked: frozenset[str]) -> Keyboard:
    """Withdrawing is one press away, with “确定撤回吗” behind it; other reports are opened."""
    if "bot_withdraw" in asked:
        return tuple(
            (Button(texts.withdraw(report.number or ""), Press("mine.withdraw", {"report": report.id})),)
            for report in asker.revocable[:_MOST]
        )
    if asked & {*_OF_REPORTS, _MENDED}:
        return tuple(
            (Button(report.number or "", Press("mine.show", {"report": report.id})),) for report in asker.open[:_MOST]
        )
    return ()
