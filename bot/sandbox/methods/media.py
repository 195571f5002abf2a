"""Photos, documents, albums, and fetching files."""

from collections.abc import Callable
from pathlib import Path

from bot.sandbox.errors import ApiError, BadRequest
from bot.sandbox.files import MAX_DOWNLOAD, picture_size
from bot.sandbox.jsons import Json
from bot.sandbox.methods.registry import method
from bot.sandbox.methods.sending import captioned, put
from bot.sandbox.model import StoredFile
from bot.sandbox.params import Call, Upload
from bot.sandbox.world import World

MAX_PHOTO = 10 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024


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
