"""Read a message into a form's first fill: gate, event, holder, day, hospital."""

import re
from datetime import date

from knowledge.calendar.mentions import find
from knowledge.reports.events import Event, find_events, refusal, told
from knowledge.reports.hospital import hospital
from knowledge.reports.kinds import Holder, Scene, holder
from knowledge.reports.lexicon import reports_lexicon
from knowledge.reports.model import Reading
from knowledge.reports.people import Person, find_people
from knowledge.reports.text import Message, message
from knowledge.reports.when import event_date


def read(text: str, today: date) -> Reading:
    """What the message reports; a Reading without a kind where it reports nothing. Never raises on any text."""
    said = message(text)
    refused = refusal(said)
    if refused:
        return Reading(why=(f"不开单：{refused}",))
    mentions = find(said.text, today)
    events = find_events(said)
    people = find_people(said.text)
    scene = Scene(said, people, behalf(said, people))
    held = [(event, whose) for event in events if told(said, event, mentions) and (whose := holder(scene, event))]
    if not held:
        return Reading(why=("不开单：没有说到十种事项，或不是会员的事",))
    event, whose = max(held, key=lambda pair: (pair[0].cue.weight, -pair[0].start))
    day, why_day = event_date(said, event, events, mentions, today)
    return Reading(
        event.cue.kind,
        whose.subject,
        whose.relation,
        day,
        whose.name,
        hospital(said.text) if event.cue.kind == "hospitalization" else None,
        (f"事项：“{event.words}”", _why_whose(whose), why_day),
    )


def behalf(said: Message, people: list[Person]) -> Person | None:
    """The colleague after 替, 帮 or 代, or of a unit (我们处徐某某)."""
    for person in people:
        ahead = said.text[max(0, person.start - 6) : person.start]
        if person.role in ("name", "colleague") and re.search(r"(?:替|帮|代|给|为|关于)(?:我们?|咱们?)?.{0,4}$", ahead):
            return person
    return None


def _why_whose(whose: Holder) -> str:
    who = {"self": "本人", "family": "家人", "colleague": "代同事报"}[whose.subject or "self"]
    return f"谁的事：{who}" + "".join(f" {part}" for part in (whose.name, whose.relation) if part)
