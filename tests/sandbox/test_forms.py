"""Forms as they are posted: whole, broken off, and given up in the middle of an upload."""

import asyncio
import gc
import warnings
from collections.abc import Iterator

import aiohttp
import pytest
from starlette.requests import Request
from starlette.types import Message

from bot.sandbox import schema
from bot.sandbox.errors import Violation
from bot.sandbox.forms import MULTIPART, URLENCODED, Upload, read_form
from bot.sandbox.params import Call, read_call
from tests.sandbox.conftest import MEMBER, BotSide

TYPE = f"{MULTIPART}; boundary=B"
HEAD = (
    b'--B\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n1105\r\n'
    + '--B\r\nContent-Disposition: form-data; name="document"; filename="慰问.pdf"\r\n'.encode()
    + b"Content-Type: application/pdf\r\n\r\n"
)
SMALL, LARGE = b"%PDF-1.7\r\n--\r\n", b"\0\r\n" * 1_000_000
END = b"\r\n--B--\r\n"


def request(body: bytes, last: Message) -> Request:
    """A request whose body comes in pieces, and then `last`."""
    pieces = (body[at : at + 65536] for at in range(0, len(body), 65536))
    messages: Iterator[Message] = iter(
        [*({"type": "http.request", "body": piece, "more_body": True} for piece in pieces), last]
    )

    async def receive() -> Message:
        await asyncio.sleep(0)
        return next(messages)

    headers = [(b"content-type", TYPE.encode())]
    return Request({"type": "http", "method": "POST", "query_string": b"", "headers": headers}, receive)


async def called(body: bytes, last: Message) -> Call:
    return await read_call(request(body, last), "sendDocument", schema.raw_schema()["methods"]["sendDocument"])


WHOLE: Message = {"type": "http.request", "body": b"", "more_body": False}


@pytest.mark.parametrize("data", [b"", SMALL, LARGE])
async def test_what_is_attached_arrives_as_it_was(data: bytes) -> None:
    call = await called(HEAD + data + END, WHOLE)
    assert call.params == {"chat_id": 1105, "document": {"__file__": "document"}}
    assert call.attached == {"document": Upload("慰问.pdf", "application/pdf", data)}


@pytest.mark.parametrize("data", [SMALL, LARGE])
@pytest.mark.parametrize("last", [WHOLE, {"type": "http.disconnect"}])
async def test_an_upload_that_breaks_off_leaves_no_file_open(data: bytes, last: Message) -> None:
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        with pytest.raises(Exception, match="breaks off" if last is WHOLE else "^$"):
            await called(HEAD + data, last)
        gc.collect()
    assert not warned


@pytest.mark.parametrize(
    ("content_type", "body", "wrong"),
    [
        (MULTIPART, HEAD + END, "missing boundary"),
        (TYPE, b"no multipart at all", "can't parse"),
        (TYPE, HEAD.replace(b'name="document"; ', b"") + END, "has no name"),
        (TYPE, b"", "breaks off"),
        (f"{MULTIPART}; boundary={'B' * 1000}", HEAD + END, "can't parse"),
    ],
)
def test_what_is_no_form_is_refused(content_type: str, body: bytes, wrong: str) -> None:
    with pytest.raises(Violation, match=wrong):
        read_form(MULTIPART, content_type, body)


def test_a_plain_form() -> None:
    form = read_form(URLENCODED, URLENCODED, b"chat_id=5&text=%E4%BD%A0%E5%A5%BD+a&caption=")
    assert (form.texts, form.attached) == ({"chat_id": "5", "text": "你好 a", "caption": ""}, {})


async def test_fields_that_are_posted_as_a_form(bot: BotSide) -> None:
    data = {"chat_id": str(MEMBER), "text": "以表单送来"}
    async with aiohttp.ClientSession() as session, session.post(bot.address("sendMessage"), data=data) as response:
        assert (await response.json())["result"]["text"] == "以表单送来"
