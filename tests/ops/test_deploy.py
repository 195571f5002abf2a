"""The systemd unit is one that systemd takes, and gives away as little as it may."""

import subprocess
import sys
from pathlib import Path

import pytest

UNIT = Path(__file__).parents[2] / "docs" / "deploy" / "wennuan.service"
MOST_EXPOSED = 15  # of 100, as `systemd-analyze security` counts; what is left is the network, which it needs


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit with a program that is there: systemd looks."""
    text = UNIT.read_text(encoding="utf-8")
    assert "ExecStart=/opt/wennuan/.venv/bin/wennuan run\n" in text
    path = tmp_path / UNIT.name
    path.write_text(text.replace("/opt/wennuan/.venv/bin/wennuan", sys.executable), encoding="utf-8")
    return path


@pytest.mark.parametrize("question", [["verify"], ["security", "--offline=true", f"--threshold={MOST_EXPOSED}"]])
def test_systemd_takes_the_unit(unit: Path, question: list[str]) -> None:
    asked = subprocess.run(["systemd-analyze", *question, unit], capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stdout + asked.stderr
    assert "wennuan.service:" not in asked.stderr  # warnings: an unknown key is ignored, and then does nothing
