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


def test_there_are_enough_of_them() -> None:
    assert len(SCRIPTS) >= 60


def test_a_line_that_makes_no_sense_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "坏的.txt"
    bad.write_text("# 坏的\n王秀英：你好\n胡言乱语\n", encoding="utf-8")
    with pytest.raises(ScriptError, match="第 3 行"):
        load(bad)


def test_what_belongs_to_a_message_stands_under_one(tmp_path: Path) -> None:
    bad = tmp_path / "坏的.txt"
    bad.write_text("# 坏的\n按钮：提交\n", encoding="utf-8")
    with pytest.raises(ScriptError, match="要跟在"):
        load(bad)


@pytest.mark.parametrize(
    "wrong",
    [
        "温暖→王秀英：2000 元",
        "温暖→王秀英：慰问金\n  按钮：同意",
        "温暖→王秀英：慰问金\n  没有按钮：看原…",
        "温暖→王秀英：慰问金\n  不说：没有这句 | 不超过",
        "温暖→王秀英：慰问金\n  附件：照片",
        "静默→王秀英",
    ],
)
async def test_a_transcript_that_does_not_hold_fails(tmp_path: Path, wrong: str) -> None:
    script = tmp_path / "错的.txt"
    script.write_text(f"# 错的\n王秀英：住院慰问金最多多少\n{wrong}\n", encoding="utf-8")
    async with Stage(tmp_path / "data") as stage:
        with pytest.raises(AssertionError, match="第 3 行"):
            await play(load(script), stage)


@pytest.mark.parametrize(
    "text",
    ["3月2日 王秀英 consent", "金额：None", "您能领 1000 元", "请节哀。。", "第一段\n\n\n第二段", "状态：{status}"],
)
def test_words_of_the_machine_are_noticed(text: str) -> None:
    assert faults(text, set())


@pytest.mark.parametrize(
    "text", ["不超过 1000 元。发 /start，或用 Telegram 打开。", "「asdf qwer」没看懂", "重阳 badminton"]
)
def test_plain_words_pass(text: str) -> None:
    assert not faults(text, {"badminton"})
