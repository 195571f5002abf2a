"""Pressing buttons: callback queries from inline keyboards, words from the keyboards below the input."""

from time import time

from bot.sandbox.actions import find_post, person_in, say
from bot.sandbox.errors import ControlError
from bot.sandbox.jsons import Json
from bot.sandbox.model import Chat, Person, Post, Press
from bot.sandbox.world import World


def press(world: World, request: Json) -> Json:
    """Press a button by its text or index. Inline buttons make a callback query, keyboards say their text."""
    person, chat = person_in(world, request.get("as"), request.get("chat"))
    if "data" in request:
        return {"update_id": _query(world, person, chat, find_post(chat, request.get("message")), request)}
    post = find_post(chat, request["message"]) if request.get("message") else _keyboard_post(chat)
    button = _button(post, request.get("button"))
    if "keyboard" in (post.reply_keyboard or {}):
        return _say_button(world, person, chat, button)
    if "callback_data" in button:
        update_id = _query(world, person, chat, post, {**request, "data": button["callback_data"]})
        return {"update_id": update_id, "message_id": post.id}
    return {"update_id": None, "message_id": post.id, "opened": {k: v for k, v in button.items() if k != "text"}}


def _keyboard_post(chat: Chat) -> Post:
    found = next((post for post in reversed(chat.posts.values()) if post.reply_keyboard), None)
    if found is None:
        raise ControlError("message: which one? the chat shows no keyboard")
    return found


def buttons_of(post: Post) -> list[list[Json]]:
    """The rows of buttons that a message shows, inline or as the keyboard that came with it."""
    rows = post.body.get("reply_markup", {}).get("inline_keyboard")
    if rows is None:
        rows = (post.reply_keyboard or {}).get("keyboard", [])
    return list(rows)


def _button(post: Post, wanted: object) -> Json:
    buttons = [button for row in buttons_of(post) for button in row]
    if isinstance(wanted, int) and 0 <= wanted < len(buttons):
        return buttons[wanted]
    found = next((button for button in buttons if button["text"] == wanted), None)
    if found is None:
        raise ControlError(f"button: {wanted!r} is not among {[button['text'] for button in buttons]}", 404)
    return found


def _say_button(world: World, person: Person, chat: Chat, button: Json) -> Json:
    saying: Json = {"as": person.id, "chat": chat.id, "text": button["text"]}
    if button.get("request_contact"):
        saying["contact"] = {"phone_number": "+8613800000000", "first_name": person.name, "user_id": person.id}
    done = say(world, saying)[0]
    return {"update_id": done.update_id, "message_id": done.message_id}


def _query(world: World, person: Person, chat: Chat, post: Post, request: Json) -> int:
    number = world.number("press")
    world.save_press(press := Press(str(4_700_000_000_000 + number), person.id, chat.id, post.id, time()))
    message: Json = post.body
    if request.get("inaccessible"):
        message = {"chat": chat.brief(), "message_id": post.id, "date": 0}
    query = {
        "id": press.id,
        "from": person.user(),
        "message": message,
        "chat_instance": str(7_000_000_000 + chat.id),
        "data": str(request["data"]),
    }
    return world.updates.push("callback_query", query)
