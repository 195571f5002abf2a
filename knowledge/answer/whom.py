"""Whether he who is spoken of is a woman, as far as the writer's words tell."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.patterns import Late

#: He is who was named first.
PERSON = Late(
    "(?P<she>她|女|闺|囡|老婆|媳妇|妈|姐|妹|婆|奶|阿姨|嬢|嫂|姑|姨)|他|老公|丈夫|男(?:的|人|朋友)|儿子|爸|爷|弟|哥|叔|舅|公公|老[一-鿿]"
)
#: He who is feared, as he is called by those who live with him; not whom he may hurt.
FEARED = Late(
    "(?P<she>她|老婆|媳妇|妻|女朋友|女友|丈母娘|婆婆)|他|老公|丈夫|男(?:的|人|友|朋友)|儿子|爸|哥|弟|当事人|催债"
)
HIM = Late("(?<!其)他(?![人们])")


def spoken_of(text: str) -> bool:
    """Whether somebody is."""
    return PERSON.search(text) is not None


def of_whom(text: str, said: Iterable[str], *, feared: bool = False) -> str:
    """The sentence, of a woman where what was `said` is about one; `feared`: about whom the writer fears."""
    person = (FEARED if feared else PERSON).search(" ".join(said))
    return HIM.sub("她", text) if person and person["she"] else text
