"""Who is spoken of: the member, a relative, a colleague by name or post, or somebody whose affairs are not reported."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from knowledge.calendar.mentions import Mention
from knowledge.patterns import Late, Patterns
from knowledge.reading.rules.lexicon import pattern, reports_lexicon
from knowledge.reading.rules.names import name_pattern
from knowledge.segment import within_word

Role = Literal["none", "partner", "self", "kin", "name", "colleague", "pronoun", "outsider"]


_LINKS = {"的", "她", "他", "家的", "她的", "他的", "之"}
_COMPOSED = {
    ("配偶", "父亲"): "岳父",
    ("配偶", "母亲"): "岳母",
    ("丈夫", "父亲"): "公公",
    ("丈夫", "母亲"): "婆婆",
    ("父亲", "父亲"): "祖父母",
    ("父亲", "母亲"): "祖父母",
    ("母亲", "父亲"): "外祖父母",
    ("母亲", "母亲"): "外祖父母",
}
#: A relative who tells or helps is not the one whom it befell (她爱人打电话说…, 老公送我去医院).
_INFORMS = Late(
    r"(?:刚才?|昨晚|昨天|今天|也)?"
    r"(?:打?来?电话|跟我说|说(?!不)|讲(?!不)|告诉|通知|托我|陪[着我]|送我|背我|扶我|拉我|照顾我|发现|叫了)"
)
#: “我是财务科的老张” names the member himself; “我跟对桌的郑凯” names the other party.
_INTRODUCED = Late(r"(?:我是|我叫|本人是?|这里是)[^,。!?;\s]{0,8}$")
_PARTNER = Late(
    r"(?:我|本人|自己)[^,。!?;\s]{0,4}(?:跟|和|与|同|被|对|找|向)[^,。!?;\s]{0,6}$"
    r"|(?:^|[,。!?;\s])(?:跟|和|与|同(?![科处室组事单办部])|被)[^,。!?;\s]{0,6}$"
)
_SELF = (
    r"我(?![们市局处科组室办部所队支窗校院]|单位|中心)|本人|本宝宝|自己|俺(?!们)|鄙人"
    r"|我们(?=夫妻|两口|俩)|我们家|咱家|咱(?![们处科])"
)
#: “我们窗口有个妹子”: a colleague without a name.
_UNNAMED = (
    r"(?:(?:我们|咱们?)[^,。!?;我]{{0,3}}|我|本)(?:{units})里?(?:有(?:一?个|一?位)|一个|一位|的?(?:妹子|小伙|姑娘))"
)
#: “我妈说她同事的女儿”: a relative's acquaintances are nobody's colleagues here.
_THEIRS = r"(?:[她他爸妈姐哥妹弟]|老婆|老公|爱人|先生|儿子|女儿)(?:的|单位的?)?(?:同事|领导|老师|同学|朋友|邻居|战友)"


@dataclass(frozen=True)
class Person:
    """A mention: its place, its role, and the relation or name that it carries."""

    start: int
    end: int
    role: Role
    relation: str | None = None
    name: str | None = None


def find_people(text: str, days: Iterable[Mention] = ()) -> list[Person]:
    """All mentions in order; an earlier pattern takes precedence where they overlap.

    No name reaches into a day of `days` (“曹阳大前天” is 曹阳), but a festival may be one (郎国庆).
    """
    without_days = text
    for day in days:
        if day.rule != "节日":
            without_days = f"{without_days[: day.start]}{',' * (day.end - day.start)}{without_days[day.end :]}"
    found: list[Person] = []
    for role, regex in by_role().tried(text):
        for match in regex.finditer(without_days if role == "name" else text):
            if role == "kin" and len(match[0]) == 1 and within_word(text, *match.span()):
                continue
            person = _person(role, match)
            if not any(p.start < person.end and person.start < p.end for p in found):
                found.append(person)
    return _chained(text, sorted((p for p in found if p.role != "none"), key=lambda person: person.start))


def _chained(text: str, people: list[Person]) -> list[Person]:
    """A relative's relative is one person: 老婆的爸爸 is 岳父, 表哥的儿子 is nobody's 子女."""
    whole: list[Person] = []
    for person in people:
        owner = whole[-1] if whole and person.role == "kin" and whole[-1].role == "kin" else None
        if whole and person.role == "self" and person.start == whole[-1].end:
            continue  # 缪琴自己
        if owner and text[owner.end : person.start] in _LINKS:
            whole[-1] = Person(owner.start, person.end, "kin", _relation(text, owner, person))
        else:
            whole.append(person)
    return whole


def _relation(text: str, owner: Person, person: Person) -> str:
    side = "丈夫" if reports_lexicon().words["husband"].match(text, owner.start) else owner.relation
    return _COMPOSED.get((side or "", person.relation or ""), "其他")


def _person(role: Role, match: re.Match[str]) -> Person:
    if role == "kin":
        informs = _INFORMS.match(match.string, match.end())
        return Person(*match.span(), "partner" if informs else "kin", reports_lexicon().kin[match.group()])
    if role != "name":
        return Person(*match.span(), role)
    start, end = match.span("name")
    ahead = match.string[max(0, start - 10) : start]
    if _INTRODUCED.search(ahead):
        return Person(start, end, "self")
    return Person(start, end, "partner" if _PARTNER.search(ahead) else "name", name=match["name"])


@lru_cache(maxsize=1)
def by_role() -> Patterns[Role]:
    people = reports_lexicon().people
    kin, owners = pattern(reports_lexicon().kin).pattern, pattern(people["outsiders"]["owners"]).pattern
    entries: tuple[tuple[Role, Late], ...] = (
        ("none", pattern(people["not_kin"]["words"])),
        ("name", Late(name_pattern(people["names"]))),
        ("outsider", Late(_THEIRS)),
        ("kin", Late(rf"(?<![新姑伴当做师])(?<![^天周月年日会号]前)(?<!^前)(?:{kin})(?![们院节])")),
        ("outsider", Late(f"(?:{owners})(?=家?的?(?:{kin}))")),
        ("outsider", Late(f"(?<![和跟与同找向被给])(?:{pattern(people['outsiders']['words']).pattern})")),
        ("colleague", Late(_UNNAMED.format(units=people["colleagues"]["units"]))),
        ("colleague", pattern(people["colleagues"]["words"])),
        ("self", Late(_SELF)),
        ("pronoun", Late(r"(?<![其])(?:他|她|人家)(?!们)")),
    )
    return Patterns(entries)
