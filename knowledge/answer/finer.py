"""Sides of a side: where one is asked and words of the message show a more particular one, that is answered."""

from __future__ import annotations

from knowledge.answer.rules import Rules
from knowledge.answer.sides import Sides
from knowledge.reading.naming import UNNAMED

#: Sides of a side: where the first is asked and words of the message show the second, that is answered.
VAGUELY = ("count", "exists", "covered", "place", UNNAMED)
FINER = (
    ("materials", "invoice"),
    ("amount", "discretion"),
    ("handler", "early"),
    ("secrecy", "public"),
    ("delivery", "payslip"),
    ("which", "papers"),
    ("secrecy", "papers"),
    ("procedure", "device"),
    ("which", "delete"),
    ("exists", "delete"),
    ("procedure", "delete"),
    *((coarse, "safe") for coarse in ("secrecy", "which", "procedure", "exists", "covered", "what", UNNAMED)),
    *((coarse, "lost") for coarse in ("materials", "procedure", "deadline", "covered")),
    ("materials", "substitute"),
    *((coarse, "expired") for coarse in ("validity", "deadline", "exists", "form", "covered", "procedure")),
    *((coarse, "early") for coarse in ("deadline", "procedure", "covered", "exists", "result", "date", "what")),
    *((coarse, "together") for coarse in ("sharing", "covered", "exists", "procedure")),
    *((coarse, "wreath") for coarse in ("exists", "form", "covered")),
    *(("proxy", fine) for fine in ("helped", "fetched")),
    *((coarse, fine) for fine in ("undo", "hosting", "oneself") for coarse in ("procedure", "amount", *VAGUELY)),
)
OF_CLAUSES = (  # of these, the ones that may be asked of a clause
    *(
        "substitute",
        "public",
        "payslip",
        "lost",
        "expired",
        "early",
        "together",
        "wreath",
        "helped",
        "fetched",
        "discretion",
    ),
)


def finer(topic: str, facets: tuple[str, ...], text: str, rules: Rules, sides: Sides) -> tuple[str, ...]:
    """The sides, each as the particular one that words of the message show, where that has a sentence of its own: of
    the bot's own matters among theirs, of all else among the sides of clauses."""
    own = rules.own.get(topic)
    facets = own.closer(facets, text) if own else facets
    said = own.sides if own else dict.fromkeys(OF_CLAUSES, ())
    found = {coarse: fine for coarse, fine in FINER if coarse in facets and fine in said and sides.shown(fine, text)}
    return tuple(dict.fromkeys(found.get(facet, facet) for facet in facets))
