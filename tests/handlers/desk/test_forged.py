"""A thousand presses that must not succeed: made up, from another chat, from the wrong person, too late, or repeated.

Each goes through the real routes as a real update; none moves a report, and each is answered with a civil sentence.
"""

import random
import secrets
from collections.abc import Callable

from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.reports.rules.transitions import Status
from tests.desk.desk import GROUP, fresh, history_rows, put, submitted
from tests.handlers.reports.phone import Phone
from tests.support import GROUPS

Phones = Callable[..., Phone]

PRESSES = 1000
LABELS = ("同意 1000 元", "同意其他金额", "驳回", "退回补充", "详情")
OUTSIDERS = (101, 102, 201, 203, 204, 999)  # the reporter, members, another branch's officers, a stranger
RUDE = ("Traceback", "Error", "KeyError", "None", "report:")


async def test_a_thousand_presses_that_must_not_succeed(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    chance = random.Random(20260307)
    report = await submitted(deps, roster)
    chair = phone(103)
    tokens = {label: await chair.token(label) for label in LABELS}
    before, rows = await fresh(deps, report.id), await history_rows(deps)
    phones = {(who, chat): phone(who, chat) for who in (*OUTSIDERS, 103, 104) for chat in (GROUP, GROUPS["秋实"], who)}
    for number in range(PRESSES):
        who, chat, data = _forge(chance, tokens)
        answer = await phones[who, chat].press_token(data)
        assert answer, (number, who, chat, data)
        assert not any(word in answer for word in RUDE), answer
    assert (await fresh(deps, report.id), await history_rows(deps)) == (before, rows)


def _forge(chance: random.Random, tokens: dict[str, str]) -> tuple[int, int, str]:
    """Who presses in which chat, and what his phone sends."""
    token = chance.choice(list(tokens.values()))
    match chance.randrange(5):
        case 0:  # made up: random, empty-looking, hostile, or a name of our own
            made = (
                secrets.token_urlsafe(12),
                "x",
                "desk.approve",
                f"{token}'--",
                token[:-1],
                "'; drop table",
                "0" * 64,
            )
            return chance.choice((103, 104)), GROUP, chance.choice(made)
        case 1:  # a real button of the desk, in another chat
            return chance.choice((103, 104)), GROUPS["秋实"], token
        case 2:  # a real button, from a copy in private
            return (who := chance.choice((103, 104))), who, token
        case 3:  # a real button in its chat, from somebody who may not
            return chance.choice(OUTSIDERS), GROUP, token
        case _:  # an outsider with a made-up one
            return (who := chance.choice(OUTSIDERS)), who, secrets.token_urlsafe(12)


async def test_a_button_of_an_earlier_state_does_nothing(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await submitted(deps, roster)
    tokens = [await phone(103).token(label) for label in LABELS[:4]]
    for status in set(Status) - {Status.DRAFT, Status.SUBMITTED}:
        await put(deps, report.id, status=status)
        before, rows = await fresh(deps, report.id), await history_rows(deps)
        for token in tokens:
            assert "没有生效" in await phone(104).press_token(token)
        assert (await fresh(deps, report.id), await history_rows(deps)) == (before, rows)


async def test_the_same_update_delivered_twice_counts_once(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    from bot.store import inbox

    report = await submitted(deps, roster)
    chair = phone(103)
    token = await chair.token("详情")
    raw = {
        "update_id": 77,
        "callback_query": {
            "id": "1",
            "from": {"id": 103, "is_bot": False, "first_name": "陈"},
            "chat_instance": "1",
            "data": token,
            "message": {
                "message_id": 5,
                "date": 1,
                "chat": {"id": GROUP, "type": "supergroup", "title": "群"},
                "text": "…",
            },
        },
    }
    async with deps.store.begin() as tx:
        row = {"update_id": 77, "lane": GROUP, "state": "pending", "received_at": deps.clock.now()}
        await inbox.store(tx, [row])
    for _ in range(5):
        await chair.deliver(raw)
    from tests.desk.desk import steps

    assert await steps(deps, report.id) == ["submit", "viewed"]


async def test_forwarded_and_edited_commands_change_nothing(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    await submitted(deps, roster)
    rows = await history_rows(deps)
    committee = phone(301, 301)
    for command in ("/rule 特殊困难 800 温直工〔2026〕3号", "/budget 2026 50000", "/ledger 2026-11", "/pair"):
        assert "转发" in await committee.say(command, forwarded=True)
    command_at = [{"type": "bot_command", "offset": 0, "length": 5}]
    await phone(103, -5005).send({"text": "/pair", "entities": command_at}, kind="edited_message")
    assert await history_rows(deps) == rows
