"""`wennuan notices add … release … undo` at the terminal, the file read in the child, and what `ask` then says."""

import asyncio
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import load
from tests.knowledge.several import ceiling, notice_text

ROSTER = "工号,姓名,基层工会,状态\nC1,陈一,工委,在册\n"


async def test_from_a_file_to_the_first_answer_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    environment = {"DATA_DIR": str(tmp_path / "data"), "NOTICES_TWO_PEOPLE": "true"}
    monkeypatch.setenv("DATA_DIR", environment["DATA_DIR"])

    async def run(*words: str, said: str = "") -> tuple[int, str]:
        made = await asyncio.to_thread(CliRunner().invoke, load(words[0]), list(words), env=environment, input=said)
        return made.exit_code, made.output + str(made.exception or "")

    await run("init")
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    await run("roster", "import", "roster.csv", "--yes")
    await run("offices", "appoint", "C1", "工委", "主席")
    text = notice_text(2026)
    (tmp_path / "notice.txt").write_text(text, encoding="utf-8")
    figures = re.findall(r"不超过 ([0-9]+) 元", text)

    begun = await run("notices", "add", "notice.txt", said="看不清\n新的一项\n9999\n停\n")
    assert "是新的一项" in begun[1]
    assert "没看懂是多少" in begun[1], "a word that is no number ends nothing"
    assert "和读出来的不一样" in begun[1]
    assert "这笔钱算在“生病住院”上" in begun[1]
    assert "先放着，接着核对：wennuan notices review 1" in begun[1]
    assert not any(figure in begun[1] for figure in figures), "what is typed blind is not shown before"
    reviewed = await run("notices", "review", "1", said="\n".join([*figures, *["是"] * 6]) + "\n")
    assert "核对完了（第 1 份）" in reviewed[1], reviewed
    assert "请一位工委干部来发布" in reviewed[1]
    assert "核对的人不能自己发布" in (await run("notices", "release", "1"))[1]
    released = await run("notices", "release", "1", "--by", "C1")
    assert "已发布 温直工〔2026〕7号" in released[1]
    assert "各位会员：" in released[1]
    assert "（正在用）" in (await run("notices", "list"))[1]
    shown = (await run("notices", "show", "1"))[1]
    assert "发布：陈一" in shown
    assert "SHA-256" in shown
    cap = str(ceiling("marriage", 2026))
    assert f"不超过 {cap} 元" in (await run("ask", "--on", "2026-06-01", "结婚给多少"))[1]
    assert "不超过 500 元" in (await run("ask", "--on", "2025-06-01", "结婚给多少"))[1]
    assert "已撤回" in (await run("notices", "undo", "温直工〔2026〕7号", "--yes"))[1]
    assert "不超过 500 元" in (await run("ask", "--on", "2026-06-01", "结婚给多少"))[1]
