"""Reads a message: evidence, then each part of the reading by the classifiers, then what was said before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from knowledge.document import Notice
from knowledge.excerpt import LONGEST, excerpt, pieces
from knowledge.lexicon.load import Lexicon
from knowledge.reading import context as earlier
from knowledge.reading import links, taught
from knowledge.reading.asked import Asking, askings, shown_in
from knowledge.reading.asking import asks
from knowledge.reading.clauses import Clauses
from knowledge.reading.dangers import PALE, beaten, burdened, danger, faint, planned, together
from knowledge.reading.doing import acts
from knowledge.reading.evidence import EVERYDAY_YEAR, Evidence, Gatherer
from knowledge.reading.explain import why
from knowledge.reading.figures import figures
from knowledge.reading.handing import of_handing_in
from knowledge.reading.happenings import events
from knowledge.reading.heads import TOPIC
from knowledge.reading.linear import Scores, Table
from knowledge.reading.manner import manner
from knowledge.reading.members import of_members
from knowledge.reading.model import Act, Danger, Event, Link, Question, Reading
from knowledge.reading.named import LEADS_ON, STAND_INS
from knowledge.reading.naming import OUT, OWN
from knowledge.reading.outright import as_done, as_remarked, as_told, may_be_death
from knowledge.reading.own import SIGN_UP, asked_of_own, asked_of_things
from knowledge.reading.parts import by_parts
from knowledge.reading.programmes import Programmes
from knowledge.reading.questions import beside_a_report, facets, guesses, of_reports, questions, surely, topics, unknown
from knowledge.reading.remarks import remarks
from knowledge.reading.rows import in_one
from knowledge.reading.sorrow import dark
from knowledge.reading.strangers import Strangers
from knowledge.reading.taught import Lessons, Match
from knowledge.reading.topic import Topic
from knowledge.reading.turns import turn
from knowledge.reading.voices import voiced
from knowledge.reading.weighing import weighed
from knowledge.reading.wishes import wish

REMEMBERED = 256  # messages by themselves, 40 kB each
LONGEST_NAME = 4
NAME = 3  # characters of an unknown name that stands for itself whatever was said before
LOOKED_BACK = 6
TOGETHER = 2  # messages before, that danger may show in together with this one
SURE = 0.0  # log-odds of a form from which its event is told
FEELINGS = frozenset({OUT + "psychological_service"})
OTHERS = frozenset({"kin", "name", "outsider"})
LIGHT = frozenset({Act.THANK, Act.GREET, Act.BYE})  # no danger is made of these and what came before
NOTHING = Lessons()


@dataclass(frozen=True)
class Heard:
    """A message by itself: its reading, with the evidence and the scores that the reading rests on, and the phrasing
    that it was taught by, where it was. `today`: the day on which it is read."""

    reading: Reading
    found: Evidence
    scores: Scores
    today: date
    by: Match | None = None


@dataclass(frozen=True)
class Reader:
    """Reads messages with one lexicon, one notice and one learned table."""

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
        topic, kept = Topic(), context[-LOOKED_BACK:]
        for at, said in enumerate(kept):
            _, reading = self._in_talk(said, kept[:at], topic, today, lessons)
            topic = topic.after(reading, self.notice)
        return topic

    def _in_talk(
        self, text: str, context: Sequence[str], topic: Topic, today: date, lessons: Lessons
    ) -> tuple[Heard, Reading]:
        """The message by itself, and in the light of the talk."""
        heard = self._known(text, today, lessons)
        if topic and heard.by and LEADS_ON.search(heard.reading.text):
            # “那这个呢” asks of what was said before, whatever it was taught as
            heard = self.heard(excerpt(text), today)
        reading = self._carried(heard, topic, today, lessons)
        if reading.danger is Danger.NONE:
            reading = self._danger_besides(text, heard, reading, context, topic, today)
        return heard, replace(voiced(weighed(reading, topic), topic), raw=text)

    def _danger_besides(
        self, text: str, heard: Heard, reading: Reading, context: Sequence[str], topic: Topic, today: date
    ) -> Reading:
        """The reading with the danger that the message alone does not show: in what is left out of a long one, or
        together with the message before it, or the two before it."""
        if len(text) > LONGEST and self._despairs(text):
            return replace(reading, danger=Danger.SELF)
        if planned(heard.found, topic):
            return replace(reading, danger=Danger.SELF, faint=False)
        lately = [self.heard(excerpt(one), today) for one in context[-LOOKED_BACK:]]
        if not lately or heard.by or heard.reading.acts & LIGHT or reading.turn or topic.danger is not Danger.NONE:
            return reading  # nothing to add, or the talk is about a danger already
        alone = (heard.scores, *(one.scores for one in lately[-TOGETHER:]))
        said = text
        for earlier_one in reversed(context[-TOGETHER:]):
            said = in_one(earlier_one, said)
            joined = self.heard(excerpt(said), today)
            found = together(joined.scores, *alone)
            if found is Danger.WORRY and (topic.mourns or heard.found.motifs <= PALE):
                continue  # “妈一个人在家”, after a death
            if found is not Danger.NONE:
                found = found if said == in_one(context[-1], text) else Danger.SELF
                return replace(reading, danger=found, faint=faint(joined.found, joined.scores))
        return reading

    def _carried(self, heard: Heard, topic: Topic, today: date, lessons: Lessons) -> Reading:
        """The message in the light of the talk. What corrects an understanding is read by what is said in its place."""
        said = heard.reading.text
        link = links.link(self.table, heard, topic)
        name = heard.reading.unknown
        like_one = link in {None, Link.NEW} or len(name) <= LONGEST_NAME  # “带围裙擀面杖” asks on
        strange = len(name) >= NAME and like_one and not LEADS_ON.search(said)
        strange = strange and not (asked_of_things(said) or asked_of_own(said, topic))
        if heard.by or (strange and not (topic.mourns or topic.refused)):
            return heard.reading
        meant = manner().correction(said) if topic and heard.reading.danger is Danger.NONE else None
        if meant is None:
            return earlier.read(heard, topic, link)
        corrected = earlier.read(self._known(meant, today, lessons), topic, Link.MENDS, corrects=True)
        return replace(corrected, acts=corrected.acts | {Act.CORRECT})

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
        parts = self._askings(text, reading)
        return replace(heard, reading=surely(replace(reading, askings=parts), heard.scores))

    def _askings(self, text: str, reading: Reading) -> tuple[Asking, ...]:
        """The asking parts, each with the sides that its words show. What was mended in reading is not said back."""
        if Act.ASK not in reading.acts:
            return ()
        return tuple(self._known_of(one, reading) for one in askings(text, outright=bool(reading.questions)))

    def _known_of(self, one: Asking, reading: Reading) -> Asking:
        said = self.gather.normalise(one.said)[0]
        asked = self.heard(one.part, EVERYDAY_YEAR).reading.questions if one.part else ()
        topics = {question.topic for question in reading.questions}
        return replace(
            one,
            quote="" if reading.notes else one.quote,
            facets=shown_in(said, self.gather.facets_of(said)),
            topic=next((question.topic for question in asked if question.topic in topics), ""),
        )

    def _read_whole(self, text: str, today: date) -> Heard:
        found = self.gather(text, today)
        scores = self.table.scores(found.seen)
        told = events(found, scores, self.table, today)
        done = acts(found, scores, told)
        asked = self.strangers.resting(found, topics(found, scores, done))
        asked = of_reports(asked, facets(scores))
        if felt(found, asked):
            done, asked = done - {Act.ASK} | {Act.MOOD}, []
        if plainly := as_done(found.text):
            done, asked = plainly, []
        if not asked and Act.REPORT in done:
            asked = beside_a_report(told, scores)
        may_name = Act.ASK in done and Act.COMPLAIN not in done and not told and not _surely_own(asked, scores)
        name = self.strangers(found, asked) if may_name else ""
        plain = of_handing_in(found, asked, self.lexicon) if Act.ASK in done else None
        ranked = scores.of(TOPIC)
        others = sum(one.role in OTHERS for one in found.told.people)
        parted = may_be_death(found.text, others, told)
        reading = Reading(
            text=found.text,
            acts=done,
            questions=(plain,) if plain else self._questions(found, scores, asked, name),
            events=as_told(of_members(told, found.text), found.text),
            danger=_danger(found, scores, told, done),
            faint=faint(found, scores),
            dark=dark(scores) or parted,
            remarks=as_remarked(remarks(found, scores), found.text, parted=parted),
            figures=figures(found.text),
            sure=max(0.0, min(1.0, (ranked[0][0] - ranked[1][0]) / 4)),
            notes=found.notes,
            wish=wish(found.text, asked, told),
            turn=turn(found.text, told),
            guesses=guesses(found, scores, asked) if Act.ASK in done and not (name or told or plain) else (),
            programme=self.programmes(found.text) if done & {Act.ASK, Act.REPORT} and not plain else "",
        )
        return Heard(reading, found.remembered(), scores, today)


def felt(found: Evidence, asked: Sequence[str]) -> bool:
    """“最近老失眠” says how somebody feels, whatever a notice might say of it; nothing is asked."""
    return bool(asked) and FEELINGS.issuperset(asked) and not asks(found.text)


def _surely_own(asked: Sequence[str], scores: Scores) -> bool:
    """Whether it asks of the bot's own work or the member's own matters, and not merely how or when, which is read as
    such, too, where the matter is unknown (“暖心卡怎么领”, “云享会怎么报名”): what else it names is told beside."""
    own = [one for one in asked if one.startswith(OWN) and one not in {*STAND_INS, SIGN_UP}]
    return bool(own) and len(own) == len(asked) and all(scores.get(TOPIC, one) > SURE for one in own)


def _danger(found: Evidence, scores: Scores, told: Sequence[Event], done: frozenset[Act]) -> Danger:
    """The danger that a message shows by itself."""
    if burdened(found, scores, told):
        return Danger.NONE
    heard = danger(found, scores, done)
    return Danger.THREAT if heard is Danger.NONE and beaten(told, scores) else heard
