"""What is asked of one's own reports, data and settings is answered by what is recorded: the reason of a refusal, how a
report is set right in the state that it has, how much was granted, since when one is bound."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import update

from bot.birthdays.queries import birthdays
from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.texts import own_affairs as own_texts
from bot.core.work.unit import Deps, unit
from bot.questions.texts import officers as officer_texts
from bot.reports.queries import reports
from bot.reports.queries.reports import Report
from bot.reports.rules.transitions import Action, Status
from bot.store.tables import members as member_rows
from tests.activities.stage import plan, publish
from tests.desk.desk import put, submitted
from tests.questions.test_own_sides import CHAIR, GENERAL, MEMBER, TREASURER, _ask, _join

STRANGER = 999


async def _turned_down(deps: Deps, roster: Mapping[str, Member], action: Action, note: str) -> Report:
    report = await submitted(deps, roster, Kind.MARRIAGE)
    async with unit(deps) as u:
        return await reports.move(u.tx, action, report, roster["A003"].id, u.now, note=note or None)


@pytest.mark.parametrize("side", ["which", "materials", "what", "purpose"])
async def test_the_reason_of_a_refusal_is_what_is_asked_for(
    deps: Deps, roster: Mapping[str, Member], side: str
) -> None:
    report = await _turned_down(deps, roster, Action.RETURN, "少一张结婚证的照片")
    found = await _ask(deps, MEMBER, "少的是哪一张", "bot_refused", side)
    assert found.text.startswith(
        f"申报 {report.number} 是陈主席办的，写的理由是：少一张结婚证的照片。{own_texts.TO_ADD}"
    )
    assert found.text.endswith(GENERAL)
    assert found.labels == [report.number]


async def test_what_is_over_is_reported_anew(deps: Deps, roster: Mapping[str, Member]) -> None:
    await _turned_down(deps, roster, Action.REJECT, "")
    found = await _ask(deps, MEMBER, "理由写的啥", "bot_refused", "which")
    assert f"没有写理由。{own_texts.TO_REPORT_AGAIN}" in found.text
    angry = await _ask(deps, MEMBER, "不服", "bot_refused", "covered")
    assert angry.text.startswith(GENERAL)  # with its apology
    assert own_texts.TO_REPORT_AGAIN not in angry.text


async def test_who_has_no_refusal_is_sent_to_no_reason(deps: Deps, roster: Mapping[str, Member]) -> None:
    assert (await _ask(deps, MEMBER, "少的是哪一张", "bot_refused", "which")).text == own_texts.NOT_REFUSED_HERE
    assert GENERAL in (await _ask(deps, MEMBER, "还能再交吗", "bot_refused", "procedure")).text


@pytest.mark.parametrize(
    ("status", "way"),
    [
        (Status.SUBMITTED, own_texts.NOT_DECIDED),
        (Status.RETURNED, own_texts.YOURS_TO_ADD),
        (Status.APPROVED, own_texts.DECIDED),
    ],
)
async def test_how_a_slip_is_set_right_depends_on_its_state(
    deps: Deps, roster: Mapping[str, Member], status: Status, way: str
) -> None:
    report = await submitted(deps, roster, Kind.HOSPITALIZATION)
    await put(deps, report.id, status=status)
    found = await _ask(deps, MEMBER, "科室写错了", "bot_edit_report", "undo")
    assert found.text.splitlines()[-1].endswith(f"，{way}")
    assert GENERAL not in found.text
    assert found.labels == [report.number]


async def test_who_has_handed_in_nothing_hears_how_it_is_done(deps: Deps, roster: Mapping[str, Member]) -> None:
    assert (await _ask(deps, MEMBER, "写错了", "bot_edit_report", "undo")).text == GENERAL
    async with unit(deps) as u:
        await reports.add_draft(u.tx, Kind.MARRIAGE, roster["A001"], {}, u.now)
    assert (await _ask(deps, MEMBER, "写错了", "bot_edit_report", "undo")).text == own_texts.MEND_DRAFT


async def test_who_asks_what_became_of_it_sees_the_latest(deps: Deps, roster: Mapping[str, Member]) -> None:
    report = await submitted(deps, roster, Kind.MARRIAGE)
    await put(deps, report.id, status=Status.SETTLED)
    found = await _ask(deps, MEMBER, "到底成了没", "bot_status", "result")
    assert found.text.splitlines()[:2] == [own_texts.NONE_OPEN, own_texts.LATEST]
    assert f"{report.number} 会员结婚：已办结" in found.text
    assert found.labels == [report.number]


async def test_that_nothing_lapses_is_told_to_who_has_nothing_under_way(
    deps: Deps, roster: Mapping[str, Member]
) -> None:
    assert GENERAL in (await _ask(deps, MEMBER, "过了年还算数吗", "bot_status", "validity")).text


async def test_what_was_granted_is_told_and_money_is_not_mixed_with_goods(
    deps: Deps, roster: Mapping[str, Member]
) -> None:
    asked = ("一年下来给了我多少", "bot_my_data", "amount")
    assert own_texts.NOTHING_GRANTED in (await _ask(deps, MEMBER, *asked)).text
    ill = await submitted(deps, roster, Kind.HOSPITALIZATION)
    await put(deps, ill.id, status=Status.SETTLED, approved=Decimal(800), paid=Decimal(700))
    wed = await submitted(deps, roster, Kind.MARRIAGE)
    await put(deps, wed.id, status=Status.APPROVED, approved=Decimal(500))
    for_other = await submitted(deps, roster, Kind.MARRIAGE, subject="A002")
    await put(deps, for_other.id, status=Status.APPROVED, approved=Decimal(400))
    told = (await _ask(deps, MEMBER, *asked)).text
    assert f"{ill.number} 会员生病住院：批准慰问金 800 元，实付 700 元" in told
    assert f"{wed.number} 会员结婚：批准慰问品 500 元，还没有登记支付" in told
    assert "慰问品 500 元、慰问金 800 元" in told
    assert (for_other.number or "") not in told


async def test_a_members_own_sum_is_not_the_books(deps: Deps, roster: Mapping[str, Member]) -> None:
    mine = await _ask(deps, MEMBER, "今年一共批给我多少钱", "bot_ledger", "amount")
    assert own_texts.NOTHING_GRANTED in mine.text
    books = await _ask(deps, MEMBER, "今年我们分会批了多少钱", "bot_ledger", "amount")
    assert books.text == officer_texts.NOT_A_KEEPER
    assert "（2026年）" in (await _ask(deps, TREASURER, "今年批给我多少钱", "bot_ledger", "amount")).text


async def test_how_books_are_kept_is_told_to_everybody_and_how_long_to_the_day(
    deps: Deps, roster: Mapping[str, Member]
) -> None:
    general = deps.library.of_itself("bot_ledger", "duration")
    member = await _ask(deps, MEMBER, "老账留几年", "bot_ledger", "duration")
    assert member.text == f"{general}\n{officer_texts.NOT_A_KEEPER}"
    keeper = await _ask(deps, CHAIR, "老账留几年", "bot_ledger", "duration")
    assert f"满 {deps.settings.retention_days} 天" in keeper.text


async def test_since_when_he_is_bound(deps: Deps, roster: Mapping[str, Member]) -> None:
    async with deps.store.begin() as tx:
        bound = datetime(2026, 3, 5, 2, tzinfo=UTC)
        await tx.run(update(member_rows).where(member_rows.c.id == roster["A001"].id).values(bound_at=bound))
    for topic, side in (("bot_my_data", "date"), ("bot_profile", "bound")):
        assert "2026年3月5日绑定的" in (await _ask(deps, MEMBER, "哪天绑上的", topic, side)).text
    assert "绑定的" not in (await _ask(deps, MEMBER, "改名字要几天", "bot_profile", "date")).text


async def test_what_was_taken_back_and_what_cannot(deps: Deps, roster: Mapping[str, Member]) -> None:
    asked = ("撤掉的要得回来吗", "bot_withdraw", "undo")
    assert (await _ask(deps, MEMBER, *asked)).text == f"{own_texts.NOTHING_WITHDRAWN}\n{GENERAL}"
    report = await submitted(deps, roster, Kind.MARRIAGE)
    assert (await _ask(deps, MEMBER, *asked)).labels == []
    await put(deps, report.id, status=Status.WITHDRAWN)
    assert (await _ask(deps, MEMBER, *asked)).text.startswith(f"{own_texts.YOU_WITHDREW}\n· {report.number}")


async def test_how_he_is_greeted_now(deps: Deps, roster: Mapping[str, Member]) -> None:
    asked = ("祝福还开得回来吗", "bot_greeting_settings", "undo")
    assert "私聊祝福我" in (await _ask(deps, MEMBER, *asked)).text
    async with deps.store.begin() as tx:
        await birthdays.prefer(tx, roster["A001"].id, "none")
    assert "不要生日祝福" in (await _ask(deps, MEMBER, *asked)).text
    assert (await _ask(deps, STRANGER, *asked)).text == GENERAL
    assert (await _ask(deps, MEMBER, "几点发", "bot_greeting_settings", "date")).text == GENERAL


async def test_who_wants_words_carried_is_named_nobody(deps: Deps, roster: Mapping[str, Member]) -> None:
    assert (await _ask(deps, MEMBER, "帮我带句话给他", "bot_human", "proxy")).text == GENERAL


async def test_how_one_comes_to_stand_in_the_roster(deps: Deps, roster: Mapping[str, Member]) -> None:
    """An officer hears how he has it done, everybody else what he himself does."""
    for side, own in officer_texts.TO_MEMBERS.items():
        asked = ("刚来的怎么加进来，走了的呢", "bot_desk", side)
        for who in (MEMBER, STRANGER):
            assert (await _ask(deps, who, *asked)).text == own
        assert (await _ask(deps, CHAIR, *asked)).text == deps.library.of_itself("bot_desk", side)


async def test_a_place_is_given_back_and_never_handed_on(deps: Deps, roster: Mapping[str, Member]) -> None:
    one = await publish(deps, roster["A003"], plan(title="包饺子"))
    await _join(deps, one, roster["A001"])
    assert (await _ask(deps, MEMBER, "包饺子点错了怎么退", "bot_signup", "undo")).labels == ["取消包饺子"]
    for side in ("exchange", "substitute"):
        told = (await _ask(deps, MEMBER, "包饺子我徒弟想要我的", "bot_signup", side)).text
        assert told == deps.library.of_itself("bot_signup", side)
    for side in ("form", "leave"):
        told = (await _ask(deps, MEMBER, "包饺子发不发纪念品", "bot_signup", side)).text
        assert "不能直接转给别人" not in told
    pictures = (await _ask(deps, MEMBER, "包饺子的合影到哪里看", "bot_signup", "pictures")).text
    assert pictures == deps.library.of_itself("bot_signup", "pictures")
    assert (await _ask(deps, MEMBER, "包饺子抽没抽到我", "bot_signup", "mine")).text.startswith("包饺子：已经报上了")
