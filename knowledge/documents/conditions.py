"""What a statement says besides its amount: whom, on what condition, with which papers, until when, how, who decides.

Everything is quoted: the functions give stretches of the folded text without blanks, for the caller to print.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from knowledge.documents.numerals import CHINESE, DATE, day, whole

Stretch = tuple[int, int]

ONE = r"(?:直系亲属|直系亲人|近亲属|亲属|家属|父母|配偶|子女|岳父母|公婆|父亲|母亲|祖父母|兄弟姐妹)"
KIN = rf"{ONE}(?:[、和及或]{ONE})*"
WHOM = re.compile(
    rf"(?:全体|在职|退休|困难|女|男)?(?:工会)?(?:会员|职工)(?:及其|和|的|或)?(?:{KIN}(?:（[^）]*{KIN}[^）]*）)?)?(?:本人)?"
    rf"|{KIN}(?:（[^）]*{KIN}[^）]*）)?|本人|女职工|劳模|新入会会员"
)
NUMBER = rf"(?:\d+|{CHINESE})"
CONDITION = re.compile(
    rf"{NUMBER}(?:天|日|周)(?!内|前|起)(?:（含）|（不含）)?(?:以上|以下|及以上|以内)?"
    rf"|第?{NUMBER}(?:—|至|到){NUMBER}(?:天|日)|{NUMBER}(?:次|年)(?:以上|以内|及以上)|含{NUMBER}|重大手术"
    r"|每[人年][^，。；]{0,8}限|同一病种|只慰问|只享受|仅限|只限|不重复|不得|不予|不再|符合|除外|原则上|夫妻|双方|须|应当具备|视为|经确认|累计"
)
BRACKET = re.compile(r"（([^（）]+)）")
GIVING = re.compile(
    r"(?:提供|凭|提交|出具|附|携带|需持|持|填写|填报)(?:下列|以下|有关|相关)?(?P<papers>[^，。；：]{2,60})"
)
PAPER = re.compile(
    r"《[^》]+》|(?!虚假|等)[^、，。；：或和及与《》]{0,14}?(?:小结|证明(?:材料)?|复印件|发票|清单|证书|通知书|审批表|申请表|登记表|申请书|申[领报]表|申[请领报]单|证件|会员证|诊断书|记录"
    r"|病历|身份证|户口[簿本]|结婚证(?!明)|出生证(?!明)|退休证|票据|(?<=[\u4e00-\u9fff])(?:材料|凭证))(?:的?(?:原件|复印件))?"
)
# 材料：（一）…；（二）…
LIST = re.compile(
    r"(?:以下|下列|如下|有关|相关|所需|申[请领报])*(?:材料|资料|证明材料|凭证|手续)(?:清单|如下)?：(?P<papers>[^。]+)"
)
DEADLINE = re.compile(
    rf"(?:(?<=[时期][效限]为)[^，。；：（）]{{0,16}}?{NUMBER}个?(?:工作日|自然日|日|天|月|季度|年|周)"
    rf"|(?:自|在|于)?[^，。；：（）]{{0,16}}?(?:之日|发生|出院|结束|当日|公布|当月)?(?:起|后)?(?:的)?{NUMBER}个?"
    rf"(?:工作日|自然日|日|天|月|季度|年|周)(?:之内|以内|内)"
    rf"|(?:每年|当年|次年|每月|每季度)?(?:{NUMBER}年)?{NUMBER}月(?:底|{NUMBER}日)(?:之?前|止)"
    rf"|(?:当月|当年|年底)(?:底)?(?:之?前|内))"
)
APPLYING = re.compile(
    r"申请|申报|提出|办理|报送|上报|报销|送交|提交|申领|慰问到位|完成|办结|领取|报告|报[^，。；告销道名]{0,8}工会"
)
STEP = re.compile(r"申请|审批|审核|送达|签字|签收|填写|备案|公示|上报|报销|发放到|领取人|集体研究|核实|调查|登记|汇总")
DECIDES = re.compile(
    r"(?:由|经|报)(?P<who>[\u4e00-\u9fff]{2,24}?)(?:集体|会议)?(?:负责解释|审批|审核|审定|批准|研究(?:决定|同意|确定)?|决定|核定|同意)"
)
_DAY = re.sub(r"\?P<[ymd]>", "", DATE.pattern)
_BEGINS = r"(?:正式|开始|起|统一)*(?:施行|执行|实施|实行|生效|启用|试行)"
FROM = re.compile(rf"[自从于]?(?P<day>{_DAY})(?:零时)?(?:之日)?(?:起|开始){_BEGINS}|[于自从](?P<on>{_DAY}){_BEGINS}")
AT_ONCE = re.compile(rf"(?:[自从]?(?:本[^，。；]{{0,6}})?(?:发布|印发|公布|下发|发文|通过)之日|即日)起{_BEGINS}")
UNTIL = re.compile(
    rf"(?:有效期?(?:至|到)|执行(?:至|到)|试行(?:至|到)|截止到?|至|到|[于在])?(?P<day>{_DAY})"
    r"(?P<ends>止|为止|(?:起|后)?(?:自动|自行|同时|即行|即)?(?:失效|废止|终止|停止执行))?"
)
ENDS = re.compile(r"(?:有效期?(?:至|到)|执行(?:至|到)|试行(?:至|到)|截止到?|(?<![0-9日])至|到)$")
YEARS = re.compile(rf"(?:有效期|试行期?|有效期为)(?:为|限)?(?P<n>{NUMBER})年")


def whom(text: str, before: int) -> Stretch | None:
    """Who is named last ahead of the event, or with it, else whoever is named; None where nobody is."""
    found = [match.span() for match in WHOM.finditer(text)]
    return next((one for one in reversed(found) if one[0] <= before), found[0] if found else None)


def conditions(text: str, amounts: Iterable[Stretch], limits: Collection[int] = ()) -> Iterator[Stretch]:
    """Parts between commas and brackets that limit: days in hospital, how often, who is left out. `limits`: where sums
    stand that must be passed."""
    taken = list(amounts)
    for first, last in _parts(text):
        if any(first <= at < last for at in limits):
            yield first, last
            continue
        covered = any(first <= start and end <= last for start, end in taken)
        for match in BRACKET.finditer(text, first, last):
            aside = (
                text[match.start() - 1] in "》"
                or len(match[1]) < 3
                or re.search("大写|元", match[1])
                or re.match(KIN, match[1])
            )
            if not aside and not any(match.start() <= start < match.end() for start, _ in taken):
                yield match.start(1), match.end(1)
        plain = BRACKET.sub(lambda one: " " * len(one[0]), text[first:last])
        if (found := CONDITION.search(plain)) and not (covered and not _limits(plain[: found.end()])):
            yield first, last


def _limits(words: str) -> bool:
    return bool(re.search(r"天|日|次|原则上", words))


def papers(text: str, listed: bool) -> Iterator[Stretch]:
    """Papers to be handed in. `listed`: the paragraph stands in a list of papers and needs no verb."""
    given = [match.span("papers") for match in GIVING.finditer(text)]
    for match in GIVING.finditer(text):
        if match["papers"].startswith(("虚假", "不实")):
            continue
        for found in PAPER.finditer(text, *match.span("papers")):
            if not LIST.match(text, found.start()):
                yield found.span()
    for found in LIST.finditer(text):
        for one in PAPER.finditer(text, *found.span("papers")):
            if not any(one.start() < last and first < one.end() for first, last in given):
                yield one.span()
    if listed and not GIVING.search(text):
        yield from (found.span() for found in PAPER.finditer(text))


def deadline(text: str) -> Stretch | None:
    """Until when one must apply; periods that are no deadline (一年内不超过两次) stand beside no word of applying."""
    for first, last in _parts(text, "。；"):
        if APPLYING.search(text, first, last):
            for found in DEADLINE.finditer(text, first, last):
                begin = found.start() + (2 if text.startswith(("应在", "须在"), found.start()) else 0)
                for word in ("期限均为", "期限为", "时间为", "应于", "应在", "须在", "须于", "请于", "在", "于"):
                    at = text.rfind(word, first, found.end())
                    if at >= found.start():
                        begin = max(begin, at + len(word))
                return begin, found.end()
    return None


def procedure(text: str) -> Iterator[Stretch]:
    """Sentences that say how it is done."""
    for first, last in _parts(text, "。；"):
        if STEP.search(text, first, last):
            yield first, last


def decides(text: str) -> Stretch | None:
    """Who decides or explains."""
    match = DECIDES.search(text)
    return match.span("who") if match else None


def effective_from(text: str, signed: date | None) -> date | None:
    """From when, where the text says so."""
    if match := FROM.search(text):
        return day(match["day"] or match["on"])
    return signed if AT_ONCE.search(text) else None


def effective_to(text: str, start: date | None) -> date | None:
    """The last day, by a date or by a number of years from the beginning."""
    if re.search(r"有效|执行|施行|实施|实行|试行|失效|截止|废止|终止", text):
        for match in UNTIL.finditer(text):
            if match["ends"] or ENDS.search(text[: match.start("day")]):
                return day(match["day"])
    if (term := YEARS.search(text)) and start and (years := whole(term["n"])):
        leap = start.month == 2 and start.day == 29
        return start.replace(year=start.year + years, day=28 if leap else start.day) - timedelta(days=1)
    return None


def _parts(text: str, stops: str = "，。；：") -> Iterator[Stretch]:
    """Between stops that stand outside brackets, without the stops."""
    begin = depth = 0
    for at, character in enumerate(text):
        depth = max(0, depth + (character in "（《〈") - (character in "）》〉"))
        if depth == 0 and (character in stops or (character == "." and not text[at + 1 : at + 2].isascii())):
            if begin < at:
                yield begin, at
            begin = at + 1
    if begin < len(text):
        yield begin, len(text)
