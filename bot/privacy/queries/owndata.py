"""All rows that are about one member, opened, with Chinese names for what they hold.

Values are as the database has them; `bot.privacy.texts.members` has the words for its codes.
"""

from collections.abc import Sequence

from sqlalchemy import RowMapping, or_, select

from bot.birthdays.queries.greetings import birthday_of
from bot.core.messages import JsonObject
from bot.reports.queries import parts
from bot.store import tables as t
from bot.store.engine import Tx
from bot.store.history import shown
from bot.store.tables_activities import activities, broadcast_recipients, broadcast_refusals, broadcasts, signups
from bot.store.tables_members import erasures, gifts, tidings

_FILE_KEYS = {
    "kind": "种类",
    "file_id": "文件编号",
    "name": "文件名",
    "mime": "格式",
    "size": "大小（字节）",
    "caption": "说明",
}


async def of(tx: Tx, member_id: int) -> JsonObject:
    """Everything of this member, section by section."""
    return {
        "member": await _member(tx, member_id),
        "bindings": await _bindings(tx, member_id),
        "offices": [
            {
                "基层工会": row["name"],
                "职务": row["role"],
                "起": row["since"],
                "止": row["until"],
                "代理": row["acting"],
            }
            for row in await tx.all(
                select(t.offices, t.branches.c.name).join(t.branches).where(t.offices.c.member_id == member_id)
            )
        ],
        "reports": [await _report(tx, row, member_id) for row in await _reports(tx, member_id)],
        "greetings": [
            {"年度": row["year"], "日期": row["day"], "结果": row["outcome"]}
            for row in await tx.all(select(t.greetings).where(t.greetings.c.member_id == member_id))
        ],
        "gifts": [
            {"年度": row["year"], "备好": row["prepared_at"], "送到": row["given_at"], "金额": row["amount"]}
            for row in await tx.all(select(gifts).where(gifts.c.member_id == member_id))
        ],
        "activities": await _signups(tx, member_id),
        "broadcasts": await _broadcasts(tx, member_id),
        "history": await _trail(tx, "member", member_id),
        "erasures": [
            {"申请": row["requested_at"], "到期": row["due_at"], "取消": row["cancelled_at"], "完成": row["done_at"]}
            for row in await tx.all(select(erasures).where(erasures.c.member_id == member_id))
        ],
    }


async def _bindings(tx: Tx, member_id: int) -> JsonObject:
    """Links that were made for him, and accounts that said they were he."""
    links = select(t.invitations).where(t.invitations.c.member_id == member_id).order_by(t.invitations.c.created_at)
    claimed = select(t.claims).where(t.claims.c.member_id == member_id).order_by(t.claims.c.id)
    return {
        "绑定链接": [
            {"发出": row["created_at"], "有效到": row["expires_at"], "用过": row["used_at"]}
            for row in await tx.all(links)
        ],
        "绑定申请": [
            {
                "时间": row["created_at"],
                "账号": tx.vault.open(row["account"]) if row["account"] else None,
                "结果": row["status"],
                "办理": row["decided_at"],
            }
            for row in await tx.all(claimed)
        ],
    }


async def _signups(tx: Tx, member_id: int) -> list[JsonObject]:
    query = select(signups, activities.c.title, activities.c.day).join(activities)
    return [
        {"活动": row["title"], "日期": row["day"], "报名": row["at"], "结果": row["state"], "到场": row["came"]}
        for row in await tx.all(query.where(signups.c.member_id == member_id).order_by(signups.c.id))
    ]


async def _member(tx: Tx, member_id: int) -> JsonObject:
    query = select(t.members, t.branches.c.name.label("branch")).join(t.branches).where(t.members.c.id == member_id)
    row = await tx.one(query)
    if row is None:
        return {}
    birthday = birthday_of(row)
    return {
        "工号": row["staff_no"],
        "姓名": row["name"],
        "基层工会": row["branch"],
        "状态": row["status"],
        "生日": str(birthday) if birthday else None,
        "手机尾号": row["phone_tail"],
        "Telegram 编号": row["telegram_id"],
        "绑定时间": row["bound_at"],
        "生日祝福": row["greeting"],
    }


async def _reports(tx: Tx, member_id: int) -> Sequence[RowMapping]:
    mine = or_(t.reports.c.subject_id == member_id, t.reports.c.reporter_id == member_id)
    return await tx.all(select(t.reports).where(mine).order_by(t.reports.c.id))


async def _report(tx: Tx, row: RowMapping, member_id: int) -> JsonObject:
    files = await tx.all(select(t.evidence).where(t.evidence.c.report_id == row["id"]).order_by(t.evidence.c.id))
    return {
        "编号": row["number"],
        "事项": row["kind"],
        "由本人申报": row["reporter_id"] == member_id,
        "关于本人": row["subject_id"] == member_id,
        "状态": row["status"],
        "办理的一方": row["desk"],
        "发生日期": row["event_date"],
        "详情": tx.vault.open(row["facts"]),
        "干部的提问": tx.vault.open(row["question"]) if row["question"] else None,
        "同意金额": row["approved"],
        "实付金额": row["paid"],
        "签收": str(signed) if (signed := parts.signature_of(tx, row)) else None,
        "去慰问的": "、".join(tx.vault.open(row["visited_by"])) if row["visited_by"] else None,
        "提交": row["submitted_at"],
        "详情删除": row["purged_at"],
        "附件": [
            {"用途": file["purpose"]}
            | {_FILE_KEYS[key]: value for key, value in tx.vault.open(file["file"]).items()}
            | {"上传": file["added_at"]}
            for file in files
        ],
        "通知": [
            {"时间": news["at"], "没有送达": news["failed_at"], "由干部告知": news["told_at"]}
            for news in await tx.all(
                select(tidings).where(tidings.c.report_id == row["id"], tidings.c.member_id == member_id)
            )
        ],
        "经过": await _trail(tx, "report", row["id"]),
    }


async def _broadcasts(tx: Tx, member_id: int) -> JsonObject:
    """Which reached him, and whether he wants them."""
    query = (
        select(broadcasts.c.confirmed_at, t.branches.c.name, broadcast_recipients.c.outcome)
        .select_from(broadcast_recipients.join(broadcasts).join(t.branches))
        .where(broadcast_recipients.c.member_id == member_id)
        .order_by(broadcasts.c.id)
    )
    refused = select(broadcast_refusals.c.at).where(broadcast_refusals.c.member_id == member_id)
    return {
        "不收一般通知，自": await tx.value(refused),
        "收到的群发": [
            {
                "时间": row["confirmed_at"],
                "由工会": row["name"],
                "结果": row["outcome"],
            }
            for row in await tx.all(query)
        ],
    }


async def _trail(tx: Tx, entity: str, entity_id: int) -> list[JsonObject]:
    """What was done, when, and with which words; who did it stays with the office."""
    h = t.history.c
    query = select(t.history).where(h.entity == entity, h.entity_id == entity_id).order_by(h.id)
    return [
        {
            "时间": row["at"],
            "动作": row["action"],
            "由": row["before"],
            "到": row["after"],
            "备注": shown(str(tx.vault.open(row["note"]))) if row["note"] else None,
        }
        for row in await tx.all(query)
    ]
