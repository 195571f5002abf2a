"""From a sentence to a form: the button under the answer opens it, filled in, or the sentence itself where it wants it
reported; the member mends what is wrong."""

import pytest

from bot.core.messages import JsonObject
from bot.core.people import Member
from bot.core.work.unit import Deps
from tests import support
from tests.handlers.reports.conftest import Phones
from tests.handlers.reports.phone import Phone, reports_of

LIN = 101


async def told(deps: Deps) -> JsonObject:
    facts = (await reports_of(deps))[-1]["facts"]
    return {name: value for name, value in facts.items() if not name.startswith("_")}


async def offered(me: Phone, replies: support.Replies, said: str) -> str:
    """Says it and presses the report button under the answer."""
    await me.say(said)
    data = [button.data or "" for row in replies.sent[-1][0].buttons for button in row]
    return await me.press_token(next(one for one in data if one.startswith("report:")))


async def test_the_answer_offers_and_stores_nothing(deps: Deps, phone: Phones, replies: support.Replies) -> None:
    await phone(LIN).say("我昨天住院了，附二医骨科，摔了腿")
    assert any((button.data or "").startswith("report:") for row in replies.sent[-1][0].buttons for button in row)
    assert await reports_of(deps) == []


async def test_what_was_said_is_filled_in_and_shown(deps: Deps, phone: Phones, replies: support.Replies) -> None:
    me = phone(LIN)
    answer = await offered(me, replies, "我昨天住院了，附二医骨科，摔了腿")
    assert "入院日期：2026年11月22日（周日）" in answer
    assert "谁会看到" in answer
    assert "是哪一天住院的" not in await me.press("同意，继续")
    assert await told(deps) == {"event_date": "2026-11-22", "hospital": "附二医骨科"}


async def test_a_colleague_by_nickname_is_asked_for(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await me.say("替老王报一下，他妈前天走的")
    assert "能对上“老王”的在下面" in await me.press("同意，继续")
    await me.press("王建国 · 春风机关工会")
    assert await told(deps) == {"relation": "母亲", "event_date": "2026-11-21"}


async def test_a_colleague_by_his_whole_name_is_found(deps: Deps, phone: Phones, roster: dict[str, Member]) -> None:
    me = phone(LIN)
    await me.say("替黄主席报一下，他爸前天走的")
    assert "告别的时间" in await me.press("同意，继续")
    assert (await reports_of(deps))[0]["subject_id"] == roster["B003"].id


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ("下个月6号办婚礼", {"event_date": "2026-12-06"}),
        ("我老婆昨天生了个女儿", {"relation": "配偶", "event_date": "2026-11-22"}),
    ],
)
async def test_happy_news(deps: Deps, phone: Phones, replies: support.Replies, said: str, facts: JsonObject) -> None:
    await offered(phone(LIN), replies, said)
    assert await told(deps) == facts


async def test_a_hardship_keeps_the_members_own_words(deps: Deps, phone: Phones, replies: support.Replies) -> None:
    said = "家里房子着火烧了，生活很困难"
    me = phone(LIN)
    await offered(me, replies, said)
    await me.press("同意，继续")
    assert (await told(deps))["what"] == said


async def test_an_older_sentence_counts_too(deps: Deps, phone: Phones, replies: support.Replies) -> None:
    """Between the sentence and the press another question was asked."""
    me = phone(LIN)
    await me.say("下个月6号办婚礼")
    await me.say("结婚有什么表示？")
    await me.press_token("report:marriage")
    assert await told(deps) == {"event_date": "2026-12-06"}


async def test_a_question_fills_in_nothing(deps: Deps, phone: Phones, replies: support.Replies) -> None:
    me = phone(LIN)
    await me.say("生病住院有多少慰问金？")
    assert "是谁的事" in await me.press_token("report:hospitalization")
    assert await told(deps) == {}


async def test_pressing_twice_goes_on_with_the_same_form(deps: Deps, phone: Phones, replies: support.Replies) -> None:
    me = phone(LIN)
    await offered(me, replies, "下个月6号办婚礼")
    assert "结婚证" in await me.press_token("report:marriage")
    assert len(await reports_of(deps)) == 1


async def test_a_button_pressed_in_a_group_opens_the_form_in_private(deps: Deps, phone: Phones) -> None:
    assert await phone(LIN, -1001).press_token("report:marriage") == "申报是私事，我们私下说。已经私聊您了。"
    assert "是谁的事" in (await phone(LIN).last())["text"]
