"""Whether a text states what is asked: by figures and units, by persons, by words of the side's own group. Only what no
text states may be said to be unwritten; where it cannot be told, the text is left to speak for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from knowledge.answer.fields import stands, synonyms
from knowledge.documents.fold import Reading as Folded
from knowledge.errors import LexiconError
from knowledge.lexicon.called import in_our_names
from knowledge.lexicon.load import FOLDER, read_toml
from knowledge.patterns import Late
from knowledge.reading.asked import words


class Verdict(Enum):
    """How a text stands to what is asked."""

    STATED = "stated"
    OPEN = "open"  # it speaks of it, and does not settle it
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Side:
    """How a side is asked and what states it. `alike`: what is asked and what is stated are of one thing (管饭, 午餐),
    so that no other word need be the same; a side without it (几天, 谁) may be asked of anything. `sought`: one of how
    things are handled, for which the clause is looked for though the matter was not understood."""

    asks: Late
    states: Late
    alike: bool
    sought: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """`lexicon/answers/states.toml`. `twists`: what makes a case another than the one that is written of, unless the
    text has it, too; `fillers`: words of any question, besides those of `said_back.toml`."""

    sides: Mapping[str, Side]
    twists: Late
    fillers: Late


@lru_cache(maxsize=1)
def known() -> Known:
    """Raises LexiconError where the file cannot be used."""
    raw, macros = read_toml(FOLDER / "answers" / "states.toml"), read_toml(FOLDER / "macros.toml")
    names = {**macros, "kin": _filled(macros["kin"], macros), "n": raw["n"]}
    try:
        sides = {
            key: Side(
                Late(_filled(entry["asks"], names)),
                Late(_filled(entry["states"], names)),
                entry.get("alike", False),
                entry.get("sought", False),
            )
            for key, entry in raw["side"].items()
        }
        return Known(sides, Late(raw["twists"]), Late(raw["fillers"]))
    except KeyError as error:
        raise LexiconError(f"states.toml 里缺了 {error}") from error


def decide(asked: str, text: str, topical: Iterable[str] = ()) -> Verdict:
    """How `text`, which is to be said, stands to `asked`, a part of a message in its writer's words. Of several sides
    that are asked at once one may be stated and another not: then it is open. `topical`: the words of the matter
    itself, which both have anyway."""
    if not text:
        return Verdict.UNSTATED
    text, asked = Folded.of(text).text, in_our_names(Folded.of(asked).text)
    sides = _asked(asked)
    met = [side for side in sides if side.states.search(text)]
    if sides and not met:
        return Verdict.UNSTATED
    twist = known().twists.search(asked)
    twisted = twist is not None and twist[0] not in text
    bare = _without(topical, asked)
    if met:
        same = any(side.alike for side in met) or _of_the_same(bare, text, met)
        return Verdict.STATED if same and len(met) == len(sides) and not twisted else Verdict.OPEN
    return _by_words(bare, text, twisted=twisted)


def seeks(asked: str, text: str) -> bool:
    """Whether a clause is looked for by what is asked alone, and `text` is such a one: it states a side of how things
    are handled, and nothing else is asked that it has no word of."""
    text, asked = Folded.of(text).text, in_our_names(Folded.of(asked).text)
    sides = _asked(asked)
    stated = bool(sides) and all(side.sought and side.states.search(text) for side in sides)
    return stated and known().twists.search(asked) is None and _of_the_same(asked, text, sides)


def speaks(asked: str, text: str) -> bool:
    """Whether a text has a word of what is asked, whichever side of it that is."""
    text, asked = Folded.of(text).text, in_our_names(Folded.of(asked).text)
    return any(stands(piece, text) for piece in _pieces(asked) if len(piece) > 1)


def closely(asked: str, text: str) -> bool:
    """Whether it asks of a side with words of its own (停车, 班车) that the text does not state."""
    sides = _asked(in_our_names(Folded.of(asked).text))
    return any(side.alike and not side.states.search(Folded.of(text).text) for side in sides)


def foreign(asked: str, text: str) -> bool:
    """Whether what is asked has a word that the text has not."""
    return bool(strange(asked, text))


def strange(asked: str, text: str) -> list[str]:
    """The words of what is asked that the text does not speak of, but for those that all questions have."""
    text, asked = Folded.of(text).text, in_our_names(Folded.of(asked).text)
    return [piece for piece in _pieces(asked) if len(piece) > 1 and not stands(piece, text)]


def in_common(asked: str, text: str) -> int:
    """The characters of the longest word of what is asked that the text has as it stands."""
    text, asked = Folded.of(text).text, in_our_names(Folded.of(asked).text)
    return max((len(piece) for piece in _pieces(asked) if piece in text), default=0)


def sided(asked: str) -> bool:
    """Whether it asks of a side that is known here, of which `decide` is surer than words in common are."""
    return bool(_asked(in_our_names(Folded.of(asked).text)))


def sides_asked(asked: str) -> list[str]:
    """The sides that are known here and asked, by their names; none that is asked by words that state it (退休人员):
    another of its words (聘用) is no answer."""
    text = in_our_names(Folded.of(asked).text)
    sides = [side for side in _asked(text) if not side.states.search(text)]
    return [key for key, side in known().sides.items() if side in sides]


def sides_stated(text: str) -> list[str]:
    """The sides that are known here and that a text states, by their names."""
    text = Folded.of(text).text
    return [key for key, side in known().sides.items() if side.states.search(text)]


def _asked(text: str) -> list[Side]:
    """The sides that are asked; none whose words lie within those of a closer one (谁 in 交给谁)."""
    found = [(match, side) for side in known().sides.values() if (match := side.asks.search(text))]
    close = [match.span() for match, side in found if side.alike]
    return [side for match, side in found if side.alike or not any(_within(match.span(), one) for one in close)]


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _of_the_same(asked: str, text: str, met: Iterable[Side]) -> bool:
    """Whether nothing, or a word of the text, is left of what is asked when the words of its sides are taken out."""
    for side in met:
        asked = side.asks.sub(" ", asked)
    left = [piece for piece in _pieces(asked) if len(piece) > 1]
    return not left or any(stands(piece, text) for piece in left)


def _by_words(asked: str, text: str, *, twisted: bool) -> Verdict:
    """Of what is asked without a side that is known: whether the text has all of its words, some or none."""
    pieces = _pieces(asked)
    held = [piece for piece in pieces if stands(piece, text)]
    if pieces and not held:
        return Verdict.UNSTATED
    return Verdict.STATED if pieces and len(held) == len(pieces) and not twisted else Verdict.OPEN


def _without(topical: Iterable[str], asked: str) -> str:
    for word in sorted(topical, key=len, reverse=True):
        asked = asked.replace(word, " ")
    return asked


def _pieces(text: str) -> list[str]:
    """What is left of a question without the words that all questions have; words that have others for the same stay
    whole (发票, of which 发 would be taken)."""
    common, pieces = words().common, []
    for word in _words_with_others():
        if word in text and not common.fullmatch(word):
            pieces.append(word)
            text = text.replace(word, " ")
    chunks = common.sub(" ", known().fillers.sub(" ", re.sub(r"[^\w]", " ", text))).split()
    return [chunk for chunk in (*pieces, *chunks) if len(chunk) > 1] or chunks


@lru_cache(maxsize=1)
def _words_with_others() -> tuple[str, ...]:
    every = {word for group in synonyms() for word in group if len(word) > 1}
    return tuple(sorted(every, key=lambda word: (-len(word), word)))


def _filled(pattern: str, names: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda match: f"(?:{names[match[1]]})" if match[1] in names else match[0], pattern)
