"""The committee's own ceilings, told to members beside what the notice says, never as the notice's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.desk.texts import branch as texts
from bot.reports.allowance import rulings_in_force
from bot.reports.queries.desk import Ruling

if TYPE_CHECKING:
    from knowledge import Answer, Library


def quote(found: "Answer", known: Sequence[Ruling], library: "Library", today: date) -> "Answer":
    """The answer with the rules on what it speaks of, after the notice's words and source, each with its own source.

    A kind whose ceiling the notice states (a later notice may) keeps the notice's alone.
    """
    if not known or found.care:
        return found
    notice = library.in_force(today)
    lines: list[str] = []
    for topic in found.topics:
        rule, stated = rulings_in_force(topic, known, today), notice.kind(topic)
        if rule and stated and stated.ceiling is None:
            lines += texts.ruled(stated.title, rule.ceiling, rule.document, rule.since)
    return replace(found, text="\n".join([found.text, *lines])) if lines else found
