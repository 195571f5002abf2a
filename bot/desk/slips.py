"""A slip: a payment (or its correction) as far as a treasurer has said it. It travels in his buttons and prompts."""

from dataclasses import dataclass, replace
from decimal import Decimal

from bot.core.errors import BadInput
from bot.core.messages import JsonObject
from bot.core.work.unit import Unit
from bot.desk.asking import reason_of
from bot.desk.rules.steps import reason_apart
from bot.desk.texts import steps
from bot.reports.rules.payments import Signature, name_alone, read_said, read_signature
from bot.reports.rules.transitions import Action
from knowledge.reading.rules.lexicon import reports_lexicon


@dataclass(frozen=True)
class Slip:
    """`other`: somebody else signed, and is still to be named; `name`: who, where only that was said; `was`: what was
    noted before, when it is corrected."""

    report_id: int
    amount: Decimal | None = None
    signature: Signature | None = None
    other: bool = False
    reason: str = ""
    was: str = ""
    name: str = ""

    @property
    def lacks_words(self) -> bool:
        """Whether a name or a reason is awaited, and no amount."""
        return self.amount is not None and (self.other or bool(self.was and not self.reason))

    @property
    def action(self) -> Action:
        return Action.CORRECT if self.was else Action.SETTLE


def taken(slip: Slip, text: str, granted: Decimal) -> Slip:
    """The slip with what was typed: who signed or the reason, where awaited; else an amount, and whatever of the two
    stands beside it. Raises BadInput."""
    if slip.amount is not None and slip.other:
        return _signed(slip, text)
    if slip.lacks_words:
        return replace(slip, reason=reason_of(text))
    head, reason = reason_apart(text) if slip.was else (text, "")
    said = read_said(head, granted)
    if said.beside and not slip.was:
        raise BadInput(steps.beside_payment(said.beside))
    why = reason or said.beside
    slip = replace(slip, amount=said.amount, reason=reason_of(why) if why else slip.reason)
    if not said.other:
        return slip
    slip = replace(slip, other=True, signature=None, name="")
    return _signed(slip, said.who) if said.who else slip


def _signed(slip: Slip, text: str) -> Slip:
    """Who signed, and as what; a correction's reason may stand beside. A name alone is kept, and the rest asked for."""
    head, reason = reason_apart(text) if slip.was else (text, "")
    relations = _relations()
    if slip.name and slip.name not in head:
        head = f"{slip.name}，{head}"
    if name := name_alone(head, relations):
        if name == slip.name:
            raise BadInput(steps.WHO_IS_HE)
        return replace(slip, name=name)
    signature = read_signature(head, relations)
    return replace(slip, signature=signature, other=False, name="", reason=reason_of(reason) if reason else slip.reason)


def _relations() -> frozenset[str]:
    """What people call those who sign for them."""
    lexicon = reports_lexicon()
    return frozenset({*lexicon.kin, *lexicon.kin.values(), *lexicon.people["colleagues"]["words"]})


def as_args(u: Unit, slip: Slip) -> JsonObject:
    """Sealed: a slip names people."""
    sealed = {
        "amount": None if slip.amount is None else str(slip.amount),
        "signature": slip.signature.as_json() if slip.signature else None,
        "other": slip.other,
        "reason": slip.reason,
        "was": slip.was,
        "name": slip.name,
    }
    return {"report": slip.report_id, "slip": u.tx.vault.seal(sealed)}


def read(u: Unit, args: JsonObject) -> Slip:
    """Buttons and prompts from before there were slips hold the amount alone."""
    if "slip" not in args:
        return Slip(int(args["report"]), Decimal(args["amount"]) if "amount" in args else None)
    kept = u.tx.vault.open(args["slip"])
    return Slip(
        report_id=int(args["report"]),
        amount=None if kept["amount"] is None else Decimal(kept["amount"]),
        signature=Signature.read(kept["signature"]) if kept["signature"] else None,
        other=bool(kept["other"]),
        reason=str(kept["reason"]),
        was=str(kept["was"]),
        name=str(kept.get("name", "")),
    )
