"""A file that was sent is read beside everything else: it is kept first, announced page by page, and can be stopped.

A scan takes half a minute a page, and an update may take a minute. What was being read when the process ended is read
anew by a press under /notices.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from bot.core.errors import BadInput, WennuanError
from bot.core.logs import logger
from bot.core.messages import Act, Button, Keyboard, Outgoing, Priority
from bot.core.work.branches import head_of_committee
from bot.core.work.unit import Deps, Unit, unit
from bot.notices import asking, pictures, putting, queries, releasing, reviewing, texts
from bot.notices.pictures import Picture
from bot.notices.queries import Kept
from bot.notices.reviewing import Terms

Show = Callable[[Picture], Awaitable[None]]
_log = logger(__name__)


class StoppedError(WennuanError):
    """Somebody has dropped what is being read."""


class Readings:
    """What this process is reading, by the number of the version, and the pages that it draws, by chat.

    A page may take ten seconds on a busy machine: whoever types on meanwhile is answered at once, and is shown the page
    of what he is asked then; the pages between are passed over.
    """

    def __init__(self) -> None:
        self.tasks: dict[int, asyncio.Task[None]] = {}
        self.drawing: dict[int, asyncio.Task[None]] = {}
        self._wanted: dict[int, Callable[[], Awaitable[None]]] = {}

    @property
    def busy(self) -> bool:
        return bool(self.tasks or self.drawing)

    def waits(self, chat: int) -> bool:
        """Whether another page is wanted there already, so that one that has just been drawn is out of date."""
        return chat in self._wanted

    def draw(self, chat: int, work: Callable[[], Awaitable[None]]) -> None:
        """`work` shows the page that is due when it begins."""
        self._wanted[chat] = work
        if chat not in self.drawing:
            self.drawing[chat] = asyncio.create_task(self._draw(chat), name=f"notice-page-{chat}")

    async def _draw(self, chat: int) -> None:
        try:
            while work := self._wanted.pop(chat, None):
                await _shown(work)
        finally:  # here and not when the task is done: what is wanted meanwhile would wait for nobody
            del self.drawing[chat]

    def begin(self, notice_id: int, work: Coroutine[Any, Any, None]) -> None:
        task = self.tasks[notice_id] = asyncio.create_task(work, name=f"notice-{notice_id}")
        task.add_done_callback(lambda _: self.tasks.pop(notice_id, None))

    def end(self, notice_id: int) -> None:
        if task := self.tasks.get(notice_id):
            task.cancel()

    async def stop(self) -> None:
        """What is being read waits in the database."""
        under_way = [*self.tasks.values(), *self.drawing.values()]
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)


async def _shown(work: Callable[[], Awaitable[None]]) -> None:
    try:
        await work()
    except WennuanError:
        return  # the review has ended meanwhile, or is another's
    except Exception as error:  # the review goes on without its pictures
        _log.error("notice.drawing_failed", error=error)


async def receive(
    deps: Deps, update_id: int, telegram_id: int, name: str, content: bytes, asked: int | None = None
) -> int | None:
    """Keeps the file, to be read; returns its number, None where this very file is there. `asked`: of which version a
    figure was waited for when it came: that one stays open."""
    async with unit(deps, update_id) as u:
        officer = await head_of_committee(u, telegram_id, texts.NOT_COMMITTEE)
        if same := await reviewing.same_file(u, content):
            await _known(u, telegram_id, same)
            return None
        notice_id = await reviewing.receive(u, name, content, officer.id)
        if asked is not None:
            await putting.say(u, telegram_id, texts.left_open(asked))
        await _tell(u, telegram_id, notice_id, texts.READING_BEGUN, first=True)
    return notice_id


async def _known(u: Unit, telegram_id: int, same: Kept) -> None:
    """That the file is there, how it stands, and the way on."""
    in_use = await releasing.is_in_use(u, same)
    words = texts.in_use(same.since, u.today) if in_use else texts.WAITS if same.reviewed_at else texts.OPEN
    way_on = Button(texts.go_on(same.id), Act(putting.REVIEW, {"notice": same.id}))
    rows: Keyboard = () if same.reviewed_at else ((way_on,),)
    await putting.say(u, telegram_id, texts.same_file(same.id, same.number or same.file_name, words), rows)


async def resume(deps: Deps, update_id: int, telegram_id: int, notice_id: int) -> bool:
    """接着读, where the version has not been read; False where it has, and nothing is done."""
    async with deps.store.read() as tx:
        kept = await queries.by_id(tx, notice_id)
    if kept is None or kept.number or kept.dropped_at:
        return False
    async with unit(deps, update_id) as u:
        await head_of_committee(u, telegram_id, texts.NOT_COMMITTEE)
        await _tell(u, telegram_id, notice_id, texts.READING_BEGUN, first=True)
    return True


def begin(deps: Deps, telegram_id: int, notice_id: int, show: Show) -> None:
    """Reads it from now on, unless this process is at it."""
    readings = deps.parts.of(Readings)
    if notice_id not in readings.tasks:
        readings.begin(notice_id, _read_all(deps, telegram_id, notice_id, show))


async def _read_all(deps: Deps, telegram_id: int, notice_id: int, show: Show) -> None:
    """Whatever happens, the officer is told."""
    try:
        if await read(deps, telegram_id, notice_id) and (
            picture := await pictures.of_point(deps, telegram_id, notice_id)
        ):
            await show(picture)
    except StoppedError:
        return
    except Exception as error:
        _log.error("notice.reading_failed", error=error)
        await _refused(deps, telegram_id, notice_id, texts.READING_FAILED)


async def read(deps: Deps, telegram_id: int, notice_id: int) -> bool:
    """Reads the kept file and puts the first open point; whether there is something to review."""

    async def heard(done: int, of: int) -> None:
        async with unit(deps) as u:
            kept = await queries.by_id(u.tx, notice_id)
            if kept is None or kept.dropped_at:
                raise StoppedError(texts.READING_STOPPED)
            await _tell(u, telegram_id, notice_id, texts.pages_read(done, of))

    async with deps.store.read() as tx:
        _, content = await queries.original(tx, notice_id)
    try:
        document = await asking.read(deps, content, heard)
        async with unit(deps) as u:
            officer = await head_of_committee(u, telegram_id, texts.NOT_COMMITTEE)
            if not await reviewing.fill(u, notice_id, document, Terms(), officer.id):
                return False
            await _tell(u, telegram_id, notice_id, texts.READ_UP, done=True)
            await putting.put_read(u, telegram_id, notice_id, officer)
    except BadInput as refusal:
        await _refused(deps, telegram_id, notice_id, str(refusal))
        return False
    return True


async def _refused(deps: Deps, telegram_id: int, notice_id: int, words: str) -> None:
    async with unit(deps) as u:
        await queries.note(u.tx, notice_id, dropped_at=u.now)
        await _tell(u, telegram_id, notice_id, words, done=True)


async def _tell(
    u: Unit, telegram_id: int, notice_id: int, words: str, *, first: bool = False, done: bool = False
) -> None:
    """In the one message that shows how far it has come."""
    stop: Keyboard = () if done else ((Button(texts.STOP_READING, Act(putting.DROP, {"notice": notice_id})),),)
    card = f"notice.reading:{notice_id}"
    await u.say(Outgoing(telegram_id, words, stop, card=card, edit_card=not first, priority=Priority.INTERACTIVE))


async def stopped(u: Unit, telegram_id: int, notice_id: int) -> None:
    """不读了: its message says so."""
    await _tell(u, telegram_id, notice_id, texts.READING_STOPPED, done=True)
