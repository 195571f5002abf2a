"""What a member is told of his own affairs when he asks in words: reports, branch, officers, sign-ups."""

from collections.abc import Iterable, Sequence

BIND_FIRST = (
    "我还不知道您是哪位会员，所以看不到您的申报和资料。请点开单位工会给您的绑定链接，没有就发 /bind 申请；"
    "提问不用绑定。"
)
NONE_OPEN = "您现在没有正在办的申报。"
NOTHING_TO_WITHDRAW = "您现在没有可以撤回的申报。"
NONE_AT_ALL = "您名下还没有交上来的申报。"
NEVER_SENT = "要是您记得报过，可能没有点到最后一步“提交”，或者是别人替您报的；点下面的按钮，我请工会干部查一查。"
KEPT_WAITING = "让您久等了，先说声抱歉。"
STILL_AS_IT_WAS = "已经交上去的这一份还是原来写的。要改，点开它先撤回再填，或者请工会干部来改："
UNFINISHED = "您有一份还没填完的申报，点“我要申报”可以接着填，也可以放弃它。"
NO_SIGN_UPS = "您现在没有报名的活动。"
WHICH_TO_WITHDRAW = "您可以撤回的申报："
YOUR_REPORTS = "您的申报："


def withdraw(number: str) -> str:
    """The button that leads to “确定撤回吗”."""
    return f"撤回 {number}"


def line(number: str, title: str, status: str, since: str) -> str:
    return f"· {number} {title}：{status}（{since}提交）"


def refused(number: str, reason: str) -> str:
    return f"申报 {number} 没有通过，干部写的理由是：{reason}"


def place(branch: str, officers: Iterable[tuple[str, str]]) -> str:
    """Whom the member can turn to: title and name of each officer, chair first."""
    named = "、".join(f"{title}{name}" for title, name in officers)
    return f"您在{branch}，可以找{named}。" if named else f"您在{branch}；这里还没有登记工会干部，请直接联系单位工会。"


def reported(count: int, pending: int) -> str:
    return f"您名下一共有 {count} 件申报，正在办的 {pending} 件："


def only_told(told: Iterable[str]) -> str:
    """What he told and has not handed in."""
    return f"刚才您说到、还没有登记的：{'；'.join(told)}。要报哪一件，点“我要申报”，一件一件来。"


def known(name: str, branch: str, birthday: str) -> str:
    born = f"；登记的生日是{birthday}" if birthday else "；没有登记生日"
    return f"您在名册里是{branch}的{name}{born}。"


def signed_up(titles: Sequence[str]) -> str:
    return f"您报名的活动：{'、'.join(titles)}。" if titles else NO_SIGN_UPS
