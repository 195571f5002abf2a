"""Every transcript in scripts/, played over the sandbox."""

from pathlib import Path

import pytest

from tests.dialogs.play import Stage, play
from tests.dialogs.script import ScriptError, load

SCRIPTS = sorted((Path(__file__).parent / "scripts").glob("*.txt"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
async def test_dialogue(path: Path, tmp_path: Path) -> None:
    async with Stage(tmp_path) as stage:
        await play(load(path), stage)


def test_there_are_enough_of_them() -> None:
    assert len(SCRIPTS) >= 40


def test_a_line_that_makes_no_sense_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "坏的.txt"
    bad.write_text("# 坏的\n王秀英：你好\n胡言乱语\n", encoding="utf-8")
    with pytest.raises(ScriptError, match="第 3 行"):
        load(bad)


async def test_a_transcript_that_does_not_hold_fails(tmp_path: Path) -> None:
    wrong = tmp_path / "错的.txt"
    wrong.write_text("# 错的\n王秀英：住院慰问金最多多少\n温暖→王秀英：2000 元\n", encoding="utf-8")
    async with Stage(tmp_path / "data") as stage:
        with pytest.raises(AssertionError, match="第 3 行"):
            await play(load(wrong), stage)
