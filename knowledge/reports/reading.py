"""Read a message into a form's first fill: gate, event, holder, day, hospital."""

from datetime import date

from knowledge.calendar.mentions import Mention, find
from knowledge.excerpt import excerpt
from knowledge.reports.events import Event, denial, find_events, refusal, told
from knowledge.reports.hospital import hospital, ward
from knowledge.reports.kinds import Holder, holder, scene
from knowledge.reports.model import Reading
from knowledge.reports.people import Person, find_people
from knowledge.reports.text import message
from knowledge.reports.when import event_date

_AT_HOSPITAL = {"hospitalization", "childbirth"}


def read(text: str, today: date) -> Reading:
    """What the message reports; a Reading without a kind where it reports nothing. Never raises on any text."""
    said = message(excerpt(text))
    days = find(said.text, today)
    people = find_people(said.text, days)
    mentions = [mention for mention in days if not _in_name(mention, people)]
    refused = refusal(said, mentions)
    if refused:
        return Reading(why=(f"不开单：{refused}",))
    events = find_events(said, mentions)
    if not events and (denied := denial(said, mentions)):
        return Reading(why=(f"不开单：{denied}",))
    whole = scene(said, people)
    held = [(e, whose) for e in events if told(said, e, mentions, people) and (whose := holder(whole, e))]
    if not held:
        return Reading(why=("不开单：没有说到十种事项，或不是会员的事",))
    event, whose = max(held, key=_precedence)
    day, why_day = event_date(said, event, events, mentions, today)
    place = hospital(said.text) if event.cue.kind in _AT_HOSPITAL else None
    return Reading(
        kind=event.cue.kind,
        subject=whose.subject,
        relation=whose.relation,
        event_date=day,
        colleague_name=whose.name,
        hospital=place,
        ward=ward(said.text, place) if place else None,
        why=(f"事项：“{event.words}”", _why_whose(whose), why_day),
    )


def _in_name(mention: Mention, people: list[Person]) -> bool:
    """郎国庆 names no festival."""
    return any(person.name and person.start <= mention.start < person.end for person in people)


def _precedence(held: tuple[Event, Holder]) -> tuple[int, bool, int]:
    """The weightier cue; of one weight what befell a relative, then what is said first."""
    event, whose = held
    return event.cue.weight, whose.relation is not None, -event.start


def _why_whose(whose: Holder) -> str:
    who = {"self": "本人", "family": "家人", "colleague": "代同事报"}[whose.subject]
    return f"谁的事：{who}" + "".join(f" {part}" for part in (whose.name, whose.relation) if part)
