"""How the control API and the chat page show the world."""

from datetime import date
from itertools import takewhile
from time import monotonic

from bot.sandbox.jsons import Json
from bot.sandbox.model import Chat, Person, Post
from bot.sandbox.people import next_birthday
from bot.sandbox.pressing import buttons_of
from bot.sandbox.text import to_html
from bot.sandbox.world import World


def show_person(person: Person, today: date) -> Json:
    """The birthday is its next date in the Gregorian calendar."""
    birthday = next_birthday(person.birthday, today)
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
