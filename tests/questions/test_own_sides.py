"""Particular sides of one's own matters, of activities and of officers' work are answered from what there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from bot.activities.queries import signups
from bot.activities.rules import SignUp
from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.texts import own_affairs as own_texts
from bot.core.work.unit import Deps
from bot.questions import activity_facts, own_affairs
from bot.questions.officers_work import period_asked
from bot.questions.texts import activities as activity_texts
from bot.questions.texts import officers as officer_texts
from bot.reports.rules.transitions import Status
from knowledge.answer.model import Answer, Suggestion
from knowledge.reading.model import Act, Question, Reading
from tests.activities.stage import at, plan, publish
from tests.desk.desk import put, submitted
from tests.support import NOON

MEMBER, OTHER, CHAIR, TREASURER, COMMITTEE = 101, 201, 103, 105, 301
GENERAL = "谁来问都能说的话。"


@dataclass(frozen=True)
class _Told:
    text: str
    labels: Sequence[str]
    suggestions: Sequence[Suggestion]


async def _ask(deps: Deps, who: int, talk: str | tuple[str, ...], topic: str, *sides: str, **more: object) -> _Told:
    """`sides`: as the answer names them, the particular ones in place of the general."""
    said = (talk,) if isinstance(talk, str) else talk
    acts = more.pop("acts", frozenset({Act.ASK}))
    questions = tuple(Question(topic, side) for side in sides)
    reading = Reading(said[-1], acts, questions, carried=bool(more.pop("carried", False)))  # type: ignore[arg-type]
    topics = () if topic.startswith("out.") else (topic,)
    found = Answer("meta", topics, {}, sides, GENERAL, reading=reading, **more)  # type: ignore[arg-type]
    answer, rows = await own_affairs.informed(deps, who, found, said)
    labels = [button.label for row in rows for button in row]
    return _Told(answer.text, labels, answer.suggestions)


async def _join(deps: Deps, activity: int, who: Member, state: SignUp = SignUp.JOINED) -> None:
    async with deps.store.begin() as tx:
        await signups.put(tx, activity, who.id, state, NOON)


def test_every_rule_of_signing_up_has_a_sentence(deps: Deps) -> None:
    assert all(deps.library.of_itself("bot_signup", side) for side in activity_facts.RULES)


async def test_the_activity_of_the_talk_is_meant(deps: Deps, roster: Mapping[str, Member]) -> None:
    for title in ("包饺子", "健步走"):
        await publish(deps, roster["A003"], plan(title=title))
    named = await _ask(deps, MEMBER, ("包饺子还有位子吗", "礼拜几"), "bot_signup", "date")
    assert named.text.startswith("包饺子：12月12日")
    assert (await _ask(deps, MEMBER, "礼拜几", "bot_signup", "date")).text == activity_texts.WHICH_ONE


async def test_what_its_note_says_and_does_not(deps: Deps, roster: Mapping[str, Member]) -> None:
    await publish(deps, roster["A003"], plan(title="包饺子", note="围裙工会准备。"))
    noted = await _ask(deps, MEMBER, "包饺子要带围裙吗", "bot_signup", "materials")
    assert noted.text == "包饺子的说明里写着：围裙工会准备。"
    open_ = await _ask(deps, MEMBER, "包饺子收钱吗", "bot_signup", "fee", "leave")
    assert open_.text.startswith("包饺子的说明里没有写收不收钱、管不管饭，也没有写算不算公假。办活动的是春风机关工会")
    assert open_.suggestions[0].action == "officer"


async def test_signing_up_is_one_press_away(deps: Deps, roster: Mapping[str, Member]) -> None:
    one = await publish(deps, roster["A003"], plan(title="包饺子", places=1))
    asked = ("包饺子算我一个", "bot_signup", "joining")
    found = await _ask(deps, MEMBER, *asked)
    assert found.labels == ["我要报名", "包饺子"]
    assert activity_texts.SIGN_UP_BELOW in found.text
    await _join(deps, one, roster["A002"])
    assert (await _ask(deps, MEMBER, *asked)).labels[0] == "排候补"
    await _join(deps, one, roster["A001"], SignUp.WAITING)
    assert (await _ask(deps, MEMBER, *asked)).text == "包饺子：您在候补第 1 位，12月12日（周六）9:00。"


async def test_words_of_leaving_lead_to_the_button(deps: Deps, roster: Mapping[str, Member]) -> None:
    one = await publish(deps, roster["A003"], plan(title="包饺子"))
    asked = ("包饺子不去了怎么退", "bot_signup", "leaving")
    assert (await _ask(deps, MEMBER, *asked)).text == "包饺子您没有报名，不用取消。"
    await _join(deps, one, roster["A001"])
    assert (await _ask(deps, MEMBER, *asked)).labels == ["取消包饺子"]
    assert (await _ask(deps, MEMBER, "没给我退掉吧", "bot_signup", "mine", "leaving")).text.startswith(
        "包饺子：已经报上了"
    )


async def test_who_misses_himself_in_a_list_hears_where_he_stands(deps: Deps, roster: Mapping[str, Member]) -> None:
    one = await publish(deps, roster["A003"], plan(title="包饺子"))
    asked = ("包饺子我报了，名单里怎么没有我", "bot_signup", "missing")
    lost = await _ask(deps, MEMBER, *asked)
    assert lost.text == activity_texts.NOT_FOUND
    assert [suggestion.action for suggestion in lost.suggestions] == ["officer"]
    await _join(deps, one, roster["A001"])
    found = await _ask(deps, MEMBER, *asked)
    assert found.text.startswith("包饺子：已经报上了")
    assert found.labels == ["包饺子"]


@pytest.mark.parametrize("topic", ["bot_signup", "out.spring_outing"])
async def test_an_activity_that_is_not_published_is_said_not_to_be(
    deps: Deps, roster: Mapping[str, Member], topic: str
) -> None:
    none = "春游现在还没有公布；定了会登在“工会活动”里，写明时间、集合和去的地方。"
    assert (await _ask(deps, MEMBER, "春游哪天去哪里", topic, "place", "date")).text == none
    await publish(deps, roster["A003"], plan(title="包饺子"))
    assert (await _ask(deps, MEMBER, "春游哪天去哪里", topic, "place", "date")).text.startswith(none)
    said = (await _ask(deps, MEMBER, "春游怎么报名", "bot_signup", "procedure")).text
    assert said.startswith("春游现在还没有公布")
    assert said.endswith("\n现在能报名的有：包饺子。")


async def test_who_may_come_is_said_with_what_is_open(deps: Deps, roster: Mapping[str, Member]) -> None:
    await publish(deps, roster["A003"], plan(title="观影", audience="全体会员，可带一名家属"))
    family = await _ask(deps, MEMBER, "电影能带老婆吗", "bot_signup", "covered")
    assert family.text == "观影，谁可以参加：全体会员，可带一名家属。"
    assert activity_texts.CONDITIONS in (await _ask(deps, MEMBER, "观影谁能去", "bot_signup", "covered")).text
    await publish(deps, roster["A003"], plan(title="健步走"))
    assert activity_texts.GUESTS in (await _ask(deps, MEMBER, "健步走能带娃吗", "bot_signup", "covered")).text


async def test_a_word_that_nobody_knows_may_go_on_with_the_activity(deps: Deps, roster: Mapping[str, Member]) -> None:
    await publish(deps, roster["A003"], plan(title="健步走"))
    talk = ("健步走几点", "有没有寄存包的")
    met = await _ask(deps, MEMBER, talk, "out.other", "exists", missed=True)
    assert met.text.startswith("健步走的说明里没有写您问的这一点")
    assert (await _ask(deps, MEMBER, talk, "out.parking", "exists")).text == GENERAL
    carried = await _ask(deps, MEMBER, ("健步走几点", "不去会扣分吗"), "out.spring_outing", "liability", carried=True)
    assert carried.text.startswith("系统里不扣分")


async def test_an_officer_hears_whose_birthdays_a_month_has(deps: Deps, roster: Mapping[str, Member]) -> None:
    asked = ("十一月谁过生日", "bot_ledger", "birthdays")
    found = await _ask(deps, CHAIR, *asked)
    assert found.text.startswith("春风机关工会，11月")
    assert found.labels == [f"11月{officer_texts.MORE_BIRTHDAYS}"]
    assert (await _ask(deps, MEMBER, *asked)).text == GENERAL  # the names are for officers
    table = await _ask(deps, CHAIR, ("十一月谁过生日", "导成表"), "bot_ledger", "export")
    assert table.labels == found.labels
    books = await _ask(deps, CHAIR, ("十一月谁过生日", "台账导成表"), "bot_ledger", "export")
    assert books.labels == [officer_texts.this_month("2026-11")]


async def test_figures_are_of_the_year_or_month_that_is_named(deps: Deps, roster: Mapping[str, Member]) -> None:
    assert "（2025年）" in (await _ask(deps, CHAIR, "去年办了几件", "bot_ledger", "count")).text
    assert "（2026年2月）" in (await _ask(deps, CHAIR, "二月份花了多少", "bot_ledger", "amount")).text
    both = (await _ask(deps, CHAIR, "和去年比呢", "bot_ledger", "comparison")).text
    assert "（2026年）" in both
    assert "（2025年）" in both
    count = (await _ask(deps, CHAIR, "在册几个人", "bot_ledger", "headcount")).text
    assert count.startswith("名册上，春风机关工会现在有")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("这个月的", "2026-11"),
        ("上个月的", "2026-10"),
        ("下月", "2026-12"),
        ("三月份的", "2026-03"),
        ("去年12月", "2025-12"),
        ("去年的", "2025"),
        ("2024年的", "2024"),
        ("十二月", "2026-12"),
    ],
)
def test_the_month_that_is_named(text: str, slug: str) -> None:
    assert period_asked(text, date(2026, 11, 20)) == slug


async def test_an_officer_hears_what_waits_by_name_and_when_others_take_over(
    deps: Deps, roster: Mapping[str, Member]
) -> None:
    report = await submitted(deps, roster, Kind.MARRIAGE)
    assert f"· {report.number} 会员结婚" in (await _ask(deps, CHAIR, "都有哪些", "bot_desk", "which")).text
    late = (await _ask(deps, CHAIR, "几天不批会自动退吗", "bot_desk", "deadline")).text
    assert "满 24 个工作小时" in late
    assert "自动同意" in late


async def test_a_slip_of_an_officers_own_is_the_desks(deps: Deps, roster: Mapping[str, Member]) -> None:
    asked = ("刚才点成驳回了", "bot_refused", "procedure")
    assert (await _ask(deps, CHAIR, *asked)).text.startswith("驳回了的改不回来")
    assert "改不回来" not in (await _ask(deps, MEMBER, *asked)).text


async def test_in_whose_hands_a_report_is(deps: Deps, roster: Mapping[str, Member]) -> None:
    report = await submitted(deps, roster, Kind.MARRIAGE)
    asked = ("批了没", "bot_status", "what")
    assert "，在等主席陈主席、委员" in (await _ask(deps, MEMBER, *asked)).text
    await put(deps, report.id, status=Status.APPROVED)
    assert own_texts.TO_VISIT in (await _ask(deps, MEMBER, *asked)).text
    assert own_texts.KEPT_WAITING not in (await _ask(deps, MEMBER, *asked)).text
    assert (await _ask(deps, MEMBER, "好多天了还没批", "bot_status", "what")).text.startswith(own_texts.KEPT_WAITING)


async def test_how_long_it_takes_is_told_to_who_has_nothing_under_way(deps: Deps, roster: Mapping[str, Member]) -> None:
    assert GENERAL in (await _ask(deps, MEMBER, "一般几天能批", "bot_status", "response")).text
    assert GENERAL not in (await _ask(deps, MEMBER, "批了没", "bot_status", "what")).text


async def test_how_officers_mend_their_slips_is_no_secret(deps: Deps, roster: Mapping[str, Member]) -> None:
    assert officer_texts.NO_OFFICE in (await _ask(deps, MEMBER, "驳回点错了", "bot_desk", "misrejected")).text


async def test_who_is_away_is_not_named(deps: Deps, roster: Mapping[str, Member]) -> None:
    asked = ("主席出差了找谁签", "bot_human")
    assert "陈主席" in (await _ask(deps, MEMBER, *asked, "which")).text
    away = (await _ask(deps, MEMBER, *asked, "away")).text
    assert "陈主席" not in away
    assert "委员" in away


@pytest.mark.parametrize("side", ["unsent", "draft", "others", "idea"])
async def test_what_is_not_about_his_reports_lists_none(deps: Deps, roster: Mapping[str, Member], side: str) -> None:
    report = await submitted(deps, roster, Kind.MARRIAGE)
    found = await _ask(deps, MEMBER, "查一下", "bot_status", side)
    assert GENERAL in found.text
    assert (report.number or "") not in found.text
    assert found.labels == []


async def test_how_long_things_are_kept_and_who_deals_with_them(deps: Deps, roster: Mapping[str, Member]) -> None:
    kept = (await _ask(deps, MEMBER, "存多久", "bot_privacy", "duration")).text
    assert f"满 {deps.settings.retention_days} 天" in kept
    assert "主席陈主席" in (await _ask(deps, MEMBER, "科长看得到吗", "bot_privacy", "heads")).text
    assert (await _ask(deps, CHAIR, "我看得到私聊吗", "bot_privacy", "officers")).text == GENERAL
    assert (await _ask(deps, 999, "存多久", "bot_privacy", "duration")).text == GENERAL


async def test_who_is_above_the_branch(deps: Deps, roster: Mapping[str, Member]) -> None:
    assert "的干部有" in (await _ask(deps, MEMBER, "我要找上级", "bot_complain", "up")).text


async def test_a_kind_word_comes_before_what_is_known(deps: Deps, roster: Mapping[str, Member]) -> None:
    await submitted(deps, roster, Kind.MARRIAGE)
    reading = Reading("批了没", frozenset({Act.ASK}), (Question("bot_status", "what"),))
    found = Answer("meta", ("bot_status",), {}, ("what",), f"恭喜。\n{GENERAL}", reading=reading, opening="恭喜。")
    answer, _ = await own_affairs.informed(deps, MEMBER, found, ("批了没",))
    lines = answer.text.splitlines()
    assert lines[0] == "恭喜。"
    assert lines[-1] == GENERAL


async def test_his_entry_is_shown_where_it_is_to_be_mended(deps: Deps, roster: Mapping[str, Member]) -> None:
    assert "您在名册里是" in (await _ask(deps, MEMBER, "名字是哪个字", "bot_profile", "name")).text
    assert (await _ask(deps, MEMBER, "我哪年入会", "bot_my_data", "joined")).text == GENERAL
    assert (await _ask(deps, MEMBER, "哪个分会", "bot_my_data", "branch")).text == own_texts.belongs("春风机关工会")


@pytest.mark.parametrize(
    ("question", "sides", "words"),
    [
        ("包饺子能带我妈不", ("company",), "可带一名家属"),
        ("包饺子我闺女能跟着去吗", ("company",), "可带一名家属"),
        ("包饺子几点散", ("ends",), "4点半结束"),
        ("包饺子要交钱不", ("fee",), "个人不交费"),
        ("包饺子下雨还搞吗", ("weather",), "遇雨改期"),
        ("包饺子退休的能来吗", ("retired",), "全体会员"),
        ("包饺子几号前报", ("date",), "报名到12月5日"),
        ("包饺子最晚几号报", ("date",), "报名到12月5日"),
        ("包饺子面粉谁出", ("fee",), "面粉工会准备"),
        ("包饺子收不收编外的", ("covered",), "全体会员"),
    ],
)
async def test_what_is_fixed_of_an_activity_is_not_called_unwritten(
    deps: Deps, roster: Mapping[str, Member], question: str, sides: tuple[str, ...], words: str
) -> None:
    note, who = "面粉工会准备，个人不交费；下午4点半结束，遇雨改期。", "全体会员，可带一名家属"
    facts = plan(title="包饺子", note=note, audience=who, deadline=at(12, 5, 17))
    await publish(deps, roster["A003"], facts)
    told = await _ask(deps, MEMBER, question, "bot_signup", *sides)
    assert words in told.text
    assert "没有写" not in told.text


@pytest.mark.parametrize("question", ["包饺子有停车位没", "包饺子管中饭不"])
async def test_what_is_not_fixed_of_an_activity_is_called_unwritten(
    deps: Deps, roster: Mapping[str, Member], question: str
) -> None:
    await publish(deps, roster["A003"], plan(title="包饺子", note="围裙自备，包好的可以带走。"))
    told = await _ask(deps, MEMBER, question, "bot_signup", "other")
    assert "说明里没有写" in told.text


async def test_a_branchs_own_activity_answers_before_the_notice(deps: Deps, roster: Mapping[str, Member]) -> None:
    await publish(deps, roster["A003"], plan(title="羽毛球比赛", note="设男子单打、混合双打，球拍自备。"))
    asked = ("羽毛球赛有双打没", "badminton", "groups")
    told = await _ask(deps, MEMBER, *asked)
    assert "混合双打" in told.text
    assert "没有写" not in told.text
    assert (await _ask(deps, MEMBER, "市直机关羽毛球赛有双打没", "badminton", "groups")).text == GENERAL
