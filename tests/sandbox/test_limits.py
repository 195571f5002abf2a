"""Telegram's limits, when they are asked for."""

import pytest

from bot.sandbox.errors import TooManyRequests
from bot.sandbox.faults import Limits
from bot.sandbox.world import World
from tests.sandbox.conftest import MEMBER, BotSide


class Ticker:
    """A clock that only moves when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticker() -> Ticker:
    return Ticker()


@pytest.fixture
def limits(ticker: Ticker) -> Limits:
    return Limits(on=True, now=ticker)


def retry_after(limits: Limits, chat: int, count: int = 1, method: str = "sendMessage") -> int:
    try:
        limits.check(method, chat, count)
    except TooManyRequests as error:
        assert error.parameters
        return int(error.parameters["retry_after"])
    return 0


def test_one_a_second_a_chat(limits: Limits, ticker: Ticker) -> None:
    assert [retry_after(limits, 1), retry_after(limits, 1), retry_after(limits, 2)] == [0, 1, 0]
    ticker.now += 1
    assert retry_after(limits, 1) == 0


def test_twenty_a_minute_a_group(limits: Limits, ticker: Ticker) -> None:
    for _ in range(20):
        assert retry_after(limits, -1) == 0
        ticker.now += 1
    assert retry_after(limits, -1) == 40
    ticker.now += 40
    assert retry_after(limits, -1) == 0


def test_albums_weigh_in_groups(limits: Limits, ticker: Ticker) -> None:
    assert retry_after(limits, -1, 10) == 0
    ticker.now += 1
    assert retry_after(limits, -1, 10) == 0
    ticker.now += 1
    assert retry_after(limits, -1) == 58


def test_thirty_a_second_overall(limits: Limits, ticker: Ticker) -> None:
    assert [retry_after(limits, chat) for chat in range(1, 32)] == [0] * 30 + [1]
    ticker.now += 1
    assert retry_after(limits, 40) == 0


def test_only_sending_counts(limits: Limits) -> None:
    free = ("editMessageText", "answerCallbackQuery", "sendChatAction", "getChat")
    assert [retry_after(limits, 1, method=name) for name in free * 2] == [0] * 8
    assert [retry_after(limits, 1, method=name) for name in ("copyMessage", "forwardMessage")] == [0, 1]


async def test_over_http(bot: BotSide, world: World) -> None:
    for on, code in ((False, 200), (True, 200), (True, 429)):
        world.limits.on = on
        answer = await bot("sendMessage", chat_id=MEMBER, text="好")
        assert answer.get("error_code", 200) == code
