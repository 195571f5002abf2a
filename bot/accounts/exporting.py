"""Who may have which ledger, and the files, written aside to be sent and then removed."""

import asyncio
import secrets
from base64 import b64decode
from pathlib import Path

from bot.accounts import chart, reading, sheet, summary, table, texts
from bot.accounts.book import Book
from bot.accounts.period import Period, parse_period
from bot.accounts.reading import Progress
from bot.confined.confinement import Confinement
from bot.confined.limits import LEDGER, Limits
from bot.core import private_files
from bot.core.errors import BadInput, NotAllowed
from bot.core.money import yuan
from bot.core.people import Role
from bot.core.queries import members
from bot.core.work.exports import Export, folder_of
from bot.core.work.unit import Deps, Unit, unit
from bot.reports.access import Here
from bot.store import history

KEEPERS = (Role.CHAIR, Role.TREASURER, Role.AUDITOR)
ALL = "全市机关"


async def export(
    deps: Deps, here: Here, words: str, *, as_csv: bool = False, progress: Progress | None = None
) -> Export:
    """The ledger of the asker's branch (of all, for the committee). Raises NotAllowed and BadInput."""
    period, owner, branch_id = await _scope(deps, here, words, "ledger")
    book = await reading.opened(deps, period, owner, branch_id)
    suffix = "csv" if as_csv else "xlsx"
    path = folder_of(deps) / f"{secrets.token_hex(8)}.{suffix}"
    await write(deps, book, path, as_csv=as_csv, progress=progress)
    total = book.total
    figures = f"{total.count} 件，同意 {yuan(total.approved)}，实付 {yuan(total.paid)}"
    caption = f"{book.title}：{figures}。内有姓名，请妥善保管。"
    return Export(caption, ((path, f"{book.title}.{suffix}"),))


async def write(
    deps: Deps,
    book: Book,
    path: Path,
    *,
    as_csv: bool = False,
    limits: Limits = LEDGER,
    progress: Progress | None = None,
) -> None:
    """Reads the accounts into `book` and the file. Raises BadInput, and leaves none, where it takes too much."""
    chunks = reading.rows(deps, book, progress)
    if as_csv:
        await table.write(chunks, path)
        return
    with private_files.scratch(path.parent) as scratch:
        options = {"title": book.title, "scratch": str(scratch)}
        try:
            told = sheet.told(book, chunks)
            made = await deps.parts.of(Confinement).read(sheet.ENTRY, told, options, limits)
        except BadInput as error:  # its words are about a file that somebody sent
            raise BadInput(texts.NOT_MADE) from error
    await asyncio.to_thread(private_files.write, path, b64decode(made))


async def year_summary(deps: Deps, here: Here, words: str) -> Export:
    """The year in figures, with a picture where a Chinese font is installed, else with bars of characters."""
    period, owner, branch_id = await _scope(deps, here, words, "summary")
    found = await summary.summarise(deps, Period(period.year), owner, branch_id)
    path = folder_of(deps) / f"{secrets.token_hex(8)}.png"
    if await asyncio.to_thread(chart.draw, found, path):
        return Export(summary.text(found), picture=path)
    return Export(summary.bars(found))


async def _scope(deps: Deps, here: Here, words: str, what: str) -> tuple[Period, str, int | None]:
    async with unit(deps) as u:
        period = parse_period(words, u.today)
        owner, branch_id = await _owner(u, here)
        who = await u.member(here.telegram_id)
        entry = history.Entry("member", who.id, what, who.id, after=period.slug)
        await history.append(u.tx, entry, u.now)
    return period, owner, branch_id


async def _owner(u: Unit, here: Here) -> tuple[str, int | None]:
    """The committee's keepers see every branch; a branch's its own."""
    who = await u.member(here.telegram_id)
    offices = [office for office in who.offices if office.role in KEEPERS]
    if not offices:
        raise NotAllowed("台账由主席、财务和经审查看。")
    if any(office.committee for office in offices):
        return ALL, None
    branch = await members.branch(u.tx, offices[0].branch_id)
    return branch.name, branch.id
