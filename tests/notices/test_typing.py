"""Figures typed unseen: how they may be written, how often somebody may be wrong, and what is no benefit at all."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.errors import BadInput, NotAllowed
from bot.core.people import Member
from bot.core.work.unit import Deps, unit
from bot.notices import queries, releasing, reviewing, rules, texts
from bot.notices.published import document_of
from bot.notices.reviewing import Terms
from knowledge.documents.model import Amount, AmountKind, Clause, Flag, FlagKind, Span
from knowledge.documents.news import news
from tests.notices.test_publishing import CONTENT, TYPES, document
from tests.support import own_library

Roster = dict[str, Member]


@pytest.fixture
def deps(deps: Deps) -> Deps:
    return replace(deps, library=own_library())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("1000", (1000,)), ("1,000", (1000,)), ("１０００ 元", (1000,)), ("六百", (600,)), ("壹仟元整", (1000,)),
        ("1.5万", (15000,)), ("一千五", (1500,)), ("不超过1000元", (1000,)), ("20%", (20,)), ("百分之二十", (20,)),
        ("300-500", (300, 500)), ("３００－500 元", (300, 500)), ("三百到五百", (300, 500)), ("300 500", (300, 500)),
        ("500元至1000元", (500, 1000)), ("不知道", ()), ("一样", ()), ("两份不一样", ()), ("1000元左右", ()), ("", ()),
    ],
)  # fmt: skip
def test_the_ways_to_type_an_amount(words: str, found: tuple[int, ...]) -> None:
    assert rules.figures(words) == found


async def add(deps: Deps) -> int:
    async with unit(deps) as u:
        return await reviewing.add(u, document(800, TYPES), "办法.txt", CONTENT, Terms(), None)


async def test_nobody_guesses_more_than_three_times_and_another_may_still_type(deps: Deps, roster: Roster) -> None:
    officer, other = roster["A003"].id, roster["A004"].id
    notice_id = await add(deps)
    async with unit(deps) as u:
        for wrong in ("700", "750", "900"):
            assert not await reviewing.type_figures(u, notice_id, 0, wrong, officer)
        with pytest.raises(BadInput, match="输错 3 次"):
            await reviewing.type_figures(u, notice_id, 0, "800", officer)
        with pytest.raises(BadInput, match="输错 3 次"):
            await reviewing.deny(u, notice_id, 0, officer)
        kept = await reviewing.get(u, notice_id)
        assert await reviewing.next_point(u, kept, officer) is None
        assert await reviewing.next_point(u, kept, other)
        assert await reviewing.next_point(u, kept, None)
        assert await reviewing.type_figures(u, notice_id, 0, "800", other)
        assert reviewing.review_of(await reviewing.get(u, notice_id)).open == ()


def test_an_item_of_its_own_is_said_in_words_too() -> None:
    assert rules.sets_apart("“是新的一项”。")
    assert not rules.sets_apart("新的一项500")
    assert not rules.denies("新的一项")


async def test_words_that_are_no_number_are_no_guess(deps: Deps) -> None:
    notice_id = await add(deps)
    async with unit(deps) as u:
        for _ in range(5):
            with pytest.raises(BadInput, match="没看懂是多少"):
                await reviewing.type_figures(u, notice_id, 0, "看不清", None)
        assert await queries.misses(u.tx, notice_id, None) == {}


async def test_what_is_no_benefit_gives_nothing_and_is_told_to_whoever_releases(deps: Deps) -> None:
    notice_id = await add(deps)
    async with unit(deps) as u:
        await reviewing.deny(u, notice_id, 0, None)
        kept = await reviewing.get(u, notice_id)
        assert reviewing.review_of(kept).open == ()
        assert reviewing.denied(kept) == ["第三条（会员结婚）"]
        clause = document_of(kept).clauses[0]
        assert (clause.event, clause.form, clause.amount) == (None, None, None)
        assert "800元" in clause.text, "it is still quoted"
        assert not [one for one in await releasing.differences(u, kept) if one.after and one.after.ceiling == 800]
        await reviewing.close(u, notice_id, None)
        assert any("不是慰问标准" in line for line in await reviewing.doings(u, await reviewing.get(u, notice_id)))


async def test_whoever_typed_a_figure_does_not_release(deps: Deps, roster: Roster) -> None:
    officer, other = roster["A003"].id, roster["A004"].id
    notice_id = await add(deps)
    async with unit(deps) as u:
        await reviewing.type_figures(u, notice_id, 0, "800", officer)
        await reviewing.close(u, notice_id, other)
    for one in (officer, other):
        with pytest.raises(NotAllowed, match="请另一位"):
            async with unit(deps) as u:
                await releasing.release(u, notice_id, one)
    async with unit(deps) as u:
        await releasing.release(u, notice_id, None)


async def test_the_operator_who_reviewed_is_told_to_ask_an_officer(deps: Deps) -> None:
    notice_id = await add(deps)
    async with unit(deps) as u:
        await reviewing.type_figures(u, notice_id, 0, "800", None)
        await reviewing.close(u, notice_id, None)
    with pytest.raises(NotAllowed) as refused:
        async with unit(deps) as u:
            await releasing.release(u, notice_id, None)
    assert "请一位工委干部来发布" in str(refused.value)
    assert "或运维人员" not in str(refused.value)
    assert "--by 工号" in texts.reviewed(1, by_operator=True, two_people=True)
    assert "可以发布了" in texts.reviewed(1, by_operator=True, two_people=False)


def death(yuan: int) -> Clause:
    words = f"第四条　会员去世的，给予其家属慰问金{yuan}元。"
    amount = Amount(AmountKind.FIXED, yuan)
    return Clause("第四条", words, Span(0, len(words)), event="member_death", form="慰问金", amount=amount)


async def test_members_are_told_of_benefits_that_no_topic_is_for(deps: Deps) -> None:
    found = document(800, Flag(FlagKind.MISSING, "没有正文。", types=False))
    found = replace(found, clauses=(*found.clauses, death(3000)))
    async with unit(deps) as u:
        notice_id = await reviewing.add(u, found, "办法.txt", CONTENT, Terms(), None)
        told = await releasing.told(u, await reviewing.get(u, notice_id))
    assert "“会员去世”：新增，原文是“会员去世的，给予其家属慰问金3000元”。" in told
    assert any("会员结婚" in line for line in told)


def test_a_benefit_without_a_topic_that_changed_or_went_is_told() -> None:
    old, new = replace(document(), clauses=(death(3000),)), replace(document(), clauses=(death(5000),))
    assert list(news(new, [old], ())) == [
        "“会员去世”：原来写的是“会员去世的，给予其家属慰问金3000元”，现在写的是“会员去世的，给予其家属慰问金5000元”。"
    ]
    assert list(news(old, [old], ())) == []
    assert "现在没有列这一项" in next(news(replace(old, clauses=(), signed=date(2026, 12, 1)), [old], ()))


def test_a_document_without_a_number_is_called_by_its_title_in_brackets() -> None:
    day = date(2023, 3, 20)
    assert texts.released("关于印发《办法》的通知", day, day).startswith("已发布 《关于印发〈办法〉的通知》。")
    assert texts.broadcast("瓯机工〔2021〕3号", day, day, ["一"]).startswith("各位会员：瓯机工〔2021〕3号 已经执行")
