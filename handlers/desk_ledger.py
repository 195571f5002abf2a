"""/ledger and /summary: the accounts, sent to the asker's private chat as files."""

from collections.abc import Mapping

from bot.accounts import exporting, texts
from bot.accounts.exporting import Makings
from bot.core.work.exports import Export
from bot.desk.use_cases import Here
from handlers.call import Call, Handler
from handlers.files import give
from handlers.progress import Words, telling

_PROGRESS = Words(texts.progress, texts.WRITTEN, texts.BROKEN_OFF)


async def ledger(call: Call) -> None:
    """/ledger 2026-03: the month's book as Excel; with “csv”, as CSV."""
    words = [str(word) for word in call.args.get("words", [])]
    as_csv = any(word.lower() == "csv" for word in words)
    said = "".join(word for word in words if word.lower() != "csv")

    await _book(call, said, as_csv=as_csv)


async def ledger_of(call: Call) -> None:
    """The button for a month's book."""
    await _book(call, str(call.args["argument"]))


async def _book(call: Call, said: str, *, as_csv: bool = False) -> None:
    """One at a time each; what takes long says how far it has come."""

    async def make(here: Here) -> Export:
        async with telling(call, _PROGRESS) as progress:
            return await exporting.export(call.deps, here, said, as_csv=as_csv, progress=progress)

    with call.deps.parts.of(Makings).one(call.user_id, f"{said} {as_csv}"):
        await give(call, make)


async def summary(call: Call) -> None:
    """/summary 2026: the year's visits and congratulations, as a picture."""
    said = "".join(str(word) for word in call.args.get("words", []))
    await give(call, lambda here: exporting.year_summary(call.deps, here, said))


COMMANDS: Mapping[str, Handler] = {"ledger": ledger, "summary": summary}
PRESSES: Mapping[str, Handler] = {"ledger": ledger_of}
