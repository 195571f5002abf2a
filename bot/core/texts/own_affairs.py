"""What a member is told of his own affairs when he asks in words: reports, branch, officers, sign-ups."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.core.keeping import Periods

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
NO_DRAFT = "您现在没有填到一半的申报。"
WHICH_TO_WITHDRAW = "您可以撤回的申报："
YOUR_REPORTS = "您的申报："
LATEST = "最近的一份："
YOU_WITHDREW = "您撤回的："
NOTHING_WITHDRAWN = "我这里没有查到您撤回过的申报。"
GRANTED = "批给您的："
NOTHING_GRANTED = "我这里没有批给您的金额。"


def withdraw(number: str) -> str:
    """The button that leads to “确定撤回吗”."""
    return f"撤回 {number}"


def line(number: str, title: str, status: str, since: str, step: str = "") -> str:
    return f"· {number} {title}：{status}（{since}提交）{f'，{step}' if step else ''}"


def decided_by(officers: Iterable[tuple[str, str]]) -> str:
    """Who may take the next step: title and name."""
    named = "、".join(f"{title}{name}" for title, name in officers)
    return f"在等{named}来批" if named else "在等工委来批"


BY_COMMITTEE, BY_MEDIATOR, TO_VISIT, TO_PAY = "在等工委来批", "在等调解联系人", "在等安排慰问", "在等财务登记签收"


def asked_of_you(question: str) -> str:
    return f"在等您补充：{question}" if question else "在等您补充"


MEND_DRAFT = "正在填的那一份还没有交：点“我要申报”接着填，用“上一步”回去改就行。"
NOT_DECIDED, YOURS_TO_ADD = "还没有批，改得了：撤回，再重新填一份", "在等您补充：把对的写上，交回去就行"
DECIDED = "已经批了，您自己改不了，点“请工会干部回答”，我请干部来改"
TO_ADD = "这份在等您补充：点下面的编号打开它，写几句、发照片都行，再点“补好了，交回去”。"
TO_REPORT_AGAIN = "这份已经定了；要再报，点“我要申报”重新填一份，把缺的补上。"


def granted(number: str, title: str, form: str, approved: str, paid: str) -> str:
    """`form`: 慰问金, 慰问品 or 金额; `paid`: "" where nothing was paid yet."""
    return f"· {number} {title}：批准{form} {approved}，{f'实付 {paid}' if paid else '还没有登记支付'}"


def in_all(sums: Iterable[tuple[str, str]]) -> str:
    """What the amounts of each form come to."""
    return f"一共批准{'、'.join(f'{form} {amount}' for form, amount in sums)}。"


def bound_on(day: date) -> str:
    return f"您的账号是 {day.year}年{day.month}月{day.day}日绑定的。"


def greeted(place: str) -> str:
    """`place`: his choice, as its button says it."""
    return f"您现在选的是“{place}”。"


def periods(kept: Periods) -> str:
    """`Periods` in days."""
    return (
        f"申报办结满 {kept.details} 天，详情、材料和备注自动删除，只留做账的编号、事项、金额和日期；"
        f"没交的草稿留 {kept.drafts} 天，没答好的问题原话留 {kept.questions} 天。"
    )


def handlers(officers: Iterable[tuple[str, str]]) -> str:
    named = "、".join(f"{title}{name}" for title, name in officers)
    return f"您单位经办申报的是{named}。" if named else "您单位还没有登记经办的干部，由工委来办。"


def above(committee: str, names: Sequence[str]) -> str:
    return f"{committee}的干部有{'、'.join(names)}。"


NOT_REFUSED_HERE = (
    "让您不痛快了，很抱歉：我这里没有查到您名下被驳回或退回的申报，可能是当面交的，或者别人替您报的。您把这件事交给我，"
    "点下面的按钮，我请工会干部查清楚，当面答复您。"
)


def refused(number: str, officer: str, reason: str) -> str:
    """Who turned it down, and why, as far as either is known."""
    by = f"是{officer}办的" if officer else "没有通过"
    why = f"，写的理由是：{reason}" if reason else "，没有写理由"
    return f"申报 {number} {by}{why}。"


def not_sent(title: str, known: Sequence[str], missing: Sequence[str]) -> str:
    """What is known of something that was told and not reported yet, and what is not."""
    have = f"您说过的：{'；'.join(known)}。" if known else ""
    owed = f"表上还要问的：{'、'.join(missing)}，记不清的可以先跳过。" if missing else "要填的都有了。"
    return f"“{title}”还没有交上来。{have}{owed}点下面的按钮，接着填就行。"


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


def phone(tail: str) -> str:
    return f"名册上您的手机尾号是 {tail}。" if tail else "名册上还没有登记您的手机尾号。"


def belongs(branch: str) -> str:
    return f"您在名册里是{branch}的会员，您的申报也归这个工会办。"
