"""What is pressed and typed below the messages, and the bot's clock with the ways to move it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.birthdays.rules import Feb29
from bot.core.clock import SHANGHAI
from bot.sandbox import texts
from bot.sandbox.actions import buttons_of
from bot.sandbox.jsons import Json
from bot.sandbox.methods.bot import commands_for
from bot.sandbox.model import BOT_ID, BOT_USERNAME, Chat, Person, Post
from bot.sandbox.page.looks import Html, button, clock_words, div, icon, join, span, tag
from bot.sandbox.people import next_birthday
from bot.sandbox.world import World

ADVANCES = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}
SHIFTED = timedelta(seconds=2)


def keyboard_post(chat: Chat) -> Post | None:
    """The message whose keyboard is in force: the last that brought one, unless a later one took it away."""
    last = next((post for post in reversed(chat.posts.values()) if post.reply_keyboard and not post.deleted), None)
    if last is None or not (last.reply_keyboard or {}).get("keyboard"):
        return None
    used_up = (last.reply_keyboard or {}).get("one_time_keyboard") and last.id < chat.last_message_id
    return None if used_up and _answered_since(chat, last) else last


def _answered_since(chat: Chat, asked: Post) -> bool:
    return any(post.id > asked.id and not post.by_bot for post in chat.posts.values())


def reply_keyboard(chat: Chat) -> Html:
    """Nothing, when there is none."""
    post = keyboard_post(chat)
    if post is None:
        return Html()
    rows, index = [], 0
    for row in buttons_of(post):
        keys = [_key(post, cell, index + place) for place, cell in enumerate(row)]
        index += len(row)
        rows.append(div("keys-row", *keys))
    placeholder = str((post.reply_keyboard or {}).get("input_field_placeholder", ""))
    return div("reply-keys", *rows, role="group", aria_label="快捷回复", data_placeholder=placeholder)


def _key(post: Post, cell: Json, index: int) -> Html:
    return button(cell["text"], class_="key", data_act="press", data_message=post.id, data_button=index,
                  data_key=f"key {index}")  # fmt: skip


def commands(world: World, chat: Chat, person: Person) -> Html:
    """The list behind the “/” button."""
    admin = chat.members.get(person.id) in ("creator", "administrator")
    suffix = "" if chat.is_private else f"@{BOT_USERNAME}"
    found = commands_for(world, chat.id, person.id, admin=admin)
    rows = [_command(f"/{one['command']}", suffix, one["description"]) for one in found]
    return div("commands", *(rows or [div("nothing", texts.NO_COMMANDS)]), role="menu", aria_label="指令", hidden=True)


def _command(command: str, suffix: str, description: str) -> Html:
    label = join([tag("b", command), span("", description)])
    return button(label, role="menuitem", data_act="say", data_text=command + suffix)


def composer(chat: Chat, person: Person) -> Html:
    """Stays the same for as long as the chat is open, so that what is being written is not lost."""
    where = "给温暖发消息" if chat.is_private else "在群里说话"
    return tag(
        "form",
        div("replying", hidden=True),
        div(
            "inputs",
            button(icon("attach"), class_="tool", data_act="attach", aria_label="发照片或文件", title="发照片或文件"),
            tag("input", type="file", class_="picker", hidden=True, multiple=True, aria_label="选择照片或文件"),
            tag("textarea", rows=1, placeholder=where, aria_label="消息", enterkeyhint="send", maxlength=20000),
            None if chat.is_private else _mention(),
            button(
                "/", class_="tool slash", data_act="commands", aria_label="指令", title="指令", aria_expanded="false"
            ),
            tag("button", icon("send"), type="submit", class_="send", aria_label="发送", title="发送（Enter）"),
        ),
        class_="composer",
        data_as=person.id,
        data_chat=chat.id,
    )


def _mention() -> Html:
    return button(
        "@", class_="tool", data_act="insert", data_text=f"@{BOT_USERNAME} ", aria_label="点名温暖", title="点名温暖"
    )


def closed(chat: Chat) -> Html:
    """Instead of the composer in a group that the bot was put out of."""
    standing = chat.members.get(BOT_ID, "left")
    return div("closed", texts.BOT_NOT_HERE, data_standing=standing)


@dataclass(frozen=True)
class Birthday:
    """Whose greeting is due next, and when."""

    at: datetime
    people: tuple[Person, ...]

    @property
    def names(self) -> str:
        return "、".join(person.name for person in self.people)


def next_greeting(
    people: Iterable[Person], now: datetime, greeting_hour: int, feb29: Feb29 = "feb28"
) -> Birthday | None:
    """The first greeting hour after ``now`` on somebody's birthday; only people whom the bot may write to."""
    started = [person for person in people if person.started]
    dated = [(at, person) for person in started if (at := _greeted_at(person, now, greeting_hour, feb29))]
    if not dated:
        return None
    first = min(at for at, _ in dated)
    return Birthday(first, tuple(person for at, person in dated if at == first))


def _greeted_at(person: Person, now: datetime, greeting_hour: int, feb29: Feb29) -> datetime | None:
    for start in (now.date(), now.date() + timedelta(days=1)):
        birthday = next_birthday(person.birthday, start, feb29)
        if birthday is None:
            return None
        at = datetime.combine(birthday, time(greeting_hour), SHANGHAI)
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
    due = next_greeting(world.people.values(), world.clock.now(), greeting_hour, world.feb29)
    return div(
        "clock-panel",
        tag("p", texts.CLOCK_NOTE, class_="note"),
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
