"""The pictures of the guides in docs/, taken anew by `python -m tests.browser.guides`, and looked at by people."""

import asyncio
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tests.browser.picture import stop_the_clock
from tests.browser.product import ROOT, running
from tests.browser.walk import DESK, ask, greet, picture, report
from tests.browser.window import Device, Window

IMAGES = ROOT / "docs/images"


async def snap(window: Window, name: str) -> None:
    await window.at_rest()
    shot = Image.open(io.BytesIO(await window.page.screenshot(animations="disabled")))
    shot.convert("RGB").quantize(256).save(IMAGES / f"{name}.png", optimize=True)


async def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        stop_the_clock(folder / "data" / "sandbox")
        async with (
            Device.started() as device,
            running(folder) as product,
            Window(device, product.url, DESK.size) as window,
        ):
            await window.visit(DESK.member_id, DESK.member_id)
            await ask(window)
            await snap(window, "member-ask")
            await report(window, picture(folder))
            await snap(window, "member-report")
            await window.become(DESK.chair)
            await window.enter(DESK.group)
            await window.hears("待审批")
            await snap(window, "officer-card")
            await window.press("同意 1000 元")
            await window.hears("已同意 1000 元")
            await greet(window)
            await snap(window, "greeting")


if __name__ == "__main__":
    asyncio.run(main())
