"""Who is spoken of: the member, a relative, a colleague by name or post, or somebody whose affairs are not reported."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from knowledge.reports.lexicon import pattern, reports_lexicon

Role = Literal["none", "partner", "self", "kin", "name", "colleague", "pronoun", "outsider"]

_HAN = r"[\u4e00-\u9fff]"
# A name begins with its clause or after one of these …
_BEFORE = (
    r"(?:^|(?<=[,。!?;:、\s(“\"'替帮代给为报处科组室办局部队所的跟和与同被叫有对口员友档委里是]))"
    r"(?:同事|会员|成员|组员|职工|干部|科员|同志|一下)?"
)
# … and ends where one of these begins; without the check “王强住院” would give 王强住.
_AFTER = (
    r"(?=[,。!?;、:\s()“”\"'\d]|$|[的他她家之昨前今上这下住生去走过结退病因于在要和跟与同被将已刚爱妻夫老父母爸妈儿女孩周大本正农阴从也两得骨做动"
    r"领办摔喜突不有又为吵打骂是都就还最到考腊元国中春端清月明后没说闹请报登申写填了查切割搬晕早晚夜快岳公婆奶外爷娘阿凌]|同志)"
)


@dataclass(frozen=True)
class Person:
    """A mention: its place, its role, and the relation or name that it carries."""

    start: int
    end: int
    role: Role
    relation: str | None = None
    name: str | None = None


def find_people(text: str) -> list[Person]:
    """All mentions in order; an earlier pattern takes precedence where they overlap."""
    found: list[Person] = []
    for role, regex in _patterns():
        for match in regex.finditer(text):
            person = _person(role, match)
            if not any(p.start < person.end and person.start < p.end for p in found):
                found.append(person)
    return sorted((p for p in found if p.role != "none"), key=lambda person: person.start)


def _person(role: Role, match: re.Match[str]) -> Person:
    if role != "name":
        return Person(*match.span(), role, reports_lexicon().kin.get(match.group()) if role == "kin" else None)
    start, end = match.span("name")
    ahead = match.string[max(0, start - 10) : start]
    if _INTRODUCED.search(ahead):
        return Person(start, end, "self")
    return Person(start, end, "partner" if _PARTNER.search(ahead) else "name", name=match["name"])


#: “我是财务科的老张” names the member himself; “我跟对桌的郑凯” names the other party.
_INTRODUCED = re.compile(r"(?:我是|我叫|本人是?|这里是)[^,。!?;\s]{0,8}$")
_PARTNER = re.compile(r"(?:我|本人|自己)[^,。!?;\s]{0,4}(?:跟|和|与|同|被|对|找|向)[^,。!?;\s]{0,6}$|(?:^|[,。!?;\s])(?:跟|和|与|同(?![科处室组事单办部])|被)[^,。!?;\s]{0,6}$")


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    people = reports_lexicon().people
    return (
        ("none", pattern(people["not_kin"]["words"])),
        ("outsider", re.compile(f"(?<![和跟与同找向被给])(?:{pattern(people['outsiders']['words']).pattern})")),
        ("name", re.compile(_name_pattern(people["names"]))),
        ("kin", re.compile(rf"(?<![新姑伴当做])(?:{pattern(reports_lexicon().kin).pattern})(?![们院节])")),
        ("colleague", pattern(people["colleagues"]["words"])),
        ("self", re.compile(r"我(?![们市局处科组室办部所队支窗校院]|单位|中心)|本人|自己|俺(?!们)|鄙人|我们(?=夫妻|两口|俩)|我们家|咱家|咱(?![们处科])")),
        ("pronoun", re.compile(r"(?<![其])(?:他|她|人家)(?!们)")),
    )


def _name_pattern(names: dict[str, str]) -> str:
    """老王, 小李, 王科长, 王姐, 徐某某, and full names where a name can begin and end."""
    surname = f"(?:{names['double']}|[{names['surnames']}])"
    nickname = rf"[老小阿](?!{names['not_nick']}){surname}(?!{_HAN}?子)"
    titled = rf"{surname}{_HAN}?(?:{names['titles']})"
    full = rf"{surname}(?:某{{1,2}}|(?:{_HAN}{{2}}|{_HAN}){_AFTER})"
    return rf"{_BEFORE}(?!{names['not']})(?P<name>{nickname}|{titled}|{full})"
