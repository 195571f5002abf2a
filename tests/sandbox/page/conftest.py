"""A world for the page's tests."""

import pytest

from bot.sandbox.world import World
from tests.sandbox.page.people import Play


@pytest.fixture
def play(world: World) -> Play:
    return Play(world)
