"""Pictures are measured by their headers, and what is too large is refused."""

import struct

import pytest

from bot.sandbox.client import SandboxClient
from bot.sandbox.errors import ApiError
from bot.sandbox.forms import Upload
from bot.sandbox.jsons import Json
from bot.sandbox.keeping import MAX_DOWNLOAD, picture_size
from bot.sandbox.methods import METHODS
from bot.sandbox.methods.sending import MAX_PHOTO, MAX_UPLOAD
from bot.sandbox.params import Call
from bot.sandbox.server import listen
from bot.sandbox.world import World
from tests.sandbox.conftest import MEMBER, PNG, BotSide


def jpeg(width: int, height: int) -> bytes:
    app0 = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + bytes(9)
    return b"\xff\xd8" + app0 + b"\xff\xc0" + struct.pack(">HBHH", 17, 8, height, width) + bytes(12)


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (PNG, (1280, 720)),
        (jpeg(640, 480), (640, 480)),
        (b"\xff\xd8\xff\xe0\x00\x04ab", (800, 600)),
        (b"GIF89a" + struct.pack("<HH", 32, 16), (32, 16)),
        (b"RIFF\0\0\0\0WEBPVP8 ", (512, 512)),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_picture_size(data: bytes, size: tuple[int, int] | None) -> None:
    assert picture_size(data) == size


def send(world: World, kind: str, data: bytes) -> Json:
    call = Call(
        f"send{kind.title()}", {"chat_id": MEMBER, kind: {"__file__": kind}}, {kind: Upload("x.png", "image/png", data)}
    )
    result: Json = METHODS[call.method](world, call)  # type: ignore[assignment]
    return result


@pytest.mark.parametrize(("kind", "most"), [("photo", MAX_PHOTO), ("document", MAX_UPLOAD)])
def test_too_large_to_send(world: World, kind: str, most: int) -> None:
    assert send(world, kind, PNG + bytes(most - len(PNG)))
    with pytest.raises(ApiError, match="Request Entity Too Large"):
        send(world, kind, PNG + bytes(most - len(PNG) + 1))


def test_too_large_to_fetch(world: World) -> None:
    sent = send(world, "document", PNG + bytes(MAX_DOWNLOAD))
    with pytest.raises(ApiError, match="file is too big"):
        METHODS["getFile"](world, Call("getFile", {"file_id": sent["document"]["file_id"]}))


async def test_references_that_lead_nowhere(bot: BotSide) -> None:
    url = await bot.error("sendPhoto", chat_id=MEMBER, photo="https://example.org/a.png")
    assert url == (400, "Bad Request: failed to get HTTP URL content")
    assert (await bot.error("sendPhoto", chat_id=MEMBER, photo="attach://nothing"))[0] == 400


async def test_albums_are_of_one_kind(bot: BotSide, people: SandboxClient) -> None:
    await people.send(MEMBER, photo=PNG)
    [update] = await bot.updates()
    file_id = update["message"]["photo"][-1]["file_id"]
    mixed = [{"type": kind, "media": file_id} for kind in ("photo", "document")]
    assert (await bot.error("sendMediaGroup", chat_id=MEMBER, media=mixed))[0] == 400
    same = [{"type": "photo", "media": file_id, "caption": "同"}] * 2
    assert len({one["media_group_id"] for one in await bot.result("sendMediaGroup", chat_id=MEMBER, media=same)}) == 1
    copied = {"chat_id": MEMBER, "from_chat_id": MEMBER, "message_id": 2, "caption": "另注"}
    await bot.result("copyMessage", **copied)
    assert (await people.messages(MEMBER))[-1]["text"] == "另注"


def test_a_taken_port_is_said_to_be_taken() -> None:
    first = listen("127.0.0.1", 0)
    first.listen()
    with pytest.raises(OSError, match="in use"):
        listen("127.0.0.1", first.getsockname()[1])
    first.close()
