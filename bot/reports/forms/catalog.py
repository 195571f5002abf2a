"""All ten forms by kind, and a report's facts as lines to read."""

from collections.abc import Mapping
from datetime import date

from bot.core.kinds import Kind
from bot.core.messages import JsonObject
from bot.reports.forms.congratulations import CONGRATULATIONS
from bot.reports.forms.dates import say_day
from bot.reports.forms.fields import Form, Input, Item
from bot.reports.forms.visits import VISITS

FORMS: Mapping[Kind, Form] = {form.kind: form for form in (*VISITS, *CONGRATULATIONS)}

#: Whoever is the subject of these is not told that a colleague reported for him, unless an officer says so.
_SPARED = frozenset({Kind.BEREAVEMENT})

#: Nobody doubts that these are 直系亲人; of all others the notice does not say.
_CLOSE = frozenset({"父亲", "母亲", "配偶", "子女"})


def spared(kind: Kind, facts: JsonObject) -> bool:
    """Whether the subject is left in peace: as the officer who handles it said, else as the kind has it."""
    return bool(facts.get("quiet", kind in _SPARED))


def lines(kind: Kind, facts: JsonObject) -> list[tuple[str, str]]:
    """(label, value) of every fact that is known, in the form's order, then what was added later."""
    form = FORMS[kind]
    known = [(item.label, shown(item, facts[item.name])) for item in form.items if item.name in facts]
    return known + [("补充", str(extra["text"])) for extra in facts.get("补充", [])]


def shown(item: Item, value: object) -> str:
    """A fact's value as people read it."""
    if item.input is Input.DATE:
        return say_day(date.fromisoformat(str(value)))
    if item.input is Input.YES_NO:
        return "是" if value else "否"
    return str(value)


def remarks(kind: Kind, facts: JsonObject) -> list[str]:
    """What the notice leaves open about this very case; for the reporter's summary and the officer's card."""
    relation = facts.get("relation")
    if kind is Kind.BEREAVEMENT and relation is not None and relation not in _CLOSE:
        return ["通知没有写明“直系亲人”包括哪些人，这一项由工会核定。"]
    if kind is Kind.CHILDBIRTH and relation == "配偶":
        return ["通知写的是“会员生育”，没有写明配偶生育是否包括在内，由工会核定。"]
    return []
