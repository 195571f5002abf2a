"""What `wennuan notices read --json` prints: the contract that checks from outside rest on."""

from __future__ import annotations

from datetime import date
from typing import Any

from knowledge.documents.model import Amount, AmountKind, Clause, Document

Json = dict[str, Any]


def contract(document: Document) -> Json:
    """Document, clauses, what was not read as a clause, and what an officer must type or look at."""
    return {
        "document": {
            "number": document.number,
            "issuer": document.issuer,
            "title": document.title,
            "signed": _day(document.signed),
            "effective_from": _day(document.effective_from),
            "effective_to": _day(document.effective_to),
        },
        "clauses": [_clause(clause) for clause in document.clauses],
        "unread": [remainder.text for remainder in document.unread],
        "flags": [flag.words for flag in document.flags],
    }


def _clause(clause: Clause) -> Json:
    return {
        "place": clause.place,
        "text": clause.text,
        "event": clause.event,
        "whom": clause.whom,
        "form": clause.form,
        "amount": _amount(clause.amount) if clause.amount else None,
        "conditions": list(clause.conditions),
        "papers": list(clause.papers),
        "deadline": clause.deadline,
    }


def _amount(amount: Amount) -> Json:
    figures: Json = {"value": amount.value}
    if amount.kind is AmountKind.RANGE:
        figures = {"low": amount.low, "high": amount.high}
    return {"kind": amount.kind.value, **figures, "per": amount.per.value if amount.per else None}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
