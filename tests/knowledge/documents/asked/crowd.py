"""Nineteen invented documents of an office's other affairs, a hundred articles each: what a question has to be told
from when twenty documents are in force.

No two articles are alike, and each has the sides that a union's rules have, too (papers, days, who decides, what is
paid, who else may have it), so that a question's words about a side tell nothing of which clause is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

DOCUMENTS, PER_DOCUMENT = 19, 5  # subjects in each
SUBJECTS = (Path(__file__).parent / "subjects.txt").read_text(encoding="utf-8").split()
DIGITS = "零一二三四五六七八九"
OFFICES = ("综合科", "后勤中心", "人事科", "财务科", "保卫科", "信息中心", "机关党委", "工程科")
SIDES = (
    "{s}由{o}统一管理，每年核对{n}次，发现问题当场整改。",
    "申请{s}的，应提前{n}个工作日填写《{s}申请表》，经所在部门负责人签字后报{o}审批。",
    "{s}的费用在公用经费中列支，全年不超过{m}元，报销须附发票和清单。",
    "{s}的名额为{n}名，按报名先后确定，满额即止。",
    "{s}于每年{n}月开展，具体时间由{o}另行通知。",
    "{s}的服务窗口设在办公楼{n}层，工作日上午九时至下午五时开放。",
    "损坏、遗失{s}所用物品的，照价赔偿。",
    "弄虚作假取得{s}的，由{o}追回并通报批评。",
    "新到任人员自报到次月起享有{s}，调离人员自调离当月起停止。",
    "{s}的结果在公告栏公示{n}天，有异议的向{o}反映。",
    "{s}可以委托他人代办，代办人应出示委托书和双方证件。",
    "{s}逾期{n}日未办的，视为放弃，不再补办。",
    "{s}所需物品由{o}集中采购，{n}日内发放到人并签收。",
    "夫妻双方均在本单位的，{s}各自办理，不得重复。",
    "借用、外聘、劳务派遣人员的{s}参照本办法执行。",
    "对{s}作出突出贡献的，授予荣誉证书并奖励{m}元。",
    "{s}的台账由{o}指定两人以上保管，保存{n}年。",
    "{s}遇特殊情况需要变更的，由{o}集体研究决定。",
    "退休人员仍可使用{s}，每人每年限{n}次。",
    "患病、怀孕人员暂不安排{s}，凭医院证明向{o}备案。",
    "对{s}的意见和建议，由{o}每年{n}月汇总答复。",
)
#: As members ask, by the number of the side.
SPOKEN = {
    1: "想要{s}，得填什么表",
    2: "{s}的钱从哪里出",
    3: "{s}有几个名额",
    4: "{s}一般几月份搞",
    5: "{s}的窗口在几楼",
    6: "{s}的东西弄丢了怎么办",
    8: "刚报到的人能有{s}吗",
    9: "{s}的结果贴出来几天",
    10: "{s}能叫别人去办吗",
    12: "{s}要用的东西归谁买",
    16: "{s}的台账放几年",
    18: "退了休还能用{s}吗",
    20: "对{s}有想法，几月给回音",
}


def article(subject: int, side: int) -> str:
    office = OFFICES[(subject + side // 7) % len(OFFICES)]
    return SIDES[side].format(
        s=SUBJECTS[subject], o=office, n=2 + (subject * 7 + side) % 9, m=100 * (3 + (subject * 5 + side) % 30)
    )


def questions() -> Iterator[tuple[str, str]]:
    """One of each subject, with the article that answers it."""
    sides = list(SPOKEN)
    for subject in range(DOCUMENTS * PER_DOCUMENT):
        side = sides[subject % len(sides)]
        yield SPOKEN[side].format(s=SUBJECTS[subject]), article(subject, side)


def documents() -> list[str]:
    return [_document(number) for number in range(DOCUMENTS)]


def _document(number: int) -> str:
    named = SUBJECTS[number * PER_DOCUMENT : (number + 1) * PER_DOCUMENT]
    title, signed = f"江州市机关{named[0]}等事务管理办法", date(2019, 1, 1 + number)
    lines = [
        "江州市机关事务管理委员会文件",
        f"江机管〔2019〕{number + 1}号",
        f"关于印发《{title}》的通知",
        "各单位：",
        f"现将《{title}》印发给你们，请遵照执行。",
        "江州市机关事务管理委员会",
        f"{signed.year}年{signed.month}月{signed.day}日",
        title,
    ]
    at = 0
    for subject, name in enumerate(named, number * PER_DOCUMENT):
        lines.append(f"第{_numeral(subject - number * PER_DOCUMENT + 1)}章　{name}")
        for side in range(len(SIDES)):
            at += 1
            lines.append(f"第{_numeral(at)}条　{article(subject, side)}")
    return "\n\n".join(lines) + "\n"


def _numeral(number: int) -> str:
    """Up to 199, as articles are numbered."""
    if number >= 100:
        rest = number - 100
        return "一百" + ("" if not rest else f"零{DIGITS[rest]}" if rest < 10 else f"一{_numeral(rest)}"[-3:])
    tens, ones = divmod(number, 10)
    head = (DIGITS[tens] if tens > 1 else "") + "十" if tens else ""
    return head + (DIGITS[ones] if ones else "")
