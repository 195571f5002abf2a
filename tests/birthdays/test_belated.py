"""Birthdays missed by days: listed until an officer sends a belated word, once, or has said it in person."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from bot.birthdays import greeting as greeting_birthdays
from bot.birthdays import week
from bot.birthdays.greeting import Pressed, greet_due
from bot.birthdays.rules import Birthday
from bot.core.errors import NotAllowed, Stale
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.store import tables as t
from tests.birthdays.people import Heard, at, bereave, born, greeted_perhaps, outcomes, swept_yesterday
from tests.handlers.reports.phone import Phone
from tests.support import GROUPS, TestClock, labels, outbox

DAY = date(2026, 11, 23)
CHAIR, OTHER_CHAIR, COMMITTEE, MEMBER = 103, 203, 301, 101
Roster = dict[str, Member]


@pytest.fixture
async def missed(deps: Deps, clock: TestClock, roster: Roster) -> Pressed:
    """林静's birthday was three days ago and nobody was there; it is ten in the morning."""
    await swept_yesterday(deps, DAY)
    await born(deps, roster["A001"], Birthday(11, 23))
    clock.moment = at(DAY + timedelta(days=3), 10)
    await greet_due(deps)
    assert await outcomes(deps) == {(roster["A001"].id, 2026): "missed"}
    return Pressed([(roster["A001"].id, 2026)], GROUPS["春风"], 5)


async def test_one_press_sends_one_belated_greeting(deps: Deps, missed: Pressed, heard: Heard) -> None:
    said = await greeting_birthdays.send_belated(deps, await heard(), CHAIR, missed)
    assert "陈主席 已补发祝福：林静，这就送出" in said
    with pytest.raises(Stale):
        await greeting_birthdays.send_belated(deps, await heard(), COMMITTEE, missed)
    await greet_due(deps)
    [greeting] = await outbox(deps.store, MEMBER)
    assert greeting["delivery"] == "once"
    assert "今天是您" not in greeting["text"]
    assert "昨天" not in greeting["text"]
    assert list((await outcomes(deps)).values()) == ["queued"]


async def test_at_night_it_waits_for_the_morning(deps: Deps, clock: TestClock, missed: Pressed, heard: Heard) -> None:
    clock.moment = at(DAY + timedelta(days=3), 22)
    assert "早上 9 点以后" in await greeting_birthdays.send_belated(deps, await heard(), CHAIR, missed)
    for hour in (22, 30, 32):
        clock.moment = at(DAY + timedelta(days=3), 0) + timedelta(hours=hour)
        await greet_due(deps)
        assert await outbox(deps.store, MEMBER) == [], "not before the branch's hour"
    clock.moment = at(DAY + timedelta(days=4), 9)
    await greet_due(deps)
    await greet_due(deps)
    assert len(await outbox(deps.store, MEMBER)) == 1


async def test_what_has_happened_since_still_counts(deps: Deps, missed: Pressed, heard: Heard, roster: Roster) -> None:
    """A loss in the family: nothing is sent, the officers hear of it."""
    await bereave(deps, roster["A001"], event_date=date(2026, 11, 24))
    await greeting_birthdays.send_belated(deps, await heard(), CHAIR, missed)
    assert await outbox(deps.store, MEMBER) == []
    assert list((await outcomes(deps)).values()) == ["held"]
    assert any("11月23日是林静的生日" in message["text"] for message in await outbox(deps.store, CHAIR))


async def test_unpressed_it_stays_on_the_list_until_it_was_said_in_person(
    deps: Deps, clock: TestClock, missed: Pressed, heard: Heard
) -> None:
    clock.forward(days=30)
    await greet_due(deps)
    await week.show(deps, await heard(), CHAIR)
    shown = (await outbox(deps.store, CHAIR))[-1]
    assert "还没落实的生日祝福：\n11月23日 林静：停机错过，没有祝福" in shown["text"]
    assert labels(shown)[:2] == ["补发祝福（1 人）", "都已当面问候"]
    await greeting_birthdays.note_greeted(deps, await heard(), CHAIR, Pressed(missed.who, CHAIR, 7, week=True))
    assert "还没落实" not in (await outbox(deps.store, CHAIR))[-1]["text"]
    with pytest.raises(Stale):
        await greeting_birthdays.send_belated(deps, await heard(), CHAIR, missed)
    assert await outbox(deps.store, MEMBER) == []


async def test_what_may_have_arrived_is_never_sent_again(deps: Deps, roster: Roster, heard: Heard) -> None:
    await greeted_perhaps(deps, roster["A001"], DAY)
    await greet_due(deps)
    pressed = Pressed([(roster["A001"].id, 2026)], CHAIR, None)
    with pytest.raises(Stale):
        await greeting_birthdays.send_belated(deps, await heard(), CHAIR, pressed)
    assert "已当面问候：林静" in await greeting_birthdays.note_greeted(deps, await heard(), CHAIR, pressed)


async def test_a_greeting_taken_back_can_be_sent_late(
    deps: Deps, clock: TestClock, roster: Roster, heard: Heard
) -> None:
    """It waited for days, was surely never sent, and its key is free again."""
    await born(deps, roster["A001"], Birthday(11, 23))
    clock.moment = at(DAY)
    await greet_due(deps)
    clock.forward(days=2)
    await greet_due(deps)
    await greeting_birthdays.send_belated(deps, await heard(), CHAIR, Pressed([(roster["A001"].id, 2026)], CHAIR, None))
    async with deps.store.read() as tx:
        once = await tx.all(select(t.outbox).where(t.outbox.c.delivery == "once").order_by(t.outbox.c.id))
    assert [(row["state"], row["dedupe"]) for row in once] == [
        ("dead", None),
        ("pending", f"greeting:{roster['A001'].id}:2026"),
    ]


async def test_the_button_under_the_groups_list_sends_to_those_who_are_listed(deps: Deps, missed: Pressed) -> None:
    group = Phone(deps, CHAIR, GROUPS["春风"])
    send = await group.token("补发祝福（1 人）")
    assert await group.press_token(send) == "11月23日 林静：停机错过，没有祝福\n陈主席 已补发祝福：林静，这就送出。"
    rewritten = await group.last()
    assert rewritten["method"] == "editMessageText"
    assert labels(rewritten) == []
    assert "已经有人办过了" in await group.press_token(send)
    assert len(await outbox(deps.store, MEMBER)) == 1
    assert list((await outcomes(deps)).values()) == ["queued"]


async def test_the_button_under_the_weeks_list_leaves_the_week_without_them(deps: Deps, missed: Pressed) -> None:
    chair = Phone(deps, CHAIR)
    assert "11月23日 林静：停机错过" in await chair.say("/birthdays")
    said = await chair.press("都已当面问候")
    assert "一周的生日" in said
    assert "还没落实" not in said
    assert list((await outcomes(deps)).values()) == ["in_person"]
    assert await outbox(deps.store, MEMBER) == []


@pytest.mark.parametrize("account", [MEMBER, OTHER_CHAIR])
async def test_who_may_not_press(deps: Deps, missed: Pressed, heard: Heard, account: int) -> None:
    for press in (greeting_birthdays.send_belated, greeting_birthdays.note_greeted):
        with pytest.raises(NotAllowed):
            await press(deps, await heard(), account, missed)
    assert list((await outcomes(deps)).values()) == ["missed"]


async def test_without_a_group_the_heads_hear_it_in_private(deps: Deps, clock: TestClock, roster: Roster) -> None:
    async with deps.store.begin() as tx:
        await tx.run(update(t.branches).where(~t.branches.c.committee).values(group_chat_id=None))
    await swept_yesterday(deps, DAY)
    await born(deps, roster["A001"], Birthday(11, 23))
    clock.moment = at(DAY + timedelta(days=3), 10)
    await greet_due(deps)
    told = [message["chat_id"] for message in await outbox(deps.store) if "停机" in message["text"]]
    assert sorted(told) == [103, 104]
