"""The officers' desk: every step that an officer takes on a report, one function and one transaction each."""

from bot.desk.approving import approve, ask_amount, ask_unsign, unsign
from bot.desk.asking import ask_note, drop, note, take_reply
from bot.desk.details import START, details, spare
from bot.desk.notifying import informed, note_fates
from bot.desk.pairing import mind_refusals
from bot.desk.paying import ask_correction, ask_settlement, confirm, said, signed_by
from bot.desk.refusing import ask_question, ask_reason, ask_revoke, give_back, reject, revoke
from bot.desk.visiting import ask_delivery, ask_visitor, deliver, plan_visit, visit_said
from bot.reports.case import Here

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
    "ask_visitor",
    "confirm",
    "deliver",
    "details",
    "drop",
    "give_back",
    "informed",
    "mind_refusals",
    "note",
    "note_fates",
    "plan_visit",
    "reject",
    "revoke",
    "said",
    "signed_by",
    "spare",
    "take_reply",
    "unsign",
    "visit_said",
]
