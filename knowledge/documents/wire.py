"""A document as JSON and back, for the process that reads files apart and for the database."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from knowledge.documents.model import (
    Amount,
    AmountKind,
    Clause,
    Definition,
    Document,
    FileKind,
    Flag,
    FlagKind,
    Per,
    Reference,
    Relation,
    Remainder,
    Span,
    Spot,
)

Json = dict[str, Any]


def dump(document: Document) -> Json:
    """The document in JSON's own types; dates as YYYY-MM-DD."""
    return {key: _plain(value) for key, value in asdict(document).items()}


def load(data: Json) -> Document:
    """The document that `dump` wrote."""
    return Document(
        number=data["number"],
        issuer=data["issuer"],
        title=data["title"],
        signed=_day(data["signed"]),
        effective_from=_day(data["effective_from"]),
        effective_to=_day(data["effective_to"]),
        text=data["text"],
        scope=data["scope"],
        pages=data["pages"],
        source=FileKind(data["source"]),
        attachments=tuple(data["attachments"]),
        clauses=tuple(_clause(one) for one in data["clauses"]),
        unread=tuple(Remainder(one["name"], one["text"], Span(**one["span"])) for one in data["unread"]),
        flags=tuple(_flag(one) for one in data["flags"]),
        references=tuple(
            Reference(Relation(one["relation"]), one["number"], one["title"], Span(**one["span"]))
            for one in data["references"]
        ),
        definitions=tuple(
            Definition(one["term"], tuple(one["members"]), Span(**one["span"])) for one in data["definitions"]
        ),
    )


def _clause(one: Json) -> Clause:
    typed = {
        **{key: tuple(one[key]) for key in ("conditions", "papers", "procedure")},
        **{key: _day(one[key]) for key in ("effective_from", "effective_to")},
        "span": Span(**one["span"]),
        "spot": Spot(**one["spot"]),
        "amount": _amount(one["amount"]),
    }
    return Clause(**{**one, **typed})


def _amount(one: Json | None) -> Amount | None:
    if one is None:
        return None
    return Amount(**{**one, "kind": AmountKind(one["kind"]), "per": Per(one["per"]) if one["per"] else None})


def _flag(one: Json) -> Flag:
    span = Span(**one["span"]) if one["span"] else None
    return Flag(FlagKind(one["kind"]), one["words"], one["types"], one["clause"], span)


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a dataclass holds
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
