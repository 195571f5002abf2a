"""A file is read beside everything else: announced page by page, stopped by a press, taken up again after a restart."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

import pytest

from bot.core.errors import BadInput
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.notices import asking, chatting, queries, reading
from bot.notices.pictures import Picture
from bot.notices.reading import Readings
from knowledge.documents.model import Document
from tests.knowledge.documents.samples import read_text
from tests.notices.test_chatting import COMMITTEE, FILE, RULES, Heard, said, waiting
from tests.support import labels, outbox, own_library

Roster = dict[str, Member]
Progress = Callable[[int, int], Awaitable[None]]


@pytest.fixture
async def deps(deps: Deps) -> AsyncIterator[Deps]:
    there = replace(deps, library=own_library())
    yield there
    await there.parts.of(Readings).stop()


async def show(picture: Picture) -> None:
    """Nobody looks."""


async def received(deps: Deps, heard: Heard, content: bytes = FILE) -> None:
    assert await reading.receive(deps, await heard(), COMMITTEE, "通知.pdf", content) == 1


async def ended(deps: Deps) -> None:
    async with asyncio.timeout(60):
        await asyncio.gather(*deps.parts.of(Readings).tasks.values(), return_exceptions=True)


async def texts(deps: Deps) -> list[str]:
    return [str(one["text"]) for one in await outbox(deps.store, COMMITTEE)]


async def listed(deps: Deps) -> list[int]:
    async with deps.store.read() as tx:
        return [kept.id for kept in await queries.every(tx)]


def slowly(monkeypatch: pytest.MonkeyPatch, at_page: asyncio.Event) -> None:
    """In place of the child: two pages of nine, and then for ever."""

    async def read(deps: Deps, content: bytes, heard: Progress) -> Document:
        await heard(1, 9)
        await heard(2, 9)
        at_page.set()
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(asking, "read", read)


async def test_pages_are_announced_in_one_message_that_can_stop_it(
    deps: Deps, roster: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard, at_page = Heard(deps), asyncio.Event()
    slowly(monkeypatch, at_page)
    await received(deps, heard)
    reading.begin(deps, COMMITTEE, 1, show)
    reading.begin(deps, COMMITTEE, 1, show)
    assert len(deps.parts.of(Readings).tasks) == 1, "a second press begins nothing"
    await at_page.wait()
    told = await outbox(deps.store, COMMITTEE)
    assert [one["text"] for one in told[-2:]] == ["正在读：第 1／9 页读好了。", "正在读：第 2／9 页读好了。"]
    assert {one["method"] for one in told[1:]} == {"editMessageText"}
    assert labels(told[-1]) == ["不读了"]
    task = deps.parts.of(Readings).tasks[1]
    await chatting.drop(deps, await heard(), COMMITTEE, 1)
    await asyncio.gather(task, return_exceptions=True)
    assert task.cancelled()
    assert (await said(deps)).startswith("好的，不读了")
    assert labels((await outbox(deps.store, COMMITTEE))[-1]) == []
    assert await listed(deps) == []


async def test_a_reading_that_another_replica_stopped_ends_at_its_next_page(
    deps: Deps, roster: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard(deps)
    await received(deps, heard)
    await chatting.drop(deps, await heard(), COMMITTEE, 1)

    async def read(deps: Deps, content: bytes, progress: Progress) -> Document:
        await progress(1, 9)
        raise AssertionError("it went on")

    monkeypatch.setattr(asking, "read", read)
    before = len(await texts(deps))
    reading.begin(deps, COMMITTEE, 1, show)
    await ended(deps)
    assert len(await texts(deps)) == before


async def test_what_was_read_after_it_was_stopped_is_not_kept(
    deps: Deps, roster: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard(deps)
    await received(deps, heard)
    await chatting.later(deps, await heard(), COMMITTEE)

    async def read(deps: Deps, content: bytes, progress: Progress) -> Document:
        return read_text(RULES)

    monkeypatch.setattr(asking, "read", read)
    assert not await reading.read(deps, COMMITTEE, 1)
    assert (await said(deps)).startswith("好的，不读了")


async def test_a_file_that_was_not_read_up_is_taken_up_again(deps: Deps, roster: Roster) -> None:
    heard = Heard(deps)
    await received(deps, heard)
    await chatting.ask(deps, await heard(), COMMITTEE)
    assert "通知.pdf（还没有读完）" in await said(deps)
    assert labels((await outbox(deps.store, COMMITTEE))[-1]) == ["接着读第 1 份"]
    with pytest.raises(BadInput, match="还没有读完"):
        await chatting.close(deps, await heard(), COMMITTEE, 1)
    assert await reading.resume(deps, await heard(), COMMITTEE, 1)
    reading.begin(deps, COMMITTEE, 1, show)
    await ended(deps)
    assert any("读出" in text for text in await texts(deps))
    assert (await waiting(deps))[1]
    assert not await reading.resume(deps, await heard(), COMMITTEE, 1), "it is read"


async def test_a_reader_that_breaks_is_told_and_leaves_nothing(
    deps: Deps, roster: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    await received(deps, Heard(deps))

    async def read(deps: Deps, content: bytes, progress: Progress) -> Document:
        raise RuntimeError("王芳")

    monkeypatch.setattr(asking, "read", read)
    reading.begin(deps, COMMITTEE, 1, show)
    await ended(deps)
    assert "读到一半出了错" in await said(deps)
    assert await listed(deps) == []


async def test_pages_are_drawn_one_at_a_time_and_those_that_nobody_waits_for_are_passed_over() -> None:
    readings, shown, drawn = Readings(), list[int](), asyncio.Event()

    def page(number: int) -> Callable[[], Awaitable[None]]:
        async def work() -> None:
            await drawn.wait()
            shown.append(number)

        return work

    for number in (1, 2, 3):
        readings.draw(7, page(number))
        await asyncio.sleep(0)
    assert readings.busy
    assert readings.waits(7)
    drawn.set()
    await asyncio.gather(*readings.drawing.values())
    await asyncio.sleep(0)
    assert shown == [1, 3]
    assert not readings.busy


async def test_a_page_that_cannot_be_shown_stops_no_other() -> None:
    readings, shown = Readings(), list[int]()

    async def lost() -> None:
        raise BadInput("没有这一页。")

    async def work() -> None:
        shown.append(1)

    readings.draw(7, lost)
    await asyncio.sleep(0)
    readings.draw(7, work)
    await asyncio.gather(*readings.drawing.values())
    assert shown == [1]
