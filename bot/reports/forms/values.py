"""Typed words into facts. Every refusal says what would do; nothing entered before is touched."""

import re
import unicodedata
from collections.abc import Callable, Mapping

from bot.core.errors import BadInput
from bot.reports.forms.fields import Input, Item

_PHONE = re.compile(r"\+?\d[\d\- ]{4,18}\d")
_YES = re.compile(
    r"^(?:是|对|在|还在|嗯|有|是的|在的|在住|还没出院|没出院|没有出院|住着|还在住院|还住着)[的呢啊呀。!]*$"
)
_NO = re.compile(r"^(?:不|否|没|不是|不在|没有|出院|已出院|出院了|已经出院|已经出院了|不在了|回家了)[的呢啊呀。!]*$")
_SAME = {
    "爸": "父亲",
    "爸爸": "父亲",
    "妈": "母亲",
    "妈妈": "母亲",
    "老婆": "配偶",
    "老公": "配偶",
    "妻子": "配偶",
    "丈夫": "配偶",
    "爱人": "配偶",
    "儿子": "子女",
    "女儿": "子女",
    "孩子": "子女",
    "丈人": "岳父",
    "丈母娘": "岳母",
    "我": "本人",
    "自己": "本人",
    "我自己": "本人",
    "阳历": "公历",
    "新历": "公历",
    "阴历": "农历",
    "旧历": "农历",
}


def clean(text: str) -> str:
    """Without control and formatting characters, runs of blanks as one; line breaks stay."""
    kept = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return re.sub(r"[^\S\n]+", " ", kept).strip()


def read_value(item: Item, text: str) -> str | bool:
    """What was typed, as this fact's value; dates are left to the service, which knows calendars. Raises BadInput."""
    said = clean(text)
    if not said:
        raise BadInput(f"这一项要写字。{_like(item)}")
    if len(said) > item.limit:
        raise BadInput(f"写得有点长（{len(said)} 个字），请缩短到 {item.limit} 个字以内。")
    return _READERS[item.input](item, said)


def _choice(item: Item, said: str) -> str:
    plain = unicodedata.normalize("NFKC", said).strip("。.! ")
    plain = _SAME.get(plain.removeprefix("我的"), _SAME.get(plain.removeprefix("我"), plain))
    if plain in item.choices:
        return plain
    if plain.isdigit() and 0 < int(plain) <= len(item.choices):
        return item.choices[int(plain) - 1]
    if item.open and not plain.isdigit():
        return said
    raise BadInput(f"请从这几个里选一个：{'、'.join(item.choices)}。")


def _yes_no(item: Item, said: str) -> bool:
    plain = unicodedata.normalize("NFKC", said)
    if _NO.match(plain):
        return False
    if _YES.match(plain):
        return True
    raise BadInput(f"没看懂是还是否。{_like(item)}")


def _phone(item: Item, said: str) -> str:
    found = _PHONE.search(unicodedata.normalize("NFKC", said))
    if not found:
        raise BadInput(f"没看懂电话号码。{_like(item)}")
    return found.group()


def _text(_item: Item, said: str) -> str:
    return said


def _like(item: Item) -> str:
    return f"可以这样写：{item.example}" if item.example else ""


_READERS: Mapping[Input, Callable[[Item, str], str | bool]] = {
    Input.CHOICE: _choice,
    Input.YES_NO: _yes_no,
    Input.PHONE: _phone,
    Input.TEXT: _text,
}
