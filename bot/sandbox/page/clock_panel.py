"""The bot's clock: what it shows, and the ways to move it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.sandbox.clock import LOCAL
from bot.sandbox.model import Person
from bot.sandbox.page.looks import clock_words, icon
from bot.sandbox.page.markup import Html, button, div, join, span, tag
from bot.sandbox.people import next_birthday
from bot.sandbox.world import World

ADVANCES = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}
SHIFTED = timedelta(seconds=2)


@dataclass(frozen=True)
class Birthday:
    """Whose greeting is due next, and when."""

    at: datetime
    people: tuple[Person, ...]

    @property
    def names(self) -> str:
        return "、".join(person.name for person in self.people)


def next_greeting(people: Iterable[Person], now: datetime, greeting_hour: int) -> Birthday | None:
    """The first greeting hour after ``now`` on somebody's birthday; only people whom the bot may write to."""
    dated = [(at, person) for person in people if person.started and (at := _greeted_at(person, now, greeting_hour))]
    if not dated:
        return None
    first = min(at for at, _ in dated)
    return Birthday(first, tuple(person for at, person in dated if at == first))


def _greeted_at(person: Person, now: datetime, greeting_hour: int) -> datetime | None:
    for start in (now.date(), now.date() + timedelta(days=1)):
        birthday = next_birthday(person.birthday, start)
        if birthday is None:
            return None
        at = datetime.combine(birthday, time(greeting_hour), LOCAL)
        if at > now:
            return at
    return None


def _due_words(due: Birthday | None) -> str:
    return f"{due.names} · {clock_words(due.at)}" if due else "没有人登记生日"


def chip(world: World, *, busy: bool) -> Html:
    """The clock in the top bar; the page itself lets it tick."""
    now = world.clock.now()
    moved = abs(world.clock.offset) > SHIFTED
    return button(
        join([icon("clock"), span("now", clock_words(now)), span("moved", "已拨动") if moved else None]),
        class_="chip" + (" moved" if moved else ""),
        data_act="dialog",
        data_dialog="clock",
        data_offset=f"{world.clock.offset.total_seconds():.3f}",
        aria_label="机器人的时钟",
        aria_haspopup="dialog",
        aria_busy="true" if busy else None,
    )


def panel(world: World, greeting_hour: int, *, busy: bool) -> Html:
    """The dialog behind the chip."""
    due = next_greeting(world.people.values(), world.clock.now(), greeting_hour)
    return div(
        "clock-panel",
        tag("p", "这是机器人的时间，只影响这个沙箱。往前拨，到点的事（祝贺、提醒、催办）会马上办。", class_="note"),
        button(
            join([tag("b", "下一个生日"), span("", _due_words(due))]),
            class_="wide primary", data_act="clock", data_move="birthday", disabled=busy or due is None,
        ),
        div(
            "pair",
            button("过 1 小时", class_="wide", data_act="clock", data_move="hour", disabled=busy),
            button("过 1 天", class_="wide", data_act="clock", data_move="day", disabled=busy),
            button("过 1 周", class_="wide", data_act="clock", data_move="week", disabled=busy),
        ),
        div(
            "pick",
            tag("label", "拨到", tag("input", type="datetime-local", name="moment", aria_label="日期和时间")),
            button("拨过去", data_act="clock", data_move="to", disabled=busy),
        ),
        button("回到现在", class_="wide quiet", data_act="clock", data_move="now", disabled=busy),
        div("working", span("spinner"), "正在办到点的事…", role="status", hidden=not busy),
    )  # fmt: skip
