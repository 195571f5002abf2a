"""The forms of the five visits (五要访). Plain words: whoever fills these in has enough to bear.

No diagnosis is asked for: a visit needs to know where and when, not what the illness is.
"""

from datetime import date

from bot.core.kinds import Kind
from bot.reports.forms.fields import Facts, Form, Input, Item

RELATIONS = ("父亲", "母亲", "配偶", "子女", "岳父", "岳母", "公公", "婆婆", "其他")


class Hospitalization(Facts):
    event_date: date
    hospital: str | None = None
    still_in: bool | None = None
    phone: str | None = None


class Hardship(Facts):
    what: str


class Bereavement(Facts):
    relation: str
    event_date: date
    farewell: str | None = None


class Conflict(Facts):
    help: str
    reach: str | None = None


_EVENT_DAY = "昨天、3月5日、上周六、农历八月十五"

_MEDIATION = (
    Item(
        "help",
        "希望的帮助",
        "希望工会怎么帮？选一个，或者用自己的话写一句。不用写事情的经过。",
        Input.CHOICE,
        choices=("找人谈谈", "帮忙调解", "先给些建议"),
        open=True,
        example="帮忙调解",
        limit=300,
    ),
    Item(
        "reach",
        "方便联系的时间",
        "什么时候、怎么联系您比较方便？",
        Input.TEXT,
        required=False,
        why="调解联系人会单独找您",
        example="工作日晚上七点以后，打电话",
    ),
)
_MEDIATED = "调解联系人会单独跟您联系，不会在群里谈这件事。"

VISITS = (
    Form(
        Kind.HOSPITALIZATION,
        Hospitalization,
        (
            Item("event_date", "入院日期", "是哪一天住院的？", Input.DATE, example=_EVENT_DAY, tense="past"),
            Item(
                "hospital",
                "医院",
                "住在哪家医院？有科室、床位也一起写上。",
                Input.TEXT,
                required=False,
                why="去看望时好找",
                example="附二医骨科 12 床",
            ),
            Item(
                "still_in",
                "还在住院",
                "现在还在住院吗？",
                Input.YES_NO,
                required=False,
                why="出院了就到家里看望",
                example="在 或 出院了",
            ),
            Item(
                "phone",
                "联系电话",
                "留一个方便联系的电话？",
                Input.PHONE,
                required=False,
                why="去之前先打个招呼",
                example="13800000000",
            ),
        ),
        opening="知道了。先把情况记下来，工会的同志好去看望。",
        receipt="工会的同志会跟您联系。先安心养病。",
        evidence="入院单或住院证明",
        ahead=30,
    ),
    Form(
        Kind.HARDSHIP,
        Hardship,
        (
            Item(
                "what",
                "困难情况",
                "家里遇到了什么困难？简单说一两句就好。",
                Input.TEXT,
                example="房子漏水塌了一角，一时没钱修",
                limit=500,
            ),
            Item(
                "event_date",
                "发生时间",
                "大概是从哪天开始的？",
                Input.DATE,
                required=False,
                why="好看看有没有别的政策能一起用上",
                example=_EVENT_DAY,
                tense="past",
            ),
        ),
        opening="您说，我记着。难处讲出来，工会好一起想办法。",
        receipt="工会的同志会跟您联系，一起想办法。",
        evidence="能说明情况的单据",
    ),
    Form(
        Kind.BEREAVEMENT,
        Bereavement,
        (
            Item(
                "relation",
                "去世的亲人",
                "去世的是哪位亲人？",
                Input.CHOICE,
                choices=RELATIONS,
                open=True,
                example="岳父",
                limit=20,
            ),
            Item("event_date", "去世日期", "是哪一天走的？", Input.DATE, example=_EVENT_DAY, tense="past"),
            Item(
                "farewell",
                "告别安排",
                "告别的时间、地点定了吗？",
                Input.TEXT,
                required=False,
                why="工会的同志好去送一程",
                example="3月8日上午九点，殡仪馆三号厅",
            ),
        ),
        opening="请节哀。几个问题，慢慢来，不急。",
        receipt="请节哀，也请保重身体。工会的同志会跟您联系。",
        evidence="相关证明",
    ),
    Form(
        Kind.FAMILY_CONFLICT,
        Conflict,
        _MEDIATION,
        opening="谢谢您愿意说。这件事只问很少的一点。",
        receipt=_MEDIATED,
        evidence="想让调解联系人先看的材料",
    ),
    Form(
        Kind.MEMBER_CONFLICT,
        Conflict,
        _MEDIATION,
        opening="谢谢您愿意说。这件事只问很少的一点。",
        receipt=_MEDIATED,
        evidence="想让调解联系人先看的材料",
    ),
)
