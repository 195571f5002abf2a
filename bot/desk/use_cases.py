"""The officers' desk: every step that an officer takes on a report, one function and one transaction each.

What other packages may call, gathered; the code stands in the modules named here (`bot.reports.use_cases` is the same).
"""

from bot.desk.approving import approve, ask_amount, ask_unsign, unsign
from bot.desk.asking import ask_note, drop, note, take_reply
from bot.desk.details import START, details, spare_subject
from bot.desk.notifying import refresh_notification_status, told_in_person
from bot.desk.pairing import tend_undelivered
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
    "note",
    "plan_visit",
    "refresh_notification_status",
    "reject",
    "revoke",
    "said",
    "signed_by",
    "spare_subject",
    "take_reply",
    "tend_undelivered",
    "told_in_person",
    "unsign",
    "visit_said",
]
