"""One library for all: it is immutable, and building it costs more than most tests."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge import Library, Notice
from tests import support

TODAY = date(2019, 6, 14)


@pytest.fixture(scope="session")
def library() -> Library:
    return support.library()


@pytest.fixture(scope="session")
def notice(library: Library) -> Notice:
    return library.in_force(TODAY)


@pytest.fixture
def today() -> date:
    return TODAY
