"""Values of the desk's steps: a sum with its reason, whose signature comes second, a visit as far as it is arranged.

Pure.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.core.errors import BadInput, NotAllowed
from bot.core.messages import JsonObject
from bot.core.money import is_amount, sum_beside
from bot.core.people import Member, Role, Signatures
from bot.desk.texts import steps as texts
from bot.desk.texts.steps import beside_amount
from bot.reports.rules.transitions import Parties

_BECAUSE = re.compile(r"(?:更正的?)?(?:因为|由于|考虑到|鉴于|理由|原因)(?:是|为)?[\s:：，,]*")
_STOP = re.compile(r"[，,；;。\s]+")
_AROUND = " ，、,。；;"  # what is stripped of either end
MOST_VISITORS = 6  # who go together
AHEAD = 180  # days within which a visit is arranged
HOUR_LENGTH = 20  # characters of the hour of a visit, as it was typed


def reason_apart(text: str) -> tuple[str, str]:
    """(the words without the reason, the reason), where one of the words for it stands before it; else no reason."""
    found = _BECAUSE.search(text)
    if found is None:
        return text, ""
    head, tail = text[: found.start()].strip(_AROUND), text[found.end() :].strip(_AROUND)
    if head:
        return head, tail
    reason, _, rest = _STOP.sub("\n", tail, count=1).partition("\n")  # the reason came first
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


def check_second(first: Member, second: Member, parties: Parties) -> None:
    """Two signatures are of two people; one is the chair's, the other the auditor's where the branch says so.

    Raises NotAllowed.
    """
    if first.id == second.id:
        raise NotAllowed(texts.AGREED_ALREADY)
    if not any(who.office_in(parties.place, Role.CHAIR) for who in (first, second)):
        raise NotAllowed(texts.CHAIR_WANTED)
    pairs = ((first, second), (second, first))
    if parties.signatures is Signatures.AUDITED and not any(
        one.office_in(parties.place, Role.CHAIR) and other.office_in(parties.place, Role.AUDITOR)
        for one, other in pairs
    ):
        raise NotAllowed(texts.AUDITOR_WANTED)


@dataclass(frozen=True)
class VisitPlan:
    """`visitors`: members' ids, the one who leads first; `time`: of the day, in the officer's words (下午3点)."""

    visitors: tuple[int, ...] = ()
    on: date | None = None
    time: str = ""

    @classmethod
    def read(cls, args: JsonObject) -> "VisitPlan":
        """Buttons from before several could go hold one visitor."""
        ids = [args["visitor"]] if "visitor" in args else args.get("visitors", [])
        on = date.fromisoformat(str(args["on"])) if args.get("on") else None
        return cls(tuple(int(one) for one in ids), on, str(args.get("time", "")))

    def as_json(self) -> JsonObject:
        kept: JsonObject = {"visitors": list(self.visitors)}
        if self.on:
            kept["on"] = self.on.isoformat()
        return kept | ({"time": self.time} if self.time else {})

    def joined(self, *more: int) -> "VisitPlan":
        """With more who go, each once."""
        return replace(self, visitors=tuple(dict.fromkeys((*self.visitors, *more))))


def within_reach(on: date, today: date) -> bool:
    return 0 <= (on - today).days <= AHEAD
