"""What members are told of their data: what is kept, why, how long, who sees it; and their own data in words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.activities.texts.members import SIGNUPS
from bot.birthdays.rules import Greeted
from bot.birthdays.texts.greeting import CHOICES
from bot.broadcasts.rules import Outcome
from bot.broadcasts.texts import OUTCOMES as BROADCAST
from bot.core.keeping import BACKUP_MONTHS, Periods
from bot.core.people import TITLES, ClaimState
from bot.members.texts.roster import STATUSES
from bot.privacy.texts.processing import ACTIVITIES
from bot.reports.rules.transitions import Action, Desk
from bot.reports.texts.card_words import COMMON
from bot.reports.texts.members import STATUS

EXPORT, ERASE, CONFIRM, STAY = "导出我的资料", "申请删除我的资料", "确认申请删除", "不删了"
EXPORTED = "这是系统里与您有关的全部资料：一份给人看（.txt），一份给机器读（.json）。请妥善保管，不要转发。"
EXPORT_AGAIN = "再发一次 /export"
TEXT_FILE, DATA_FILE = "我的资料.txt", "我的资料.json"
MADE_AT = "导出时间"
CANCELLED = "好的，删除申请已取消，资料照旧保留。"
NOTHING_TO_CANCEL = "没有等待执行的删除申请。"
ERASED = "您的资料已按您的申请删除，账号已解绑。以后需要工会服务，请找本单位工会重新登记。祝您一切都好。"


def notice(kept: Periods, seen: Sequence[str]) -> str:
    """The whole of `/privacy`. `seen`: names of those in whose office it is to see this member's data."""
    officers = "、".join(seen) or "本单位工会的干部"
    held = "；".join(activity.told for activity in ACTIVITIES if activity.told)
    return f"""\
您的资料，我们这样对待：

【存什么】{held}。
不问、不存身份证号和诊断结论；名册上的手机号只留尾号。您在申报里自己留的联系电话、自己写下的话，都算申报内容。
没答好的问题只留原话，不记是谁问的。

【为什么】核对会员身份，办理“五要访五要贺”申报，生日祝福，活动报名，工会通知，以及留下经费支出的依据。

【谁看得到】申报详情只给办理它的干部：{officers}；干部自己的事、到时没人办的，由工委的干部办。
矛盾调解只给调解联系人，没有合适的，由工委的同志看。
工作群里的卡片不写详情，“访”的事项姓名打码。谁看过详情都有记录。维护系统的人员能打开全部内容。
消息经 Telegram 收发，它的服务器在境外。

【存多久】申报结束 {kept.details} 天后，详情、附件和备注自动删除，只留编号、当事人、事项、金额、日期和经手人备查账。
活动报名名单、群发收件记录也是结束 {kept.details} 天后删除，只留人数。
没提交的草稿 {kept.drafts} 天删除；没答好的问题原话 {kept.questions} 天删除。

【怎么存】申报内容、附件信息和备注加密存放，密钥不在数据库里。名册要用来查找，不加密，只有系统自己的账号能读。

【您可以】
· 查看和带走：发 /export，给您一份全部资料。
· 更正：名册信息（生日也是）请找本单位工会；还没有登记生日的，报一次“会员生日”就记下。
· 不要生日祝福：发 /greeting。不要活动、喜庆一类的群发：点下面的按钮。
· 删除：点下面的按钮申请，{kept.cooling} 天内可以反悔；到期后只留做账必须的编号、事项、金额和日期，
  不再有您的姓名和详情。备份里的旧内容随备份到期清除，最长 {BACKUP_MONTHS} 个月。"""


def ask_erase(days: int) -> str:
    return (
        f"删除以后：您的姓名、工号、生日、账号绑定、申报详情和附件都会抹掉，只留做账必须的编号、事项、金额和日期。"
        f"您替同事报的，留在同事名下；备份里的旧内容最长 {BACKUP_MONTHS} 个月后清除。\n"
        f"申请后有 {days} 天可以反悔；到期自动执行，不能恢复。确定要申请吗？"
    )


def requested(due: datetime) -> str:
    return f"已收到。{due.month}月{due.day}日 {due:%H:%M} 以后删除；在那之前想反悔，点“{STAY}”或发 /privacy。"


def waiting(due: datetime) -> str:
    return f"您已申请删除资料，{due.month}月{due.day}日 {due:%H:%M} 以后执行。"


OPEN_REPORTS = "您还有申报在办理，请先等它办完或撤回（点“我的申报”），再申请删除。"
IN_OFFICE = "您现在担任工会职务，请先办好交接，再申请删除。"


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
MEMBER_STATUS: Mapping[str, str] = _plain(STATUSES)
CLAIMS: Mapping[str, str] = {
    ClaimState.OPEN: "等工会核对",
    ClaimState.CONFIRMED: "已确认",
    ClaimState.REFUSED: "未通过",
    ClaimState.LAPSED: "过期作废",
    ClaimState.TURNED_AWAY: "没有受理（同时申请的账号太多）",
}
GREETED: Mapping[str, str] = {
    Greeted.QUEUED: "已祝福",
    Greeted.HELD: "暂缓（近期有亲人去世的申报）",
    Greeted.UNBOUND: "没绑定账号，没有发",
    Greeted.OPTED_OUT: "您选择不要祝福",
    Greeted.UNKNOWN: "不确定是否送达",
    Greeted.FAILED: "没有送达",
    Greeted.MISSED: "停机错过，没有祝福",
    Greeted.BELATED: "迟到的祝福，已补发",
    Greeted.IN_PERSON: "由干部当面问候",
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
