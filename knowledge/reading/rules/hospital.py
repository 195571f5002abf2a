"""The hospital, as the member writes it (附二医骨科 → 附二医)."""

from knowledge.patterns import Late

_SHORT = Late(
    r"(?:温医大?|温州医科大学|温|省|市|浙大?)?附(?:属第?)?[一二三四](?:医院|医|院)?"
    r"|浙[一二](?:医院)?|(?:温州)?市[一二三四五六七](?:医院?|院)|(?:市|县|区)?人民医院"
    r"|(?:(?<=[在去住到进转送])|(?<![\u4e00-\u9fff]))[一二三四五六七八九]院(?![子内士外])"
    r"|(?:温州)?[省市区县]?(?:中医|中西医结合)医?院|邵逸夫(?:医院)?|眼视光(?:医院)?|(?:市|省|区|县)?妇幼(?:保健院|医院)?|(?:市|省|区|县)?妇保院?"
)
_LONG = Late(r"[\u4e00-\u9fff]{2,14}?(?:医院|卫生院|保健院|疗养院)")
#: Everything up to the last of these is not the name.
_LEAD = Late(
    r".*(?:住进|住在|住到|住|送到|送进|送去|送往|送|拉到|拉去|转到|转去|转入|转|躺在|在|到|去了?|进了?|了|被|往|于|是|从|叫|就|的|回|今天|昨天"
    r"|早上|晚上|夜里|上午|下午|家人?|我|把|收|入|给|和|跑|上了?(?!海)|来|院里)"
)
_UNNAMED = Late(
    r"(?:(?:这|那|哪|一|某|同一)?[家个所]|我们?|大|小|省里|市里|县里|区里|当地|本地|外地|私立|公立|三甲|杭州|上海|镇里|乡里|街道|社区)?(?:的)?(?:医院|卫生院)"
)


_WARD = Late(
    r"[的在]?(?P<ward>(?:(?:心|神经|呼吸|消化|肾|血液|内分泌|风湿|胸|脑|骨|泌尿|肛肠|普|肝胆|胃肠|乳腺|甲状腺|血管|烧伤|整形"
    r"|妇|产|儿|眼|口腔|耳鼻喉|皮肤|肿瘤|康复|针灸|推拿|中医|老年|感染|急诊|重症|疼痛|放疗|介入|创伤|手|关节|脊柱|内|外)+"
    r"(?:内|外|伤|医学)?科|icu|ccu|重症监护室|急诊|\d+(?:楼|层))(?:[一二三四五]?病区)?(?:\d+(?:号?床))?)"
)


def ward(text: str, at: str) -> str | None:
    """The ward that is named right after the hospital `at`: 骨科, 神经内科12床."""
    found = _WARD.match(text, text.find(at) + len(at))
    return found["ward"].upper() if found else None


def hospital(text: str) -> str | None:
    """The longest name that the text gives; None for “医院” alone."""
    for match in _LONG.finditer(text):
        name = _LEAD.sub("", match.group())
        if len(name) > 2 and not _UNNAMED.fullmatch(name):
            return name
    short = _SHORT.search(text)
    return short.group() if short else None
