"""What an operator may read, and what never gets into a log."""

import asyncio
import json
import logging
from io import StringIO
from typing import cast

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.core.logs import DEEPEST, OWN_FRAMES, Seldom, about, logger, where
from bot.core.work.unit import Deps
from bot.privacy.retention import purge_due
from tests.traffic.standin import TOKEN


def lines(stream: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_json_and_says_what_it_is_about(log_lines: StringIO) -> None:
    with about(update=42):
        logger("bot.x").info("update.refused", attempts=2)
    (line,) = lines(log_lines)
    assert (line["event"], line["update"], line["attempts"], line["level"]) == ("update.refused", 42, 2, "info")


def test_what_repeats_itself_is_one_line_a_minute_with_a_count() -> None:
    now = [100.0]
    seldom = Seldom(lambda: now[0])
    assert seldom(None, "", {"event": "x", "seldom": True}) == {"event": "x"}
    for _ in range(3):
        with pytest.raises(structlog.DropEvent):
            seldom(None, "", {"event": "x", "seldom": True})
    assert seldom(None, "", {"event": "x"}) == {"event": "x"}  # not asked to be seldom
    assert seldom(None, "", {"event": "y", "seldom": True}) == {"event": "y"}
    now[0] += 60.0
    assert seldom(None, "", {"event": "x", "seldom": True}) == {"event": "x", "more": 3}


def test_an_error_is_its_type_and_place_without_its_words(log_lines: StringIO) -> None:
    try:
        int("林静生病住院")
    except ValueError as error:
        logger("bot.x").error("failed", error=error)
        logging.getLogger("telegram").exception("No good")
    ours, theirs = lines(log_lines)
    assert str(ours["error"]).startswith("ValueError at tests/traffic/test_logs.py:")
    assert str(theirs["error"]).startswith("ValueError")
    assert "林静" not in log_lines.getvalue()


def test_a_token_is_blotted_out_wherever_it_comes_from(log_lines: StringIO) -> None:
    logging.getLogger("aiohttp.client").warning("GET https://api.telegram.org/bot%s/getMe failed", TOKEN)
    logger("bot.x").warning("x", url=f"https://api.telegram.org/bot{TOKEN}/getMe")
    assert TOKEN not in log_lines.getvalue()
    assert log_lines.getvalue().count("<token>") == 2


def test_an_error_without_a_trace_has_a_name_still() -> None:
    assert where(KeyError("x")) == "KeyError"


async def test_a_trace_keeps_our_own_frames_however_deep_a_library_goes(deps: Deps, log_lines: StringIO) -> None:
    async with deps.store.begin() as tx:
        await tx.run(text("ALTER TABLE reports RENAME COLUMN purged_at TO 林静"))
    try:
        await purge_due(deps)
    except SQLAlchemyError as error:
        logger("bot.x").error("tick.failed", error=error)
    (line,) = lines(log_lines)
    trace = [str(frame) for frame in cast(list[object], line["trace"])]
    own = [frame.split(":")[0] for frame in trace[:-DEEPEST]]
    assert own == [
        "bot/privacy/retention.py",
        "bot/privacy/retention.py",
        "bot/privacy/queries/erasing.py",
        "bot/store/engine.py",
        "bot/store/engine.py",
    ]
    assert str(line["error"]).startswith("OperationalError at bot/store/engine.py:")
    assert len(trace) == len(own) + DEEPEST


def test_a_trace_holds_no_words_of_anybody_and_does_not_grow(
    log_lines: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deeper(name: str, left: int) -> None:
        if not left:
            raise ValueError(name) from KeyError(name)
        deeper(name, left - 1)

    monkeypatch.setattr("bot.core.logs._OURS", (__file__,))
    with pytest.raises(ValueError, match="林静") as raised:
        deeper("林静生病住院，电话 13800000000", 40)
    logger("bot.x").error("failed", error=raised.value)
    told = log_lines.getvalue()
    assert "林静" not in told
    assert "138" not in told
    (line,) = lines(log_lines)
    trace = cast(list[str], line["trace"])
    assert len(trace) == OWN_FRAMES
    assert all(frame.split()[0].startswith("tests/traffic/test_logs.py:") for frame in trace)


async def test_what_took_too_long_is_found_where_it_was_cut_off(deps: Deps, log_lines: StringIO) -> None:
    async with deps.store.begin():  # the one writer: whoever wants to write waits for it
        with pytest.raises(TimeoutError) as raised:
            async with asyncio.timeout(0.05):
                await purge_due(deps)
    logger("bot.x").error("failed", error=raised.value)
    (line,) = lines(log_lines)
    assert str(line["error"]).startswith("TimeoutError at bot/store/engine.py:")
    assert any(str(frame).startswith("bot/privacy/retention.py:") for frame in cast(list[str], line["trace"]))
