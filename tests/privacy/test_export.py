"""The copy of one's own data reads as Chinese: no value of the database stands in it as a code."""

import ast
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

import bot
from bot.activities.rules import SignUp
from bot.broadcasts.rules import Outcome
from bot.core.kinds import Kind
from bot.core.people import ClaimState, Member, MemberStatus, Role
from bot.core.work.unit import Deps
from bot.privacy import own_data as privacy
from bot.privacy.own_data import Export
from bot.privacy.queries import owndata
from bot.privacy.texts import members as texts
from bot.reports.queries import parts
from bot.reports.rules.transitions import Action, Desk, Status, Trace
from bot.store import history
from bot.store import tables as t
from bot.store.tables_members import erasures, gifts, tidings
from tests.support import NOON

Roster = dict[str, Member]
GREETINGS = ("queued", "held", "unbound", "opted_out", "unknown", "failed", "missed", "belated", "in_person")
#: Every place of a code, with all that may stand there.
ENUMS: dict[tuple[str, str], tuple[type[StrEnum], ...] | tuple[str, ...]] = {
    ("member", "状态"): (MemberStatus,),
    ("member", "生日祝福"): ("private", "group", "none"),
    ("绑定申请", "结果"): tuple(ClaimState),
    ("offices", "职务"): (Role,),
    ("reports", "状态"): (Status,),
    ("reports", "办理的一方"): (Desk,),
    ("greetings", "结果"): GREETINGS,
    ("activities", "结果"): (SignUp,),
    ("收到的群发", "结果"): (Outcome,),
    ("附件", "用途"): (parts.Purpose,),
    ("附件", "种类"): ("photo", "document"),
    ("history", "动作"): (Action,),
    ("history", "由"): (Status, MemberStatus, Desk),
    ("history", "到"): (Status, MemberStatus, Desk),
    ("经过", "动作"): (Action,),
    ("经过", "由"): (Status, MemberStatus, Desk),
    ("经过", "到"): (Status, MemberStatus, Desk),
}
READ = (
    *("状态：在册", "生日祝福：私聊祝福我", "职务：经审", "代理：是", "事项：会员生病住院", "由本人申报：是"),
    *("发生日期：2026年11月2", "同意填写说明：是", "先不告诉本人：否", "联系电话：13800000000", "还在住院：是"),
    *("种类：照片", "用途：材料", "动作：导入名册：变更", "备注：生日、手机尾号", "由：本单位工会", "到：工委"),
    *("结果：没有受理", "金额：300 元", "结果：停机错过", "账号：小何"),
)
ALLOWED = re.compile(r"Telegram|A001|file-7|住院单\.jpg|image/jpeg|2026-\d{4}|\d{4}-\d\d")


def test_every_code_has_a_word() -> None:
    assert set(texts.CODES) == set(ENUMS)
    for place, wanted in ENUMS.items():
        codes = [code for one in wanted for code in ([one] if isinstance(one, str) else [each.value for each in one])]
        assert [code for code in codes if code not in texts.CODES[place]] == [], place
    assert all(re.search(r"[一-鿿]", word) for words in texts.CODES.values() for word in words.values())


def test_every_step_that_is_written_down_has_a_word() -> None:
    """Every `Entry(…)` about a report or a member in the source, where its action is written out."""
    wanted = {
        found
        for path in Path(bot.__file__).parent.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        for found in actions(call)
    }
    assert {"bind", "erase"} <= wanted
    wanted |= {step.value for steps in (Action, Trace) for step in steps}
    assert [action for action in sorted(wanted) if action not in texts.ACTIONS] == []


def actions(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name != "Entry" or len(call.args) < 3:
        return
    entity, action = call.args[0], call.args[2]
    if getattr(entity, "value", "") in ("member", "report") and isinstance(action, ast.Constant):
        yield str(action.value)


async def everything_of(deps: Deps, member: Member) -> None:
    """A row of every sort that is about the member, the awkward values chosen."""
    seal, at = deps.store.vault.seal, NOON - timedelta(days=1)
    report = {"branch_id": member.branch_id, "reporter_id": member.id, "subject_id": member.id, "created_at": at}
    facts = {"_for": "self", "_agreed": True, "event_date": "2026-11-20", "hospital": "附一医", "still_in": True}
    facts |= {"phone": "13800000000", "quiet": False, "_skipped": []}
    async with deps.store.begin() as tx:
        for number, (status, kind) in enumerate(zip(Status, Kind, strict=False), 1):
            values = report | {"kind": kind, "status": status, "number": f"2026-{number:04}", "updated_at": at}
            values |= {"event_date": at.date()}
            values |= {"facts": seal(facts if kind is Kind.HOSPITALIZATION else {}), "submitted_at": at}
            await tx.run(insert(t.reports).values(values))
        file = {
            "kind": "photo",
            "file_id": "file-7",
            "name": "住院单.jpg",
            "mime": "image/jpeg",
            "size": 70,
            "caption": None,
        }
        await tx.run(insert(t.evidence).values(report_id=1, file=seal(file), unique_id="u", added_at=at))
        await tx.run(insert(tidings).values(report_id=1, member_id=member.id, at=at))
        for outcome, year in zip(GREETINGS, range(2010, 2030), strict=False):
            row = {"member_id": member.id, "year": year, "day": at.date(), "outcome": outcome, "at": at}
            await tx.run(insert(t.greetings).values(row))
        await tx.run(insert(gifts).values(member_id=member.id, year=2026, day=at.date(), amount=Decimal(300)))
        await tx.run(insert(erasures).values(member_id=member.id, requested_at=at, due_at=at))
        office = {"member_id": member.id, "branch_id": member.branch_id, "role": Role.AUDITOR, "acting": True}
        await tx.run(insert(t.offices).values(office))
        claim = {
            "telegram_id": 900,
            "member_id": member.id,
            "status": "turned",
            "account": seal("小何"),
            "created_at": at,
        }
        await tx.run(insert(t.claims).values(claim))
        for action in texts.MEMBER_ACTIONS:
            note = "birthday、phone_tail" if action == "roster-changed" else None
            await history.append(tx, history.Entry("member", member.id, action, 1, "private", "left", note=note), at)
        for step in texts.REPORT_ACTIONS:
            await history.append(tx, history.Entry("report", 1, step, 1, "branch", "committee"), at)


@pytest.fixture
async def copy(deps: Deps, roster: Roster) -> Export:
    await everything_of(deps, roster["A001"])
    return await privacy.export(deps, 101)


async def test_the_copy_for_people_holds_no_code(copy: Export) -> None:
    text = copy.text.decode("utf-8-sig")
    left = [line for line in text.splitlines() if re.search(r"[A-Za-z_]{2,}|T\d\d:", ALLOWED.sub("", line))]
    assert left == []
    for words in READ:
        assert words in text, words
    assert "未填写" not in text


async def test_the_copy_for_machines_holds_the_same_rows(copy: Export) -> None:
    document = json.loads(copy.json)
    assert document["member"]["状态"] == "active"
    assert len(document["reports"]) == len(Status)
    assert set(document) - {"导出时间"} == set(texts.SECTIONS)


async def test_every_text_of_the_copy_is_a_code_with_words_or_nobodys_code(deps: Deps, roster: Roster) -> None:
    """A column that is added to the copy stands in one of the two lists."""
    await everything_of(deps, roster["A001"])
    async with deps.store.read() as tx:
        document = await owndata.of(tx, roster["A001"].id)
    found = {place for section, value in document.items() for place in places(section, value)}
    assert {place for place in found if place not in texts.CODES and place[1] not in texts.WORDS} == set()


def places(section: str, value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any value of the document
    """(section or list, key) of every text; the facts of a report have labels of their own."""
    if isinstance(value, list):
        for one in value:
            yield from places(section, one)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key == "详情":
                continue
            if isinstance(inner, str):
                yield section, key
            else:
                yield from places(key if isinstance(inner, list) else section, inner)
