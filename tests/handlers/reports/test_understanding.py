"""What is typed into a form is understood: several answers at once, corrections, giving up, other news, notes."""

import pytest

from bot.core.messages import JsonObject
from bot.core.work.unit import Deps
from tests.handlers.reports.conftest import Phones
from tests.handlers.reports.filling import facts, in_hospital
from tests.handlers.reports.phone import Phone, reports_of

LIN = 101


async def bereaved(me: Phone, whose: str = "我自己的事") -> None:
    await me.say("我要申报")
    await me.press("会员直系亲人去世")
    await me.press(whose)
    await me.press("同意，继续")


async def birthday(me: Phone) -> None:
    await me.say("我要申报")
    await me.press("会员生日")
    await me.press("我自己的事")


async def at_the_photos(me: Phone) -> None:
    await in_hospital(me)
    await me.press("昨天")
    await me.say("附二医骨科12床，还没出院，13800000000 我儿子的")


async def test_one_sentence_fills_all_that_it_tells(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await in_hospital(me)
    answer = await me.say("附二医骨科12床，还没出院，13800000000 我儿子的")
    assert "医院：附二医骨科12床\n还在住院：是\n联系电话：13800000000（儿子）" in answer
    assert "是哪一天住院的" in answer
    assert "入院单" in await me.say("上周六")
    assert await facts(deps) == {
        "event_date": "2026-11-21",
        "hospital": "附二医骨科12床",
        "still_in": True,
        "phone": "13800000000（儿子）",
    }


async def test_the_farewell_is_heard_before_it_is_asked_for(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await bereaved(me)
    await me.say("我妈昨天走的，后天上午九点在殡仪馆告别")
    told = {"relation": "母亲", "event_date": "2026-11-22", "farewell": "后天上午九点在殡仪馆告别"}
    assert await facts(deps) == told


@pytest.mark.parametrize(
    ("typed", "echo", "told"),
    [
        ("写错了，是前天", "入院日期：2026年11月21日（周六）（已经改好", {"event_date": "2026-11-21"}),
        ("不是附二医，是附一医", "医院：附一医（已经改好，原来填的是附二医骨科12床）", {"hospital": "附一医"}),
        ("电话错了，应该是13900000000", "联系电话：13900000000（已经改好", {"phone": "13900000000"}),
        ("已经出院了", "还在住院：否（已经改好，原来填的是是）", {"still_in": False}),
        ("前天", "入院日期：2026年11月21日（周六）（已经改好", {"event_date": "2026-11-21"}),
    ],
)
async def test_later_words_correct_earlier_ones(
    deps: Deps, phone: Phones, typed: str, echo: str, told: JsonObject
) -> None:
    me = phone(LIN)
    await at_the_photos(me)
    before = await facts(deps)
    assert echo in await me.say(typed)
    assert await facts(deps) == before | told


async def test_whose_death_it_is_can_be_corrected(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await bereaved(me)
    await me.say("是我爸")
    assert "去世的亲人：岳父（已经改好，原来填的是父亲）" in await me.say("是我岳父不是我爸")


async def test_what_is_wrong_is_asked_where_it_is_not_said(phone: Phones) -> None:
    me = phone(LIN)
    await at_the_photos(me)
    assert "要改哪一项" in await me.say("我写错了")
    assert "哪家医院" in await me.say("医院写错了")
    assert "入院单" in await me.say("附一医")


@pytest.mark.parametrize(
    "typed",
    ["算了不报了", "先不弄了", "我再想想", "我不想填了", "先放着吧", "等等，我可能要延迟一年，先不报了", "改天再报"],
)
async def test_giving_up_in_any_words_asks_once_more(deps: Deps, phone: Phones, typed: str) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.press("昨天")
    assert "确定放弃吗" in await me.say(typed)
    assert await facts(deps) == {"event_date": "2026-11-22"}


async def test_other_news_is_met_and_its_form_offered(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await birthday(me)
    answer = await me.say("等等，我爸刚走了")
    assert "请节哀。这是另一件事（会员直系亲人去世）" in answer
    assert "那份也还在" in answer
    assert [report["kind"] for report in await reports_of(deps)] == ["birthday"]
    assert "去世的亲人：父亲" in await me.press("放弃它，填新的")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("对，附二医，现在还躺着", {"hospital": "附二医", "still_in": True}),
        ("名字讲不清楚，反正就是河对面那栋很大的楼，我们绕了好久才找到的地方", {}),
        ("不清楚", {}),
        ("谢谢你们", {}),
    ],
)
async def test_no_story_becomes_a_hospital(deps: Deps, phone: Phones, typed: str, kept: JsonObject) -> None:
    me = phone(LIN)
    await in_hospital(me)
    await me.press("昨天")
    assert await me.say(typed)
    assert await facts(deps) == {"event_date": "2026-11-22"} | kept


async def test_wanting_to_go_with_her_is_no_farewell(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await bereaved(me)
    await me.say("我妈昨天走的")
    answer = await me.say("我就想跟她走")
    assert "12356" in answer
    assert "申报" not in answer
    assert "farewell" not in await facts(deps)


async def test_words_at_the_photos_are_a_note(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await at_the_photos(me)
    assert "记下了，会作为补充一起交给工会的同志：入院单明天才能拿到" in await me.say("入院单明天才能拿到")
    assert [one["text"] for one in (await facts(deps))["补充"]] == ["入院单明天才能拿到"]  # type: ignore[attr-defined]
    assert "去掉了" in await me.press("去掉刚才那句")
    assert "补充" not in await facts(deps)
    await me.say("下午来的时候请先打电话")
    assert "补充：下午来的时候请先打电话" in await me.say("发完了")
    assert "编号：2026-0001" in await me.say("提交")


async def test_a_note_that_is_too_long_is_refused(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await at_the_photos(me)
    assert "缩短到 500 个字以内" in await me.say("请多关照" * 126)
    assert "补充" not in await facts(deps)


async def test_a_name_that_is_not_in_the_roster(phone: Phones) -> None:
    me = phone(LIN)
    await bereaved(me, "替同事报")
    assert "把全名再发一次" in await me.say("我们科的李四")
    answer = await me.say("张三丰")
    assert "请他本人来报，或请本单位工会来报" in answer
    answer = await me.say("就是昨天下午跟我一起去的那位")
    assert "这一步要写同事的姓名" in answer
    assert "昨天下午" not in answer


@pytest.mark.parametrize("typed", ["金额写500", "写300块", "那写三百现金"])
async def test_nobody_names_his_own_amount(deps: Deps, phone: Phones, typed: str) -> None:
    me = phone(LIN)
    await birthday(me)
    answer = await me.say(typed)
    assert "“会员生日”是慰问品，最多 300 元，给不给、给多少由工会核定" in answer
    assert "生日是哪一天" in answer
    assert await facts(deps) == {}
