"""The panes at the side: everybody to be, the chats newest first, and who has read how far."""

from datetime import datetime
from itertools import groupby, islice, takewhile

from bot.sandbox import texts
from bot.sandbox.jsons import Json
from bot.sandbox.model import BOT_ID, BOT_NAME, Chat, Person, Post
from bot.sandbox.page.looks import (
    ROLES,
    Html,
    avatar,
    badge,
    button,
    chat_avatar,
    div,
    icon,
    moment,
    short_time,
    span,
    tag,
)
from bot.sandbox.view import is_typing, show_post
from bot.sandbox.world import World

MANY = 100  # messages looked at, from the newest; so many unread are shown as 99+
_KIND = "read"
NOBODYS_BRANCH = "还没有入会"


def service_words(body: Json) -> str | None:
    """None for a message that somebody wrote."""
    by = body.get("from", {}).get("first_name", "")
    if "new_chat_members" in body:
        return texts.joined(_names(body["new_chat_members"]))
    if "left_chat_member" in body:
        return texts.left(by, str(body["left_chat_member"].get("first_name", "")))
    if "new_chat_title" in body:
        return texts.renamed(by, body["new_chat_title"])
    if "pinned_message" in body:
        return texts.pinned(by)
    if body.keys() & {"migrate_to_chat_id", "migrate_from_chat_id"}:
        return texts.GROUP_UPGRADED
    return None


def _names(users: list[Json]) -> str:
    return "、".join(str(user.get("first_name", "")) for user in users)


class ReadMarks:
    """The last message that a person has seen, chat by chat; noted in the world's journal."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._seen: dict[str, int] = dict(world.journal.state.get(_KIND, {}))

    def mark(self, person: Person, chat: Chat) -> bool:
        """She has the chat in front of her; True when that changes anything."""
        key = f"{person.id}:{chat.id}"
        if self._seen.get(key, 0) >= chat.last_message_id:
            return False
        self._seen[key] = chat.last_message_id
        self._world.journal.put(_KIND, key, chat.last_message_id)
        return True

    def unread(self, person: Person, chat: Chat) -> int:
        seen = self._seen.get(f"{person.id}:{chat.id}", 0)
        newest = islice(reversed(chat.posts.values()), MANY)
        return sum(counts(post, person) for post in takewhile(lambda post: post.id > seen, newest))

    def totals(self) -> dict[int, int]:
        """By person, over all her chats."""
        totals = dict.fromkeys(self._world.people, 0)
        for chat in self._world.chats.values():
            for member in () if chat.migrated_to else chat.people():
                if person := self._world.people.get(member):
                    totals[member] += self.unread(person, chat)
        return totals


def counts(post: Post, person: Person) -> bool:
    """Whether it is news to her: neither her own, nor deleted, nor a service message."""
    mine = post.body.get("from", {}).get("id") == person.id
    return not (mine or post.deleted or service_words(post.body))


def chats_of(world: World, person: Person) -> list[Chat]:
    """Her chat with the bot and the groups she is in."""
    return [chat for chat in world.chats.values() if not chat.migrated_to and person.id in chat.people()]


Row = tuple[str, Html]


def people_rows(world: World, unread: dict[int, int], chosen: int) -> list[Row]:
    """Headings and people, each under a key of its own; ``unread`` is by person."""
    rows: list[Row] = []
    everybody = sorted(world.people.values(), key=lambda person: _branch_order(world, person))
    for branch, persons in groupby(everybody, key=lambda person: person.branch or NOBODYS_BRANCH):
        rows.append((f"branch {branch}", tag("h3", branch, class_="branch")))
        rows += [(f"person {one.id}", person_row(one, unread[one.id], chosen=one.id == chosen)) for one in persons]
    return rows


def _branch_order(world: World, person: Person) -> int:
    """Branches in the order in which their first person came, those without one last."""
    if person.branch is None:
        return len(world.people)
    branches = [other.branch for other in world.people.values()]
    return branches.index(person.branch)


def person_row(person: Person, unread: int, *, chosen: bool) -> Html:
    return tag(
        "a",
        avatar(person.id, person.name),
        div("who", span("name", person.name), span("role", role(person))),
        badge(0 if chosen else unread),
        class_="row person",
        href=f"/?as={person.id}",
        data_act="open",
        data_as=person.id,
        aria_current="true" if chosen else None,
        data_key=f"person {person.id}",
    )


def role(person: Person) -> str:
    return ROLES.get(person.role, person.role)


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
        return texts.SILENT_CHAT if chat.is_private else texts.SILENT_GROUP
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
