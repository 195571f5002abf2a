"""What the committee may make of the greeting's wordings, and what members read of it."""

from itertools import pairwise

import pytest
from sqlalchemy import select

from bot.birthdays import wordings
from bot.birthdays.greeting import greet_due
from bot.birthdays.queries import birthdays
from bot.birthdays.rules import Birthday
from bot.birthdays.texts import wordings as texts
from bot.birthdays.texts.greeting import OWN, PLACES, built_in
from bot.birthdays.wordings import Draft, Pools, pools
from bot.core.errors import BadInput, NotAllowed, Stale
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.store import tables as t
from tests.birthdays.people import Heard, at, born, greeting_rows
from tests.birthdays.test_greet_due import DAY
from tests.support import TestClock, labels, outbox, token

COMMITTEE, TREASURER, CHAIR, MEMBER = 301, 302, 103, 101
Roster = dict[str, Member]
NEW = "【姓名】，生日快乐，愿您天天有笑声！——【工会】"


async def in_use(deps: Deps) -> Pools:
    async with deps.store.read() as tx:
        return await pools(tx)


async def enter(deps: Deps, heard: Heard, text: str, place: str = "private", replaces: int | None = None) -> int:
    """The id in use of a new wording."""
    await wordings.keep(deps, await heard(), COMMITTEE, Draft(place, text, replaces), None)
    return (await in_use(deps)).of(place)[-1].id


async def leave_first(deps: Deps, roster: Roster, count: int) -> None:
    """Of the private ones the first `count` stay in use."""
    async with deps.store.begin() as tx:
        for wording in built_in("private")[count:]:
            await birthdays.retire_built_in(tx, wording.id, roster["C001"].id, deps.clock.now())


@pytest.mark.parametrize("place", PLACES)
def test_every_wording_of_the_program_may_be_used(place: str) -> None:
    assert len(built_in(place)) >= texts.FEWEST
    for wording in built_in(place):
        assert texts.check(wording.text, place) == wording.text
    assert texts.check(texts.example(place), place)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "用文字"),
        ("生日快乐！", "【姓名】"),
        ("【姓名】【年龄】快乐", "只有【姓名】和【工会】"),
        ("{name}，您{age}了", "只有【姓名】和【工会】"),
        ("【姓名】" + "好" * 700, "太长"),
        ("【姓名】，祝您50岁生日快乐", "年龄"),
        ("【姓名】，五十岁生日快乐", "年龄"),
        ("【姓名】，节哀", "丧病"),
        ("【姓名】，凭此领300元", "钱数"),
        ("【姓名】，特此祝贺，请勿回复", "机器"),
        ("【姓名】，看 https://example.com", "网址"),
        ("<b>【姓名】</b>生日快乐", "格式符号"),
        ("【姓名】生日快乐！！！", "标点"),
        ("【姓名】生日了？", "冷冰冰"),
        ("【姓名】昨天生日快乐", "昨天"),
        ("【姓名】\u202e生日快乐", "看不见"),
    ],
)
def test_what_no_greeting_may_say(text: str, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        texts.check(text, "private")


def test_a_late_greeting_says_that_it_is_late_and_a_belated_one_does_not_say_yesterday() -> None:
    with pytest.raises(BadInput, match="晚了"):
        texts.check(NEW, "private_late")
    with pytest.raises(BadInput, match="昨天"):
        texts.check("【姓名】，昨天是您的生日，补上祝福", "private_belated")
    assert texts.check("【姓名】，新的一岁，长命百岁，补上祝福", "private_belated")


async def test_a_new_wording_is_previewed_kept_once_and_read(
    deps: Deps, clock: TestClock, roster: Roster, heard: Heard
) -> None:
    await wordings.ask_text(deps, await heard(), COMMITTEE, Draft("private"))
    await wordings.preview(deps, await heard(), COMMITTEE, Draft("private", NEW))
    shown = (await outbox(deps.store, COMMITTEE))[-1]
    assert "张晓梅，生日快乐，愿您天天有笑声！——春风机关工会" in shown["text"]
    assert labels(shown) == ["就用这条", "重写", "不要了"]
    async with deps.store.read() as tx:
        waiting = await tx.one(select(t.buttons).where(t.buttons.c.token == token(shown, "就用这条")))
    assert waiting is not None
    assert "愿您天天有笑声" in waiting["args"]["text"], "so it survives a restart"
    draft = Draft.read(waiting["args"])
    await wordings.keep(deps, await heard(), COMMITTEE, draft, None)
    with pytest.raises(BadInput, match="已经在用"):
        await wordings.keep(deps, await heard(), COMMITTEE, draft, None)
    assert [wording.text for wording in (await in_use(deps)).of("private") if wording.id >= OWN] == [draft.text]


async def test_retired_wordings_are_read_by_nobody_and_two_always_stay(
    deps: Deps, clock: TestClock, roster: Roster, heard: Heard
) -> None:
    await leave_first(deps, roster, 3)
    await wordings.retire(deps, await heard(), COMMITTEE, built_in("private")[2].id, None)
    with pytest.raises(BadInput, match="至少要留 2 条"):
        await wordings.retire(deps, await heard(), COMMITTEE, built_in("private")[0].id, None)
    with pytest.raises(Stale):
        await wordings.retire(deps, await heard(), COMMITTEE, built_in("private")[5].id, None)
    await born(deps, roster["A001"], Birthday(11, 23))
    for year in range(2026, 2030):
        clock.moment = at(DAY.replace(year=year))
        await greet_due(deps)
    read = [row["wording"] for row in await greeting_rows(deps)]
    assert set(read) == {wording.id for wording in built_in("private")[:2]}
    assert all(one != other for one, other in pairwise(read))


async def test_a_mended_wording_counts_as_the_one_that_was_read_last_year(
    deps: Deps, clock: TestClock, roster: Roster, heard: Heard
) -> None:
    """However often it is mended, and whichever version was read."""
    await leave_first(deps, roster, 2)
    await born(deps, roster["A001"], Birthday(11, 23))
    first = built_in("private")[0].id
    other = built_in("private")[1].id
    latest, read = first, []
    for year in range(2026, 2030):
        clock.moment = at(DAY.replace(year=year))
        await greet_due(deps)
        read.append((await greeting_rows(deps))[-1]["wording"] == other)
        latest = await enter(deps, heard, f"【姓名】，第{year}稿，生日快乐！——【工会】", replaces=latest)
    assert all(one != following for one, following in pairwise(read))


async def test_the_defaults_come_back(deps: Deps, roster: Roster, heard: Heard) -> None:
    first = built_in("group")[0].id
    own = await enter(deps, heard, NEW, "group", replaces=first)
    assert first not in {wording.id for wording in (await in_use(deps)).of("group")}
    await wordings.restore(deps, await heard(), COMMITTEE, "group", None)
    assert (await in_use(deps)).of("group") == list(built_in("group"))
    with pytest.raises(Stale):
        await wordings.restore(deps, await heard(), COMMITTEE, "group", None)
    with pytest.raises(Stale):
        await wordings.show_one(deps, await heard(), COMMITTEE, own, None)


async def test_what_is_thrown_away_is_said_to_be_and_changes_nothing(deps: Deps, roster: Roster, heard: Heard) -> None:
    before = (await in_use(deps)).of("private")
    said = await wordings.drop(deps, await heard(), COMMITTEE, 7)
    [shown] = await outbox(deps.store, COMMITTEE)
    assert (shown["method"], shown["message_id"], shown["text"]) == ("editMessageText", 7, said)
    assert labels(shown) == []
    assert (await in_use(deps)).of("private") == before


async def test_what_is_out_of_use_cannot_be_replaced(deps: Deps, roster: Roster, heard: Heard) -> None:
    first = built_in("group")[0].id
    own = await enter(deps, heard, NEW, "group", replaces=first)
    for replaced in (first, own):
        if replaced == own:
            await wordings.retire(deps, await heard(), COMMITTEE, own, None)
        with pytest.raises(Stale):
            await enter(deps, heard, f"{NEW}（{replaced}）", "group", replaces=replaced)
    assert all(wording.id < OWN for wording in (await in_use(deps)).of("group"))


async def test_every_change_is_history(deps: Deps, roster: Roster, heard: Heard) -> None:
    first = built_in("group")[0].id
    own = await enter(deps, heard, NEW, "group", replaces=first)
    await wordings.retire(deps, await heard(), COMMITTEE, own, None)
    async with deps.store.read() as tx:
        rows = await tx.all(select(t.history).where(t.history.c.entity == "wording").order_by(t.history.c.id))
    assert [(row["entity_id"], row["action"]) for row in rows] == [(first, "retire"), (own, "enter"), (own, "retire")]
    assert {row["actor_id"] for row in rows} == {roster["C001"].id}


@pytest.mark.parametrize("account", [TREASURER, CHAIR, MEMBER])
async def test_only_the_committees_heads_edit(deps: Deps, roster: Roster, heard: Heard, account: int) -> None:
    with pytest.raises(NotAllowed):
        await wordings.overview(deps, await heard(), account)
    with pytest.raises(NotAllowed):
        await wordings.keep(deps, await heard(), account, Draft("private", NEW), None)
    with pytest.raises(NotAllowed):
        await wordings.retire(deps, await heard(), account, 1, None)
