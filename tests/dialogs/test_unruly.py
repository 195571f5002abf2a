"""Two transcripts with every update doubled and shuffled; `python -m tests.dialogs.unruly` plays all of them so."""

from pathlib import Path

import pytest

from bot.sandbox.journal import Journal
from bot.sandbox.updates import FIRST_UPDATE_ID, UpdateQueue
from tests.dialogs.unruly import SCRIPTS, UnrulyQueue, differences


@pytest.mark.parametrize("name", ["43申报·相册和文件", "61审批·两个人同时按"])
async def test_doubled_and_shuffled_updates_leave_the_same_database(name: str) -> None:
    assert not await differences(SCRIPTS / f"{name}.txt", seed=1)


async def test_the_unruly_queue_doubles_and_shuffles(tmp_path: Path) -> None:
    queue = UpdateQueue(Journal(tmp_path))
    unruly = UnrulyQueue(queue, seed=1)
    for _ in range(5):
        queue.push("message", {})
    batch = await unruly.poll(0, 100, 0.0)
    assert len(batch) == 10
    assert len(set(batch)) == 5
    assert batch != sorted(batch)
    queue.push("message", {})
    later = await unruly.poll(FIRST_UPDATE_ID + 5, 100, 0.0)
    assert len(later) == 4  # the new one twice, and two old ones
    queue._journal.close()
