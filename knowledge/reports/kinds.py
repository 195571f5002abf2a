"""Which kind an event is for the one whom it befell, and whose it is: the table of “whose” for each cue."""

from dataclasses import dataclass

from knowledge.reports.events import Event
from knowledge.reports.lexicon import reports_lexicon
from knowledge.reports.model import Subject
from knowledge.reports.people import Person
from knowledge.reports.text import Message

_NEAR = 9


@dataclass(frozen=True)
class Scene:
    """A message with the people in it and the colleague, if any, on whose behalf it is written."""

    message: Message
    people: list[Person]
    behalf: Person | None


@dataclass(frozen=True)
class Holder:
    """Whose event it is."""

    subject: Subject | None
    relation: str | None = None
    name: str | None = None


def holder(scene: Scene, event: Event) -> Holder | None:
    """The one whom the event befell, if that makes it an event of its cue; None where it does not."""
    return _RULES[event.cue.who](scene, event)


def before(scene: Scene, event: Event) -> list[Person]:
    """People named ahead of the event: in its clause, else in the nearest clause before that names any, else after it."""
    at = scene.message.index_at(event.start)
    for index in range(at, -1, -1):
        clause = scene.message.clauses[index]
        here = [p for p in scene.people if clause.holds(p.start) and p.start < event.start]
        if here:
            return here
    return []


def _kin(people: list[Person]) -> Person | None:
    return next((p for p in reversed(people) if p.role == "kin"), None)


def _outsider(scene: Scene, people: list[Person]) -> bool:
    return scene.behalf is None and any(p.role == "outsider" for p in people)


def _colleague(scene: Scene, people: list[Person]) -> Person | None:
    """The colleague whose event or whose relative it is, unless the member speaks of himself."""
    if scene.behalf:
        return scene.behalf
    if any(p.role == "self" for p in people):
        return None
    return next((p for p in people if p.role in ("name", "colleague")), None) or next((p for p in scene.people if p.role=="name" and p.name), None)


def _owned(scene: Scene, people: list[Person], relation: str | None, own: Subject) -> Holder:
    colleague = _colleague(scene, people)
    if colleague:
        return Holder("colleague", relation, colleague.name)
    return Holder(own, relation)


def _member(scene: Scene, event: Event) -> Holder | None:
    people = before(scene, event)
    kin = _kin(people)
    if _outsider(scene, people) or (kin and not (event.cue.kind == "marriage" and kin.relation == "配偶")):
        return None
    return _owned(scene, people, None, "self")


def _relative(scene: Scene, event: Event) -> Holder | None:
    people = before(scene, event) or scene.people
    kin = _kin(people) or _kin(scene.people)
    if _outsider(scene, people) or kin is None:
        return None
    return _owned(scene, people, kin.relation, "family")


def _relative_near(scene: Scene, event: Event) -> Holder | None:
    people = before(scene, event)
    kin = _kin(people)
    if kin is None or event.start - kin.end > _NEAR * 2:
        return None
    return _relative(scene, event)


def _birth(scene: Scene, event: Event) -> Holder | None:
    people = before(scene, event)
    if _outsider(scene, people):
        return None
    relations = [p.relation for p in people if p.role == "kin"]
    if "配偶" in relations:
        return _owned(scene, people, "配偶", "family")
    if set(relations) - {"子女"}:
        return None
    return _owned(scene, people, None, "self")


def _child(scene: Scene, event: Event) -> Holder | None:
    people = before(scene, event) or scene.people
    kin = _kin(people) or _kin(scene.people)
    if _outsider(scene, people) or kin is None or kin.relation != "子女":
        return None
    return _owned(scene, people, "子女", "family")


def _home(scene: Scene, event: Event) -> Holder | None:
    at_home = reports_lexicon().words["home"].search(scene.message.text) or _kin(scene.people)
    people = before(scene, event)
    if not at_home or _outsider(scene, people):
        return None
    return _owned(scene, people, None, "self")


def _two(scene: Scene, event: Event) -> Holder | None:
    fellows = reports_lexicon().words["fellows"].search(scene.message.text)
    names = [p for p in scene.people if p.role in ("name", "colleague")]
    if not (fellows or names) or _kin(scene.people):
        return None
    if any(p.role == "self" for p in scene.people):
        return Holder("self")
    return Holder("colleague", None, scene.behalf.name if scene.behalf else None)


def _any(scene: Scene, event: Event) -> Holder | None:
    people = before(scene, event)
    if _outsider(scene, people):
        return None
    kin = _kin(people) or _kin(scene.people)
    return _owned(scene, people, kin.relation if kin else None, "family" if kin else "self")


def _relative_ill(scene: Scene, event: Event) -> Holder | None:
    people = before(scene, event)
    if _kin(people) is None or not reports_lexicon().words["grave"].search(scene.message.text):
        return None
    return _relative(scene, event)


_RULES = {
    "kin": _relative,
    "kin_near": _relative_near,
    "self": _member,
    "birth": _birth,
    "child": _child,
    "home": _home,
    "two": _two,
    "any": _any,
    "kin_ill": _relative_ill,
}
