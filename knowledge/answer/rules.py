"""Reads `lexicon/answers`: which sentence may be said when, as data that an officer can read and extend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from knowledge import texts as wrong
from knowledge.answer import declines, own, sides
from knowledge.answer.amends import Amends, read_amends
from knowledge.answer.care_words import CareWords, care_words
from knowledge.answer.chat import Chat, read_chats
from knowledge.answer.circumstances import BesideWords, read_beside
from knowledge.answer.declines import Refusals
from knowledge.answer.entries import member, members, people
from knowledge.answer.keeps import Keeps, read_keeps
from knowledge.answer.light import Light, read_lights
from knowledge.answer.openings import Opening, read_opening
from knowledge.answer.own import Own
from knowledge.answer.particulars import Particulars, read_particulars
from knowledge.answer.repeats import Repeats, read_repeats
from knowledge.answer.search import SearchWords, search_words
from knowledge.answer.sides import Side
from knowledge.answer.small import Small, read_small
from knowledge.answer.talk_words import OnwardWords, TurnWords, onward_words, turn_words
from knowledge.answer.told import Told, ToldBy, read_told_by
from knowledge.errors import LexiconError
from knowledge.lexicon.load import FOLDER, read_toml
from knowledge.patterns import Late
from knowledge.reading.model import Act, Event, Remark, State, Turn, What, Whose

ANSWERS = FOLDER / "answers"
SAID = (
    "sorry",
    "sorry_offer",
    "named",
    "quoted",
    "again",
    "unsure",
    "unheard",
    "unsure_of",
    "unheard_of",
    "invited",
    "no_hurry",
    "proposed",
)  # of small.toml
WHOLE_ITEM = "item"
FIGURES = Late(r"[0-9\s]+")


def bare(text: str) -> str:
    """A clause without its figures and spaces: next year's is the same clause with another year and other caps."""
    return FIGURES.sub("", text)


@dataclass(frozen=True, slots=True)
class Interpreted:
    """The very clauses for which the lexicon's sentences about the notice were written, without their figures. Of any
    other wording nothing is known but its own words. `kinds`: by kind, the occasions; `items`: whole items."""

    kinds: Mapping[str, frozenset[str]]
    items: frozenset[str]

    def kind(self, key: str, occasion: str) -> bool:
        return bare(occasion) in self.kinds.get(key, ())

    def item(self, text: str) -> bool:
        return bare(text) in self.items


@dataclass(frozen=True, slots=True)
class Limits:
    """Whom and what the clause of a kind names, and what is said of others. `outside`: the clause names somebody or
    something else, no figure is given; `open`: it does not tell, the figure is given and the sentence with it;
    `covered`: what is said to whoever asks who counts, and names nobody; `instead`: by person, the event of
    lexicon/documents/events.toml whose clause it is where a document has one."""

    what: frozenset[What]
    whose: frozenset[Whose]
    outside: Mapping[str, str]
    open: Mapping[str, str]
    rest: str
    covered: str
    instead: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Rules:
    """All of `lexicon/answers`. `grave`: what is said of a death or an illness that did not happen, or is feared;
    `told_when`: of a happening in a state, where that differs from `told_by_state`; `told_by`: of whose it is, which is
    looked at first; `onward`: to who tells on; `chats`: of what is
    spoken of by the way; `particulars`: what openings may name; `amends`: to who sets something right; `beside`: to who
    says how things stand; `keeps`: to who
    wants it kept; `begun`: by kind, to who wants to report such a thing and has not said whose;
    `sorry`: before the answer to a complaint, with `sorry_offer` where that
    offers no officer, `named`: what it is about, `quoted`: in his own words;
    `again`: after an answer that did not help before; `unsure`: where the
    likeliest topics are offered, `unheard`: where there are none; `invited`: to whoever invites, `no_hurry`: beside the
    form of who says more of himself than of the matter; `proposed`: beside the answer to what may be a proposal;
    `interpreted`: the clauses that the sentences about the notice were written for; `shows`: by facet, what in a clause
    states it, `settles`: by aspect; `background`: by topic, words that name it only in saying who asks."""

    openings: tuple[Opening, ...]
    limits: Mapping[str, Limits]
    care: CareWords
    search: SearchWords
    smalls: tuple[Small, ...]
    sorry: str
    sorry_offer: str
    named: str
    quoted: str
    again: str
    unsure: str
    unheard: str
    unsure_of: str
    unheard_of: str
    invited: str
    no_hurry: str
    proposed: str
    told: Mapping[What, Told]
    told_by_state: Mapping[State, Told]
    grave: Told
    interpreted: Interpreted
    shows: Mapping[str, Late]
    settles: Mapping[str, Late]
    told_when: Mapping[tuple[State, What], Told]
    told_by: tuple[ToldBy, ...]
    onward: OnwardWords
    turns: Mapping[Turn, TurnWords]
    chats: tuple[Chat, ...]
    griefs: tuple[Chat, ...]
    falls: Late
    notified: Late
    asked_in_anger: tuple[str, ...]
    shown: Mapping[Act, Late]
    repeats: Repeats
    begun: Mapping[str, str]
    particulars: Particulars
    amends: Amends
    beside: BesideWords
    keeps: Keeps
    background: Mapping[str, Late] = field(default_factory=dict)
    own: Mapping[str, Own] = field(default_factory=dict)
    sides: Mapping[str, Side] = field(default_factory=dict)
    refusals: Refusals = field(default_factory=Refusals)
    lights: tuple[Light, ...] = ()

    @cached_property
    def _openings_of(self) -> Mapping[What | Remark, list[int]]:
        """Happening or, for an opening that rests on none, remark → the places of the openings that rest on it."""
        found: defaultdict[What | Remark, list[int]] = defaultdict(list)
        for at, opening in enumerate(self.openings):
            for one in opening.what or opening.remark:
                found[one].append(at)
        return found

    def openings_for(self, events: Iterable[Event], remarks: frozenset[Remark]) -> Iterator[Opening]:
        """The openings that fit, in their order."""
        there = tuple(events)
        rests_on: set[What | Remark] = {*(event.what for event in there), *remarks}
        about = {at for one in rests_on for at in self._openings_of.get(one, ())}
        return (self.openings[at] for at in sorted(about) if self.openings[at].fits(there, remarks))


def load(folder: Path = ANSWERS) -> Rules:
    """Raises LexiconError naming the file and the entry that cannot be used."""
    told = read_toml(folder / "told.toml")
    states, grave, when, onward, by = (told.pop(key) for key in ("state", "grave", "when", "onward", "by"))
    begun, amends, keeps, beside = (told.pop(key) for key in ("begun", "amends", "keeps", "beside"))
    shows = read_toml(folder / "clauses.toml")
    settles = shows.pop("aspects")
    small = read_toml(folder / "small.toml")
    said = {key: small[key] for key in SAID}
    return Rules(
        openings=tuple(map(read_opening, read_toml(folder / "openings.toml")["opening"])),
        limits={key: _limits(key, entry) for key, entry in read_toml(folder / "limits.toml").items()},
        care=care_words(read_toml(folder / "care.toml"), read_toml(folder / "care_turns.toml")["turn"]),
        search=search_words(read_toml(folder / "missing.toml")),
        smalls=tuple(map(read_small, small["small"])),
        told={member(What, key): Told(**entry) for key, entry in told.items()},
        grave=Told(**grave),
        told_when={
            (member(State, state), member(What, key)): Told(**entry)
            for state, entries in when.items()
            for key, entry in entries.items()
        },
        told_by=tuple(map(read_told_by, by)),
        onward=onward_words(onward),
        turns=turn_words(read_toml(folder / "turns.toml")),
        begun=begun,
        amends=read_amends(amends),
        beside=read_beside(beside),
        keeps=read_keeps(keeps),
        particulars=read_particulars(read_toml(folder / "particulars.toml")),
        chats=read_chats(read_toml(folder / "chat.toml")),
        falls=Late(small["falls"]),
        notified=Late(small["notified"]),
        griefs=read_chats(read_toml(folder / "griefs.toml")),
        asked_in_anger=tuple(small["asked_in_anger"]),
        shown={member(Act, key): Late(words) for key, words in small["shown"].items()},
        repeats=read_repeats(read_toml(folder / "repeats.toml")),
        told_by_state={member(State, key): Told(**entry) for key, entry in states.items()},
        interpreted=_interpreted(folder / "interpreted.txt"),
        shows={facet: Late(words) for facet, words in shows.items()},
        settles={aspect: Late(words) for aspect, words in settles.items()},
        background={topic: Late(words) for topic, words in read_toml(folder / "background.toml").items()},
        own=own.read(folder),
        sides=sides.read(folder / "sides.toml"),
        refusals=declines.read(folder / "declines.toml"),
        lights=read_lights(read_toml(folder / "light.toml")),
        **said,
    )


def _interpreted(path: Path) -> Interpreted:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            key, tab, text = line.partition("\t")
            if not tab:
                raise LexiconError(wrong.interpreted_line(path.name, number))
            found[key].add(bare(text))
    items = frozenset(found.pop(WHOLE_ITEM, ()))
    return Interpreted({key: frozenset(texts) for key, texts in found.items()}, items)


def _limits(key: str, entry: Mapping[str, Any]) -> Limits:
    for word in (*entry.get("outside", {}), *entry.get("open", {}), *entry.get("instead", {})):
        if word != "kin" and word not in {*Whose, *What}:
            raise LexiconError(wrong.nobody_and_nothing(key, word))
    return Limits(
        what=members(What, entry["what"]),
        whose=people(entry["whose"]),
        outside=entry.get("outside", {}),
        open=entry.get("open", {}),
        rest=entry["rest"],
        covered=entry["covered"],
        instead=entry.get("instead", {}),
    )
