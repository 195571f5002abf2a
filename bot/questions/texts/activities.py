"""What is said of activities and of a member's own sign-ups to who asks about them in words."""

from collections.abc import Sequence

NONE_OPEN = "现在没有开着报名的活动；工会定了，就登在“工会活动”里。"
NONE_RUNNING = "现在没有定下时间的活动；工会定了，就登在“工会活动”里。"
NOT_SIGNED = "没有，您现在没有报名的活动。"
NOTHING_THERE = "没有，您现在没有报名的活动，也没有开着报名的活动；工会定了，就登在“工会活动”里。"
WHO_MAY = "谁可以参加、能不能带家属和孩子，定下来的活动，说明里会写明。"
NOTHING_TO_LEAVE = "您现在没有报名的活动，不用取消。"
LEAVE_WHICH = "您报了这些活动，要取消哪一项就点哪一项："
YOURS = "报上了的："
WHICH_ONE = "您问的是哪一项活动？"
NAMES = "名单里有姓名，只给办活动的干部。"
SHEET = "点开活动，“管理这项活动”里有“报名名单（Excel）”，能打印、带签到栏。"
GUESTS = "能不能带家属、孩子，说明里没有写，请先问一问办活动的工会。"


def leave(title: str) -> str:
    return f"取消{title}"


def open_now(titles: Sequence[str]) -> str:
    return f"现在能报名的有：{'、'.join(titles)}。" if titles else NONE_OPEN


def audience(title: str, who: str | None) -> str:
    return f"{title}写明的是：{who}可以参加。{GUESTS}" if who else f"{title}还没有写谁可以参加。{GUESTS}"


def stands(title: str, said: str) -> str:
    return f"{title}：{said}。"
