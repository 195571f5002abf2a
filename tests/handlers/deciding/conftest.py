"""Phones of the officers, in their group and in private."""

from collections.abc import Callable

import pytest

from bot.domain.people import Member
from bot.services.base import Deps
from tests.handlers.reporting.phone import Phone
from tests.services.deciding.desk import GROUP


@pytest.fixture
def phone(deps: Deps, roster: dict[str, Member]) -> Callable[..., Phone]:
    """`phone(103)`: the chair in the branch's group; `phone(103, 103)`: in private."""

    def make(user_id: int, chat_id: int = GROUP) -> Phone:
        return Phone(deps, user_id, chat_id)

    return make
