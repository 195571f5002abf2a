"""What is kept no longer: retention, deletion at one's own wish, export, and keys that are changed."""

import json
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Table, delete, func, insert, select, update
from typer.testing import CliRunner

from bot.domain.birthdays import Birthday
from bot.domain.errors import ConfigError, NotAllowed
from bot.domain.people import Member
from bot.services import audit, privacy
from bot.services.base import Deps
from bot.services.retention import purge_due
from bot.store import binding, erasing, history
from bot.store import tables as t
from bot.store.engine import Store
from bot.store.resealing import SEALED, reseal
from bot.store.roster import birthday_columns
from bot.store.tables_broadcasts import broadcast_recipients, broadcasts
from bot.store.tables_members import erasures, gifts
from bot.store.types import Instant
from bot.store.vault import Vault
from tests.support import KEY, NOON, TestClock, labels, open_store, outbox, sqlite_url

Roster = dict[str, Member]
SECRET, NOTE = "骨科三床的林静", "林静的家人来电"


async def heard(deps: Deps, update_id: int, lane: int = 101, **columns: Any) -> int:  # noqa: ANN401
    async with deps.store.begin() as tx:
        values = {"update_id": update_id, "lane": lane, "raw": b"{}", "received_at": deps.clock.now()}
        await tx.run(insert(t.inbox).values(values | columns))
    return update_id


async def report(deps: Deps, subject: Member, status: str = "settled", **columns: Any) -> int:  # noqa: ANN401
    seal = deps.store.vault.seal
    values = {"kind": "hospitalization", "branch_id": subject.branch_id, "subject_id": subject.id}
    values |= {"reporter_id": subject.id, "status": status, "facts": seal({"hospital": SECRET}), "number": "2026-0001"}
    values |= {"created_at": NOON, "updated_at": NOON, "approved": Decimal(800), "question": seal(SECRET)}
    async with deps.store.begin() as tx:
        found = int(await tx.value(insert(t.reports).values(values | columns).returning(t.reports.c.id)))
        file = seal({"name": f"{SECRET}.jpg"})
        await tx.run(insert(t.evidence).values(report_id=found, file=file, unique_id="u", added_at=NOON))
        await history.append(tx, history.Entry("report", found, "submit", subject.id, note=NOTE), NOON)
        await history.append(tx, history.Entry("report", found, "settle", 1, before="a", after=status), NOON)
    return found


async def one(deps: Deps, query: Any) -> Any:  # noqa: ANN401
    async with deps.store.read() as tx:
        return await tx.one(query)


async def value(deps: Deps, query: Any) -> Any:  # noqa: ANN401
    async with deps.store.read() as tx:
        return await tx.value(query)


async def count(deps: Deps, table: Any) -> int:  # noqa: ANN401
    async with deps.store.read() as tx:
        return int(await tx.value(select(func.count()).select_from(table)))


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


async def written_of(deps: Deps, member: Member) -> None:
    """A broadcast that names the member, one that the member wrote, and wrong guesses of the account."""
    common = {"branch_id": member.branch_id, "state": "done", "purpose": "general", "audience": "all", "targets": []}
    common |= {"created_at": NOON, "ended_at": NOON}
    async with deps.store.begin() as tx:
        for author, html in ((member.id, "我请大家来"), (member.id + 2, f"祝贺{member.name}获奖")):
            content = tx.vault.seal({"html": html, "photo": None, "document": None})
            made = (
                insert(broadcasts).values(common | {"author_id": author, "content": content}).returning(broadcasts.c.id)
            )
            values = {"broadcast_id": await tx.value(made), "member_id": member.id, "outcome": "sent"}
            await tx.run(insert(broadcast_recipients).values(values))
        await binding.guess(tx, member.telegram_id or 0, "2026-11-23")


async def asked_to_erase(deps: Deps) -> None:
    await privacy.request_erase(deps, await heard(deps, 10), 101)


async def test_deletion_waits_for_a_week_and_can_be_taken_back(deps: Deps, clock: TestClock, roster: Roster) -> None:
    await asked_to_erase(deps)
    clock.forward(days=6)
    await purge_due(deps)
    await privacy.cancel_erase(deps, await heard(deps, 11), 101)
    clock.forward(days=30)
    await purge_due(deps)
    assert (await one(deps, select(t.members).where(t.members.c.staff_no == "A001")))["name"] == "林静"


async def test_asking_again_does_not_begin_the_week_anew(deps: Deps, clock: TestClock, roster: Roster) -> None:
    await asked_to_erase(deps)
    clock.forward(days=3)
    await privacy.request_erase(deps, await heard(deps, 12), 101)
    assert await count(deps, erasures) == 1


async def test_who_is_in_office_or_has_a_report_open_cannot_yet_be_deleted(deps: Deps, roster: Roster) -> None:
    with pytest.raises(NotAllowed, match="交接"):
        await privacy.ask_erase(deps, await heard(deps, 1, 103), 103)
    await report(deps, roster["A001"], "submitted")
    with pytest.raises(NotAllowed, match="申报在办理"):
        await privacy.request_erase(deps, await heard(deps, 2), 101)


async def test_after_deletion_nothing_of_the_person_is_found_in_the_file(
    deps: Deps, clock: TestClock, roster: Roster, tmp_path: Path
) -> None:
    lin = roster["A001"]
    async with deps.store.begin() as tx:
        columns = birthday_columns(Birthday(3, 7, year=1985))
        await tx.run(update(t.members).where(t.members.c.id == lin.id).values(phone_tail="9876", **columns))
        await tx.run(insert(gifts).values(member_id=lin.id, year=2026, day=date(2026, 3, 7), amount=Decimal(300)))
        await history.append(tx, history.Entry("member", lin.id, "roster-changed", note=NOTE), NOON)
    await report(deps, lin)
    await written_of(deps, lin)
    await heard(deps, 5, state="quarantined", raw=SECRET.encode(), error="x")
    await asked_to_erase(deps)
    assert any("林静".encode() in path.read_bytes() for path in tmp_path.glob("wennuan.db*")), "the search can find"
    clock.forward(days=8)
    assert await purge_due(deps) > 0
    content = b"".join(path.read_bytes() for path in tmp_path.glob("wennuan.db*"))
    for trace in ("林静", "A001", "9876", SECRET, NOTE):
        assert trace.encode() not in content, trace
    async with deps.store.read() as tx:
        for table, name in SEALED:
            for row in await tx.all(select(table.c[name]).where(table.c[name].is_not(None))):
                opened = json.dumps(deps.store.vault.open(row[name]), ensure_ascii=False)
                assert not any(trace in opened for trace in ("林静", "A001", "9876", SECRET)), (table.name, opened)
    assert [await count(deps, table) for table in (broadcast_recipients, t.counters)] == [0, 0]
    assert await value(deps, select(func.count(broadcasts.c.content))) == 0
    kept = await one(deps, select(t.reports))
    assert (kept["number"], kept["approved"]) == ("2026-0001", 800)
    member = await one(deps, select(t.members).where(t.members.c.id == lin.id))
    assert (member["name"], member["telegram_id"], member["birth_day"]) == ("已删除会员", None, None)
    [farewell] = await outbox(deps.store, 101)
    assert "已按您的申请删除" in farewell["text"]


async def test_an_export_holds_everything_of_oneself_and_of_nobody_else(deps: Deps, roster: Roster) -> None:
    await report(deps, roster["A001"])
    await report(deps, roster["A002"], number="2026-0002")
    await written_of(deps, roster["A001"])
    made = await privacy.export(deps, 101)
    document, text = json.loads(made.json), made.text.decode("utf-8-sig")
    assert document["member"]["姓名"] == "林静"
    assert [one["编号"] for one in document["reports"]] == ["2026-0001"]
    assert document["reports"][0]["详情"] == {"hospital": SECRET}
    assert [one["结果"] for one in document["broadcasts"]["收到的群发"]] == ["送到", "送到"]
    assert SECRET in text
    assert "2026-0002" not in text
    assert "王建国" not in text
    with pytest.raises(NotAllowed):
        await privacy.export(deps, 999)


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


async def test_no_row_about_the_member_outlives_deletion(deps: Deps, roster: Roster, tmp_path: Path) -> None:
    """A row in every table that belongs to a member, also in those that are not thought of yet."""
    owned = [table for table in t.metadata.sorted_tables if "member_id" in table.c]
    lin, other = roster["A001"].id, roster["A002"].id
    with closing(sqlite3.connect(tmp_path / "wennuan.db")) as raw:  # without the watch over foreign keys
        for table in owned:
            for member_id in (lin, other):
                names, values = zip(*sample(table, member_id).items(), strict=True)
                marks = ", ".join("?" * len(names))
                quoted = ", ".join(f'"{name}"' for name in names)
                raw.execute(f'INSERT OR REPLACE INTO "{table.name}" ({quoted}) VALUES ({marks})', values)  # noqa: S608
        raw.commit()
    async with deps.store.begin() as tx:
        await erasing.erase(tx, lin, NOON)
    for table in owned:
        mine = select(func.count()).select_from(table).where(table.c.member_id == lin)
        assert await value(deps, mine) == (table.name in ("erasures", "gifts")), (
            f"{table.name}: to be deleted in bot/store/erasing.py"
        )


def sample(table: Table, member_id: int) -> dict[str, Any]:
    """A row that the table takes; numbers are the member's, so that keys differ."""
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.nullable and column.name != "member_id":
            continue
        kind = column.type.python_type if not isinstance(column.type, Instant) else datetime
        texts = {str: f"x{member_id}", dict: "{}", datetime: "2026-01-01 00:00:00.000000", date: "2026-01-01"}
        values[column.name] = texts.get(kind, member_id)
    return values | {"member_id": member_id}


async def test_a_stolen_file_shows_no_sensitive_text(deps: Deps, roster: Roster, tmp_path: Path) -> None:
    await report(deps, roster["A001"])
    content = b"".join(path.read_bytes() for path in tmp_path.glob("wennuan.db*"))
    assert SECRET.encode() not in content
    assert NOTE.encode() not in content


async def test_keys_are_changed_without_losing_anything(deps: Deps, roster: Roster, tmp_path: Path) -> None:
    await report(deps, roster["A001"])
    fresh = Fernet.generate_key().decode()
    both = Store(sqlite_url(tmp_path), Vault([fresh, KEY]))
    assert sum([done async for done in reseal(both)]) >= 4
    await both.close()
    only = Store(sqlite_url(tmp_path), Vault([fresh]))
    async with only.read() as tx:
        for table, name in SEALED:
            for row in await tx.all(select(table.c[name]).where(table.c[name].is_not(None))):
                tx.vault.open(row[name])
    await only.close()
    async with open_store(sqlite_url(tmp_path)) as old, old.read() as tx:
        facts = await tx.value(select(t.reports.c.facts))
        with pytest.raises(ConfigError):
            tx.vault.open(facts)


def test_the_key_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import typer

    from bot.commands import keys as commands

    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    app = typer.Typer()
    commands.register(app)
    run = CliRunner().invoke
    assert "已重新加密" in run(app, ["keys", "rotate"]).output
    first = (tmp_path / "keys").read_text().split()
    assert "第一行" in run(app, ["keys", "new"]).output
    assert (tmp_path / "keys").read_text().split()[1:] == first
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600
    run(app, ["keys", "rotate", "--drop-old"])
    assert len((tmp_path / "keys").read_text().split()) == 1


def test_every_sealed_column_is_rotated() -> None:
    """A sealed column that is added to the tables must be added to the rotation too."""
    named = {(table.name, name) for table, name in SEALED}
    source = "".join(Path(str(module.__file__)).read_text() for module in _table_modules())
    assert source.count("# sealed") == len(named), "comment and rotation disagree"


def _table_modules() -> list[Any]:
    from bot.store import tables, tables_activities, tables_broadcasts, tables_members, tables_traffic

    return [tables, tables_activities, tables_broadcasts, tables_members, tables_traffic]


async def test_withdrawn_after_retention_of_days_set(deps: Deps, clock: TestClock, roster: Roster) -> None:
    await report(deps, roster["A001"], "withdrawn", updated_at=NOON - timedelta(days=181))
    await purge_due(deps)
    assert await count(deps, t.evidence) == 0
