"""The chats of the person one is, newest first."""

from datetime import datetime

from bot.sandbox.model import BOT_ID, BOT_NAME, Chat, Person, Post
from bot.sandbox.page.looks import avatar, badge, chat_avatar, icon, moment, short_time
from bot.sandbox.page.markup import Html, button, div, span, tag
from bot.sandbox.page.people_pane import Row, role
from bot.sandbox.page.service import service_words
from bot.sandbox.page.unread import ReadMarks, chats_of
from bot.sandbox.view import is_typing, show_post
from bot.sandbox.world import World


def me(person: Person, others_unread: int) -> Html:
    """Who one is; on a phone it opens the list of people."""
    return div(
        "me",
        avatar(person.id, person.name),
        div("who", span("name", person.name), span("role", f"{role(person)} · {person.branch or '不属于任何工会'}")),
        button(
            tag("span", icon("people"), "换一个人", badge(others_unread)), class_="switch", data_act="people",
            aria_label="换一个人", aria_haspopup="dialog",
        ),
    )  # fmt: skip


def chat_rows(world: World, reads: ReadMarks, person: Person, chosen: int | None) -> list[Row]:
    now = world.clock.now()
    chats = sorted(chats_of(world, person), key=_order)
    return [(f"chat {chat.id}", _row(chat, reads, person, now, chosen=chat.id == chosen)) for chat in chats]


def _order(chat: Chat) -> tuple[int, int]:
    """Newest message first; among silent chats the private one first."""
    last = last_post(chat)
    return (-int(last.body["date"]) if last else 0, 0 if chat.is_private else 1)


def last_post(chat: Chat) -> Post | None:
    return next((post for post in reversed(chat.posts.values()) if not post.deleted), None)


def chat_title(chat: Chat) -> str:
    return BOT_NAME if chat.is_private else chat.title


def _row(chat: Chat, reads: ReadMarks, person: Person, now: datetime, *, chosen: bool) -> Html:
    last = last_post(chat)
    when = short_time(moment(last.body["date"]), now) if last else None
    preview = "正在输入…" if is_typing(chat) else _preview(chat, last, person)
    return tag(
        "a",
        chat_avatar(chat),
        div(
            "who",
            div("line", span("name", chat_title(chat)), span("when", when)),
            div("line", span("preview", preview), badge(reads.unread(person, chat))),
        ),
        class_="row chat-row",
        href=f"/?as={person.id}&chat={chat.id}",
        data_act="open",
        data_as=person.id,
        data_chat=chat.id,
        data_key=f"chat {chat.id}",
        aria_current="true" if chosen else None,
    )


def _preview(chat: Chat, last: Post | None, person: Person) -> str:
    if last is None:
        return "还没有消息" if chat.is_private else "群里还没有人说话"
    sender = last.body.get("from", {})
    words = in_short(last)
    if chat.is_private or service_words(last.body):
        return words
    name = (
        "我"
        if sender.get("id") == person.id
        else (BOT_NAME if sender.get("id") == BOT_ID else sender.get("first_name"))
    )
    return f"{name}：{words}"


def in_short(post: Post) -> str:
    """A message in one line: its text, else what kind of thing it is."""
    shown = show_post(post)
    kind = {"photo": "[照片]", "document": "[文件]"}.get((shown["media"] or {}).get("type", ""), "")
    text = " ".join(str(shown["text"]).split()) or ((shown["media"] or {}).get("name", "") if kind == "[文件]" else "")
    return service_words(post.body) or f"{kind} {text}".strip() or "[消息]"
