"""Whether words that go out as a reason say anything, and what is asked when they don't."""

import re

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
