"""The year's days off, as the committee enters them."""

from collections.abc import Sequence

from bot.core.worktime import Arrangement, holidays
from bot.desk.rules.holidays import said, spans

COMMITTEE_ONLY = "放假安排由工委的主席或委员来录。"
COMMITTEE_PLACE = "请在工委的工作群里，或私聊我来录。"
ENTER, CANCEL, UNDO, SURE_UNDO = "就用这份", "先不用", "撤销 {year} 年的安排", "确定撤销"
DROPPED = "好，没有记下来，照原来的算。"
GONE = "这份安排已经撤销或换过了，请发 /holidays 看现在的。"
USAGE = (
    "国务院办公厅每年公布放假和调休的日子。把通知里的那几条原样粘贴在 /holidays 后面发给我就行，例如：\n"
    "/holidays 2027年 一、元旦：1月1日（周五）至3日（周日）放假，共3天。二、春节：……放假调休，共8天。……上班。……\n"
    "也可以自己列：/holidays 2027年 放假：1月1日至3日，2月5日至11日……；上班：2月20日……\n"
    "整年的一次发全。我读给您核对，您按“就用这份”才生效。"
)
NO_YEAR = "没有看出是哪一年的安排。请在最前面写上年份，例如：/holidays 2027年 ……"


def wrong_year(year: int, this_year: int) -> str:
    return f"写的是 {year} 年。只录今年（{this_year}）和明年（{this_year + 1}）的，请看看年份。"


def stands(year: int, source: str) -> str:
    return f"{year} 年：{source}"


def entered(found: Arrangement) -> str:
    return f"工委录入的安排（{found.document}）"


OPERATOR = "管理员"
IN_CHAT, AT_TERMINAL = f"按“{ENTER}”才生效。", "您答应了才生效。"
LIBRARY = "程序自带的安排"
NEITHER = "还没有安排。先按周一到周五、扣去法定节假日和补假来算，调休的日子会不准"


def overview(lines: Sequence[str]) -> str:
    return "\n".join(["现在按这些来算工作日：", *lines, "", USAGE])


def listed(found: Arrangement) -> str:
    """Days off by festival, then the days worked, each with its weekday."""
    return "\n".join([*_off(found), *_worked(found)])


def nothing_to_undo(year: int) -> str:
    return f"{year} 年没有录入过安排，不用撤销。"


def preview(found: Arrangement, doubts: Sequence[str], ask: str = IN_CHAT) -> str:
    lines = [f"{found.year} 年的放假安排（{found.document}），请对着原文核对：", listed(found)]
    if doubts:
        lines += ["", "请留意：", *(f"· {one}。" for one in doubts)]
    return "\n".join([*lines, "", f"没有列出的日子照常：周一到周五上班，周六、周日休息。{ask}"])


def in_use(found: Arrangement, by: str) -> str:
    return f"{found.year} 年的放假安排已启用（{found.document}，{by}）。录错了，发 /holidays 可以撤销。"


def ask_undo(found: Arrangement) -> str:
    return f"撤销工委录入的 {found.year} 年安排（{found.document}）？撤销后，照前一次录的，或程序自带的、法定的来算。"


def undone(year: int) -> str:
    return f"已撤销 {year} 年的安排。"


def _off(found: Arrangement) -> list[str]:
    names = {day: name for name, days in holidays(found.year).items() for day in days}
    lines = []
    for span in spans(found.off):
        name = "、".join(dict.fromkeys(names[day] for day in span.days if day in names)) or "其他"
        until = f"至{said(span.last)}" if span.last != span.first else ""
        year = f"{span.first.year}年" if span.first.year != found.year else ""
        lines.append(f"{name}：{year}{said(span.first)}{until}放假，共 {len(span.days)} 天")
    return lines


def _worked(found: Arrangement) -> list[str]:
    return (
        [f"调休上班：{'、'.join(said(day) for day in sorted(found.worked))}"]
        if found.worked
        else ["没有调休上班的日子"]
    )
