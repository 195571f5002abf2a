"""Updates for the services of greeting."""

import pytest

from bot.services.base import Deps
from tests.services.greeting.people import Heard


@pytest.fixture
def heard(deps: Deps) -> Heard:
    return Heard(deps)
