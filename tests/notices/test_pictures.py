"""The page of the original beside the point that is put: which, to whom, once; and the review without it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from bot.confined.confinement import Confinement
from bot.core.errors import NotAllowed
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.notices import chatting, pictures
from bot.notices.pictures import Picture, Pictures
from tests.knowledge.documents import samples
from tests.notices.test_chatting import COMMITTEE, Heard, offer, waiting
from tests.support import outbox, own_library

Roster = dict[str, Member]
LINES = [
    "江州市机关工会关于慰问标准的通知",
    "一、会员结婚、生育，慰问品不超过800元。",
    "二、会员退休，纪念品不超过1000元。",
    "江州市机关工会",
    "2026年5月6日",
]


@pytest.fixture
async def deps(deps: Deps) -> AsyncIterator[Deps]:
    settings = deps.settings.model_copy(update={"notices_two_people": False})
    yield replace(deps, library=own_library(), settings=settings)


async def point(deps: Deps, *, again: bool = False) -> Picture | None:
    return await pictures.of_point(deps, COMMITTEE, 1, again=again)


async def sent(deps: Deps, heard: Heard, content: bytes, name: str) -> None:
    assert await offer(deps, await heard(), COMMITTEE, name, content) == 1


async def test_what_is_typed_is_shown_once_on_its_page(deps: Deps, roster: Roster) -> None:
    heard = Heard(deps)
    await sent(deps, heard, samples.pdf(LINES, foot=False), "通知.pdf")
    first = await point(deps)
    assert first
    assert first.caption.startswith("原件第 1 页，共 1 页。标黄的是一")
    assert Image.open(BytesIO(first.content)).size[1] == 1600
    assert await point(deps) is None, "the same page would be sent again for a wrong figure"
    again = await point(deps, again=True)
    assert again
    assert again.content == first.content


async def test_the_reading_has_its_page_beside_it(deps: Deps, roster: Roster) -> None:
    await sent(deps, Heard(deps), samples.pdf(LINES, foot=False), "通知.pdf")
    page = await pictures.of_clauses(deps, COMMITTEE, 1, 0, 4)
    assert page
    assert "一" in page.caption
    assert "到" in page.caption
    assert await pictures.of_clauses(deps, COMMITTEE, 1, 40, 44) is None


async def test_that_there_is_no_picture_is_said_once_and_stops_nothing(deps: Deps, roster: Roster) -> None:
    heard = Heard(deps)
    await sent(deps, heard, samples.ofd(LINES), "通知.ofd")
    assert await point(deps) is None
    told = [str(one["text"]) for one in await outbox(deps.store, COMMITTEE)]
    assert told[-1] == "这一份没有页面的图：OFD 文件这里只能读，画不出来。请看着您手里的原件核对。"
    clause, _ = await waiting(deps)
    await chatting.typed(deps, await heard(), COMMITTEE, 1, clause, "800")
    before = len(await outbox(deps.store, COMMITTEE))
    assert await point(deps) is None
    assert len(await outbox(deps.store, COMMITTEE)) == before


async def test_nothing_of_a_review_is_kept_beyond_it(deps: Deps, roster: Roster) -> None:
    heard, known = Heard(deps), deps.parts.of(Pictures)
    await sent(deps, heard, samples.ofd(LINES), "通知.ofd")
    known.keep(1, b"paper")
    await point(deps)
    await chatting.drop(deps, await heard(), COMMITTEE, 1)
    assert (known.papers, known.shown, known.without) == ({}, {}, set())
    assert await point(deps) is None, "a review that has ended shows no point"


async def test_a_file_is_printed_once_for_all_its_points(
    deps: Deps, roster: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sent(deps, Heard(deps), "\n\n".join(LINES).encode(), "通知.txt")
    paper, asked = samples.pdf(LINES, foot=False), []
    real = Confinement.read

    async def read(self: Confinement, entry: str, *rest: object) -> object:
        from base64 import b64encode

        asked.append(entry)
        printing = entry == pictures.PRINT  # in place of LibreOffice, which is not everywhere
        return b64encode(paper).decode() if printing else await real(self, entry, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Confinement, "read", read)
    assert await point(deps)
    assert await pictures.of_clauses(deps, COMMITTEE, 1, 0, 4)
    assert asked == [pictures.PRINT, pictures.DRAW, pictures.DRAW]


def test_few_printed_files_are_kept() -> None:
    known = Pictures()
    for notice_id in range(1, 6):
        known.keep(notice_id, b"")
    assert list(known.papers) == [3, 4, 5]


@pytest.mark.parametrize("account", [101, 103])
async def test_pages_are_for_the_committee(deps: Deps, roster: Roster, account: int) -> None:
    with pytest.raises(NotAllowed):
        await pictures.of_point(deps, account, 1)
    with pytest.raises(NotAllowed):
        await pictures.of_clauses(deps, account, 1, 0, 4)
