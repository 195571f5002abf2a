"""The roster by chat: only the committee, preview first, confirm once, undo."""

import pytest
from sqlalchemy import insert, select

from bot.conversation.expectations import expected
from bot.core.errors import BadInput, NotAllowed, Stale
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.members.roster import chatting
from bot.store import tables as t
from tests.members.files import csv_bytes
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
        rows = await tx.all(select(t.buttons.c.args).where(t.buttons.c.name == "roster.drop"))
    return max(int(row["args"]["import"]) for row in rows)


@pytest.mark.parametrize("account", [101, 103, 999])
async def test_only_the_committee_imports(deps: Deps, roster: Roster, heard: Heard, account: int) -> None:
    with pytest.raises(NotAllowed):
        await chatting.ask_file(deps, await heard(account), account)
    with pytest.raises(NotAllowed):
        await chatting.offer(deps, await heard(account), account, "册.csv", FILE)


async def test_preview_confirm_undo(deps: Deps, roster: Roster, heard: Heard) -> None:
    await chatting.ask_file(deps, await heard(), COMMITTEE)
    assert (await expected(deps, COMMITTEE, COMMITTEE)).prompt is not None
    offered = await chatting.offer(deps, await heard(), COMMITTEE, "册.csv", FILE)
    assert [one.place for one in offered.wrong] == ["第 3 行"]
    assert offered.whole is None, "the message says all of it"
    assert (await expected(deps, COMMITTEE, COMMITTEE)).prompt is None
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
    monkeypatch.setattr(chatting, "MOST_ROWS", 1)
    with pytest.raises(BadInput, match="命令行"):
        await chatting.offer(deps, await heard(), COMMITTEE, "册.csv", FILE)


async def test_wrong_rows_come_back_as_a_workbook_or_not_at_all(deps: Deps, roster: Roster, heard: Heard) -> None:
    offered = await chatting.offer(deps, await heard(), COMMITTEE, "册.csv", FILE)
    workbook = await chatting.wrong_rows(deps, FILE, offered.wrong)
    assert workbook is not None
    assert workbook.startswith(b"PK")
    assert await chatting.wrong_rows(deps, b"no longer a roster", offered.wrong) is None


async def test_every_added_person_is_shown_with_the_birthday_as_it_was_read(
    deps: Deps, roster: Roster, heard: Heard
) -> None:
    added = [(f"N{n}", "新人" + chr(0x4E00 + n), "春风机关工会", f"8-{n}", "农历") for n in range(1, 13)]
    header = ("工号", "姓名", "基层工会", "生日", "阴历/阳历", "身份证号")
    content = csv_bytes(*added, ("N99", "新人末", "春风机关工会", "1985/3/7"), header=header)
    offered = await chatting.offer(deps, await heard(), COMMITTEE, "册.csv", content)
    text = (await outbox(deps.store, COMMITTEE))[-1]["text"]
    assert "没有读的列：身份证号。" in text
    assert "· 新人丁（春风机关工会）：农历八月初一" in text
    assert "……另有 3 项" in text
    assert offered.whole is not None
    assert "· 新人末（春风机关工会）：公历1985年3月7日" in offered.whole


async def test_a_changed_birthday_is_shown_with_both_calendars(deps: Deps, roster: Roster, heard: Heard) -> None:
    await chatting.offer(deps, await heard(), COMMITTEE, "册.csv", FILE)
    await chatting.confirm(deps, await heard(), COMMITTEE, await import_id(deps), absent=False)
    lunar = csv_bytes(("A001", "林静", "春风机关工会", "农历八月十五"))
    await chatting.offer(deps, await heard(), COMMITTEE, "册.csv", lunar)
    assert "· 林静：公历1985年3月7日 → 农历八月十五" in (await outbox(deps.store, COMMITTEE))[-1]["text"]


async def test_those_whom_the_file_leaves_out_leave_only_when_their_number_is_typed(
    deps: Deps, roster: Roster, heard: Heard
) -> None:
    await chatting.offer(deps, await heard(), COMMITTEE, "册.csv", FILE)
    this = await import_id(deps)
    await chatting.confirm(deps, await heard(), COMMITTEE, this, absent=True)
    asked = (await outbox(deps.store, COMMITTEE))[-1]["text"]
    assert "4 人不再是在册会员" in asked
    assert "吴委员" in asked
    assert await status(deps, "A004") == "active"
    prompt = (await expected(deps, COMMITTEE, COMMITTEE)).prompt
    assert prompt is not None
    assert prompt.args == {"import": this, "absent": True}
    for wrong in ("好", "9", "确认", ""):
        with pytest.raises(BadInput, match="请回复 4"):
            await chatting.counted(deps, await heard(), COMMITTEE, wrong, this, absent=True)
    assert await status(deps, "A004") == "active"
    await chatting.counted(deps, await heard(), COMMITTEE, " ４ 人。", this, absent=True)
    assert await status(deps, "A004") == "left"
    assert (await expected(deps, COMMITTEE, COMMITTEE)).prompt is None
    with pytest.raises(Stale):
        await chatting.counted(deps, await heard(), COMMITTEE, "4", this, absent=True)


async def test_many_who_leave_by_the_file_itself_are_counted_too(
    deps: Deps, roster: Roster, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chatting, "FEW", 1)
    leaving = [
        (number, name, "春风机关工会", "", "", "调离") for number, name in (("A001", "林静"), ("A004", "吴委员"))
    ]
    await chatting.offer(deps, await heard(), COMMITTEE, "册.csv", csv_bytes(*leaving))
    assert "· 林静（春风机关工会）：调离" in (await outbox(deps.store, COMMITTEE))[-1]["text"]
    this = await import_id(deps)
    assert await chatting.confirm(deps, await heard(), COMMITTEE, this, absent=False) == "请回复人数。"
    assert await status(deps, "A004") == "active"
    await chatting.counted(deps, await heard(), COMMITTEE, "2", this, absent=False)
    assert await status(deps, "A004") == "left"


async def status(deps: Deps, staff_no: str) -> str:
    async with deps.store.read() as tx:
        return str(await tx.value(select(t.members.c.status).where(t.members.c.staff_no == staff_no)))
