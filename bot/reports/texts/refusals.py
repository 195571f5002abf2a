"""Why something cannot be done to a report (yet): whose step it is, a missing signature, no such kind in the notice."""

from collections.abc import Sequence
from decimal import Decimal

from bot.core.money import yuan

ONLY_REPORTER_SUBMITS = "只有申报人本人可以提交这份申报。"
ONLY_PARTIES_WITHDRAW = "只有申报人或当事人本人可以撤回这份申报。"
OWN_CASE = "这份申报是您提交的或与您本人有关，按规定由别的同志来办理。"
NOT_YOURS = "这份申报不归您办理，您不能操作。"

AUDITED = "本工会设定要主席同意、经审审核，两位都同意才算数；您可以查看，不能代为决定。"
APPROVING = "同意由主席或委员来定；您可以查看，不能代为决定。"
UNSIGNING = "退回重议由会签的同志来定。"
REJECTING = "驳回由主席或委员来定；您可以查看，不能代为决定。"
RETURNING = "退回补充由主席或委员来定；您可以查看，不能代为决定。"
REVOKING = "撤销决定由主席或委员来定；您可以查看，不能代为决定。"
ASSIGNING = "安排慰问由主席或委员来定。"
DELIVERING = "登记慰问由主席、委员或财务来做。"
SETTLING = "登记支付和签收由财务来做。"
CORRECTING = "更正支付登记由财务来做，工委的主席和财务也可以。"
SPARING = "告不告诉本人，由主席、委员或调解联系人来定。"
INFORMING = "这一步由主席、委员或调解联系人来做。"

UNKNOWN = "现有的通知里都没有的事项"
NO_NOTICE = "没有找到对应的通知"
PRIVATE_ONLY = "这类申报只在私聊里办理。"
WRONG_GROUP = "这份申报不在这个群里办理，请到本工会的工作群或私聊里操作。"
NOT_AN_AMOUNT = "金额要大于 0，最多两位小数。"
NO_SUCH_REPORT = "没有找到这份申报。"
ANSWERED_ALREADY = "这一步已经填过了，请看最下面的那条消息。"
CHANGED_MEANWHILE = "这份申报的状态已经变了，请看最新的卡片。"
WHO_SIGNED = "请写代签人的姓名，和他与本人的关系或代签的原因，例如：李明，配偶。"


def lapsed(now: str, filed: str) -> str:
    """On the card and in the details. `now`: the notice in force; `filed`: by which the report was handed in."""
    return f"提示：按发生日期该用 {now}，里面没有这一项。可以按申报时的 {filed} 来定，也可以退回或驳回，写明原因。"


def beside(cap: str, besides: Sequence[str]) -> str:
    """After the basis: the document from above whose lower ceiling counts, and clauses that give another figure."""
    said = [f"上级 {cap} 的上限更低，按上级的"] if cap else []
    if besides:
        said.append(f"另有写法不同的：{'；'.join(besides)}")
    return f"（{'；'.join(said)}）" if said else ""


AUDITOR, CHAIR, ANOTHER = "经审的同志", "主席", "另一位同志"


def signed(wanted: str) -> str:
    return f"已记下您的同意，还要{wanted}会签。"


def waits_for_signature(number: str, title: str, first: str, amount: Decimal | None) -> str:
    """To those whose signature is missing, in private."""
    granted = f" {yuan(amount)}" if amount is not None else ""
    return f"{number} {title}：{first}已同意{granted}，等您会签。"


def ask_unsign(who: str, number: str) -> str:
    return f"{who}：{number} 的金额想重议，请“回复”这条消息写明原因。第一位同志的同意会收回，大家重新来定。"


def unsigned(number: str, who: str, reason: str) -> str:
    """To the one whose signature is taken back, in private."""
    return f"{number} 请重议：{who}说“{reason}”。您的同意已经收回，请商量好再按一次卡片上的按钮。"


def other_signature(amount: Decimal | None) -> str:
    return f"第一位同志同意的是 {yuan(amount or 0)}，会签要一致；不同意这个数，请按“重议金额”。"


def taken_back(number: str) -> str:
    return f"{number} 的第一道同意已收回，请重新来定。"


def relation_too_long(limit: int) -> str:
    return f"关系或原因请写在 {limit} 个字以内。"
