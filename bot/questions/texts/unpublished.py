"""What is said of activities that nobody has published, and to who looks for one of some sort."""

import re
from collections.abc import Collection, Mapping, Sequence

from bot.questions.texts.activities import open_now

#: What members call an activity that nobody has published yet.
CALLED = re.compile(
    r"观影|(?:看|放)[^,，。]{0,4}电影|春游|秋游|春秋游|踏青|团建|采摘|摘(?:杨梅|草莓|枇杷|橘子|葡萄)|包(?:饺子|粽子|汤圆)"
    r"|健步走|徒步|骑行|露营|茶话会|联欢会?|运动会|趣味运动|游园|插花|烘焙|亲子活动|棋牌赛?|掼蛋(?:比赛)?"
)
FILM = re.compile(r"电影")
_WRITTEN: Mapping[str, str] = {
    "date": "时间",
    "place": "集合和去的地方",
    "covered": "谁能参加、能不能带家属",
    "fee": "要不要交钱",
    "procedure": "怎么报名",
}


def not_published(question: str, sides: Collection[str]) -> str:
    """Of an activity that a question names and that is not published: that it is not, and where it will be; "" where
    the question names none."""
    if not (called := CALLED.search(question)):
        return ""
    name = "观影活动" if FILM.search(called[0]) else called[0]
    name = name if name.endswith(("游", "会", "赛", "活动")) else f"{name}活动"
    written = "、".join(word for side, word in _WRITTEN.items() if side in sides) or "时间、地点、谁能参加"
    return f"{name}现在还没有公布；定了会登在“工会活动”里，写明{written}。"


def not_there(names: Sequence[str]) -> str:
    """Of what is named and neither published nor in the notice, before what there is; "" for nothing."""
    if not names:
        return ""
    said = "".join(f"“{one}”" for one in names)
    return f"您问的{said}，公布的活动里没有，通知里也没有写；定了会登在“工会活动”里。"


def of_your_sort(titles: Sequence[str]) -> str:
    """To who looks for an activity of some sort, of which nothing is written."""
    return (
        f"{open_now(titles)}合不合您的意，点开看看时间和地点；想要别的样子的，写一句“帮我转：……”，我转给办活动的干部。"
    )


SEEKS = re.compile(
    "(?:有没有|有啥|有什么|哪些|什么|哪个|找个|想要)[^,，。]{0,8}活动|有[^,，。]{0,4}活动(?:吗|不|没|么|噻|嘛)|活动[^,，。]{0,6}(?:有没有|适合|推荐)|参加(?:点|些)?什么"
)
