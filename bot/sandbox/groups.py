"""Groups: founding them, who comes and goes, who leads, and growing into a supergroup."""

from bot.sandbox.actions import bot_sees, member_update, person_in
from bot.sandbox.errors import ControlError
from bot.sandbox.jsons import Json
from bot.sandbox.model import BOT_ID, Chat, Person, bot_user, standing
from bot.sandbox.view import show_chat
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
