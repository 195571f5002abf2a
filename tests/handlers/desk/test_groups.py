"""Groups come and go: pairing, being put out, officers who leave, anonymous admins."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.reports.rules.transitions import Desk, Status
from bot.store import tables as t
from tests.desk.desk import GROUP, fresh, set_branch, submitted
from tests.handlers.reports.phone import BOT, Phone
from tests.support import GROUPS, labels, outbox

Phones = Callable[..., Phone]
NEW_GROUP = -5005


async def group_of(deps: Deps, name: str) -> int | None:
    async with deps.store.read() as tx:
        found: int | None = await tx.value(select(t.branches.c.group_chat_id).where(t.branches.c.name.like(f"{name}%")))
        return found


async def cards_in(deps: Deps, chat_id: int) -> list[dict[str, Any]]:
    return [message for message in await outbox(deps.store, chat_id) if str(message["card"]).startswith("report:")]


def membership(was: str, now: str) -> dict[str, Any]:
    person = {"id": 103, "is_bot": False, "first_name": "陈"}
    bot = {key: BOT[key] for key in ("id", "is_bot", "first_name", "username")}
    kicked = {"until_date": 0} if "kicked" in (was, now) else {}
    return {
        "from": person,
        "date": 1,
        "chat": {"id": NEW_GROUP, "type": "supergroup", "title": "新群"},
        "old_chat_member": {"user": bot, "status": was} | kicked,
        "new_chat_member": {"user": bot, "status": now} | kicked,
    }


async def test_an_officer_pairs_a_new_group_by_the_button(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    await submitted(deps, roster)
    chair = phone(103, NEW_GROUP)
    assert "工作群" in await chair._update({"my_chat_member": membership("left", "member")})
    assert "工会干部" in await phone(102, NEW_GROUP).press("定为本工会的工作群")
    assert "春风机关工会" in await chair.press("定为本工会的工作群")
    assert await group_of(deps, "春风") == NEW_GROUP
    assert any("换到别的群" in str(message["text"]) for message in await outbox(deps.store, GROUP))
    assert "状态：待审批" in str((await cards_in(deps, NEW_GROUP))[-1]["text"])
    left_behind = (await cards_in(deps, GROUP))[-1]
    assert "已转" in str(left_behind["text"])
    assert labels(left_behind) == []


async def test_a_group_belongs_to_one_branch(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    assert "已经是春风机关工会的工作群" in await phone(203, GROUP).say("/pair")
    assert "已经是春风机关工会的工作群了" in await phone(103, GROUP).say("/pair")
    assert "先把我拉进" in await phone(103, 103).say("/pair")
    assert await group_of(deps, "秋实") == GROUPS["秋实"]


async def test_put_out_of_the_group_the_bot_turns_to_the_chair(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await submitted(deps, roster)
    await set_branch(deps, "春风", group_chat_id=NEW_GROUP)
    await phone(103, NEW_GROUP)._update({"my_chat_member": membership("member", "kicked")})
    assert await group_of(deps, "春风") is None
    texts = [str(message["text"]) for message in await outbox(deps.store, 103)]
    assert any("移出了春风机关工会的工作群" in text for text in texts)
    await phone(103, 103).press("同意 1000 元")
    assert (await fresh(deps, report.id)).status is Status.APPROVED


async def test_a_branch_without_a_group_works_in_the_chairs_private_chat(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    await set_branch(deps, "春风", group_chat_id=None)
    report = await submitted(deps, roster)
    assert len(await cards_in(deps, 103)) == 1
    await phone(103, 103).press("驳回")
    await phone(103, 103).press("与已经办理的申报重复")
    assert (await fresh(deps, report.id)).status is Status.REJECTED


async def test_a_conflict_reaches_the_mediator_alone(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await submitted(deps, roster, Kind.FAMILY_CONFLICT)
    assert report.desk is Desk.MEDIATOR
    async with deps.store.read() as tx:
        lanes = {row["lane"] for row in await tx.all(select(t.outbox.c.lane))}
    assert lanes == {106}
    await phone(106, 106).press("受理")
    assert (await fresh(deps, report.id)).status is Status.APPROVED
    assert "会保密" in str((await outbox(deps.store, 101))[-1]["text"])


async def test_an_officers_own_case_goes_to_the_committees_group(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await submitted(deps, roster, reporter="A003")
    assert report.desk is Desk.COMMITTEE
    assert await cards_in(deps, GROUP) == []
    await phone(301, GROUPS["工委"]).press("同意 1000 元")
    assert (await fresh(deps, report.id)).status is Status.APPROVED


async def test_where_nobody_can_be_reached_the_operator_hears_of_it(deps: Deps, roster: dict[str, Member]) -> None:
    from dataclasses import replace

    from sqlalchemy import update

    deps = replace(deps, settings=deps.settings.model_copy(update={"operator_chat_id": 4040}))
    async with deps.store.begin() as tx:
        await tx.run(update(t.branches).values(group_chat_id=None))
        await tx.run(update(t.members).where(t.members.c.id != roster["A001"].id).values(telegram_id=None))
    report = await submitted(deps, roster)
    assert report.desk is Desk.COMMITTEE
    assert "没有人能收到" in str((await outbox(deps.store, 4040))[-1]["text"])


async def test_an_officer_who_left_the_group_is_reported_to_the_chair(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    gone = {"id": 104, "is_bot": False, "first_name": "吴"}
    await phone(104).send({"left_chat_member": gone})
    assert "吴委员退出了春风机关工会的工作群" in str((await outbox(deps.store, 103))[-1]["text"])


async def test_an_anonymous_admin_is_told_to_use_the_buttons(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    faceless = phone(1087968824)
    answer = await faceless.send(
        {
            "text": "/queue",
            "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
            "from": {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"},
            "sender_chat": {"id": GROUP, "type": "supergroup", "title": "群"},
        }
    )
    assert "匿名管理员" in answer
