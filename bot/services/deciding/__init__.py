"""The officers' desk: every step that an officer takes on a report, one function and one transaction each."""

from bot.services.deciding.access import Here
from bot.services.deciding.approving import approve, ask_amount
from bot.services.deciding.carrying import ask_delivery, ask_note, ask_settlement, deliver, note, settle
from bot.services.deciding.dropping import drop
from bot.services.deciding.informing import informed, note_fates
from bot.services.deciding.looking import START, details
from bot.services.deciding.refused import mind_refusals
from bot.services.deciding.refusing import ask_question, ask_reason, ask_revoke, give_back, reject, revoke
from bot.services.deciding.signing import ask_unsign, unsign
from bot.services.deciding.sparing import spare
from bot.services.deciding.visiting import ask_visit_day, ask_visitor, assign

__all__ = [
    "START",
    "Here",
    "approve",
    "ask_amount",
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
    "settle",
    "spare",
    "unsign",
]
