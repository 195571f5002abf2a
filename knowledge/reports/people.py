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
    r"(?:^|(?<=[,。!?;:、\s(“\"'替帮代受给为报处科组室办局部队所的跟和与同被叫有对口员友档委里是天日号晚早午夜窗友班门])|(?<=[周期拜][一二三四五六日天]))"
    r"(?:同事|会员|成员|组员|职工|干部|科员|同志|一下)?"
)
# … and ends where one of these begins; without the check “王强住院” would give 王强住.
_AFTER = (
    r"(?=[,。!?;、:\s()“”\"'\d]|$|[的他她家之昨前今上这下住生去走过结退病因于在要和跟与同被将已刚爱妻夫老父母爸妈儿女孩周大本正农阴从也两得骨做动"
    r"领办摔喜突不有又为吵打骂是都就还最到考腊元国中春端清月明后没说闹请报登申写填了查切割搬晕二三四五六七八九早晚夜快岳公婆奶外爷娘阿凌闺囡犬太丈伯舅姑叔侄心脑胃肺肝眼头定接意急]|同志)"
)
#: What no given name has, and what none ends with (方琴昨晚, 周平家).
_NEVER_FIRST = "的了着过吗吧呢啊啦么乜啥还能也是没不有从给就都要说很多会到"
_NEVER_LAST = (
    "昨今前这上下家他她的之在是已将于被把给和跟也都又就还要不没老因刚正突住结退办得闺囡儿女爸妈父母爱妻夫公婆岳爷奶娘"
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
    return _chained(text, sorted((p for p in found if p.role != "none"), key=lambda person: person.start))


def _chained(text: str, people: list[Person]) -> list[Person]:
    """A relative's relative is one person: 老婆的爸爸 is 岳父, 表哥的儿子 is nobody's 子女."""
    whole: list[Person] = []
    for person in people:
        owner = whole[-1] if whole and person.role == "kin" and whole[-1].role == "kin" else None
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
_INFORMS = re.compile(
    r"(?:刚才?|昨晚|昨天|今天|也)?(?:打?来?电话|跟我说|说(?!不)|讲(?!不)|告诉|通知|托我|陪[着我]|送我|背我|扶我|拉我|照顾我|发现|叫了)"
)
#: “我是财务科的老张” names the member himself; “我跟对桌的郑凯” names the other party.
_INTRODUCED = re.compile(r"(?:我是|我叫|本人是?|这里是)[^,。!?;\s]{0,8}$")
_PARTNER = re.compile(
    r"(?:我|本人|本宝宝|自己)[^,。!?;\s]{0,4}(?:跟|和|与|同|被|对|找|向)[^,。!?;\s]{0,6}$|(?:^|[,。!?;\s])(?:跟|和|与|同(?![科处室组事单办部])|被)[^,。!?;\s]{0,6}$"
)
_UNNAMED = r"(?:我们?|咱们?|本)[^,。!?;我]{{0,3}}(?:{units})里?(?:有(?:一?个|一?位)|一个|一位|的?(?:妹子|小伙|姑娘))"


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    people = reports_lexicon().people
    return (
        ("none", pattern(people["not_kin"]["words"])),
        ("name", re.compile(_name_pattern(people["names"]))),
        ("kin", re.compile(rf"(?<![新姑伴当做前])(?:{pattern(reports_lexicon().kin).pattern})(?![们院节])")),
        ("outsider", re.compile(f"(?<![和跟与同找向被给])(?:{pattern(people['outsiders']['words']).pattern})")),
        ("colleague", re.compile(_UNNAMED.format(units=people["colleagues"]["units"]))),
        ("colleague", pattern(people["colleagues"]["words"])),
        (
            "self",
            re.compile(
                r"我(?![们市局处科组室办部所队支窗校院]|单位|中心)|本人|自己|俺(?!们)|鄙人|我们(?=夫妻|两口|俩)|我们家|咱家|咱(?![们处科])"
            ),
        ),
        ("pronoun", re.compile(r"(?<![其])(?:他|她|人家)(?!们)")),
    )


def _name_pattern(names: dict[str, str]) -> str:
    """老王, 小李, 王科长, 王姐, 徐某某, and full names where a name can begin and end."""
    surname = f"(?:{names['double']}|[{names['surnames']}])"
    nickname = rf"阿(?![姐妈爸公婆爷奶娘哥弟妹姨爹]){_HAN}{_AFTER}|[老小](?!{names['not_nick']}){surname}(?!{_HAN}?子)"
    titled = rf"{surname}{_HAN}?(?:{names['titles']})"
    given = rf"(?![{_NEVER_FIRST}])(?:{_HAN}(?![{_NEVER_FIRST}{_NEVER_LAST}]){_HAN}|{_HAN}){_AFTER}"
    full = rf"{surname}(?:某{{1,2}}|{given})"
    return rf"(?:{_BEFORE}|(?<![不变年大古从])(?=[老小]))(?!{names['not']})(?P<name>{nickname}|{titled}|{full})"
