"""Words of danger where the bot waits for something else than an answer of a form."""

import pytest

from bot.core.work.unit import Deps
from tests.handlers.reports.conftest import Phones
from tests.handlers.reports.phone import reports_of
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
