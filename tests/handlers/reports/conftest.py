from collections.abc import Callable

import pytest

from bot.core.people import Member
from bot.core.work.unit import Deps
from tests.handlers.reports.phone import Phone

Phones = Callable[..., Phone]


@pytest.fixture
def phone(deps: Deps, roster: dict[str, Member]) -> Phones:
    """Anybody's phone, by account; in a group when one is named. The roster is `tests.support`'s."""

    def of(user_id: int, chat_id: int = 0, name: str = "会员") -> Phone:
        return Phone(deps, user_id, chat_id, name)

    return of
