"""Everything that is kept of a member, in a form for people and one for machines."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot.domain.clock import local
from bot.domain.messages import JsonObject
from bot.services.base import Deps, unit
from bot.store import owndata
from bot.store.history import Entry, append

_TITLES = {
    "member": "名册上的您",
    "offices": "工会职务",
    "reports": "申报",
    "greetings": "生日祝福",
    "gifts": "生日慰问品",
    "activities": "活动报名",
    "broadcasts": "工会群发的通知",
    "history": "变更记录",
    "erasures": "删除申请",
}


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
    document = {"导出时间": local(u.now).isoformat(timespec="seconds")} | content
    plain = json.dumps(document, ensure_ascii=False, indent=2, default=_plain)
    return Export(_readable(json.loads(plain)).encode("utf-8-sig"), plain.encode())


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return local(value).isoformat(timespec="seconds")
    if isinstance(value, (date, Decimal)):
        return str(value)
    raise TypeError(f"{type(value).__name__} is not exported")


def _readable(document: JsonObject) -> str:
    """Headings and indented lines; what is empty is left out."""
    lines: list[str] = []
    for key, value in document.items():
        lines += [f"【{_TITLES.get(key, key)}】", *_lines(value, 1), ""]
    return "\r\n".join(lines)


def _lines(value: Any, depth: int) -> Sequence[str]:  # noqa: ANN401 - any JSON value
    pad = "  " * depth
    if isinstance(value, dict):
        found: list[str] = []
        for key, inner in value.items():
            if isinstance(inner, (dict, list)):
                found += [f"{pad}{key}：", *_lines(inner, depth + 1)] if inner else []
            elif inner not in (None, ""):
                found.append(f"{pad}{key}：{inner}")
        return found
    if isinstance(value, list):
        return [
            line for number, inner in enumerate(value, 1) for line in (f"{pad}（{number}）", *_lines(inner, depth + 1))
        ]
    return [f"{pad}{value}"]
