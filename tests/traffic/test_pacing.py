"""How fast the bot may speak, and who goes first at the gate."""

import asyncio

import pytest

from bot.traffic.pacing import UNPACED, ChatPace, Pace, Pacer, Rate, Window


async def pass_through(pacer: Pacer, chat_id: int, priority: str) -> None:
    async with pacer.turn(chat_id, priority):
        pass


def test_a_window_lets_so_many_through_and_says_when_the_next_may() -> None:
    window = Window(Rate(2, 10.0))
    window.add(0.0)
    window.add(4.0)
    assert window.wait(5.0) == pytest.approx(5.0)
    assert window.wait(10.0) == 0.0


def test_a_private_chat_takes_one_a_second_and_a_short_burst_of_answers() -> None:
    chat = ChatPace(Pace(), 7)
    chat.add(0.0)
    assert chat.wait(0.1, interactive=False) == pytest.approx(0.95)
    assert chat.wait(0.1, interactive=True) == 0.0
    chat.add(0.1)
    chat.add(0.2)
    assert chat.wait(0.3, interactive=True) == pytest.approx(2.85)


def test_a_group_takes_twenty_a_minute_and_no_burst() -> None:
    chat = ChatPace(Pace(), -7)
    for second in range(20):
        chat.add(1.1 * second)
    assert chat.wait(22.0, interactive=True) == pytest.approx(39.0)


def test_a_closed_chat_waits_and_is_remembered_until_then() -> None:
    now = 100.0
    pacer = Pacer(now=lambda: now)
    pacer.close(7, 30)
    assert pacer.wait(7, "0") == 30.0
    assert pacer.wait(8, "0") == 0.0


def test_the_pace_stays_within_what_telegram_states() -> None:
    pace = Pace()
    assert pace.overall is not None
    assert pace.chat is not None
    assert pace.group is not None
    assert (pace.overall.most, pace.chat.most, pace.group.most) == (30, 1, 20)
    assert (pace.overall.seconds > 1, pace.chat.seconds > 1, pace.group.seconds > 60) == (True, True, True)


async def test_bulk_leaves_room_for_an_answer_at_every_moment() -> None:
    now = 0.0
    pacer = Pacer(now=lambda: now)
    while now < 3.0:  # as much bulk as may go
        pacer._admit("9")
        assert pacer._overall is not None
        assert pacer._overall.wait(now) == 0.0, "the overall gate is never shut by bulk alone"
        now += 0.01


async def test_interactive_messages_pass_the_bulk_at_the_overall_gate() -> None:
    pacer = Pacer(Pace(Rate(1, 0.02), None, None, None))
    order: list[str] = []

    async def go(chat: int, priority: str) -> None:
        async with pacer.turn(chat, priority):
            order.append(priority)

    await pass_through(pacer, 0, "9")
    async with asyncio.TaskGroup() as group:
        for chat in range(4):
            group.create_task(go(chat, "9"))
        await asyncio.sleep(0)
        group.create_task(go(9, "0"))
    assert order == ["0", "9", "9", "9", "9"]


async def test_a_message_that_is_given_up_at_the_gate_holds_nobody() -> None:
    pacer = Pacer(Pace(Rate(1, 0.02), None, None, None))
    await pass_through(pacer, 1, "9")
    waiting = asyncio.create_task(pass_through(pacer, 2, "0"))
    await asyncio.sleep(0)
    waiting.cancel()
    async with asyncio.timeout(5):
        await pass_through(pacer, 3, "9")


async def test_unpaced_waits_for_nothing_but_a_closed_chat() -> None:
    pacer = Pacer(UNPACED)
    for _ in range(100):
        await pass_through(pacer, -7, "9")
    assert pacer.wait(-7, "9") == 0.0


async def test_a_message_counts_until_it_has_been_answered() -> None:
    now = 100.0
    pacer = Pacer(Pace(Rate(2, 1.0), Rate(1, 1.0), None, None), now=lambda: now)
    async with pacer.turn(7, "9"):
        now = 100.9  # a slow way: Telegram may have seen it only now
    assert pacer.wait(7, "9") == pytest.approx(1.0)
    now = 101.5
    assert pacer.wait(7, "9") == pytest.approx(0.4)


def test_what_is_answered_long_after_counts_all_the_same() -> None:
    window = Window(Rate(1, 1.0))
    window.add(0.0)
    window.add(2.0)
    window.move(0.0, 3.0)
    assert window.wait(3.5) == pytest.approx(0.5)


async def test_chats_that_nothing_restrains_any_more_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.traffic.pacing.MOST_CHATS", 3)
    now = 100.0
    pacer = Pacer(now=lambda: now)
    for chat in (1, 2):
        await pass_through(pacer, chat, "5")
    pacer.close(3, 60)
    now = 110.0
    await pass_through(pacer, 4, "5")
    assert set(pacer._chats) == {3, 4}


async def test_a_chat_that_was_just_told_something_is_not_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.traffic.pacing.MOST_CHATS", 1)
    pacer = Pacer(now=lambda: 100.0)
    for chat in (1, 2):
        await pass_through(pacer, chat, "5")
    assert pacer.wait(1, "5") > 0
    assert pacer.wait(2, "5") > 0


async def test_a_message_counts_once_at_the_overall_gate() -> None:
    now = 100.0
    pacer = Pacer(Pace(Rate(2, 1.0), None, None, None), now=lambda: now)
    async with pacer.turn(7, "9"):
        now = 100.5
    async with asyncio.timeout(5):  # the time stands still: it goes at once, or never
        await pass_through(pacer, 8, "9")
    assert pacer._overall is not None
    assert pacer._overall.wait(now) == pytest.approx(1.0)


async def test_a_chat_keeps_what_is_known_of_it() -> None:
    pacer = Pacer(Pace(None, Rate(2, 60.0), None, None), now=lambda: 100.0)
    for _ in range(2):
        assert pacer.wait(7, "5") == 0.0
        await pass_through(pacer, 7, "5")
    assert pacer.wait(7, "5") == pytest.approx(60.0)
