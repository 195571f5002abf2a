"""Cards that a chat does not take: they go where somebody reads them, and those in charge hear of it."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select, update
from typer.testing import CliRunner

from bot.cli import load
from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.work.unit import Deps, unit
from bot.desk import pairing
from bot.desk.queries.refusals import closes_chat
from bot.desk.use_cases import tend_undelivered
from bot.members import claiming
from bot.members.texts import binding as binding_texts
from bot.reports.rules.transitions import Desk
from bot.store import tables as t
from tests.desk.desk import GROUP, fresh, new_update, set_branch, submitted
from tests.support import GROUPS, KEY, labels, outbox

OPERATOR = 4040
CLOSED = "BadRequest: Topic_closed"


@pytest.fixture
def watched(deps: Deps) -> Deps:
    return replace(deps, settings=deps.settings.model_copy(update={"operator_chat_id": OPERATOR}))


async def refuse(deps: Deps, chat_id: int, error: str = CLOSED) -> None:
    """As the relay marks what this chat did not take."""
    async with deps.store.begin() as tx:
        waiting = (t.outbox.c.lane == chat_id) & (t.outbox.c.state == "pending")
        await tx.run(update(t.outbox).where(waiting).values(state="dead", payload=None, error=error))


async def cards_in(deps: Deps, chat_id: int) -> list[str]:
    return [str(one["text"]) for one in await outbox(deps.store, chat_id) if str(one["card"]).startswith("report:")]


async def said(deps: Deps, chat_id: int) -> list[str]:
    return [str(one.get("text", "")) for one in await outbox(deps.store, chat_id)]


async def test_a_group_that_takes_nothing_is_left_for_the_chairs_private_chat(
    watched: Deps, roster: dict[str, Member]
) -> None:
    report = await submitted(watched, roster)
    await refuse(watched, GROUP)
    assert await tend_undelivered(watched) == 1
    assert await tend_undelivered(watched) == 0
    assert len(await cards_in(watched, 103)) == 1
    assert any("工作群不让我发言了" in text for text in await said(watched, 103))
    told = await said(watched, OPERATOR)
    assert sum(str(report.number) in text for text in told) == 1
    assert sum("工作群不让我发言了" in text for text in told) == 1
    async with watched.store.read() as tx:
        assert await tx.value(select(t.branches.c.group_chat_id).where(t.branches.c.name.like("春风%"))) is None


async def test_a_message_of_another_kind_shows_it_too(watched: Deps, roster: dict[str, Member]) -> None:
    """A reminder in the group dies before the next card does."""
    await submitted(watched, roster)
    async with watched.store.begin() as tx:
        await tx.run(update(t.outbox).where(t.outbox.c.lane == GROUP).values(card=None))
    await refuse(watched, GROUP, "Forbidden: bot was kicked from the supergroup chat")
    await tend_undelivered(watched)
    assert len(await cards_in(watched, 103)) == 1


async def test_a_group_that_refuses_one_card_keeps_the_others(watched: Deps, roster: dict[str, Member]) -> None:
    report = await submitted(watched, roster)
    await refuse(watched, GROUP, "BadRequest: Button_data_invalid")
    await tend_undelivered(watched)
    assert len(await cards_in(watched, 103)) == 1
    assert "同意 1000 元" in labels((await outbox(watched.store, 103))[-1])
    assert str(report.number) in (await said(watched, OPERATOR))[0]
    async with watched.store.read() as tx:
        assert await tx.value(select(t.branches.c.group_chat_id).where(t.branches.c.name.like("春风%"))) == GROUP


async def test_a_chair_who_blocked_the_bot_is_passed_over(watched: Deps, roster: dict[str, Member]) -> None:
    await set_branch(watched, "春风", group_chat_id=None)
    report = await submitted(watched, roster)
    assert len(await cards_in(watched, 103)) == 1
    for chat_id, heir in ((103, 104), (104, GROUPS["工委"])):  # the chair, an officer, and then up to the committee
        await refuse(watched, chat_id, "Forbidden: bot was blocked by the user")
        await tend_undelivered(watched)
        assert len(await cards_in(watched, heir)) == 1
    assert (await fresh(watched, report.id)).desk is Desk.COMMITTEE
    assert len(await said(watched, OPERATOR)) == 2


async def test_a_mediator_who_blocked_the_bot_does_not_swallow_a_conflict(
    watched: Deps, roster: dict[str, Member]
) -> None:
    await submitted(watched, roster, Kind.FAMILY_CONFLICT)
    await refuse(watched, 106, "Forbidden: bot was blocked by the user")
    await tend_undelivered(watched)
    assert len(await cards_in(watched, 301)) == 1
    assert await cards_in(watched, GROUPS["工委"]) == []


async def test_what_lies_with_a_chair_moves_on_when_he_blocks_the_bot(watched: Deps, roster: dict[str, Member]) -> None:
    await set_branch(watched, "春风", group_chat_id=None)
    report = await submitted(watched, roster)
    async with watched.store.begin() as tx:  # his card has arrived
        await tx.run(
            t.cards.insert().values(name=f"report:{report.id}", chat_id=103, message_id=9, sent_at=watched.clock.now())
        )
        await tx.run(update(t.outbox).where(t.outbox.c.lane == 103).values(state="sent", payload=None))
    await pairing.heard_of(watched, await new_update(watched), 103, blocked=True)
    assert len(await cards_in(watched, 104)) == 1
    assert await cards_in(watched, 103) == []


async def test_an_open_claim_moves_on_with_the_group(watched: Deps, roster: dict[str, Member]) -> None:
    async with unit(watched) as u:
        assert await claiming.post(u, roster["A007"], 999, "小未") == binding_texts.SENT
    await refuse(watched, GROUP)
    await tend_undelivered(watched)
    [claim] = [one for one in await outbox(watched.store, 103) if str(one["card"]).startswith("claims:")]
    assert "小未" in str(claim["text"])
    assert len(labels(claim)) == 3  # to look, to confirm, to refuse
    assert any("一份绑定申请" in text for text in await said(watched, OPERATOR))


async def arrived(deps: Deps, card: str, chat_id: int) -> None:
    """What waited for this chat is there, and the card stands in it."""
    async with deps.store.begin() as tx:
        row = {"name": card, "chat_id": chat_id, "message_id": 9, "sent_at": deps.clock.now()}
        await tx.run(t.cards.insert().values(row))
        await tx.run(update(t.outbox).where(t.outbox.c.lane == chat_id).values(state="sent", payload=None))


async def claim_cards(deps: Deps, chat_id: int) -> list[str]:
    return [str(one["text"]) for one in await outbox(deps.store, chat_id) if str(one["card"]).startswith("claims:")]


async def test_a_claims_card_that_stood_in_the_group_comes_once(watched: Deps, roster: dict[str, Member]) -> None:
    """It was there, then the group is closed, and the second claimant's line on it is refused."""
    member = roster["A007"]
    async with unit(watched) as u:
        await claiming.post(u, member, 999, "小未")
    await arrived(watched, f"claims:{member.id}", GROUP)
    async with unit(watched) as u:
        await claiming.post(u, member, 998, "小王")
    await refuse(watched, GROUP)
    await tend_undelivered(watched)
    [card] = await claim_cards(watched, 103)
    assert "小未" in card
    assert "小王" in card


async def test_a_claims_card_that_alone_is_refused_goes_to_the_heads(watched: Deps, roster: dict[str, Member]) -> None:
    member = roster["A007"]
    async with unit(watched) as u:
        await claiming.post(u, member, 999, "小未")
    await refuse(watched, GROUP, "BadRequest: Button_data_invalid")
    await tend_undelivered(watched)
    assert "小未" in (await claim_cards(watched, 103))[0]
    async with unit(watched) as u:  # what is brought up to date is so there, too
        await claiming.post(u, member, 998, "小王")
    assert "小王" in (await claim_cards(watched, 103))[-1]


async def test_a_claims_card_moves_on_when_the_chair_blocks_the_bot(watched: Deps, roster: dict[str, Member]) -> None:
    await set_branch(watched, "春风", group_chat_id=None)
    member = roster["A007"]
    async with unit(watched) as u:
        await claiming.post(u, member, 999, "小未")
    heads = [chat_id for chat_id in (103, 104) if await claim_cards(watched, chat_id)]
    for chat_id in heads:
        await arrived(watched, f"claims:{member.id}", chat_id)
    for chat_id in heads:
        await pairing.heard_of(watched, await new_update(watched), chat_id, blocked=True)
    [card] = await claim_cards(watched, GROUPS["工委"])
    assert "小未" in card


async def test_a_card_of_what_is_over_is_missed_by_nobody(watched: Deps, roster: dict[str, Member]) -> None:
    report = await submitted(watched, roster)
    async with watched.store.begin() as tx:
        await tx.run(update(t.reports).where(t.reports.c.id == report.id).values(status="withdrawn"))
    await refuse(watched, GROUP, "BadRequest: Button_data_invalid")
    assert await tend_undelivered(watched) == 1
    assert await said(watched, OPERATOR) == []


async def test_a_pin_that_is_refused_is_told_in_the_group_and_parts_nobody(
    watched: Deps, roster: dict[str, Member]
) -> None:
    await set_branch(watched, "春风", settings={"pin": True})
    await submitted(watched, roster)
    async with watched.store.begin() as tx:
        pins = t.outbox.c.method == "pinChatMessage"
        error = "BadRequest: not enough rights to manage pinned messages in the chat"
        await tx.run(update(t.outbox).where(pins).values(state="dead", error=error))
    await tend_undelivered(watched)
    assert any("置不了顶" in text for text in await said(watched, GROUP) if text)
    assert await cards_in(watched, 103) == []


async def test_the_operators_list_says_what_and_why_and_no_words(
    watched: Deps, roster: dict[str, Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    report = await submitted(watched, roster)
    await refuse(watched, GROUP)
    monkeypatch.setenv("DATA_DIR", str(watched.settings.data_dir))
    monkeypatch.setenv("DATABASE_URL", str(watched.store.url))
    monkeypatch.setenv("DATA_KEYS", KEY)
    shown = await asyncio.to_thread(CliRunner().invoke, load("undelivered"), ["undelivered", "list"])
    [line] = shown.stdout.splitlines()
    assert line.split("\t")[2:] == [str(GROUP), f"report:{report.id}", "对方不收", CLOSED]


@pytest.mark.parametrize(
    ("description", "closes"),
    [
        ("Forbidden: bot was kicked from the group chat", True),
        ("BadRequest: Chat not found", True),
        ("BadRequest: Not enough rights to send text messages to the chat", True),
        ("BadRequest: Have no rights to send a message", True),
        ("BadRequest: Topic_closed", True),
        ("BadRequest: Chat_write_forbidden", True),
        ("BadRequest: Button_data_invalid", False),
        ("BadRequest: Message text is empty", False),
    ],
)
def test_a_refusal_is_the_chats_or_the_messages(description: str, closes: bool) -> None:
    assert closes_chat(description) is closes
