"""What the committee has fixed of activities, at hand for answering questions, and the answer that rests on it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.activities.queries import activities
from bot.activities.rules import Activity, Plan
from bot.activities.texts import members as texts
from bot.activities.texts.facts import FACTS
from bot.activities.titles import LEAST, MOST, named_among
from bot.core.clock import local_date
from bot.core.messages import Button
from bot.core.work.cache import TtlCache
from bot.store.engine import Store
from knowledge.answer.states import Verdict, decide
from knowledge.reading.model import Act

if TYPE_CHECKING:
    from knowledge import Answer

_ASKED = {one.facet: one.name for one in FACTS if one.facet}
_SILENT = frozenset({"exists", "which", "procedure", "count", "comparison", "form"})  # the summary answers these


class PublishedActivities(TtlCache[Activity]):
    """The committee's published activities that are not past."""

    async def load(self, store: Store, now: datetime) -> tuple[Activity, ...]:
        async with store.read() as tx:
            found = await activities.published(tx, local_date(now))
        return tuple(one for one in found if one.committee)


def fixed_in(found: "Answer", question: str, known: Sequence[Activity]) -> list[Activity]:
    """The activities that the question is about and that are fixed: one of the officers' own that it names, else the
    next one of each topic.
    """
    if found.care or found.intent == "report" or _voiced(found):
        return []
    nothing_else = found.intent == "out_of_scope" or found.missed or set(found.topics) == {"bot_signup"}
    own = [one for one in known if one.topic is None]
    if named := named_among(question, own, LEAST if nothing_else else MOST):
        return named
    by_topic = {one.topic: one for one in reversed(known) if one.topic}
    return [by_topic[topic] for topic in found.topics if topic in by_topic]


def _voiced(found: "Answer") -> bool:
    """Whether an opinion is voiced and nothing asked: what is fixed is no answer to it."""
    acts = found.reading.acts if found.reading else frozenset()
    return bool(acts & {Act.COMPLAIN, Act.SUGGEST}) and Act.ASK not in acts


def tell(found: "Answer", asked: Sequence[Activity], now: datetime) -> "Answer":
    """The answer with what is fixed in front; the notice's own words follow where it is about more than that."""
    if not asked:
        return found
    today = local_date(now)
    said = [texts.fixed(one, today) + _open(one, found.facets) + texts.standing_now(one.phase(now)) for one in asked]
    sources = dict.fromkeys(texts.source(one) for one in asked)
    own = asked[0].topic is None
    if not own and not set(found.topics) <= {one.topic for one in asked}:
        return replace(found, text="\n".join([*said, *sources, "", texts.BESIDE, found.text]))
    rest = _besides(found, asked, said) if set(found.facets) - set(_ASKED) - _SILENT else []
    text = "\n".join([*said, *rest, *sources])
    suggestions = () if own else found.suggestions
    return replace(found, intent="activity", text=text, missed=False, suggestions=suggestions)


def _besides(found: "Answer", asked: Sequence[Activity], said: Sequence[str]) -> list[str]:
    """What the notes say where more is asked than is fixed; that it is not written, where they do not state it."""
    notes = [texts.noted(one) for one in asked if one.plan.note]
    question = found.reading.text if found.reading else ""
    stated = decide(question, "".join([*said, *notes]), [one.title for one in asked]) is not Verdict.UNSTATED
    return notes if stated and notes else [*notes, texts.ELSE_UNSAID]


def _open(activity: Activity, facets: Sequence[str]) -> str:
    """What was asked and is not fixed."""
    names = [name for facet in facets if (name := _ASKED.get(facet)) and _unfixed(activity.plan, name)]
    return texts.still_open(tuple(dict.fromkeys(names)))


def _unfixed(plan: Plan, name: str) -> bool:
    return getattr(plan, name) is None and not (name == "until" and plan.finish)  # it lasts from hour to hour


def doors(asked: Sequence[Activity]) -> Iterator[Button]:
    """From the answer to the activity itself, where one signs up; one door does for a single activity."""
    for one in asked[:2]:
        yield Button(texts.DOOR if len(asked) == 1 else one.title[:20], data=f"activity:{one.id}")
