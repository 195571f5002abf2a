"""/ledger and /summary: files go to the asker's private chat and are not left lying about."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from telegram import Chat, Message
from telegram.error import Forbidden, TimedOut

from bot.accounts import reading, sheet, texts
from bot.accounts.exporting import Makings
from bot.core.people import Member
from bot.core.work.unit import Deps
from handlers import desk_payments
from handlers.files import telling
from tests.desk.desk import GROUP, approved
from tests.handlers.reports.phone import DeskBot, Phone


class Postman(DeskBot):
    """Keeps what is uploaded; `error` is what Telegram answers instead."""

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__()
        self._error = error
        self._files: list[tuple[int, str, bytes]] = []
        self._said: list[tuple[int, str]] = []

    @property
    def files(self) -> list[tuple[int, str, bytes]]:
        return self._files

    async def send_document(self, chat_id: Any, document: Any, *_args: Any, **more: Any) -> Any:  # noqa: ANN401
        self._take(chat_id, str(more["filename"]), document)

    async def send_photo(self, chat_id: Any, photo: Any, *_args: Any, **more: Any) -> Any:  # noqa: ANN401
        self._take(chat_id, str(more["caption"]), photo)

    async def send_message(self, chat_id: Any, text: Any, *_args: Any, **_more: Any) -> Any:  # noqa: ANN401
        self._said.append((chat_id, text))
        return Message(7, datetime(2026, 11, 23, tzinfo=UTC), Chat(chat_id, "private"))

    async def edit_message_text(  # type: ignore[override]
        self, text: str, chat_id: int, message_id: int, **_more: object
    ) -> None:
        assert message_id == 7
        self._said.append((chat_id, text))

    @property
    def said(self) -> list[tuple[int, str]]:
        return self._said

    def _take(self, chat_id: int, name: str, content: bytes) -> None:
        if self._error:
            raise self._error
        self._files.append((chat_id, name, content))


def left_over(deps: Deps) -> list[Path]:
    return list((deps.settings.data_dir / "exports").glob("*"))


async def test_the_book_goes_to_the_private_chat(deps: Deps, roster: dict[str, Member]) -> None:
    await approved(deps, roster)
    bot = Postman()
    answer = await Phone(deps, 105, GROUP, bot=bot).say("/ledger 2026-11")
    assert answer == "已发到您的私聊。"
    ((chat, name, content),) = bot.files
    assert (chat, name) == (105, "春风机关工会慰问台账（2026年11月）.xlsx")
    assert content.startswith(b"PK")
    assert left_over(deps) == []


async def test_csv_on_request(deps: Deps, roster: dict[str, Member]) -> None:
    await approved(deps, roster)
    bot = Postman()
    await Phone(deps, 105, bot=bot).say("/ledger 2026-11 CSV")
    ((_chat, name, content),) = bot.files
    assert name.endswith(".csv")
    assert "林静" in content.decode("utf-8-sig")


async def test_the_year_as_a_picture(deps: Deps, roster: dict[str, Member]) -> None:
    await approved(deps, roster)
    bot = Postman()
    await Phone(deps, 302, bot=bot).say("/summary 2026")
    ((_chat, caption, content),) = bot.files
    assert caption == "全市机关五访五贺（2026年）：访 1 件，贺 0 件；同意 800 元，实付 0 元。"
    assert content.startswith(b"\x89PNG")


@pytest.mark.parametrize(("error", "answer"), [(Forbidden("bot can't initiate"), "/start"), (TimedOut(), "没有发出去")])
async def test_what_cannot_be_sent_is_explained(
    deps: Deps, roster: dict[str, Member], error: Exception, answer: str
) -> None:
    await approved(deps, roster)
    assert answer in await Phone(deps, 105, GROUP, bot=Postman(error)).say("/ledger 2026-11")
    assert left_over(deps) == []


async def test_members_and_bad_periods_are_told(deps: Deps, roster: dict[str, Member]) -> None:
    assert "主席、财务和经审" in await Phone(deps, 101, bot=Postman()).say("/ledger")
    assert "2026-03" in await Phone(deps, 105, bot=Postman()).say("/ledger 三月")


async def test_what_takes_long_says_how_far_it_has_come(
    deps: Deps, roster: dict[str, Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    await approved(deps, roster)
    bot = Postman()

    async def slow(_deps: Deps, _book: object, progress: reading.Progress) -> AsyncIterator[list[object]]:
        for done in (8_000, 20_000):
            progress(done, 20_000)
            while len(bot.said) < done // 8_000:  # noqa: ASYNC110 - until it has been said
                await asyncio.sleep(0.001)
            yield []

    monkeypatch.setattr(reading, "rows", slow)
    monkeypatch.setattr(desk_payments, "telling", partial(telling, every=0.001))
    await Phone(deps, 105, GROUP, bot=bot).say("/ledger 2026-11")
    steps = ["正在做台账：已写 8,000／20,000 行…", "正在做台账：已写 20,000／20,000 行…", texts.WRITTEN]
    assert bot.said == [(105, step) for step in steps]
    assert len(bot.files) == 1


async def test_what_cannot_be_made_is_told_and_the_message_does_not_stay_as_it_was(
    deps: Deps, roster: dict[str, Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = Postman()

    async def broken(_deps: Deps, _book: object, progress: reading.Progress) -> AsyncIterator[list[object]]:
        progress(1, 2)
        while not bot.said:  # noqa: ASYNC110 - until it has been said
            await asyncio.sleep(0.001)
        yield [object()]

    monkeypatch.setattr(sheet, "ENTRY", "tests.confined.entries:end")
    monkeypatch.setattr(reading, "rows", broken)
    monkeypatch.setattr(desk_payments, "telling", partial(telling, every=0.001))
    monkeypatch.setattr(sheet, "told", lambda _book, chunks: (b"" async for _ in chunks))
    assert await Phone(deps, 105, bot=bot).say("/ledger 2026-11") == texts.NOT_MADE
    assert [text for _, text in bot.said] == ["正在做台账：已写 1／2 行…", texts.BROKEN_OFF]
    assert bot.files == []
    assert left_over(deps) == []


async def test_while_one_is_made_who_presses_again_is_told_so(deps: Deps, roster: dict[str, Member]) -> None:
    bot = Postman()
    with deps.parts.of(Makings).one(105, "2026"):
        assert await Phone(deps, 105, GROUP, bot=bot).say("/ledger 2026-11") == texts.UNDER_WAY
    assert bot.files == []
