"""What is said to words that answer a card: which button does it. Never an answer of the notice."""

from collections.abc import Sequence
from decimal import Decimal

from bot.core.money import yuan

DECISIONS = frozenset(
    {
        *("同意", "不同意", "可以", "不可以", "行", "不行", "批", "批了", "不批", "通过", "不通过"),
        *("驳回", "退回", "办了", "去过了", "已慰问"),
    }
)
ELSEWHERE = "这份申报已经转到别处办理，这张卡片不用再管。"


def use_buttons(number: str, labels: Sequence[str]) -> str:
    """`labels`: what may be pressed now."""
    offered = "".join(f"“{label}”" for label in labels)
    return (
        f"这是申报 {number} 的卡片，写在下面的话不算办理，我也没有记。要办，请按卡片上的{offered}。"
        "想问通知的规定，请另外发一条问我。"
    )


def amount_to_grant(number: str, amount: Decimal, ceiling: Decimal) -> str:
    if amount > ceiling:
        over = f"{number} 的标准是不超过 {yuan(ceiling)}，{yuan(amount)} 超过了。"
        return f"{over}定金额请按卡片上的“同意其他金额”，我会问您。"
    if amount == ceiling:
        return f"要同意 {yuan(amount)}，请按 {number} 卡片上的“同意 {yuan(amount)}”。只写在这里不算数，还没有记。"
    return (
        f"要同意 {yuan(amount)}，请按 {number} 卡片上的“同意其他金额”，我会问您多少，那时再写一次。"
        "只写在这里不算数，还没有记。"
    )


def amount_to_second(number: str, granted: Decimal) -> str:
    return (
        f"{number} 第一位同志同意的是 {yuan(granted)}：也同意请按“会签同意 {yuan(granted)}”，要换个数请按“重议金额”。"
    )


def amount_granted(number: str, granted: Decimal | None) -> str:
    stands = f"同意的是 {yuan(granted)}" if granted is not None else "没有金额"
    return f"{number} 已经同意，{stands}。要改，请先按卡片上的“撤销同意”；实付在慰问以后再登记。"


def amount_to_pay(number: str) -> str:
    return f"登记实付请按 {number} 卡片上的“登记支付签收”，我会问您多少、谁签收。只写在这里不算数，还没有记。"


def amount_paid(number: str, paid: Decimal) -> str:
    return f"{number} 已经结清，实付 {yuan(paid)}。登记错了，请财务按卡片上的“更正支付”。"


def no_amount(number: str, why: str) -> str:
    return f"{number}：{why}"


def closed(number: str) -> str:
    return f"{number} 已经办完了，不用再写什么。想看经过，请按卡片上的“详情”。"


def asked_another(who: str) -> str:
    return f"这一步是{who}在办，等他本人来写。您要办，请自己按卡片上的按钮。"


ASKED_BEFORE = "这一步已经办完或取消了。还要办，请再按一次卡片上的按钮。"
ON_THE_CARD = "这样写在群里不算办理，我也没有记。请按那份申报卡片上的按钮；找不到卡片，发 /queue。"
