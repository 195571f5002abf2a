"""Puts an answer together from a reading: care before all, the one kind sentence that is licensed, what is asked, whom
to ask, the source, the buttons."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.answer import licence, sorrows, texts
from knowledge.answer.articles import Articles
from knowledge.answer.buttons import leading_on, officer_first
from knowledge.answer.care import Care
from knowledge.answer.circumstances import Circumstances
from knowledge.answer.idle import HELD, Idle, again, grieved
from knowledge.answer.joined import Joined
from knowledge.answer.light import idly_asked, lightly, quoted
from knowledge.answer.matters import COMPLAINT, Matters
from knowledge.answer.model import RELAY, Answer, Citation, Talk
from knowledge.answer.openings import Opening
from knowledge.answer.pieces import OFFICER, Piece, Pieces
from knowledge.answer.rules import Rules
from knowledge.answer.search import Search
from knowledge.answer.unsure import Unsure, unhelped
from knowledge.document import Notice, cited, sourced
from knowledge.lexicon.load import Lexicon
from knowledge.patterns import Late
from knowledge.reading.asked import unnamed
from knowledge.reading.asking import asks
from knowledge.reading.clauses import Clauses
from knowledge.reading.likeness import Likeness
from knowledge.reading.model import PASSED_ON, Act, Danger, Onward, Reading, Remark, What
from knowledge.reading.naming import OUT, OWN, PRIVACY, UNHEARD
from knowledge.reading.topic import taken_back

SORRY = Late("对不起|让您")
WORDS = Late(r"\w")
BOT_OTHER, HARDSHIP, SECRECY = "bot_other", "hardship", "secrecy"
UNHELPED = frozenset({"out_of_scope", "chitchat", "meta"})
IDLE = frozenset({Act.FUN, Act.GREET, Act.THANK, Act.BYE, Act.MOOD})  # “吃饭了没” asks nothing of the union
WANTING = frozenset({Act.ASK, Act.REPORT, Act.COMPLAIN, Act.THANK, Act.SUGGEST})  # more than to be heard
MOST_BUTTONS, MISSES_BEFORE_OFFICER = 3, 1
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
    def circumstances(self) -> Circumstances:
        return Circumstances(self.notice, self.lexicon, self.rules.beside, self.rules.amends)

    @cached_property
    def search(self) -> Search:
        return Search(self.rules.search, self.care.numbers, self.care.words.matter)

    @cached_property
    def unsure(self) -> Unsure:
        return Unsure(self.notice, self.lexicon, self.rules)

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
        """The answer. `reported`: the kind that is reported; `misses`: how many messages were not understood before."""
        reading = self.idle.plainly(replace(reading, heard=talk.heard))
        if in_group:  # what names a person is not said back before others
            reading = replace(reading, askings=tuple(map(unnamed, reading.askings)))
        answer = self._compose(reading, talk, reported, misses, in_group)
        opening = "" if answer.care or answer.seeks else licence.opening(reading, talk.before, self.rules)
        answer = self.rules.keeps.beside(answer, reading.text)
        return replace(answer, suggestions=answer.suggestions[:MOST_BUTTONS], reading=reading, opening=opening)

    def _compose(self, reading: Reading, talk: Talk, reported: str | None, misses: int, in_group: bool) -> Answer:
        if said := self.search.answer(reading, talk, in_group=in_group) or self.care.handed(reading, talk):
            return said
        if self.care.over(reading, talk):
            reading, talk = replace(reading, danger=Danger.NONE), replace(talk, care=None, turns=0)
        cared = self._cared(reading, talk, reported, in_group=in_group)
        if said := cared or self.idle.turn(reading, talk) or self.idle.keeping(reading):
            return said
        if reading.onward and not (in_group and reading.onward is Onward.BESIDE):  # that is not said back before others
            return self._onward(reading, talk, reported)
        answer = self._answer(reading, talk.before, reported)
        if in_group and answer.intent == "report":
            return replace(answer, text=texts.IN_PRIVATE, amounts={}, citations=(), suggestions=())
        failed = answer.missed and misses >= MISSES_BEFORE_OFFICER
        left = answer.intent in UNHELPED and unhelped(answer, reading) and again(reading, talk.before)
        goes_on = Act.COMPLAIN in reading.acts and any(Act.COMPLAIN in one.acts for one in talk.before)
        return self._offering(answer) if failed or (left and not goes_on) else answer

    def _cared(self, reading: Reading, talk: Talk, reported: str | None, *, in_group: bool) -> Answer | None:
        """The answer to a sign of danger, in a talk about one, or to the question that followed a faint one."""
        if talk.care and (reading.danger is Danger.NONE or self.care.stays(reading, talk)):
            return self._in_care(reading, talk, in_group=in_group)
        if reading.danger is Danger.NONE:
            return self.care.answered(reading, talk)
        asked_about = reading.faint and reading.danger in self.care.words.soft.asks
        if asked_about and not (talk.care or (reading.danger is Danger.WORRY and self.care.urgent(reading))):
            return self._softly(reading, talk, reported)
        if talk.care is reading.danger:
            return self.care.again(reading, talk)
        return self.care.first(reading.danger, talk, in_group=in_group, text=reading.text)

    def _offering(self, answer: Answer) -> Answer:
        """An answer that does not help, with a person, where none is offered yet."""
        if RELAY in answer.suggestions:
            return answer
        offer = "" if OFFICER in answer.suggestions else self.rules.again
        text = "\n".join(filter(None, (answer.text, offer)))
        return replace(answer, text=text, suggestions=officer_first(answer.suggestions), offer=offer)

    def _softly(self, reading: Reading, talk: Talk, reported: str | None) -> Answer:
        """The answer to a faint sign: it is asked about. Hardship is met first; who is cross is answered for that."""
        plain = replace(reading, danger=Danger.NONE, faint=False)
        if Act.COMPLAIN in reading.acts:
            return self._compose(plain, talk, reported, 0, in_group=False)
        soft = self.care.softly(reading.danger, reading.text)
        if reported != HARDSHIP or any(one.what is What.HARDSHIP for one in talk.topic.told):
            return soft
        told = self._answer(plain, talk.before, reported)
        return replace(told, text=f"{told.text}\n{soft.text}", care=soft.care, soft=True)

    def _in_care(self, reading: Reading, talk: Talk, *, in_group: bool) -> Answer:
        """A matter of business is answered as on any other day, beside care; everything else is met by care itself."""
        plain = self.care.business(reading, talk)
        if plain and not (in_group and plain.onward):
            answer = self._onward(plain, talk, None) if plain.onward else self._answer(plain, (), None)
            if not answer.missed:
                return self.care.beside(answer, talk)
        return self.care.follow(reading, talk)

    def _onward(self, reading: Reading, talk: Talk, reported: str | None) -> Answer:
        """The answer to who goes on with what was told, or with what was asked about."""
        nod = self.idle.homely(reading, talk.before)
        return self.circumstances.answer(reading, talk, nod) or self.idle.onward(reading, talk, reported)

    def _answer(self, reading: Reading, before: Sequence[Reading], reported: str | None) -> Answer:
        chosen = licence.chosen(reading, before, self.rules)
        opening = self._opening(chosen, reading, before)
        asked = self.matters.asked(reading, reported)
        at_once = self._wished(chosen, reading, opening, before) or self._light(asked, reading, opening, before)
        return at_once or self._of_matters(asked, chosen, reading, opening, before, reported)

    def _wished(
        self, chosen: Opening | None, reading: Reading, opening: str, before: Sequence[Reading]
    ) -> Answer | None:
        """The answer to who wants nothing registered, has begun to report, or has written no word; None to others."""
        if reading.wish and reading.wish.wanted in HELD and Act.ASK not in reading.acts:
            return self.idle.held(reading, chosen, opening, before)
        if reading.text and not WORDS.search(reading.text):
            return self.idle.answer(reading, chosen, opening, before)
        return self.idle.begun(reading.wish.kind or "") if reading.wish and reading.wish.bare else None

    def _light(
        self, asked: Mapping[str, tuple[str, ...]], reading: Reading, opening: str, before: Sequence[Reading]
    ) -> Answer | None:
        """The answer to who only chats in the form of a question; None to others."""
        if not idly_asked(asked, reading, before, self.rules.refusals, self.lexicon) or self.articles.found(reading):
            return None
        light = lightly(self.rules.lights, asked, reading, len(before))
        if light and reading.askings:
            light = self.idle.homely(reading, before, asked=asks(reading.text)) or light
        text = "\n".join(part for part in (opening, light) if part)
        return Answer("out_of_scope", (), {}, (), text, missed=not quoted(reading)) if light else None

    def _of_matters(
        self,
        asked: Mapping[str, tuple[str, ...]],
        chosen: Opening | None,
        reading: Reading,
        opening: str,
        before: Sequence[Reading],
        reported: str | None,
    ) -> Answer:
        """The answer to what is asked, told or reported in earnest."""
        likely = bool(reading.guesses) and {one.topic for one in reading.questions} <= set(reading.guesses)
        guessed = likely and not reading.carried
        jested = guessed and Act.FUN in reading.acts  # asks nothing that has to be cleared up
        if (reading.programme or (guessed and not jested)) and not reading.taught:
            aside = self.idle.by_the_way(asked, reading, before) if guessed else None
            return aside or self._quoted(reading, opening) or self.unsure.answer(asked, reading, opening)
        asked = {} if jested else asked
        cross = chosen is None or not chosen.what or Remark.ANNOYED in chosen.remark
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
        if (kind := self.notice.kind(only or "")) and sorrows.gently(self.lexicon, kind, asked[kind.key], reading):
            return sorrows.taken(self.pieces, kind, asked[kind.key], reading, opening)
        answer = self._joined(asked, reading, opening, reported)
        wanted = chosen and chosen.officer and OFFICER not in answer.suggestions
        answer = replace(answer, suggestions=(*answer.suggestions[:2], OFFICER)) if wanted else answer
        return self.idle.proposed(answer, reading)

    def _opening(self, chosen: Opening | None, reading: Reading, before: Sequence[Reading]) -> str:
        """What is said first; to who sets something right, that."""
        if Act.CORRECT not in reading.acts or not reading.events:
            return licence.said(chosen, reading, before, self.rules) if chosen else ""
        amends, misread = self.rules.amends, taken_back(reading.events)
        old = self.rules.onward.called.get(misread.what, "") if misread else ""
        return (not misread and amends.said_back(reading.words)) or (
            amends.instead(reading.text, old) if before and reading.carried else ""
        )

    def _quoted(self, reading: Reading, opening: str) -> Answer | None:
        """The clause that a message speaks of whose words nobody has interpreted; None where there is none."""
        piece = self.articles.found(reading)
        return self._written([piece], {}, reading, opening, None) if piece else None

    def _sorry(self, asked: Mapping[str, tuple[str, ...]], reading: Reading, before: Sequence[Reading]) -> Answer:
        """A complaint is taken as one before what it asks is answered, and a person is at hand."""
        if not asked or not (Act.ASK in reading.acts or any(topic.startswith(OWN) for topic in asked)):
            return self.idle.complaint(reading, before)
        answer = self._joined(asked, reading, "", None)
        offered = "点下面的按钮" in answer.text
        sorry = self.rules.sorry if offered else f"{self.rules.sorry}{self.rules.sorry_offer}"
        apologised = COMPLAINT in asked or SORRY.match(answer.text)
        text = answer.text if apologised else f"{self.idle.named(reading, before)}{sorry}\n{answer.text}"
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
