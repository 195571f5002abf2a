"""How members speak of their own place in an activity and of others' places, and what they are told of them."""

import re
from collections.abc import Sequence

from bot.questions.texts import activities

_PUTS_OFF = re.compile(
    r"先(?:别|不要|莫)(?:取消|退|删)|先(?:放|留|等)(?:着|一?[下放等]|起)|^等(?:下|哈|会|一下|等)|先不(?:定|报)|还没(?:定|想)"
    r"|(?:想|考虑|商量|确认|问|看)(?:一下|一哈|好|清楚|看)?(?:了|完)?再(?:说|定|报|来)|(?:回头|过后|晚点|等[^,，。]{1,10})再(?:说|定|报)"
)
_SETTLED = re.compile(r"就这么(?:定|办)|说定|定了|不变|照旧")
_IN_LIST = re.compile(
    r"没(?:得|有)?我(?:的)?名(?:字|额)|有没(?:得|有)?我(?!们|家|单位|这|那)|我(?:就)?没(?:得|有)?(?:名字|名额)|(?:没|不)(?:算|在)[^,，。]{0,3}我|我(?:到底)?报(?:名)?(?:了)?没(?:报|有|得)?(?=$|[\s,，。?？])"
    r"|报(?:名)?(?:上|起|过|好|成)(?:了|过)?(?:没得|没有?|不|对吧|是吧|吧|吗|嘛)|(?:报|抽)没(?:报|抽)"
)
_STATES = re.compile(r"(?:还|正|都)[^,，。]{1,8}呢$")
FINER = re.compile("具体|哪(?:个|一)?(?:位置|门|口|地方|点|侧|边|处|楼|间|房|头)")
HIMSELF = "会员本人"


def puts_off(text: str) -> bool:
    """Whether it leaves open if he comes (“等下，我确认一下再说，先别取消”)."""
    return any(_PUTS_OFF.search(one) for one in clauses(text)) and not activities.wants_a_place(text)


def settles(text: str) -> bool:
    """Whether it says that all stays as it was said (“就这么定”)."""
    return any(_SETTLED.search(one) for one in clauses(text))


def seeks_himself(text: str) -> bool:
    """Whether it asks or doubts if he has a place (“报上了对吧”, “那岂不是我没名字”)."""
    return _IN_LIST.search(text) is not None


def states(text: str) -> bool:
    """Whether it only tells how things are (“下午还上班呢”)."""
    return _STATES.search(text) is not None


def clauses(text: str) -> Sequence[str]:
    return [one for one in activities.CLAUSE.split(text) if one]


def no_hurry(title: str, until: str | None) -> str:
    """To who is not signed up and thinks it over."""
    end = f"，报名到{until}" if until else ""
    return f"好，不急。{title}您还没有报名{end}；定了再来，点“我要报名”就行。"


def kept(stands: str) -> str:
    """To who is signed up and thinks it over."""
    return f"好，名额先给您留着。{stands}"


def not_yet(title: str, until: str | None) -> str:
    """To who has been shown how one signs up, wants to come, and has not pressed."""
    end = f"，报名到{until}" if until else ""
    return f"好。{title}现在还没有报上：要您点一下“我要报名”才算{end}。"


def only(title: str, who: str) -> str:
    """Of whom it is for, where the member would bring somebody and no companion is written."""
    return f"{title}，谁可以参加：写的是“{who}”，没有写可以带人；想带的，先问一问办活动的工会。"
