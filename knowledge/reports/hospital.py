"""The hospital, as the member writes it (附二医骨科 → 附二医)."""

import re

_SHORT = r"(?:温医大?|温|省|市|浙大?)?附[一二](?:医院|医|院)?|浙[一二](?:医院)?|邵逸夫(?:医院)?|眼视光(?:医院)?|(?:市|省|区|县)?妇保院?|(?:市|省|区|县)?妇幼(?:保健院|医院)?"
_LONG = r"[\u4e00-\u9fff]{1,12}?(?:医院|卫生院|保健院|中医院|疗养院)"
_LEAD = re.compile(
    r".*(?:住进了?|住在|住到|住|送到|送进|送去|送往|送|转到|转去|转入|转|躺在|在|到|去|进了?|了|被|往|于|是|从|叫|就|的|来|回|天|早|晚|夜|里|号|日|午|我|家|把|进)"
)
_NOT = re.compile(r"^(?:.{0,3}(?:这|那|哪)?家?|我们?|个|大|小|省里|市里|县里|当地|本地|外地|私立|公立|三甲)?医院$")


def hospital(text: str) -> str | None:
    short = re.search(_SHORT, text)
    if short:
        return short.group()
    for match in re.finditer(_LONG, text):
        name = _LEAD.sub("", match.group())
        if len(name) > 2 and not _NOT.match(name):
            return name
    return None
