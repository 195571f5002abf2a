"""The place in a list that a message counts to."""

from knowledge.patterns import Late

DIGITS = {"一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
ORDINAL = Late(
    r"(?P<back>倒数)?第(?P<nth>[一二三四五六七八九十1-9])(?![一二三四五六七八九十0-9次回趟年天月日周届期名代季批轮部])"
    r"|(?P<last>最后|末尾|压轴)(那|的)?(一|1)?(条|项|个|样|访|贺|种)|(?P<first>头|打头|最前|最先)(那)?(一|1)?(条|项|个|样|访|贺)"
)


def ordinal_in(text: str) -> int | None:
    """The place that the text counts to: 第三条 is 2, 最后那一贺 is -1, 倒数第二个 is -2; 第五次 counts no list."""
    match = ORDINAL.search(text)
    if not match:
        return None
    if not match["nth"]:
        return -1 if match["last"] else 0
    at = int(match["nth"]) if match["nth"].isdigit() else DIGITS[match["nth"]]
    return -at if match["back"] else at - 1
