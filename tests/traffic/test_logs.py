"""What an operator may read, and what never gets into a log."""

import json
import logging
from io import StringIO

from bot.logs import about, logger, where
from tests.traffic.standin import TOKEN


def lines(stream: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_json_and_says_what_it_is_about(log_lines: StringIO) -> None:
    with about(update=42):
        logger("bot.x").info("update.refused", attempts=2)
    (line,) = lines(log_lines)
    assert (line["event"], line["update"], line["attempts"], line["level"]) == ("update.refused", 42, 2, "info")


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
