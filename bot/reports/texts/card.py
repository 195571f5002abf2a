"""What the desk says to officers: cards, prompts, and the short lines at a button. Nothing here names a diagnosis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bot.core.clock import local
from bot.core.kinds import CONFLICTS, Kind
from bot.core.money import yuan
from bot.reports.rules.payments import Payment
from bot.reports.rules.transitions import Status, Trace
from bot.reports.texts import card_words, refusals
from bot.reports.texts.signing import OTHER, SELF

NO_FIGURE = "通知未写明金额"
CANCELLED = "好，这一步没有办。"
OVERDUE = "刚才那一步隔得太久，没有办。要办的话，请再点一次卡片上的按钮。"
ELSEWHERE = "办理：已转工委"


def day(moment: date) -> str:
    return f"{moment.year}年{moment.month}月{moment.day}日"


def short_day(moment: date) -> str:
    return f"{moment.month}月{moment.day}日"


def visit_day(on: date, time: str | None) -> str:
    """“11月24日下午3点”: the time in the officer's own words, where he gave one."""
    return f"{short_day(on)}{time or ''}"


def at(moment: datetime) -> str:
    """“11月23日 12:00” on the union's wall clock."""
    wall = local(moment)
    return f"{wall.month}月{wall.day}日 {wall:%H:%M}"


def ceiling(amount: Decimal | None, form: str | None) -> str:
    """“不超过 1000 元（慰问金）”, or that the notice says nothing."""
    if amount is None:
        return NO_FIGURE
    return f"不超过 {yuan(amount)}" + (f"（{form}）" if form else "")


def ranges(spans: Sequence[tuple[int, int]], form: str | None) -> str:
    """“400 元到 600 元，或 1000 元到 2000 元（慰问金）”."""
    return _spans(spans) + (f"（{form}）" if form else "")


def _spans(spans: Sequence[tuple[int, int]]) -> str:
    said = (f"{yuan(low)}到 {yuan(high)}" if low else f"不超过 {yuan(high)}" for low, high in dict.fromkeys(spans))
    return "，或 ".join(said)


THE_PERSON, THE_REPORTER = "本人", "申报人"  # the parties, as a group reads of them


@dataclass(frozen=True)
class Step:
    """Who took the latest step, and when. The bot itself has no name."""

    action: str
    actor: str | None
    at: datetime

    def __str__(self) -> str:
        return f"{self.actor or '系统'} {at(self.at)}"


@dataclass(frozen=True)
class Face:
    """What a card shows. `name` is masked already where it has to be; `approver` is who agreed, once it is agreed.

    `wanted`: whose second signature is missing; `untold`: the parties whom the news did not reach; `lapsed`: that the
    notice in force has no such kind.
    """

    number: str
    kind: Kind
    title: str
    visit: bool
    branch: str
    name: str
    on_behalf: bool
    event_date: date | None
    limit: str
    basis: str
    status: Status
    step: Step | None
    approver: str = ""
    approved: Decimal | None = None
    paid: Decimal | None = None
    signed: bool = False
    twins: tuple[str, ...] = ()
    visitors: str = ""
    visit_on: date | None = None
    visit_time: str | None = None
    elsewhere: bool = False
    wanted: str = ""
    untold: tuple[str, ...] = ()
    lapsed: str = ""
    corrected: bool = False


def card(face: Face) -> str:
    """The card in the desk's chat: number, kind, branch, date, name, status and who decided."""
    lines = [
        f"申报 {face.number} · {face.title}（{'访' if face.visit else '贺'}）",
        f"单位：{face.branch}",
        f"当事人：{face.name}" + ("（他人代报）" if face.on_behalf else ""),
        *_terms(face),
        *([face.lapsed] if face.lapsed and face.status in _TO_DECIDE else []),
    ]
    if face.twins:
        lines.append(f"提示：近期另有同类申报 {'、'.join(face.twins)}，请留意是否重复。")
    lines.append(f"状态：{_status(face)}")
    if face.visitors and face.status is Status.APPROVED:
        when = visit_day(face.visit_on, face.visit_time) if face.visit_on else "日期待定"
        lines.append(f"安排：{face.visitors}，{when}")
    if face.untold:
        lines.append(not_reached(face.untold))
    if face.elsewhere:
        lines.append(ELSEWHERE)
    return "\n".join(lines)


_TO_DECIDE = frozenset({Status.SUBMITTED, Status.RETURNED})


def _terms(face: Face) -> list[str]:
    """The event's day, the ceiling and where it stands; a conflict has neither day nor amount."""
    if face.kind in CONFLICTS:
        return [f"依据：{face.basis}"]
    happened = day(face.event_date) if face.event_date else "未填"
    return [f"日期：{happened}", f"标准：{face.limit}", f"依据：{face.basis}"]


def not_reached(parties: Sequence[str]) -> str:
    """`parties`: 本人, 申报人."""
    return f"注意：未能通知到{'和'.join(parties)}，请当面或电话告知。"


def _status(face: Face) -> str:
    by, words = f" · {face.step}" if face.step else "", card_words.of(face.kind)
    granted = f" {yuan(face.approved)}" if face.approved is not None else ""
    approver = f"（{face.approver}{words.approve}{granted}）" if face.approver else ""
    match face.status:
        case Status.SUBMITTED if face.signed:
            return f"待会签{by} 已同意{granted}，还要{face.wanted}会签"
        case Status.SUBMITTED:
            return words.pending
        case Status.APPROVED if face.step and face.step.action == Trace.ESCALATED:
            return f"{words.approved}{granted}（{face.approver}），超过时限，{at(face.step.at)} 转到工委"
        case Status.APPROVED:
            return f"{words.approved}{granted}{by}"
        case Status.DELIVERED:
            return f"{words.delivered}{by}{approver}"
        case Status.SETTLED:
            again = "（更正过）" if face.corrected else ""
            paid = f"，实付 {yuan(face.paid)}{again}" if face.paid is not None else ""
            return f"{words.settled}{paid}{by}{approver}"
        case Status.RETURNED:
            return f"已退回补充，等申报人答复{by}"
        case Status.REJECTED:
            return f"{words.rejected}{by}"
        case _:
            return f"已撤回{by}"


def too_late(step: Step | None, kind: Kind) -> str:
    """What the slower of two officers reads: who was faster, and what was done."""
    if step is None:
        return refusals.CHANGED_MEANWHILE
    done = card_words.of(kind).done(step.action)
    return f"{step.actor or '系统'}已于 {at(step.at)} {done}，这次操作没有生效。请看最新的卡片。"


def approved(number: str, kind: Kind, amount: Decimal | None) -> str:
    granted = f"，{yuan(amount)}" if amount is not None else ""
    return f"{card_words.of(kind).approved} {number}{granted}。申报人会收到消息。"


def settled(number: str, payment: Payment | None) -> str:
    """Without names: it stands in a group."""
    if payment is None:
        return f"{number} 已办结。"
    return f"{number} 已结清，实付 {yuan(payment.amount)}，{OTHER if payment.signature.name else SELF}。"


def rejected(number: str, kind: Kind) -> str:
    done = f"{number} 已登记为不宜调解" if kind in CONFLICTS else f"已驳回 {number}"
    return f"{done}。申报人会收到理由。"


def revoked(number: str, kind: Kind) -> str:
    again = "重新看一看怎么办" if kind in CONFLICTS else "重新审批"
    return f"已{card_words.of(kind).revoke} {number}，请{again}。"


def over_ceiling(limit: Decimal) -> str:
    return f"金额超过了标准：不超过 {yuan(limit)}。请写一个不超过它的数。"


def out_of_range(spans: Sequence[tuple[int, int]], source: str) -> str:
    return f"金额不在标准里：{source}写的是 {_spans(spans)}。请对照这一条，写一个标准里的数。"


NO_AMOUNT = "通知没有写明这一项的金额，工委也没有另定标准，所以不能填金额；可以直接同意，由工会上门慰问。"
NO_AMOUNT_IN_CONFLICT = "调解的事项不涉及金额，直接受理就行。"
TWICE = "已经有同志告知过了，不用再记。"


def informed(number: str) -> str:
    return f"已记下：{number} 的结果您已当面或电话告知本人。"


def ask_amount(who: str, number: str, title: str, limit: str) -> str:
    return f"{who}：{number} {title}，同意多少？请“回复”这条消息写上数字，{limit}。"


def ask_reason(who: str, number: str, kind: Kind) -> str:
    return f"{who}：{card_words.of(kind).reject} {number}，请选一个理由，或“回复”这条消息自己写。申报人会看到原话。"


def ask_question(who: str, number: str, _kind: Kind) -> str:
    return f"{who}：退回 {number}，想请申报人补充什么？选一句，或“回复”这条消息自己写。"


def ask_revoke(who: str, number: str, kind: Kind) -> str:
    return f"{who}：{card_words.of(kind).revoke} {number}，请“回复”这条消息写明原因。申报人会看到原话。"


def ask_note(who: str, number: str) -> str:
    return f"{who}：给 {number} 加备注，请“回复”这条消息写下来。只有办理的同志在“详情”里看得到。"


def ask_too_often(who: str, number: str, source: str, words: str, earlier: Sequence[str], *, yearly: bool) -> str:
    """`earlier`: what was agreed to before, each with its number."""
    before = _before(who, source, words, earlier, yearly=yearly)
    return f"{before}再同意 {number} 就超过次数了。确要同意，请“回复”这条消息写明理由；不办请点“取消”。"


def ask_the_same(
    who: str, number: str, source: str, words: str, earlier: Sequence[str], each: str, *, yearly: bool
) -> str:
    """Where the clause gives it once for the same illness, the same child."""
    before = _before(who, source, words, earlier, yearly=yearly)
    return f"{before}请看 {number} 是不是同一{each}。要同意，请“回复”这条消息写明情况；不办请点“取消”。"


def _before(who: str, source: str, words: str, earlier: Sequence[str], *, yearly: bool) -> str:
    when = "同一年" if yearly else "以前"
    return f"{who}：{source}写的是“{words}”，这位会员{when}已经同意过：{'、'.join(earlier)}。"


def ask_over_total(who: str, number: str, source: str, total: int, after: Decimal, earlier: Sequence[str]) -> str:
    """Of what one person is given in a year for this kind."""
    return (
        f"{who}：{source}写的是每人每年不超过 {total} 元，这位会员同一年已经同意过：{'、'.join(earlier)}，"
        f"加上 {number} 是 {yuan(after)}。确要同意，请“回复”这条消息写明理由；不办请点“取消”。"
    )


def why(*, often: bool, total: bool, past: bool) -> str:
    """At the button, where a reason is asked for."""
    said = {"超过次数": often, "超过全年总额": total, "超出本年预算": past}
    return f"会{'、'.join(words for words, true in said.items() if true)}，请写明理由。"


def agreed_before(number: str, amount: Decimal | None) -> str:
    return number + (f"（{yuan(amount)}）" if amount is not None else "")


def ask_over_budget(who: str, number: str, budget: Decimal, after: Decimal) -> str:
    return (
        f"{who}：同意 {number} 后，本年慰问支出为 {yuan(after)}，超过预算 {yuan(budget)}。"
        "确要同意，请“回复”这条消息写明理由；不办请点“取消”。"
    )


GONE = "这个选项已经没有了，请自己写一句。"
EMPTY = "请写几个字，好让对方明白。"
TOO_LONG = "太长了，请写在 500 字以内。"


def moved_below(number: str | None) -> str:
    return f"申报 {number} 的卡片已移到下面。"


def nobody_hears(number: str | None) -> str:
    return f"申报 {number} 没有人能收到：工委没有配对工作群，也没有绑定的负责人。请尽快在名册里登记并绑定。"
