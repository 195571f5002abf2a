"""All ten forms by kind; a half-filled form as a value: which step comes next, and what each answer makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from bot.core.errors import BadInput, Stale
from bot.core.kinds import Kind
from bot.core.messages import JsonObject
from bot.reports.forms.congratulations import CONGRATULATIONS
from bot.reports.forms.fields import Form, Input, Item, doubt, say_day
from bot.reports.forms.visits import VISITS
from bot.reports.texts import forms as texts

FORMS: Mapping[Kind, Form] = {form.kind: form for form in (*VISITS, *CONGRATULATIONS)}

#: Whoever is the subject of these is not told that a colleague reported for him, unless an officer says so.
_SPARED = frozenset({Kind.BEREAVEMENT})

#: Nobody doubts that these are 直系亲人; of all others the notice does not say.
_CLOSE = frozenset({"父亲", "母亲", "配偶", "子女"})
WHO, CONSENT, WHOM, EVIDENCE, CONFIRM = "_who", "_consent", "_whom", "_evidence", "_confirm"
FOR = "_for"  # self | colleague
NAMED = "_named"  # the colleague as the reporter wrote him
AGREED = "_agreed"
SKIPPED = "_skipped"  # names of facts that the member left out
SURE = "_sure"  # name → the unusual value that the member stands by
AT = "_at"  # a step gone back to, or being edited
ENOUGH = "_enough"  # nothing more to attach
MISSED = "_missed"  # a name was written that the roster does not have
LATER = "_later"  # what else was told meanwhile, to be taken up once this is handed in
REMINDED = "_reminded"  # has been reminded of consent already
PARKED = "_parked"  # put aside: typed words do not belong to it
SELF, COLLEAGUE = "self", "colleague"


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
        return texts.YES if value else texts.NO
    return str(value)


def remarks(kind: Kind, facts: JsonObject) -> list[str]:
    """What the notice leaves open about this very case; for the reporter's summary and the officer's card."""
    relation = facts.get("relation")
    if kind is Kind.BEREAVEMENT and relation is not None and relation not in _CLOSE:
        return [texts.KIN_UNSETTLED]
    if kind is Kind.CHILDBIRTH and relation == "配偶":
        return [texts.SPOUSE_UNSETTLED]
    return []


@dataclass(frozen=True)
class Filling:
    """The form of a draft with what is known; `subject_known` once the colleague is found in the roster."""

    form: Form
    facts: JsonObject
    subject_known: bool

    @property
    def steps(self) -> list[str]:
        """Every step that this form takes, in order, done or not."""
        consent = [CONSENT] if self.form.sensitive else []
        whom = [WHOM] if self.facts.get(FOR) == COLLEAGUE else []
        return [WHO, *consent, *whom, *self.form.names, EVIDENCE, CONFIRM]

    @property
    def step(self) -> str:
        """Where the member is: the step he went back to, else the first that is not done."""
        at = self.facts.get(AT)
        if at in self.steps and not self._must_agree(at):
            return str(at)
        return next(step for step in self.steps if not self.done(step))

    @property
    def item(self) -> Item | None:
        """The fact that the present step asks for, if it asks for one."""
        return self.form.item(self.step) if self.step in self.form.names else None

    @property
    def revisiting(self) -> bool:
        return self.done(self.step)

    def done(self, step: str) -> bool:
        match step:
            case "_who":
                return FOR in self.facts
            case "_consent":
                return AGREED in self.facts
            case "_whom":
                return self.subject_known
            case "_evidence":
                return ENOUGH in self.facts
            case "_confirm":
                return False
        return step in self.facts or step in self.facts.get(SKIPPED, [])

    def doubt(self, today: date) -> str | None:
        """Why the date of the event should be looked at again before going on, unless the member stands by it."""
        value = self.facts.get("event_date")
        if value is None or AT in self.facts or self.facts.get(SURE, {}).get("event_date") == value:
            return None
        if self.steps.index(self.step) < self.steps.index("event_date"):
            return None
        return doubt(event_date(self.facts), today, self.form.ahead)

    def _must_agree(self, step: object) -> bool:
        return self.form.sensitive and AGREED not in self.facts and step not in (WHO, CONSENT)


def filling(kind: Kind, facts: JsonObject, *, subject_known: bool) -> Filling:
    return Filling(FORMS[kind], facts, subject_known)


def fitting(kind: Kind, facts: JsonObject) -> JsonObject:
    """The facts without what an earlier version has kept and this form does not take: it will be asked for (again)."""
    try:
        FORMS[kind].facts.model_validate(told(facts))
    except ValidationError as error:
        unfit = {str(wrong["loc"][0]) for wrong in error.errors() if wrong["type"] != "missing"}
        return {name: kept for name, kept in facts.items() if name not in unfit}
    return facts


def answer(now: Filling, name: str, value: str | bool) -> JsonObject:
    """The fact is known; an earlier value is replaced, an earlier doubt must be raised anew."""
    return _moved(now) | {
        name: value,
        SKIPPED: [skipped for skipped in now.facts.get(SKIPPED, []) if skipped != name],
        SURE: {key: kept for key, kept in now.facts.get(SURE, {}).items() if key != name},
    }


def stand_by(now: Filling, name: str) -> JsonObject:
    """“对，就是这天”."""
    return _moved(now) | {SURE: now.facts.get(SURE, {}) | {name: now.facts[name]}}


def skip(now: Filling) -> JsonObject:
    """Leaves out the fact that is being asked for. Raises BadInput where the visit cannot do without it."""
    item = now.item
    if item is None or item.required:
        raise BadInput(texts.REQUIRED)
    return _moved(now) | {SKIPPED: _with(now, [item.name])} if item.name not in now.facts else _removed(now, item.name)


def skip_rest(now: Filling) -> JsonObject:
    """Leaves out every optional fact that is still unknown."""
    return _moved(now) | {SKIPPED: _with(now, missing_optional(now))}


def keep(now: Filling) -> JsonObject:
    """“不改”: back from where the member went to look."""
    if not now.revisiting:
        raise Stale(texts.NOT_FILLED_IN)
    return _moved(now)


def back(now: Filling) -> JsonObject:
    """To the step before; nothing is forgotten. Consent, once given, is not asked again."""
    before = [step for step in now.steps[: now.steps.index(now.step)] if step != CONSENT]
    if not before:
        raise BadInput(texts.FIRST_STEP)
    return now.facts | {AT: before[-1]}


def go_to(now: Filling, step: str) -> JsonObject:
    """“修改” one thing from the summary."""
    if step not in now.steps or step in (CONSENT, CONFIRM):
        raise Stale(texts.GONE)
    return now.facts | {AT: step}


def mark(now: Filling, **flags: object) -> JsonObject:
    """Sets what is beside the facts and lets the form go on."""
    return _moved(now) | flags


def missing_optional(now: Filling) -> list[str]:
    """The facts that the member may still leave out."""
    return [item.name for item in now.form.items if not item.required and not now.done(item.name)]


def event_date(facts: Mapping[str, Any]) -> date:
    """The day of the event, once it is known."""
    return date.fromisoformat(facts["event_date"])


def told(facts: Mapping[str, Any]) -> JsonObject:
    """The facts alone, without how far the form got."""
    return {name: value for name, value in facts.items() if not name.startswith("_")}


def finished(now: Filling) -> JsonObject:
    """The facts as the kind's model has them. Raises BadInput while something required is missing."""
    if now.step != CONFIRM:
        raise BadInput(texts.UNFINISHED)
    facts = now.form.facts.model_validate(told(now.facts))
    return facts.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)


def _moved(now: Filling) -> JsonObject:
    return {name: value for name, value in now.facts.items() if name not in (AT, PARKED)}


def _removed(now: Filling, name: str) -> JsonObject:
    kept = {key: value for key, value in _moved(now).items() if key != name}
    return kept | {SKIPPED: _with(now, [name])}


def _with(now: Filling, names: list[str]) -> list[str]:
    return sorted({*now.facts.get(SKIPPED, []), *names})
