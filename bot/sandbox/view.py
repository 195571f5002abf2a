"""How the control API and the chat page show the world: people, chats, messages, requests, the clock."""

from datetime import date, datetime, timedelta
from itertools import takewhile
from time import monotonic

from starlette.requests import Request

from bot.birthdays.rules import Feb29
from bot.core.clock import local_date
from bot.sandbox.actions import buttons_of
from bot.sandbox.errors import ControlError
from bot.sandbox.jsons import Json, loads
from bot.sandbox.methods.bot import commands_for
from bot.sandbox.model import Chat, Person, Post
from bot.sandbox.people import next_birthday
from bot.sandbox.text import to_html
from bot.sandbox.world import World

LONGEST_WAIT = 60.0


def show_person(person: Person, today: date, feb29: Feb29) -> Json:
    """The birthday is its next date in the Gregorian calendar."""
    birthday = next_birthday(person.birthday, today, feb29)
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "branch": person.branch,
        "birthday": birthday.strftime("%m-%d") if birthday else None,
    }


def show_chat(chat: Chat) -> Json:
    return {"id": chat.id, "type": chat.type, "title": chat.title, "branch": chat.branch, "members": chat.people()}


def show_post(post: Post) -> Json:
    """``buttons`` is the flat list that ``press`` counts, ``rows`` the same as laid out; each change raises ``seq``."""
    body = post.body
    rows = buttons_of(post)
    text = body.get("text") or body.get("caption") or ""
    return {
        "id": post.id,
        "from": body.get("from", {}).get("id"),
        "text": text,
        "buttons": [button["text"] for row in rows for button in row],
        "reply_to": body.get("reply_to_message", {}).get("message_id"),
        "edited": "edit_date" in body,
        "media": _media(body),
        "date": body["date"],
        "seq": post.seq,
        "by_bot": post.by_bot,
        "name": body.get("from", {}).get("first_name", ""),
        "html": to_html(text, body.get("entities") or body.get("caption_entities") or []),
        "rows": rows,
        "keyboard": _keyboard_kind(post),
        "service": _service(body),
        "forwarded": "forward_origin" in body,
    }


def _media(body: Json) -> Json | None:
    """``url`` is where the bytes are, on the sandbox's own address."""
    if "photo" in body:
        file, name = body["photo"][-1], "photo"
    elif "document" in body:
        file = body["document"]
        name = file["file_name"]
    else:
        return None
    return {
        "type": "photo" if "photo" in body else "document",
        "file_id": file["file_id"],
        "name": name,
        "size": file["file_size"],
        "album": body.get("media_group_id"),
        "url": f"/sandbox/files/{file['file_id']}",
    }


def _keyboard_kind(post: Post) -> str | None:
    """inline, reply (shown below the input), remove, force_reply, or None."""
    if "reply_markup" in post.body:
        return "inline"
    names = {"keyboard": "reply", "remove_keyboard": "remove", "force_reply": "force_reply"}
    return next((kind for name, kind in names.items() if name in (post.reply_keyboard or {})), None)


def _service(body: Json) -> str | None:
    names = ("new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id", "new_chat_title")
    return next((name for name in names if name in body), None)


def shown_posts(chat: Chat, after: int, since: int | None) -> list[Json]:
    """Messages with an id above ``after``, or all that changed after sequence number ``since``, deleted ones too."""
    if since is not None:
        changed = [post for post in chat.posts.values() if post.seq > since]
        return [show_post(post) | {"deleted": post.deleted} for post in sorted(changed, key=lambda post: post.seq)]
    newest = takewhile(lambda post: post.id > after, reversed(chat.posts.values()))
    return [show_post(post) for post in reversed(list(newest)) if not post.deleted]


def is_typing(chat: Chat) -> bool:
    return chat.typing_until > monotonic()


def show_toasts(world: World, person: int | None) -> list[Json]:
    """What the bot answered to presses, oldest first; ``answered`` false is a button that still shows its spinner."""
    return [
        {
            "id": press.id,
            "as": press.person,
            "chat": press.chat,
            "message": press.message,
            "answered": press.answer is not None,
            "text": (press.answer or {}).get("text", ""),
            "alert": bool((press.answer or {}).get("show_alert")),
            "url": (press.answer or {}).get("url"),
        }
        for press in world.presses.values()
        if person in (None, press.person)
    ]


def _number(request: Request, name: str) -> int | None:
    text = request.query_params.get(name)
    if text is None:
        return None
    if not text.removeprefix("-").isdecimal():
        raise ControlError(f"{name}: a whole number, please")
    return int(text)


class Looks:
    """One method a resource; each returns what is to be JSON."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def people(self, request: Request) -> object:
        today = local_date(self.world.clock.now())
        return [show_person(person, today, self.world.feb29) for person in self.world.people.values()]

    async def chats(self, request: Request) -> object:
        return [show_chat(chat) for chat in self.world.chats.values() if not chat.migrated_to]

    def _chat(self, request: Request) -> Chat:
        chat = self.world.chats.get(_number(request, "chat") or 0)
        if chat is None:
            raise ControlError("chat: which one? see GET /sandbox/chats", 404)
        return chat

    async def messages(self, request: Request) -> object:
        """What a chat shows, waiting up to ``wait`` seconds until there is something."""
        chat = self._chat(request)
        after, since = _number(request, "after") or 0, _number(request, "since")
        until = monotonic() + min(float(request.query_params.get("wait", 0)), LONGEST_WAIT)
        while not (shown := shown_posts(chat, after, since)) and (left := until - monotonic()) > 0:
            if self.world.closing:
                break
            await self.world.changed.wait(left)
        return shown

    async def state(self, request: Request) -> object:
        """What surrounds the messages of a chat: typing, pins, whether the bot may write there."""
        chat = self._chat(request)
        pinned = [show_post(chat.posts[pin]) for pin in chat.pinned]
        return {"typing": is_typing(chat), "pinned": pinned, "seq": self.world.seq, "has_bot": chat.has_bot()}

    async def commands(self, request: Request) -> object:
        """The commands that a person is offered in a chat."""
        chat, who = self._chat(request), _number(request, "as") or 0
        admin = chat.members.get(who) in ("creator", "administrator")
        return commands_for(self.world, chat.id, who, admin=admin)

    async def clock(self, request: Request) -> object:
        """GET tells; POST jumps to ``now`` (or by ``advance`` seconds) and waits for the work that fell due."""
        if request.method == "POST":
            asked = await read_body(request)
            await move_clock(self.world, _moment(self.world, asked))
        return {"now": self.world.clock.now().isoformat()}

    async def violations(self, request: Request) -> object:
        return {"count": len(self.world.violations), "violations": self.world.violations}

    async def requests(self, request: Request) -> object:
        """What the bot has sent, oldest first; ``method`` and ``after`` (a number ``n``) narrow it down."""
        wanted, after = request.query_params.get("method"), _number(request, "after") or 0
        return [one for one in self.world.requests if one["n"] > after and wanted in (None, one["method"])]

    async def toasts(self, request: Request) -> object:
        return show_toasts(self.world, _number(request, "as"))

    async def inline(self, request: Request) -> object:
        """Inline queries and, once answered, their ``results``."""
        return list(self.world.inline_queries.values())

    async def pending(self, request: Request) -> object:
        return {
            "count": len(self.world.updates.pending),
            "updates": list(self.world.updates.pending),
            "seq": self.world.seq,
        }


def _moment(world: World, asked: Json) -> datetime:
    if "advance" in asked:
        return world.clock.now() + timedelta(seconds=float(asked["advance"]))
    try:
        return datetime.fromisoformat(asked["now"])
    except (KeyError, TypeError, ValueError) as error:
        raise ControlError("now: a date and time in ISO 8601, such as 2026-11-23T09:00:00+08:00") from error


async def move_clock(world: World, moment: datetime) -> None:
    """Set the clock, then let the work that fell due run to its end."""
    now = world.clock.set(moment)
    world.save_clock()
    world.changed.fire()
    if world.on_clock:
        await world.on_clock(now)


async def read_body(request: Request) -> Json:
    try:
        body = loads(await request.body() or b"{}")
    except ValueError as error:
        raise ControlError("the body is not JSON") from error
    if not isinstance(body, dict):
        raise ControlError("the body is to be a JSON object")
    return body
