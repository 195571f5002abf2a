"""Smaller methods: inline answers, reactions, bans, invitation links, swapping a picture."""

from bot.sandbox.errors import BadRequest
from bot.sandbox.jsons import Json
from bot.sandbox.methods.editing import apply_change, editable, markup_change
from bot.sandbox.methods.media import content_of
from bot.sandbox.methods.registry import method
from bot.sandbox.methods.sending import captioned
from bot.sandbox.model import BOT_ID, bot_user
from bot.sandbox.params import Call
from bot.sandbox.world import World

_CONTENT = ("text", "entities", "caption", "caption_entities", "photo", "document", "reply_markup")


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
