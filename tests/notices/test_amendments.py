"""An amendment that is published changes the document that it names from its day on: in chat, at the desk, and back."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import pytest

from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.work.unit import Deps, unit
from bot.notices import published, releasing, reviewing
from bot.notices.reviewing import Terms
from bot.reports import allowance
from knowledge.documents.model import Document
from knowledge.documents.shipped import shipped
from knowledge.inforce import Level
from tests.desk.desk import submitted
from tests.knowledge.documents.samples import read_text
from tests.notices.test_publishing import publish, put_in
from tests.support import own_library

Roster = dict[str, Member]
RULES = """温州市直属机关工会工作委员会文件

温直工〔2025〕8号

关于印发《会员慰问办法》的通知

各机关基层工会：

现将《会员慰问办法》印发给你们。

第一条　会员住院的，给予不超过800元的慰问金，每人每年限2次。

第二条　会员结婚的，给予不超过600元的慰问品。

第三条　本办法自2025年3月1日起施行。

温州市直属机关工会工作委员会

2025年2月9日
"""
CHANGE = """温直工〔2026〕11号

关于修改《会员慰问办法》的决定

各机关基层工会：

决定对《会员慰问办法》（温直工〔2025〕8号）作如下修改：

一、第一条中的“800元”修改为“1500元”。

二、删去第二条。

本决定自2026年11月1日起施行。

温州市直属机关工会工作委员会

2026年10月20日
"""
BEFORE, AFTER = date(2026, 10, 31), date(2026, 11, 1)


@pytest.fixture
async def deps(deps: Deps) -> AsyncIterator[Deps]:
    yield replace(deps, library=own_library())


def both() -> tuple[Document, Document]:
    base = read_text(RULES)
    return base, read_text(CHANGE, base)


async def answer(deps: Deps, on: date, words: str = "住院慰问金最多多少", branch: int | None = None) -> str:
    await published.informed(deps)
    return deps.library.answer(words, today=on, branch=branch).text


async def limit(deps: Deps, roster: Roster, on: date) -> tuple[int | None, str]:
    report = await submitted(deps, roster, Kind.HOSPITALIZATION, on=on)
    async with unit(deps) as u:
        allowed = await allowance.of_report(u, report)
    return (int(allowed.ceiling) if allowed.ceiling is not None else None), allowed.basis


async def test_chat_and_desk_follow_from_its_day_on_and_name_both(deps: Deps, roster: Roster) -> None:
    for document in both():
        await publish(deps, document)
    then, now = await answer(deps, BEFORE), await answer(deps, AFTER)
    assert "不超过800元" in then
    assert "不超过1500元" in now
    assert "800" not in now
    assert "温直工〔2025〕8号（2025年）第一条（按温直工〔2026〕11号修改）" in now
    assert (await limit(deps, roster, BEFORE))[0] == 800
    ceiling, basis = await limit(deps, roster, AFTER)
    assert ceiling == 1500
    assert "第一条（按温直工〔2026〕11号修改）" in basis


async def test_taking_it_back_brings_the_words_before_back(deps: Deps, roster: Roster) -> None:
    for document in both():
        await publish(deps, document)
    async with unit(deps) as u:
        await releasing.undo(u, "温直工〔2026〕11号", None)
    assert "不超过800元" in await answer(deps, AFTER)


async def test_what_it_would_change_is_told_before(deps: Deps, roster: Roster) -> None:
    base, change = both()
    await publish(deps, base)
    notice_id = await put_in(deps, change)
    async with unit(deps) as u:
        lines = await releasing.told(u, await reviewing.get(u, notice_id))
    assert len(lines) == 2
    assert "不超过800元" in lines[0].partition("现在")[0]
    assert "不超过1500元" in lines[0].partition("现在")[2]


async def test_a_branch_amends_nothing_of_the_committees(deps: Deps, roster: Roster) -> None:
    base, change = both()
    await publish(deps, base)
    branch = roster["A001"].branch_id
    await publish(deps, change, Terms(Level.BRANCH, branch))
    assert "不超过800元" in await answer(deps, AFTER)
    assert "不超过800元" in await answer(deps, AFTER, branch=branch)


async def test_that_a_branch_amends_nothing_is_told_before_it_is_released(deps: Deps, roster: Roster) -> None:
    base, change = both()
    await publish(deps, base)
    for terms, told in ((Terms(Level.BRANCH, roster["A001"].branch_id), True), (Terms(), False)):
        notice_id = await put_in(deps, change, None, terms)
        async with unit(deps) as u:
            lines = await releasing.told(u, await reviewing.get(u, notice_id))
        assert any("温直工〔2025〕8号 是别家发的，改不了" in one for one in lines) is told


async def test_the_notice_that_comes_with_the_program_can_be_amended(deps: Deps, roster: Roster) -> None:
    words = CHANGE.replace("《会员慰问办法》（温直工〔2025〕8号）", "《2019年度工作要点》（温直工〔2019〕7号）")
    words = words.replace(
        "第一条中的“800元”修改为“1500元”", "第四部分第（二）项中的“慰问金不超过1000元”修改为“慰问金不超过1300元”"
    )
    await publish(deps, read_text(words.replace("二、删去第二条。\n\n", ""), *shipped()))
    assert deps.library.answer("住院慰问金最多多少", today=BEFORE).amounts == {"hospitalization": 1000}
    await published.informed(deps)
    for day, yuan in ((BEFORE, 1000), (AFTER, 1300)):
        assert deps.library.answer("住院慰问金最多多少", today=day).amounts == {"hospitalization": yuan}
    assert deps.library.answer("结婚给多少", today=AFTER).amounts == {"marriage": 500}
