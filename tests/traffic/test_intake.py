from pathlib import Path

from tests.traffic.conftest import running
from tests.traffic.routes import said
from tests.traffic.standin import StandIn


async def test_a_question_is_answered(standin: StandIn, tmp_path: Path) -> None:
    async with running(standin, tmp_path):
        standin.push(said(1, "你好"), said(2, "记一笔"), said(3, "再见"))
        await standin.until(lambda: len(standin.sent()) == 3)
    assert sorted(standin.texts()) == sorted(["答你好", "收到记一笔", "答再见"])
