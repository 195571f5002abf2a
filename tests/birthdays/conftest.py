"""Updates for the services of greeting."""

import pytest

from bot.core.work.unit import Deps
from tests.birthdays.people import Heard


@pytest.fixture
def heard(deps: Deps) -> Heard:
    return Heard(deps)
