"""The pictures of the guides in docs/, taken anew by `python -m tests.browser.guides`, and looked at by people."""

import asyncio
import io
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tests.browser.paper import publish
from tests.browser.picture import stop_the_clock
from tests.browser.product import ROOT, running
from tests.browser.walk import DESK, ask, greet, picture, report
from tests.browser.window import Device, Window

IMAGES = ROOT / "docs/images"
COMMITTEE, ACTIVITY = "蒋明华", "机关健步走"
TALL = (1280, 1060)  # a question and the page of the original under it


async def snap(window: Window, name: str) -> None:
    await window.at_rest()
    shot = Image.open(io.BytesIO(await window.page.screenshot(animations="disabled")))
    shot.convert("RGB").quantize(256).save(IMAGES / f"{name}.png", optimize=True)


async def reports(window: Window, folder: Path) -> None:
    """A member asks and reports, the chair agrees, somebody has a birthday."""
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
    await window.become(DESK.member)
    await window.enter("温暖")
    await window.hears("工会已经同意")
    await greet(window)
    await snap(window, "greeting")


async def calendar(window: Window, _folder: Path) -> None:
    """A member looks at the calendar and signs up; an officer of the committee looks after the activity."""
    await window.visit(DESK.member_id, DESK.member_id)
    await window.say("/activities")
    await window.hears("还有")
    await window.press(ACTIVITY)
    await window.press("我要报名")
    await window.hears("报上了")
    await snap(window, "member-activities")
    await window.become(COMMITTEE)
    await window.enter("温暖")
    await window.say("/activities")
    await window.press("办活动")
    await window.press(f"管理：{ACTIVITY}")
    await window.hears("已报 1 人")
    await window.press("修改")
    await window.hears("机器人只看是不是会员")
    await snap(window, "officer-activity")


async def documents(window: Window, folder: Path) -> None:
    """Two officers of the committee put a Word file in; a member is answered from it."""
    await window.visit(DESK.member_id, DESK.member_id)
    await publish(window, folder, snap)


async def main() -> None:
    """Each walk in a product of its own; with names (`reports`, `calendar`, `documents`) those alone."""
    for walk in [one for one in (reports, calendar, documents) if one.__name__ in sys.argv[1:] or not sys.argv[1:]]:
        with TemporaryDirectory() as name:
            folder = Path(name)
            stop_the_clock(folder / "data" / "sandbox")
            async with (
                Device.started() as device,
                running(folder) as product,
                Window(device, product.url, TALL if walk is documents else DESK.size) as window,
            ):
                await walk(window, folder)


if __name__ == "__main__":
    asyncio.run(main())
