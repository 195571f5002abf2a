"""What people do in the sandbox, pressing buttons included, and the updates that Telegram would make of it."""

import base64
import binascii
from dataclasses import dataclass
from time import time

from bot.sandbox.errors import ControlError
from bot.sandbox.jsons import Json
from bot.sandbox.keeping import picture_size
from bot.sandbox.model import ANONYMOUS_ADMIN, BOT_ID, BOT_USERNAME, Chat, Person, Post, Press, bot_user, standing
from bot.sandbox.text import detect, units
from bot.sandbox.world import World

LONGEST = 4096
_WRITTEN = frozenset({"text", "photo", "document", "contact", "location", "sticker", "voice", "video"})


@dataclass(frozen=True)
class Done:
    """What an action caused: the update (None when the bot is not told) and the message."""

    update_id: int | None
    message_id: int | None = None


def person_in(world: World, person_id: object, chat_id: object) -> tuple[Person, Chat]:
    """Who acts, and where; raises ``ControlError`` when she does not exist or is not in that chat."""
    person = world.people.get(person_id) if isinstance(person_id, int) else None
    if person is None:
        raise ControlError(f"as: no person {person_id}; see GET /sandbox/people", 404)
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None:
        raise ControlError(f"chat: no chat {chat_id}; see GET /sandbox/chats", 404)
    if person.id not in chat.people():
        raise ControlError(f"{person.name} is not in chat {chat.id}", 403)
    return person, chat


def say(world: World, request: Json) -> list[Done]:
    """Write text, a photo, a document or an album; one result a message, since clients split what is too long."""
    person, chat = person_in(world, request.get("as"), request.get("chat"))
    head = _head(world, person, chat, request)
    contents = _contents(world, request)
    greet_bot(world, person, chat)
    return [_deliver(world, chat, {**head, **content}) for content in contents]


def _head(world: World, person: Person, chat: Chat, request: Json) -> Json:
    head: Json = {"from": person.user()}
    if request.get("anonymous"):
        head = {"from": ANONYMOUS_ADMIN, "sender_chat": chat.brief()}
    if forward := request.get("forward"):
        head["forward_origin"] = _origin(world, forward)
    if reply_to := request.get("reply_to"):
        head["reply_to_message"] = reply_body(find_post(chat, reply_to))
    return head


def reply_body(post: Post) -> Json:
    """A message inside another: without the one that it answers itself."""
    return {key: value for key, value in post.body.items() if key != "reply_to_message"}


def _origin(world: World, forward: object) -> Json:
    date = world.clock.unix()
    author = world.people.get(forward) if isinstance(forward, int) and not isinstance(forward, bool) else None
    if author:
        return {"type": "user", "date": date, "sender_user": author.user()}
    return {"type": "hidden_user", "date": date, "sender_user_name": "一位同事"}


def _contents(world: World, request: Json) -> list[Json]:
    if album := request.get("album"):
        group = {"media_group_id": str(13_000_000_000 + world.number("album"))}
        return [{**_media(world, item), **group} for item in album]
    if request.keys() & {"photo", "document"}:
        return [_media(world, request)]
    for kind in ("contact", "location", "sticker", "voice", "video"):
        if kind in request:
            return [{kind: request[kind]}]
    text = request.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ControlError("say needs text, photo, document or album")
    return [_text(piece) for piece in _pieces(text)]


def _text(text: str, name: str = "text") -> Json:
    entities = detect(text)
    field = "entities" if name == "text" else "caption_entities"
    return {name: text, **({field: entities} if entities else {})}


def _pieces(text: str) -> list[str]:
    pieces, piece = [], ""
    for character in text:
        if units(piece) + units(character) > LONGEST:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]


def _media(world: World, item: Json) -> Json:
    kind = "photo" if "photo" in item else "document"
    try:
        data = base64.b64decode(item[kind].partition("base64,")[2] or item[kind], validate=True)
    except (binascii.Error, ValueError, AttributeError, KeyError) as error:
        raise ControlError("photo and document are base64") from error
    caption = item.get("caption") or item.get("text")
    more = _text(caption, "caption") if caption else {}
    if kind == "photo":
        suffix = ".png" if data.startswith(b"\x89PNG") else ".jpg"
        file = world.files.add("photos", data, f"photo{suffix}", "image/png" if suffix == ".png" else "image/jpeg")
        return {"photo": world.files.photo(file), **more}
    name = item.get("name", "文件.pdf" if not picture_size(data) else "图片.jpg")
    mime = item.get("mime", "application/pdf" if name.endswith(".pdf") else "application/octet-stream")
    return {"document": world.files.document(world.files.add("documents", data, name, mime)), **more}


def greet_bot(world: World, person: Person, chat: Chat) -> None:
    """Writing to the bot in private starts it, and unblocks it first if need be."""
    if not chat.is_private or (person.started and not person.blocked):
        return
    if person.blocked:
        block(world, person, blocked=False)
    person.started = True
    world.save_person(person)


def block(world: World, person: Person, *, blocked: bool) -> Done:
    """A person blocks or unblocks the bot in their private chat."""
    person.blocked = blocked
    world.save_person(person)
    states = ("member", "kicked") if blocked else ("kicked", "member")
    return Done(member_update(world, world.chats[person.id], person, *states))


def member_update(world: World, chat: Chat, by: Person, old: str, new: str) -> int:
    """``my_chat_member``: the bot's own standing in a chat has changed."""
    change = {
        "chat": chat.brief(),
        "from": by.user(),
        "date": world.clock.unix(),
        "old_chat_member": standing(bot_user(), old),
        "new_chat_member": standing(bot_user(), new),
    }
    return world.updates.push("my_chat_member", change)


def _deliver(world: World, chat: Chat, body: Json) -> Done:
    post = world.post(chat, body, by_bot=False)
    update_id = world.updates.push("message", post.body) if bot_sees(chat, post.body) else None
    return Done(update_id, post.id)


def bot_sees(chat: Chat, body: Json) -> bool:
    """Privacy mode: where it is no administrator the bot gets commands, replies to it, mentions, service messages."""
    if chat.is_private:
        return True
    if not chat.has_bot():
        return False
    if chat.members[BOT_ID] == "administrator" or not body.keys() & _WRITTEN:
        return True
    text = body.get("text") or body.get("caption") or ""
    if body.get("reply_to_message", {}).get("from", {}).get("id") == BOT_ID or f"@{BOT_USERNAME}" in text:
        return True
    return text.startswith("/") and "@" not in text.split()[0]


def find_post(chat: Chat, message_id: object) -> Post:
    post = chat.posts.get(message_id) if isinstance(message_id, int) else None
    if post is None or post.deleted:
        raise ControlError(f"no message {message_id} in chat {chat.id}", 404)
    return post


def edit(world: World, request: Json) -> Done:
    """A person rewrites her own message."""
    person, chat = person_in(world, request.get("as"), request.get("chat"))
    post = find_post(chat, request.get("message"))
    if post.body.get("from", {}).get("id") != person.id:
        raise ControlError("only one's own messages can be edited", 403)
    name = "text" if "text" in post.body else "caption"
    fresh = {key: value for key, value in post.body.items() if key not in (name, "entities", "caption_entities")}
    post.body = {**fresh, **_text(str(request["text"]), name), "edit_date": world.clock.unix()}
    world.save_post(chat, post)
    return Done(world.updates.push("edited_message", post.body), post.id)


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
