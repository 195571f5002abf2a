"""Two transcripts with every update doubled and shuffled; `python -m tests.dialogs.unruly` plays all of them so."""

from pathlib import Path

import pytest

from bot.sandbox.clock import Clock
from bot.sandbox.keeping import Journal
from bot.sandbox.updates import FIRST_UPDATE_ID, UpdateQueue
from tests.dialogs.script import load
from tests.dialogs.unruly import KEPT, SCRIPTS, UnrulyQueue, differences, hasty


@pytest.mark.parametrize("name", ["43申报·相册和文件", "61审批·两个人同时按"])
async def test_doubled_and_shuffled_updates_leave_the_same_database(name: str) -> None:
    assert not await differences(SCRIPTS / f"{name}.txt", seed=1)


async def test_the_unruly_queue_doubles_and_shuffles(tmp_path: Path) -> None:
    queue, clock = UpdateQueue(Journal(tmp_path)), Clock()
    unruly = UnrulyQueue(queue, clock, seed=1)
    for _ in range(5):
        queue.push("message", {})
    batch = await unruly.poll(0, 100, 0.0)
    assert len(batch) == 10
    assert len(set(batch)) == 5
    assert batch != sorted(batch)
    queue.push("message", {})
    later = await unruly.poll(FIRST_UPDATE_ID + 5, 100, 0.0)
    assert len(later) == 4  # the new one twice, and two old ones
    clock.set(clock.now() + KEPT)
    queue.push("message", {})
    assert len(await unruly.poll(FIRST_UPDATE_ID + 6, 100, 0.0)) == 2  # none that Telegram would have dropped
    queue._journal.close()


def test_nobody_in_a_transcript_acts_on_what_he_cannot_have_seen(tmp_path: Path) -> None:
    assert {path.stem: lines for path in SCRIPTS.glob("*.txt") if (lines := hasty(load(path)))} == {}
    rash = tmp_path / "急.txt"
    rash.write_text("# 急\n王秀英：你好\n赵晨：你好\n温暖→赵晨：…\n王秀英：你好\n", encoding="utf-8")
    assert hasty(load(rash)) == [3]
