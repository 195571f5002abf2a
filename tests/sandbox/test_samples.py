"""The newcomer's activity: one, to come, open for sign-up, and never a second."""

from pathlib import Path

import pytest

from bot.activities.queries import activities
from bot.activities.rules import Phase
from bot.core.clock import local_date
from bot.core.work.unit import Deps
from bot.members.roster.applying import apply_rows
from bot.sandbox import run
from bot.sandbox.page.controls import keyboard_post
from bot.sandbox.people import SAMPLE_ROSTER, STRANGER
from bot.sandbox.run import SATURDAY, Sandbox, sample_activity
from tests.support import TestClock


async def test_one_activity_to_sign_up_for(deps: Deps, clock: TestClock) -> None:
    await apply_rows(deps, SAMPLE_ROSTER)
    for _ in range(8):
        await sample_activity(deps)
        async with deps.store.read() as tx:
            (walk,) = await activities.published(tx, local_date(clock.now()))
        assert walk.phase(clock.now()) is Phase.OPEN
        assert walk.plan.day is not None and walk.plan.day.weekday() == SATURDAY
        clock.forward(days=1)


async def test_every_sample_member_has_the_menu_from_the_first_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "_with_page", lambda _world: None)  # a process has one page: that of the browser's tests
    sandbox = await Sandbox.open(tmp_path, port=0, page=True)
    bound = [row.telegram_id for row in SAMPLE_ROSTER if row.telegram_id]
    assert sandbox.bot is not None
    await sandbox.bot.run_due()
    menus = [keyboard_post(sandbox.world.chats[account]) for account in bound]
    await sandbox.restart_bot()
    await sandbox.bot.run_due()
    said = [len(sandbox.world.chats[account].posts) for account in bound]
    await sandbox.close()
    assert all(menu and "我要申报" in str(menu.reply_keyboard) for menu in menus)
    assert set(said) == {1}  # a second start welcomes nobody again
    assert keyboard_post(sandbox.world.chats[STRANGER.id]) is None
