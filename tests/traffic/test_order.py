"""In which order a chat hears things: what it waits for before an answer, an answer before greetings."""

import asyncio
from pathlib import Path

from bot.core.messages import Delivery, Outgoing, Priority
from bot.traffic.pacing import Waiting
from tests.traffic.outgoing import relaying, row, say
from tests.traffic.routes import said
from tests.traffic.standin import StandIn, refusal

GREETING = Outgoing(7, "生日快乐", delivery=Delivery.ONCE, priority=Priority.BULK)


async def test_an_answer_queues_behind_what_the_chat_is_still_to_hear(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        standin.faults["sendMessage"].append(refusal(500, "Internal Server Error"))
        await say(app, Outgoing(7, "编号 2026-0001"))
        standin.push(said(1, "住院"), said(2, "结婚", chat=8))
        await standin.until(lambda: len(standin.sent()) == 3)
    assert standin.texts(7) == ["编号 2026-0001", "答住院"]


async def test_an_answer_goes_directly_again_once_the_chat_has_heard_all(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        await say(app, Outgoing(7, "编号 2026-0001"))
        async with asyncio.timeout(60):
            while 7 in app.relay.waiting:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.01)
        assert await app.deps.reply(Outgoing(7, "答")) == 1002


async def test_news_pass_a_greeting_that_has_to_wait(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        standin.faults["sendMessage"].append(refusal(429, "Too Many Requests", retry_after=1))
        (greeting,) = await say(app, GREETING)
        async with asyncio.timeout(60):
            while (await row(app, greeting))["not_before"] is None:  # noqa: ASYNC110 - the row tells no event
                await asyncio.sleep(0.01)
        assert 7 not in app.relay.waiting
        await say(app, Outgoing(7, "办好了", priority=Priority.INTERACTIVE))
        await standin.until(lambda: len(standin.sent()) == 2, 60)
    assert standin.texts(7) == ["办好了", "生日快乐"]


async def test_what_an_earlier_run_left_unsaid_goes_before_an_answer(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        standin.faults["sendMessage"].append(refusal(429, "Too Many Requests", retry_after=1))
        await say(app, Outgoing(7, "编号 2026-0001"))
        await standin.until(lambda: not standin.faults["sendMessage"])
    standin.push(said(1, "住院"))
    async with relaying(standin, tmp_path):
        await standin.until(lambda: len(standin.sent()) == 2, 60)
    assert standin.texts(7) == ["编号 2026-0001", "答住院"]


def test_a_look_that_came_too_early_settles_nothing() -> None:
    waiting = Waiting()
    waiting.add([7, 8])
    looked = waiting.due(1.0)
    waiting.add([7])
    waiting.settle(looked)
    assert 7 in waiting
    assert 8 not in waiting
    waiting.delay(7, 5.0)
    assert waiting.due(4.0) == set()
    assert waiting.due(5.0) == {7}
