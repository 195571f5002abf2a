"""The newcomer's ten minutes, in a real browser, with the real bot: ask, report, approve, read, greeting."""

from pathlib import Path

import pytest

from tests.browser.product import Product
from tests.browser.walk import DESK, HAND, Cast, approve, ask, greet, picture, report
from tests.browser.window import Device, Window

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.parametrize("cast", [DESK, HAND], ids=["desktop", "phone"])
async def test_newcomer(device: Device, product: Product, cast: Cast, tmp_path: Path) -> None:
    async with Window(device, product.url, cast.size) as window:
        await window.visit(cast.member_id, cast.member_id)
        await ask(window)
        await report(window, picture(tmp_path))
        await approve(window, cast)
        await window.become(cast.member)
        await window.enter("温暖")
        await window.hears("已经同意，慰问金为 1000 元")
        await greet(window)


async def test_starting_is_quiet(product: Product) -> None:
    """Nothing but what the command says itself; nothing written beside the data."""
    words = [line for line in product.output if "app.started" not in line]
    assert all("温暖的沙箱已经就绪" in line for line in words), words
    assert [path.name for path in product.folder.iterdir()] == ["data"]
