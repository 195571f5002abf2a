"""The looking side of the control API: people, chats, messages, what the bot asked for; and the clock."""

from datetime import datetime, timedelta
from time import monotonic

from starlette.requests import Request

from bot.sandbox.errors import ControlError
from bot.sandbox.jsons import Json, loads
from bot.sandbox.methods.bot import commands_for
from bot.sandbox.model import Chat
from bot.sandbox.view import is_typing, show_chat, show_person, show_post, show_toasts, shown_posts
from bot.sandbox.world import World

LONGEST_WAIT = 60.0


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
        today = self.world.clock.now().date()
        return [show_person(person, today) for person in self.world.people.values()]

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
