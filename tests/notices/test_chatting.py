"""A document put in by chat: the file, typed figures, doubts, release, taking back; for the committee alone."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from bot.core.errors import BadInput, NotAllowed
from bot.core.people import Member
from bot.core.queries import dialogue
from bot.core.work.unit import Deps
from bot.notices import chatting, published, queries, reading, texts
from bot.store import tables as t
from tests.knowledge.several import ceiling, notice_text
from tests.support import NOON, labels, outbox, own_library

Roster = dict[str, Member]
COMMITTEE = 301
FILE = notice_text(2026).encode()


@pytest.fixture
async def deps(deps: Deps) -> AsyncIterator[Deps]:
    settings = deps.settings.model_copy(update={"notices_two_people": False})
    yield replace(deps, library=own_library(), settings=settings)


class Heard:
    """Updates as the intake stores them, one after the other."""

    def __init__(self, deps: Deps) -> None:
        self.deps, self.last = deps, 0

    async def __call__(self) -> int:
        self.last += 1
        async with self.deps.store.begin() as tx:
            await tx.run(insert(t.inbox).values(update_id=self.last, lane=COMMITTEE, raw=b"{}", received_at=NOON))
        return self.last


async def offer(deps: Deps, update_id: int, account: int, name: str, content: bytes) -> int:
    """The file, and its reading waited for."""
    notice_id = await reading.receive(deps, update_id, account, name, content)
    assert notice_id
    await reading.read(deps, account, notice_id)
    return notice_id


async def said(deps: Deps) -> str:
    return str((await outbox(deps.store, COMMITTEE))[-1]["text"])


@pytest.mark.parametrize("account", [101, 103, 999])
async def test_only_the_committee_puts_documents_in(deps: Deps, roster: Roster, account: int) -> None:
    heard = Heard(deps)
    with pytest.raises(NotAllowed):
        await chatting.ask(deps, await heard(), account)
    with pytest.raises(NotAllowed):
        await chatting.check(deps, account)


async def test_what_is_no_document_is_refused_in_one_sentence(deps: Deps, roster: Roster) -> None:
    await offer(deps, await Heard(deps)(), COMMITTEE, "x.docx", b"PK\x03\x04 nothing")
    assert (await said(deps)).endswith("。")
    assert "\n" not in await said(deps)
    async with deps.store.read() as tx:
        assert await queries.every(tx) == []


async def test_from_the_file_to_the_answer_and_back(deps: Deps, roster: Roster) -> None:
    heard = Heard(deps)
    await chatting.ask(deps, await heard(), COMMITTEE)
    assert "请把文件发给我" in await said(deps)
    await offer(deps, await heard(), COMMITTEE, "通知.txt", FILE)
    texts = [str(one["text"]) for one in await outbox(deps.store, COMMITTEE)]
    assert any("读出" in text and "处要您对照原件核对" in text for text in texts)
    for _ in range(30):
        text = await said(deps)
        if "要核对的都核对完了" in text:
            break
        if "□" in text:
            clause, kind = await waiting(deps)
            figure = str(ceiling(kind, 2026))
            assert figure not in text
            await chatting.typed(deps, await heard(), COMMITTEE, 1, clause, figure)
        else:
            place = (await outbox(deps.store, COMMITTEE))[-1]
            assert labels(place)[0] == "看过了，没有问题"
            await chatting.look(deps, await heard(), COMMITTEE, 1, await shown_flag(deps))
    assert "原来是慰问品不超过 500 元" in await said(deps)
    assert labels((await outbox(deps.store, COMMITTEE))[-1]) == ["看读出的条文", "核对完了", "先放着", "取消这一份"]
    await chatting.page(deps, await heard(), COMMITTEE, 1, 0)
    assert "四（二）" in await said(deps) or "一（一）" in await said(deps)
    await chatting.close(deps, await heard(), COMMITTEE, 1)
    await chatting.release(deps, await heard(), COMMITTEE, 1)
    assert labels((await outbox(deps.store, COMMITTEE))[-1]) == ["告诉会员有什么变化"]
    await published.informed(deps)
    day = deps.clock.now().date()
    assert deps.library.answer("结婚给多少", today=day).amounts == {"marriage": ceiling("marriage", 2026)}
    await chatting.undo(deps, await heard(), COMMITTEE, 1, sure=False)
    assert "确定吗" in await said(deps)
    await chatting.undo(deps, await heard(), COMMITTEE, 1, sure=True)
    await published.informed(deps)
    assert deps.library.answer("结婚给多少", today=day).amounts == {"marriage": 500}


RULES = """江州市机关工会

江机工〔2026〕3号

江州市机关工会会员慰问办法

第一条　做好会员住院、退休慰问，会员生日慰问标准不超过300元。

第二条　会员结婚、生育，给予不超过600元的慰问品。

江州市机关工会

2026年2月1日
"""


async def test_whose_a_sum_is_and_whether_it_is_one_is_said_in_chat(deps: Deps, roster: Roster) -> None:
    heard = Heard(deps)
    await offer(deps, await heard(), COMMITTEE, "办法.txt", RULES.encode())
    assert "这笔钱算在“会员生日”上" in await said(deps)
    asked = (await outbox(deps.store, COMMITTEE))[-1]
    assert labels(asked)[0] == "这不是慰问标准"
    assert set(re.findall("点“(.+?)”", str(asked["text"]))) <= set(labels(asked)), "it names a button that is not there"
    with pytest.raises(BadInput, match="没看懂是多少"):
        await chatting.typed(deps, await heard(), COMMITTEE, 1, (await waiting(deps))[0], "看不清")
    await chatting.typed(deps, await heard(), COMMITTEE, 1, (await waiting(deps))[0], "三百")
    assert "是不是也给“会员结婚”" in await said(deps)
    await chatting.typed(deps, await heard(), COMMITTEE, 1, (await waiting(deps))[0], "六百")
    assert "是不是也给“会员生育”" in await said(deps)
    clause, kind = await waiting(deps)
    assert kind == "childbirth"
    await chatting.deny(deps, await heard(), COMMITTEE, 1, clause)
    assert "定为不是慰问标准的：第二条（会员生育）" in await said(deps)


async def test_three_wrong_figures_in_chat_end_the_guessing(deps: Deps, roster: Roster) -> None:
    heard = Heard(deps)
    await offer(deps, await heard(), COMMITTEE, "办法.txt", RULES.encode())
    first, _ = await waiting(deps)
    for wrong in ("100", "200", "400"):
        await chatting.typed(deps, await heard(), COMMITTEE, 1, first, wrong)
    texts = [str(one["text"]) for one in await outbox(deps.store, COMMITTEE)]
    assert any("输错 3 次" in text for text in texts[-2:])
    assert (await waiting(deps))[0] != first, "the rest goes on"


async def waiting(deps: Deps) -> tuple[int, str]:
    """The clause whose figure is waited for, and its kind."""
    from bot.core.queries import dialogue
    from knowledge.documents.wire import load

    async with deps.store.read() as tx:
        act = await dialogue.expected(tx, COMMITTEE, COMMITTEE)
        kept = await queries.by_id(tx, 1)
    assert act
    assert kept
    clause = int(act.args["clause"])
    return clause, str(load(kept.document).clauses[clause].event)


async def shown_flag(deps: Deps) -> int:
    """The flag that was put last."""
    from bot.core.work.unit import unit
    from bot.notices import reviewing

    async with unit(deps) as u:
        return reviewing.review_of(await reviewing.get(u, 1)).open[0].place


async def test_the_same_file_again_is_said_to_be_there(deps: Deps, roster: Roster) -> None:
    heard = Heard(deps)
    await offer(deps, await heard(), COMMITTEE, "办法.txt", RULES.encode())
    assert await reading.receive(deps, await heard(), COMMITTEE, "办法（2）.txt", RULES.encode()) is None
    assert "已经收过了：第 1 份 江机工〔2026〕3号（正在核对）" in await said(deps)
    assert labels((await outbox(deps.store, COMMITTEE))[-1]) == ["接着核对第 1 份"]
    await chatting.drop(deps, await heard(), COMMITTEE, 1)
    assert await reading.receive(deps, await heard(), COMMITTEE, "办法.txt", RULES.encode()) == 2


async def test_a_file_where_a_figure_is_waited_for_leaves_the_question_open(deps: Deps, roster: Roster) -> None:
    heard = Heard(deps)
    await offer(deps, await heard(), COMMITTEE, "办法.txt", RULES.encode())
    assert await reading.receive(deps, await heard(), COMMITTEE, "通知.txt", FILE, 1) == 2
    texts = [str(one["text"]) for one in await outbox(deps.store, COMMITTEE)]
    assert "第 1 份刚才问的金额还没有核对" in texts[-2]


async def test_an_item_taken_for_another_is_kept_as_one_of_its_own(deps: Deps, roster: Roster) -> None:
    heard = Heard(deps)
    items = RULES.replace(
        "会员结婚、生育，给予不超过600元的慰问品。", "会员父母结婚周年要贺（慰问品金额不超过600元）。"
    )
    assert items != RULES
    await offer(deps, await heard(), COMMITTEE, "办法.txt", items.encode())
    await chatting.typed(deps, await heard(), COMMITTEE, 1, (await waiting(deps))[0], "三百")
    clause, kind = await waiting(deps)
    assert (kind, labels((await outbox(deps.store, COMMITTEE))[-1])[:2]) == (
        "marriage",
        ["是新的一项", "这不是慰问标准"],
    )
    await chatting.typed(deps, await heard(), COMMITTEE, 1, clause, "新的一项")
    assert "这笔钱算在“会员父母结婚周年”上" in await said(deps)
    assert await waiting(deps) == (clause, "None"), "its figure is still typed"
    with pytest.raises(BadInput, match="不是单列的一项"):
        await chatting.set_apart(deps, await heard(), COMMITTEE, 1, clause)
    await chatting.typed(deps, await heard(), COMMITTEE, 1, clause, "六百")
    assert "“会员父母结婚周年”：新增，慰问品不超过 600 元" in await said(deps)


async def waited_for(deps: Deps) -> int:
    """The clause whose figure the next words are."""
    async with deps.store.read() as tx:
        act = await dialogue.expected(tx, COMMITTEE, COMMITTEE)
    assert act
    return int(act.args["clause"])


async def test_what_was_typed_before_the_question_is_no_guess(deps: Deps, roster: Roster) -> None:
    """An impatient second “1000” waits behind the first: it was typed for a figure that has been settled since."""
    heard = Heard(deps)
    await offer(deps, await heard(), COMMITTEE, "办法.txt", RULES.encode())
    clause, officer = await waited_for(deps), next(one for one in roster.values() if one.telegram_id == COMMITTEE)
    async with deps.store.begin() as tx:
        await tx.run(update(t.prompts).values(created_at=NOON + timedelta(seconds=1)))
    await chatting.typed(deps, await heard(), COMMITTEE, 1, clause, "7")
    assert await said(deps) == texts.TOO_EARLY
    assert await waited_for(deps) == clause
    async with deps.store.read() as tx:
        assert await queries.misses(tx, 1, officer.id) == {}
