"""Every request is held against the Bot API's schema, whatever form it comes in."""

import aiohttp
import pytest

from bot.sandbox import schema
from bot.sandbox.client import SandboxClient
from bot.sandbox.errors import Violation
from bot.sandbox.jsons import Json, dumps
from bot.sandbox.world import World
from tests.sandbox.conftest import MEMBER, PNG, BotSide


def button(**action: object) -> Json:
    return {"inline_keyboard": [[{"text": "按钮", **action}]]}


def message(**params: object) -> tuple[str, Json]:
    return "sendMessage", {"chat_id": MEMBER, "text": "您好", **params}


WRONG: dict[str, tuple[str, Json]] = {
    "no chat": ("sendMessage", {"text": "您好"}),
    "no text": ("sendMessage", {"chat_id": MEMBER}),
    "text is a number": message(text=5),
    "chat is a list": message(chat_id=[MEMBER]),
    "empty text": message(text=""),
    "blank text": message(text=" \n "),
    "text of 4097 characters": message(text="长" * 4097),
    "text of 2049 astral characters": message(text="😀" * 2049),
    "unknown parameter": message(disable_web_page_preview=True),
    "unknown parse mode": message(parse_mode="BBCode"),
    "unclosed tag": message(text="<b>您好", parse_mode="HTML"),
    "bare angle bracket": message(text="1 < 2", parse_mode="HTML"),
    "reserved character": message(text="好的.", parse_mode="MarkdownV2"),
    "callback data of 65 bytes": message(reply_markup=button(callback_data="x" * 65)),
    "callback data of 66 bytes in 22 characters": message(reply_markup=button(callback_data="长" * 22)),
    "empty callback data": message(reply_markup=button(callback_data="")),
    "button with two actions": message(reply_markup=button(callback_data="a", url="https://example.org")),
    "button with no action": message(reply_markup=button()),
    "button with unknown field": message(reply_markup=button(callback_data="a", colour="red")),
    "keyboard that is no list of rows": message(
        reply_markup={"inline_keyboard": [{"text": "a", "callback_data": "b"}]}
    ),
    "button without words": message(reply_markup=button(text=" ", callback_data="a")),
    "link that is none": message(reply_markup=button(url="nowhere")),
    "101 buttons": message(reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": "b"}]] * 101}),
    "key without words": message(reply_markup={"keyboard": [[{"text": ""}]]}),
    "key with two requests": message(
        reply_markup={"keyboard": [[{"text": "a", "request_contact": True, "request_location": True}]]}
    ),
    "command in capitals": ("setMyCommands", {"commands": [{"command": "Start", "description": "开始"}]}),
    "media without type": ("editMessageMedia", {"chat_id": MEMBER, "message_id": 1, "media": {"media": "x"}}),
    "entity without length": message(entities=[{"type": "bold", "offset": 0}]),
    "toast of 201 characters": ("answerCallbackQuery", {"callback_query_id": "1", "text": "长" * 201}),
    "album of one": ("sendMediaGroup", {"chat_id": MEMBER, "media": [{"type": "photo", "media": "x"}]}),
    "limit of 101": ("getUpdates", {"limit": 101}),
    "command without description": ("setMyCommands", {"commands": [{"command": "start"}]}),
    "unknown scope": ("setMyCommands", {"commands": [], "scope": {"type": "all_members"}}),
    "scope of a chat without the chat": ("getMyCommands", {"scope": {"type": "chat"}}),
    "boolean as text": message(disable_notification="yes"),
    "message id as text": ("deleteMessage", {"chat_id": MEMBER, "message_id": "first"}),
    "no such method": ("sendGreeting", {"chat_id": MEMBER}),
    "caption of 1025 characters": ("sendPhoto", {"chat_id": MEMBER, "photo": "x", "caption": "长" * 1025}),
}


@pytest.mark.parametrize(("method", "params"), WRONG.values(), ids=WRONG.keys())
async def test_wrong_request_is_refused_and_counted(
    bot: BotSide, people: SandboxClient, method: str, params: Json
) -> None:
    code, description = await bot.error(method, **params)
    assert code == 400
    assert description.startswith("Bad Request: ")
    counted = await people.call("GET", "violations")
    assert counted["count"] == 1
    assert counted["violations"][0]["description"] == description
    assert not await people.messages(MEMBER)


async def test_right_requests_are_not_counted(bot: BotSide, people: SandboxClient) -> None:
    await bot.result("sendMessage", chat_id=MEMBER, text="长" * 4096)
    await bot.result("sendMessage", chat_id=str(MEMBER), text=f"<b>{'长' * 4096}</b>", parse_mode="HTML")
    await bot.result("sendMessage", chat_id=MEMBER, text="好", reply_markup=button(callback_data="长" * 21))
    assert (await bot.error("sendMessage", chat_id=4, text="好"))[1] == "Bad Request: chat not found"
    assert await people.violations() == []


async def test_form_fields_are_decoded_by_the_schema(bot: BotSide) -> None:
    fields = {
        "chat_id": str(MEMBER),
        "text": "12",
        "disable_notification": "true",
        "reply_markup": dumps(button(callback_data="1")).decode(),
    }
    async with bot.session.post(bot.address("sendMessage"), data=fields) as response:
        answer = await response.json()
    assert answer["result"]["text"] == "12"
    assert answer["result"]["reply_markup"] == button(callback_data="1")


@pytest.mark.parametrize(
    "field", [{"reply_markup": "{"}, {"reply_markup": '{"inline_keyboard": 5}'}, {"colour": "red"}]
)
async def test_wrong_form_is_refused(bot: BotSide, people: SandboxClient, field: dict[str, str]) -> None:
    async with bot.session.post(
        bot.address("sendMessage"), data={"chat_id": "1105", "text": "好", **field}
    ) as response:
        assert response.status == 400
    assert len(await people.violations()) == 1


async def test_multipart_album_names_its_parts(bot: BotSide) -> None:
    def form(second: str) -> aiohttp.FormData:
        data = aiohttp.FormData({"chat_id": str(MEMBER)})
        media = [{"type": "photo", "media": f"attach://{name}", "caption": "照片"} for name in ("a", second)]
        data.add_field("media", dumps(media).decode())
        for name in ("a", "b"):
            data.add_field(name, PNG, filename=f"{name}.png", content_type="image/png")
        return data

    async with bot.session.post(bot.address("sendMediaGroup"), data=form("b")) as response:
        assert [len(one["photo"]) for one in (await response.json())["result"]] == [4, 4]
    async with bot.session.post(bot.address("sendMediaGroup"), data=form("c")) as response:
        assert response.status == 400


async def test_a_get_with_a_query_string_will_do(bot: BotSide) -> None:
    async with bot.session.get(bot.address("getChat"), params={"chat_id": str(MEMBER)}) as response:
        assert (await response.json())["result"]["first_name"] == "王秀英"


@pytest.mark.parametrize(("body", "kind"), [(b"{", "application/json"), (b"[]", "application/json")])
async def test_a_body_that_is_no_object_is_refused(bot: BotSide, body: bytes, kind: str) -> None:
    async with bot.session.post(bot.address("getMe"), data=body, headers={"content-type": kind}) as response:
        assert response.status == 400


async def test_tokens(bot: BotSide, world: World) -> None:
    world.token = "1:right"
    for token, status in {"1:right": 200, "1:wrong": 401, "nonsense": 404}.items():
        async with bot.session.get(f"{bot.url}/bot{token}/getMe") as response:
            assert response.status == status


async def test_methods_that_are_not_played_are_still_checked(bot: BotSide) -> None:
    assert (await bot.error("sendDice", chat_id=MEMBER))[0] == 501
    assert (await bot.error("sendDice"))[0] == 400


async def test_the_reason_names_the_member_of_a_union(bot: BotSide) -> None:
    method, params = WRONG["callback data of 65 bytes"]
    _, description = await bot.error(method, **params)
    assert description == (
        "Bad Request: reply_markup: InlineKeyboardMarkup: inline_keyboard.0.0.callback_data: must be at-most-64-bytes"
    )


def test_types_are_checked_too() -> None:
    schema.check_type("User", {"id": 1, "is_bot": False, "first_name": "何"})
    with pytest.raises(Violation):
        schema.check_type("User", {"id": 1})
