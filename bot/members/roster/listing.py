"""The roster for the operator: as lines, as invitations to print and cut, and without sample people let into it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

from bot.core.clock import local_date
from bot.core.errors import NotFound
from bot.core.people import TITLES, MemberStatus
from bot.core.queries import members
from bot.core.work import branches
from bot.core.work.unit import Deps, Unit, unit
from bot.members.binding import Invitation, invite_member
from bot.members.queries import roster
from bot.members.roster.applying import write
from bot.members.rules.roster import Row
from bot.members.rules.roster_plan import Change, Known, Plan, What
from bot.members.texts import roster as texts
from bot.store import installation
from bot.store.batches import chunks

BATCH = 50
_STYLE = """<style>
@page { size: A4; margin: 10mm }
body { font-family: "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 0 }
section { break-after: page }
h1 { font-size: 14pt; margin: 0 0 2mm }
p.note { font-size: 9pt; margin: 0 0 4mm }
.sheet { display: grid; grid-template-columns: repeat(3, 1fr) }
.cell { border: 1px dashed #999; padding: 4mm; text-align: center; break-inside: avoid; font-size: 10pt }
.cell svg { display: block; margin: 2mm auto; width: 34mm; height: 34mm }
.cell b { font-size: 13pt; display: block }
</style>"""


async def lines(deps: Deps, branch: str | None = None, *, everyone: bool = False) -> list[tuple[str, ...]]:
    """工号, 姓名, 基层工会, 生日, 状态, 绑定, 职务: by branch and number. `branch`: its name or a part of it."""
    today = local_date(deps.clock.now())
    async with deps.store.read() as tx:
        names = [one.name for one in await branches.matching(tx, branch)]
        known = await roster.known(tx, names, [], today)
    return [
        (
            member.staff_no,
            member.name,
            member.branch,
            str(member.birthday or ""),
            texts.STATUSES[member.status],
            texts.BOUND if member.telegram_id else "",
            "、".join(TITLES[role] for role in sorted(member.roles)),
        )
        for member in sorted(known, key=lambda one: (one.branch, one.staff_no))
        if everyone or member.status == MemberStatus.ACTIVE
    ]


@dataclass(frozen=True)
class Invited:
    branch: str
    invitation: Invitation


async def invite_unbound(deps: Deps, branch: str | None, days: int) -> list[Invited]:
    """A new link for every active member without an account (earlier unused links stop working)."""
    today = local_date(deps.clock.now())
    async with deps.store.read() as tx:
        names = [one.name for one in await branches.matching(tx, branch)]
        known = await roster.known(tx, names, [], today)
    waiting = sorted(
        (one for one in known if one.status == MemberStatus.ACTIVE and one.telegram_id is None),
        key=lambda one: (one.branch, one.staff_no),
    )
    invited: list[Invited] = []
    for batch in chunks(waiting, BATCH):
        async with unit(deps) as u:
            invited += [Invited(one.branch, await _invite(u, one.id, days)) for one in batch]
    return invited


async def _invite(u: Unit, member_id: int, days: int) -> Invitation:
    member = await members.by_id(u.tx, member_id, u.today)
    if member is None:
        raise NotFound(texts.REMOVED_MEANWHILE)
    return await invite_member(u, member, days=days)


def printable(invited: Sequence[Invited], bot_username: str, days: int) -> str:
    """An HTML page to be printed on A4, a section for each branch."""
    head = f'<meta charset="utf-8"><title>{texts.INVITATIONS}</title>{_STYLE}'
    parts = [f'<!doctype html>\n<html lang="zh-CN"><head>{head}</head><body>\n']
    for branch, cells in groupby(invited, key=lambda one: one.branch):
        note = texts.cut_and_hand_over(days)
        parts.append(f'<section><h1>{escape(branch)}</h1><p class="note">{note}</p><div class="sheet">')
        parts += [_cell(one.invitation, bot_username) for one in cells]
        parts.append("</div></section>\n")
    return "".join([*parts, "</body></html>\n"])


def _cell(invitation: Invitation, bot_username: str) -> str:
    import segno

    code = segno.make(invitation.link(bot_username), error="m").svg_inline(
        border=1, omitsize=True
    )  # as large as its box
    member = invitation.member
    who = f"<b>{escape(member.name)}</b>{texts.STAFF_NO} {escape(member.staff_no)}"
    return f'<div class="cell">{who}{code}{texts.SCAN}</div>\n'


async def drop_sample_people(u: Unit) -> tuple[int, int]:
    """They leave as any member does: account unbound, offices ended, buttons dead; the history stays.

    Returns how many people, and how many branches gave back a chat of the sandbox.
    """
    numbers = await installation.active_samples(u.tx)
    found = await roster.known(u.tx, (), numbers, u.today)
    await write(u, Plan(tuple(_leaving(one) for one in found), (), (), 0))
    return len(found), await installation.unpair_sample_groups(u.tx)


def _leaving(known: Known) -> Change:
    row = Row(0, known.staff_no, known.name, known.branch, known.birthday, MemberStatus.LEFT, frozenset(), None, None)
    return Change(What.LEAVING, replace(row, phone_tail=known.phone_tail), known, frozenset({"status"}))
