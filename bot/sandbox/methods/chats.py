"""Chats and their members, pins, typing, leaving."""

from bot.sandbox.errors import BadRequest
from bot.sandbox.jsons import Json
from bot.sandbox.methods.registry import method
from bot.sandbox.model import BOT_ID, Chat, bot_user, standing
from bot.sandbox.params import Call
from bot.sandbox.world import World


def _chat(world: World, call: Call) -> Chat:
    return world.reachable_chat(call.params["chat_id"])


def _member(world: World, chat: Chat, who: int) -> Json:
    user = bot_user() if who == BOT_ID else world.people[who].user()
    return standing(user, chat.members.get(who, "left"))


@method("getChat")
def get_chat(world: World, call: Call) -> object:
    chat = _chat(world, call)
    full: Json = {**chat.brief(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _no_gifts()}
    if chat.pinned:
        full["pinned_message"] = chat.posts[chat.pinned[-1]].body
    if not chat.is_private:
        full["permissions"] = {"can_send_messages": True, "can_pin_messages": False}
    return full


def _no_gifts() -> Json:
    kinds = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return dict.fromkeys(kinds, False)


@method("getChatMember")
def get_chat_member(world: World, call: Call) -> object:
    who = call.params["user_id"]
    if who != BOT_ID and who not in world.people:
        raise BadRequest("invalid user_id specified")
    return _member(world, _chat(world, call), who)


@method("getChatAdministrators")
def get_chat_administrators(world: World, call: Call) -> object:
    chat = _chat(world, call)
    if chat.is_private:
        raise BadRequest("there are no administrators in the private chat")
    leading = ("creator", "administrator")
    return [_member(world, chat, who) for who, status in chat.members.items() if status in leading and who != BOT_ID]


@method("getChatMemberCount")
def get_chat_member_count(world: World, call: Call) -> object:
    chat = _chat(world, call)
    return len(chat.people()) + chat.has_bot()


@method("sendChatAction")
def send_chat_action(world: World, call: Call) -> object:
    world.show_typing(world.writable_chat(call.params["chat_id"]))
    return True


@method("pinChatMessage")
def pin_message(world: World, call: Call) -> object:
    chat = _pinning(world, call)
    post = world.find_post(chat, call.params["message_id"], "message to pin not found")
    chat.pinned = [pin for pin in chat.pinned if pin != post.id] + [post.id]
    return _pins_changed(world, chat)


@method("unpinChatMessage")
def unpin_message(world: World, call: Call) -> object:
    chat = _pinning(world, call)
    wanted = call.params.get("message_id", chat.pinned[-1] if chat.pinned else None)
    if wanted not in chat.pinned:
        raise BadRequest("message to unpin not found")
    chat.pinned.remove(wanted)
    return _pins_changed(world, chat)


@method("unpinAllChatMessages")
def unpin_all(world: World, call: Call) -> object:
    chat = _pinning(world, call)
    chat.pinned = []
    return _pins_changed(world, chat)


def _pinning(world: World, call: Call) -> Chat:
    chat = _chat(world, call)
    if not chat.is_private and chat.members[BOT_ID] != "administrator":
        raise BadRequest("not enough rights to manage pinned messages in the chat")
    return chat


def _pins_changed(world: World, chat: Chat) -> bool:
    world.save_chat(chat)
    world.changed.fire()
    return True


@method("leaveChat")
def leave_chat(world: World, call: Call) -> object:
    chat = _chat(world, call)
    chat.members[BOT_ID] = "left"
    world.save_chat(chat)
    return True
