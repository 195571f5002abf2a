"""The newcomer's walk, step by step, as it is done in the page."""

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import expect

from tests.browser.window import DESKTOP, PHONE, Window


@dataclass(frozen=True)
class Cast:
    """Who walks: a member, the chair, the title of the officers' group."""

    size: tuple[int, int]
    member: str
    member_id: int
    chair: str
    group: str


DESK = Cast(DESKTOP, "王秀英", 1105, "林国栋", "市档案馆工会·干部群")
HAND = Cast(PHONE, "王敏", 1206, "黄志远", "市图书馆工会·干部群")


def picture(folder: Path) -> Path:
    """A small PNG, as evidence."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" + bytes((140, 170, 150)) * 320
    body = chunk(b"IHDR", struct.pack(">IIBBBBB", 320, 200, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(row * 200))
    file = folder / "住院通知单.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b""))
    return file


async def ask(window: Window) -> None:
    await window.say("生病住院能领多少慰问金")
    await window.hears("不超过 1000 元", "温直工〔2019〕7号")


async def report(window: Window, evidence: Path) -> None:
    await window.say("我昨天住院了")
    await window.press("我要申报住院…")
    await window.hears("谁会看到")
    await window.press("同意，继续")
    await window.hears("哪家医院")
    await window.say("市人民医院骨科")
    await window.hears("现在还在住院吗")
    await window.press("其余都跳过")
    await window.hears("发照片或文件给我")
    await window.attach(evidence)
    await window.hears("共有 1 个材料")
    await window.press("发完了，下一步")
    await window.hears("请核对一遍", "市人民医院骨科")
    await window.press("提交")
    await window.hears("编号：")


async def approve(window: Window, cast: Cast) -> None:
    await window.become(cast.chair)
    await window.enter(cast.group)
    await window.hears("会员生病住院", "王*", "待审批")
    await window.press("详情")
    await expect(window.page.get_by_role("status").filter(has_text="详情已发到您的私聊")).to_be_visible()
    await window.press("同意 1000 元")
    await window.hears(f"已同意 1000 元 · {cast.chair}")


async def greet(window: Window) -> None:
    """The clock jumps to the next birthday; the page follows to whoever has it."""
    if window.phone:
        await window.page.get_by_role("link", name="回到会话列表").click()
    await window.page.get_by_role("button", name="机器人的时钟").click()
    button = window.page.locator("[data-move=birthday]")
    names = await button.locator("span").inner_text()
    await button.click()
    person = names.split("、")[0].split(" · ")[0]
    await window.hears(person, "生日快乐")
    await expect(window.page.locator(".guide")).to_contain_text("五步都走过了")
