"""The next question about an activity, with ready answers; or everything before it is published."""

from collections.abc import Iterator
from datetime import timedelta

from bot.activities.queries import activities, signups
from bot.activities.queries.activities import KeptDraft
from bot.activities.rules import FIELDS, Plan
from bot.activities.texts import desk as texts
from bot.core.clock import local_date
from bot.core.messages import Act, Button, Keyboard, rows
from bot.core.queries import dialogue, members
from bot.core.work.unit import Unit, answer
from knowledge.activities import Festival, coming

FACT = "activity.fact"
_HOURS = ("9:00", "14:00")
_DAYS_BEFORE = {"提前三天": 3, "提前一周": 7}


async def ask(u: Unit, telegram_id: int, kept: KeptDraft, note: str = "") -> None:
    """Asks for the next fact (the next words answer it), or shows the summary. `note`: what was wrong before."""
    name = kept.draft.asking
    head = f"{note}\n\n" if note else ""
    if name is None:
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        await _sum_up(u, telegram_id, kept, head)
        return
    await dialogue.expect(u.tx, telegram_id, telegram_id, Act(FACT, {**_args(kept), "field": name}), u.now)
    follows = await _festival(u, kept) if name == "day" else None
    proposal = texts.festival(follows.name, follows.day, u.today) if follows else ""
    if kept.draft.at and kept.draft.known(name):
        proposal += texts.now(texts.known_value(name, kept.draft.plan, u.today))
    await answer(
        u,
        telegram_id,
        head + texts.question(name, kept.draft.plan.title, proposal),
        (*await _proposals(u, kept, name, follows), *_ways_out(kept, name)),
    )


def _args(kept: KeptDraft) -> dict[str, int]:
    return {"version": kept.version}


def _button(kept: KeptDraft, label: str, act: str, **args: str) -> Button:
    return Button(label, Act(act, {**_args(kept), **args}))


async def _festival(u: Unit, kept: KeptDraft) -> Festival | None:
    """The one whose day the activity follows, next time."""
    source = kept.activity_id or kept.draft.again
    topic = (await activities.get(u.tx, source)).topic if source else None
    named = next((one for one in u.deps.library.activities(u.today) if one.topic == topic and one.festival), None)
    return coming(named.festival, u.today) if named else None


async def _proposals(u: Unit, kept: KeptDraft, name: str, follows: Festival | None) -> Keyboard:
    """Each says by a press what could be typed."""
    everybody = texts.EVERYBODY if (await members.branch(u.tx, kept.branch_id)).committee else texts.OUR_OWN
    ready = _ready(u, kept, name, everybody)
    offered = [_button(kept, label, "activity.value", field=name, text=text) for label, text in ready]
    if follows:
        text = follows.day.isoformat()
        offered.append(_button(kept, texts.on_day(follows.day), "activity.value", field=name, text=text))
    return rows(*offered)


def _ready(u: Unit, kept: KeptDraft, name: str, everybody: str) -> Iterator[tuple[str, str]]:
    """(label, the words that it stands for)."""
    if name == "start":
        yield from ((hour, hour) for hour in _HOURS)
    elif name == "audience":
        yield everybody, everybody
    elif name == "places":
        yield texts.UNLIMITED, texts.UNLIMITED
    elif name == "deadline":
        yield from _before(u, kept.draft.plan)


def _before(u: Unit, plan: Plan) -> Iterator[tuple[str, str]]:
    for label, days in _DAYS_BEFORE.items():
        day = plan.day - timedelta(days=days) if plan.day else None
        if day and day >= local_date(u.now):
            yield f"{label}（{day.month}月{day.day}日）", day.isoformat()


def _ways_out(kept: KeptDraft, name: str) -> Keyboard:
    changing = kept.draft.at is not None
    keyboard: list[tuple[Button, ...]] = []
    if name != "title":
        label = texts.TO_OPEN if changing and kept.draft.known(name) else texts.PASS
        keyboard.append((_button(kept, label, "activity.pass", field=name),))
    back = (_button(kept, texts.BACK_TO_SUM, "activity.sum"),) if changing else ()
    return (*keyboard, (*back, _button(kept, texts.PARK, "activity.park")))


async def _sum_up(u: Unit, telegram_id: int, kept: KeptDraft, head: str) -> None:
    live = kept.base > 0
    joined = (await signups.tally(u.tx, kept.activity_id)).joined if kept.activity_id else 0
    publish = _button(kept, texts.PUBLISH_CHANGES if live else texts.PUBLISH, "activity.publish")
    names = [name for name in FIELDS if name != "title" or kept.activity_id is None or kept.base > 0]
    mend = [_button(kept, f"改{texts.LABELS[name]}", "activity.change", field=name) for name in names]
    ways = (_button(kept, texts.PARK, "activity.park"), _button(kept, texts.DROP, "activity.drop"))
    text = texts.summary(kept.draft, u.today, live=live, joined=joined)
    await answer(u, telegram_id, head + text, ((publish,), *rows(*mend), ways))
