"""A question about what the committee has fixed is answered with that, at the price of no statement a question."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from sqlalchemy import event

from bot.activities.published import PublishedActivities, fixed_in, tell
from bot.activities.queries.activities import Origin
from bot.activities.rules import Activity, Plan, Status
from bot.core.clock import SHANGHAI
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.questions import answering
from bot.store.engine import Store
from tests import support
from tests.activities.stage import plan, publish
from tests.desk.desk import new_update
from tests.support import NOON

TODAY = date(2026, 11, 23)
TENNIS = Activity(
    1, 1, "工委", True, Status.PUBLISHED, 1, plan(), "table_tennis", "温直工〔2019〕7号", "五（一）", published_at=NOON
)
WALK = Activity(2, 1, "工委", True, Status.PUBLISHED, 1, Plan("机关健步走活动", date(2026, 12, 1)), published_at=NOON)


def _answer(question: str, *known: Activity, context: tuple[str, ...] = ()) -> str:
    found = support.library().answer(question, context, today=TODAY)
    return tell(found, fixed_in(found, question, known), datetime.combine(TODAY, time(9), SHANGHAI)).text


def test_what_is_fixed_is_told_with_its_source() -> None:
    said = _answer("乒乓球比赛哪天", TENNIS, WALK)
    assert "12月12日（周六）9:00，地点 市体育馆" in said
    assert "依据：工委已定（11月23日发布）；活动列在温直工〔2019〕7号（2019年）第五部分（一）。" in said
    assert "没有写" not in said


def test_what_is_not_fixed_is_said_to_be_open() -> None:
    assert "谁可以参加工委还没有定" in _answer("乒乓球比赛谁能参加", replace(TENNIS, plan=plan(audience=None)))
    assert "通知和工委都还没有写明" in _answer("乒乓球比赛要交多少钱", TENNIS)


@pytest.mark.parametrize("question", ["羽毛球比赛哪天", "住院有多少慰问金", "我昨天住院了", "重阳登山哪天"])
def test_other_questions_keep_the_notices_answer(question: str) -> None:
    assert _answer(question, TENNIS, WALK) == support.library().answer(question, today=TODAY).text


def test_of_two_activities_the_open_one_keeps_the_notices_words() -> None:
    said = _answer("乒乓球和羽毛球比赛哪天", TENNIS)
    assert said.index("12月12日") < said.index("通知里写的是") < said.index("羽毛球")


def test_the_officers_own_activity_is_found_by_its_name() -> None:
    said = _answer("健步走是哪天", TENNIS, WALK, context=("乒乓球比赛哪天",))
    assert "12月1日（周二），几点开始尚未确定" in said and "通知没有列这一项" in said


def test_help_comes_before_any_activity() -> None:
    found = support.library().answer("活着没意思，不想活了", today=TODAY)
    assert found.care and fixed_in(found, "健步走", [WALK]) == []


async def test_of_several_rounds_the_next_one_is_meant(deps: Deps, roster: dict[str, Member]) -> None:
    named = ("table_tennis", "温直工〔2019〕7号", "五（一）")
    await publish(deps, roster["C001"], plan(day=date(2026, 12, 20)), Origin(*named, 2))
    await publish(deps, roster["C001"], plan(), Origin(*named, 1))
    known = await deps.parts.of(PublishedActivities).of(deps.store, NOON)
    assert "12月12日" in _answer("乒乓球比赛哪天", *known)


async def test_a_hundred_questions_read_once(
    deps: Deps, store: Store, clock: support.TestClock, replies: support.Replies
) -> None:
    read: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        read.append(statement)

    event.listen(store._reader.sync_engine, "before_cursor_execute", note)
    updates = [await new_update(deps) for _ in range(100)]
    ask = answering.answer
    await asyncio.gather(*(ask(deps, 101, 101, "乒乓球比赛哪天", update_id=one, private=True) for one in updates))
    assert len(replies.sent) == 100
    assert sum("activities" in statement for statement in read) == 1
    deps.parts.of(PublishedActivities).forget()
    await deps.parts.of(PublishedActivities).of(store, clock.now())
    clock.forward(seconds=29)
    await deps.parts.of(PublishedActivities).of(store, clock.now())
    assert sum("activities" in statement for statement in read) == 2
    clock.forward(seconds=2)  # what another replica has changed is seen by now
    await deps.parts.of(PublishedActivities).of(store, clock.now())
    assert sum("activities" in statement for statement in read) == 3
