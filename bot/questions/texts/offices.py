"""The offices of a union branch as people call them, and what each looks after, in a sentence."""

import re
from dataclasses import dataclass

from bot.core.people import Role


@dataclass(frozen=True)
class Post:
    """`called`: how it is said; `role`: under which it stands on the roster, None where rosters have no such office."""

    called: re.Pattern[str]
    title: str
    role: Role | None
    duty: str


def _post(called: str, title: str, role: Role | None, duty: str) -> Post:
    return Post(re.compile(called), title, role, duty)


#: The more particular first: 经审主任 is no 主席, 女工委员 is more than 委员.
POSTS = (
    _post(
        r"(经审|经费审查)(委员会|主任|委员)?",
        "经审",
        Role.AUDITOR,
        "审查监督工会经费的收支；单位设了会签的，慰问也要经审会签",
    ),
    _post(r"女(职)?工(委员会|委员|主任|主席)?", "女工委员", None, "女职工的权益和关心女职工的事"),
    _post(r"组织委员", "组织委员", None, "入会、会籍、换届这些组织上的事"),
    _post(r"宣传委员", "宣传委员", None, "工会的宣传和信息"),
    _post(r"(文体|文娱|体育)委员", "文体委员", None, "文体活动"),
    _post(r"(生活|福利)委员", "生活委员", None, "职工生活和福利"),
    _post(r"调解(联系人|员|委员)?", "调解联系人", Role.MEDIATOR, "家里、同事之间的矛盾，私下来谈、来调解"),
    _post(r"(财务|会计|出纳)(委员|人员)?", "财务", Role.TREASURER, "工会的账：慰问金的支付和签收由财务登记"),
    _post(r"副主席", "副主席", None, "协助主席的工作"),
    _post(r"(工会)?小组长", "工会小组长", None, "小组里和会员的联系"),
    _post(r"主席", "主席", Role.CHAIR, "本单位工会的工作，会员的申报也由主席、委员来审批"),
    _post(r"委员", "委员", Role.OFFICER, "和主席一起办工会的事：审批会员的申报、办活动"),
)


def holds(branch: str, title: str, names: str) -> str:
    if names:
        return f"{branch}的{title}是{names}。"
    return f"名册里，{branch}没有登记{title}这一职务。"


def looks_after(post: Post) -> str:
    return f"{post.title}一般管{post.duty}。"


TURN_TO = "想找人说，点下面的按钮，我替您转告工会干部，由干部来联系您。"
