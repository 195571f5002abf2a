"""A document put in over real HTTP: the officer sees the page from which he types."""

from pathlib import Path

from tests.dialogs.stage import Stage
from tests.knowledge.documents import samples
from tests.notices.test_chatting import RULES
from tests.notices.test_pictures import LINES

OFFICER = "蒋明华"


async def test_the_page_follows_the_question(tmp_path: Path) -> None:
    async with Stage(tmp_path) as stage:
        officer = stage.people[OFFICER]
        await stage.client.say(officer, "/notices")
        await stage.client.send(officer, document=samples.pdf(LINES, foot=False), name="通知.pdf")
        await stage.rest()
        shown = await stage.said(officer, 0)
        question = next(at for at, one in enumerate(shown) if "□" in one["text"])
        picture = shown[question + 1]
        assert picture["media"]["type"] == "photo"
        assert "标黄的是" in picture["text"]
        await stage.client.send(officer, document=RULES.encode(), name="办法.txt")
        await stage.rest()
        after = [one["text"] for one in (await stage.said(officer, 0))[len(shown) :]]
        assert any("第 1 份刚才问的金额还没有核对" in text for text in after)
        assert not any("没看懂是多少" in text for text in after)
        await stage.client.press(officer, "这不是慰问标准", shown[question]["id"])
        await stage.rest()
        assert (await stage.client.call("GET", "violations"))["count"] == 0
