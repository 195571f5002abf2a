"""`wennuan sandbox`: try, train and test without Telegram."""

import asyncio
import signal
from pathlib import Path
from typing import Annotated

import typer

from bot.domain.errors import ConfigError
from bot.extras import need


def register(app: typer.Typer) -> None:
    app.command("sandbox", help="不用 Telegram，在网页里试用全部功能")(sandbox)


def sandbox(
    port: Annotated[int, typer.Option(help="网页的端口")] = 8642,
    data: Annotated[Path, typer.Option(help="数据放在哪里；下次接着用")] = Path("data"),
    headless: Annotated[bool, typer.Option("--headless", help="不要网页，只要接口（测试用）")] = False,
    limits: Annotated[bool, typer.Option("--limits", help="照 Telegram 的规矩限速")] = False,
) -> None:
    """Runs the stand-in and the bot until Ctrl-C or SIGTERM. Raises ConfigError where the extra is not installed."""
    need("sandbox")
    import uvloop

    from bot.logs import configure

    configure("WARNING")
    uvloop.run(_serve(port, data, headless=headless, limits=limits))


async def _serve(port: int, data: Path, *, headless: bool, limits: bool) -> None:
    from bot.sandbox.run import Sandbox

    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        running = await Sandbox.open(data, port=port, page=not headless, limits=limits)
    except OSError as error:
        raise ConfigError(
            f"端口 {port} 已被占用。请先停掉占用它的程序，或换一个：wennuan sandbox --port 8643"
        ) from error
    typer.echo(f"温暖的沙箱已经就绪，请用浏览器打开：{running.url}/\n按 Ctrl-C 停止；数据在 {data}/，下次接着用。")
    await stop.wait()
    await running.close()
