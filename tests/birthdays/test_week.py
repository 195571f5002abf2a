"""The officers' week ahead with its 慰问品, and a member's own say in how he is greeted."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import RowMapping, select

from bot.birthdays import birthday, week
from bot.birthdays.greeting import greet_due
from bot.birthdays.rules import Birthday
from bot.birthdays.week import Gift
from bot.core.errors import BadInput, NotAllowed, Stale
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.store import tables as t
from bot.store.tables_members import gifts as gift_rows
from tests.birthdays.people import Heard, at, born, greeted_perhaps
from tests.support import TestClock, labels, outbox

DAY = date(2026, 11, 23)
CHAIR, COMMITTEE = 103, 301
Roster = dict[str, Member]


async def last_said(deps: Deps, chat: int) -> dict[str, object]:
    return (await outbox(deps.store, chat))[-1]


async def gift_row(deps: Deps) -> RowMapping | None:
    async with deps.store.read() as tx:
        return await tx.one(select(gift_rows))


def gift(member: Member) -> Gift:
    return Gift(member.id, 2026, DAY)


async def test_officers_see_their_branch_and_the_committee_all(
    deps: Deps, clock: TestClock, roster: Roster, heard: Heard
) -> None:
    clock.moment = at(DAY, 8)
    await born(deps, roster["A001"], Birthday(11, 23, year=1985))
    await born(deps, roster["A007"], Birthday(11, 29))
    await born(deps, roster["A002"], Birthday(12, 1))
    await born(deps, roster["B001"], Birthday(11, 24))
    await week.show(deps, await heard(), CHAIR)
    shown = str((await last_said(deps, CHAIR))["text"])
    assert "11月23日（今天）林静" in shown
    assert "未绑定·春风机关工会：没绑定账号" in shown
    assert "王建国" not in shown, "neither later nor of another branch"
    assert "1985" not in shown
    await week.show(deps, await heard(), COMMITTEE)
    assert "11月24日（周二）王建国·秋实机关工会" in str((await last_said(deps, COMMITTEE))["text"])


async def test_members_do_not_see_the_list(deps: Deps, roster: Roster, heard: Heard) -> None:
    with pytest.raises(NotAllowed):
        await week.show(deps, await heard(), 101)


async def test_the_list_tells_what_became_of_yesterdays_greeting(
    deps: Deps, clock: TestClock, roster: Roster, heard: Heard
) -> None:
    await greeted_perhaps(deps, roster["A001"], DAY)
    clock.forward(days=1)
    await greet_due(deps)
    await week.show(deps, await heard(), CHAIR)
    assert "（昨天）林静·春风机关工会：祝福不确定是否送达" in str((await last_said(deps, CHAIR))["text"])


async def test_a_gift_is_prepared_and_handed_over_within_the_ceiling(
    deps: Deps, clock: TestClock, roster: Roster, heard: Heard
) -> None:
    lin = roster["A001"]
    await born(deps, lin, Birthday(11, 23))
    clock.moment = at(DAY)
    await week.show(deps, await heard(), CHAIR)
    assert labels(await last_said(deps, CHAIR)) == [
        "林静：慰问品已备好",
        "林静：慰问品已送到",
        "11月名单（图和表格）",
        "12月名单（图和表格）",
        "日历文件（今后一年）",
    ]
    await week.prepare(deps, await heard(), CHAIR, gift(lin), 7)
    with pytest.raises(Stale):
        await week.prepare(deps, await heard(), CHAIR, gift(lin), 7)
    await week.ask_amount(deps, await heard(), CHAIR, gift(lin))
    assert "慰问品不超过 300 元" in str((await last_said(deps, CHAIR))["text"])
    with pytest.raises(BadInput, match="300"):
        await week.give(deps, await heard(), CHAIR, gift(lin), "300.01")
    await week.give(deps, await heard(), CHAIR, gift(lin), "300")
    row = await gift_row(deps)
    assert row is not None
    assert (row["amount"], row["prepared_by"], row["given_by"]) == (Decimal(300), roster["A003"].id, roster["A003"].id)
    assert "四（二）" in row["rule"]
    with pytest.raises(Stale):
        await week.give(deps, await heard(), CHAIR, gift(lin), "跳过")


async def test_a_gift_may_be_recorded_without_its_price(deps: Deps, roster: Roster, heard: Heard) -> None:
    await week.give(deps, await heard(), COMMITTEE, gift(roster["A001"]), "跳过")
    row = await gift_row(deps)
    assert row is not None
    assert row["amount"] is None


@pytest.mark.parametrize(("account", "whose"), [(203, "A001"), (101, "A002"), (103, "A003")])
async def test_who_may_not_record_a_gift(deps: Deps, roster: Roster, heard: Heard, account: int, whose: str) -> None:
    """An officer of another branch, a member, and an officer for himself."""
    with pytest.raises(NotAllowed):
        await week.prepare(deps, await heard(), account, gift(roster[whose]), None)
    assert await gift_row(deps) is None


async def test_a_gift_does_not_stand_in_the_way_of_the_greeting(
    deps: Deps, clock: TestClock, roster: Roster, heard: Heard
) -> None:
    await born(deps, roster["A001"], Birthday(11, 23))
    await week.prepare(deps, await heard(), CHAIR, gift(roster["A001"]), None)
    clock.moment = at(DAY)
    await greet_due(deps)
    assert len(await outbox(deps.store, 101)) == 1


async def test_a_member_chooses_how_he_is_greeted(deps: Deps, roster: Roster, heard: Heard) -> None:
    await born(deps, roster["A001"], Birthday(8, 15, "lunar", year=1985))
    await birthday.show_setting(deps, await heard(), 101)
    shown = await last_said(deps, 101)
    assert "登记的生日：农历八月十五，下一次是 2027年9月15日" in str(shown["text"])
    assert labels(shown) == ["不要生日祝福"], "no group, so it is not offered"
    await birthday.choose_setting(deps, await heard(), 101, "none", None)
    async with deps.store.read() as tx:
        chosen = await tx.value(select(t.members.c.greeting).where(t.members.c.id == roster["A001"].id))
    assert chosen == "none"
    with pytest.raises(BadInput):
        await birthday.choose_setting(deps, await heard(), 101, "everywhere", None)


async def test_who_has_no_birthday_entered_is_told_how_to_report_it(deps: Deps, roster: Roster, heard: Heard) -> None:
    await birthday.show_setting(deps, await heard(), 102)
    assert "还没有登记您的生日" in str((await last_said(deps, 102))["text"])
