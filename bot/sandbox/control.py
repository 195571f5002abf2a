"""The control API: acting as people, founding and changing groups, looking, the clock, faults. JSON in, JSON out."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.core.clock import local_date
from bot.sandbox import actions
from bot.sandbox.actions import bot_sees, member_update, person_in, press
from bot.sandbox.errors import ApiError, ControlError
from bot.sandbox.jsons import Json, dumps
from bot.sandbox.model import BOT_ID, Chat, Person, bot_user, standing
from bot.sandbox.view import Looks, read_body, show_chat, show_person
from bot.sandbox.world import World


def create(world: World, request: Json) -> Json:
    """A person founds a group; the bot is not in it until it joins."""
    person, _ = person_in(world, request.get("as"), request.get("as"))
    kind = request.get("type", "supergroup")
    base = {"group": -4_000_000_000, "supergroup": -1003000000000}.get(kind)
    if base is None:
        raise ControlError("type: group or supergroup")
    members = dict.fromkeys(request.get("members", []), "member") | {person.id: "creator"}
    if unknown := members.keys() - world.people.keys():
        raise ControlError(f"members: no person {sorted(unknown)}")
    chat = Chat(base - world.number("group"), kind, str(request["title"]), request.get("branch"), members)
    return show_chat(world.add_chat(chat))


def _subject(world: World, request: Json) -> tuple[Person, Chat, int]:
    """Who acts, where, and on whom: ``who`` is a person's id, ``"bot"`` or missing for oneself."""
    chat = world.chats.get(request.get("chat", 0))
    person = world.people.get(request.get("as", 0))
    if chat is None or chat.is_private or person is None:
        raise ControlError("as and chat: a person and a group", 404)
    who = request.get("who", person.id)
    return person, chat, BOT_ID if who == "bot" else int(who)


def join(world: World, request: Json) -> Json:
    """Into the group: oneself, another, or the bot (``admin`` true makes it an administrator at once)."""
    person, chat, who = _subject(world, request)
    status = "administrator" if request.get("admin") else "member"
    user = bot_user() if who == BOT_ID else world.people[who].user()
    update_id = _change(world, person, chat, who, status)
    return {"update_id": update_id, **_service(world, chat, person, {"new_chat_members": [user]})}


def leave(world: World, request: Json) -> Json:
    """Out of the group: by oneself, or thrown out by another."""
    person, chat, who = _subject(world, request)
    user = bot_user() if who == BOT_ID else world.people[who].user()
    update_id = _change(world, person, chat, who, "left" if who == person.id else "kicked")
    return {"update_id": update_id, **_service(world, chat, person, {"left_chat_member": user})}


def set_role(world: World, request: Json) -> Json:
    """Give ``status`` (member, administrator, restricted) to a person or to the bot."""
    person, chat, who = _subject(world, request)
    return {"update_id": _change(world, person, chat, who, str(request["status"]))}


def _change(world: World, by: Person, chat: Chat, who: int, status: str) -> int:
    old = chat.members.get(who, "left")
    chat.members[who] = status
    world.save_chat(chat)
    if who == BOT_ID:
        return member_update(world, chat, by, old, status)
    change = {
        "chat": chat.brief(),
        "from": by.user(),
        "date": world.clock.unix(),
        "old_chat_member": standing(world.people[who].user(), old),
        "new_chat_member": standing(world.people[who].user(), status),
    }
    return world.updates.push("chat_member", change)


def _service(world: World, chat: Chat, person: Person, content: Json) -> Json:
    post = world.post(chat, {"from": person.user(), **content}, by_bot=False)
    told = bot_sees(chat, post.body)
    return {"message_id": post.id, "message_update_id": world.updates.push("message", post.body) if told else None}


def migrate(world: World, request: Json) -> Json:
    """The group becomes a supergroup; ``order`` new-first sends the service messages the other way round."""
    person, old, _ = _subject(world, request)
    if old.migrated_to:
        raise ControlError(f"chat: already moved to {old.migrated_to}")
    told = request.get("silent") is not True
    new = world.migrate(old)
    steps = [(old, {"migrate_to_chat_id": new.id}), (new, {"migrate_from_chat_id": old.id})]
    if request.get("order") == "new-first":
        steps.reverse()
    ids = [_service(world, chat, person, content)["message_update_id"] for chat, content in steps] if told else []
    return {"chat": new.id, "update_ids": ids}


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
    person_id = int(request.get("id") or 500_000 + world.number("person"))
    if person_id in world.people:
        raise ControlError(f"id: {person_id} is taken")
    person = Person(
        person_id,
        str(request["name"]),
        str(request.get("role", "stranger")),
        request.get("branch"),
        request.get("birthday"),
        request.get("username"),
        started=request.get("started") is True,
    )
    return show_person(world.add_person(person), local_date(world.clock.now()), world.feb29)


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
    query: Json = {
        "id": str(8_800_000_000 + world.number("inline")),
        "from": person.user(),
        "query": str(request.get("query", "")),
        "offset": "",
        "chat_type": "sender",
    }
    world.inline_queries[query["id"]] = query
    return {"update_id": world.updates.push("inline_query", query), "query_id": query["id"]}


ACTS: dict[str, Act] = {
    "say": _say,
    "press": press,
    "edit": _edit,
    "block": _block,
    "people": _add_person,
    "faults": _faults,
    "raw": _raw,
    "update-ids": _reset_ids,
    "inline": _inline,
    "group": create,
    "join": join,
    "leave": leave,
    "role": set_role,
    "migrate": migrate,
}


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
            result, status = {"error": f"missing or unknown: {error}"}, 400
        except (TypeError, ValueError, AttributeError) as error:
            result, status = {"error": f"a field is of the wrong kind: {error}"}, 400
        world.journal.flush()
        return Response(dumps(result), status, media_type="application/json")

    return endpoint


def _acting(world: World, act: Act) -> Endpoint:
    async def answer(request: Request) -> object:
        return act(world, await read_body(request))

    return _endpoint(world, answer)


def _files(world: World) -> Endpoint:
    """The bytes of a photo or document, for whoever looks at a chat."""

    async def endpoint(request: Request) -> Response:
        try:
            file = world.files.get(request.path_params["file_id"])
        except ApiError as error:
            return Response(dumps({"error": error.description}), 404, media_type="application/json")
        return Response(world.files.read(file), media_type=file.mime, headers=_file_headers(file.mime))

    return endpoint


def _file_headers(mime: str) -> dict[str, str]:
    """Only pictures open in the browser: a page that somebody sent as a document must not run in ours."""
    shown = mime in ("image/jpeg", "image/png", "image/gif", "image/webp")
    return {"X-Content-Type-Options": "nosniff", **({} if shown else {"Content-Disposition": "attachment"})}


def control_routes(world: World) -> list[Route]:
    """Routes under ``/sandbox`` for any Starlette application."""
    look = Looks(world)
    looks = {
        "people": look.people, "chats": look.chats, "messages": look.messages, "state": look.state,
        "violations": look.violations, "requests": look.requests, "toasts": look.toasts,
        "updates/pending": look.pending, "inline": look.inline,
        "commands": look.commands,
    }  # fmt: skip
    routes = [Route(f"/sandbox/{name}", _endpoint(world, answer), methods=["GET"]) for name, answer in looks.items()]
    routes += [Route(f"/sandbox/{name}", _acting(world, act), methods=["POST"]) for name, act in ACTS.items()]
    routes += [
        Route("/sandbox/files/{file_id}", _files(world), methods=["GET"]),
        Route("/sandbox/clock", _endpoint(world, look.clock), methods=["GET", "POST"]),
        Route("/sandbox/faults", _acting(world, lambda world, _: _faults(world, {})), methods=["GET"]),
        Route("/sandbox/faults", _acting(world, _clear_faults), methods=["DELETE"]),
    ]
    return routes
