"""A sum and what stands beside it in one line: why (800，因为病情重), in any order."""

import re

from bot.core.errors import BadInput
from bot.core.money import is_amount, sum_beside
from bot.desk.texts.reasons import beside_amount

_BECAUSE = re.compile(r"(?:更正的?)?(?:因为|由于|考虑到|鉴于|理由|原因)(?:是|为)?[\s:：，,]*")
_END = re.compile(r"[，,；;。\s]+")
_ROUND = " ，、,。；;"


def reason_apart(text: str) -> tuple[str, str]:
    """(the words without the reason, the reason), where one of the words for it stands before it; else no reason."""
    found = _BECAUSE.search(text)
    if found is None:
        return text, ""
    head, tail = text[: found.start()].strip(_ROUND), text[found.end() :].strip(_ROUND)
    if head:
        return head, tail
    reason, _, rest = _END.sub("\n", tail, count=1).partition("\n")  # the reason came first
    return rest, reason


def read_grant(text: str) -> tuple[str, str]:
    """(the sum as it was typed, why): a reason is what is called one. Raises BadInput for other words beside a sum."""
    head, reason = reason_apart(text)
    if reason and is_amount(head):
        return head, reason
    said, beside = sum_beside(text)
    if beside:
        raise BadInput(beside_amount(said, beside))
    return text, ""
