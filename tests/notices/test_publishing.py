"""A document is reviewed by one and released by another; then every answer, limit and ledger follows, and back."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.core.errors import BadInput, NotAllowed, Stale
from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.work.unit import Deps, Parts, unit
from bot.notices import published, queries, releasing, reviewing, texts
from bot.notices.reviewing import Terms
from bot.ops import backup
from bot.reports import allowance
from bot.store.engine import Store
from knowledge.documents.model import Amount, AmountKind, Clause, Document, Flag, FlagKind, Span
from knowledge.inforce import Level
from knowledge.library import Library
from tests import support
from tests.desk.desk import submitted

NUMBER = "温直工〔2026〕9号"
CONTENT = "原件".encode()


def document(yuan: int = 800, *flags: Flag) -> Document:
    words = f"会员结婚的，给予不超过{yuan}元的慰问品。"
    clause = Clause(
        "第三条",
        words,
        Span(0, len(words)),
        event="marriage",
        title="会员结婚",
        form="慰问品",
        amount=Amount(AmountKind.CEILING, yuan),
    )
    return Document(
        number=NUMBER,
        issuer="温州市直属机关工会工作委员会",
        title="关于印发《会员慰问办法》的通知",
        signed=date(2026, 11, 1),
        effective_from=None,
        effective_to=None,
        text=words,
        clauses=(clause,),
        unread=(),
        flags=flags,
    )


TYPES = Flag(FlagKind.UNSURE, "第三条：请对照原件亲手输入金额。", types=True, clause=0)
LOOKS = Flag(FlagKind.MISSING, "附件没有正文。", types=False)


@pytest.fixture
async def deps(deps: Deps) -> AsyncIterator[Deps]:
    yield replace(deps, library=support.own_library())


async def put_in(deps: Deps, found: Document, by: int | None = None, terms: Terms = Terms()) -> int:  # noqa: B008
    async with unit(deps) as u:
        notice_id = await reviewing.add(u, found, "办法.txt", CONTENT, terms, by)
        for point in reviewing.review_of(await reviewing.get(u, notice_id)).open:
            if point.clause is not None:
                assert await reviewing.type_figures(u, notice_id, point.clause, "-".join(map(str, point.figures)), by)
            else:
                await reviewing.look(u, notice_id, point.place)
        await reviewing.close(u, notice_id, by)
    return notice_id


async def publish(deps: Deps, found: Document, terms: Terms = Terms()) -> int:  # noqa: B008
    """Reviewed and released by the operator, where that is allowed."""
    notice_id = await put_in(deps, found, None, terms)
    alone = replace(deps, settings=deps.settings.model_copy(update={"notices_two_people": False}))
    async with unit(alone) as u:
        await releasing.release(u, notice_id, None)
    return notice_id


async def asked(deps: Deps, branch: int | None = None) -> dict[str, int]:
    await published.informed(deps)
    return deps.library.answer("结婚给多少", today=deps.clock.now().date(), branch=branch).amounts


async def test_the_next_question_is_answered_from_it_and_back(deps: Deps, roster: dict[str, Member]) -> None:
    assert await asked(deps) == {"marriage": 500}
    first = await publish(deps, document(800))
    assert await asked(deps) == {"marriage": 800}
    second = await publish(deps, document(900))
    assert await asked(deps) == {"marriage": 900}
    async with unit(deps) as u:
        gone, former = await releasing.undo(u, NUMBER, None)
    assert (gone.id, former.id if former else None) == (second, first)
    assert await asked(deps) == {"marriage": 800}
    async with unit(deps) as u:
        assert (await releasing.undo(u, NUMBER, None))[1] is None
    assert await asked(deps) == {"marriage": 500}
    with pytest.raises(Stale):
        async with unit(deps) as u:
            await releasing.undo(u, NUMBER, None)


async def test_the_desk_limits_by_it_from_its_day_on(deps: Deps, roster: dict[str, Member]) -> None:
    await publish(deps, document(800))
    for on, ceiling, number in ((date(2026, 10, 31), 500, "〔2019〕7号"), (date(2026, 11, 2), 800, "〔2026〕9号")):
        report = await submitted(deps, roster, Kind.MARRIAGE, on=on)
        async with unit(deps) as u:
            allowed = await allowance.of_report(u, report)
        assert allowed.ceiling == ceiling
        assert number in allowed.basis


async def test_a_branchs_own_document_binds_its_members_alone(deps: Deps, roster: dict[str, Member]) -> None:
    ours = roster["A001"].branch_id
    await publish(deps, document(300), Terms(Level.BRANCH, ours))
    assert await asked(deps, ours) == {"marriage": 300}
    assert await asked(deps) == {"marriage": 500}
    report = await submitted(deps, roster, Kind.MARRIAGE, on=date(2026, 11, 2))
    async with unit(deps) as u:
        assert (await allowance.of_report(u, report)).ceiling == 300


async def test_figures_are_typed_and_doubts_looked_at_before_the_review_ends(deps: Deps) -> None:
    async with unit(deps) as u:
        notice_id = await reviewing.add(u, document(800, TYPES, LOOKS), "办法.txt", CONTENT, Terms(), None)
        assert reviewing.covered(await reviewing.get(u, notice_id), 0).splitlines() == [
            "第三条　会员结婚的，给予不超过□□□元的慰问品。",
            "这笔钱算在“会员结婚”上（慰问品）。",
        ]
        with pytest.raises(BadInput, match="还有 2 处"):
            await reviewing.close(u, notice_id, None)
        with pytest.raises(BadInput, match="没看懂是多少"):
            await reviewing.type_figures(u, notice_id, 0, "不知道", None)
        assert not await reviewing.type_figures(u, notice_id, 0, "880", None)
        await reviewing.look(u, notice_id, 1)
        with pytest.raises(BadInput, match="还有 1 处"):
            await reviewing.close(u, notice_id, None)
        assert await reviewing.type_figures(u, notice_id, 0, "八百", None)
        await reviewing.close(u, notice_id, None)
        with pytest.raises(Stale):
            await reviewing.type_figures(u, notice_id, 0, "900", None)


async def test_a_figure_in_the_capitals_of_cheques_is_covered_too(deps: Deps) -> None:
    found = document(800, TYPES)
    words = "会员结婚的，给予不超过捌佰元（八百元）的慰问品。"
    found = replace(found, text=words, clauses=(replace(found.clauses[0], text=words),))
    async with unit(deps) as u:
        notice_id = await reviewing.add(u, found, "办法.txt", CONTENT, Terms(), None)
        shown = reviewing.covered(await reviewing.get(u, notice_id), 0)
    assert shown.splitlines()[0] == "第三条　会员结婚的，给予不超过□□元（□□元）的慰问品。"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("同一会员一次性发给一千 元，每人一次", "同一会员一次性发给□□ 元，每人一次"),
        ("同一病种不超过五 百元", "同一病种不超过□ □元"),
        ("第三条　一人 1.5万 元以内", "一人 □.□□ 元以内"),
    ],
)
async def test_only_what_may_be_an_amount_is_covered(deps: Deps, words: str, shown: str) -> None:
    found = document(800, TYPES)
    found = replace(found, text=words, clauses=(replace(found.clauses[0], text=words),))
    async with unit(deps) as u:
        notice_id = await reviewing.add(u, found, "办法.txt", CONTENT, Terms(), None)
        text = reviewing.covered(await reviewing.get(u, notice_id), 0)
    assert text.splitlines()[0] == f"第三条　{shown}"


def test_what_was_read_of_a_clause_names_its_place_once() -> None:
    clause = replace(document(800).clauses[0], text="第三条　会员结婚的，给予不超过800元的慰问品。")
    assert reviewing.told(clause).startswith("第三条　会员结婚的")


def test_a_document_without_a_number_is_called_by_its_title() -> None:
    assert texts.named("关于慰问的通知", "关于慰问的通知") == "《关于慰问的通知》"
    assert texts.named("江机工〔2026〕3号", "关于慰问的通知", 4) == "江机工〔2026〕3号《关于慰问》"


async def test_who_reviews_does_not_release_unless_that_is_set(deps: Deps, roster: dict[str, Member]) -> None:
    officer, other = roster["A003"].id, roster["A004"].id
    notice_id = await put_in(deps, document(800), officer)
    with pytest.raises(NotAllowed, match="核对的人不能自己发布"):
        async with unit(deps) as u:
            await releasing.release(u, notice_id, officer)
    alone = replace(deps, settings=deps.settings.model_copy(update={"notices_two_people": False}))
    async with unit(alone) as u:
        await releasing.release(u, notice_id, officer)
    with pytest.raises(Stale):
        async with unit(deps) as u:
            await releasing.release(u, notice_id, other)


async def test_what_is_not_reviewed_is_not_published(deps: Deps) -> None:
    async with unit(deps) as u:
        notice_id = await reviewing.add(u, document(800, TYPES), "办法.txt", CONTENT, Terms(), None)
    with pytest.raises(BadInput, match="还没有核对完"):
        async with unit(deps) as u:
            await releasing.release(u, notice_id, 1)
    assert await asked(deps) == {"marriage": 500}


async def test_another_replica_answers_from_it_with_its_next_question(any_store: Store, deps: Deps) -> None:
    here = replace(deps, store=any_store)
    there = replace(here, library=support.own_library(), parts=Parts())
    assert await asked(there) == {"marriage": 500}
    await publish(here, document(800))
    here.clock.forward(seconds=1)  # type: ignore[attr-defined]
    assert await asked(there) == {"marriage": 800}


async def test_a_publication_stays_whatever_lies_in_the_folder(deps: Deps, tmp_path: Path) -> None:
    await publish(deps, document(800))
    (tmp_path / "n.txt").write_text((Path("knowledge/notices/notice-2019-7.txt")).read_text(encoding="utf-8"))
    (tmp_path / "bad.txt").write_text("温直工", encoding="utf-8")
    again = replace(deps, library=Library.load(tmp_path), parts=Parts())
    assert await asked(again) == {"marriage": 800}
    assert len(again.library.refused) == 1


async def test_the_original_and_who_did_what_are_kept(deps: Deps) -> None:
    notice_id = await publish(deps, document(800, TYPES))
    async with deps.store.read() as tx:
        assert await queries.original(tx, notice_id) == ("办法.txt", CONTENT)
        kept = await queries.by_id(tx, notice_id)
    assert kept
    assert (kept.typed, kept.reviewed_by, len(kept.file_hash)) == ({0: (800,)}, None, 64)


async def test_what_publishing_would_change_is_told_before(deps: Deps) -> None:
    notice_id = await put_in(deps, document(800))
    async with unit(deps) as u:
        [change] = await releasing.differences(u, await reviewing.get(u, notice_id))
    assert (change.topic, change.before and change.before.ceiling, change.after and change.after.ceiling) == (
        "marriage",
        500,
        800,
    )


async def test_a_backup_brings_it_back_with_its_original(deps: Deps, tmp_path: Path) -> None:
    notice_id = await publish(deps, document(800, TYPES))
    made = await backup.make(deps.store, tmp_path / "backups", deps.clock.now())
    (tmp_path / "other").mkdir()
    async with support.open_store(support.sqlite_url(tmp_path / "other")) as other:
        await backup.restore(other, made.path)
        again = replace(deps, store=other, library=support.own_library(), parts=Parts())
        assert await asked(again) == {"marriage": 800}
        async with other.read() as tx:
            assert await queries.original(tx, notice_id) == ("办法.txt", CONTENT)


async def test_a_document_of_a_day_to_come_is_said_to_be_that(deps: Deps, roster: dict[str, Member]) -> None:
    day = date(2027, 1, 1)
    notice_id = await publish(deps, replace(document(800), effective_from=day))
    assert await asked(deps) == {"marriage": 500}
    async with unit(deps) as u:
        kept = await reviewing.get(u, notice_id)
        lines = await releasing.told(u, kept)
        today = u.today
    assert "2027-01-01 起执行" in texts.released(kept.number, kept.since, today)
    assert texts.in_use(kept.since, today) == "已发布，2027-01-01 起用"
    assert texts.in_use(kept.since, day) == "正在用"
    assert "将从2027年1月1日起执行" in texts.broadcast(kept.number, kept.since, today, lines)
    assert "已经执行" in texts.broadcast(kept.number, kept.since, day, lines)


async def test_what_is_left_of_a_published_one_is_closed(deps: Deps, roster: dict[str, Member]) -> None:
    async with unit(deps) as u:
        left = await reviewing.add(u, document(700, TYPES), "办法.txt", b"1", Terms(), None)
        other = await reviewing.add(
            u, replace(document(700, TYPES), number="温直工〔2026〕8号"), "x", b"2", Terms(), None
        )
    kept = await publish(deps, document(800))
    async with unit(deps) as u:
        assert [one.id for one in await queries.every(u.tx)] == [other, kept]
        assert left not in [one.id for one in await queries.every(u.tx)]
