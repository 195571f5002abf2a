"""The record of processing (个人信息保护法 第五十五、五十六条), part by part. Moments are words already (`moment`)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.core.clock import local

FILL_IN = "（由工会填写）"
TITLE = "个人信息处理活动记录"
HEADER = (
    "处理活动",
    "处理的信息",
    "目的",
    "依据",
    "谁能看到",
    "保存期限",
    "本人申请删除后",
    "敏感",
    "加密存放的字段",
    "条数",
)
COUNTS_HEADER = ("数据表", "条数", "属于")
YES, NO, NONE = "是", "否", "无"
COUNTS = "数量"
ACTIVITIES = "## 二、处理活动"
NEVER = "还没有"


def moment(at: datetime | None) -> str:
    return f"{local(at):%Y-%m-%d %H:%M}" if at else NEVER


def head(made: str, union: str, members: int, bound: int) -> str:
    return f"""\
# {TITLE}

本记录由 `wennuan privacy record` 于 {made} 从系统的数据表和设置生成，
供工会按《中华人民共和国个人信息保护法》第五十五条、第五十六条保存（至少三年）。
标着“{FILL_IN}”的地方，系统无从知道，请填写后再归档；“依据”一栏是编写系统时的理解，请工会核对。

## 一、处理者

| | |
|---|---|
| 个人信息处理者 | {union} |
| 负责人和联系方式 | {FILL_IN} |
| 系统 | 温暖，机关工会会员服务机器人 |
| 运行维护单位和人员 | {FILL_IN} |
| 涉及的人 | 在册会员 {members} 人，其中绑定账号 {bound} 人 |"""


def activity(number: int, row: Sequence[str]) -> str:
    """`row`: under HEADER."""
    told = [f"| {name} | {value} |" for name, value in zip(HEADER[1:], row[1:], strict=True)]
    return "\n".join([f"### {number}. {row[0]}", "", "| | |", "|---|---|", *told])


def sensitive(activities: Iterable[str], impersonal: Mapping[str, str]) -> str:
    """`activities`: names of those that are sensitive; `impersonal`: tables without personal data → what they hold."""
    others = "\n".join(f"- `{name}`：{what}" for name, what in impersonal.items())
    return f"""\
## 三、敏感个人信息

涉及敏感个人信息（第二十八条）的有：{"、".join(activities)}。住院、亲人去世、家庭和会员之间的矛盾，
在填写第一项敏感内容之前，系统先告诉申报人谁会看到，取得同意后才继续（第二十九条）；不同意就不留下任何内容。
未满十四周岁的人的信息：生育、子女上大学的申报可能提到子女，只用于核对该项申报。

不含个人信息的数据表：

{others}"""


def recipients(server: str) -> str:
    return f"""\
## 四、接收方和向境外提供

- 所有消息和附件经 Telegram 收发，本系统连接的服务器是 {server}。附件存放在 Telegram，系统里只有文件编号。
- Telegram 的服务器在境外。是否构成第三十八条的“向境外提供个人信息”、走哪条路径、
  要不要取得第三十九条的单独同意、是否继续使用，由工会评估决定；本系统不替工会下结论。评估结论：{FILL_IN}
- 除此以外，系统不向任何第三方提供个人信息：问题的理解、检索和回答都在本机完成，不调用外部的人工智能服务。
- 委托处理（第二十一条）：如果服务器由别的单位提供或维护，请写明受托方和约定：{FILL_IN}"""


def protection(keys: int, rotated: str, backup: str, months: int) -> str:
    """`backup`: the newest one's name; `months`: how long backups are kept."""
    return f"""\
## 五、保护措施

- 加密：第二部分列出的字段加密存放，密钥放在数据库之外，现有 {keys} 把；
  最近一次全部换用新密钥：{rotated}。
- 名册里的姓名、工号、生日、Telegram 编号要用来查找，没有加密，靠磁盘和账号权限保护。
- 权限：每一步都重新核对职务、单位和聊天；谁看过申报详情、谁取过名单，都记在办理历史里，历史逐条相扣，改动能查出来。
- 日志：不记姓名，不记消息内容。
- 备份：用同样的密钥加密，最近一份是 {backup}。
  已删除的资料在备份里最长还留 {months} 个月，到期随备份清除；
  从备份恢复以后，请重新执行那份备份之后已执行过的删除。
- 运维人员持有密钥，能读全部内容；请限定人员并签保密承诺：{FILL_IN}"""


DECISIONS = """\
## 六、自动化决策

没有（第二十四条）。申报由工会干部审批，超时只提醒和转交，系统不代为同意或驳回。"""


def times(count: int, last: str) -> str:
    return f"{count} 次，最近 {last}"


def reports(count: int, last: str) -> str:
    return f"{count} 份，最近 {last}"


def deletions(erased: str, cooling: int, waiting: int, stripped: str, swept: str) -> str:
    """`erased`, `stripped`: how many and when last (`times`, `reports`); `cooling`: days."""
    return f"""\
## 七、删除和清理

| | |
|---|---|
| 会员申请删除，已执行 | {erased} |
| 等待执行（{cooling} 天反悔期内，或有申报未办结） | {waiting} 次 |
| 到期删除详情的申报 | {stripped} |
| 每日清理最近一次运行 | {swept} |"""


ASSESSMENT = f"""\
## 八、个人信息保护影响评估（第五十六条）

因处理敏感个人信息、可能向境外提供，工会应当在启用前评估，报告至少保存三年：

1. 处理目的、处理方式是否合法、正当、必要：{FILL_IN}
2. 对个人权益的影响及安全风险：{FILL_IN}
3. 所采取的保护措施是否合法、有效并与风险程度相适应：{FILL_IN}

评估人：{FILL_IN}　日期：{FILL_IN}"""
