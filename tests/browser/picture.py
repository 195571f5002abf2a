"""README's picture of the page: `python -m tests.browser.picture` takes it anew.

The picture carries, as PNG text, the words that were on the page (hours masked). The test compares those, and the
size, with what the product shows today: pixels differ from machine to machine, words must not.
"""

import asyncio
import io
import re
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from PIL.PngImagePlugin import PngImageFile, PngInfo
from playwright.async_api import expect

from bot.sandbox.world import World
from tests.browser.product import ROOT, running
from tests.browser.walk import DESK, approve, ask, picture, report
from tests.browser.window import Device, Window

PICTURE = ROOT / "docs/images/sandbox.png"
MOMENT = datetime(2026, 3, 16, 10, 5)  # noqa: DTZ001 - the bot's local time; a Monday on which nothing else is due
WORDS = "words"


async def take(device: Device, folder: Path) -> Image.Image:
    """Play the walk up to the approval in a fresh product, ask once more, and picture the member's chat."""
    stop_the_clock(folder / "data" / "sandbox")
    async with running(folder) as product, Window(device, product.url, DESK.size) as window:
        await window.visit(DESK.member_id, DESK.member_id)
        await report(window, picture(folder))
        await approve(window, DESK)
        await window.become(DESK.member)
        await window.enter("温暖")
        await window.hears("已经同意")
        await ask(window)
        for label in ("同意，继续", "跳过", "提交"):  # a form that is over loses its buttons, one message after another
            await expect(window.page.get_by_role("button", name=label, exact=True)).to_have_count(0)
        await window.at_rest()
        shot = Image.open(io.BytesIO(await window.page.screenshot(animations="disabled")))
        shot.info[WORDS] = masked(await window.page.locator(".app").inner_text())
    return shot


def stop_the_clock(folder: Path) -> None:
    """The product starts on that day, whatever day it is."""
    world = World(folder)
    world.clock.set(MOMENT)
    world.save_clock()
    world.close()


def masked(words: str) -> str:
    return re.sub(r"\b\d\d:\d\d\b", "··:··", words)


def save(shot: Image.Image, path: Path) -> None:
    words = PngInfo()
    words.add_itxt(WORDS, shot.info[WORDS])
    path.parent.mkdir(parents=True, exist_ok=True)
    shot.convert("RGB").quantize(256).save(path, optimize=True, pnginfo=words)


def load(path: Path) -> tuple[tuple[int, int], str]:
    """Size and words of a saved picture."""
    with Image.open(path) as image:
        assert isinstance(image, PngImageFile)
        return image.size, str(image.text[WORDS])


async def main() -> None:
    with TemporaryDirectory() as folder:
        async with Device.started() as device:
            save(await take(device, Path(folder)), PICTURE)


if __name__ == "__main__":
    asyncio.run(main())
