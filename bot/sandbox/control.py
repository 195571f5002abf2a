"""The control API: acting as people, looking at chats, moving the clock, ordering faults. JSON in, JSON out."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from time import monotonic

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox import actions, groups
from bot.sandbox.errors import ApiError, ControlError
from bot.sandbox.jsons import Json, dumps, loads
from bot.sandbox.model import Person
from bot.sandbox.view import is_typing, show_chat, show_person, show_post, show_toasts, shown_posts
from bot.sandbox.world import World

LONGEST_WAIT = 60.0
Act = Callable[[World, Json], object]


def _say(world: World, request: Json) -> Json:
    done = actions.say(world, request)
    first: Json = {"update_id": done[0].update_id, "message_id": done[0].message_id}
    return first | ({"message_ids": [one.message_id for one in done]} if len(done) > 1 else {})


def _edit(world: World, request: Json) -> Json:
    done = actions.edit(world, request)
    return {"update_id": done.update_id, "message_id": done.message_id}


def _block(world: World, request: Json) -> Json:
    person, _ = actions.person_in(world, request.get("as"), request.get("as"))
    done = actions.block(world, person, blocked=request.get("blocked", True) is True)
    return {"update_id": done.update_id}


def _add_person(world: World, request: Json) -> Json:
    kept = {name: request[name] for name in ("role", "branch", "birthday", "username") if name in request}
    person_id = request.get("id") or 500_000 + world.number("person")
    if person_id in world.people:
        raise ControlError(f"id: {person_id} is taken")
    person = Person(
        person_id, str(request["name"]), **({"role": "stranger"} | kept), started=bool(request.get("started"))
    )
    return show_person(world.add_person(person), world.clock.now().date())


def _faults(world: World, request: Json) -> list[Json]:
    if request:
        world.faults.order(request)
    return [vars(fault) for fault in world.faults.faults]


def _clear_faults(world: World, request: Json) -> Json:
    world.faults.clear()
    return {"cleared": True}


def _raw(world: World, request: Json) -> Json:
    """Queue anything: an ``update`` object (its id filled in if missing), or ``text`` exactly as given."""
    if isinstance(request.get("text"), str):
        update_id = world.updates.take_id()
        world.updates.push_raw(request["text"], update_id)
        return {"update_id": update_id}
    update = dict(request["update"])
    update_id = update.setdefault("update_id", 0) or world.updates.take_id()
    world.updates.push_raw(dumps({**update, "update_id": update_id}).decode(), update_id)
    return {"update_id": update_id}


def _reset_ids(world: World, request: Json) -> Json:
    world.updates.reset_ids(int(request["next"]))
    return {"next": int(request["next"])}


def _inline(world: World, request: Json) -> Json:
    person, _ = actions.person_in(world, request.get("as"), request.get("as"))
    query = {
        "id": str(8_800_000_000 + world.number("inline")),
        "from": person.user(),
        "query": str(request.get("query", "")),
        "offset": "",
        "chat_type": "sender",
    }
    return {"update_id": world.updates.push("inline_query", query), "query_id": query["id"]}


ACTS: dict[str, Act] = {
    "say": _say,
    "press": actions.press,
    "edit": _edit,
    "block": _block,
    "people": _add_person,
    "faults": _faults,
    "raw": _raw,
    "update-ids": _reset_ids,
    "inline": _inline,
    "group": groups.create,
    "join": groups.join,
    "leave": groups.leave,
    "role": groups.set_role,
    "migrate": groups.migrate,
}


def _number(request: Request, name: str) -> int | None:
    text = request.query_params.get(name)
    if text is None:
        return None
    if not text.removeprefix("-").isdecimal():
        raise ControlError(f"{name}: a whole number, please")
    return int(text)


class Control:
    """The looking side of the control API, and the clock."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def people(self, request: Request) -> object:
        today = self.world.clock.now().date()
        return [show_person(person, today) for person in self.world.people.values()]

    async def chats(self, request: Request) -> object:
        return [show_chat(chat) for chat in self.world.chats.values() if not chat.migrated_to]

    async def messages(self, request: Request) -> object:
        """What a chat shows, waiting up to ``wait`` seconds until there is something."""
        chat = self.world.chats.get(_number(request, "chat") or 0)
        if chat is None:
            raise ControlError("chat: which one? see GET /sandbox/chats", 404)
        after, since = _number(request, "after") or 0, _number(request, "since")
        until = monotonic() + min(float(request.query_params.get("wait", 0)), LONGEST_WAIT)
        while not (shown := shown_posts(chat, after, since)) and (left := until - monotonic()) > 0:
            if self.world.closing:
                break
            await self.world.changed.wait(left)
        return shown

    async def state(self, request: Request) -> object:
        """What surrounds the messages of a chat: typing, pins, whether the bot may write there."""
        chat = self.world.chats.get(_number(request, "chat") or 0)
        if chat is None:
            raise ControlError("chat: which one? see GET /sandbox/chats", 404)
        pinned = [show_post(chat.posts[pin]) for pin in chat.pinned]
        return {"typing": is_typing(chat), "pinned": pinned, "seq": self.world.seq, "has_bot": chat.has_bot()}

    async def clock(self, request: Request) -> object:
        """GET tells; POST jumps to ``now`` (or by ``advance`` seconds) and waits for the work that fell due."""
        if request.method == "POST":
            asked = await _body(request)
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


async def _body(request: Request) -> Json:
    try:
        body = loads(await request.body() or b"{}")
    except ValueError as error:
        raise ControlError("the body is not JSON") from error
    if not isinstance(body, dict):
        raise ControlError("the body is to be a JSON object")
    return body


Endpoint = Callable[[Request], Awaitable[Response]]


def _endpoint(world: World, answer: Callable[[Request], Awaitable[object]]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        try:
            result, status = await answer(request), 200
        except ControlError as error:
            result, status = {"error": str(error)}, error.status
        except ApiError as error:
            result, status = {"error": error.description}, error.code
        except KeyError as error:
            result, status = {"error": f"missing field {error}"}, 400
        world.journal.flush()
        return Response(dumps(result), status, media_type="application/json")

    return endpoint


def _acting(world: World, act: Act) -> Endpoint:
    async def answer(request: Request) -> object:
        return act(world, await _body(request))

    return _endpoint(world, answer)


def control_routes(world: World) -> list[Route]:
    """Routes under ``/sandbox`` for any Starlette application."""
    control = Control(world)
    looks = {
        "people": control.people, "chats": control.chats, "messages": control.messages, "state": control.state,
        "violations": control.violations, "requests": control.requests, "toasts": control.toasts,
        "updates/pending": control.pending,
    }  # fmt: skip
    routes = [Route(f"/sandbox/{name}", _endpoint(world, look), methods=["GET"]) for name, look in looks.items()]
    routes += [Route(f"/sandbox/{name}", _acting(world, act), methods=["POST"]) for name, act in ACTS.items()]
    routes += [
        Route("/sandbox/clock", _endpoint(world, control.clock), methods=["GET", "POST"]),
        Route("/sandbox/faults", _acting(world, lambda world, _: _faults(world, {})), methods=["GET"]),
        Route("/sandbox/faults", _acting(world, _clear_faults), methods=["DELETE"]),
    ]
    return routes
