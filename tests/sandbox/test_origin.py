"""Another page on this machine, or a name of its own that leads here, reaches nothing of the sandbox."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.jsons import Json
from bot.sandbox.world import SANDBOX_TOKEN, World
from tests.sandbox.conftest import MEMBER

SAY = "/sandbox/say"
SEND = f"/bot{SANDBOX_TOKEN}/sendMessage"
ELSEWHERE = {
    "a form of another site": {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"},
    "a page of this machine at another port": {"Origin": "http://127.0.0.1:9", "Sec-Fetch-Site": "same-site"},
    "a sandboxed frame": {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    "another name for this machine": {"Origin": "http://localhost:{port}"},
    "the same by https": {"Origin": "https://127.0.0.1:{port}"},
    "a name that leads here": {"Host": "evil.example:{port}", "Origin": "http://evil.example:{port}"},
    "the same name, and no page": {"Host": "evil.example"},
    "a name that only begins like ours": {"Host": "localhost.evil.example:{port}"},
    "no name": {"Host": ""},
    "a name that is none": {"Host": "[::1"},
    "an image, a script": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
    "an image at another port": {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"},
}
HERE = {
    "a program": {},
    "the page itself": {"Origin": "http://127.0.0.1:{port}", "Sec-Fetch-Site": "same-origin"},
    "the page by the other name": {"Host": "localhost:{port}", "Origin": "http://localhost:{port}"},
    "an address that is typed in": {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"},
    "a forwarded port": {"Host": "127.0.0.1:9000", "Origin": "http://127.0.0.1:9000"},
}


def filled(headers: dict[str, str], url: str) -> dict[str, str]:
    port = url.rpartition(":")[2]
    return {name: value.replace("{port}", port) for name, value in headers.items()}


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.mark.parametrize("headers", ELSEWHERE.values(), ids=ELSEWHERE)
async def test_nothing_is_done_or_told(
    world: World, url: str, session: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    sent = filled(headers, url)
    said: Json = {"as": MEMBER, "chat": MEMBER, "text": "同意"}
    async with session.post(url + SAY, json=said, headers=sent) as answer:
        assert answer.status == 403
        assert "沙箱只接受本机程序" in (await answer.json())["error"]
    async with session.get(url + "/sandbox/people", headers=sent) as answer:
        assert answer.status == 403
    query = {"chat_id": str(MEMBER), "text": "假的通知"}
    async with session.get(url + SEND, params=query, headers=sent) as answer:
        assert (answer.status, (await answer.json())["error_code"]) == (403, 403)
    async with session.get(url + f"/file/bot{SANDBOX_TOKEN}/photos/file_1.png", headers=sent) as answer:
        assert answer.status == 403
    assert world.chats[MEMBER].posts == {}
    assert not world.updates.pending


@pytest.mark.parametrize("headers", HERE.values(), ids=HERE)
async def test_this_machine_and_the_page_itself_are_served(
    url: str, session: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    said: Json = {"as": MEMBER, "chat": MEMBER, "text": "在吗"}
    async with session.post(url + SAY, json=said, headers=filled(headers, url)) as answer:
        assert answer.status == 200


FRAMED = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
LINKED = FRAMED | {"Sec-Fetch-Dest": "document"}


@pytest.fixture(scope="module")
def page() -> Iterator[str]:
    """A page's address. NiceGUI knows one application a process, so it is served by another one."""
    code = (
        "import asyncio\nfrom bot.sandbox.page import page_app\nfrom bot.sandbox.server import serve\n"
        "from bot.sandbox.world import World\n"
        "async def main():\n    world = World()\n    url, _ = await serve(world, app=page_app(world))\n"
        "    print(url, flush=True)\n    await asyncio.Event().wait()\n"
        "asyncio.run(main())\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2], env=os.environ
    ) as served:
        assert served.stdout is not None
        yield served.stdout.readline().strip()
        served.kill()


@pytest.mark.parametrize(("headers", "status"), [({}, 200), (LINKED, 200), (FRAMED, 403)])
async def test_the_page_opens_in_a_tab_and_in_no_frame(
    page: str, session: aiohttp.ClientSession, headers: dict[str, str], status: int
) -> None:
    async with session.get(page + "/", headers=headers) as answer:
        assert answer.status == status


async def test_a_link_leads_to_the_page_and_to_nothing_else(page: str, session: aiohttp.ClientSession) -> None:
    query = {"chat_id": str(MEMBER), "text": "假的通知"}
    async with session.get(page + SEND, params=query, headers=LINKED) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("headers", [*ELSEWHERE.values(), *HERE.values()], ids=[*ELSEWHERE, *HERE])
async def test_the_pages_socket_is_open_to_the_page_alone(
    page: str, session: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    query = {"EIO": "4", "transport": "websocket", "implicit_handshake": "false"}
    connecting = session.ws_connect(page + "/_nicegui_ws/socket.io/", params=query, headers=filled(headers, page))
    if headers in ELSEWHERE.values():
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await connecting
        return
    async with connecting as socket:
        assert (await asyncio.wait_for(socket.receive_str(), 5)).startswith("0")  # engine.io: open
