"""What members are told of their data: what is kept, why, how long, who sees it, and what they may ask for."""

from collections.abc import Sequence
from datetime import datetime

from bot.core.keeping import BACKUP_MONTHS, Periods
from bot.privacy.rules.processing import ACTIVITIES

EXPORT, ERASE, CONFIRM, STAY = "导出我的资料", "申请删除我的资料", "确认申请删除", "不删了"
EXPORTED = "这是系统里与您有关的全部资料：一份给人看（.txt），一份给机器读（.json）。请妥善保管，不要转发。"
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
· 更正：名册信息请找本单位工会；生日也可以用“会员生日”申报来改。
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
