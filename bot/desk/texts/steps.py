"""What officers are asked and told at a step: payments, reasons, answers to a card, whether the subject is told."""

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.core.money import example, yuan
from bot.reports.rules.payments import Payment
from bot.reports.texts.signing import OTHER, SELF

PAY_SELF, PAY_OTHER = f"照付，{SELF}", f"照付，{OTHER}"
TO_SELF, TO_OTHER = f"改成{SELF}", f"改成{OTHER}"
SURE, SURE_CORRECTED = "确认记账", "确认更正"
NO_AMOUNT = "这份申报没有同意的金额，不用登记支付。"
NOT_PAID = "这份申报没有登记过支付，没有可以更正的。"
SAME = "这和原来登记的一样，没有要更正的。请写正确的金额，或点下面的按钮改签收；不改了就点“取消”。"
CHANGED_MEANWHILE = "刚才已经有同志更正过这一笔。请看最新的登记，再点“更正支付”。"
WHICH_PAYMENT = "请写上编号，例如：/correct 2026-0007"
ANOTHERS_STEP = "这一步是别的同志在办，请让他本人取消。"
AGREED_ALREADY = "您已经同意过了，还要另一位同志会签。"
CHAIR_WANTED = "两人会签里要有一位是主席，请主席来会签。"
AUDITOR_WANTED = "本工会设定要主席同意、经审审核，请经审的同志来会签。"
VISIT_PHOTO = "慰问照片"  # the caption under which it is kept


def unknown_number(number: str) -> str:
    return f"没有找到编号是 {number[:20]} 的申报。{WHICH_PAYMENT}"


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


def payment_note(was: Payment, reason: str) -> str:
    """The history's words: what it was, and why it was changed."""
    return f"原记{was}。原因：{reason}"


#: What repeats the decision or fills a line, and tells nobody why.
_EMPTY = re.compile(
    r"不予|不同意|不可以|不能|不行|不批准?|不给|不符合?|不合适|不合格?|没有?通过|不通过|驳回|退回|拒绝|撤销|更正|规定|要求|条件"
    r"|同上|没有?理由|没有?原因|理由|原因|见附件|如题|请|再|补充|说明|一下|材料不全|暂时|已阅|知道了"
    r"|[的了吧啊呢无否空略暂没不]|ok|no|yes",
    re.IGNORECASE,
)
_MEANING = re.compile(r"[^\W_]")


def says_why(text: str) -> bool:
    """At least two different signs are left when the empty words are taken out: 写错了 does, 不行 and 同上 don't."""
    left = _MEANING.findall(_EMPTY.sub("", text))
    return len(set(left)) >= 2 and len(_MEANING.findall(text)) >= 3


def too_short(text: str) -> str:
    said = f"“{text}”看不出是为什么" if text else "还没有写"
    return f"{said}，没有发出去。这句话对方会原样看到，请写一句完整的话，说清楚为什么。"


def beside_amount(said: str, beside: str) -> str:
    """Words beside a sum that nobody called a reason: they may make it uncertain (800，左右)."""
    return f"“{beside[:20]}”没看懂，什么都没有记。请只写一个准数；要写明理由，请写“{said}，理由：……”。"


def beside_payment(beside: str) -> str:
    return f"“{beside[:20]}”没看懂，没有记。请只写一个准数；他人代签，请写上“代签”，例如：600 代签 李明，配偶。"


WHO_IS_HE = "请写他与本人的关系或代签的原因，例如：配偶。"


def question_too_short(text: str) -> str:
    said = f"“{text}”对方看不明白要补什么" if text else "还没有写"
    return f"{said}，没有发出去。请写一句完整的话，例如：请补充是哪一天住的院。"


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

SPARE, TELL = "先不告诉本人", "可以告诉本人了"
NOT_ON_BEHALF = "这份申报是本人自己报的，用不着瞒着谁。"
ALREADY_SPARED = "已经记下先不告诉本人了。"
ALREADY_TOLD = "本来就会告诉本人，不用再按。"


def subject_spared(number: str) -> str:
    return f"记下了：{number} 往后的进展不再告诉当事人本人，只告诉申报人。"


def subject_told(number: str) -> str:
    return f"{number} 已经告诉当事人本人，往后的进展他也会知道。"


def subject_unreached(number: str) -> str:
    return f"{number} 往后的进展会告诉当事人本人；他还没有绑定，这一次请当面或打电话告诉他。"


def subject_stands(*, quiet: bool) -> str:
    """The line in the details: what the subject hears of it."""
    return "现在不告诉当事人本人。" if quiet else "当事人本人会知道每一步进展。"


def note_kept(number: str) -> str:
    return f"{number} 的备注已记下，在“详情”里能看到。"


def given_back(number: str) -> str:
    return f"已退回 {number}，申报人补充好了会再送回来。"
