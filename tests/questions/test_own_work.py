"""Who asks of his own work, branch or sign-ups is answered by his office and from what there is; others are told whose
work it is."""

from collections.abc import Mapping

import pytest

from bot.activities.queries import signups
from bot.activities.rules import SignUp
from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.questions import own_affairs
from bot.questions.texts import activities as activity_texts
from bot.questions.texts import officers as texts
from bot.questions.texts import offices as office_texts
from knowledge.answer.model import Answer
from knowledge.reading.model import Act, Question, Reading
from tests.activities.stage import plan, publish
from tests.desk.desk import submitted
from tests.support import NOON

MEMBER, CHAIR, OFFICER, TREASURER, OTHER_CHAIR, COMMITTEE = 101, 103, 104, 105, 203, 301
GENERAL = "谁来问都能说的话。"


def _asked(said: str, *asked: tuple[str, str], acts: frozenset[Act] = frozenset({Act.ASK})) -> Answer:
    questions = tuple(Question(topic, facet) for topic, facet in asked)
    topics, facets = (tuple(dict.fromkeys(pair[at] for pair in asked)) for at in (0, 1))
    return Answer("meta", topics, {}, facets, GENERAL, reading=Reading(said, acts, questions))


async def _answer(deps: Deps, who: int, said: str, *asked: tuple[str, str], **more: frozenset[Act]) -> str:
    found, _buttons = await own_affairs.informed(deps, who, _asked(said, *asked, **more), (said,))
    return found.text


async def _buttons(deps: Deps, who: int, said: str, *asked: tuple[str, str], **more: frozenset[Act]) -> list[str]:
    _found, buttons = await own_affairs.informed(deps, who, _asked(said, *asked, **more), (said,))
    return [button.label for row in buttons for button in row]


async def test_an_officer_hears_how_many_wait_for_him_and_where(deps: Deps, roster: Mapping[str, Member]) -> None:
    place = ("待我审批的在哪看", ("bot_desk", "place"))
    assert await _answer(deps, CHAIR, *place) == texts.NOTHING_WAITS
    for _ in range(2):
        await submitted(deps, roster, Kind.MARRIAGE)
    assert "等您审批的有 2 份" in await _answer(deps, CHAIR, *place)
    assert await _buttons(deps, CHAIR, *place) == [texts.QUEUE]
    assert await _answer(deps, OTHER_CHAIR, *place) == texts.NOTHING_WAITS


async def test_what_waits_for_him_is_not_his_own_report(deps: Deps, roster: Mapping[str, Member]) -> None:
    await submitted(deps, roster, Kind.MARRIAGE, reporter="A003")
    assert await _answer(deps, CHAIR, "还有几个没批", ("bot_desk", "count")) == texts.NOTHING_WAITS


async def test_all_at_once_is_said_not_to_be_possible_first(deps: Deps, roster: Mapping[str, Member]) -> None:
    await submitted(deps, roster, Kind.MARRIAGE)
    said = await _answer(deps, OFFICER, "能一次全部同意吗", ("bot_desk", "batch"))
    assert said.splitlines()[0].startswith("不能一次全部同意")
    assert "等您审批的有 1 份" in said


async def test_how_to_mend_a_decision_needs_no_count(deps: Deps, roster: Mapping[str, Member]) -> None:
    said = await _answer(deps, CHAIR, "同意错了怎么改", ("bot_desk", "undo"))
    assert "撤销同意" in said
    assert texts.NOTHING_WAITS not in said


@pytest.mark.parametrize("facet", ["place", "count"])
async def test_a_member_is_told_kindly_whose_work_it_is(deps: Deps, roster: Mapping[str, Member], facet: str) -> None:
    assert await _answer(deps, MEMBER, "待审批的在哪看", ("bot_desk", facet)) == texts.NOT_AN_OFFICER
    assert await _buttons(deps, MEMBER, "待审批的在哪看", ("bot_desk", facet)) == []


@pytest.mark.parametrize("facet", ["batch", "undo", "procedure", "visited"])
async def test_a_member_who_asks_how_officers_work_hears_it(
    deps: Deps, roster: Mapping[str, Member], facet: str
) -> None:
    said = await _answer(deps, MEMBER, "点错了还能改吗", ("bot_desk", facet))
    assert said == f"{GENERAL}\n{texts.NO_OFFICE}"


async def test_the_books_are_for_their_keepers(deps: Deps, roster: Mapping[str, Member]) -> None:
    place = ("台账在哪", ("bot_ledger", "place"))
    assert "/ledger 2026-11" in await _answer(deps, TREASURER, *place)
    assert await _buttons(deps, TREASURER, *place) == [texts.this_month("2026-11")]
    for nobody in (OFFICER, MEMBER):
        assert await _answer(deps, nobody, *place) == texts.NOT_A_KEEPER


async def test_what_was_spent_is_of_his_own_branch(deps: Deps, roster: Mapping[str, Member]) -> None:
    assert "春风机关工会五访五贺（2026年）：访 0 件" in await _answer(
        deps, CHAIR, "今年办了几件", ("bot_ledger", "count")
    )
    assert "全市机关" in await _answer(deps, COMMITTEE, "今年办了几件", ("bot_ledger", "count"))


async def test_his_branch_is_known_and_nothing_else_is_said(deps: Deps, roster: Mapping[str, Member]) -> None:
    said = await _answer(deps, MEMBER, "我属于哪个分会", ("bot_my_data", "handler"))
    assert said == "您在名册里是春风机关工会的会员，您的申报也归这个工会办。"


async def test_an_office_is_named_or_said_not_to_be_on_the_roster(deps: Deps, roster: Mapping[str, Member]) -> None:
    chair = await _answer(deps, MEMBER, "分会主席是谁", ("bot_human", "which"))
    assert chair == f"春风机关工会的主席是陈主席。\n{office_texts.TURN_TO}"
    duty = await _answer(deps, MEMBER, "女工委员管啥的", ("bot_human", "duty"))
    assert "女工委员一般管女职工的权益" in duty
    assert "没有登记女工委员" in duty
    assert "陈主席" not in duty


async def test_the_more_particular_office_is_meant(deps: Deps, roster: Mapping[str, Member]) -> None:
    said = await _answer(deps, MEMBER, "经审主任管啥的", ("bot_human", "duty"))
    assert "经审一般管审查" in said
    assert "主席" not in said


@pytest.mark.parametrize("topic", ["bot_profile", "bot_complain", "bot_other"])
async def test_officers_are_named_only_to_who_asks_for_a_person(
    deps: Deps, roster: Mapping[str, Member], topic: str
) -> None:
    assert await _answer(deps, MEMBER, "名字写错了", (topic, "procedure")) == GENERAL


async def test_who_may_see_it_is_answered_alone(deps: Deps, roster: Mapping[str, Member]) -> None:
    assert await _answer(deps, MEMBER, "审批的人能看到病历吗", ("bot_privacy", "which")) == GENERAL


async def test_how_many_he_reported_is_all_that_is_said(deps: Deps, roster: Mapping[str, Member]) -> None:
    await submitted(deps, roster, Kind.MARRIAGE)
    said = await _answer(deps, MEMBER, "我报过几次", ("bot_status", "count"))
    assert "您名下一共有 1 件申报" in said
    assert GENERAL not in said


async def _running(deps: Deps, host: Member, title: str, note: str | None = None) -> int:
    return await publish(deps, host, plan(title=title, note=note))


async def _join(deps: Deps, activity_id: int, who: Member) -> None:
    async with deps.store.begin() as tx:
        await signups.put(tx, activity_id, who.id, SignUp.JOINED, NOON)


async def test_whether_he_is_signed_up_is_looked_up(deps: Deps, roster: Mapping[str, Member]) -> None:
    asked = ("我报上没", ("bot_signup", "exists"))
    assert await _answer(deps, MEMBER, *asked) == activity_texts.NOTHING_THERE
    walk = await _running(deps, roster["C001"], "健步走")
    assert "现在能报名的有：健步走" in await _answer(deps, MEMBER, *asked)
    await _join(deps, walk, roster["A001"])
    assert (await _answer(deps, MEMBER, *asked)).startswith("健步走：已经报上了，12月12日")


async def test_what_is_taken_back_is_his_own_sign_ups(deps: Deps, roster: Mapping[str, Member]) -> None:
    leave = ("取消所有报名", ("bot_signup", "procedure"))
    acts = frozenset({Act.WITHDRAW})
    assert await _answer(deps, MEMBER, *leave, acts=acts) == activity_texts.NOTHING_TO_LEAVE
    walk = await _running(deps, roster["C001"], "健步走")
    assert await _buttons(deps, MEMBER, *leave, acts=acts) == []
    await _join(deps, walk, roster["A001"])
    assert await _buttons(deps, MEMBER, *leave, acts=acts) == ["取消健步走"]


async def test_sign_up_is_said_to_be_open_or_over(deps: Deps, roster: Mapping[str, Member]) -> None:
    asked = ("报名截止了吗", ("bot_signup", "deadline"))
    assert await _answer(deps, MEMBER, *asked) == activity_texts.NONE_OPEN
    await _running(deps, roster["C001"], "健步走")
    assert await _answer(deps, MEMBER, *asked) == "健步走：还能报，活动开始前都可以。"


async def test_another_branchs_activity_is_not_his(deps: Deps, roster: Mapping[str, Member]) -> None:
    await _running(deps, roster["B003"], "观影")
    assert await _answer(deps, MEMBER, "报名截止了吗", ("bot_signup", "deadline")) == activity_texts.NONE_OPEN


async def test_where_to_meet_is_asked_back_of_several(deps: Deps, roster: Mapping[str, Member]) -> None:
    asked = ("几点集合", ("all_activities", "date"))
    await _running(deps, roster["C001"], "健步走", note="东门集合")
    assert (await _answer(deps, MEMBER, *asked)).splitlines()[:2] == [
        "健步走：12月12日（周六）9:00，在市体育馆。",
        "健步走的说明里写着：东门集合",
    ]
    await _running(deps, roster["A003"], "观影")
    assert await _answer(deps, MEMBER, *asked) == activity_texts.WHICH_ONE
    assert await _buttons(deps, MEMBER, *asked) == ["健步走", "观影"]
    assert (await _answer(deps, MEMBER, "观影几点", ("all_activities", "date"))).startswith("观影：")


async def test_how_many_come_is_for_everybody_and_names_for_who_runs_it(
    deps: Deps, roster: Mapping[str, Member]
) -> None:
    walk = await _running(deps, roster["A003"], "观影")
    await _join(deps, walk, roster["A001"])
    asked = ("观影报了几个，名单能导出吗", ("bot_signup", "count"), ("bot_signup", "export"))
    assert await _answer(deps, MEMBER, *asked) == f"观影：已报 1 人，还有 1 个名额。\n{activity_texts.NAMES}"
    assert activity_texts.SHEET in await _answer(deps, CHAIR, *asked)


async def test_sides_that_no_activity_knows_are_answered_for_all(deps: Deps, roster: Mapping[str, Member]) -> None:
    said = await _answer(deps, MEMBER, "请假算公出吗", ("all_activities", "leave"))
    assert said == GENERAL


async def test_what_no_notice_grants_may_be_the_name_of_an_activity(deps: Deps, roster: Mapping[str, Member]) -> None:
    asked = ("观影是哪天", ("out.movie_tickets", "date"))
    assert await _answer(deps, MEMBER, *asked) == "观影活动现在还没有公布；定了会登在“工会活动”里，写明时间。"
    await _running(deps, roster["A003"], "观影活动")
    assert (await _answer(deps, MEMBER, *asked)).startswith("观影活动：12月12日")
    assert await _answer(deps, MEMBER, "电影票发几张", ("out.movie_tickets", "count")) == GENERAL
    assert "还没有公布" in await _answer(deps, 201, *asked)  # it is another branch's


async def test_who_signs_up_for_nothing_in_particular_hears_what_is_open(
    deps: Deps, roster: Mapping[str, Member]
) -> None:
    for title in ("健步走", "观影活动"):
        await _running(deps, roster["C001"], title)
    said = await _answer(deps, MEMBER, "包饺子我报名", ("bot_signup", "procedure"), ("all_activities", "covered"))
    assert said.startswith("包饺子活动现在还没有公布")
    assert said.endswith("\n现在能报名的有：健步走、观影活动。")


async def test_whether_children_may_come_is_answered_where_nothing_is_open(
    deps: Deps, roster: Mapping[str, Member]
) -> None:
    said = await _answer(deps, MEMBER, "能带孩子吗", ("all_activities", "covered"))
    assert said == f"{activity_texts.NONE_RUNNING}\n{activity_texts.WHO_MAY}"


async def test_a_stranger_is_told_to_bind_first(deps: Deps, roster: Mapping[str, Member]) -> None:
    for topic in ("bot_signup", "bot_desk", "bot_my_data"):
        assert (await _answer(deps, 999, "我报上没", (topic, "exists"))).startswith(
            f"{GENERAL}\n我还不知道您是哪位会员"
        )
