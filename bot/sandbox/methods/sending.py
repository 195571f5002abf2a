"""sendMessage and its kin: text, copies, forwards, photos, documents, albums; and fetching files."""

from collections.abc import Callable
from pathlib import Path

from bot.sandbox.errors import ApiError, BadRequest
from bot.sandbox.forms import Upload
from bot.sandbox.jsons import Json
from bot.sandbox.keeping import MAX_DOWNLOAD, picture_size
from bot.sandbox.methods.registry import method
from bot.sandbox.model import Chat, Post, StoredFile, bot_user
from bot.sandbox.params import Call, shown_caption, shown_text
from bot.sandbox.world import World

MAX_PHOTO = 10 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024


def put(world: World, chat: Chat, params: Json, content: Json) -> Json:
    """The bot's message into the chat, with what it answers and its buttons."""
    body: Json = {"from": bot_user(), **content}
    keyboard = None
    if markup := params.get("reply_markup"):
        if "inline_keyboard" in markup:
            body["reply_markup"] = {"inline_keyboard": markup["inline_keyboard"]}
        else:
            keyboard = markup
    if answered := _answered(chat, params):
        body["reply_to_message"] = {k: v for k, v in answered.body.items() if k != "reply_to_message"}
    if params.get("protect_content"):
        body["has_protected_content"] = True
    chat.typing_until = 0.0
    return world.post(chat, body, by_bot=True, reply_keyboard=keyboard).body


def _answered(chat: Chat, params: Json) -> Post | None:
    reply = params.get("reply_parameters") or {}
    if "message_id" not in reply:
        return None
    post = chat.posts.get(reply["message_id"])
    if (post is None or post.deleted) and not reply.get("allow_sending_without_reply"):
        raise BadRequest("message to be replied not found")
    return post


def captioned(params: Json) -> Json:
    """Caption and its entities, if any."""
    caption, entities = shown_caption(params)
    return {**({"caption": caption} if caption else {}), **({"caption_entities": entities} if entities else {})}


@method("sendMessage")
def send_message(world: World, call: Call) -> object:
    chat = world.writable_chat(call.params["chat_id"])
    text, entities = shown_text(call.params)
    return put(world, chat, call.params, {"text": text, **({"entities": entities} if entities else {})})


@method("copyMessage")
def copy_message(world: World, call: Call) -> object:
    content = _content(_source(world, call, "message to copy not found"))
    if "caption" in call.params:
        content |= captioned(call.params)
    return {"message_id": put(world, world.writable_chat(call.params["chat_id"]), call.params, content)["message_id"]}


@method("forwardMessage")
def forward_message(world: World, call: Call) -> object:
    source = _source(world, call, "message to forward not found")
    sender = source.body.get("from", bot_user())
    origin = {"type": "user", "date": source.body["date"], "sender_user": sender}
    chat = world.writable_chat(call.params["chat_id"])
    return put(world, chat, call.params, {**_content(source), "forward_origin": origin})


@method("copyMessages", "forwardMessages")
def several(world: World, call: Call) -> object:
    single = copy_message if call.method == "copyMessages" else forward_message
    results = []
    for message_id in call.params["message_ids"]:
        params = {**call.params, "message_id": message_id}
        results.append({"message_id": single(world, Call(call.method, params))["message_id"]})  # type: ignore[index]
    return results


def _source(world: World, call: Call, missing: str) -> Post:
    return world.find_post(world.find_chat(call.params["from_chat_id"]), call.params["message_id"], missing)


def _content(post: Post) -> Json:
    head = ("message_id", "date", "chat", "from", "reply_markup", "reply_to_message", "edit_date", "forward_origin")
    return {key: value for key, value in post.body.items() if key not in head}


def _upload(call: Call, reference: object) -> Upload | None:
    if isinstance(reference, dict):
        return call.attached.get(reference["__file__"])
    if isinstance(reference, str) and reference.startswith("attach://"):
        return call.attached.get(reference.removeprefix("attach://"))
    return None


def _file(world: World, call: Call, reference: object, kind: str) -> StoredFile:
    upload = _upload(call, reference)
    if upload is None:
        if not isinstance(reference, str) or "://" in reference:
            raise BadRequest("failed to get HTTP URL content")
        return world.files.get(reference)
    most = MAX_PHOTO if kind == "photos" else MAX_UPLOAD
    if len(upload.data) > most:
        raise ApiError(413, "Request Entity Too Large")
    if not upload.data:
        raise BadRequest("file must be non-empty")
    if kind == "photos" and picture_size(upload.data) is None:
        raise BadRequest("IMAGE_PROCESS_FAILED")
    return world.files.add(kind, upload.data, Path(upload.name).name, upload.mime)


def _photo(world: World, call: Call, reference: object) -> Json:
    return {"photo": world.files.photo(_file(world, call, reference, "photos"))}


def _document(world: World, call: Call, reference: object) -> Json:
    return {"document": world.files.document(_file(world, call, reference, "documents"))}


_CONTENT: dict[str, Callable[[World, Call, object], Json]] = {"photo": _photo, "document": _document}


def content_of(world: World, call: Call, kind: str, reference: object) -> Json:
    """The part of a message that holds a photo or document, uploaded or known by its id."""
    if kind not in _CONTENT:
        raise BadRequest("the sandbox knows photos and documents only")
    return _CONTENT[kind](world, call, reference)


@method("sendPhoto", "sendDocument")
def send_file(world: World, call: Call) -> object:
    kind = call.method.removeprefix("send").lower()
    chat = world.writable_chat(call.params["chat_id"])
    return put(world, chat, call.params, content_of(world, call, kind, call.params[kind]) | captioned(call.params))


@method("sendMediaGroup")
def send_media_group(world: World, call: Call) -> object:
    chat = world.writable_chat(call.params["chat_id"])
    kinds = {item["type"] for item in call.params["media"]}
    if len(kinds) > 1:
        raise BadRequest("can't mix photos and documents in one album")
    group = {"media_group_id": str(13_000_000_000 + world.number("album"))}
    contents = [
        content_of(world, call, item["type"], item["media"]) | captioned(item) | group for item in call.params["media"]
    ]
    return [put(world, chat, call.params, content) for content in contents]


@method("getFile")
def get_file(world: World, call: Call) -> object:
    file = world.files.get(call.params["file_id"])
    if file.size > MAX_DOWNLOAD:
        raise BadRequest("file is too big")
    return {
        "file_id": call.params["file_id"],
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }
