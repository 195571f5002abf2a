"""The command line speaks Chinese, whatever is typed; `main` never ends with a traceback."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import cli
from bot.core import version
from tests.test_docs import known_commands

ENGLISH = re.compile(r"Usage|Options|Arguments|Commands|Error|Missing|Invalid|Aborted|Try |No such|required|default")
WORDS = {
    "roster import": "缺少“花名册文件”（.xlsx 或 .csv）。",
    "roster import a.csv b.csv": "多写了：b.csv。",
    "roster invite --days 0": "--days 的“0”不对：应当是 1 到 90 的整数。",
    "roster invite --days": "--days 后面要写内容。",
    "roster import a.csv --yes=1": "--yes 后面不用写内容。",
    "rosterr list": "没有 rosterr 这个命令。是不是：roster？",
    "roster lst": "没有 lst 这个命令。是不是：list？",
    "roster list --brnch x": "没有 --brnch 这个选项。是不是：--branch？",
    "budget 工会 今年 5": "年份 的“今年”不对：应当是 2000 到 2100 的整数。",
    "budget 工会 99999999999 5": "应当是 2000 到 2100 的整数",
    "holidays show 今年": "年份 的“今年”不对：应当是 2000 到 2100 的整数。",
    "holidays undo 99999999999": "应当是 2000 到 2100 的整数",
    "move": "缺少 --to（目标数据库，例如",
    "rules add 特殊困难 1 --document 号 --by A --since 2026-13-01": "应当是日期，写成 2026-12-01 这样。",
    "quarantine retry 甲": "应当是整数",
    "ask": "要问什么？",
    "understand": "要读哪句话？",
    "sandbox --port 99999": "应当是 0 到 65535 的整数",
}


@pytest.mark.parametrize(("typed", "said"), WORDS.items())
def test_what_was_typed_wrong_is_told_in_chinese(typed: str, said: str) -> None:
    done = CliRunner().invoke(cli.load(), typed.split())
    assert said in done.output, done.output
    assert done.exit_code == 2
    assert not ENGLISH.search(done.output), done.output


@pytest.mark.parametrize("command", ["", *sorted(known_commands())])
def test_help_is_chinese(command: str) -> None:
    shown = CliRunner().invoke(cli.load(), [*command.split(), "--help"]).output
    assert shown.startswith("用法：")
    assert "显示这段说明" in shown
    assert not ENGLISH.search(shown), shown


def test_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    assert CliRunner().invoke(cli.load(), ["--version"]).output == f"温暖 {version.current()}\n"


def main(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Status and stderr of `wennuan WORDS`."""
    monkeypatch.setattr(sys, "argv", ["wennuan", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0), capsys.readouterr().err


def test_whatever_goes_wrong_is_a_line_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", "data")
    assert main(monkeypatch, capsys, "init")[0] == 0
    (tmp_path / "file").write_text("x")
    for words, told in (
        (("roster", "import", "没有.csv"), "没有这个文件或文件夹"),
        (("roster", "import", "data"), "这是文件夹"),
        (("roster", "import", "file"), ""),
        (("roster", "list", "--branch", "没有"), "没有叫“没有”的工会。现有：市直属机关工会工作委员会"),
        (("roster", "invite", "--bot", "wennuan_bot", "--branch", "没有"), "现有："),
        (("offices", "list", "--branch", "没有"), "现有："),
        (("budget", "没有", "2026", "5"), "现有："),
        (("ledger", "2026-11", "--branch", "没有"), "现有："),
        (("roster", "invite", "--bot", "温暖"), "不是机器人的用户名"),
        (("restore", "file"), "file 不是温暖的备份文件"),
        (("restore", "data"), "没有找到备份文件 data"),
        (("ledger", "2026-11", "--out", "file/x"), "它却是文件"),
        (("misses", "2026-13"), "月份"),
        (("move", "--to", "foo"), "--to 的地址不对"),
        (("privacy", "record", "--folder", "file"), "已经有了"),
    ):
        status, said = main(monkeypatch, capsys, *words)
        assert status == 1, words
        assert told in said, (words, said)
        assert "Traceback" not in said


def test_a_no_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    environment = {"DATA_DIR": "data"}
    run = CliRunner().invoke
    run(cli.load(), ["init"], env=environment)
    (tmp_path / "名册.csv").write_text("工号,姓名,单位\n1,王芳,春风工会\n", encoding="utf-8")
    for answer in ("否\n", "", "什么\n否\n"):
        done = run(cli.load(), ["roster", "import", "名册.csv"], env=environment, input=answer)
        assert "没有写入任何内容" in done.output, done.output
    assert "已取消" in run(cli.load(), ["roster", "undo"], env=environment, input="").output
    assert "已导入" in run(cli.load(), ["roster", "import", "名册.csv"], env=environment, input="是\n").output


def test_no_log_stands_between_the_sentences(tmp_path: Path) -> None:
    (tmp_path / "名册.csv").write_text("工号,姓名,单位\n1,王芳,春风工会\n", encoding="utf-8")
    lines = []
    for words in (["init"], ["roster", "import", str(tmp_path / "名册.csv"), "--yes"], ["roster", "list"], ["backup"]):
        run = [sys.executable, "-m", "bot", *words]
        environment = os.environ | {"DATA_DIR": str(tmp_path / "data")}
        done = subprocess.run(run, env=environment, capture_output=True, text=True, check=True)
        lines += (done.stdout + done.stderr).splitlines()
    assert [line for line in lines if "[info" in line or line.startswith("{")] == []
    assert any("已导入" in line for line in lines)
