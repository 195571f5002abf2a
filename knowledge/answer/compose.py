"""Puts an answer together from a reading: care before all, the one kind sentence that is licensed, what is asked, whom
to ask, the source, the buttons."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.answer import declines, kinds, licence
from knowledge.answer.articles import Articles
from knowledge.answer.buttons import leading_on, officer_first
from knowledge.answer.care import Care
from knowledge.answer.idle import RELAY, Idle, again, grieved
from knowledge.answer.joined import Joined
from knowledge.answer.matters import COMPLAINT, Matters
from knowledge.answer.model import Answer, Citation, Suggestion, Talk
from knowledge.answer.openings import Opening
from knowledge.answer.pieces import OFFICER, Piece, Pieces
from knowledge.answer.rules import Rules
from knowledge.answer.sides import of_kind
from knowledge.document import KindClause, Notice, cited, sourced
from knowledge.lexicon.load import Lexicon
from knowledge.reading.asked import unnamed
from knowledge.reading.clauses import Clauses
from knowledge.reading.likeness import Likeness
from knowledge.reading.model import PASSED_ON, Act, Danger, Reading, Remark, Wanted, Whose
from knowledge.reading.naming import OUT, OWN, PRIVACY, UNHEARD

SORRY = re.compile("对不起|让您")
WORDS = re.compile(r"\w")
NO_HURRY = "我这里还没有登记，不急；想让工会知道的时候，点下面的按钮，我陪您填，会交给本人所在的基层工会。"
NO_HURRY_OFFICER = "我这里没有登记；想让工会知道，点下面的按钮，我转告工会干部。"
IN_PRIVATE = "这是个人的事，群里不细说，请私下发给我。"
BOT_OTHER, HARDSHIP = "bot_other", "hardship"
UNHELPED = frozenset({"out_of_scope", "chitchat", "meta"})
SECRECY = "secrecy"
IDLE = frozenset({Act.FUN, Act.GREET, Act.THANK, Act.BYE, Act.MOOD})  # “吃饭了没” asks nothing of the union
WANTING = frozenset({Act.ASK, Act.REPORT, Act.COMPLAIN, Act.THANK, Act.SUGGEST})  # more than to be heard
HELD = frozenset({Wanted.WAIT, Wanted.LISTEN})
MOST_BUTTONS = 3
MISSES_BEFORE_OFFICER = 1
BARE = 6  # characters; “那怎么办” in care is no matter of business
RANK = ("entitlement", "activity", "work_item", "meta", "out_of_scope")


@dataclass(frozen=True)
class Composer:
    """Writes answers from one notice."""

    notice: Notice
    lexicon: Lexicon
    rules: Rules
    clauses: Clauses
    care: Care
    like: Likeness

    @cached_property
    def idle(self) -> Idle:
        return Idle(self.rules, self.lexicon)

    @cached_property
    def matters(self) -> Matters:
        return Matters(self.notice, self.lexicon, self.rules)

    @cached_property
    def joined(self) -> Joined:
        return Joined(self.notice, self.lexicon, self.pieces)

    @cached_property
    def pieces(self) -> Pieces:
        return Pieces(self.notice, self.lexicon, self.rules, self.clauses, self.like)

    @cached_property
    def articles(self) -> Articles:
        return Articles(self.pieces.plain)

    def compose(
        self, reading: Reading, talk: Talk, reported: str | None = None, misses: int = 0, in_group: bool = False
    ) -> Answer:
        """The answer. `reported`: the kind that the message reports, where it does; `misses`: how many messages in a
        row were not understood before this one."""
        if in_group:  # what names a person is not said back before others
            reading = replace(reading, askings=tuple(map(unnamed, reading.askings)))
        answer = self._compose(reading, talk, reported, misses, in_group)
        opening = "" if answer.care else licence.opening(reading, talk.before, self.rules)
        answer = self.rules.keeps.beside(answer, reading.text)
        return replace(answer, suggestions=answer.suggestions[:MOST_BUTTONS], reading=reading, opening=opening)

    def _compose(self, reading: Reading, talk: Talk, reported: str | None, misses: int, in_group: bool) -> Answer:
        if self.care.over(reading, talk):
            reading, talk = replace(reading, danger=Danger.NONE), replace(talk, care=None, turns=0)
        if reading.danger is not Danger.NONE and not self.care.known(reading, talk):
            if reading.faint and not talk.care:
                return self._softly(reading, talk, reported)
            return self.care.first(reading.danger, talk, in_group=in_group, text=reading.text)
        if talk.care:
            return self._in_care(reading, talk)
        if answered := self.care.answered(reading, talk):
            return answered
        if said := self.idle.turn(reading, talk) or self.idle.keeping(reading):
            return said
        if reading.onward:
            return self.idle.onward(reading, talk, reported)
        answer = self._answer(reading, talk.before, reported)
        if in_group and answer.intent == "report":
            return replace(answer, text=IN_PRIVATE, amounts={}, citations=(), suggestions=())
        failed = answer.missed and misses >= MISSES_BEFORE_OFFICER
        unhelped = answer.intent in UNHELPED and _unhelped(answer, reading) and again(reading, talk.before)
        return self._offering(answer) if failed or unhelped else answer

    def _offering(self, answer: Answer) -> Answer:
        """An answer that does not help, with a person, where none is offered yet."""
        if RELAY in answer.suggestions:
            return answer
        offer = "" if OFFICER in answer.suggestions else self.rules.again
        text = "\n".join(part for part in (answer.text, offer) if part)
        return replace(answer, text=text, suggestions=officer_first(answer.suggestions), offer=offer)

    def _softly(self, reading: Reading, talk: Talk, reported: str | None) -> Answer:
        """The answer to a faint sign: it is asked about. Hardship is met as such first; who is cross is answered for
        what makes him so (“你一个机器人也没用”)."""
        plain = replace(reading, danger=Danger.NONE, faint=False)
        if Act.COMPLAIN in reading.acts:
            return self._compose(plain, talk, reported, 0, in_group=False)
        soft = self.care.softly(reading.danger)
        if reported != HARDSHIP:
            return soft
        told = self._answer(plain, talk.before, reported)
        return replace(told, text=f"{told.text}\n{soft.text}", care=soft.care, soft=True)

    def _in_care(self, reading: Reading, talk: Talk) -> Answer:
        """In care, a clear question about the notice is answered beside it; everything else is met by care itself."""
        asked = [one for one in reading.questions if not one.topic.startswith((OWN, OUT))]
        bare = reading.carried and len(reading.text) <= BARE
        if not asked or Act.ASK not in reading.acts or bare:
            return self.care.follow(reading, talk)
        plain = replace(reading, questions=tuple(asked), events=(), remarks=frozenset(), acts=frozenset({Act.ASK}))
        return self.care.beside(self._answer(plain, (), None), talk)

    def _answer(self, reading: Reading, before: Sequence[Reading], reported: str | None) -> Answer:
        chosen = licence.chosen(reading, before, self.rules)
        opening = self._opening(chosen, reading, before)
        if reading.wish and reading.wish.wanted in HELD and Act.ASK not in reading.acts:
            return self.idle.held(reading, chosen, opening, before)
        if reading.text and not WORDS.search(reading.text):
            return self.idle.answer(reading, chosen, opening, before)
        if reading.wish and reading.wish.bare and (begun := self.idle.begun(reading.wish.kind or "")):
            return begun
        asked = self.matters.asked(reading, reported)
        likely = bool(reading.guesses) and {one.topic for one in reading.questions} <= set(reading.guesses)
        guessed = likely and not reading.carried
        jested = guessed and Act.FUN in reading.acts  # asks nothing that has to be cleared up
        if (reading.programme or (guessed and not jested)) and not reading.taught:
            aside = self.idle.by_the_way(asked, reading, before) if guessed else None
            return aside or self._quoted(reading, opening) or self._unsure(asked, reading, opening)
        asked = {} if jested else asked
        cross = Remark.ANNOYED in chosen.remark if chosen else True
        if cross and grieved(reading, tuple(asked)):
            return self._sorry(asked, reading, before)
        if chosen and chosen.alone and not reading.acts & WANTING:
            alone = self.idle.alone(chosen, opening, "" if chosen.quiet else reported)
            return (None if reading.dark else self._quoted(reading, opening)) or alone
        passed_on = reading.acts & PASSED_ON and set(asked) <= {UNHEARD, BOT_OTHER}  # “照片要不要发过来”
        if not asked or passed_on or (set(asked) == {UNHEARD} and reading.acts & IDLE):
            return self._quoted(reading, opening) or self.idle.answer(reading, chosen, opening, before)
        if said := self.idle.by_the_way(asked, reading, before):
            return said
        only = reported if set(asked) == {reported} and Act.ASK not in reading.acts else None
        if (kind := self.notice.kind(only or "")) and self._gently(kind, asked[kind.key], reading):
            return self._taken(kind, asked[kind.key], reading, opening)
        answer = self._joined(asked, reading, opening, reported)
        wanted = chosen and chosen.officer and OFFICER not in answer.suggestions
        return replace(answer, suggestions=(*answer.suggestions[:2], OFFICER)) if wanted else answer

    def _opening(self, chosen: Opening | None, reading: Reading, before: Sequence[Reading]) -> str:
        """What is said first; to who sets something right, what that is."""
        if Act.CORRECT not in reading.acts or not reading.events:
            return licence.said(chosen, reading, before, self.rules) if chosen else ""
        amends = self.rules.amends
        return amends.said_back(reading.words) or (amends.instead(reading.text) if before and reading.carried else "")

    def _gently(self, kind: KindClause, sides: Sequence[str], reading: Reading) -> bool:
        """Whether it is a sorrow that is only told, or another side of it is asked for: of those no figure is said. Who
        wants it registered in so many words hears the clause as it is."""
        sorrow = kind.visit and kind.plain and not self.lexicon.topics[kind.key].mediated
        return sorrow and (Act.REPORT not in reading.acts or bool(sides))

    def _taken(self, kind: KindClause, facets: Sequence[str], reading: Reading, opening: str) -> Answer:
        """A sorrow that is reported: the sides that are to be told of it, what the union does, and the form or, for kin
        whom the clause hardly means, an officer, when there is time for it."""
        topic = self.lexicon.topics[kind.key]
        limit = licence.limit(kind.key, reading.events, self.rules)
        far = any(event.whose is Whose.OTHER_KIN for event in reading.events)
        sides = [self.pieces.sides.say(facet, of_kind(kind, topic), kind.place) for facet in facets]
        said = "".join((*dict.fromkeys(sides), kinds.taken(kind, topic, limit)))
        lines = [opening, said, NO_HURRY_OFFICER if far else NO_HURRY, sourced([kind.place])]
        doors = self.pieces.of(kind.key, (), reading).buttons
        buttons = (OFFICER, *(one for one in doors if one.action != "report")) if far else doors
        source = (Citation(kind.place.source.number, kind.place.clause),)
        return Answer("report", (kind.key,), {}, tuple(facets), "\n".join(filter(None, lines)), source, buttons)

    def _quoted(self, reading: Reading, opening: str) -> Answer | None:
        """The clause that a message speaks of whose words nobody has interpreted; None where there is none."""
        piece = self.articles.found(reading)
        return self._written([piece], {}, reading, opening, None) if piece else None

    def _unsure(self, asked: Iterable[str], reading: Reading, opening: str) -> Answer:
        return self._unwritten(asked, reading) if reading.programme else self._asked_back(reading, opening)

    def _unwritten(self, asked: Iterable[str], reading: Reading) -> Answer:
        """A programme that no notice knows is said to be unknown; what lies near is a button, no answer."""
        near = [self.lexicon.topics[topic] for topic in asked if topic in self.lexicon.topics]
        buttons = (OFFICER, *(Suggestion(f"看看{topic.label}", "ask", topic.label) for topic in near))
        text = declines.unwritten(reading.programme, self.notice)
        sides = tuple(dict.fromkeys(one.facet for one in reading.questions))
        return Answer("out_of_scope", (), {}, sides, text, suggestions=buttons, missed=True)

    def _asked_back(self, reading: Reading, opening: str) -> Answer:
        """What is too unlikely to be answered is asked: the likeliest as buttons."""
        buttons = [button for topic in reading.guesses if (button := self._guess(topic))]
        text = "\n".join(part for part in (opening, self.rules.unsure if buttons else self.rules.unheard) if part)
        return Answer("out_of_scope", (), {}, (), text, suggestions=(*buttons, OFFICER), missed=True)

    def _guess(self, topic: str) -> Suggestion | None:
        """A button that asks about a topic in words that are read as it."""
        declined = self.lexicon.declines.get(topic.removeprefix(OUT))
        own, ours = self.rules.own.get(topic), self.lexicon.topics.get(topic)
        words = own.ask if own else ours.label if ours else declined.about if declined else ""
        return Suggestion(words, "ask", words) if words else None

    def _sorry(self, asked: Mapping[str, tuple[str, ...]], reading: Reading, before: Sequence[Reading]) -> Answer:
        """A complaint is taken as one before what it asks is answered, and a person is at hand."""
        if not asked or not (Act.ASK in reading.acts or any(topic.startswith(OWN) for topic in asked)):
            return self.idle.complaint(reading, before)
        answer = self._joined(asked, reading, "", None)
        offered = "点下面的按钮" in answer.text
        sorry = self.rules.sorry if offered else f"{self.rules.sorry}{self.rules.sorry_offer}"
        apologised = COMPLAINT in asked or SORRY.match(answer.text)
        text = answer.text if apologised else f"{sorry}\n{answer.text}"
        return replace(answer, text=text, suggestions=officer_first(answer.suggestions))

    def _about(self, topic: str, others: Collection[str], reading: Reading) -> Reading:
        return licence.about(topic, others, reading, self.rules) if others and self.notice.kind(topic) else reading

    def _joined(
        self, asked: Mapping[str, tuple[str, ...]], reading: Reading, opening: str, reported: str | None
    ) -> Answer:
        """The answer to all that is asked, a piece for each topic."""
        kinds_asked = {topic for topic in asked if self.notice.kind(topic) or topic == reported}
        asked = self.pieces.named.by_name(asked, reading.text)
        asked = self.pieces.named.asked_of(asked, reading, kinds_asked)
        parts = self.pieces.named.by_topic(list(asked), reading.askings)
        of_each = {topic: replace(reading, askings=parts.get(topic, ())) for topic in asked}
        asked = {topic: self.pieces.meant(topic, facets, of_each[topic]) for topic, facets in asked.items()}
        if any(SECRECY in facets for topic, facets in asked.items() if not topic.startswith(OWN)):
            asked.pop(PRIVACY, None)  # who sees a report of this kind has been said
        told = {topic: self._about(topic, set(asked) - {topic}, of_each[topic]) for topic in asked}
        pieces = [self.pieces.of(topic, facets, told[topic]) for topic, facets in asked.items()]
        return self._written(self.articles.joined(pieces, reading), asked, reading, opening, reported)

    def _written(
        self,
        pieces: Sequence[Piece],
        asked: Mapping[str, tuple[str, ...]],
        reading: Reading,
        opening: str,
        reported: str | None,
    ) -> Answer:
        """The pieces as one answer."""
        main = min((piece.intent for piece in pieces), key=RANK.index)
        intent = "report" if reported else main
        places = tuple(dict.fromkeys(place for piece in pieces for place in piece.places))
        paragraphs = self.joined.paragraphs(asked, pieces, reading, opening, intent)
        if places:
            paragraphs.append(sourced(places))
        ours = [piece for piece in pieces if not piece.topic.startswith(OUT)]
        return Answer(
            intent,
            tuple(dict.fromkeys(key for piece in ours for key in (piece.topics or (piece.topic,)))),
            {topic: yuan for piece in pieces for topic, yuan in piece.amounts.items()},
            tuple(dict.fromkeys(facet for facets in asked.values() for facet in facets)),
            "\n".join(paragraphs),
            tuple(Citation(place.source.number, place.clause) for place in cited(places)),
            leading_on(pieces, reported, self.lexicon),
            missed=all(piece.missed for piece in pieces),
        )


def _unhelped(answer: Answer, reading: Reading) -> bool:
    """Whether it may be that the answer does not help: not where somebody only chats."""
    return answer.missed or answer.intent != "chitchat" or Act.COMPLAIN in reading.acts or bool(reading.questions)
