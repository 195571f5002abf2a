"""What is said while an agreement waits for its second signature, and when somebody signs for the member."""

from decimal import Decimal

from bot.core.money import yuan

WHO_SIGNED = "请写代签人的姓名，和他与本人的关系或代签的原因，例如：李明，配偶。"
SELF, OTHER = "本人签收", "他人代签"
AUDITOR, CHAIR, ANOTHER, SOMEBODY = "经审的同志", "主席", "另一位同志", "单位工会的同志"


def for_him(name: str, relation: str) -> str:
    return f"{name}代签（{relation}）"


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
