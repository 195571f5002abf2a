"""The officers' desk: every step that an officer takes on a report, one function and one transaction each."""

from bot.services.deciding.access import Here
from bot.services.deciding.approving import approve, ask_amount
from bot.services.deciding.delivering import ask_delivery, deliver
from bot.services.deciding.dropping import drop
from bot.services.deciding.informing import informed, note_fates
from bot.services.deciding.looking import START, details
from bot.services.deciding.noting import ask_note, note
from bot.services.deciding.paying import ask_correction, ask_settlement, confirm, said, signed_by
from bot.services.deciding.refused import mind_refusals
from bot.services.deciding.refusing import ask_question, ask_reason, ask_revoke, give_back, reject, revoke
from bot.services.deciding.replying import take_reply
from bot.services.deciding.signing import ask_unsign, unsign
from bot.services.deciding.sparing import spare
from bot.services.deciding.visiting import ask_visit_day, ask_visitor, assign

__all__ = [
    "START",
    "Here",
    "approve",
    "ask_amount",
    "ask_correction",
    "ask_delivery",
    "ask_note",
    "ask_question",
    "ask_reason",
    "ask_revoke",
    "ask_settlement",
    "ask_unsign",
    "ask_visit_day",
    "ask_visitor",
    "assign",
    "confirm",
    "deliver",
    "details",
    "drop",
    "give_back",
    "informed",
    "mind_refusals",
    "note",
    "note_fates",
    "reject",
    "revoke",
    "said",
    "signed_by",
    "spare",
    "take_reply",
    "unsign",
]
