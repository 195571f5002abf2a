"""Each kind, from the menu to the receipt: what is asked, what is kept, where it goes."""

from datetime import date

import pytest

from bot.core.messages import JsonObject
from bot.core.work.unit import Deps
from tests.handlers.reports.conftest import Phones
from tests.handlers.reports.phone import reports_of

LIN = 101

#: title, what is pressed (>) or typed in turn, the facts kept, the day, the desk
KINDS: list[tuple[str, list[str], JsonObject, date | None, str]] = [
    (
        "会员生病住院",
        [">同意，继续", "上周六", "附二医骨科", ">是", "13800000000", ">没有材料，下一步"],
        {"event_date": "2026-11-21", "hospital": "附二医骨科", "still_in": True, "phone": "13800000000"},
        date(2026, 11, 21),
        "branch",
    ),
    (
        "会员家庭遇特殊困难",
        [">同意，继续", "老房子漏水塌了一角", ">跳过", ">没有材料，下一步"],
        {"what": "老房子漏水塌了一角"},
        None,
        "branch",
    ),
    (
        "会员直系亲人去世",
        [">同意，继续", ">母亲", ">前天", "周三上午九点，殡仪馆三号厅", ">没有材料，下一步"],
        {"relation": "母亲", "event_date": "2026-11-21", "farewell": "周三上午九点，殡仪馆三号厅"},
        date(2026, 11, 21),
        "branch",
    ),
    (
        "会员家中出现矛盾需要调解",
        [">同意，继续", ">帮忙调解", "晚上七点以后", ">没有材料，下一步"],
        {"help": "帮忙调解", "reach": "晚上七点以后"},
        None,
        "mediator",
    ),
    (
        "会员之间发生矛盾",
        [">同意，继续", "想换个办公室", ">跳过", ">没有材料，下一步"],
        {"help": "想换个办公室"},
        None,
        "mediator",
    ),
    (
        "会员生日",
        ["1985年12月1日", ">公历", ">没有材料，下一步"],
        {"event_date": "2026-12-01", "calendar": "公历"},
        date(2026, 12, 1),
        "branch",
    ),
    ("会员结婚", ["下个月6号", ">没有材料，下一步"], {"event_date": "2026-12-06"}, date(2026, 12, 6), "branch"),
    (
        "会员生育",
        [">本人", ">昨天", ">没有材料，下一步"],
        {"relation": "本人", "event_date": "2026-11-22"},
        date(2026, 11, 22),
        "branch",
    ),
    (
        "会员子女上大学",
        ["9月1日", "温州大学", ">没有材料，下一步"],
        {"event_date": "2026-09-01", "school": "温州大学"},
        date(2026, 9, 1),
        "branch",
    ),
    ("会员光荣退休", ["12月31日", ">没有材料，下一步"], {"event_date": "2026-12-31"}, date(2026, 12, 31), "branch"),
]


@pytest.mark.parametrize(("title", "said", "facts", "day", "desk"), KINDS, ids=[kind[0] for kind in KINDS])
async def test_from_menu_to_receipt(
    deps: Deps, phone: Phones, title: str, said: list[str], facts: JsonObject, day: date | None, desk: str
) -> None:
    me = phone(LIN)
    await me.say("我要申报")
    await me.press(title)
    answer = await me.press("我自己的事")
    for words in said:
        answer = await me.press(words[1:]) if words.startswith(">") else await me.say(words)
    assert answer.startswith("请核对一遍：")
    assert f"事项：{title}" in answer
    receipt = await me.press("提交")
    assert "编号：2026-0001" in receipt
    assert f"事项：{title}" in receipt
    report = (await reports_of(deps))[0]
    assert report["facts"] == facts
    assert (report["status"], report["desk"], report["event_date"]) == ("submitted", desk, day)


async def test_a_birthday_said_in_lunar_words_knows_its_calendar(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await me.say("我要申报")
    await me.press("会员生日")
    await me.press("我自己的事")
    answer = await me.say("农历十月廿五")
    assert "材料" in answer or "发照片" in answer
    facts = (await reports_of(deps))[0]["facts"]
    assert facts["calendar"] == "农历"
    assert facts["event_date"] == "2026-12-03"


async def test_visits_are_spoken_of_plainly(phone: Phones) -> None:
    """No exclamation mark and no emoji, whatever is asked of somebody in grief or illness."""
    me = phone(LIN)
    for title, said, *_ in KINDS[:5]:
        await me.say("我要申报")
        answers = [await me.press(title), await me.press("我自己的事")]
        answers += [await me.press(words[1:]) if words.startswith(">") else await me.say(words) for words in said]
        answers.append(await me.press("提交"))
        for answer in answers:
            assert not set("！!～~") & set(answer), answer
            assert all(ord(letter) < 0x1F000 for letter in answer), answer


async def test_a_kind_that_the_notice_does_not_list_cannot_be_reported(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    assert (
        await me.press_token("report:teleportation")
        == "现行通知没有列出这一项（teleportation），暂时不能申报。请问问本单位工会。"
    )
    assert await reports_of(deps) == []
