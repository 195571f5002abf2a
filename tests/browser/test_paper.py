"""The ten minutes of docs/换新通知.md, in a real browser, with the real bot: a Word file, two officers, a member."""

from pathlib import Path

import pytest

from tests.browser.paper import publish
from tests.browser.picture import stop_the_clock
from tests.browser.product import running
from tests.browser.walk import DESK
from tests.browser.window import Device, Window

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_from_a_word_file_to_the_first_answer(device: Device, tmp_path: Path) -> None:
    stop_the_clock(tmp_path / "data" / "sandbox")
    async with running(tmp_path) as product, Window(device, product.url, DESK.size) as window:
        await window.visit(DESK.member_id, DESK.member_id)
        await publish(window, tmp_path)
