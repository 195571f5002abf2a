"""Reads the lexicon folder: TOML with tomllib, phrasings as plain text. Raises LexiconError naming file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from knowledge.errors import LexiconError
from knowledge.kept import kept
from knowledge.lexicon.model import (
    LIKELY,
    STRONG,
    WEAK,
    Aspect,
    Cues,
    Decline,
    Facet,
    Names,
    Phrasing,
    Small,
    Stated,
    Topic,
)
from knowledge.lexicon.phrasings import read_lookalikes, read_phrasings
from knowledge.patterns import LATELY, Late, Patterns

FOLDER = Path(__file__).parent
WHOLLY_QUOTED = Late("^“([^“”]*)”$")  # “机关职工大讲堂”, and not “九·九”重阳登山活动
MACRO = Late(r"\{(\w+[a-z]\w*)\}")
LAZY = Late(r"(\.\{0,\d+\})(?!\?)")
ENTITLEMENT_ANCHORS = "entitlement"
VISITS = "visits"  # the file of topics/ whose kinds are 访


@dataclass(frozen=True)
class Lexicon:
    """Everything members might say and what is left open, keyed by the names of DESIGN §1."""

    topics: Mapping[str, Topic]
    facets: Mapping[str, Facet]
    aspects: tuple[Aspect, ...]
    declines: Mapping[str, Decline]
    doubled: tuple[str, ...]  # look-alikes whose file has a head besides their entry in declines.toml, which counts
    smalls: tuple[Small, ...]
    signals: Mapping[str, Cues]
    despair: Mapping[str, Cues]
    remarks: Mapping[str, Cues]
    care_unless: re.Pattern[str]
    abbreviations: Mapping[str, str]
    pinyin: Mapping[str, str]
    typos: Mapping[str, str]
    traditional: Mapping[int, str]
    not_typos: frozenset[str]
    phrasings: tuple[Phrasing, ...]
    names: Names
    scheduled: Mapping[str, str]  # topics that are held on a day → the festival that they follow, or ""

    @property
    def anchors(self) -> dict[str, str]:
        """Kind key → pattern of its title in the notice."""
        return {key: topic.anchor for key, topic in self.topics.items() if topic.intent == ENTITLEMENT_ANCHORS}

    @cached_property
    def _sides(self) -> Patterns[str]:
        return Patterns((key, pattern) for key, facet in self.facets.items() for pattern in facet.cues.late)

    @cached_property
    def sides_shown(self) -> Callable[[str], frozenset[str]]:
        """The sides whose patterns are found in a text in normal form. Answers ask of the same text many times."""
        return lru_cache(LATELY)(lambda text: frozenset(side for side, _ in self._sides.found(text)))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of a topic, a side or a look-alike."""
        groups = (self.topics, self.facets, self.declines)
        return frozenset(word for group in groups for one in group.values() for word in one.cues.words)


def load(folder: Path = FOLDER) -> Lexicon:
    """The lexicon in `folder`. Raises LexiconError."""
    macros = _macros(read_toml(folder / "macros.toml"))
    signals = read_toml(folder / "signals.toml")
    pinyin, typos = read_toml(folder / "pinyin.toml"), read_toml(folder / "typos.toml")
    lookalikes = read_lookalikes(folder / "lookalikes")
    declines = {key: _decline(key, entry, macros) for key, entry in read_toml(folder / "declines.toml").items()}
    doubled = tuple(sorted(lookalikes.heads.keys() & declines.keys()))
    for key in sorted({*lookalikes.heads, *(one.label for one in lookalikes.phrasings)} - declines.keys()):
        declines[key] = _lookalike(key, lookalikes.heads.get(key, {}))
    return Lexicon(
        topics={key: _topic(key, entry, macros, file) for key, entry, file in _tables(folder / "topics")},
        facets={key: _facet(key, entry, macros) for key, entry in read_toml(folder / "facets.toml").items()},
        aspects=tuple(_aspect(key, entry, macros) for key, entry, _ in _tables(folder / "aspects")),
        declines=declines,
        doubled=doubled,
        smalls=tuple(
            Small(key, tuple(entry["words"].split())) for key, entry in read_toml(folder / "chitchat.toml").items()
        ),
        signals={key: _cues(entry, macros) for key, entry in signals.items()},
        despair={key: _cues(entry, macros) for key, entry in read_toml(folder / "despair.toml").items()},
        remarks={key: _cues(entry, macros) for key, entry in read_toml(folder / "remarks.toml").items()},
        care_unless=re.compile(signals["care"]["unless"]),
        abbreviations=pinyin["abbr"],
        pinyin=pinyin["plain"],
        typos=typos["fix"],
        traditional=_traditional(folder / "traditional.txt"),
        not_typos=frozenset((folder / "not_typos.txt").read_text(encoding="utf-8").splitlines()[1:]),
        phrasings=(*read_phrasings(folder / "phrasings"), *lookalikes.phrasings),
        names=_names(read_toml(folder / "names.toml")),
        scheduled=read_toml(folder / "scheduled.toml"),
    )


def read_toml(path: Path) -> dict[str, Any]:
    """The file's tables. Raises LexiconError when it cannot be read or is no TOML."""
    try:
        text = path.read_text(encoding="utf-8")
        return kept("toml", [text], lambda: tomllib.loads(text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{path.name} 读不了：{error}") from error


def _tables(folder: Path) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Key, table, and the name of the file that it stands in."""
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        for key, entry in read_toml(path).items():
            if key in seen:
                raise LexiconError(f"{path.name} 的 [{key}] 在 {seen[key]} 里已经有了")
            seen[key] = path.name
            yield key, entry, path.stem


def _macros(raw: Mapping[str, str]) -> dict[str, str]:
    """Macros may use macros that stand above them."""
    done: dict[str, str] = {}
    for name, words in raw.items():
        done[name] = _expand(words, done)
    return done


def _expand(pattern: str, macros: Mapping[str, str]) -> str:
    def word(match: re.Match[str]) -> str:
        if match[1] not in macros:
            raise LexiconError(f"没有叫 {match[0]} 的词组")
        return macros[match[1]]

    return MACRO.sub(word, pattern)


def _cues(entry: Mapping[str, Any], macros: Mapping[str, str]) -> Cues:
    words: dict[str, float] = {}
    for name, weight in (("weak", WEAK), ("words", LIKELY), ("strong", STRONG)):
        words |= {word.lower(): weight for word in entry.get(name, "").split()}
    patterns = tuple(LAZY.sub(r"\1?", _expand(pattern, macros)) for pattern in entry.get("patterns", ()))
    for pattern in patterns:
        _check(pattern)
    return Cues(words, patterns)


def _check(pattern: str) -> None:
    if pattern.count("(") != pattern.count(")"):
        raise LexiconError(f"括号不配对：{pattern[:40]}")


def _topic(key: str, entry: Mapping[str, Any], macros: Mapping[str, str], file: str) -> Topic:
    stated = {
        facet: tuple(Stated(one["find"], one["say"]) for one in ways) for facet, ways in entry.get("stated", {}).items()
    }
    title = entry.get("title", "")
    label = entry.get("label", WHOLLY_QUOTED.sub(r"\1", title))
    return Topic(
        key,
        entry["intent"],
        entry["anchor"],
        title,
        label,
        entry.get("lead", ""),
        _cues(entry, macros),
        stated,
        entry.get("yes", ""),
        entry.get("mediated", False),
        file == VISITS,
    )


def _facet(key: str, entry: Mapping[str, Any], macros: Mapping[str, str]) -> Facet:
    return Facet(key, entry["unstated"], _cues(entry, macros))


def _aspect(key: str, entry: Mapping[str, Any], macros: Mapping[str, str]) -> Aspect:
    said = (entry.get("says", ""), entry.get("side", ""))
    return Aspect(key, tuple(entry["topics"]), tuple(entry.get("except", ())), _cues(entry, macros), *said)


def _decline(key: str, entry: Mapping[str, Any], macros: Mapping[str, str]) -> Decline:
    cues = _cues({**entry, "strong": entry.get("words", "")}, macros)
    return Decline(
        key,
        entry["about"],
        entry["nearby"],
        entry["line"],
        cues,
        entry.get("stubborn", False),
        entry.get("officer", False),
    )


def _lookalike(key: str, head: Mapping[str, str]) -> Decline:
    """Of a file that has its sentence at its head. Raises LexiconError where neither it nor declines.toml has one."""
    if not head.get("about"):
        raise LexiconError(f"{key}.txt 开头缺少 about:")
    return Decline(key, head["about"], head["nearby"], head["line"], Cues({}))


def _names(entry: Mapping[str, Any]) -> Names:
    return Names(
        frozenset(entry["around"].split()),
        frozenset(entry["before"].split()),
        re.compile(entry["never"]),
        entry["most"],
        frozenset(entry["heads"].split()),
        frozenset(entry["ends"].split()),
    )


def _traditional(path: Path) -> dict[int, str]:
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {ord(pair[0]): pair[1] for line in lines for pair in line.split() if len(pair) == 2 and pair[0] != pair[1]}
