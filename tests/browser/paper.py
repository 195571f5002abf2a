"""From a Word file to the first answer, as two officers of the committee and a member do it in the page."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.browser.window import Window
from tests.knowledge.documents import samples

FIRST, SECOND, MEMBER = "蒋明华", "沈婷", "王秀英"
FIGURES = {"生病住院": "1500", "会员结婚": "800"}
RULES = """温州市直属机关工会工作委员会文件

温直工〔2026〕3号

关于印发《市直机关工会会员慰问办法》的通知

各基层工会：

现将《市直机关工会会员慰问办法》印发给你们，请遵照执行。

温州市直属机关工会工作委员会

2026年3月2日

市直机关工会会员慰问办法

第一条　会员生病住院要访（慰问金不超过 1500 元）。

第二条　会员家庭遇特殊困难的要访。

第三条　会员直系亲人去世要访（慰问金不超过 1000 元）。

第四条　会员家中出现矛盾需要调解的要访。

第五条　会员之间发生矛盾要访。

第六条　会员生日要贺（慰问品金额不超过 300 元）。

第七条　会员结婚要贺（慰问品金额不超过 800 元）。

第八条　会员生育要贺（慰问品金额不超过 500 元）。

第九条　会员子女上大学要贺。

第十条　会员光荣退休要贺（慰问品金额不超过 1000 元）。

第十一条　住院的，请在出院后两个月内提供出院小结。

第十二条　本办法自2026年3月16日起施行。
"""
Look = Callable[[Window, str], Awaitable[None]]


async def unseen(window: Window, name: str) -> None:
    """Nobody takes a picture."""


async def publish(window: Window, folder: Path, look: Look = unseen) -> None:
    """The file, its figures, the end of the review, the release, the letter to members, a member's question."""
    file = folder / "市直机关工会会员慰问办法.docx"
    file.write_bytes(samples.docx(samples.paragraphs(RULES)))
    await window.become(FIRST)
    await window.enter("温暖")
    await window.say("/notices")
    await window.hears("请把文件发给我")
    await window.attach(file)
    await _type(window, look)
    await window.hears("要核对的都核对完了", "原来是慰问金不超过 1000 元，现在是慰问金不超过 1500 元")
    await look(window, "notice-changes")
    await window.press("核对完了")
    await window.hears("已请 1 位工委干部看过发布")
    await window.become(SECOND)
    await window.enter("温暖")
    await window.press("发布第 1 份")
    await window.hears("要告诉会员，点下面的按钮")
    await window.press("告诉会员有什么变化")
    letter = window.messages("别人的").filter(has_text="温直工〔2026〕3号 已经执行")
    await letter.wait_for()
    await letter.scroll_into_view_if_needed()
    await look(window, "notice-letter")
    await window.become(MEMBER)
    await window.enter("温暖")
    await window.say("生病住院能领多少慰问金")
    await window.hears("不超过 1500 元", "温直工〔2026〕3号")
    await look(window, "notice-answer")


async def _type(window: Window, look: Look) -> None:
    """Each figure beside the page, where there is a program that prints it."""
    for number, (event, figure) in enumerate(FIGURES.items(), 1):
        await window.hears(f"这笔钱算在“{event}”上")
        picture = window.messages("别人的").filter(has_text=re.compile("原件第 1 页|没有页面的图"))
        await picture.nth(number - 1 if await picture.count() >= number else 0).wait_for()
        if number == 1:
            await look(window, "notice-figure")
        await window.say(figure)
        await window.hears("对上了")
