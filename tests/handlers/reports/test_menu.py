"""The menu, the help for each kind of person, and commands that are no commands."""

import pkgutil
import re
from dataclasses import replace
from datetime import datetime
from importlib import import_module

import pytest

import handlers
from bot.conversation import welcoming
from bot.core.clock import SHANGHAI
from bot.core.people import Member
from bot.core.texts import menu as texts
from bot.core.work.unit import Deps
from bot.store import tables as t
from handlers import activities, menu, routes
from handlers.routes import COMMANDS, PRESSES, PROMPTS, WORDS
from tests import support
from tests.handlers.reports.conftest import Phones
from tests.handlers.reports.phone import DeskBot, NoNetwork
from tests.support import TestClock

STRANGER, LIN, CHEN = 999, 101, 103


@pytest.mark.parametrize("text", [texts.HELP_STRANGER, texts.HELP_MEMBER, texts.HELP_MEMBER + texts.HELP_OFFICER])
def test_help_says_nothing_twice(text: str) -> None:
    commands = re.findall(r"/[a-z]+", text)
    subjects = re.findall(r"^· (\S+?)：", text, re.MULTILINE)
    assert len(commands) == len(set(commands))
    assert len(subjects) == len(set(subjects))


@pytest.mark.parametrize(("who", "word"), [(STRANGER, "先绑定会员身份"), (LIN, "林静，您好"), (CHEN, "陈主席，您好")])
async def test_everybody_is_welcomed_by_what_he_can_do(phone: Phones, who: int, word: str) -> None:
    assert word in await phone(who).say("/start")
    assert word in await phone(who).say("/menu")


@pytest.mark.parametrize(
    ("who", "there", "absent"),
    [(STRANGER, "/bind", "我的申报"), (LIN, "我的申报", "/queue"), (CHEN, "/queue", "/bind")],
)
async def test_help_differs_by_person(phone: Phones, who: int, there: str, absent: str) -> None:
    for words in ("/help", "帮助"):
        answer = await phone(who).say(words)
        assert there in answer
        assert absent not in answer


async def test_strangers_may_ask_but_not_report(deps: Deps, phone: Phones) -> None:
    me = phone(STRANGER)
    for words in ("/report", "/mine", "我要申报", "我的申报"):
        assert "还没有绑定会员身份" in await me.say(words)
    assert "还没有绑定会员身份" in await me.press_token("report:marriage")


async def test_the_menu_word_tells_how_to_ask(phone: Phones) -> None:
    assert "直接写出来就好" in await phone(LIN).say("问福利")


async def test_every_label_of_the_menu_does_something() -> None:
    assert {label for row in texts.MENU_MEMBER for label in row} <= set(WORDS)


async def test_every_command_that_is_listed_exists() -> None:
    listed = {name for name, _ in texts.PRIVATE_COMMANDS + texts.OFFICER_COMMANDS + texts.GROUP_COMMANDS}
    assert listed <= set(COMMANDS)


async def test_names_fit_telegrams_limits() -> None:
    for name, about in texts.PRIVATE_COMMANDS + texts.OFFICER_COMMANDS + texts.GROUP_COMMANDS:
        assert 1 <= len(name) <= 32
        assert 1 <= len(about) <= 256
    for name in (*PRESSES, *PROMPTS):
        assert len(name) <= 40  # the column's width


async def test_edited_messages_and_channel_posts_are_not_followed(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    for kind in ("edited_message", "channel_post", "edited_channel_post"):
        assert (
            await me.send(
                {"text": "/report", "entities": [{"type": "bot_command", "offset": 0, "length": 7}]}, kind=kind
            )
            == ""
        )
    assert await support.outbox(deps.store) == []


async def test_commands_are_published_by_audience(
    deps: Deps, roster: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: dict[str, list[str]] = {}

    async def do_request(_self: NoNetwork, url: str, *_args: object, **more: object) -> tuple[int, bytes]:
        values = more["request_data"].json_parameters  # type: ignore[attr-defined]
        if '"chat_id": 104' in values["scope"]:
            return 403, b'{"ok": false, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}'
        sent[values["scope"]] = values["commands"]
        return 200, b'{"ok": true, "result": true}'

    monkeypatch.setattr(NoNetwork, "do_request", do_request)
    bot = DeskBot()
    await menu.publish_commands(bot, deps)
    everybody = next(commands for scope, commands in sent.items() if "all_private_chats" in scope)
    chair = next(commands for scope, commands in sent.items() if '"chat_id": 103' in scope)
    group = next(commands for scope, commands in sent.items() if '"chat_id": -1001' in scope)
    assert '"report"' in everybody
    assert '"queue"' not in everybody
    assert '"queue"' in chair
    assert '"report"' not in group


async def test_an_office_shows_its_commands_from_the_first_hour_of_its_first_day(
    deps: Deps, roster: dict[str, Member]
) -> None:
    early = datetime(2026, 3, 2, 7, tzinfo=SHANGHAI)  # in UTC it is still the day before
    async with deps.store.begin() as tx:
        await tx.run(t.offices.update().where(t.offices.c.member_id == roster["A003"].id).values(since=early.date()))
    accounts, _ = await welcoming.audiences(replace(deps, clock=TestClock(early)))
    assert roster["A003"].telegram_id in accounts


@pytest.mark.parametrize("table", ["COMMANDS", "WORDS", "PRESSES", "PROMPTS"])
def test_no_module_is_forgotten(table: str) -> None:
    for found in pkgutil.iter_modules(handlers.__path__):
        own = getattr(import_module(f"handlers.{found.name}"), table, {})
        assert {name: getattr(routes, table).get(name) for name in own} == dict(own), found.name


def test_a_name_that_two_modules_claim_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activities, "PRESSES", {"desk.approve": menu.start})
    with pytest.raises(RuntimeError, match=r"desk\.approve"):
        routes._collect("PRESSES")
