"""What personal data the installation holds, why, on which basis, who sees it and how long: by groups of tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.core.keeping import Periods

MEMBERSHIP = "履行工会对会员的法定服务职责；会员入会时提供（个人信息保护法 第十三条）"
CONSENT = "会员本人申报、填写前告知并同意（第十三条、第二十九条 敏感个人信息单独同意）"
ACCOUNTS = "工会经费收支留痕的法定义务（第十三条第三项）"
SECURITY = "保证系统正常、安全运行所必需"


@dataclass(frozen=True)
class Activity:
    """One processing activity. `told`: the same in a member's words; `kept` and `deleted`: how long, and what
    deletion at one's own wish leaves. `sensitive`: 敏感个人信息 (第二十八条)."""

    name: str
    tables: tuple[str, ...]
    data: str
    purpose: str
    basis: str
    access: str
    kept: Callable[[Periods], str]
    deleted: str
    told: str = ""
    sensitive: bool = False


ACTIVITIES: tuple[Activity, ...] = (
    Activity(
        "会员名册",
        ("members", "imports", "import_changes"),
        "工号、姓名、基层工会、状态、生日（年可缺）、手机尾号（如有）、Telegram 编号、绑定时间、祝福方式；"
        "导入名册时前后的变化",
        "核对会员身份，按基层工会办理服务",
        MEMBERSHIP,
        "本人；本会主席和委员；工委；运维人员",
        lambda p: f"在册期间；导入的变化记录 {p.traffic} 天，没确认的预览 {p.previews} 天",
        "姓名、工号、生日、账号全部抹去，只留一个不含个人信息的编号供账目引用",
        told="名册上的工号、姓名、基层工会、生日（只为祝福）、手机尾号（如有），您的 Telegram 编号",
    ),
    Activity(
        "账号绑定",
        ("invitations", "claims"),
        "邀请链接的摘要、申请绑定的账号（编号、昵称）和会员、办理结果",
        "确认账号是本人",
        MEMBERSHIP,
        "本会主席和委员；工委；运维人员",
        lambda p: f"用过或过期的链接 {p.invitations} 天，绑定申请 {p.traffic} 天",
        "删除",
        told="申请绑定时账号的编号和昵称",
    ),
    Activity(
        "工会职务",
        ("offices",),
        "谁在哪个工会担任什么职务、起止日期",
        "决定谁能办理、谁能看到",
        MEMBERSHIP,
        "本会会员可见干部姓名；工委；运维人员",
        lambda _: "任期结束后随名册保存，供核对历史办理",
        "删除（在任的先交接）",
    ),
    Activity(
        "五要访五要贺申报",
        ("reports", "evidence", "companions"),
        "事项、发生日期、经过、医院、亲属关系、本人自愿留的联系电话、附件（Telegram 文件编号）、金额、办理人和日期；"
        "谁去慰问，谁签收（代签的记姓名和与本人的关系）",
        "走访慰问和祝贺，核定慰问金、慰问品",
        CONSENT,
        "办理它的干部（点“详情”时留痕）；矛盾调解只有调解联系人；工作群只见编号、事项和打码的姓名",
        lambda p: (
            f"办结 {p.details} 天后删除详情、附件和备注；编号、当事人、事项、金额、日期、经手人、去的人和签收人"
            "随账保存；"
            f"没提交的草稿 {p.drafts} 天"
        ),
        "详情、附件、备注、去的人和签收人删除；编号、事项、金额、日期留在账上，不再能认出本人",
        told="您提交的申报（含您自己留的联系电话）和附件、办理经过",
        sensitive=True,
    ),
    Activity(
        "生日祝福和慰问品",
        ("greetings", "gifts"),
        "哪年哪天祝福过、是否送到；慰问品备好、送到的时间、金额和经手人",
        "每年只祝福一次，慰问品入账",
        f"{MEMBERSHIP}；慰问品：{ACCOUNTS}",
        "本人；本会主席、委员、财务；工委；运维人员",
        lambda _: "祝福记录随名册保存；慰问品随账保存",
        "祝福记录删除；慰问品只留年度、金额和日期",
        told="生日祝福和慰问品的记录",
    ),
    Activity(
        "工会活动报名",
        ("activities", "activity_drafts", "signups"),
        "活动安排（可能写有联系人）、谁报名、候补、到没到",
        "组织活动，通知报名的人，统计人数",
        "会员本人报名（第十三条第一项 同意）",
        "本人；办活动的主席和委员；工委；运维人员",
        lambda p: f"活动结束 {p.details} 天后删除报名名单，只留人数",
        "删除",
        told="您报名的活动",
    ),
    Activity(
        "群发通知",
        ("broadcasts", "broadcast_recipients", "broadcast_refusals"),
        "发了什么、谁发的、每位会员收到与否；谁选择不收一般通知",
        "通知到人、每人最多一次，没收到的由干部另行通知",
        MEMBERSHIP,
        "发它的工会的主席和委员；工委；运维人员",
        lambda p: f"发完 {p.details} 天后删除内容和名单，只留人数；没发的草稿 {p.drafts} 天",
        "本人的收件记录和选择删除；提到本人姓名、工号的通知原文删除",
        told="工会群发给您的通知送到没有，您愿不愿意收",
    ),
    Activity(
        "办理历史",
        ("history", "tidings"),
        "谁在什么时候对哪份申报、哪位会员、哪个职务做了什么，及理由；办理结果有没有告知到本人",
        "审计留痕，追查差错",
        ACCOUNTS,
        "本人（导出资料）；工委；运维人员",
        lambda p: f"步骤长期保存；备注、理由在申报办结 {p.details} 天后抹去",
        "备注抹去，步骤只以编号保留",
    ),
    Activity(
        "收发的消息",
        ("inbox", "outbox", "cards", "buttons", "prompts"),
        "还没处理完的来信原文，等待发送的消息，按钮的含义",
        "消息不丢、不重",
        SECURITY,
        "运维人员（出错的来信）",
        lambda p: (
            f"来信原文办完即删，记号 {p.settled_updates} 天，出错的 {p.quarantined_updates} 天；"
            f"发出的消息发完即删内容，记号 {p.traffic} 天；按钮 {p.buttons} 天，等着回答的问题 {p.prompts} 天"
        ),
        "删除",
        sensitive=True,
    ),
    Activity(
        "关怀",
        ("care",),
        "哪个账号的对话正说到危险、到几时为止；不记说了什么",
        "危险没有过去之前，每句话都先关心人，不当成提问和申报",
        "应对突发事件、紧急情况下保护自然人的生命健康（第十三条第四项）",
        "不给任何人看；本人同意时才告诉一位干部",
        lambda p: f"{p.care_hours} 小时，或本人说好些了为止",
        "删除",
        sensitive=True,
    ),
    Activity(
        "提问",
        ("questions",),
        "没答好的问题的原话，不记是谁问的",
        "改进回答",
        SECURITY,
        "工委；运维人员",
        lambda p: f"原话 {p.questions} 天，之后只留统计",
        "不与会员关联，无从查找；原话到期自动删除",
    ),
    Activity(
        "工会的通知和办法",
        ("notices", "notice_releases"),
        "通知、办法的原件和读出的条文，核对时输入的金额；加的人、核对的人、发布的人（编号）和日期",
        "照现行的文件回答和审批，能查是谁核对、谁发布的",
        ACCOUNTS,
        "内容对会员公开；核对和发布的记录：工委的主席、委员，运维人员",
        lambda _: "长期保存，供核对当年的标准",
        "文件不涉及会员；经手人只剩编号",
    ),
    Activity(
        "教过的问法",
        ("lessons",),
        "工委从没答好的问题里挑出来教的原话（写着会员姓名、长串号码的不能教）和它问的是什么；教的人、撤销的人（编号）和日期",
        "改进回答，能查能撤销",
        SECURITY,
        "工委的主席、委员；运维人员",
        lambda p: f"教的内容用到撤销为止；撤销 {p.questions} 天后删除原话，只留问的是什么和日期",
        "原话不记是谁问的，无从查找；教的人只剩编号",
    ),
    Activity(
        "绑定时的限次",
        ("counters",),
        "一个账号当天猜错几次（账号编号和日期）；另有编号用的计数",
        "防止冒认",
        SECURITY,
        "运维人员",
        lambda p: f"{p.guesses} 天",
        "删除",
    ),
    Activity(
        "删除申请",
        ("erasures",),
        "何时申请、何时执行或撤回",
        "证明依法办理了删除",
        "个人信息处理者的法定义务（第四十七条、第五十条）",
        "本人；运维人员",
        lambda _: "长期，只有编号和日期",
        "保留，作为已删除的凭据",
    ),
    Activity(
        "工委的规定、祝福语和放假安排",
        ("rules", "wordings", "retired_wordings", "arrangements"),
        "规定、祝福语、放假安排本身，及录入人（编号）",
        "执行标准，祝福，按工作日提醒",
        MEMBERSHIP,
        "工会干部；运维人员",
        lambda _: "长期",
        "录入人只剩编号",
    ),
)

#: Tables without personal data, and what they hold.
IMPERSONAL: Mapping[str, str] = {
    "branches": "基层工会的名称、工作群和设置",
    "budgets": "各工会的年度预算",
    "installation": "这个数据库是正式使用的，还是沙箱的",
    "lanes": "哪台机器正在处理哪个聊天，几秒即换",
    "ticks": "定时任务上次运行的时间",
}
