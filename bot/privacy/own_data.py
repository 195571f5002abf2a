"""A member's own data: what is kept and why, a copy of all of it to read, and its deletion (个人信息保护法 第四章)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.broadcasts import texts as broadcast_texts
from bot.broadcasts.queries import broadcasts
from bot.core.clock import local
from bot.core.errors import NotAllowed
from bot.core.kinds import Kind
from bot.core.messages import Act, Button, JsonObject, Outgoing, Priority
from bot.core.money import yuan
from bot.core.people import Member, Role
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.privacy.queries import erasing, owndata
from bot.privacy.retention import periods
from bot.privacy.texts import members as texts
from bot.reports import clauses, forms
from bot.reports.forms import steps
from bot.reports.texts import members as members_texts
from bot.store.history import Entry, append


def text(deps: Deps, document: JsonObject, today: date) -> str:
    """Headings and indented lines; what is empty is left out. `document`: as `bot.privacy.queries.owndata` gives it."""
    lines: list[str] = []
    for section, value in document.items():
        found = [_report(deps, one, today) for one in value] if section == "reports" else value
        lines += [
            f"【{texts.SECTIONS.get(section, section)}】",
            *(_lines(section, found, 1) or [f"  {texts.EMPTY}"]),
            "",
        ]
    return "\r\n".join(lines)


def _report(deps: Deps, report: JsonObject, today: date) -> JsonObject:
    """The same with the kind's own words, and its facts under the labels of the form."""
    kind = Kind(report["事项"])
    words = {"事项": clauses.title(deps, kind, today), "状态": members_texts.status(kind, report["状态"])}
    return report | words | {"详情": _facts(kind, report["详情"])}


def _facts(kind: Kind, facts: JsonObject) -> JsonObject:
    notes = {
        texts.AGREED: facts.get(steps.AGREED),
        texts.FOR_COLLEAGUE: facts.get(steps.FOR) == steps.COLLEAGUE or None,
        texts.COLLEAGUE: facts.get(steps.NAMED),
        texts.QUIET: facts.get("quiet"),
    }
    shown: JsonObject = {}
    for label, value in forms.lines(kind, facts):
        shown[label] = f"{shown[label]}；{value}" if label in shown else value
    return shown | {key: value for key, value in notes.items() if value is not None}


def _lines(section: str, value: Any, depth: int) -> list[str]:  # noqa: ANN401 - any value of the document
    return list(_walk(section, value, depth))


def _walk(section: str, value: Any, depth: int) -> Iterator[str]:  # noqa: ANN401
    pad = "  " * depth
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, dict | list):
                name = section if isinstance(inner, dict) else key
                yield from [f"{pad}{key}：", *_lines(name, inner, depth + 1)] if inner else []
            elif inner not in (None, ""):
                yield f"{pad}{key}：{_said(section, key, inner, value)}"
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from [f"{pad}（{number}）", *_lines(section, inner, depth + 1)]
    else:
        yield f"{pad}{_said(section, '', value, {})}"


def _said(section: str, key: str, value: Any, beside: JsonObject) -> str:  # noqa: ANN401
    """`beside`: the other values of the same row."""
    match value:
        case bool():
            return "是" if value else "否"
        case datetime():
            return f"{local(value):%Y年%-m月%-d日 %H:%M}"
        case date():
            return f"{value:%Y年%-m月%-d日}"
        case Decimal():
            return yuan(value)
        case str() if key == "备注" and str(beside.get("动作", "")).startswith("roster-"):
            return texts.fields(value)
        case _:
            return texts.said(section, key, value) if isinstance(value, str) else str(value)


async def tell(deps: Deps, update_id: int, telegram_id: int) -> None:
    """Members and strangers alike may know; only members get the buttons."""
    async with unit(deps, update_id) as u:
        member = await members.by_telegram(u.tx, telegram_id, u.today)
        officers = await members.officers(u.tx, member.branch_id, u.today, *Role) if member else []
        text = texts.notice(periods(deps), [officer.name for officer in officers])
        rows: tuple[tuple[Button, ...], ...] = ()
        if member:
            waiting = await erasing.pending(u.tx, member.id)
            if waiting:
                text += "\n\n" + texts.waiting(local(waiting["due_at"]))
            last = Button(texts.STAY, Act("privacy.stay")) if waiting else Button(texts.ERASE, Act("privacy.erase"))
            rows = ((Button(texts.EXPORT, Act("privacy.export")),), (await _choice(u, member),), (last,))
        await u.say(Outgoing(telegram_id, text, buttons=rows, priority=Priority.INTERACTIVE))


async def _choice(u: Unit, member: Member) -> Button:
    """Whether he wants broadcasts that are not essential."""
    if await broadcasts.refuses(u.tx, member.id):
        return Button(broadcast_texts.ACCEPT, Act("notices.accept"))
    return Button(broadcast_texts.REFUSE, Act("notices.refuse"))


@dataclass(frozen=True)
class Export:
    """Two files with the same content."""

    text: bytes
    json: bytes


async def export(deps: Deps, telegram_id: int) -> Export:
    """A copy of all of it; that it was taken is noted. Raises NotAllowed for strangers."""
    async with unit(deps) as u:
        member = await u.member(telegram_id)
        content = await owndata.of(u.tx, member.id)
        await append(u.tx, Entry("member", member.id, "export", member.id), u.now)
    document = {texts.MADE_AT: u.now} | content
    plain = json.dumps(document, ensure_ascii=False, indent=2, default=_plain)
    return Export(text(deps, document, u.today).encode("utf-8-sig"), plain.encode())


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return local(value).isoformat(timespec="seconds")
    if isinstance(value, (date, Decimal)):
        return str(value)
    raise TypeError(f"{type(value).__name__} is not exported")


async def ask_erase(deps: Deps, update_id: int, telegram_id: int) -> None:
    """Says what deletion means and asks. Raises NotAllowed for whoever is in office or has a report open."""
    async with unit(deps, update_id) as u:
        await _free_to_go(u, telegram_id)
        buttons = ((Button(texts.CONFIRM, Act("privacy.confirm")),), (Button(texts.STAY, Act("privacy.stay")),))
        await u.say(
            Outgoing(
                telegram_id, texts.ask_erase(periods(deps).cooling), buttons=buttons, priority=Priority.INTERACTIVE
            )
        )


async def request_erase(deps: Deps, update_id: int, telegram_id: int) -> None:
    """The cooling-off time begins; asking again does not begin it anew."""
    async with unit(deps, update_id) as u:
        member = await _free_to_go(u, telegram_id)
        waiting = await erasing.pending(u.tx, member.id)
        due = waiting["due_at"] if waiting else u.now + timedelta(days=periods(deps).cooling)
        if not waiting:
            await erasing.request(u.tx, member.id, u.now, due)
            await append(u.tx, Entry("member", member.id, "erase-asked", member.id), u.now)
        stay = ((Button(texts.STAY, Act("privacy.stay")),),)
        text = texts.requested(local(due))
        await u.say(Outgoing(telegram_id, text, buttons=stay, priority=Priority.INTERACTIVE))


async def cancel_erase(deps: Deps, update_id: int, telegram_id: int) -> None:
    """不删了."""
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        cancelled = await erasing.cancel(u.tx, member.id, u.now)
        if cancelled:
            await append(u.tx, Entry("member", member.id, "erase-cancelled", member.id), u.now)
        text = texts.CANCELLED if cancelled else texts.NOTHING_TO_CANCEL
        await u.say(Outgoing(telegram_id, text, priority=Priority.INTERACTIVE))


async def _free_to_go(u: Unit, telegram_id: int) -> Member:
    member = await u.member(telegram_id)
    if member.offices:
        raise NotAllowed(texts.IN_OFFICE)
    if await erasing.has_open_reports(u.tx, member.id):
        raise NotAllowed(texts.OPEN_REPORTS)
    return member
