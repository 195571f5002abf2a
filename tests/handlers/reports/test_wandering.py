"""Members who press and type whatever comes to hand: every update is answered and nothing that was told gets lost."""

import random

import pytest

from bot.core.messages import JsonObject
from bot.core.work.unit import Deps
from bot.reports.forms import FORMS, told
from tests import support
from tests.handlers.reports.conftest import Phones
from tests.handlers.reports.phone import Phone, reports_of

LIN = 101
WORDS = (
    "昨天",
    "2020年1月1日",
    "附二医",
    "母亲",
    "13800000000",
    "是",
    "王建国",
    "A002",
    "上一步",
    "跳过",
    "提交",
    "对",
    "？？",
    "",
)
MENU = ("我要申报", "我的申报", "/start", "/cancel", "/report", "帮助")
#: Pressed on purpose to leave something out or give the form up.
LETTING_GO = frozenset({"跳过", "其余都跳过", "确定放弃", "不同意，不报了", "放弃它，填新的", "提交", "不知道"})


@pytest.mark.parametrize("seed", range(6))
async def test_wandering(deps: Deps, phone: Phones, replies: support.Replies, seed: int) -> None:
    chance = random.Random(seed)
    me = phone(LIN)
    await me.say("我要申报")
    for _ in range(60):
        before = await _draft(deps)
        heard = len(replies.sent)
        did, answer = await _anything(me, chance)
        assert answer or len(replies.sent) > heard, did
        after = await _draft(deps)
        if before and after and did not in LETTING_GO:
            assert before.keys() <= after.keys(), did
    for report in await reports_of(deps):
        if report["status"] == "submitted":
            FORMS[report["kind"]].facts.model_validate(report["facts"])
    assert sum(report["status"] == "draft" for report in await reports_of(deps)) <= 1


async def _anything(me: Phone, chance: random.Random) -> tuple[str, str]:
    """One thing that can be done now, and what comes of it."""
    buttons = await me.buttons()
    dice = chance.random()
    if buttons and dice < 0.6:
        label = chance.choice(buttons)
        return label, await me.press(label)
    if dice < 0.65:
        return "照片", await me.send_photo(f"p{chance.randrange(5)}")
    words = chance.choice(WORDS if dice < 0.9 or not buttons else MENU)
    return words, await me.say(words)


async def _draft(deps: Deps) -> JsonObject:
    return next((told(report["facts"]) for report in await reports_of(deps) if report["status"] == "draft"), {})
