"""What is said of the notice itself: number, issuer, dates, attachments, parts, theme."""

from __future__ import annotations

import re
from collections.abc import Callable

from knowledge.answer import texts
from knowledge.document import Notice
from knowledge.patterns import Late

TITLE = Late(r"《(.+)》")
LASTS = Late(r"起施行|起执行|有效期|试行期|执行至|同时废止")
INNER = str.maketrans("“”", "‘’")
THEME = Late(r"“(奋战[^”]+)”的?全市工作主题主线")


def _day(notice: Notice) -> str:
    day = notice.printed
    return f"{day.year}年{day.month}月{day.day}日"


def number(notice: Notice) -> str:
    return f"文号是{notice.number}。"


def issuer(notice: Notice) -> str:
    copied = f"；抄送{'、'.join(notice.copied_to)}" if notice.copied_to else ""
    return f"是{notice.issuer}印发的，发给{notice.addressed_to}{copied}。"


def dates(notice: Notice) -> str:
    return texts.printed(_day(notice))


def attachments(notice: Notice) -> str:
    named = "；".join(f"附件{one.number}《{one.title}》" for one in notice.attachments)
    absent = "、".join(f"附件{one.number}" for one in notice.attachments if not one.present)
    return f"通知列了{named}。" + (texts.attachment_absent(absent) if absent else "")


def theme(notice: Notice) -> str:
    match = THEME.search(notice.requirements)
    return texts.theme(match[1]) if match else texts.NO_THEME


def projects(notice: Notice) -> str:
    if not notice.parts:
        return texts.NO_PARTS
    names = "、".join(f"{part.ordinal}、{part.project}" for part in notice.parts)
    return f"一共{len(notice.parts)}项：{names}。"


def validity(notice: Notice) -> str:
    named = TITLE.search(notice.title)
    what = f"这是《{named[1]}》" if named else f"这是{notice.year}年的文件"
    stated = "".join(item.text for item in notice.items if item.source == notice.source and LASTS.search(item.text))
    says = f"原文是：“{stated.translate(INNER)}”" if stated else texts.NO_TERM
    return f"{what}，{_day(notice)}印发。{says}"


def title(notice: Notice) -> str:
    return texts.full_title(notice.issuer, notice.title, notice.number, _day(notice))


def requirements(notice: Notice) -> str:
    return notice.requirements


def basis(notice: Notice) -> str:
    found = dict.fromkeys(
        re.findall(r"《[^《》]+(?:〈[^〉]*〉[^《》]*)*》(?:（[^）]+号）)", "".join(i.text for i in notice.items))
    )
    return texts.rests_on(list(found)) if found else texts.NO_BASIS


def beside(notice: Notice) -> str:
    """What else is in force, where several documents are; "" otherwise."""
    others = [f"{one.number}（{one.year}年）" for one in notice.sources if one != notice.source]
    return f"现在执行的还有{'、'.join(others)}。" if others else ""


ASKED: tuple[tuple[re.Pattern[str], Callable[[Notice], str]], ...] = (
    (re.compile(r"文号|几号文|发文字号|多少号|什么号|哪个号|文件号"), number),
    (re.compile(r"附件"), attachments),
    (re.compile(r"1161|主题|主线|奋战|奋进"), theme),
    (re.compile(r"工程|几(大)?(部分|块|方面|项)"), projects),
    (
        re.compile(
            r"有效|还按|现在还|照办|算数|作废|过期|管到|还管用|失效|还用|还作数|管几年|20(?!19)\d\d年|老文件|旧文件|过时|年的了|还能用|仍然|适用"
        ),
        validity,
    ),
    (
        re.compile(
            r"抄送|抄给|谁发|谁印|发文(单位|机关)|哪个单位|谁下|谁制定|谁出|哪家|什么单位|落款|总工会|哪个部门|哪里发|发给谁"
        ),
        issuer,
    ),
    (re.compile(r"哪天|几号|什么时候|几时|何时|日期|时间|哪年|几月|哪一天|多久前"), dates),
    (re.compile(r"总体要求|指导思想|职能|重点|再造|两新"), requirements),
    (re.compile(r"依据|根据|引用|参照"), basis),
)


def sides(notice: Notice, text: str) -> str:
    """Every side of the notice that is asked about, a sentence each; "" where none is."""
    return "".join([say(notice) for pattern, say in ASKED if pattern.search(text)][:3])


def paragraph(notice: Notice, text: str) -> str:
    """The sides asked about; the notice's title and number where none is."""
    return sides(notice, text) or title(notice)
