"""“住院那个不报了”: which of the member's own reports is meant, and “确定撤回吗” for it. Words withdraw nothing."""

from collections.abc import Sequence

from bot.core.kinds import Kind
from bot.core.messages import Act, Button
from bot.core.people import Member
from bot.core.queries import members
from bot.core.texts import own_affairs as own_texts
from bot.core.work.unit import Deps, Unit, answer, unit
from bot.reports import contacts, drafts, leaving, mine, titles
from bot.reports.case import case_of
from bot.reports.queries import reports
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import TRANSITIONS, Action, Status
from bot.reports.texts import mine as texts

MOST = 5  # reports that are listed; all of them are behind 我的申报


async def offer_to_withdraw(
    deps: Deps, update_id: int, telegram_id: int, kind: Kind, *, first: str, whether_or_not: bool
) -> bool:
    """After “婚不结了”: whether there is a report of that kind, and withdrawing it was offered. `whether_or_not`: where
    there is none, that is said."""
    async with unit(deps, update_id) as u:
        member = await members.by_telegram(u.tx, telegram_id, u.today)
        every = await reports.concerning(u.tx, member.id) if member else []
        there = any(one.kind is kind and one.status in TRANSITIONS[Action.WITHDRAW].sources for one in every)
    if member is None or not (there or whether_or_not):
        return False
    await wish_to_withdraw(deps, update_id, telegram_id, kind, latest=False, first=first)
    return True


async def wish_to_withdraw(
    deps: Deps, update_id: int, telegram_id: int, kind: Kind | None, *, latest: bool, first: str = ""
) -> None:
    """Asks for a press where one report is meant, lists them where several may be, and says so where there is none.
    A form that is put aside is given up in the same way. `first`: the kind word that is said before."""
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        if first:
            await answer(u, telegram_id, first)
        every = await reports.concerning(u.tx, member.id)
        revocable = [one for one in every if one.status in TRANSITIONS[Action.WITHDRAW].sources]
        meant = [one for one in revocable if kind is None or one.kind is kind][: 1 if latest else None]
        draft = await drafts.of_member(u, telegram_id)
        if draft and not meant and (kind is None or draft.report.kind is kind):
            await leaving.ask_to_drop(u, draft)
        elif len(meant) == 1:
            await mine.ask_whether(u, member, meant[0])
        elif meant:
            await _list(u, member, meant, own_texts.WHICH_TO_WITHDRAW)
        else:
            await _none(u, member, kind, [one for one in every if one.kind is kind], revocable)


async def _none(
    u: Unit, member: Member, kind: Kind | None, same: Sequence[Report], revocable: Sequence[Report]
) -> None:
    """Nothing of that kind can be withdrawn: why, and what else could be."""
    decided = next((one for one in same if one.status not in (Status.WITHDRAWN, Status.REJECTED)), None)
    if decided:
        whom = await contacts.turn_to(u, await case_of(u, decided))
        status = texts.status(decided.kind, decided.status)
        await answer(u, member.telegram_id, texts.too_late_to_withdraw(status, whom))
    elif kind and revocable:
        await _list(u, member, revocable, texts.none_of_it(titles.title(u.deps, kind, u.today)))
    elif kind:
        await answer(u, member.telegram_id, texts.nothing_of_it(titles.title(u.deps, kind, u.today)))
    else:
        await answer(u, member.telegram_id, texts.NOTHING_TO_WITHDRAW)


async def _list(u: Unit, member: Member, found: Sequence[Report], head: str) -> None:
    lines = [mine.line(u, member, one) for one in found[:MOST]]
    buttons = tuple(
        (Button(own_texts.withdraw(one.number or ""), Act("mine.withdraw", {"report": one.id})),)
        for one in found[:MOST]
    )
    await answer(u, member.telegram_id, "\n".join([head, *lines]), buttons)
