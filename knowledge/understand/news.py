"""Whether a message tells news to be reported, or asks. “外婆没了” is news, “外婆没了工会来吗” a question about it."""

from __future__ import annotations

import re

from knowledge.understand.model import Evidence

LEAST, SHORT = 4, 12
NEWS = re.compile(r"[了爻的啦]|昨|今|刚|前天|上周|上个?月|下个?月|即将|快要|明天|后天|本人|我们?[科处组]")
ASKS = re.compile(
    r"[?？吗伐]|[么嘛否](?=$|[,。!])|多少|什么(?!都|也)|啥(?!都|也)|哪(?!里都|儿都|[。,!]|$)|怎么(?!都|也)|咋|如何"
    r"|几(?!天|个|年|岁|句|下|乎|次都)|谁(?!都|也)|(?P<v>[\u4e00-\u9fff])[不没](?P=v)(?!兴)|是不是|请问|想问|问一下|请教"
    r"|何乜|几倈|还是|哪能|是否|可否|能否|为何|有何|何者|好否|真的假的|真假|过期没|时间节点|一[码回]事"
    r"|规定|条款|要访|要贺|慰问[金品]|封顶|上限|标准"
    r"|有.{1,10}没有?(?=$|[,。!])|^(?!.*在).*呢(?=$|[,。!])|(?:[算管给行好对有来完]|能|会).{0,14}[不没吧](?=$|[,。!])"
)
POLITE = re.compile(
    r"(怎么领|找谁|谁管|谁能帮|怎么办)[!。.~?]*$|(好不好|行不行|好吗|行吗|可以吗|可不可以|行么|好伐|可以不)[!。.~]*$"
)
ASKED_OF_A_RULE = frozenset({"amount", "form", "materials", "basis", "payout", "comparison", "quota", "fee"})
FIRM = re.compile(
    r"先.{0,4}报|[帮替给].{0,5}报|劳烦|麻烦.{0,3}(登记|记)|特此|报上去|报一[个声下]|报个|给我记|讲一声|来登记|来报"
)
HOW_TO_REPORT = re.compile(r"(怎么|咋|如何|哪里|哪能|要不要|能不能|谁|怎样).{0,4}(报|登记|说)|报(什么|啥|预算|销)")


def asks(text: str) -> bool:
    """Whether the text asks anything at all."""
    return bool(ASKS.search(text))


def told(found: Evidence, care: bool) -> bool:
    """Whether a message that tells of an event reports it rather than asks about it. A polite “行不行” asks nothing."""
    text = POLITE.sub("", found.text)
    of_a_rule = bool(set(found.facets) & ASKED_OF_A_RULE)
    if care or (FIRM.search(text) and not HOW_TO_REPORT.search(text) and not of_a_rule):
        return True
    return not (of_a_rule and len(text) <= SHORT) and not asks(text)


def tells(found: Evidence) -> bool:
    """Whether a message reads as news although no event was read from it: it says 报, or tells of what happened."""
    if found.facets and not set(found.facets) <= {"date", "covered"}:
        return False
    return "report" in found.signals or (len(found.text) >= LEAST and bool(NEWS.search(found.text)))


def may_tell(found: Evidence, care: bool) -> bool:
    """Whether reading the message for an event is worth the while."""
    return told(found, care) or (len(found.text) > SHORT and bool(NEWS.search(found.text)))
