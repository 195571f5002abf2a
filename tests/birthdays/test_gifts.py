"""The 慰问品 where the notice is silent, the member gone, the list long; and a choice that changes nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import insert, select

from bot.birthdays import birthday, week
from bot.birthdays.queries.greetings import birthday_columns
from bot.birthdays.rules import Birthday
from bot.birthdays.week import Gift
from bot.core.errors import NotFound
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.store import tables as t
from bot.store.tables_members import gifts as gift_rows
from knowledge.library import Library
from knowledge.shelf import Entitlement
from tests.birthdays.people import Heard, at, born
from tests.handlers.reports.phone import Phone
from tests.support import TestClock, labels, outbox

DAY = date(2026, 11, 23)
CHAIR = 103
Roster = dict[str, Member]


async def test_where_the_notice_names_no_sum_none_is_held_against_the_officer(
    deps: Deps, roster: Roster, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(library: Library, kind: str, on: date, branch: int | None = None) -> Entitlement:
        return replace(stated(library, kind, on, branch), ceiling=None)

    stated = Library.entitlement
    monkeypatch.setattr(Library, "entitlement", silent)
    gift = Gift(roster["A001"].id, 2026, DAY)
    await week.ask_amount(deps, await heard(), CHAIR, gift)
    assert "通知未写明金额" in (await outbox(deps.store, CHAIR))[-1]["text"]
    await week.give(deps, await heard(), CHAIR, gift, "1000")
    assert "已送到，1000 元" in (await outbox(deps.store, CHAIR))[-1]["text"]


async def test_a_button_about_somebody_whom_the_roster_has_lost(deps: Deps, roster: Roster, heard: Heard) -> None:
    with pytest.raises(NotFound, match="名册里没有"):
        await week.prepare(deps, await heard(), CHAIR, Gift(9999, 2026, DAY), None)


async def test_what_is_done_and_what_is_ones_own_has_no_button(
    deps: Deps, clock: TestClock, roster: Roster, heard: Heard
) -> None:
    clock.moment = at(DAY)
    await born(deps, roster["A001"], Birthday(11, 23))
    await born(deps, roster["A002"], Birthday(11, 24))
    await born(deps, roster["A003"], Birthday(11, 25))
    await week.give(deps, await heard(), CHAIR, Gift(roster["A001"].id, 2026, DAY), "跳过")
    await week.prepare(deps, await heard(), CHAIR, Gift(roster["A002"].id, 2026, date(2026, 11, 24)), None)
    await week.show(deps, await heard(), CHAIR)
    shown = (await outbox(deps.store, CHAIR))[-1]
    assert [label for label in labels(shown) if "慰问品" in label] == ["王建国：慰问品已送到"]
    assert "慰问品已送到" in shown["text"]


async def test_the_buttons_of_the_list_record_whose_and_which_birthday(
    deps: Deps, clock: TestClock, roster: Roster
) -> None:
    clock.moment = at(DAY)
    await born(deps, roster["A001"], Birthday(11, 23))
    await born(deps, roster["A002"], Birthday(11, 24))
    chair = Phone(deps, CHAIR)
    await chair.say("/birthdays")
    assert "（周二）王建国·春风机关工会：到日子会祝福；慰问品已备好" in await chair.press("王建国：慰问品已备好")
    assert "王建国：慰问品已备好" not in await chair.buttons()
    assert "林静：慰问品已备好" in await chair.buttons()
    assert "王建国的慰问品花了多少钱" in await chair.press("王建国：慰问品已送到")
    assert "不超过 300 元" in await chair.say("500")
    assert await chair.say("200") == "已登记：王建国的慰问品已送到，200 元。"
    async with deps.store.read() as tx:
        [row] = await tx.all(select(gift_rows))
    assert (row["member_id"], row["year"], row["day"]) == (roster["A002"].id, 2026, date(2026, 11, 24))
    assert row["amount"] == Decimal(200)


async def crowd(deps: Deps, branch_id: int, count: int) -> None:
    """So many more members of the branch, all born on one day, with long names."""
    values = {"branch_id": branch_id, "updated_at": deps.clock.now()} | birthday_columns(Birthday(11, 24))
    rows = [values | {"staff_no": f"Z{n:03}", "name": f"{'欧阳' * 15}{n:03}"} for n in range(count)]
    async with deps.store.begin() as tx:
        await tx.run(insert(t.members), rows)


async def test_a_long_week_comes_in_several_messages_with_the_buttons_under_the_last(
    deps: Deps, clock: TestClock, roster: Roster, heard: Heard
) -> None:
    clock.moment = at(DAY)
    await crowd(deps, roster["A001"].branch_id, 100)
    await week.show(deps, await heard(), CHAIR)
    *parts, last = await outbox(deps.store, CHAIR)
    assert parts
    assert all(len(part["text"]) <= 4096 for part in [*parts, last])
    assert [labels(part) for part in parts] == [[]] * len(parts)
    assert "日历文件（今后一年）" in labels(last)
    assert sum("已备好" in label for label in labels(last)) == week.BUTTONS
    whole = "\n".join(part["text"] for part in [*parts, last])
    assert all(whole.count(f"{n:03}·春风机关工会") == 1 for n in range(100)), "each line once, none cut"
    before = len(await outbox(deps.store, CHAIR))
    await week.prepare(deps, await heard(), CHAIR, Gift(roster["A001"].id, 2026, DAY), 7)
    assert len(await outbox(deps.store, CHAIR)) == before, "several messages are not sent anew at each press"


async def test_choosing_what_is_chosen_already_leaves_no_trace(deps: Deps, roster: Roster, heard: Heard) -> None:
    for place in ("none", "none"):
        said = await birthday.choose_setting(deps, await heard(), 101, place, 5)
    assert said
    async with deps.store.read() as tx:
        rows = await tx.all(select(t.history).where(t.history.c.action == "greeting"))
    assert [(row["before"], row["after"]) for row in rows] == [("private", "none")]
    assert "不要生日祝福" not in labels((await outbox(deps.store, 101))[-1])
