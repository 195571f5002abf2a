"""The committee teaches the bot: from the missed question by buttons to the answer, on every replica, and back."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.core.errors import BadInput, NotAllowed, Stale, WennuanError
from bot.core.messages import Act, JsonObject
from bot.core.people import Role
from bot.core.queries import members
from bot.core.work import unit
from bot.core.work.unit import Deps, Parts
from bot.ops import audit
from bot.privacy.retention import purge_due
from bot.questions import answering, misses
from bot.questions.queries import lessons as lesson_store
from bot.questions.teaching import cases
from bot.questions.texts import teaching as texts
from bot.store import asked
from bot.store import tables as t
from bot.store.engine import Store
from handlers import questions
from handlers.call import Call
from knowledge.reading.rows import all_rows
from tests import support

COMMITTEE, SECOND, TREASURER, CHAIR, MEMBER, STRANGER = 301, 303, 302, 103, 101, 999
FUN = "工会那个乐呵会啥时候搞"
LIKE = "工会那个乐呵会啥时候搞呀"
updates = count(1)


@pytest.fixture(scope="module", autouse=True)
def labels_read_once() -> Iterator[None]:
    rows = all_rows(support.library().lexicon)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("knowledge.library.all_rows", lambda _: rows)
        yield


@pytest.fixture
async def deps(
    any_store: Store, clock: support.TestClock, replies: support.Replies, tmp_path: Path
) -> AsyncIterator[Deps]:
    """With a second officer of the committee, and with three missed questions, two of which are alike."""
    await support.fill_roster(any_store)
    async with any_store.begin() as tx:
        committee = (await members.committee(tx)).id
        values = {"staff_no": "C003", "name": "钱工委", "branch_id": committee, "telegram_id": SECOND}
        person = await tx.value(insert(t.members).values(**values, updated_at=support.NOON).returning(t.members.c.id))
        await tx.run(insert(t.offices).values(member_id=person, branch_id=committee, role=Role.OFFICER))
    yield support.make_deps(any_store, clock, replies, tmp_path)
    support.library().teach(())


async def miss(deps: Deps, *texts_: str) -> None:
    async with deps.store.begin() as tx:
        at = deps.clock.now() - timedelta(hours=1)
        await asked.log(tx, [asked.Asked(at, "out_of_scope", "", True, False, text) for text in texts_])


async def heard(deps: Deps, chat: int) -> int:
    """An update that has come in."""
    update = next(updates)
    async with deps.store.begin() as tx:
        values = {"update_id": update, "lane": chat, "raw": b"{}", "received_at": deps.clock.now()}
        await tx.run(insert(t.inbox).values(values))
    return update


async def act(deps: Deps, who: int, pressed: Act) -> str | None:
    call = Call(deps, await heard(deps, who), who, who, private=True, message_id=1, args=pressed.args)
    return await questions.PRESSES[pressed.name](call)


async def last(deps: Deps, who: int) -> JsonObject:
    return (await support.outbox(deps.store, who))[-1]


async def press(deps: Deps, who: int, label: str) -> str | None:
    """Presses a button of the last message, as it stands in the database."""
    token = support.token(await last(deps, who), label)
    return await act(deps, who, await unit.act_of(deps, token, who))


async def open_list(deps: Deps, who: int = COMMITTEE) -> None:
    await act(deps, who, Act("teach.list", {"month": "2026-11", "page": 0}))


async def to_preview(deps: Deps, who: int = COMMITTEE) -> None:
    await open_list(deps, who)
    for label in ("1", texts.AREAS["activities"], "全市五一系列活动", texts.FACETS["date"]):
        await press(deps, who, label)


async def answer(deps: Deps, text: str, replies: support.Replies) -> str:
    await answering.answer(deps, MEMBER, MEMBER, text, update_id=0, private=True)
    return replies.sent[-1][0].text


async def in_force(deps: Deps) -> list[lesson_store.Lesson]:
    async with deps.store.read() as tx:
        return await lesson_store.in_force(tx)


async def test_from_the_missed_question_to_the_answer_and_back(
    deps: Deps, replies: support.Replies, clock: support.TestClock
) -> None:
    await miss(deps, FUN, LIKE, "停车位怎么申请")
    assert "五一" not in await answer(deps, FUN, replies)
    await open_list(deps)
    assert "1. 2 次" in (await last(deps, COMMITTEE))["text"]
    await press(deps, COMMITTEE, "1")
    assert FUN in (await last(deps, COMMITTEE))["text"]
    for label in (texts.AREAS["activities"], "全市五一系列活动", texts.FACETS["date"]):
        await press(deps, COMMITTEE, label)
    shown = (await last(deps, COMMITTEE))["text"]
    assert "全市五一系列活动 · 什么时候" in shown
    assert "五一" in shown.partition("以后这样答")[2]
    assert await in_force(deps) == [], "nothing is in effect before it is confirmed"
    assert "教好了：2 句" in (await press(deps, COMMITTEE, texts.KEEP) or "")
    assert "五一" in await answer(deps, FUN, replies)
    await press(deps, COMMITTEE, texts.BACK)
    assert FUN not in (await last(deps, COMMITTEE))["text"], "what is taught needs no teaching"
    assert "停车位" in (await last(deps, COMMITTEE))["text"]
    await act(deps, COMMITTEE, Act("taught.list", {"page": 0}))
    assert "叶工委，2026-11-23" in (await last(deps, COMMITTEE))["text"]
    await press(deps, COMMITTEE, "1")
    assert LIKE in (await last(deps, COMMITTEE))["text"]
    assert "撤销了：2 句" in (await press(deps, COMMITTEE, texts.UNDO) or "")
    assert "五一" not in await answer(deps, FUN, replies)
    await open_list(deps)
    assert FUN in (await last(deps, COMMITTEE))["text"]


async def test_a_second_press_and_another_officer_at_once(deps: Deps) -> None:
    await miss(deps, FUN)
    for who in (COMMITTEE, SECOND):
        await to_preview(deps, who)
    done = await asyncio.gather(*(press(deps, who, texts.KEEP) for who in (COMMITTEE, SECOND)), return_exceptions=True)
    refused = [one for one in done if isinstance(one, Stale)]
    assert (len(await in_force(deps)), len(refused)) == (1, 1)
    assert "已经由" in str(refused[0])
    choice = {"month": "2026-11", "page": 0, "ids": await ids(deps), "out": [], "topic": "clubs", "facet": "date"}
    with pytest.raises(Stale, match="先发 /taught 撤销"):
        await act(deps, SECOND, Act("teach.keep", choice))


async def test_two_undo_at_once(deps: Deps) -> None:
    await miss(deps, FUN)
    await to_preview(deps)
    await press(deps, COMMITTEE, texts.KEEP)
    [lesson] = await in_force(deps)
    undo = Act("taught.undo", {"id": lesson.id, "page": 0})
    done = await asyncio.gather(*(act(deps, who, undo) for who in (COMMITTEE, SECOND)), return_exceptions=True)
    assert sum(isinstance(one, Stale) for one in done) == 1
    with pytest.raises(Stale, match="已经撤销"):
        await act(deps, COMMITTEE, Act("taught.show", {"id": lesson.id, "page": 0}))


async def ids(deps: Deps) -> list[int]:
    async with deps.store.read() as tx:
        return [row["id"] for row in await tx.all(select(t.questions.c.id).order_by(t.questions.c.id))]


@pytest.mark.parametrize("who", [CHAIR, TREASURER, MEMBER, STRANGER])
async def test_nobody_else_may_teach_or_look(deps: Deps, who: int, replies: support.Replies) -> None:
    await miss(deps, FUN)
    choice = {"month": "2026-11", "page": 0, "ids": await ids(deps), "out": [], "topic": "may_day", "facet": "date"}
    acts = [Act(f"teach.{name}", choice | {"area": "kinds", "at": 0}) for name in ("list", "group", "area", "facet")]
    acts += [Act("teach.preview", choice), Act("teach.keep", choice)]
    acts += [Act("taught.list", {"page": 0}), Act("taught.show", {"id": 1, "page": 0})]
    for one in [*acts, Act("taught.undo", {"id": 1, "page": 0})]:
        with pytest.raises(NotAllowed) as refusal:
            await act(deps, who, one)
        assert who == STRANGER or "工委的主席、委员" in str(refusal.value)
    assert await in_force(deps) == []
    assert await support.outbox(deps.store, who) == []


async def test_a_branch_officer_sees_the_list_and_who_may_teach(deps: Deps, replies: support.Replies) -> None:
    await miss(deps, FUN)
    await misses.tell(deps, CHAIR, CHAIR, None, update_id=1)
    await misses.tell(deps, COMMITTEE, COMMITTEE, None, update_id=2)
    await misses.tell(deps, support.GROUPS["工委"], COMMITTEE, None, update_id=3)
    branch, committee, group = (message for message, _ in replies.sent)
    assert (branch.buttons, group.buttons) == ((), ())
    assert "由工委的主席、委员私聊我" in branch.text
    assert [button.label for row in committee.buttons for button in row] == ["1"]


async def test_a_restart_in_the_middle_loses_nothing(deps: Deps) -> None:
    await miss(deps, FUN)
    await to_preview(deps)
    again = replace(deps, parts=Parts())
    assert "教好了" in (await press(again, COMMITTEE, texts.KEEP) or "")


async def test_replicas_know_within_a_minute(deps: Deps, clock: support.TestClock, replies: support.Replies) -> None:
    replica = replace(deps, library=support.library().trial(()), parts=Parts())
    assert "五一" not in await answer(replica, FUN, replies)
    await miss(deps, FUN)
    await to_preview(deps)
    await press(deps, COMMITTEE, texts.KEEP)
    clock.forward(seconds=59)
    assert "五一" in await answer(replica, FUN, replies)
    [lesson] = await in_force(deps)
    await act(deps, COMMITTEE, Act("taught.undo", {"id": lesson.id, "page": 0}))
    clock.forward(seconds=59)
    assert "五一" not in await answer(replica, FUN, replies)


async def test_what_would_change_is_shown_first(deps: Deps) -> None:
    await miss(deps, FUN, "工会那个乐呵会到底啥时候搞")
    proposal = cases.Proposal((FUN,), "may_day", "date")
    seen = await cases.preview(deps, proposal)
    assert [(one.text, one.after) for one in seen.changes] == [
        ("工会那个乐呵会到底啥时候搞", "全市五一系列活动 · 什么时候")
    ]
    assert not support.library().read(FUN, today=support.NOON.date()).taught, "looking changes nothing"


async def test_one_that_is_something_else_is_left_out(deps: Deps) -> None:
    await miss(deps, FUN, LIKE)
    await open_list(deps)
    await press(deps, COMMITTEE, "1")
    await press(deps, COMMITTEE, "2")
    assert texts.LEFT_OUT in (await last(deps, COMMITTEE))["text"]
    for label in (texts.AREAS["activities"], "全市五一系列活动", texts.FACETS["date"], texts.KEEP):
        await press(deps, COMMITTEE, label)
    assert [one.phrasings for one in await in_force(deps)] == [(FUN,)]


async def test_a_look_alike_is_declined_and_pages_turn(deps: Deps, replies: support.Replies) -> None:
    await miss(deps, FUN)
    await open_list(deps)
    await press(deps, COMMITTEE, "1")
    await press(deps, COMMITTEE, texts.AREAS["declined"])
    while "停车" not in support.labels(await last(deps, COMMITTEE)):
        await press(deps, COMMITTEE, texts.LATER)
    await press(deps, COMMITTEE, "停车")
    await press(deps, COMMITTEE, texts.KEEP)
    assert "停车" in await answer(deps, FUN, replies)


async def test_what_needs_no_answer_is_listed_no_more(deps: Deps, replies: support.Replies) -> None:
    await miss(deps, FUN)
    before = await answer(deps, FUN, replies)
    await open_list(deps)
    for label in ("1", texts.IGNORE, texts.KEEP_IGNORED):
        await press(deps, COMMITTEE, label)
    assert await answer(deps, FUN, replies) == before
    assert (await misses.open_groups(deps, "2026-11"))[1] == []
    await act(deps, COMMITTEE, Act("taught.list", {"page": 0}))
    assert texts.IGNORE in (await last(deps, COMMITTEE))["text"]


async def test_names_numbers_and_danger_are_not_taught(deps: Deps) -> None:
    await miss(deps, "林静的乐呵会啥时候搞", "打13857701234问乐呵会啥时候搞", "乐呵会啥时候搞不想活了")
    async with deps.store.read() as tx:
        found = await cases.phrasings(tx, deps.library, await ids(deps), support.NOON.date())
    assert [one.barred for one in found] == [texts.BARRED_NAME, texts.BARRED_NUMBER, texts.BARRED_DANGER]
    choice = {"month": "2026-11", "page": 0, "ids": await ids(deps), "out": [], "topic": "may_day", "facet": "date"}
    with pytest.raises(BadInput, match="没有可以教的话"):
        await act(deps, COMMITTEE, Act("teach.keep", choice))
    await act(deps, COMMITTEE, Act("teach.group", choice))
    assert support.labels(await last(deps, COMMITTEE)) == [texts.IGNORE, texts.BACK]
    await press(deps, COMMITTEE, texts.IGNORE)
    assert "林静" in (await last(deps, COMMITTEE))["text"], "who drops something sees what"
    await press(deps, COMMITTEE, texts.KEEP_IGNORED)
    assert await in_force(deps) == []
    assert (await misses.open_groups(deps, "2026-11"))[1] == []
    with pytest.raises(Stale, match="已经删除"):
        await act(deps, COMMITTEE, Act("teach.group", choice))


async def test_words_that_are_gone_and_topics_that_are_gone(deps: Deps, clock: support.TestClock) -> None:
    await miss(deps, FUN)
    choice = {"month": "2026-11", "page": 0, "ids": await ids(deps), "out": [], "topic": "of_old", "facet": "date"}
    with pytest.raises(Stale, match="已经没有了"):
        await act(deps, COMMITTEE, Act("teach.keep", choice))
    clock.forward(days=91)
    await purge_due(deps)
    with pytest.raises(WennuanError, match="已经删除"):
        await act(deps, COMMITTEE, Act("teach.group", choice))


async def test_it_is_in_the_history_without_its_words(deps: Deps, clock: support.TestClock) -> None:
    await miss(deps, FUN)
    await to_preview(deps)
    await press(deps, COMMITTEE, texts.KEEP)
    [lesson] = await in_force(deps)
    await act(deps, SECOND, Act("taught.undo", {"id": lesson.id, "page": 0}))
    async with deps.store.read() as tx:
        rows = await tx.all(select(t.history).where(t.history.c.entity == "lesson").order_by(t.history.c.id))
        sealed = await tx.value(select(t.lessons.c.phrasings))
        assert [(row["action"], row["before"], row["after"]) for row in rows] == [
            ("teach", None, "may_day"),
            ("undo", "may_day", None),
        ]
        assert FUN not in str(tx.vault.open(rows[0]["note"]))
    assert FUN not in sealed
    assert (await audit.verify(deps)).broken is None
    clock.forward(days=91)
    await purge_due(deps)
    async with deps.store.read() as tx:
        assert await tx.value(select(t.lessons.c.phrasings)) is None


def test_everything_that_can_be_asked_has_a_name_and_a_place() -> None:
    from bot.questions.teaching import choices

    library = support.library()
    placed = [topic for area in texts.AREAS for topic in choices.topics(library, area)]
    assert sorted(placed) == sorted(library.topics)
    assert all(choices.name(library, topic) != topic for topic in placed)
    assert {facet for topic in placed for facet in library.facets(topic)} <= set(texts.FACETS)
    assert all(len(topic) <= t.lessons.c.topic.type.length for topic in placed)  # type: ignore[attr-defined]
