"""Pieces of what people type into forms: what is denied, whose a phone is, where somebody lies, who is back with it.

Days, people and hospitals are found by the rules that the reading of a message rests on; here is only what forms add.
"""

import re
from datetime import date

from bot.core.kinds import Kind
from bot.reports.forms.fields import clean
from knowledge.calendar.hours import find_hour
from knowledge.calendar.mentions import find
from knowledge.reading.model import Reading, Wanted
from knowledge.reading.rules.hospital import hospital
from knowledge.reading.rules.people import Person, find_people
from knowledge.reading.rules.text import affirmed, message
from knowledge.reading.rules.text import plain as rules_plain

_RETURNS = re.compile(r"^(?:好了?|嗯|不好意思|[,，。 ])*我?(?:回来了?|忙完了|来了|可以了)[,，。!！ ]+")
_LEAST = 5  # characters that are told after it
_WIDE = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()} | {0x3000: " "}
_INSTEAD = re.compile(r"不是[^。;；!！\n]*?[^不](?:是|应该)")
_CLAUSE = re.compile(r"[,，。;；!！、\n]+")
_MOBILE = re.compile(r"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-?\d{7,8})(?!\d)")
_AROUND_PHONE = re.compile(r"(?:联系)?(?:电话|手机|号码)号?|[的是打找:：()（）\s]|联系|可以|接$|方便|留|这个")
_STILL = re.compile(
    r"[没未](?:有|能)?(?:办)?出院|没(?:有)?回家|还在?(?:医院)?(?:里)?(?:住|躺)|还在(?:医院|病房|里面|院)|住着|躺着|在住院|在院|^还没(?:有)?[呢啊]?$"
)
_LEAVES = re.compile(r"(?:明天|后天|过[几两]天|下周.?|快|准备|马上|还要|才能|就要|等着).{0,6}出院")
_OUT = re.compile(r"出(?:了)?院(?!小结|证|单|记录|手续|要|需)|回(?:到)?家(?:了|休|养|里)|在家(?:休|养)|到家了")
_SEEN_OFF = re.compile(r"告别|殡仪馆|追悼|送别|出殡|下葬|火化|灵堂|安葬|送[他她]?一程|[一二三四五六七八九十\d]号?厅")
_OPEN_YET = re.compile(r"没(?:有)?定|待定|未定|再定|不办|从简|不设|不举行")
_REACHED = re.compile(
    r"电话|手机|微信|短信|打|联系|点|上午|下午|中午|早上|晚上|晚饭|周|星期|礼拜|随时|都行|都可以"
    r"|方便|下班|上班|当面|办公室|工作日|休息|\d{7,}"
)
_WARD = (
    r"(?:[的在]?\s*(?:住院部|(?!什么|哪)[\u4e00-\u9fff]{1,7}?(?:科|病区|病房|中心|监护室)|急诊室?|[0-9一二三四五六七八九十]+\s*(?:号楼|号|楼|层|病区|病房|室)"
    r"|icu|ccu|[a-z]?\d+\s*(?:号|加)?\s*床)\s*)+"
)
_TAIL, _ALONE = re.compile(_WARD, re.IGNORECASE), re.compile(rf"[住在是]*({_WARD})", re.IGNORECASE)
_UNNAMED = re.compile(r"什么|哪|[这那一]|同一")
_UNSURE = re.compile(r"记不|不记得|不知|不清楚|不确定|忘了|说不|没印象")
_ANY = re.compile(r"(?:怎么|什么|哪|谁|多少)[^,，。?？]{0,5}[都也](?!没)")
_SCHOOL = re.compile(
    r"(?P<name>[\u4e00-\u9fff()（）]{1,12}(?:大学|学院|学校|高专|师专)(?:[\u4e00-\u9fff]{2,10}?(?:系|专业|学院|校区))?)"
)
_ADMITTED = re.compile(r"^.*(?:考[上取进入]|录取|收到|去|到|在|是|读)了?|^被|^[上进](?!海)了?")  # “囡儿考上浙江大学”
_NO_SCHOOL = frozenset({"", "大学", "学院", "学校", "高专", "师专"})
_CALENDAR = re.compile(r"(?P<lunar>农历|阴历|旧历)|(?P<solar>公历|阳历|新历|国历)")
_STRETCH = re.compile(
    r"(?:(?:20|19)?\d{2}年|[去今明前]年|大前年)?(?:(?:\d{1,2}|十[一二]|[一二三四五六七八九十]|上个?|这个?|下个?|本)月份?)(?!\d)"
    r"的?(?:底|初|中旬?|上旬|下旬|末)?|(?:(?:20|19)\d{2}年|[去今明前]年|大前年)[底初末]?|[上这下]个?(?:周|星期|礼拜)"
)
_CLOCK = re.compile(
    r"(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|早|晚)?(?:\d{1,2}|[一二三四五六七八九十两]{1,3})(?:[:点时](?:半|[一三]刻|\d{1,2}分?)?)"
)
_FILLER = re.compile(
    r"[是在的就约了那天,，。.!！~ 以之]|大概|大约|左右|可能|应该|好像|凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上"
    r"|夜里|半夜|后|前|工作日|周末|平时"
)
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{1,8}(?:[·・.][\u4e00-\u9fff]{1,8})*|[A-Za-z]?\d{1,10}")
_SHORT = re.compile(r"[\u4e00-\u9fffA-Za-z\d()（）· -]{1,12}")
#: Words that no name of a place or of a relation is made of: whoever uses them is telling something.
_TELLING = re.compile(
    r"[我你您他她它们了吗呢吧啊呀嘛哦么不没别请想要说知记忘谢好行可等算对错再先还就也都]|什么|哪|怎|多少|今天|昨天|明天"
)


def plain(text: str) -> str:
    """Digits and letters in one width, without what does not show; punctuation stays as it was written."""
    return clean(text).translate(_WIDE)


def plain_low(text: str) -> str:
    """As the rules for people see it: their places count in this text."""
    return rules_plain(text)


def contrasts(text: str) -> bool:
    """“不是A，是B”; “对象不是本单位的” sets nothing right."""
    return affirmed(text) != text and bool(_INSTEAD.search(text))


def clauses(text: str) -> list[str]:
    return [piece.strip() for piece in _CLAUSE.split(text) if piece.strip()]


def kin(text: str) -> Person | None:
    """The last relative named: “我妈的哥哥” is one person, “我爸打电话说我妈” speaks of 我妈."""
    return next((one for one in reversed(find_people(plain_low(text))) if one.role == "kin" and one.relation), None)


def names(text: str) -> list[str]:
    """The people that are named in full or by surname, the last first: “我们科的王建国” names one."""
    return [one.name for one in reversed(find_people(plain_low(text))) if one.name]


def like_a_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and not _TELLING.search(text)


def phone(text: str) -> str | None:
    """A telephone number with whose it is: “13800000000（儿子）”."""
    found = _MOBILE.search(text)
    return said_with(text, found.group()) if found else None


def said_with(text: str, number: str) -> str:
    """The number, and whose it is where the words around it name somebody."""
    pieces = clauses(text)
    at = next((n for n, piece in enumerate(pieces) if number in piece), None)
    if at is None:
        return number
    near = [pieces[at].replace(number, " "), *pieces[at + 1 : at + 2]]
    whose = next((name for piece in near if (name := _person(piece))), "")
    return f"{number}（{whose}）" if whose else number


def _person(piece: str) -> str:
    """“我儿子的” → 儿子; nothing where the piece says more than who it is."""
    left = _AROUND_PHONE.sub("", piece)
    name = re.sub(r"^(?:我们?|他|她)(?:家)?", "", left)
    people = [one for one in find_people(left) if one.role in ("kin", "name")]
    return name if people and 0 < len(name) <= 6 else ""


def still_in(text: str) -> bool | None:
    """Whether somebody still lies in hospital, where the words say so."""
    if _STILL.search(text) or _LEAVES.search(text):
        return True
    return False if _OUT.search(text) else None


def place_of_care(text: str, *, asked: bool) -> str | None:
    """The hospital with what is said right after it (附二医骨科 12 床). `asked`: a ward or a short name will do."""
    low = text.lower()
    if (name := hospital(low)) and not _UNNAMED.match(name):
        start = low.find(name)
        return _with_ward(text, start, start + len(name))
    if not asked:
        return None
    for piece in clauses(text):
        if alone := _ALONE.fullmatch(piece):
            return alone.group(1).strip()
    return short_name(text)


def _with_ward(text: str, start: int, end: int) -> str:
    after = re.compile(r"\s*[,，、]?\s*").match(text, end)
    tail = _TAIL.match(text, after.end() if after else end)
    name = text[start:end]
    return f"{name}{text[end : tail.end()]}".strip() if tail else name


def short_name(text: str) -> str | None:
    """A word or two by itself, as a name is written; None where something is told."""
    pieces = clauses(text)
    name = re.sub(r"^(?:是|在|住|就在?|叫)+", "", pieces[0]) if len(pieces) == 1 else ""
    return (
        name
        if _SHORT.fullmatch(name) and not _TELLING.search(name) and re.search(r"[\u4e00-\u9fffA-Za-z]", name)
        else None
    )


def school(text: str, *, asked: bool) -> str | None:
    found = _SCHOOL.search(text)
    name = _ADMITTED.sub("", found["name"]) if found else ""
    if name in _NO_SCHOOL:
        return short_name(text) if asked and not found else None
    return name


def calendar(text: str) -> str | None:
    found = _CALENDAR.search(text)
    return None if found is None else "农历" if found["lunar"] else "公历"


def farewell(text: str, today: date, *, asked: bool) -> str | None:
    """What is said of the farewell. Asked for it, a day, an hour or a place is enough."""
    pieces = clauses(text)
    spoken = [n for n, piece in enumerate(pieces) if _SEEN_OFF.search(piece)]
    if asked:
        said = spoken or _OPEN_YET.search(text) or find(text, today) or find_hour(text) or short_name(text)
        return text if said else None
    if not spoken:
        return None
    first = spoken[0]
    while first and (find_hour(pieces[first - 1]) or (first > 1 and find(pieces[first - 1], today))):
        first -= 1
    return "，".join(pieces[first : spoken[-1] + 1])


def reach(text: str) -> str | None:
    """When and how to get in touch."""
    return text if _REACHED.search(text) else None


def only_when(text: str, today: date) -> bool:
    """Whether nothing but a day or an hour is said."""
    left = text
    for mention in reversed(find(text, today)):
        left = f"{left[: mention.start]} {left[mention.end :]}"
    timeless = _CLOCK.sub("", left)
    return timeless != text and not _FILLER.sub("", timeless)


def only_hours(text: str, today: date) -> bool:
    """“下午来的时候”: a time of day and no day."""
    return all(mention.rule == "时辰" for mention in find(text, today))


def unsure(text: str) -> bool:
    """“不知道是哪天”."""
    return bool(_UNSURE.search(text))


def asking(text: str) -> bool:
    """Whether it has the form of a question: all of it, or how it ends. Not to know, or “怎么都行”, asks nothing."""
    if unsure(text) or _ANY.search(text):
        return False
    parts = message(text).clauses
    return bool(parts) and (all(part.asks for part in parts) or parts[-1].asks)


def stretch(text: str) -> str | None:
    """A stretch of time without a day: 12月底, 上个月, 2016年."""
    found = _STRETCH.search(text)
    return found.group() if found else None


def of_something_else(piece: str) -> bool:
    """A clause whose day is not the event's: of leaving hospital, of the farewell, of when to call."""
    return bool(leaves(piece) or _SEEN_OFF.search(piece) or re.search(r"联系|电话|来看", piece))


def leaves(text: str) -> bool:
    """Whether leaving hospital is spoken of, done or ahead."""
    return not _STILL.search(text) and bool(_OUT.search(text) or _LEAVES.search(text))


def after_return(text: str) -> str:
    """What is said after the words that somebody is back with; "" where he says no such thing, or nothing else."""
    back = _RETURNS.match(text)
    rest = text[back.end() :].strip() if back else ""
    return rest if len(rest) >= _LEAST else ""


def wants_on(reading: Reading, kind: Kind) -> bool:
    """“行，那就先报我的”: wants just what is being done."""
    wish = reading.wish
    return wish is not None and wish.wanted is Wanted.REPORT and wish.kind in {None, kind.value} and not reading.events
