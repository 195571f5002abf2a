"""What is said while a ledger is made, what stands in it, and in the year's figures."""

from decimal import Decimal

from bot.core.money import yuan

NOT_MADE = (
    "台账这会儿没有做成，什么都没有改。请过一分钟再要一次；一整年的，可以一个月一个月地要，"
    "或请管理员在服务器上用 wennuan ledger 导出。"
)
UNDER_WAY = "您要的台账正在做，做好就发到您的私聊，请稍等一会儿再要。"
JUST_SENT = "您要的台账刚刚做好，已经发到您的私聊，就是上面那一份。"
WRITTEN = "台账写好了，马上发给您。"
BROKEN_OFF = "台账没有写完。"
WHO_MAY = "台账由主席、财务和经审查看。"
WHICH_MONTH = "没看懂是哪个月。请写成 2026-03，整年写 2026。"
ALL, LEDGER = "全市机关", "慰问台账"
SIGNATURES = {"序号": "制表：", "事由": "审核：", "批准": "单位负责人："}  # by the column that has room to sign
BY_DATE_AGREED = "按同意日期归月；批准、实付以元为单位。"


def progress(done: int, total: int) -> str:
    return f"正在做台账：已写 {done:,}／{total:,} 行…"


def title(owner: str, period: object) -> str:
    return f"{owner}{LEDGER}（{period}）"


def figures(count: int, approved: Decimal, paid: Decimal) -> str:
    return f"{count} 件，同意 {yuan(approved)}，实付 {yuan(paid)}"


def keep_safe(title: str, figures: str) -> str:
    return f"{title}：{figures}。内有姓名，请妥善保管。"


# --- the year's figures -----------------------------------------------------------------------------------------------

VISITS, GIFTS = "五访", "五贺"
COUNTED, GRANTED = "件数", "同意金额（元）"


def year_title(owner: str, period: str) -> str:
    return f"{owner}五访五贺（{period}）"


def year_in_figures(title: str, visits: int, gifts: int, approved: Decimal, paid: Decimal) -> str:
    return f"{title}：访 {visits} 件，贺 {gifts} 件；同意 {yuan(approved)}，实付 {yuan(paid)}。"


def bar(drawn: str, title: str, count: int, approved: Decimal) -> str:
    """A line of the chart in characters."""
    return f"{drawn} {title} {count} 件" + (f"，{yuan(approved)}" if approved else "")
