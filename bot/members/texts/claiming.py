"""The card of those who say that they are a member, and who that is, for the officer's eyes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.people import Member

LOOK = "看是谁"
CONFIRM, REFUSE = "确认是本人", "不是本人"
NAMELESS = "（没有昵称）"


@dataclass(frozen=True)
class Claimant:
    """An account that waits. `at`: local time."""

    account: str
    telegram_id: int
    at: datetime


@dataclass(frozen=True)
class Outcome:
    """What an officer has just decided. `at`: local time."""

    claimant: Claimant
    by: str
    confirmed: bool
    at: datetime


def labels(number: int | None) -> tuple[str, str]:
    """The two buttons of an account; numbered where there are several."""
    return (CONFIRM, REFUSE) if number is None else (f"第 {number} 个是本人", f"第 {number} 个不是")


def card(
    name: str, staff_tail: str, waiting: Sequence[Claimant], away: int, *, moving: bool, outcome: Outcome | None
) -> str:
    """What the officers' group sees: never the whole name, never the whole staff number."""
    lines = [f"有人申请绑定会员身份：{name}（工号尾号 {staff_tail}）"]
    if waiting:
        lines += _accounts(waiting)
        if away:
            lines.append(f"另有 {away} 个账号也来申请，没有列出。")
        if moving:
            lines.append("注意：这位会员已绑定别的账号，确认后会换绑。")
        lines.append(f"请先点“{LOOK}”，按名册向本人核实{_which(waiting)}，再确认。")
    if outcome:
        lines.append("\n" + _outcome(outcome))
    elif not waiting:
        lines.append("\n这份申请已经了结，不用再办。")
    return "\n".join(lines)


def whole(member: Member, branch: str, phone_tail: str | None, waiting: Sequence[Claimant]) -> str:
    """Whom to ask, and what about: in private, to one who may decide."""
    tail = f"，手机尾号 {phone_tail}" if phone_tail else ""
    lines = [f"申请绑定的会员：{member.name}，工号 {member.staff_no}，{branch}{tail}。"]
    if member.telegram_id is not None:
        lines.append(f"这位会员现在绑着另一个账号（Telegram 编号 {member.telegram_id}），确认后换绑。")
    lines.append("申请的账号：")
    lines += [
        f"{n}. {one.account or NAMELESS}，Telegram 编号 {one.telegram_id}，{_at(one.at)}"
        for n, one in _numbered(waiting)
    ]
    lines.append(
        f"请当面或打电话问{member.name}本人：是不是他用这个账号申请的。是，就在卡片上按“{CONFIRM}”；"
        f"没有申请过，或者账号对不上，就按“{REFUSE}”。不要在群里问，也不要照申请人发来的号码打。"
    )
    return "\n".join(lines)


def _accounts(waiting: Sequence[Claimant]) -> list[str]:
    if len(waiting) == 1:
        return [f"Telegram 昵称：{waiting[0].account or NAMELESS}"]
    lines = [f"{len(waiting)} 个账号都说自己是这位会员，最多一个是真的："]
    return lines + [f"{n}. {one.account or NAMELESS}（{_at(one.at)}）" for n, one in _numbered(waiting)]


def _numbered(waiting: Sequence[Claimant]) -> list[tuple[int, Claimant]]:
    return list(enumerate(waiting, 1))


def _which(waiting: Sequence[Claimant]) -> str:
    return "" if len(waiting) == 1 else "是哪一个账号"


def _outcome(found: Outcome) -> str:
    verdict = "已确认" if found.confirmed else "未通过"
    return f"{verdict}：{found.by}，{_at(found.at)}（{found.claimant.account or NAMELESS}）"


def _at(moment: datetime) -> str:
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}"
