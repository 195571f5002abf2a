"""What is said to an answer that a form cannot take, and what the notice leaves open about a case.

What a form asks stands with its items, in `reports/forms`. It knows no other module of the room, for the forms read it.
"""

from collections.abc import Sequence

YES, NO = "是", "否"
NOT_YET, FAR_AHEAD, LONG_AGO = "这一天还没有到", "这一天还早", "这已经是两年多以前了"
KIN_UNSETTLED = "通知没有写明“直系亲人”包括哪些人，这一项由工会核定。"
SPOUSE_UNSETTLED = "通知写的是“会员生育”，没有写明配偶生育是否包括在内，由工会核定。"
REQUIRED = "这一项是必填的，跳不过去。"
NOT_FILLED_IN = "这一步还没有填。"
FIRST_STEP = "已经是第一步了。"
GONE = "这一项已经没有了。"
UNFINISHED = "还有必填的没填，先填完再提交。"


def empty(example: str) -> str:
    return f"这一项要写字。{_like(example)}"


def too_long(length: int, limit: int) -> str:
    """Both in characters."""
    return f"写得有点长（{length} 个字），请缩短到 {limit} 个字以内。"


def choose(choices: Sequence[str]) -> str:
    return f"请从这几个里选一个：{'、'.join(choices)}。"


def yes_or_no(example: str) -> str:
    return f"没看懂是还是否。{_like(example)}"


def no_phone(example: str) -> str:
    return f"没看懂电话号码。{_like(example)}"


def _like(example: str) -> str:
    return f"可以这样写：{example}" if example else ""


def on_behalf(named: str | None) -> str:
    """Whose report it is, where a colleague makes it. `named`: as he was called, None where he was not."""
    return f"替谁报：{named}" if named else "替谁报：一位同事，下面请您写上姓名"
