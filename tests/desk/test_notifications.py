"""News that did not reach somebody: seen on the card and in the queue, told in person, written down."""

import pytest
from sqlalchemy import update

from bot.core.errors import Stale
from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.work.unit import Deps, unit
from bot.desk import queueing
from bot.desk import use_cases as desk
from bot.desk.queueing import View
from bot.reports import evidence
from bot.reports.evidence import File
from bot.reports.queries import parts
from bot.reports.queries.parts import Purpose
from bot.store import tables as t
from tests.desk.desk import CHAIR, GROUP, OFFICER, approved, fresh, new_update, steps, submitted
from tests.support import labels, outbox

UNTOLD = "未能通知到"


async def card(deps: Deps) -> dict[str, object]:
    return next(m for m in reversed(await outbox(deps.store, GROUP)) if str(m["card"]).startswith("report:"))


async def ended(deps: Deps, telegram_id: int, state: str) -> None:
    """How the relay marks what it sent to this account."""
    async with deps.store.begin() as tx:
        await tx.run(update(t.outbox).where(t.outbox.c.lane == telegram_id).values(state=state))


async def test_what_was_given_up_shows_on_the_card_and_is_told_in_person(deps: Deps, roster: dict[str, Member]) -> None:
    report = await approved(deps, roster)
    assert UNTOLD not in str((await card(deps))["text"])
    assert await desk.refresh_notification_status(deps) == 0
    await ended(deps, 101, "dead")
    assert await desk.refresh_notification_status(deps) == 1
    assert await desk.refresh_notification_status(deps) == 0
    assert "未能通知到本人" in str((await card(deps))["text"])
    assert "已当面告知" in labels(await card(deps))
    await desk.told_in_person(deps, await new_update(deps), OFFICER, report.id)
    assert UNTOLD not in str((await card(deps))["text"])
    assert (await steps(deps, report.id))[-1] == "informed"
    with pytest.raises(Stale):
        await desk.told_in_person(deps, await new_update(deps), CHAIR, report.id)


async def test_an_account_that_was_blocked_is_known_at_once_and_forgiven_when_it_takes_messages_again(
    deps: Deps, roster: dict[str, Member]
) -> None:
    async with deps.store.begin() as tx:
        await tx.run(update(t.members).where(t.members.c.telegram_id == 101).values(blocked_at=deps.clock.now()))
    await approved(deps, roster)
    assert UNTOLD in str((await card(deps))["text"])
    await ended(deps, 101, "sent")
    assert await desk.refresh_notification_status(deps) == 1
    assert UNTOLD not in str((await card(deps))["text"])


async def test_one_without_an_account_is_told_in_person_and_in_the_queue_until_then(
    deps: Deps, roster: dict[str, Member]
) -> None:
    report = await submitted(deps, roster, reporter="A002", subject="A007")
    await desk.reject(deps, await new_update(deps), CHAIR, report.id, "与已经办理的申报重复")
    assert "未能通知到本人" in str((await card(deps))["text"])
    await queueing.queue(deps, await new_update(deps), OFFICER, View())
    assert "未同意 · 今天提交 · 未能通知到本人" in str((await outbox(deps.store, GROUP))[-1]["text"])
    await desk.told_in_person(deps, await new_update(deps), OFFICER, report.id)
    await queueing.queue(deps, await new_update(deps), OFFICER, View())
    assert "没有等您办的" in str((await outbox(deps.store, GROUP))[-1]["text"])


async def test_whoever_was_visited_knows(deps: Deps, roster: dict[str, Member]) -> None:
    report = await approved(deps, roster, reporter="A002", subject="A007")
    assert UNTOLD in str((await card(deps))["text"])
    await desk.deliver(deps, await new_update(deps), OFFICER, report.id)
    assert UNTOLD not in str((await card(deps))["text"])


async def test_one_who_grieves_and_is_spared_needs_no_telling(deps: Deps, roster: dict[str, Member]) -> None:
    await approved(deps, roster, kind=Kind.BEREAVEMENT, reporter="A002", subject="A007")
    assert UNTOLD not in str((await card(deps))["text"])


async def test_an_officers_photo_is_no_evidence_of_the_members(deps: Deps, roster: dict[str, Member]) -> None:
    report = await approved(deps, roster)
    async with unit(deps) as u:
        await evidence.take(u, report.id, File("photo", "M1", "m1"))
    photo = File("photo", "V1", "v1")
    await desk.deliver(deps, await new_update(deps), OFFICER, report.id, photo=photo)
    async with deps.store.read() as tx:
        assert await parts.count_evidence(tx, report.id) == 1
        assert [kept.purpose for kept in await parts.evidence_of(tx, report.id)] == [Purpose.EVIDENCE, Purpose.VISIT]
    await desk.details(deps, await new_update(deps), OFFICER, report.id)
    told = [str(message.get("text") or message.get("caption")) for message in await outbox(deps.store, 104)]
    assert "材料：1 件，随后发给您\n慰问照片：1 张" in told[-3]
    assert told[-2:] == [f"{report.number} 材料", f"{report.number} 慰问照片"]
    assert (await fresh(deps, report.id)).status == "delivered"
