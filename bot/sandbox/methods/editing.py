"""Changing and deleting what the bot has sent, answering presses, and smaller methods (reactions, bans, links)."""

from time import time

from bot.sandbox.errors import BadRequest
from bot.sandbox.faults import REFUSALS
from bot.sandbox.jsons import Json
from bot.sandbox.methods.registry import method
from bot.sandbox.methods.sending import captioned, content_of
from bot.sandbox.model import BOT_ID, Chat, Post, bot_user
from bot.sandbox.params import Call, shown_text
from bot.sandbox.world import World

_CONTENT = ("text", "entities", "caption", "caption_entities", "photo", "document", "reply_markup")


def editable(world: World, call: Call) -> tuple[Chat, Post]:
    """The bot's message that a call names; raises as Telegram does for one that is gone or not the bot's."""
    if "chat_id" not in call.params or "message_id" not in call.params:
        raise BadRequest("message identifier is not specified")
    chat = world.writable_chat(call.params["chat_id"])
    post = world.find_post(chat, call.params["message_id"], "message to edit not found")
    if not post.by_bot or post.reply_keyboard:
        raise BadRequest("message can't be edited")
    return chat, post


def apply_change(world: World, chat: Chat, post: Post, changes: Json, dropped: tuple[str, ...]) -> Json:
    fresh = {key: value for key, value in post.body.items() if key not in dropped} | changes
    if fresh == post.body:
        raise REFUSALS["not_modified"]
    post.body = {**fresh, "edit_date": world.clock.unix()}
    world.save_post(chat, post)
    return post.body


def markup_change(call: Call) -> Json:
    rows = (call.params.get("reply_markup") or {}).get("inline_keyboard")
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


@method("editMessageText")
def edit_text(world: World, call: Call) -> object:
    chat, post = editable(world, call)
    if "text" not in post.body:
        raise BadRequest("there is no text in the message to edit")
    text, entities = shown_text(call.params)
    changes = {"text": text, **({"entities": entities} if entities else {}), **markup_change(call)}
    return apply_change(world, chat, post, changes, ("text", "entities", "reply_markup"))


@method("editMessageCaption")
def edit_caption(world: World, call: Call) -> object:
    chat, post = editable(world, call)
    if not post.body.keys() & {"photo", "document", "video", "audio", "animation", "voice"}:
        raise BadRequest("there is no caption in the message to edit")
    return apply_change(
        world, chat, post, captioned(call.params) | markup_change(call), ("caption", "caption_entities", "reply_markup")
    )


@method("editMessageReplyMarkup")
def editmarkup_change(world: World, call: Call) -> object:
    chat, post = editable(world, call)
    return apply_change(world, chat, post, markup_change(call), ("reply_markup",))


@method("deleteMessage")
def delete_message(world: World, call: Call) -> object:
    chat = world.writable_chat(call.params["chat_id"])
    post = world.find_post(chat, call.params["message_id"], "message to delete not found")
    if world.clock.unix() - post.body["date"] > 48 * 3600 and not post.by_bot:
        raise BadRequest("message can't be deleted for everyone")
    _delete(world, chat, post)
    return True


@method("deleteMessages")
def delete_messages(world: World, call: Call) -> object:
    chat = world.writable_chat(call.params["chat_id"])
    for message_id in call.params["message_ids"]:
        post = chat.posts.get(message_id)
        if post and not post.deleted:
            _delete(world, chat, post)
    return True


def _delete(world: World, chat: Chat, post: Post) -> None:
    post.deleted = True
    world.save_post(chat, post)


@method("answerCallbackQuery")
def answer_callback_query(world: World, call: Call) -> object:
    press = world.presses.get(call.params["callback_query_id"])
    if press is None or press.answer is not None or time() - press.pressed_at > world.press_lifetime:
        raise REFUSALS["query_too_old"]
    press.answer = {key: value for key, value in call.params.items() if key != "callback_query_id"}
    world.save_press(press)
    world.changed.fire()
    return True


@method("answerInlineQuery")
def answer_inline_query(world: World, call: Call) -> object:
    query = world.inline_queries.get(call.params["inline_query_id"])
    if query is None or "results" in query:
        raise BadRequest("query is too old and response timeout expired or query ID is invalid")
    query["results"] = call.params["results"]
    world.changed.fire()
    return True


@method("setMessageReaction")
def set_message_reaction(world: World, call: Call) -> object:
    chat = world.writable_chat(call.params["chat_id"])
    post = world.find_post(chat, call.params["message_id"], "message to react not found")
    post.reactions = call.params.get("reaction", [])
    world.save_post(chat, post)
    return True


@method("editMessageMedia")
def edit_media(world: World, call: Call) -> object:
    chat, post = editable(world, call)
    media = call.params["media"]
    changes = content_of(world, call, media["type"], media["media"]) | captioned(media) | markup_change(call)
    return apply_change(world, chat, post, changes, _CONTENT)


@method("banChatMember", "unbanChatMember")
def ban_chat_member(world: World, call: Call) -> object:
    chat = world.writable_chat(call.params["chat_id"])
    who = call.params["user_id"]
    if chat.members.get(BOT_ID) != "administrator":
        raise BadRequest("not enough rights to restrict/unrestrict chat member")
    if chat.members.get(who) == "creator":
        raise BadRequest("can't remove chat owner")
    if chat.members.get(who) == "administrator":
        raise BadRequest("user is an administrator of the chat")
    if who in chat.members:
        chat.members[who] = "kicked" if call.method == "banChatMember" else "left"
        world.save_chat(chat)
    return True


@method("createChatInviteLink", "exportChatInviteLink")
def invite_link(world: World, call: Call) -> object:
    chat = world.writable_chat(call.params["chat_id"])
    link = f"https://t.me/+sandbox{abs(chat.id)}n{world.number('link')}"
    if call.method == "exportChatInviteLink":
        return link
    given = {k: call.params[k] for k in ("name", "expire_date", "member_limit") if k in call.params}
    flags: Json = dict.fromkeys(("creates_join_request", "is_primary", "is_revoked"), False)
    answer: Json = {"invite_link": link, "creator": bot_user()}
    return answer | flags | given


@method("getUserProfilePhotos")
def get_user_profile_photos(world: World, call: Call) -> object:
    photos: list[Json] = []
    return {"total_count": len(photos), "photos": photos}
