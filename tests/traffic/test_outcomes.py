from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.core.messages import Delivery
from bot.traffic.api import BackOff, Fate, judge
from bot.traffic.transport import Garbled, NotSent

SURE, ONCE = Delivery.SURE, Delivery.ONCE


@pytest.mark.parametrize(
    ("error", "sure", "once"),
    [
        (RetryAfter(timedelta(seconds=7)), Fate.LATER, Fate.LATER),
        (NotSent("refused"), Fate.LATER, Fate.LATER),
        (InvalidToken(), Fate.LATER, Fate.LATER),
        (Conflict("x"), Fate.LATER, Fate.LATER),
        (TimedOut(), Fate.LATER, Fate.UNKNOWN),
        (NetworkError("Bad Gateway"), Fate.LATER, Fate.UNKNOWN),
        (Garbled(b"<html>"), Fate.LATER, Fate.UNKNOWN),
        (TelegramError("?"), Fate.LATER, Fate.UNKNOWN),
        (Forbidden("bot was blocked by the user"), Fate.DEAD, Fate.DEAD),
        (BadRequest("Chat not found"), Fate.DEAD, Fate.DEAD),
        (ChatMigrated(-100), Fate.MOVED, Fate.MOVED),
        (BadRequest("Message is not modified: …"), Fate.SENT, Fate.SENT),
        (BadRequest("Message to edit not found"), Fate.SENT, Fate.SENT),
        (BadRequest("Can't parse entities: …"), Fate.PLAIN, Fate.PLAIN),
        (BadRequest("Message to unpin not found"), Fate.SENT, Fate.SENT),
    ],
)
def test_what_becomes_of_a_message(error: TelegramError, sure: Fate, once: Fate) -> None:
    assert judge(error, SURE, 1, BackOff(), edits_card=False).fate is sure
    assert judge(error, ONCE, 1, BackOff(), edits_card=False).fate is once


def test_a_429_closes_the_chat_for_the_time_that_telegram_names_and_does_not_count() -> None:
    verdict = judge(RetryAfter(timedelta(seconds=7)), SURE, 1, BackOff(), edits_card=False)
    assert (verdict.seconds, verdict.blames_chat, verdict.counts) == (7.0, True, False)


def test_a_lost_card_is_sent_anew() -> None:
    verdict = judge(BadRequest("Message to edit not found"), SURE, 1, BackOff(), edits_card=True)
    assert verdict.fate is Fate.ANEW


def test_pauses_double_up_to_a_ceiling() -> None:
    assert [BackOff().seconds(n) for n in (1, 2, 3, 7, 500)] == [1, 2, 4, 60, 60]
