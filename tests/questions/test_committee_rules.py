"""Members hear what the committee has ruled beside what the notice says: each with its own source, never mixed."""

import asyncio
from datetime import date
from decimal import Decimal

from sqlalchemy import event

from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.desk import ruling
from bot.desk.ruling import Proposal
from bot.questions import answering, inline
from bot.questions.committee_rules import quote
from bot.reports.allowance import rulings_in_force
from bot.reports.queries.desk import Ruling
from bot.store.engine import Store
from tests import support
from tests.desk.desk import new_update

TODAY = date(2026, 11, 23)
RULE = Ruling("hardship", Decimal(800), "温直工〔2026〕3号", date(2026, 3, 2))
LATER = Ruling("hardship", Decimal(1200), "温直工〔2027〕1号", date(2027, 1, 1))


def _answer(question: str, *known: Ruling) -> str:
    library = support.library()
    return quote(library.answer(question, today=TODAY), known, library, TODAY).text


def test_the_notices_words_come_first_and_each_ceiling_has_its_own_source() -> None:
    lines = _answer("家里特别困难最多给多少", RULE).splitlines()
    assert "通知未写明金额" in lines[0]
    assert lines[-3] == "依据：温直工〔2019〕7号（2019年）第四部分（二）"
    assert lines[-2] == "工委另定：会员家庭遇特殊困难，不超过 800 元，2026年3月2日起的事按它办。"
    assert lines[-1] == "依据：温直工〔2026〕3号（工委规定，不在通知里）"


def test_the_newest_rule_that_has_begun_holds() -> None:
    assert rulings_in_force("hardship", [RULE, LATER], TODAY) == RULE
    assert rulings_in_force("hardship", [RULE, LATER], date(2027, 1, 1)) == LATER
    assert rulings_in_force("hardship", [LATER], TODAY) is None
    assert rulings_in_force("child_university", [RULE], TODAY) is None


def test_it_is_told_in_the_list_and_nowhere_else() -> None:
    assert "不超过 800 元" in _answer("五要访有哪些", RULE)
    for question in ("住院给多少", "乒乓球比赛哪天", "我不想活了", "房价多少"):
        assert _answer(question, RULE) == support.library().answer(question, today=TODAY).text


def test_what_the_notice_states_itself_is_not_overruled() -> None:
    stated = Ruling("hospitalization", Decimal(2000), "温直工〔2026〕9号", date(2026, 1, 1))
    assert "2000" not in _answer("住院给多少", stated)


async def test_a_rule_just_entered_is_told_at_once_and_read_once_for_many(
    deps: Deps, store: Store, clock: support.TestClock, replies: support.Replies, roster: dict[str, Member]
) -> None:
    read: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        read.append(statement)

    async def ask() -> None:
        updates = [await new_update(deps) for _ in range(20)]
        asked = answering.answer
        said = "家里特别困难最多给多少"
        await asyncio.gather(*(asked(deps, 101, 101, said, update_id=one, private=True) for one in updates))

    await ask()
    assert "工委另定" not in replies.sent[-1][0].text
    await ruling.add(deps, "C001", Proposal("特殊困难", Decimal(800), "温直工〔2026〕3号", date(2026, 3, 2)))
    event.listen(store._reader.sync_engine, "before_cursor_execute", note)
    await ask()
    assert "工委另定：会员家庭遇特殊困难，不超过 800 元" in replies.sent[-1][0].text
    clock.forward(seconds=31)  # what another replica has entered is seen by now
    await ask()
    assert sum("FROM rules" in " ".join(one.split()) for one in read) == 2


async def test_it_is_offered_inline_too(deps: Deps, roster: dict[str, Member]) -> None:
    await ruling.add(deps, "C001", Proposal("特殊困难", Decimal(800), "温直工〔2026〕3号", date(2026, 3, 2)))
    (offer, *_rest) = await inline.inline_offers(deps, "特殊困难给多少")
    assert "通知未写明金额" in offer.text
    assert "不超过 800 元" in offer.text
