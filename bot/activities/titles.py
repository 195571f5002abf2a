"""Which published activity a question names: by its title, by most of it, or by one that was typed wrong."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from bot.activities.rules import Activity
from knowledge.pinyin import sounds
from knowledge.segment import frequency

_COMMON = re.compile(r"[“”《》\s]|\d{4}年?|市直|机关|工会|职工|会员|(?:比赛|大赛|活动)$")
MOST = 3  # characters of a title, in a row, that stand for the whole
LEAST = 2  # where nothing else was found in the question: “饺子几点包”
_RARER = 5  # a word by itself must be so much rarer than the title
#: Initials and finals that are told apart by few who type by sound.
_ALIKE = ((r"^([zcs])h", r"\1"), (r"g$", ""), ("^b", "p"), ("^d", "t"), ("^g", "k"), ("^l", "n"), ("^h", "f"))
_EVERYDAY = frozenset(
    "的了吗呢吧啊么我你您他她它们是不没有在到去来和跟与也都就还要会能可以带人个这那哪几多少点过下上里"
)


def every_named(question: str, known: Sequence[Activity], least: int = LEAST) -> list[Activity]:
    """All whose titles the question names."""
    return [one for one in known if _shared(one, question) >= least]


def named_among(question: str, known: Sequence[Activity], least: int = LEAST) -> list[Activity]:
    """The one whose title the question names, by `least` characters in a row, or by what it is (徒步 of 环湖徒步, all
    of a short title); else the only one that it names with a typing error; none where it names none."""
    shared = {one.id: _shared(one, question) for one in known}
    best = max(shared.values(), default=0)
    named = [one for one in known if shared[one.id] == best >= LEAST and (best >= least or _head(one) in question)]
    if named:
        return named[:1]
    mistaken = [one for one in known if _mistaken(_core(one), question)]
    return mistaken if len(mistaken) == 1 else []


def _core(activity: Activity) -> str:
    return _COMMON.sub("", activity.plan.title)


def _shared(activity: Activity, question: str) -> int:
    """How many characters in a row of the title, common words left out, the question has."""
    asked = re.sub(r"\s", "", question)
    return SequenceMatcher(None, _core(activity), asked, autojunk=False).find_longest_match().size


def _head(activity: Activity) -> str:
    """What it is: the word at the end of its title, all of a title that ends in none."""
    core = _core(activity)
    return next((core[at:] for at in range(max(0, len(core) - MOST), len(core) - 1) if frequency(core[at:])), core)


def _mistaken(core: str, question: str) -> bool:
    """Whether the question has the title, or the last two characters of a longer one, with one character that sounds
    alike (烘培 for 烘焙); never where what is written is a word by itself (茶花)."""
    return any(_for(core, run) or _for(core[-LEAST:], run) for run in _runs(question, {len(core), LEAST}))


def _runs(text: str, sizes: set[int]) -> Iterator[str]:
    return (text[at : at + size] for size in sizes if size >= LEAST for at in range(len(text) - size + 1))


def _for(word: str, written: str) -> bool:
    wrong = [(right, other) for right, other in zip(word, written, strict=False) if right != other]
    if (
        len(word) != len(written)
        or len(word) < LEAST
        or len(wrong) != 1
        or frequency(written) * _RARER > frequency(word)
    ):
        return False
    right, other = wrong[0]
    return other not in _EVERYDAY and _sound(right) == _sound(other) != ""


def _sound(character: str) -> str:
    heard = sounds().get(character, "")
    for sort, one in _ALIKE:
        heard = re.sub(sort, one, heard)
    return heard
