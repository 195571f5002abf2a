"""Short conversations, each about one thing that people do in talk: asking on, correcting, wishing, taking back."""

from pathlib import Path

import pytest

from tests.dialogs.play import play
from tests.dialogs.script import Script, load_several
from tests.dialogs.stage import Stage

TALKS = [talk for path in sorted((Path(__file__).parent / "talks").glob("*.txt")) for talk in load_several(path)]


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.title)
async def test_talk(talk: Script, tmp_path: Path) -> None:
    async with Stage(tmp_path, talk.start) as stage:
        await play(talk, stage)


def test_there_are_enough_of_them() -> None:
    assert len(TALKS) >= 40
