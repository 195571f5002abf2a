"""Why something cannot be done to a report (yet): whose step it is, where it stands, what was typed."""

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

PRIVATE_ONLY = "这类申报只在私聊里办理。"
WRONG_GROUP = "这份申报不在这个群里办理，请到本工会的工作群或私聊里操作。"
NOT_AN_AMOUNT = "金额要大于 0，最多两位小数。"
NO_SUCH_REPORT = "没有找到这份申报。"
ANSWERED_ALREADY = "这一步已经填过了，请看最下面的那条消息。"
CHANGED_MEANWHILE = "这份申报的状态已经变了，请看最新的卡片。"


def relation_too_long(limit: int) -> str:
    return f"关系或原因请写在 {limit} 个字以内。"
