"""Sentences around an answer: those that the knowledge base itself cannot know."""

import re
from collections.abc import Mapping, Sequence

UNHELPFUL = "没帮上"
THANKS = "记下了，谢谢您告诉我。也可以换个说法再问一次，或者直接问本人所在基层工会的工会干部。"
WORDLESS = "我只看得懂文字。想问福利，直接写出来就好；要交材料，请先点“我要申报”，到材料那一步再发。"

NOT_BOUND_OFFICER = (
    "我还不知道您是哪个单位的会员，没法替您转告。请直接联系您所在单位的工会，或者先绑定会员身份（发 /bind）。"
)
NO_OFFICER = "您单位的工会干部暂时没有在这里登记。请直接联系单位工会，或联系市直机关工会工委。"


NOBODY_TO_CALL = "我这里还找不到能替您转告的工会干部，请直接拨上面的电话，或联系您单位的工会。"


def told_officer(name: str) -> str:
    return f"已经转告{name}，请留意{name}的联系。"


_UNTIL_THEN = {
    "self": "请先别独自待着；撑不住的时候，先打上面的电话。",
    "threat": "请先待在安全、有人的地方，有危险别等，马上报警。",
    "worry": "人还没到之前，请先陪着他，急的事别等。",
    "medical": "请先顾着人，急救电话别挂。",
}


def told_officer_in_care(name: str, danger: str) -> str:
    """`danger`: as in `knowledge.reading.model.Danger`."""
    return f"已经私下告诉{name}，只有{name}一个人看到。{_UNTIL_THEN[danger]}"


def call_officer(name: str) -> str:
    """The button under the help line: who would come is said before anything is told."""
    return f"请{name}联系我"


def for_officer(member: str, branch: str, question: str) -> str:
    """`question`: what was asked; "" where that is remembered no longer."""
    if not question:
        return f"{branch}的会员{member}想请您联系一下，有件事我没有答上来。请直接联系本人，问问是什么事。"
    return f"{branch}的会员{member}想请您回复一个问题，我没有答上来：\n「{question}」\n请直接联系本人。"


PRESS_BELOW, SAY_SO = "点下面的按钮", "跟我说一声“转告”"
NO_MORE_BUTTONS = "好，往后不发按钮了，是我老一套，让您烦了。要我转给干部，说一声“转告”就行。"


_IN_DANGER = {
    "self": "最好当面或打电话，只聊近况。\n刚才的话里让人担心会伤害自己。",
    "threat": "先问方不方便说话，别打到家里座机，也别惊动旁人。\n刚才的话里让人担心有人在伤害、威胁会员本人。",
    "worry": "最好打电话，先听会员说。\n会员在替身边的一个人担心，怕那个人会伤害自己，想有人一起想办法。",
    "medical": "先问人怎么样了，要不要帮忙。\n会员身边有人突发急病，或者会员本人不舒服。",
}


def for_officer_in_care(member: str, branch: str, danger: str, numbers: Mapping[str, str]) -> str:
    """`danger`: as in `knowledge.reading.model.Danger`; `numbers`: as `Library.care_numbers`."""
    return (
        f"请尽快联系{branch}的会员{member}，{_IN_DANGER[danger]}"
        "这条消息只发给了您，请不要转发，也不必追问细节；"
        f"如情况紧急，请拨 {numbers['ambulance']} 或 {numbers['police']}。"
    )


MISSES_FOR_OFFICERS = "这份清单给工会干部看。您想问什么，直接写给我就好。"


def misses(month: str, lines: list[str], *, more: int, hint: str) -> str:
    """The month's unanswered questions, without who asked. `hint`: what can be done about them."""
    if not lines:
        return f"{month} 没有答不上来的问题（教过的、不用管的不再列出）。"
    rest = f"\n另有 {more} 类，用 wennuan misses 查看全部。" if more > 0 else ""
    return f"{month} 没答好的问题（不记是谁问的）：\n" + "\n".join(lines) + rest + f"\n\n{hint}"


_REPORTS = re.compile(
    r"(?:好|行|那|嗯|可以|好的|就|现在|先|帮|给|替|我|要|来|还是|马上|[,，。 ])*"
    r"(?:申报|报|登记)(?:一下|上去|上|了?)(?:吧|啊|呀|哈|呢|咯|喽)*[。!！~]*"
)


def wants_it_reported(text: str) -> bool:
    """“那我现在报”: that what was told is to be reported, with no word of what it is."""
    return bool(_REPORTS.fullmatch(text))


def which_to_report(told: Sequence[str]) -> str:
    """Where two things that could be reported were told: a button each stands below."""
    return f"您说到的有：{'；'.join(told)}。先报哪一件？点一下，说过的会先填上，交之前还请您核对。"
