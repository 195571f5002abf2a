"""What a complaint is about, in the member's own words."""

from __future__ import annotations

import re

CLAUSE = re.compile('[,，。；;!！?？:：\n“”"]')
AMISS = re.compile("[没不又退满错坏烂晚别轮凭太总老才抢被乱]")  # what in a clause says that something is amiss
SHORTEST, LONGEST = 5, 18  # characters of a clause that is quoted


def amiss(words: str) -> str:
    """The first clause that says what is amiss, after the one that says of what (“发的那个大米里有虫，拍了照没地方发”)
    where both are short enough; "" where none says it."""
    clauses = [one.strip() for one in CLAUSE.split(words) if one.strip()]
    at = next((at for at, one in enumerate(clauses) if AMISS.search(one) and SHORTEST <= len(one) <= LONGEST), None)
    if at is None:
        return ""
    both = "，".join(clauses[max(0, at - 1) : at + 1])
    return both if len(both) <= LONGEST else clauses[at]
