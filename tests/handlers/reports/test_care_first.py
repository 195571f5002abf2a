"""Words of danger where the bot waits for something else than an answer of a form."""

from dataclasses import replace

import pytest

from bot.core.config import Settings
from bot.core.work.unit import Deps
from bot.ops.library import load_library
from tests import support
from tests.handlers.reports.conftest import Phones
from tests.handlers.reports.filling import in_hospital
from tests.handlers.reports.phone import Phone, reports_of
from tests.handlers.reports.test_mine import returned


@pytest.mark.parametrize("pressed", [True, False])
async def test_danger_said_to_a_returned_report(deps: Deps, phone: Phones, *, pressed: bool) -> None:
    me, _desk = await returned(deps, phone)
    if pressed:
        await me.say("我的申报")
        await me.press("2026-0001 会员光荣退休 · 待您补充")
        await me.press("补充说明")
    answer = await me.say("不想活了")
    assert "12356" in answer
    assert "补充" not in answer
    assert "12356" in await me.say("材料在抽屉里")
    assert "补充" not in (await reports_of(deps))[0]["facts"]


async def test_a_pressed_question_is_met_by_care_as_a_typed_one_is(
    clock: support.TestClock, replies: support.Replies, phone: Phones
) -> None:
    me = phone(101)
    await me.say("不想活了")
    clock.forward(hours=1)  # longer than what was said is remembered
    assert "慰问金" in await me.press_token("ask:生病住院能领多少慰问金")
    assert not replies.sent  # which is where an answer that is business alone would be


async def test_the_officer_is_told_the_numbers_of_the_operator(deps: Deps, phone: Phones) -> None:
    settings = Settings(_env_file=None, care_police="0577-1100", care_ambulance="0577-1200")
    me = Phone(replace(deps, library=load_library(settings)), 101)
    assert "0577-1200 或 0577-1100" in await me.say("不想活了")
    await me.press_token("officer:care")
    told = (await support.outbox(deps.store, phone(106).chat_id))[-1]["text"]
    assert "请拨 0577-1200 或 0577-1100" in told


@pytest.mark.parametrize(
    ("said", "told", "never"),
    [
        ("我徒弟说他不想活了", "替身边的一个人担心", "会员本人"),
        ("我老公又打我了", "有人在伤害、威胁会员本人", "会伤害自己"),
        ("不想活了", "会伤害自己", "威胁"),
    ],
)
async def test_the_officer_is_told_what_is_feared(deps: Deps, phone: Phones, said: str, told: str, never: str) -> None:
    me = phone(101)
    await me.say(said)
    await me.press_token("officer:care")
    message = (await support.outbox(deps.store, phone(106).chat_id))[-1]["text"]
    assert told in message
    assert never not in message
    assert said not in message


async def test_a_question_that_is_forgotten_is_no_danger(deps: Deps, clock: support.TestClock, phone: Phones) -> None:
    me = phone(101)
    await me.say("结婚给多少")
    clock.forward(hours=1)
    await me.press_token("officer:")
    messages = [one["text"] for one in await support.outbox(deps.store)]
    assert any("想请您联系一下" in one for one in messages)
    assert not any("伤害" in one for one in messages)


async def test_a_place_by_the_river_is_one_where_a_place_was_asked_for(deps: Deps, phone: Phones) -> None:
    me = phone(101)
    await in_hospital(me)
    assert "哪家医院" in await me.say("昨天")
    assert "12356" not in await me.say("我也说不上来，反正就是江边那个很大的楼")
    assert "12356" in await me.say("活着没意思，不想活了")


async def test_papers_explain_medicines_and_no_farewell(deps: Deps, phone: Phones) -> None:
    me, _desk = await returned(deps, phone)
    assert "12356" not in await me.say("药盒我都留着")
    assert "12356" in await me.say("往后别给我留名额了")
