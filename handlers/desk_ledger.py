"""/ledger and /summary: the accounts, sent to the asker's private chat as files."""

from collections.abc import Mapping

from bot.accounts import exporting
from handlers.call import Call, Handler
from handlers.files import give


async def ledger(call: Call) -> None:
    """/ledger 2026-03: the month's book as Excel; with “csv”, as CSV."""
    words = [str(word) for word in call.args.get("words", [])]
    as_csv = any(word.lower() == "csv" for word in words)
    said = "".join(word for word in words if word.lower() != "csv")
    await give(call, lambda here: exporting.export(call.deps, here, said, as_csv=as_csv))


async def ledger_of(call: Call) -> None:
    """The button for a month's book."""
    await give(call, lambda here: exporting.export(call.deps, here, str(call.args["argument"])))


async def summary(call: Call) -> None:
    """/summary 2026: the year's visits and congratulations, as a picture."""
    said = "".join(str(word) for word in call.args.get("words", []))
    await give(call, lambda here: exporting.year_summary(call.deps, here, said))


COMMANDS: Mapping[str, Handler] = {"ledger": ledger, "summary": summary}
PRESSES: Mapping[str, Handler] = {"ledger": ledger_of}
