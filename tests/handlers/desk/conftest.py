"""Phones of the officers, in their group and in private."""

from collections.abc import Callable

import pytest

from bot.core.people import Member
from bot.core.work.unit import Deps
from tests.desk.desk import GROUP
from tests.handlers.reports.phone import Phone
from tests.support import outbox


@pytest.fixture
def phone(deps: Deps, roster: dict[str, Member]) -> Callable[..., Phone]:
    """`phone(103)`: the chair in the branch's group; `phone(103, 103)`: in private."""

    def make(user_id: int, chat_id: int = GROUP) -> Phone:
        return Phone(deps, user_id, chat_id)

    return make


async def card(deps: Deps, chat_id: int = GROUP) -> dict[str, object]:
    """The newest state of the newest card in the chat."""
    return next(m for m in reversed(await outbox(deps.store, chat_id)) if str(m["card"]).startswith("report:"))


async def heard(deps: Deps, telegram_id: int) -> list[str]:
    return [str(message.get("text", "")) for message in await outbox(deps.store, telegram_id)]
