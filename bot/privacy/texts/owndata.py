"""A member's own data in words: what each code in the database means to him.

`tests/privacy/test_export.py` fails when an enum, a history entry or a column has a value without a word.
"""

from collections.abc import Mapping
from typing import Any

from bot.activities.texts.members import SIGNUPS
from bot.birthdays.texts.greeting import CHOICES
from bot.broadcasts.rules import Outcome
from bot.broadcasts.texts import OUTCOMES as BROADCAST
from bot.core.people import TITLES, MemberStatus
from bot.reports.rules.transitions import Action, Desk
from bot.reports.texts.card_words import COMMON
from bot.reports.texts.members import STATUS


def _plain(words: Mapping[Any, str]) -> Mapping[str, str]:
    """The same by the codes that the database holds."""
    return {str(code): word for code, word in words.items()}


SECTIONS: Mapping[str, str] = {
    "member": "名册上的您",
    "bindings": "账号绑定",
    "offices": "工会职务",
    "reports": "申报",
    "greetings": "生日祝福",
    "gifts": "生日慰问品",
    "activities": "活动报名",
    "broadcasts": "工会群发的通知",
    "history": "变更记录",
    "erasures": "删除申请",
}
MEMBER_STATUS: Mapping[str, str] = {
    MemberStatus.ACTIVE: "在册",
    MemberStatus.RETIRED: "已退休",
    MemberStatus.LEFT: "已调离",
    MemberStatus.DECEASED: "已故",
}
CLAIMS: Mapping[str, str] = {
    "open": "等工会核对",
    "confirmed": "已确认",
    "refused": "未通过",
    "lapsed": "过期作废",
    "turned": "没有受理（同时申请的账号太多）",
}
GREETED: Mapping[str, str] = {
    "queued": "已祝福",
    "held": "暂缓（近期有亲人去世的申报）",
    "unbound": "没绑定账号，没有发",
    "opted_out": "您选择不要祝福",
    "unknown": "不确定是否送达",
    "failed": "没有送达",
    "missed": "停机错过，没有祝福",
    "belated": "迟到的祝福，已补发",
    "in_person": "由干部当面问候",
}
DESKS: Mapping[str, str] = {Desk.BRANCH: "本单位工会", Desk.MEDIATOR: "调解联系人", Desk.COMMITTEE: "工委"}
CALENDARS: Mapping[str, str] = {"solar": "公历", "lunar": "农历"}
#: What the history says of a report, in the officers' words.
REPORT_ACTIONS: Mapping[str, str] = {
    **COMMON,
    Action.APPROVE: "同意",
    Action.REJECT: "未同意",
    Action.REVOKE: "撤销决定",
    Action.DELIVER: "登记已慰问（或已调解）",
    Action.VIEW: "经办人看了详情",
}
#: What it says of a member.
MEMBER_ACTIONS: Mapping[str, str] = {
    "roster-added": "导入名册：新增",
    "roster-changed": "导入名册：变更",
    "roster-leaving": "导入名册：离开",
    "roster-undo": "撤销了一次名册导入",
    "invite": "发出绑定链接",
    "bind": "绑定账号",
    "unbind": "解除绑定",
    "greeting": "改了生日祝福的方式",
    "birthday": "从申报里记下生日",
    "birthdays": "取了生日名单",
    "ledger": "取了慰问台账",
    "summary": "看了全年汇总",
    "calendar": "取了今后一年的生日日历",
    "notices-refused": "选择不收一般通知",
    "notices-accepted": "恢复收一般通知",
    "export": "导出本人资料",
    "erase-asked": "申请删除资料",
    "erase-cancelled": "取消删除申请",
    "erase": "资料已删除",
}
ACTIONS: Mapping[str, str] = {**REPORT_ACTIONS, **MEMBER_ACTIONS}
#: What stands before and after a step of the history.
STATES: Mapping[str, str] = {
    **_plain(STATUS),
    **MEMBER_STATUS,
    **DESKS,
    **CHOICES,
    **CALENDARS,
    "calendar": "今后一年的日历",
}
ROSTER_FIELDS: Mapping[str, str] = {
    "name": "姓名",
    "branch": "基层工会",
    "status": "状态",
    "birthday": "生日",
    "phone_tail": "手机尾号",
    "roles": "职务",
}
FILES: Mapping[str, str] = {"photo": "照片", "document": "文件"}
PURPOSES: Mapping[str, str] = {"evidence": "材料", "visit": "慰问照片"}

#: (section or list, key) → its codes.
CODES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("member", "状态"): MEMBER_STATUS,
    ("member", "生日祝福"): CHOICES,
    ("绑定申请", "结果"): CLAIMS,
    ("offices", "职务"): _plain(TITLES),
    ("reports", "状态"): _plain(STATUS),
    ("reports", "办理的一方"): DESKS,
    ("greetings", "结果"): GREETED,
    ("activities", "结果"): _plain(SIGNUPS),
    ("收到的群发", "结果"): {**_plain(BROADCAST), Outcome.PENDING: "还没轮到", Outcome.QUEUED: "正在发"},
    ("附件", "用途"): PURPOSES,
    ("附件", "种类"): FILES,
    ("history", "动作"): ACTIONS,
    ("history", "由"): STATES,
    ("history", "到"): STATES,
    ("经过", "动作"): ACTIONS,
    ("经过", "由"): STATES,
    ("经过", "到"): STATES,
}
#: Keys whose text is nobody's code: names, numbers, and what people wrote.
WORDS = frozenset(
    {"工号", "姓名", "基层工会", "生日", "手机尾号", "账号", "编号", "事项", "干部的提问", "活动", "由工会", "备注",
     "文件编号", "文件名", "格式", "说明"}
)  # fmt: skip
#: What the form notes beside the facts: how far it was filled in concerns nobody; these do.
AGREED, QUIET, FOR_COLLEAGUE, COLLEAGUE = "同意填写说明", "先不告诉本人", "替同事报", "申报人写的姓名"
EMPTY = "（没有）"


def said(section: str, key: str, value: str) -> str:
    """The word for a code; a text that is none passes as it is."""
    return CODES.get((section, key), {}).get(value, value)


def fields(note: str) -> str:
    """“birthday、phone_tail” → “生日、手机尾号”: what an import has changed."""
    return "、".join(ROSTER_FIELDS.get(name, name) for name in note.split("、"))
