"""Words that put a report into the bot's hands, whatever they call it: “你给我记上吧”, “情况先帮我录进去”, “替他报个
喜”, “请工会安排慰问”. Each is a clause of its own; who asks for leave to do it (“…行不行”) wishes it all the same."""

from __future__ import annotations

from knowledge.patterns import Late

_LEAD = (
    r"(?:那就?|就|先|行|好的?|中|成|要得|嗯|哦|可以|对|来|麻烦|请|烦请|劳烦|辛苦|[你您]们?|工会|组织|领导|我们?|俺|直接"
    r"|也|再|还是|赶紧|顺便|想|要|得|今天|重新|干脆|[ ])*"
)
_FOR = r"(?:(?:帮忙?|替|给|为|代|把|将)[^,，。?？不别没]{0,10}?)"
_AT_HAND = (
    r"(?:登(?:记)?(?:上|起|进|到)|登一?[下个登](?!子)|登个?记|记(?:录)?(?:上|起|到|入|进)(?!来)|记录(?!下来)|录(?:上|入|进|一下)"
    r"|写上去|填上去|报(?:上|进)?去|报个[喜丧备]|报[喜备]|备个案|往上报|[递交呈](?:上去|一下|了|吧))"
)
_AGAIN = r"(?:重新|再)(?:来)?[报填登交录](?:一[次遍份回]|一下|个)?"
_END = r"(?:去|来|起|到|一下|一笔|一份|一个|过去|上去|就?行了?|就?好了?|就可以了?|算了|[吧嘛哈啊呗噻撒哦啦了哟喽])*"
_ORDERED = r"(?:那|好|中|行|[你您]们?|就|先|给|帮我|替我|直接|干脆|赶紧|麻烦|请)+"
_ENTRUSTS = Late(rf"{_LEAD}{_FOR}{_AT_HAND}{_END}|{_ORDERED}{_AT_HAND}{_END}|{_LEAD}{_AGAIN}{_END}")
#: Things that are handed in or passed on, and are no happening: “把照片递一下”, “帮我登录一下”.
_THINGS = Late(r"照片|材料|发票|证明|单子|表格|文件|会费|账|意见|建议|话|想法|稿|登录|报名|密码|名额|成绩")
_CALLS = Late(
    r"(?:.*?(?:请|望|盼|希望|恳请|烦请|麻烦))?(?:贵?单位|贵?工会|组织上?|领导|上级|[你您]们|予以|给予)*[^,，。?？不没]{0,4}"
    r"(?:安排|予以|给予|组织|派人|前往|给个|来)[^,，。?？不没]{0,14}?(?:慰问|看望|走访|探望|探视)(?:一下|为盼|为感|吧|的)*"
)
_ASKED = Late(r"(?:请(?!问|教|示|假|客)|(?<![看探])望|盼|恳)")
LEAVE = Late(
    r"[,， ]*(?:行不行|行不|可以不(?:可以)?|可不可以|可以吧|可以吗|可以伐|行吗|行吧|好不好|好吗|好伐|要得不|要得吧"
    r"|得行不|成不|成吗|中不|中吧|没问题吧|妥不)$"
)
"""Asks for leave at the end of a clause."""


_REQUEST = Late(
    r"(?:能不能|可不可以|可以|能否|能)(?P<rest>(?:请|麻烦)?[你您]?(?:先)?(?:帮|替|给|代|往上)[^,，。?？]{1,12}?)(?:不|吗|么|嘛|伐|不能)?"
)
_MAKES_UP = Late(rf"{_LEAD}{_FOR}?补(?:报|登|录)?(?:上|一下|一份|一个|办)?{_END}")


def plainly(clause: str) -> str:
    """A clause without the words that only ask for leave, or politely: “帮他报一下”, of “能帮他报一下不”."""
    asked = _REQUEST.fullmatch(clause)
    return asked["rest"] if asked else LEAVE.sub("", clause)


def needs_matter(clause: str) -> bool:
    """Whether a clause wants something registered only where a happening is told beside it."""
    return calls_for(clause) or _REQUEST.fullmatch(clause) is not None


def makes_up(clause: str) -> bool:
    """“那你给补上吧”: late as it is, what was told is to be registered."""
    return bool(_MAKES_UP.fullmatch(clause))


def entrusts(clause: str) -> bool:
    """Whether a clause wants what was told registered."""
    return bool(_ENTRUSTS.fullmatch(plainly(clause))) and not _THINGS.search(clause)


def calls_for(clause: str) -> bool:
    """Whether a clause asks the union, in the words of officers, to see to what was told: “请工会安排慰问”."""
    return bool(_ASKED.search(clause) and _CALLS.fullmatch(clause))
