"""Who is spoken of: the member, a relative, a colleague by name or post, or somebody whose affairs are not reported."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from knowledge.reports.lexicon import pattern, reports_lexicon

Role = Literal["self", "kin", "name", "colleague", "pronoun", "outsider"]

# A name begins after one of these (or with its clause) …
_BEFORE = (
    r"(?:^|(?<=[,。!?;:、\s(“\"'替帮代给为报处科组室办局部队所的跟和与同被叫有是对]))"
    r"(?:同事|会员|成员|组员|职工|干部|科员|同志|一下|[东西南北中]?科|里)?"
)
# … and ends where one of these begins; without the check “王强住院” would give 王强住.
_AFTER = (
    r"(?=[,。!?;、:\s()“”\"'\d]|$|[的他她家之昨前今上这下住生去走过结退病因于在要和跟与同被将已刚爱妻夫老父母爸妈儿女孩周大本正农阴从也两得骨做动"
    r"领办摔喜突不有又为吵打骂是都也就还最到考腊元国中春端清月明后没说闹请报登申写填了]|同志)"
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
    return sorted(found, key=lambda person: person.start)


def _person(role: Role, match: re.Match[str]) -> Person:
    if role == "name":
        return Person(*match.span("name"), role, name=match["name"])
    return Person(*match.span(), role, reports_lexicon().kin.get(match.group()) if role == "kin" else None)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    people = reports_lexicon().people
    kin = "|".join(re.escape(word) for word in sorted(reports_lexicon().kin, key=len, reverse=True))
    return (
        ("outsider", pattern(people["outsiders"]["words"])),
        ("name", re.compile(_name_pattern(people["names"]))),
        ("kin", re.compile(rf"(?<![新姑伴小当做后])(?:{kin})(?![们院])")),
        ("colleague", pattern(people["colleagues"]["words"])),
        ("self", re.compile(r"我(?!们|家|市|局)|本人|自己|俺|鄙人|我们(?=夫妻|两口|俩)")),
        ("pronoun", re.compile(r"(?<!其)(?:他|她)(?!们)")),
    )


def _name_pattern(names: dict[str, str]) -> str:
    """老王, 小李, 王科长, 王姐, 徐某某, and full names where a name can begin and end."""
    surname = f"(?:{names['double']}|[{names['surnames']}])"
    given = r"(?:[\u4e00-\u9fff]{2}|[\u4e00-\u9fff])"
    return (
        rf"{_BEFORE}(?!{names['not']})(?P<name>"
        rf"[老小阿](?!{names['not_nick']}){surname}(?![\u4e00-\u9fff]?[子])|{surname}[\u4e00-\u9fff]?(?:{names['titles']})|{surname}某{{1,2}}|{surname}{given}{_AFTER})"
    )
