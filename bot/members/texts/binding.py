"""Binding an account to a member: what he reads, and the card of a claim for the officer's eyes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.people import Member

ASK = "请发您的姓名和工号，例如：王建国 1024。本单位工会核对后，我会告诉您结果。"
UNASKED = "这看着像姓名和工号。要绑定会员身份，请在前面加上 /bind 再发一次：\n/bind {name} {staff_no}"
UNREADABLE = "没看懂。请按“姓名 工号”来写，例如：王建国 1024。"
UNKNOWN = "这条绑定链接不对。请完整地点开工会给您的链接，或者请工会重发一条。"
USED = "这条绑定链接已经用过了，一条链接只能用一次。如果不是您本人用的，请马上告诉本单位工会。"
EXPIRED = "这条绑定链接过期了。请本单位工会重发一条，点开就好。"
CLOSED = "名册上您已不在册，暂时不能绑定。请联系本单位工会核对。"
TAKEN = "这位会员已经绑定了另一个账号。如果是您换了手机或账号，请本单位工会先解绑，再重发一条链接。"
OTHER = "您这个账号已经绑定了别的会员，不能再绑一位。绑错了的话，请联系本单位工会。"
ALREADY = "您已经绑定过了，不用再绑。发 /start 打开菜单。"
TOO_MANY = "今天试的次数太多了，请明天再试，或者直接找本单位工会。"
NO_MATCH = "姓名和工号没有对上。请核对后再发一次；新调来的同志，请先问问本单位工会名册更新了没有。"
PENDING = "您的申请已经送到工会了，核对后我会告诉您结果，不用重复发。"
SENT = "收到。申请已经送到本单位工会，干部核对后，我会告诉您结果。"
SENT_TOO = (
    "收到。申请已经送到本单位工会。另有账号也在申请绑定这位会员，工会会向本人核实是哪一个；"
    "您就是本人的话，也请直接跟本单位工会说一声，免得弄错。"
)
CROWDED = (
    "已经有好几个账号申请绑定这位会员，工会正在核实，这一份没有再送。您就是本人的话，"
    "请直接联系本单位工会，当面核对，或要一条绑定链接。"
)
NOT_ME = "不是我"
UNDONE = "已经取消绑定。谢谢您告诉我，也请把这件事告诉工会。"
NOBODY = "本单位工会还没有干部在这里，没法核对。请直接联系单位工会要一条绑定链接。"
CONFIRMED, REFUSED = "已确认，会员已绑定。", "已回绝，会告诉申请人。"
DECIDED = "这份申请已经有人处理过了。"
NOT_YOURS = "绑定要由当事人所在工会的主席、委员或工委来确认，您不能操作。"
OWN = "不能确认自己的绑定，请别的干部来办。"
CLAIM_REFUSED = "工会核对后，没有通过您的绑定申请。有疑问请直接联系本单位工会。"
MOVED = "您的会员身份已经换绑到另一个账号。如果不是您本人换的，请马上联系本单位工会。"
HEADS_ONLY = "查账号、发链接、解绑由主席、委员或工委来办。"
NO_SUCH_MEMBER = "您任职的工会里没有这位会员。请写工号或姓名，例如：/member 1024。"
MEMBER_USAGE = "请写上工号或姓名，例如：/member 1024，或 /member 王建国。"
NOT_ACTIVE = "名册上已不在册，不能绑定。"
NO_LINK = "这位会员已经绑定了，或者已不在册，不用发链接。"
UNBOUND_ALREADY = "绑定已经变了，请再查一次。"
OWN_ACCOUNT = "自己的账号请别的干部来办。"
SEND_LINK, UNBIND, SURE_UNBIND = "发一条绑定链接", "解除绑定", "确定解除"
UNBOUND_BY_OFFICER = (
    "您的会员绑定已由工会解除。换了手机或账号的，请用工会新发的链接绑定；不是您要求的，请马上联系本单位工会。"
)


def account(name: str, staff_no: str, branch: str, *, bound: bool) -> str:
    return f"{name}（工号 {staff_no}），{branch}。{'已绑定账号。' if bound else '还没有绑定账号。'}"


def namesakes(name: str, numbers: Sequence[str]) -> str:
    return f"叫{name}的有 {len(numbers)} 位，请用工号查（工号 {'、'.join(numbers)}）。"


def link(name: str, url: str, days: int) -> str:
    return (
        f"{name}的绑定链接，{days} 天内有效，只能用一次，以前没用过的作废。请当面或私下转给本人，不要发到群里：\n{url}"
    )


def ask_unbind(name: str) -> str:
    return f"解除以后，现在这个账号马上看不到{name}的任何申报，也不能再申报。确定吗？"


def unbound(name: str) -> str:
    return f"已解除{name}的绑定，那个账号已经收到通知。要重新绑定，请发一条新链接。"


def bound(name: str, branch: str) -> str:
    return f"绑定好了。{name}，您好，您在{branch}。\n如果您不是{name}，请点下面的“{NOT_ME}”。"


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


def no_such_member(staff_no: str) -> str:
    return f"名册里没有在册的工号 {staff_no}。"
