"""What is said in danger, as `lexicon/answers/care.toml` and `care_turns.toml` have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.patterns import Late
from knowledge.reading.model import Danger

Says = Mapping[Danger, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said, by danger and in turns, to a message in which `find` is found. `opens`: it may be the first answer,
    and is one where danger is told again; `lasts`: what is told so (a door that is beaten at) is still so a message or
    two later; `eases`: it is no answer to danger that is told in the same words; `firm`: nothing is said beside it,
    whatever business is asked in the same words; `calmer`: the talk ends with it."""

    find: Late
    says: Says
    opens: bool = False
    lasts: bool = False
    eases: bool = False
    firm: bool = False
    calmer: bool = False


@dataclass(frozen=True, slots=True)
class Soft:
    """What is said at a first faint sign, by danger (`parting` to who only takes leave, `farewell` to who then tells
    that he `leaves` his post). `yes` and `no` are what it is answered with, `relief` follows no, `more` what is told
    of it."""

    asks: Mapping[Danger, str]
    parting: str
    leaves: Late
    farewell: str
    yes: Mapping[Danger, Late]
    no: Late
    relief: str
    more: Says


@dataclass(frozen=True, slots=True)
class CareWords:
    """What is said in danger. `offer`: of an officer's help, by place (`private`, `group`) or, in private, by danger,
    `offer_again` where one was made; `turns`: the answers to later words, the first that fits; `again`: to danger that
    is told again, `asked`: to a question that no turn fits, `other`: to anything else; `in_hands` says that the doctors
    have him, `handed` is the answer to it. `matter` is a word of business; `before` and `after` stand around its
    answer, `back` after it where whom to call was said lately."""

    offer: Mapping[str, str]
    offer_again: tuple[str, ...]
    soft: Soft
    first: Mapping[Danger, str]
    turns: tuple[Turn, ...]
    again: Says
    asked: Says
    other: Says
    handed: tuple[str, ...]
    in_hands: Late
    matter: Late
    before: tuple[str, ...]
    after: Says
    back: Says


def care_words(raw: Mapping[str, Any], turns: Iterable[Mapping[str, Any]]) -> CareWords:
    """Reads care.toml, and the turns of care_turns.toml."""
    aside = raw["aside"]
    return CareWords(
        offer={key: text for key, text in raw["offer"].items() if key != "again"},
        offer_again=tuple(raw["offer"]["again"]),
        soft=_soft(raw["soft"]),
        first={Danger(key): words for key, words in raw["first"].items()},
        turns=tuple(map(_turn, turns)),
        again=_says(raw["again"]),
        asked=_says(raw["asked"]),
        other=_says(raw["other"]),
        handed=tuple(raw["handed"]["says"]),
        in_hands=Late(raw["in_hands"]["find"]),
        matter=Late(aside["matter"]),
        before=tuple(aside["before"]),
        after=_says(aside["after"]),
        back=_says(aside["back"]),
    )


def _soft(raw: Mapping[str, Any]) -> Soft:
    return Soft(
        asks={Danger(key): raw[key] for key in ("self", "threat", "worry")},
        parting=raw["parting"],
        leaves=Late(raw["leaves"]),
        farewell=raw["farewell"],
        yes={Danger(key): Late(words) for key, words in raw["yes"].items()},
        no=Late(raw["no"]),
        relief=raw["relief"],
        more=_says(raw["more"]),
    )


def _turn(raw: Mapping[str, Any]) -> Turn:
    flags = {key: bool(raw.get(key)) for key in ("opens", "lasts", "eases", "firm", "calmer")}
    return Turn(Late(raw["find"]), _says({one.value: raw[one] for one in Danger if one.value in raw}), **flags)


def _says(raw: Mapping[str, Iterable[str]]) -> Says:
    return {Danger(key): tuple(says) for key, says in raw.items()}
