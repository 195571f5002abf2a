"""Who is meant by “王建国”, “老王” or “王科长”. Same names are told apart by branch, never by private data."""

import re
from collections import Counter

from bot.core.people import Member
from bot.core.queries import members
from bot.core.work.unit import Unit
from bot.reports.forms.values import clean

_DOUBLE = "欧阳|司马|上官|诸葛|司徒|皇甫|令狐|东方|尉迟|公孙|夏侯|慕容"
_TITLES = "科长|处长|主任|局长|主席|书记|老师|师傅|会计|科|处|局|工|姐|哥|姨|叔|总"
_NICK = re.compile(rf"^[老小阿](?P<a>{_DOUBLE}|\w)$|^(?P<b>{_DOUBLE}|\w)(?:副?(?:{_TITLES})|同志)$")
MOST = 8  # candidates shown for a surname


async def find(u: Unit, reporter: Member, words: str) -> list[Member]:
    """Active members who may be meant: everybody of that full name, else colleagues of that surname."""
    name = re.sub(r"(?:同志|同事)$", "", clean(words)).strip(" 。，,.")
    if exact := await members.by_name(u.tx, name, u.today):
        return exact
    nick = _NICK.match(name)
    if not nick:
        return []
    same = await members.by_surname(u.tx, nick["a"] or nick["b"], reporter.branch_id, u.today)
    return [member for member in same if member.id != reporter.id][:MOST]


def certain(found: list[Member], words: str) -> Member | None:
    """The one who is meant, if the whole name was said and nobody else bears it; a nickname is only a guess."""
    return found[0] if len(found) == 1 and found[0].name in words else None


def distinct(found: list[Member]) -> list[Member]:
    """Those whom name and branch tell apart from all the others."""
    seen = Counter((member.name, member.branch_id) for member in found)
    return [member for member in found if seen[member.name, member.branch_id] == 1]
