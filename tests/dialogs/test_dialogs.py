"""Every transcript in scripts/, played over the sandbox."""

from pathlib import Path

import pytest

from tests.dialogs.plain import faults
from tests.dialogs.play import play
from tests.dialogs.script import ScriptError, load
from tests.dialogs.stage import Stage

SCRIPTS = sorted((Path(__file__).parent / "scripts").glob("*.txt"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
async def test_dialogue(path: Path, tmp_path: Path) -> None:
    script = load(path)
    async with Stage(tmp_path, script.start) as stage:
        await play(script, stage)
