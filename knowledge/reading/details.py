"""What a message states, sets right or does not know, by its words alone."""

from __future__ import annotations

import re

from knowledge.patterns import Late
from knowledge.reading.asking import asks
from knowledge.reading.heard import Heard
from knowledge.reading.quietly import of_the_visit
from knowledge.reading.rules.hospital import hospital

#: What stands beside a day in a message that does no more than name it: “上周五走的”, “大概是前天半夜”.
BESIDE_A_DAY = Late(
    r"(?:[我俺是事在的就了吧啊呀嗯哦那天约刚走没进去住生领办入上下午早中晚夜里半点多钟分\d,，。.!！ ]"
    r"|[一二两三四五六七八九十]+斤[一二两三四五六七八九半]?两?|男孩|女孩|儿子|女儿|大概|应该|可能|好像|凌晨|住院|证|登记)*"
)
SETS_RIGHT = Late(
    r"^[啊哎哦嗯噢]*不+[,，。 ]|不对|[写说打记弄搞报填]错|不是|应该是|改成|改为|改到|口误|嘴快|(?:说|讲|指)的?是"
)

NOT_KNOWN = Late(
    r"(?:不|没)(?:晓得|知道|想好|明白)[^,，。?？]*|(?<![^,，。?？])[^,，。?？]*不(?:方便|便|好)(?:讲|说|透露)(?=$|[,，。])|(?<![^,，。?？])[^,，。?？]*(?:忘了|忘记|记不[得清]|要问他)(?=$|[,，。])"
)  # what somebody does not know asks nobody
WRONG = re.compile(r"^[啊哎哦嗯噢]*不+[,，。 ]|不对|[写说打记弄搞报填]错|口误|嘴快")
DETAIL = Late(
    r"[一二三四五六七八九十]+(?:号?床|病区|号楼)|\d+\s*(?:号?床|病区|号楼|楼|室|斤|克|号厅)|(?:出殡|下葬|火化|追悼会?|告别|落葬|灵堂|安葬)(?:是|在|定|改|那天|设)|殡仪馆"
    r"|(?:[今明后]天|大后天|[\d一二三四五六七八九十]+[号日]|(?:周|星期|礼拜)[一二三四五六日天])[^,，。]{0,6}(?:出殡|下葬|火化|开追悼会?|落葬|安葬|出山)"
    r"|(?:联系|留|写)[^,，。]{0,6}(?:电话|手机|号码)|(?:电话|手机|号码)[^,，。]{0,2}(?:写|留|打[我他她]|是[我他她1])|1[3-9]\d{9}"
)


#: Says what somebody is called: “老廖大名廖永泉”, “我妈叫郑彩娥”.
CALLED = Late(
    r"^(?:对了|哦|噢|他|她|我)?[^,，。]{0,6}(?:叫|大名|全名|名字(?:是|叫)?)(?![我你他她您人去来住不别做还没未])[\u4e00-\u9fff]{2,4}(?=$|[,，。])"
)


def detail(text: str) -> bool:
    """Whether it states something that a visit or a report may need: a bed, a hall, whom to ring up."""
    return bool(DETAIL.search(text) or CALLED.search(text) or of_the_visit(text)) and not asks(NOT_KNOWN.sub("", text))


def names_its_day(heard: Heard) -> bool:
    """Whether a day in the message is that of the happening: it names hardly more, or sets something right. The day of
    “昨晚又没睡着” is another one."""
    text = heard.found.told.message.text
    spans = [(one.start, one.end) for one in heard.found.told.days]
    rest = "".join(char for at, char in enumerate(text) if not any(start <= at < end for start, end in spans))
    rest = rest.replace(hospital(text) or "\0", "")
    return bool(BESIDE_A_DAY.fullmatch(rest) or SETS_RIGHT.search(text))


def mends(text: str) -> bool:
    """Whether it says that something was written wrong, and asks nothing: “名字写错了，是筱”."""
    return bool(WRONG.search(text)) and not asks(text)
