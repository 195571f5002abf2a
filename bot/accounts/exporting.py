"""Who may have which ledger, one at a time each; and the files (Excel, CSV), written aside, sent, then removed."""

import asyncio
import codecs
import secrets
from base64 import b64decode
from collections.abc import Iterator
from contextlib import aclosing, contextmanager
from pathlib import Path
from time import monotonic

from bot.accounts import reading, sheet, summary, texts
from bot.accounts.book import HEADER, Book, Period, parse_period
from bot.accounts.reading import Chunks, Progress
from bot.confined.confinement import Confinement
from bot.confined.limits import LEDGER, Limits
from bot.core import private_files
from bot.core.errors import BadInput, NotAllowed
from bot.core.people import Role
from bot.core.queries import members
from bot.core.work.exports import Export, folder_of
from bot.core.work.sheets import csv_lines
from bot.core.work.unit import Deps, Unit, unit
from bot.reports.case import Here
from bot.store import history

LONG_SECONDS = 3.0  # after which some press again
AGAIN_SECONDS = 2.0  # a press that had waited for the first one is handled as soon as that is sent
KEEPERS = (Role.CHAIR, Role.TREASURER, Role.AUDITOR)


class Makings:
    """Asked for by its class (`Deps.parts`). What another replica makes is not known here: then there are two files."""

    def __init__(self) -> None:
        self._under_way: set[int] = set()
        self._sent: dict[int, tuple[str, float]] = {}  # what was long in the making, and when it was sent

    @contextmanager
    def one(self, telegram_id: int, words: str, long: float = LONG_SECONDS) -> Iterator[None]:
        """The block makes and sends what was asked for in these words. Raises BadInput where it is being made, or was
        when it was asked for again."""
        if telegram_id in self._under_way:
            raise BadInput(texts.UNDER_WAY)
        sent, at = self._sent.get(telegram_id, ("", 0.0))
        if sent == words and monotonic() - at < AGAIN_SECONDS:
            raise BadInput(texts.JUST_SENT)
        began = monotonic()
        self._under_way.add(telegram_id)
        try:
            yield
        finally:
            self._under_way.discard(telegram_id)
        if monotonic() - began >= long:
            self._sent[telegram_id] = (words, monotonic())


async def write_table(chunks: Chunks, path: Path) -> None:
    with private_files.replacing(path) as file:
        file.write(codecs.BOM_UTF8 + csv_lines([HEADER]))
        async with aclosing(chunks):
            async for rows in chunks:
                file.write(csv_lines(row.cells for row in rows))


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
    figures = texts.figures(total.count, total.approved, total.paid)
    caption = texts.keep_safe(book.title, figures)
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
        await write_table(chunks, path)
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
    if await asyncio.to_thread(summary.draw, found, path):
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
    """The committee's keepers see every branch; a branch's its own: of several the one whose group this is, else the
    first."""
    who = await u.member(here.telegram_id)
    offices = [office for office in who.offices if office.role in KEEPERS]
    if not offices:
        raise NotAllowed(texts.WHO_MAY)
    if any(office.committee for office in offices):
        return texts.ALL, None
    kept = [await members.branch(u.tx, office.branch_id) for office in offices]
    branch = next((one for one in kept if one.group_chat_id == here.chat_id), kept[0])
    return branch.name, branch.id
