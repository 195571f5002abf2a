"""From a sentence to a form: offered first, filled in, confirmed by the member."""

from datetime import date

import pytest

from bot.domain.errors import NotAllowed
from bot.domain.messages import JsonObject
from bot.services import reporting
from bot.services.base import Deps
from bot.store import inbox
from bot.store import tables as t
from knowledge.reports import Reading, read
from tests import support
from tests.handlers.reporting.conftest import Phones
from tests.handlers.reporting.phone import reports_of

LIN = 101
TODAY = support.NOON.date()


async def offered(deps: Deps, said: str, reading: Reading | None = None, who: int = LIN) -> None:
    async with deps.store.begin() as tx:
        row = {"update_id": 1, "lane": who, "state": "pending", "received_at": support.NOON}
        await inbox.store(tx, [row])
    await reporting.offer(deps, 1, who, reading or read(said, TODAY), said)


def told(report: JsonObject) -> JsonObject:
    return {name: value for name, value in report["facts"].items() if not name.startswith("_")}


async def test_what_was_understood_is_shown_and_nothing_is_stored(deps: Deps, phone: Phones) -> None:
    await offered(deps, "我昨天住院了，附二医骨科")
    answer = (await phone(LIN).last())["text"]
    assert "我听到的是：会员生病住院。" in answer
    assert "入院日期：2026年11月22日（周日）" in answer
    assert "要我帮您打开申报表吗？" in answer
    assert await reports_of(deps) == []


async def test_what_is_offered_is_sealed(deps: Deps, phone: Phones) -> None:
    reading = Reading("hospitalization", "self", None, date(2026, 11, 22), None, "附二医骨科")
    await offered(deps, "我昨天住院了", reading)
    async with deps.store.read() as tx:
        raw = str([dict(row) for row in await tx.all(t.buttons.select())])
    assert "附二医" not in raw
    assert "2026-11-22" not in raw


async def test_yes_opens_the_form_filled_in_but_consent_comes_first(deps: Deps, phone: Phones) -> None:
    reading = Reading("hospitalization", "self", None, date(2026, 11, 22), None, "附二医骨科")
    await offered(deps, "我昨天住院了，附二医骨科", reading)
    me = phone(LIN)
    assert "谁会看到" in await me.press("打开申报表")
    assert "现在还在住院吗" in await me.press("同意，继续")
    assert told((await reports_of(deps))[0]) == {"event_date": "2026-11-22", "hospital": "附二医骨科"}


async def test_no_thanks(deps: Deps, phone: Phones) -> None:
    await offered(deps, "下个月6号办婚礼")
    assert "需要的时候再说一声" in await phone(LIN).press("不用了")
    assert await reports_of(deps) == []


async def test_opening_twice_goes_on_with_the_same_form(deps: Deps, phone: Phones) -> None:
    reading = Reading("marriage", "self", None, date(2026, 12, 6))
    await offered(deps, "下个月6号办婚礼", reading)
    me = phone(LIN)
    token = await me.token("打开申报表")
    await me.press_token(token)
    assert "结婚证" in await me.press_token(token)
    assert len(await reports_of(deps)) == 1


async def test_for_a_colleague_by_his_whole_name(deps: Deps, phone: Phones, roster: dict[str, object]) -> None:
    reading = Reading("bereavement", "colleague", "父亲", date(2026, 11, 21), "黄主席")
    await offered(deps, "替黄主席报一下，他爸前天走的", reading)
    me = phone(LIN)
    assert "当事人：黄主席" in (await me.last())["text"]
    await me.press("打开申报表")
    assert "告别的时间" in await me.press("同意，继续")
    report = (await reports_of(deps))[0]
    assert told(report) == {"relation": "父亲", "event_date": "2026-11-21"}
    assert report["branch_id"] != (await reports_of(deps))[0]["reporter_id"]


async def test_for_a_colleague_by_nickname_asks_which(deps: Deps, phone: Phones) -> None:
    reading = Reading("bereavement", "colleague", "母亲", date(2026, 11, 21), "老王")
    await offered(deps, "替老王报一下，他妈前天走的", reading)
    me = phone(LIN)
    await me.press("打开申报表")
    assert "能对上“老王”的在下面" in await me.press("同意，继续")
    await me.press("王建国 · 春风机关工会")
    assert told((await reports_of(deps))[0]) == {"relation": "母亲", "event_date": "2026-11-21"}


async def test_a_hardship_is_kept_in_the_members_own_words(deps: Deps, phone: Phones) -> None:
    said = "家里着火了，房子烧了一半"
    await offered(deps, said, Reading("hardship", "self"))
    me = phone(LIN)
    await me.press("打开申报表")
    await me.press("同意，继续")
    assert told((await reports_of(deps))[0]) == {"what": said}


async def test_an_unlikely_day_in_the_sentence_is_questioned_all_the_same(deps: Deps, phone: Phones) -> None:
    await offered(deps, "我住院了", Reading("hospitalization", "self", None, date(2023, 11, 22)))
    me = phone(LIN)
    await me.press("打开申报表")
    assert "两年多以前" in await me.press("同意，继续")


async def test_strangers_are_told_how_to_be_known(deps: Deps) -> None:
    with pytest.raises(NotAllowed, match="绑定"):
        await offered(deps, "我昨天住院了", who=999)


async def test_the_button_under_an_answer_takes_up_what_was_just_said(deps: Deps, phone: Phones) -> None:
    said = "我昨天住院了，在附二医"
    deps.talks.remember(LIN, LIN, said, missed=False, now=support.NOON)
    me = phone(LIN)
    await me.press_token("report:hospitalization")
    assert told((await reports_of(deps))[0])["event_date"] == "2026-11-22"


async def test_the_button_under_an_answer_about_something_else_opens_an_empty_form(deps: Deps, phone: Phones) -> None:
    deps.talks.remember(LIN, LIN, "住院有多少慰问金", missed=False, now=support.NOON)
    me = phone(LIN)
    assert "是谁的事" in await me.press_token("report:hospitalization")
    assert told((await reports_of(deps))[0]) == {}


async def test_a_button_pressed_in_a_group_opens_the_form_in_private(deps: Deps, phone: Phones) -> None:
    assert await phone(LIN, -1001).press_token("report:marriage") == "申报是私事，我们私下说。已经私聊您了。"
    assert "是谁的事" in (await phone(LIN).last())["text"]
