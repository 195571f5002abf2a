"""Reads a message: evidence, then each part of the reading by the classifiers, then what was said before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache, partial

from knowledge.document import Notice
from knowledge.excerpt import LONGEST, excerpt, pieces
from knowledge.lexicon.load import Lexicon
from knowledge.reading import context as earlier
from knowledge.reading import links, missing, taught
from knowledge.reading.asked import Asking, askings, shown_in
from knowledge.reading.asking import asks
from knowledge.reading.clauses import Clauses
from knowledge.reading.dangers import danger, faint, hinted, hints, signless
from knowledge.reading.does import Does, Message, does
from knowledge.reading.doing import jests, proposes
from knowledge.reading.evidence import EVERYDAY_YEAR, Evidence, Gatherer, worded_surely
from knowledge.reading.explain import why
from knowledge.reading.figures import figures
from knowledge.reading.handing import of_handing_in
from knowledge.reading.happenings import events
from knowledge.reading.heads import TOPIC
from knowledge.reading.heard import Heard
from knowledge.reading.linear import Scores, Table
from knowledge.reading.manner import manner
from knowledge.reading.meant import Beside, View, meant
from knowledge.reading.members import of_members
from knowledge.reading.model import Act, Danger, Link, Question, Reading
from knowledge.reading.named import LEADS_ON, tells_of_matter
from knowledge.reading.naming import UNHEARD
from knowledge.reading.outright import as_remarked, as_told, may_be_death
from knowledge.reading.own import surely_own
from knowledge.reading.parts import by_parts
from knowledge.reading.peril import in_peril
from knowledge.reading.programmes import Programmes
from knowledge.reading.questions import (
    each_part,
    facets,
    guesses,
    of_the_union,
    questions,
    surely,
    unknown,
)
from knowledge.reading.remarks import remarks
from knowledge.reading.sorrow import dark
from knowledge.reading.strangers import Strangers, stands_alone
from knowledge.reading.taught import Lessons
from knowledge.reading.topic import Topic
from knowledge.reading.turns import turn
from knowledge.reading.voices import voiced
from knowledge.reading.weighing import besides, weighed
from knowledge.reading.wishes import as_wished, named_outright, wish

REMEMBERED = 256  # messages by themselves, 40 kB each
LOOKED_BACK = 6
OTHERS = frozenset({"kin", "name", "outsider"})
NOTHING = Lessons()


@dataclass(frozen=True)
class Reader:
    """Reads messages with one lexicon, one notice, one learned table."""

    lexicon: Lexicon
    notice: Notice
    table: Table

    @cached_property
    def clauses(self) -> Clauses:
        return Clauses(self.lexicon, self.notice)

    @cached_property
    def strangers(self) -> Strangers:
        return Strangers(self.lexicon, self.clauses, self.table)

    @cached_property
    def programmes(self) -> Programmes:
        return Programmes(self.lexicon, self.clauses)

    @cached_property
    def gather(self) -> Gatherer:
        return Gatherer(self.lexicon, self.clauses)

    def read(
        self,
        text: str,
        context: Sequence[str],
        today: date,
        lessons: Lessons = NOTHING,
        *,
        topic: Topic | None = None,
        explain: bool = False,
    ) -> Reading:
        """The message in the light of what the same person said before in this chat, oldest first, and of what officers
        have taught. `topic`: what the talk is about after all that, where it is known; `explain` fills in `why`, which
        takes longer than the reading."""
        topic = self.topic(context, today, lessons) if topic is None else topic
        heard, reading = self._in_talk(text, context, topic, today, lessons)
        return replace(reading, why=self._why(text, heard, reading)) if explain else reading

    def seen_in_talk(self, text: str, context: Sequence[str], today: date) -> frozenset[str]:
        """What the link of a message to its talk is learned from."""
        return links.seen(self._known(text, today, NOTHING), self.topic(context, today))

    def topic(self, context: Sequence[str], today: date, lessons: Lessons = NOTHING) -> Topic:
        """What the talk is about after these messages, oldest first. It moves here, and nowhere else."""
        return self._after(tuple(context[-LOOKED_BACK:]), today, lessons)

    @cached_property
    def _after(self) -> Callable[[tuple[str, ...], date, Lessons], Topic]:
        """The latest talks are remembered: each of their messages asks what came before it."""
        return lru_cache(REMEMBERED)(self._moved)

    def _moved(self, said: tuple[str, ...], today: date, lessons: Lessons) -> Topic:
        if not said:
            return Topic()
        topic = self._after(said[:-1], today, lessons)
        _, reading = self._in_talk(said[-1], said[:-1], topic, today, lessons)
        return topic.after(reading, self.notice)

    def _in_talk(
        self, text: str, context: Sequence[str], topic: Topic, today: date, lessons: Lessons
    ) -> tuple[Heard, Reading]:
        """The message by itself, and in the light of the talk."""
        heard = self._known(text, today, lessons)
        if topic and heard.by and LEADS_ON.search(heard.reading.text):
            # “那这个呢” asks of what was said before, whatever it was taught as
            heard = self.heard(excerpt(text), today)
        before = self._before(context, today, lessons)
        reading = self._carried(heard, topic, before, today, lessons)
        if reading.danger is Danger.NONE:
            long = len(text) > LONGEST and self._despairs(text)
            hear = partial(self._excerpted, today=today)
            reading = (
                replace(reading, danger=Danger.SELF) if long else besides(text, heard, reading, context, topic, hear)
            )
        reading = missing.in_talk(heard, voiced(weighed(reading, heard, topic), topic), topic)
        return heard, replace(reading, raw=text)

    def _before(self, context: Sequence[str], today: date, lessons: Lessons) -> Sequence[Heard]:
        """What was said lately, each by itself, the oldest first."""
        return [self._known(one, today, lessons) for one in context[-Beside.TALK.messages :]]

    def _carried(self, heard: Heard, topic: Topic, before: Sequence[Heard], today: date, lessons: Lessons) -> Reading:
        """The message in the light of the talk. What corrects an understanding is read by what is said in its place."""
        said = heard.reading.text
        if heard.by:
            return heard.reading
        link = links.link(self.table, heard, topic)
        best = self._meant(heard, topic, before, link)
        named = best in {"", UNHEARD} or self.lexicon.names.ends_as_one(heard.reading.unknown)
        if named and stands_alone(heard, topic, link):
            return heard.reading
        instead = manner().correction(said) if topic and heard.reading.danger is Danger.NONE else None
        if instead is None:
            return earlier.read(heard, topic, link, best)
        half = self._known(instead, today, lessons)
        corrected = earlier.read(half, topic, Link.MENDS, self._meant(half, topic, before, Link.MENDS), corrects=True)
        danger = Danger.NONE if hinted(half.found, half.scores) else corrected.danger  # the whole shows none
        return replace(corrected, acts=corrected.acts | {Act.CORRECT}, danger=danger)

    def view(self, text: str, context: Sequence[str], today: date) -> View:
        """What the topic that a message asks of is learned from."""
        topic = self.topic(context, today)
        heard = self._known(text, today, NOTHING)
        return self._view(heard, topic, self._before(context, today, NOTHING), links.link(self.table, heard, topic))

    def _meant(self, heard: Heard, topic: Topic, before: Sequence[Heard], link: Link | None) -> str:
        """The topic that it asks of; "" where it is said in no talk."""
        return meant(self.table.meant, self._view(heard, topic, before, link)) if topic.said else ""

    def _view(self, heard: Heard, topic: Topic, before: Sequence[Heard], link: Link | None) -> View:
        own = [one.topic for one in heard.reading.questions]
        said = [one.scores for one in before]
        together = {one: self.table.together((heard.scores, *said[-one.messages :])) for one in Beside} if said else {}
        return View(heard.found, heard.scores, own, topic, link, together)

    def _excerpted(self, text: str, today: date) -> Heard:
        return self.heard(excerpt(text), today)

    def _known(self, text: str, today: date, lessons: Lessons) -> Heard:
        """A message by itself, as it was taught where it was."""
        heard = self.heard(excerpt(text), today)
        return lessons.applied(heard, lambda taught: self.heard(excerpt(taught), EVERYDAY_YEAR)) if lessons else heard

    def _why(self, text: str, heard: Heard, reading: Reading) -> tuple[str, ...]:
        found = self.gather(excerpt(text), heard.today)
        if heard.by is None:
            return why(reading, found, self.table)
        return (taught.why(heard.by), *why(replace(reading, questions=()), found, self.table))

    def normal(self, text: str) -> str:
        """The text in normal form, as messages are compared with what was taught."""
        return self.gather.normalise(excerpt(text))[0]

    def _despairs(self, text: str) -> bool:
        """Whether plain words of despair stand anywhere in a text that is too long to be read whole."""
        return any(self.gather.despairs(self.gather.normalise(piece)[0]) for piece in pieces(text))

    def _questions(self, found: Evidence, scores: Scores, asked: Sequence[str], name: str) -> tuple[Question, ...]:
        """What is asked; of a `name` that nobody knows, that."""
        if name:
            return unknown(name, facets(scores))
        return questions(found, asked, facets(scores), self.gather.facets_of)

    @cached_property
    def heard(self) -> Callable[[str, date], Heard]:
        """A message by itself. The latest are remembered: a follow-up looks back at what was read a moment ago."""
        return lru_cache(REMEMBERED)(self._heard)

    def _heard(self, text: str, today: date) -> Heard:
        """A message by itself, each of its questions read by itself where it asks several, and what is only the
        circumstance of a question left out of it (“产假期间节日福利还发吗” asks of no leave)."""
        heard = self._read_whole(text, today)
        rest = manner().circumstance.sub("", text).strip("，, ")
        if Act.ASK in heard.reading.acts and rest != text and asks(rest):
            apart = self.heard(rest, today).reading
            known = apart.questions and not apart.guesses and not apart.unknown
            reading = replace(heard.reading, questions=apart.questions, guesses=()) if known else heard.reading
            heard = replace(heard, reading=reading)

        def read(part: str) -> tuple[Reading, Sequence[str]]:
            alone = self.heard(part, today)
            return alone.reading, facets(alone.scores)

        reading = by_parts(heard.reading, text, read)
        parts = self._askings(text, reading, heard.found)
        return replace(heard, reading=each_part(surely(replace(reading, askings=parts), heard.scores)))

    def _askings(self, text: str, reading: Reading, found: Evidence) -> tuple[Asking, ...]:
        """The asking parts, each with the sides that its words show. What was mended in reading is not said back."""
        if Act.ASK not in reading.acts:
            return ()

        def known_of(one: Asking) -> Asking:
            sides = shown_in(found.text, found.facets) if one.said == text else self.gather.sides_shown(one.said)
            return self._known_of(one, reading, sides)

        return tuple(map(known_of, askings(text, outright=bool(reading.questions))))

    def _known_of(self, one: Asking, reading: Reading, sides: tuple[str, ...]) -> Asking:
        asked = self.heard(one.part, EVERYDAY_YEAR).reading.questions if one.part else ()
        topics = {question.topic for question in reading.questions}
        return replace(
            one,
            quote="" if reading.notes and self.gather.normalise(one.quote)[1] else one.quote,
            facets=sides,
            topic=next((question.topic for question in asked if question.topic in topics), ""),
        )

    def _name_in(self, found: Evidence, scores: Scores, doing: Does) -> str:
        """The name that a question rests on and nobody knows; else ""."""
        asks_plainly = Act.ASK in doing.acts and Act.COMPLAIN not in doing.acts
        return self.strangers(found, doing.asked) if asks_plainly and not surely_own(doing.asked, scores) else ""

    def _read_whole(self, text: str, today: date) -> Heard:
        found = self.gather(text, today)
        scores = self.table.scores(found.seen)
        told = missing.with_missing(events(found, scores, self.table, today), found)
        doing = does(Message(found, scores, told, self.strangers))
        done, asked = doing.acts, doing.asked
        name = "" if told else self._name_in(found, scores, doing)
        plain = of_handing_in(found, asked, self.lexicon) if Act.ASK in done else None
        parted = may_be_death(found.text, sum(one.role in OTHERS for one in found.told.people), told)
        guessed = guesses(found, scores, told, asked) if Act.ASK in done and not (name or plain) else ()
        told = as_told(of_members(told, found.text), found.text)
        named = named_outright(found) if guessed or not asked else asked  # a mere guess names nothing
        wanted = wish(found.text, named, told)
        told, peril = as_wished(wanted, found, told), in_peril(found)
        reading = Reading(
            text=found.text,
            acts=done,
            questions=(plain,) if plain else self._questions(found, scores, asked, name),
            events=told,
            danger=danger(found, scores, told, done, peril=peril),
            faint=faint(found, scores),
            hints=None if peril else hints(found, scores),
            signless=signless(found, scores),
            dark=(dark(scores) and not jests(done, scores, told)) or parted,
            remarks=as_remarked(remarks(found, scores), found.text, parted=parted),
            figures=figures(found.text),
            worded=frozenset(worded_surely(found)),
            ours=of_the_union(found),
            proposes=proposes(found, scores, done),
            sure=max(0.0, min(1.0, scores.lead(TOPIC) / 4)),
            notes=found.notes,
            wish=wanted,
            turn=turn(found.text, told),
            guesses=guessed,
            programme=self.programmes(found.text) if done & {Act.ASK, Act.REPORT} and not plain else "",
        )
        heard = Heard(reading, found.remembered(), scores, today)
        named = tells_of_matter(heard)
        return replace(heard, reading=replace(reading, names=named)) if named else heard
