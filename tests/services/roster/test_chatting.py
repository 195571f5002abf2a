"""The roster by chat: only the committee, preview first, confirm once, undo."""

import pytest
from sqlalchemy import insert, select

from bot.domain.errors import BadInput, NotAllowed, Stale
from bot.domain.people import Member
from bot.services.base import Deps
from bot.services.dialogue import standing
from bot.services.roster import chatting
from bot.store import tables as t
from tests.services.roster.files import csv_bytes
from tests.support import NOON, labels, outbox

Roster = dict[str, Member]
COMMITTEE = 301
FILE = csv_bytes(("A001", "林静", "春风机关工会", "1985-3-7"), ("A002", "王建国", "春风机关工会", "2月30日"))


@pytest.fixture
def heard(deps: Deps) -> "Heard":
    return Heard(deps)


class Heard:
    """Updates as the intake stores them, one after the other."""

    def __init__(self, deps: Deps) -> None:
        self.deps, self.last = deps, 0

    async def __call__(self, lane: int = COMMITTEE) -> int:
        self.last += 1
        async with self.deps.store.begin() as tx:
            await tx.run(insert(t.inbox).values(update_id=self.last, lane=lane, raw=b"{}", received_at=NOON))
        return self.last


async def birth_month(deps: Deps) -> int | None:
    async with deps.store.read() as tx:
        found: int | None = await tx.value(select(t.members.c.birth_month).where(t.members.c.staff_no == "A001"))
    return found


async def import_id(deps: Deps) -> int:
    async with deps.store.read() as tx:
        args = await tx.value(select(t.buttons.c.args).where(t.buttons.c.name == "roster.drop"))
    return int(args["import"])


@pytest.mark.parametrize("account", [101, 103, 999])
async def test_only_the_committee_imports(deps: Deps, roster: Roster, heard: Heard, account: int) -> None:
    with pytest.raises(NotAllowed):
        await chatting.ask_file(deps, await heard(account), account)
    with pytest.raises(NotAllowed):
        await chatting.offer(deps, await heard(account), account, "册.csv", FILE)


async def test_preview_confirm_undo(deps: Deps, roster: Roster, heard: Heard) -> None:
    await chatting.ask_file(deps, await heard(), COMMITTEE)
    assert (await standing(deps, COMMITTEE, COMMITTEE)).prompt is not None
    wrong = await chatting.offer(deps, await heard(), COMMITTEE, "册.csv", FILE)
    assert wrong is not None
    assert (await standing(deps, COMMITTEE, COMMITTEE)).prompt is None
    shown = (await outbox(deps.store, COMMITTEE))[-1]
    assert "变更 1 人" in shown["text"]
    assert "第 3 行 生日" in shown["text"]
    assert labels(shown) == ["确认导入（1 人有变化）", "导入，并把名单外的 5 人按调离处理", "取消"]
    assert await birth_month(deps) is None
    this = await import_id(deps)
    await chatting.confirm(deps, await heard(), COMMITTEE, this, absent=False)
    assert await birth_month(deps) == 3
    with pytest.raises(Stale):
        await chatting.confirm(deps, await heard(), COMMITTEE, this, absent=False)
    with pytest.raises(Stale):
        await chatting.undo(deps, await heard(), COMMITTEE, this + 1)
    await chatting.undo(deps, await heard(), COMMITTEE, this)
    assert await birth_month(deps) is None
    assert "已撤销" in (await outbox(deps.store, COMMITTEE))[-1]["text"]


async def test_a_dropped_preview_is_gone(deps: Deps, roster: Roster, heard: Heard) -> None:
    await chatting.offer(deps, await heard(), COMMITTEE, "册.csv", FILE)
    this = await import_id(deps)
    await chatting.drop(deps, await heard(), COMMITTEE, this)
    with pytest.raises(Stale):
        await chatting.confirm(deps, await heard(), COMMITTEE, this, absent=False)
    assert await birth_month(deps) is None


async def test_what_is_too_long_for_a_chat_goes_to_the_terminal(
    deps: Deps, roster: Roster, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chatting, "MOST_ROWS", 0)
    with pytest.raises(BadInput, match="命令行"):
        await chatting.offer(deps, await heard(), COMMITTEE, "册.csv", FILE)
