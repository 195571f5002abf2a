"""A file's reader may refuse, break, hang or grow: the bot gets a sentence, goes on, and leaves no child."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from bot.confined import confinement
from bot.confined.confinement import Confinement
from bot.confined.limits import MB, Limits
from bot.core.errors import BadInput
from tests.confined import entries

LIMITS = Limits(seconds=60, memory=100 * MB, content=3 * MB, answer=1 * MB)


def entry(name: str) -> str:
    return f"{entries.NAME}:{name}"


async def alive(path: Path) -> int:
    """The id of the child, once it has told it."""
    async with asyncio.timeout(60):
        while not (path.exists() and path.read_text()):  # noqa: ASYNC110
            await asyncio.sleep(0.02)  # another process tells no event
    return int(path.read_text())


def gone(pid: int) -> bool:
    """Ended; also where nobody has collected it yet."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z"


async def test_bytes_and_options_go_in_and_json_comes_out() -> None:
    content = b"\x00\n\xff" + bytes(2_000_000)
    found = await Confinement().read(entry("measure"), content, {"姓": "王"}, LIMITS)
    assert found == {"bytes": len(content), "first": "000aff", "options": {"姓": "王"}}


async def test_what_comes_piece_by_piece_is_read_as_it_comes() -> None:
    async def told() -> AsyncGenerator[bytes, None]:
        for number in range(5):
            yield f"{number}\n".encode() * 20_000
            await asyncio.sleep(0)

    assert await Confinement().read(entry("lines"), told(), {}, LIMITS) == 100_000


async def test_what_keeps_the_rest_from_coming_is_told_and_ends_the_child(tmp_path: Path) -> None:
    told = tmp_path / "pid"

    async def broken() -> AsyncGenerator[bytes, None]:
        yield b"1\n"
        await alive(told)
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        await Confinement().read(entry("think"), broken(), {"told": str(told)}, LIMITS)
    assert gone(await alive(told))


async def test_a_child_that_ends_early_leaves_the_rest_unasked() -> None:
    closed = False

    async def endless() -> AsyncGenerator[bytes, None]:
        nonlocal closed
        try:
            while True:
                yield bytes(65_536)
                await asyncio.sleep(0)
        finally:
            closed = True

    with pytest.raises(BadInput, match="这不是表格"):
        await Confinement().read(entry("refuse"), endless(), {}, LIMITS)
    assert closed


@pytest.mark.skipif(not hasattr(os, "SCHED_IDLE"), reason="Linux has it")
@pytest.mark.parametrize(("idle", "policy"), [(False, "SCHED_OTHER"), (True, "SCHED_IDLE")])
async def test_a_child_is_gentle_and_weighed_against_the_bot(*, idle: bool, policy: str) -> None:
    found = await Confinement().read(entry("niceness"), b"", {}, replace(LIMITS, idle=idle))
    assert found == {"process": os.nice(0) + 10, "policy": getattr(os, policy), "session": os.getsid(0)}


async def test_a_refusal_is_the_functions_own_sentence() -> None:
    with pytest.raises(BadInput, match="这不是表格"):
        await Confinement().read(entry("refuse"), b"", {}, LIMITS)


@pytest.mark.parametrize("name", ["break_off", "end"])
async def test_what_breaks_off_is_said_to_be_damaged(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BadInput, match=r"可能已经损坏.*另存一份再发"):
        await Confinement().read(entry(name), bytes(1_000_000), {}, LIMITS)
    assert "王芳" not in capsys.readouterr().out, "an error's words may quote the file"


async def test_neither_token_nor_keys_are_in_the_childs_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BOT_TOKEN", "DATA_KEYS", "DATABASE_URL"):
        monkeypatch.setenv(name, "secret")
    seen = set(await Confinement().read(entry("environment"), b"", {}, LIMITS))
    assert not seen & {"BOT_TOKEN", "DATA_KEYS", "DATABASE_URL"}


async def test_whoever_holds_too_much_is_ended() -> None:
    assert await Confinement().read(entry("hold"), b"", {"megabytes": 5}, LIMITS) == 5_000_000
    with pytest.raises(BadInput, match="展开以后太大"):
        await Confinement().read(entry("hold"), b"", {"megabytes": 300}, LIMITS)


async def test_whoever_takes_too_long_is_ended_and_the_loop_goes_on(tmp_path: Path) -> None:
    told, beats = tmp_path / "pid", 0

    async def beat() -> None:
        nonlocal beats
        while True:
            await asyncio.sleep(0.01)
            beats += 1

    beating = asyncio.create_task(beat())
    with pytest.raises(BadInput, match="3 秒还没有读完"):
        await Confinement().read(entry("think"), b"", {"told": str(told)}, replace(LIMITS, seconds=3))
    beating.cancel()
    assert beats > 20
    assert gone(await alive(told))


async def test_a_program_that_the_child_has_started_ends_with_it(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    with pytest.raises(BadInput, match="没有读完"):
        await Confinement().read(entry("start_another"), b"", {"told": str(told)}, replace(LIMITS, seconds=3))
    pid = await alive(told)
    async with asyncio.timeout(60):
        while not gone(pid):  # noqa: ASYNC110 - it is killed, and being gentle has to get the processor to end
            await asyncio.sleep(0.02)


async def test_when_nobody_waits_any_more_the_child_is_ended(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    reading = asyncio.create_task(Confinement().read(entry("think"), b"", {"told": str(told)}, LIMITS))
    pid = await alive(told)
    reading.cancel()
    with suppress(asyncio.CancelledError):
        await reading
    assert gone(pid)


async def test_a_child_whose_parent_was_killed_ends_by_itself(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    program = (
        "import asyncio\n"
        "from bot.confined.confinement import Confinement\n"
        "from tests.confined.test_confinement import LIMITS, entry\n"
        f"asyncio.run(Confinement().read(entry('think'), b'', {{'told': {str(told)!r}}}, LIMITS))\n"
    )
    parent = await asyncio.create_subprocess_exec(sys.executable, "-c", program)
    pid = await alive(told)
    parent.send_signal(signal.SIGKILL)
    await parent.wait()
    async with asyncio.timeout(60):
        while not gone(pid):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_an_answer_beyond_its_limit_and_a_file_beyond_it_are_refused() -> None:
    assert len(await Confinement().read(entry("talk"), b"", {"characters": 1000}, LIMITS)) == 1000
    with pytest.raises(BadInput, match="展开以后太大"):
        await Confinement().read(entry("talk"), b"", {"characters": 500_000}, LIMITS)
    with pytest.raises(BadInput, match=r"4 MB.*控制在 3 MB"):
        await Confinement().read(entry("talk"), bytes(3 * MB + 1), {}, LIMITS)


async def test_a_child_is_collected_although_its_answer_is_left_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """asyncio's own `wait` does not return while a full pipe is paused (uvloop's does)."""

    async def until_full(pipe: asyncio.StreamReader, most: int, heard: object) -> bytes:
        while not pipe._paused:  # type: ignore[attr-defined]  # noqa: ASYNC110 - the stream tells no event
            await asyncio.sleep(0.01)
        raise BadInput("不要了。")

    monkeypatch.setattr(confinement, "_taken", until_full)
    async with asyncio.timeout(30):
        with pytest.raises(BadInput, match="不要了"):
            await Confinement().read(entry("talk"), b"", {"characters": 1_000_000}, LIMITS)


async def test_how_far_it_has_come_is_heard_ahead_of_the_answer() -> None:
    heard: list[tuple[int, int]] = []

    async def hear(done: int, of: int) -> None:
        heard.append((done, of))

    answer = await Confinement().read(entry("count_pages"), b"", {"pages": 3}, LIMITS, hear)
    assert (answer, heard) == ("读完\n了", [(1, 3), (2, 3), (3, 3)])
    assert await Confinement().read(entry("count_pages"), b"", {"pages": 3}, LIMITS) == "读完\n了"


async def test_whoever_hears_can_end_it(tmp_path: Path) -> None:
    told = tmp_path / "pid"

    async def stop(done: int, of: int) -> None:
        raise BadInput("不读了。")

    with pytest.raises(BadInput, match="不读了"):
        await Confinement().read(entry("wait_after_a_page"), b"", {"told": str(told)}, LIMITS, stop)
    assert not told.exists() or gone(await alive(told))


async def test_who_has_to_wait_too_long_for_others_is_told_to_come_again(tmp_path: Path) -> None:
    confined, told = Confinement(at_once=1, patience=0.2), tmp_path / "pid"
    first = asyncio.create_task(confined.read(entry("think"), b"", {"told": str(told)}, LIMITS))
    await alive(told)
    with pytest.raises(BadInput, match="过一分钟再发"):
        await confined.read(entry("measure"), b"", {}, LIMITS)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    assert (await confined.read(entry("measure"), b"", {}, LIMITS))["bytes"] == 0
