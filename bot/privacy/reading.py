"""A member's own data as a text to read: no code of the database, no true or false, no machine's dates."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot.core.clock import local
from bot.core.kinds import Kind
from bot.core.messages import JsonObject
from bot.core.money import yuan
from bot.core.work.unit import Deps
from bot.privacy.texts import owndata as texts
from bot.reports import clauses, forms
from bot.reports.forms import steps
from bot.reports.texts import members


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
    words = {"事项": clauses.title(deps, kind, today), "状态": members.status(kind, report["状态"])}
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
