"""The forms of the five congratulations (五要贺)."""

from datetime import date

from bot.core.kinds import Kind
from bot.reports.forms.fields import Facts, Form, Input, Item


class Birthday(Facts):
    event_date: date
    calendar: str


class Marriage(Facts):
    event_date: date


class Childbirth(Facts):
    relation: str
    event_date: date


class ChildUniversity(Facts):
    event_date: date
    school: str | None = None


class Retirement(Facts):
    event_date: date


CONGRATULATIONS = (
    Form(
        Kind.BIRTHDAY,
        Birthday,
        (
            Item(
                "event_date",
                "生日",
                "生日是哪一天？过农历的请写“农历八月十五”这样。",
                Input.DATE,
                example="3月5日、农历八月十五",
                tense="next",
            ),
            Item(
                "calendar",
                "历法",
                "每年过的是公历生日，还是农历生日？",
                Input.CHOICE,
                choices=("公历", "农历"),
                why="明年好按时祝贺",
                example="公历",
            ),
        ),
        opening="好呀，生日要记着。",
        receipt="提前祝生日快乐！",
        evidence="想附上的材料",
        ahead=366,
    ),
    Form(
        Kind.MARRIAGE,
        Marriage,
        (
            Item(
                "event_date",
                "婚期",
                "喜事是哪一天？领证或办婚礼的日子，写一个就行。",
                Input.DATE,
                example="下个月6号、10月1日",
            ),
        ),
        opening="恭喜恭喜！记几笔就好。",
        receipt="祝新婚快乐，百年好合！",
        evidence="结婚证照片",
        ahead=180,
    ),
    Form(
        Kind.CHILDBIRTH,
        Childbirth,
        (
            Item(
                "relation",
                "生育的是",
                "这次生育的是哪一位？",
                Input.CHOICE,
                choices=("本人", "配偶"),
                why="通知写的是“会员生育”",
                example="本人",
            ),
            Item(
                "event_date",
                "出生日期",
                "宝宝是哪一天出生的？",
                Input.DATE,
                example="昨天、3月5日",
                tense="past",
            ),
        ),
        opening="恭喜添丁！记几笔就好。",
        receipt="祝大人孩子都平安健康！",
        evidence="出生证明照片",
        ahead=14,
    ),
    Form(
        Kind.CHILD_UNIVERSITY,
        ChildUniversity,
        (
            Item(
                "event_date",
                "报到日期",
                "孩子哪一天报到？还没定的话，写收到录取通知的日子。",
                Input.DATE,
                example="9月1日、上周五",
            ),
            Item("school", "学校", "考上了哪所学校？", Input.TEXT, required=False, example="温州大学"),
        ),
        opening="恭喜！孩子争气。",
        receipt="祝孩子学业有成！",
        evidence="录取通知书照片",
        ahead=180,
    ),
    Form(
        Kind.RETIREMENT,
        Retirement,
        (
            Item(
                "event_date",
                "退休日期",
                "哪一天正式退休？",
                Input.DATE,
                example="下个月底、12月31日",
                tense="next",
            ),
        ),
        opening="辛苦了这么多年，恭喜光荣退休！",
        receipt="感谢这些年的付出，祝退休生活舒心！",
        evidence="退休通知照片",
        ahead=366,
    ),
)
