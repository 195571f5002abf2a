"""What is kept no longer: retention, deletion at one's own wish, export, and keys that are changed."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, insert, select, update

from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.members.queries import binding
from bot.ops import audit
from bot.privacy import own_data as privacy
from bot.privacy.retention import purge_due
from bot.store import history
from bot.store import tables as t
from bot.store.tables_activities import broadcast_recipients, broadcasts
from tests.privacy.rows import NOTE, count, heard, one, report, value, written_of
from tests.support import NOON, TestClock, labels, outbox

Roster = dict[str, Member]


async def test_closed_reports_lose_their_details_and_keep_their_accounts(
    deps: Deps, clock: TestClock, roster: Roster
) -> None:
    await report(deps, roster["A001"])
    clock.forward(days=179)
    await purge_due(deps)
    assert await count(deps, t.evidence) == 1
    clock.forward(days=2)
    assert await purge_due(deps) > 0
    kept = await one(deps, select(t.reports))
    assert (kept["number"], kept["approved"], kept["status"], kept["question"]) == ("2026-0001", 800, "settled", None)
    assert deps.store.vault.open(kept["facts"]) == {}
    assert await count(deps, t.evidence) == 0
    assert await purge_due(deps) == 0, "nothing twice"


async def test_the_history_is_still_whole_once_its_notes_are_erased(
    deps: Deps, clock: TestClock, roster: Roster
) -> None:
    await report(deps, roster["A001"])
    clock.forward(days=200)
    await purge_due(deps)
    note = (await one(deps, select(t.history).where(t.history.c.note.is_not(None))))["note"]
    opened = deps.store.vault.open(note)
    assert NOTE not in opened
    assert history.shown(opened) == "（已按保存期限删除）"
    verdict = await audit.verify(deps)
    assert verdict.broken is None or "状态" in verdict.broken.text, verdict
    async with deps.store.begin() as tx:
        await tx.run(
            update(t.history).where(t.history.c.action == "submit").values(note=deps.store.vault.seal("别的话"))
        )
    assert (await audit.verify(deps)).broken is not None


@pytest.mark.parametrize("status", ["submitted", "returned", "approved", "delivered"])
async def test_open_reports_keep_everything(deps: Deps, clock: TestClock, roster: Roster, status: str) -> None:
    await report(deps, roster["A001"], status)
    clock.forward(days=900)
    await purge_due(deps)
    assert await count(deps, t.evidence) == 1


async def test_a_forgotten_draft_goes_with_its_files(deps: Deps, clock: TestClock, roster: Roster) -> None:
    await report(deps, roster["A001"], "draft", number=None)
    clock.forward(days=31)
    await purge_due(deps)
    assert (await count(deps, t.reports), await count(deps, t.evidence)) == (0, 0)


async def test_old_traffic_goes(deps: Deps, clock: TestClock, roster: Roster) -> None:
    seal = deps.store.vault.seal
    async with deps.store.begin() as tx:
        await tx.run(insert(t.buttons).values(token="t", name="x", args={}, chat_id=1, created_at=NOON))
        await tx.run(insert(t.prompts).values(chat_id=1, telegram_id=1, name="x", args={}, created_at=NOON))
        await tx.run(insert(t.questions).values(at=NOON, text=seal("?"), intent="meta"))
        common = {"lane": 1, "method": "m", "delivery": "sure", "priority": "5", "created_at": NOON}
        await tx.run(insert(t.outbox).values(common | {"state": "sent", "done_at": NOON}))
        await tx.run(insert(t.outbox).values(common | {"payload": seal({})}))
    clock.forward(days=200)
    await purge_due(deps)
    left = [await count(deps, table) for table in (t.buttons, t.prompts, t.questions, t.outbox)]
    assert left == [0, 0, 1, 1], "the question stays as a number, the waiting message as a message"
    assert (await one(deps, select(t.questions)))["text"] is None


async def test_the_notice_names_who_sees_what_and_for_how_long(deps: Deps, roster: Roster) -> None:
    await privacy.tell(deps, await heard(deps, 1), 101)
    await privacy.tell(deps, await heard(deps, 2, 999), 999)
    [member], [stranger] = await outbox(deps.store, 101), await outbox(deps.store, 999)
    assert "180 天" in member["text"]
    assert "陈主席" in member["text"]
    assert labels(member) == ["导出我的资料", "不收一般通知", "申请删除我的资料"]
    assert labels(stranger) == []


async def test_broadcasts_lose_names_and_words_and_keep_their_counts(
    deps: Deps, clock: TestClock, roster: Roster
) -> None:
    await written_of(deps, roster["A001"])
    clock.forward(days=179)
    await purge_due(deps)
    assert await count(deps, broadcast_recipients) == 2
    clock.forward(days=2)
    await purge_due(deps)
    assert [await count(deps, table) for table in (broadcast_recipients, broadcasts)] == [0, 2]
    assert await value(deps, select(func.count(broadcasts.c.content))) == 0


async def test_a_forgotten_draft_of_a_broadcast_goes(deps: Deps, clock: TestClock, roster: Roster) -> None:
    await written_of(deps, roster["A001"])
    async with deps.store.begin() as tx:
        await tx.run(update(broadcasts).where(broadcasts.c.id == 1).values(state="draft", ended_at=None))
        await tx.run(delete(broadcast_recipients).where(broadcast_recipients.c.broadcast_id == 1))
    clock.forward(days=31)
    await purge_due(deps)
    assert await count(deps, broadcasts) == 1


async def test_who_guessed_is_forgotten_within_a_week(deps: Deps, clock: TestClock, roster: Roster) -> None:
    async with deps.store.begin() as tx:
        await tx.run(insert(t.counters).values(name="report-2026", value=7))
        for day in ("2026-11-16", "2026-11-17", "2026-11-23"):
            await binding.guess(tx, 999, day)
    await purge_due(deps)
    async with deps.store.read() as tx:
        names = [row["name"] for row in await tx.all(select(t.counters.c.name).order_by(t.counters.c.name))]
    assert names == ["guess-999-2026-11-17", "guess-999-2026-11-23", "report-2026"]


async def test_withdrawn_after_retention_of_days_set(deps: Deps, clock: TestClock, roster: Roster) -> None:
    await report(deps, roster["A001"], "withdrawn", updated_at=NOON - timedelta(days=181))
    await purge_due(deps)
    assert await count(deps, t.evidence) == 0
