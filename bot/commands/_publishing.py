"""`wennuan notices add, review, release, list, undo`: the union's own documents put in from files and published."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import _texts as said
from bot.console import agreed
from bot.core.errors import BadInput, NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.work.unit import Deps, Unit
    from bot.notices.queries import Kept
    from bot.notices.reviewing import Terms
    from bot.notices.rules import Point

Number = Annotated[int, typer.Argument(help="第几份（wennuan notices list 里的编号）")]
By = Annotated[str | None, typer.Option("--by", help="谁办的：工号；不写就是运维人员")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="日期，如 2026-01-01")]
LEVELS = {"上级": "above", "工委": "committee", "基层": "branch"}


def register(group: typer.Typer) -> None:
    group.command("add", help="加一份文件：读出来，逐条核对、输入金额；核对完由另一位发布")(add)
    group.command("review", help="接着核对一份文件")(review)
    group.command("release", help="发布核对完的一份：从下一个问题起照它答")(release)
    group.command("list", help="列出加过的文件，哪一份正在用")(list_)
    group.command("undo", help="撤回一个文号：恢复前一版，没有前一版就不再用它")(undo)


def add(
    file: Annotated[Path, typer.Argument(help="通知、办法的文件")],
    level: Annotated[str, typer.Option(help="谁的文件：上级、工委、基层")] = "工委",
    branch: Annotated[str | None, typer.Option(help="基层工会的名称（或其中一段），只对它的会员有效")] = None,
    since: Day = None,
    until: Day = None,
    by: By = None,
) -> None:
    asyncio.run(_add(file, level, branch, _date(since), _date(until), by))


def review(number: Number, by: By = None) -> None:
    asyncio.run(_review_again(number, by))


def release(number: Number, by: By = None) -> None:
    asyncio.run(_release(number, by))


def list_() -> None:
    asyncio.run(_list())


def show(number: int) -> None:
    """The clauses of one that was put in, and who did what with it."""
    asyncio.run(_show(number))


def undo(
    number: Annotated[str, typer.Argument(help="文号，如 温直工〔2020〕5号")],
    by: By = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不再询问")] = False,
) -> None:
    asyncio.run(_undo(number, by, yes=yes))


async def _add(
    file: Path, level: str, branch: str | None, since: date | None, until: date | None, by: str | None
) -> None:
    from bot.console import open_deps
    from bot.core.work.unit import unit
    from bot.notices import asking, reviewing, texts

    if level not in LEVELS:
        raise BadInput(said.which_level(LEVELS))
    async with open_deps() as deps:
        content = file.read_bytes()
        document = await asking.read(deps, content)
        typer.echo(texts.read(document.number, document.title, len(document.clauses)))
        async with unit(deps) as u:
            terms = await _terms(u, LEVELS[level], branch, since, until)
            notice_id = await reviewing.add(u, document, file.name, content, terms, await _who(u, by))
        await _review(deps, notice_id, by)


async def _terms(u: Unit, level: str, branch: str | None, since: date | None, until: date | None) -> Terms:
    from bot.core.work import branches
    from bot.notices.reviewing import Terms
    from knowledge.inforce import Level

    branch_id = (await branches.named(u.tx, branch)).id if branch else None
    return Terms(Level.BRANCH if branch else Level(level), branch_id, since, until)


async def _who(u: Unit, staff_no: str | None) -> int | None:
    """The member's id; None for the operator. Raises NotFound, and BadInput for who is not of the committee."""
    from bot.core.queries import members
    from bot.core.work.branches import leads_committee
    from bot.notices import texts

    if staff_no is None:
        return None
    found = await members.by_staff_no(u.tx, staff_no, u.today)
    if found is None:
        raise NotFound(said.no_staff_no(staff_no))
    if not leads_committee(found):
        raise BadInput(texts.NOT_COMMITTEE)
    return found.id


async def _review_again(number: int, by: str | None) -> None:
    from bot.console import open_deps

    async with open_deps() as deps:
        await _review(deps, number, by)


async def _review(deps: Deps, notice_id: int, by: str | None) -> None:
    """Every open point in turn; figures are typed with those of the clause covered. What is done is kept at any end."""
    from bot.core.work.unit import unit
    from bot.notices import reviewing, texts

    while True:
        async with unit(deps) as u:
            kept = await reviewing.get(u, notice_id)
            left = len(reviewing.review_of(kept).open)
            point = await reviewing.next_point(u, kept, await _who(u, by))
        if left and point is None:
            typer.echo(texts.ALL_STOPPED)
        if point is None or not await _settle(deps, kept, point, left, by):
            break
    if left or not await _closed(deps, notice_id, by):
        typer.echo(texts.put_aside(notice_id))


async def _closed(deps: Deps, notice_id: int, by: str | None) -> bool:
    """The reading, now shown as it is, and the end of the review, if whoever sits there says so."""
    from bot.core.work.unit import unit
    from bot.notices import reviewing, texts
    from bot.notices.published import document_of

    async with unit(deps) as u:
        kept, who = await reviewing.get(u, notice_id), await _who(u, by)
        for line in map(reviewing.told, document_of(kept).clauses):
            typer.echo(line)
        typer.echo(texts.denied(reviewing.denied(kept)), nl=False)
        await _differences(u, kept)
        if not agreed(said.REVIEW_HANDED_ON if deps.settings.notices_two_people else said.REVIEW_DONE):
            return False
        await reviewing.close(u, notice_id, who)
    two = deps.settings.notices_two_people
    typer.echo(texts.reviewed(notice_id, by_operator=who is None, two_people=two))
    return True


async def _settle(deps: Deps, kept: Kept, point: Point, left: int, by: str | None) -> bool:
    """One point at the terminal, settled or guessed at too often; False where whoever sits there leaves it."""
    from bot.core.work.unit import unit
    from bot.notices import reviewing

    typer.echo(said.left(left, point.words))
    if point.clause is None:
        if not agreed(said.LOOKED_AT):
            return False
        async with unit(deps) as u:
            await reviewing.look(u, kept.id, point.place)
        return True
    typer.echo(reviewing.covered(kept, point.clause))
    return await _type(deps, kept.id, point.clause, by)


async def _type(deps: Deps, notice_id: int, clause: int, by: str | None) -> bool:
    """Asks until the figure is right, said to be nothing given, guessed at too often (all True), or left (False)."""
    from bot.core.work.unit import unit
    from bot.notices import reviewing, rules, texts

    while (words := _typed(texts.ASK)) is not None and words.strip().lower() not in texts.STOP:
        try:
            async with unit(deps) as u:
                who = await _who(u, by)
                if rules.denies(words):
                    await reviewing.deny(u, notice_id, clause, who)
                    typer.echo(texts.DENIED)
                    return True
                if rules.sets_apart(words):
                    await reviewing.set_apart(u, notice_id, clause, who)
                    typer.echo(texts.SET_APART)
                    continue  # its figure is still to be typed
                same = await reviewing.type_figures(u, notice_id, clause, words, who)
                no_more = not same and await reviewing.stopped(u, notice_id, clause, who)
        except BadInput as error:  # a word that is no number: asked again, nothing is lost
            typer.echo(str(error))
            continue
        typer.echo(texts.AGREED if same else texts.STOPPED if no_more else texts.DIFFERENT)
        if same or no_more:
            return True
    return False


def _typed(question: str) -> str | None:
    try:
        return input(question)
    except (EOFError, KeyboardInterrupt):
        typer.echo()
        return None


async def _differences(u: Unit, kept: Kept) -> Sequence[str]:
    from bot.notices import releasing, texts

    lines = await releasing.told(u, kept)
    typer.echo(texts.differing(lines))
    return lines


async def _release(number: int, by: str | None) -> None:
    from bot.console import open_deps
    from bot.core.work.unit import unit
    from bot.notices import releasing, reviewing, texts

    async with open_deps() as deps, unit(deps) as u:
        lines = await _differences(u, await reviewing.get(u, number))
        kept = await releasing.release(u, number, await _who(u, by))
        typer.echo(texts.released(kept.number, kept.since, u.today))
        if lines:
            typer.echo(said.for_members(texts.broadcast(kept.number, kept.since, u.today, lines)))


async def _list() -> None:
    from bot.console import open_deps
    from bot.core.work.unit import unit
    from bot.notices import queries, reviewing, rules, texts

    async with open_deps() as deps, unit(deps) as u:
        now = set(rules.current(await queries.steps(u.tx)).values())
        for kept in await queries.every(u.tx):
            state = said.REVIEWED if kept.reviewed_at else said.UNDER_REVIEW
            if kept.id in now:
                state = texts.in_use(kept.since, u.today)
            typer.echo(said.with_state(reviewing.headed(kept), state))
        for one in deps.library.editions:
            if one.order == 0:
                typer.echo(said.shipped(one.number, one.notice.title))


async def _show(number: int) -> None:
    from bot.console import open_deps
    from bot.core.work.unit import unit
    from bot.notices import reviewing
    from bot.notices.published import document_of

    async with open_deps() as deps, unit(deps) as u:
        kept = await reviewing.get(u, number)
        typer.echo(reviewing.headed(kept))
        for line in map(reviewing.told, document_of(kept).clauses):
            typer.echo(line)
        for line in await reviewing.doings(u, kept):
            typer.echo(line)


async def _undo(number: str, by: str | None, *, yes: bool) -> None:
    from bot.console import open_deps
    from bot.core.work.unit import unit
    from bot.notices import releasing, texts

    if not yes and not agreed(said.ask_undo(number)):
        return
    async with open_deps() as deps, unit(deps) as u:
        kept, former = await releasing.undo(u, number, await _who(u, by))
    typer.echo(texts.undone(kept.number, former is not None))


def _date(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
