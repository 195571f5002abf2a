"""The committee's own rules and the branches' budgets."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.core.money import yuan
from bot.reports.texts.card import day

COMMITTEE_ONLY = "标准由工委的主席或委员来定。"
COMMITTEE_PLACE = "请在工委的工作群里，或私聊我来定标准。"
PURSE_ONLY = "预算由主席或财务来定。"
PURSE_PLACE = "请在本工会的工作群里，或私聊我来办。"
NO_DOCUMENT = "请写明依据的文号，例如 温直工〔2026〕3号（120 字以内）。"
DROPPED = "好，没有设定。"
USAGE = (
    "通知没有写明金额的事项，审批时不填金额；工委发文另定了标准的，登记在这里，凭文号才算数。\n"
    "请写：/rule 事项 金额 文号\n例如：/rule 特殊困难 800 温直工〔2026〕3号"
)
BUDGET_USAGE = "设定本工会的年度慰问预算，请写：/budget 年份 金额\n例如：/budget 2026 50000"


def usage(rules: Sequence[str]) -> str:
    return "\n".join([USAGE, "", "已定的标准：", *(rules or ["还没有。"])])


def rule(title: str, ceiling: Decimal, document: str, since: date) -> str:
    return f"{title}：不超过 {yuan(ceiling)}，依据 {document}，{day(since)}起"


def ruled(title: str, ceiling: Decimal, document: str, since: date) -> tuple[str, str]:
    """What members are told besides the notice's words: the ceiling and its own source."""
    said = f"工委另定：{title}，不超过 {yuan(ceiling)}，{day(since)}起的事按它办。"
    return said, f"依据：{document}（工委规定，不在通知里）"


def preview(line: str) -> str:
    return f"请核对：{line}。\n确认后，事发日期在这一天及以后的申报都按它办。"


def entered(line: str) -> str:
    return f"已生效：{line}。"


def stated(title: str, notice: str, ceiling: Decimal) -> str:
    return f"{notice} 已写明“{title}”不超过 {yuan(ceiling)}，这一项不能另定标准。"


def no_amount(title: str) -> str:
    return f"“{title}”是调解，不涉及金额，不用定标准。"


def which_kind(titles: Sequence[str]) -> str:
    return f"没认出是哪一项。通知未写明金额的有：{'、'.join(titles)}。写其中几个字就行。"


def budget_set(branch: str, year: int, amount: Decimal) -> str:
    return f"{branch} {year} 年慰问预算设为 {yuan(amount)}。超过时我会提醒并请审批的同志写明理由。"


def budget(branch: str, year: int, amount: Decimal | None, granted: Decimal) -> str:
    return f"{branch} {year} 年：{_stand(amount, granted)}。\n{BUDGET_USAGE}"


def _stand(amount: Decimal | None, granted: Decimal) -> str:
    if amount is None:
        return f"没有设预算，已同意 {yuan(granted)}"
    left = f"还有 {yuan(amount - granted)}" if granted <= amount else f"已超出 {yuan(granted - amount)}"
    return f"预算 {yuan(amount)}，已同意 {yuan(granted)}，{left}"
