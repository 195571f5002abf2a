"""Every hostile shape in small, sent to a running bot: each is answered, others too, and it stops while it reads."""

import pytest

from tests.faults.files import measure
from tests.faults.hostile import SHAPES

READABLE = 14  # shapes that are a roster after all, be it one whose rows are all wrong

pytestmark = [
    pytest.mark.faults,
    pytest.mark.filterwarnings("ignore:unread_data:DeprecationWarning"),  # aiohttp's own reading of an upload
]


async def test_every_hostile_shape_is_answered_and_none_holds_the_bot() -> None:
    figures = await measure(len(SHAPES), scale=0.01, stops=1)
    assert figures.unanswered == []
    assert figures.answers.total() == len(SHAPES)
    assert figures.answers["预览"] == READABLE
    assert figures.questions > 0
    assert figures.growth < 60
    assert figures.stops[0] < 10
    assert figures.orphans == 0
