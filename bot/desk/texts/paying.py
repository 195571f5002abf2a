"""What a treasurer reads while a payment is noted or corrected: the questions, and what is to be checked at last."""

from decimal import Decimal

from bot.core.money import example, yuan
from bot.reports.rules.payments import OTHER, SELF, Payment

PAY_SELF, PAY_OTHER = f"照付，{SELF}", f"照付，{OTHER}"
TO_SELF, TO_OTHER = f"改成{SELF}", f"改成{OTHER}"
SURE, SURE_CORRECTED = "确认记账", "确认更正"
NO_AMOUNT = "这份申报没有同意的金额，不用登记支付。"
NOT_PAID = "这份申报没有登记过支付，没有可以更正的。"
SAME = "这和原来登记的一样，没有要更正的。请写正确的金额，或点下面的按钮改签收；不改了就点“取消”。"
CHANGED_MEANWHILE = "刚才已经有同志更正过这一笔。请看最新的登记，再点“更正支付”。"
WHICH = "请写上编号，例如：/correct 2026-0007"


def unknown_number(number: str) -> str:
    return f"没有找到编号是 {number[:20]} 的申报。{WHICH}"


def ask_paid(who: str, number: str, granted: Decimal) -> str:
    return (
        f"{who}：{number} 同意的是 {yuan(granted)}。照此支付就选签收人；"
        f"实付不同，请“回复”这条消息写金额，例如 {example(granted)}；他人代签写“{example(granted)} 代签”。"
    )


def ask_signer(who: str, number: str, amount: Decimal, name: str) -> str:
    """`name`: who signed, where that was said without the relation."""
    if name:
        return f"{who}：{number} 实付 {yuan(amount)}，{name}代签。请“回复”这条消息写他与本人的关系，或代签的原因。"
    return (
        f"{who}：{number} 实付 {yuan(amount)}，谁代签的？"
        "请“回复”这条消息写姓名，和他与本人的关系或代签的原因，例如：李明，配偶。"
    )


def ask_correction(who: str, number: str, was: Payment, granted: Decimal) -> str:
    return (
        f"{who}：{number} 现在记的是{was}。要更正的话，请“回复”这条消息写正确的实付金额"
        f"（不超过同意的 {yuan(granted)}）；金额没错、只改签收，点下面的按钮。"
    )


def ask_reason(who: str, number: str, was: Payment, payment: Payment) -> str:
    return f"{who}：{number} 由“{was}”更正为“{payment}”。请“回复”这条消息写明更正的原因，会记进台账，本人也会看到。"


def check(who: str, number: str, payee: str, payment: Payment, granted: Decimal, form: str | None) -> str:
    """Before it counts: how much, to whom, and who signed."""
    return (
        f"{who}：请核对，确认以后才记账。\n{number}，付给{payee}\n"
        f"实付：{f'{form} ' if form else ''}{yuan(payment.amount)}（同意的是 {yuan(granted)}）\n"
        f"签收：{payment.signature}\n"
        f"没错就点“{SURE}”；金额不对，请“回复”这条消息重新写。"
    )


def check_correction(who: str, number: str, payee: str, was: Payment, payment: Payment, reason: str) -> str:
    return (
        f"{who}：请核对，确认以后才更正。\n{number}，付给{payee}\n原来：{was}\n更正为：{payment}\n原因：{reason}\n"
        f"没错就点“{SURE_CORRECTED}”；金额不对，请“回复”这条消息重新写。"
    )


def too_much(granted: Decimal) -> str:
    return f"实付不能超过同意的 {yuan(granted)}。请重新写一个数。"


def signs_himself(name: str) -> str:
    return f"{name}就是当事人本人，不算代签。请点“取消”再办一次，选“{SELF}”；或者写真正代签的人，例如：李明，配偶。"


def corrected(number: str, payment: Payment) -> str:
    signed = OTHER if payment.signature.name else SELF  # without names: it stands in a group
    return f"{number} 已更正：实付 {yuan(payment.amount)}，{signed}。原来的登记和原因都留着，台账上看得到。"


def note(was: Payment, reason: str) -> str:
    """The history's words: what it was, and why it was changed."""
    return f"原记{was}。原因：{reason}"
