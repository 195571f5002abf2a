"""Plays what people do in a transcript and prints what the bot says, in the transcript's own form.

    python -m tests.dialogs.record 新的.txt

The quickest way to write a new transcript: write the left side, record, read every sentence, keep what matters.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.dialogs.play import acts, perform
from tests.dialogs.script import load
from tests.dialogs.stage import Stage


async def record(path: Path) -> None:
    script = load(path)
    with tempfile.TemporaryDirectory() as folder:
        async with Stage(Path(folder), script.start) as stage:
            print(f"# {script.title}")
            seen = await _show(stage, 0)
            for step in filter(acts, script.steps):
                where = f"@{step.where}" if step.where else ""
                print(f"--- 第 {step.line} 行：{step.who}{where} {step.verb} {step.words}")
                try:
                    await perform(script, step, stage)
                except AssertionError as error:
                    print(f"!!! {error}")
                seen = await _show(stage, seen)
            print("违规：", await stage.client.violations())


async def _show(stage: Stage, seen: int) -> int:
    if stage.sandbox.bot is None:
        return seen
    names = {chat: name for name, chat in (*stage.people.items(), *stage.groups.items())}
    for chat, name in names.items():
        for post in await stage.said(chat, seen):
            print(f"温暖→{name}{'（改）' if post['edited'] else ''}：{post['text']}")
            if post["buttons"]:
                print(f"  按钮：{' | '.join(post['buttons'])}")
            if post["media"]:
                print(f"  附件：{post['media']['name']}")
    for toast in (await stage.client.toasts())[-1:]:
        print(f"    （最近的弹窗：{toast['text']}）")
    return stage.world.seq


if __name__ == "__main__":
    for name in sys.argv[1:]:
        asyncio.run(record(Path(name)))
