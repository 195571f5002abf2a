"""What is said of the officers' own work to who asks about it in words: to those whose office it is, and to others."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

QUEUE = "看待办"

NOTHING_WAITS = "现在没有等您办的申报。"
WHERE = "点“看待办”（或者发 /queue）就列出来，最早的在前；点编号，那张卡片就到最下面。"
NO_OFFICE = "名册里您现在没有登记职务；当选了、接任了的，点下面的按钮，我转告工会干部登记上。"
NOT_AN_OFFICER = (
    "这是工会干部办的事：名册里您现在没有登记职务，所以这里看不到待办。您要是当选了、接任了，"
    "点下面的按钮，我转告工会干部，请他们登记上。"
)

HOW_ONE_JOINS = (
    "入会、登进名册，由本人所在单位的工会来办：单位工会报给工委，登好了就在名册上。名册上有了，点单位工会给的绑定链接，"
    "没有链接的发 /bind 申请，就能用我办事；提问不用等。"
)

WHEN_ONE_LEAVES = (
    "调走、退休了，名册由工会来改，不用您自己办：改好以后，绑定和没办的报名自动解除，报过的账目照样留着。"
    "要紧的，点下面的按钮，我转告工会干部。"
)
#: By side of the desk's work, what who holds no office means by it.
TO_MEMBERS: Mapping[str, str] = {"roster": HOW_ONE_JOINS, "left": WHEN_ONE_LEAVES}

NOT_A_KEEPER = "台账由主席、财务和经审来看；您自己报过的事，点“我的申报”就能看到。"


def waiting(undecided: int, besides: int) -> str:
    """How much waits for this officer: to be decided, and to be carried on with."""
    if not undecided and not besides:
        return NOTHING_WAITS
    first = f"等您审批的有 {undecided} 份" if undecided else "没有等您审批的"
    return f"{first}，另有 {besides} 份等着往下办（慰问、登记、告知本人）。" if besides else f"{first}。"


def escalation(nudge: int, escalate: int) -> str:
    """In working hours, as they are set."""
    return f"满 {nudge} 个工作小时没人办，我提醒一次；满 {escalate} 个工作小时，转给工委接着办。夜里、假日不算。"


def kept(days: int) -> str:
    """How long details and evidence are kept here after the end of a report."""
    return f"现在定的是办结满 {days} 天。"


def unvisited(days: int) -> str:
    return f"同意以后满 {days} 天还没有登记慰问的，也转给工委接着办。"


def listed(lines: Sequence[str], more: int) -> str:
    """The first reports that wait for him, a line each."""
    rest = [f"……另有 {more} 份，点“看待办”。"] if more > 0 else []
    return "\n".join([*(f"· {line}" for line in lines), *rest])


def birthdays(title: str, month: int, lines: Sequence[str], more: int) -> str:
    if not lines:
        return f"{title}，{month}月没有登记了生日的会员过生日。"
    rest = [f"……另有 {more} 位，点下面的按钮看全。"] if more > 0 else []
    return "\n".join([f"{title}，{month}月过生日的有 {len(lines) + max(more, 0)} 位：", *lines, *rest])


def born(day: date, name: str, branch: str) -> str:
    return f"· {month_day(day)} {name}{f'（{branch}）' if branch else ''}"


def month_day(day: date) -> str:
    return f"{day.month}月{day.day}日"


BOOKS_NAMED, BIRTHDAYS_NAMED = re.compile("台账|账|慰问"), re.compile("生日|寿星")
BIRTHDAYS_ALL = "看这一周、备慰问品，发 /birthdays。"
MORE_BIRTHDAYS = "名单（图和表格）"


def headcount(branch: str, count: int) -> str:
    return f"名册上，{branch}现在有 {count} 位在册会员。"


def books(month: str, year: int) -> str:
    """How the book is had: `month` is 2026-03."""
    return (
        f"台账发 /ledger {month} 就有，整年写 /ledger {year}，Excel 文件私下发给您，能直接打印；要 CSV，在后面加 CSV。"
        f"全年的汇总图发 /summary {year}。"
    )


def this_month(month: str) -> str:
    return f"{month} 的台账"
