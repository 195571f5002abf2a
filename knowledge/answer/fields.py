"""What a clause and a message may have in common beside their words: days, figures, words that a clause defines, and
groups of words for one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from knowledge.documents.fold import Reading as Folded
from knowledge.documents.numerals import CHINESE, whole
from knowledge.documents.terms import FOLDER_OF_DOCUMENTS
from knowledge.index import pairs
from knowledge.patterns import Late

DEFINED = Late(r"所称的?“?(?P<term>[^，。；“”]{2,8}?)”?，?(?:是?指|限于|仅限|包括|为)")
KINDRED = Late("亲属|亲人|家属|家庭(?:主要)?成员")
OF_KIN = "kin"
YUAN = Late(r"([1-9][0-9]*)元")
SHARE = Late(rf"(?P<n>[0-9]{{1,3}})%|百分之(?P<word>{CHINESE}|[0-9]{{1,3}})")
OVER = Late(r"(?<![不得未])(?:超过|超出|高于)([1-9][0-9]*)元|([1-9][0-9]*)元(?:（含）)?(?:以上|及以上)")
NUMBERED = Late(r"[〔\[（]((?:19|20)[0-9]{2})[〕\]）]第?[0-9]+号")
OF_YEAR = Late(
    r"(?<![0-9])(?:19|20)?([0-9]{2})年(?:的|发的|出的|印发的|以前的)?(?:那|这)?[个份]?(?:(?:老|旧|暂行)?(?:规定|办法|文件|通知|细则|标准)|(?:老|旧|暂行)的)"
)
MONTHS = 60
LONG = {"周": 7, "个礼拜": 7, "个星期": 7, "个月": 30}
SPOKEN = {"半个月": 15, "半月": 15}
DAYS = Late(rf"(?P<n>\d{{1,3}}|{CHINESE})(?P<unit>天|日|个礼拜|个星期|周|个月)(?!岁)")
BETWEEN = Late(r"(?P<low>\d{1,2})(?:天|日)?[-—~～至到]+(?P<high>\d{1,3})(?:天|日)")
BOUND = Late(r"(?P<n>\d{1,3})(?:天|日)(?:（含）|（含本数）)?及?(?:以|之)(?P<way>上|下|内)")
FREQUENT = 40  # one in so many messages


@cache
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Groups of words that members and documents use of the same thing."""
    lines = (FOLDER_OF_DOCUMENTS / "synonyms.txt").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split()) for line in lines if line and not line.startswith("#"))


@cache
def _others() -> Mapping[str, frozenset[str]]:
    """Each word of a group → every word for the same."""
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for group in synonyms():
        for word in group:
            found[word] |= {*group}
    return dict(found)


def stands(piece: str, text: str) -> bool:
    """Whether a text speaks of a piece of a question: it has a pair of its characters (its only one), or another word
    for the same as one in it."""
    if any(piece[at : at + 2] in text for at in range(max(1, len(piece) - 1))):
        return True
    others = _others()
    held = (piece[start:end] for start in range(len(piece)) for end in range(start + 1, len(piece) + 1))
    return any(word in text for one in held for word in others.get(one, ()))


@lru_cache(1)
def frequent(messages: tuple[str, ...]) -> frozenset[int]:
    """The groups whose words many messages have (孩子, 材料): they tell little."""
    said = "\n".join(messages)
    held = (sum(said.count(word) for word in group) for group in synonyms())
    return frozenset(at for at, times in enumerate(held) if times * FREQUENT > len(messages))


def same_word(token: str, asked: str, stated: str) -> bool:
    """Whether a group is met by the same words in both, which count by themselves."""
    field, _, at = token.partition(":")
    return field == "group" and all(word in stated for word in synonyms()[int(at)] if word in asked)


def inner(words: Iterable[str]) -> Iterator[str]:
    """The pairs of characters within words, and over those of one character, which may be a word that jieba does not
    know; none that reaches from one word into the next (工|会主|席)."""
    unknown = ""
    for word in words:
        if len(word) == 1:
            unknown += word
            continue
        yield from pairs(unknown)
        yield from pairs(word)
        unknown = ""
    yield from pairs(unknown)


def heads(words: Iterable[str]) -> Iterator[str]:
    """The last character of longer words, which says what a thing is: people say 券 where a clause has 蛋糕券."""
    return (word[-1] for word in words if len(word) > 2)


def defined(text: str) -> Iterator[str]:
    """The words that a clause says the meaning of; those for kin as one, whatever they are."""
    for match in DEFINED.finditer(text):
        yield match["term"]
        if KINDRED.search(match["term"]):
            yield OF_KIN


def figures(text: str) -> Iterator[str]:
    """The amounts in yuan that a clause names."""
    return (match[1] for match in YUAN.finditer(Folded.of(text).text))


def bounds(text: str) -> Iterator[int]:
    """The sums beyond which a clause asks for something: 单次超过3000元的，须经……研究."""
    found = OVER.finditer(Folded.of(text).text)
    return (int(match[1] or match[2]) for match in found)


def numbered(text: str) -> Iterator[int]:
    """The years in the numbers of documents that a clause names: （瓯机工〔2017〕6号）."""
    return (int(match[1]) for match in NUMBERED.finditer(text))


def asked_document(text: str) -> Iterator[int]:
    """The years of documents that a message speaks of: 17年那个规定, 2018年的办法."""
    return (2000 + int(match[1]) for match in OF_YEAR.finditer(text))


def shares(text: str) -> Iterator[int]:
    """The shares in hundredths that a text names: 20%, 百分之二十."""
    found = (whole(match["n"] or match["word"]) for match in SHARE.finditer(Folded.of(text).text))
    return (share for share in found if share is not None)


def asked_days(text: str) -> Iterator[int]:
    """How many days a message speaks of: 九天, 一个礼拜, 半个月."""
    for match in DAYS.finditer(text):
        number = whole(match["n"] or "")
        if number is not None:
            yield number * LONG.get(match["unit"], 1)
    yield from (days for word, days in SPOKEN.items() if word in text)


def stated_days(text: str) -> Iterator[int]:
    """The days that a clause's ranges take in, up to two months: 3—7天, 15日以上, 3天以下."""
    folded = Folded.of(text).text
    for match in BETWEEN.finditer(folded):
        yield from range(int(match["low"]), min(int(match["high"]), MONTHS) + 1)
    for match in BOUND.finditer(folded):
        number = int(match["n"])
        yield from range(number, MONTHS + 1) if match["way"] == "上" else range(1, min(number, MONTHS) + 1)
