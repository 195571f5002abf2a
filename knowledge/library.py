"""The one door to what the bot knows: what the notice grants, and what is answered to a member's words."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from knowledge.activities import NamedActivity, named_in
from knowledge.answer.care import NUMBERS, Care
from knowledge.answer.compose import Composer
from knowledge.answer.model import Answer
from knowledge.answer.named import Named
from knowledge.answer.onward import Onwards
from knowledge.answer.rules import Rules
from knowledge.answer.rules import load as load_rules
from knowledge.answer.uninterpreted import Uninterpreted
from knowledge.answer.works import items_of
from knowledge.answerer import Answerer
from knowledge.document import Notice, sourced
from knowledge.errors import NoticeError, NotInNoticeError
from knowledge.inforce import Edition, InForce, Level
from knowledge.lexicon.load import FOLDER as LEXICON
from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.load import load as load_lexicon
from knowledge.reading.asked import Asking
from knowledge.reading.clauses import Clauses
from knowledge.reading.evidence import Gatherer
from knowledge.reading.likeness import Likeness
from knowledge.reading.model import Reading
from knowledge.reading.naming import OUT, PLAIN, UNNAMED, WHOLES
from knowledge.reading.reader import Reader
from knowledge.reading.report import TOLD, opens
from knowledge.reading.rows import all_rows
from knowledge.reading.taught import Taught, nearest
from knowledge.reading.teach import taught as learned
from knowledge.reading.topic import Topic
from knowledge.shelf import NOTICES, Entitlement, Shelf

ANSWERERS = 24  # of so many different sets of documents a reader and a writer are kept


class Library:
    """Notices and lexicon together. Immutable to its users but for `reload` and `teach`, which swap all or nothing."""

    def __init__(self, shelf: Shelf, lexicon: Lexicon, care: Care, rules: Rules) -> None:
        self._shelf, self._lexicon, self._care, self._rules = shelf, lexicon, care, rules
        self._folder = shelf.folder
        self._like = Likeness(Gatherer(lexicon), learned())
        self._answerers: dict[tuple[str, ...], Answerer] = {}
        self._composers: dict[tuple[str, ...], Composer] = {}
        self._given: tuple[Taught, ...] = ()
        self._taught: tuple[Taught, ...] = ()

    @classmethod
    def load(
        cls,
        folder: Path = NOTICES,
        lexicon: Path = LEXICON,
        help_line: str = "",
        numbers: Mapping[str, str] | None = None,
    ) -> Library:
        """Reads notices and lexicon. `help_line`: the operator's own words to whoever may harm himself; `numbers`:
        his own, by the names in lexicon/answers/care.toml; they go before ours. Raises KnowledgeError (NoticeError,
        LexiconError) with file, line and reason."""
        known, rules = load_lexicon(lexicon), load_rules(lexicon / "answers")
        return cls(Shelf(folder, known), known, Care(rules.care, {**NUMBERS, **(numbers or {})}, help_line), rules)

    @property
    def care_numbers(self) -> Mapping[str, str]:
        """Whom to call in danger, by the names in lexicon/answers/care.toml."""
        return self._care.numbers

    def reload(self) -> None:
        """Reads the notices again. A file that has become unreadable keeps what it said, and stands in `refused`. On
        KnowledgeError, which is raised where no file can be used, everything stays as it was."""
        published, self._shelf = self._shelf.published, Shelf(self._folder, self._lexicon, self._shelf.notices)
        self._shelf.publish(published)
        self._answerers, self._composers = {}, {}

    def publish(self, editions: Iterable[Edition]) -> None:
        """What is published, in place of all that was; remembered answers are forgotten. The same once more changes
        nothing."""
        if (given := tuple(editions)) != self._shelf.published:
            self._shelf.publish(given)
            self._answerers, self._composers = {}, {}

    def prepare(self, on: date) -> None:
        """Makes what the first question after a publication would have to wait for. Beside the loop, if need be."""
        self._answerer(on).composer.pieces.plain.prepare()

    @property
    def refused(self) -> tuple[NoticeError, ...]:
        """The files of the folder that could not be used, and why: for the operator."""
        return self._shelf.refused

    def teach(self, taught: Iterable[Taught]) -> None:
        """What officers have taught, in place of all that was taught before; remembered answers are forgotten. What
        names a topic that is not known (any more) is passed over; the same once more changes nothing."""
        if (given := tuple(taught)) == self._given:
            return
        known = self.topics
        self._given, self._taught = given, tuple(one for one in given if one.topic in known)
        self._answerers = {number: answerer.teach(self._taught) for number, answerer in self._answerers.items()}

    def trial(self, more: Iterable[Taught]) -> Library:
        """The same library with more taught, to see what would change: it shares all that was read, and nothing that is
        taught or published afterwards."""
        other = copy.copy(self)
        other._shelf = copy.copy(self._shelf)
        other._answerers, other._composers = {**self._answerers}, {**self._composers}
        other.teach((*self._given, *more))
        return other

    @property
    def topics(self) -> frozenset[str]:
        """All that a question can be about, as `Question` names it."""
        declined = (OUT + key for key in self._lexicon.declines)
        return frozenset((*self._lexicon.topics, *self._rules.own, *WHOLES, *declined))

    def label(self, topic: str) -> str:
        """What people call a topic of the lexicon or a look-alike; "" for a whole and for the bot's own matters."""
        if known := self._lexicon.topics.get(topic):
            return known.label
        decline = self._lexicon.declines.get(topic.removeprefix(OUT)) if topic.startswith(OUT) else None
        return decline.about if decline else ""

    def facets(self, topic: str) -> tuple[str, ...]:
        """The sides of a topic that can be asked: none of a look-alike, of the bot's own matters those written."""
        if topic.startswith(OUT):
            return (PLAIN,)
        own = self._rules.own.get(topic)
        return (PLAIN, *(own.sides if own else (*self._lexicon.facets, UNNAMED)))

    def of_itself(self, topic: str, side: str) -> str:
        """What is said of a side of the bot's own matters; "" where it has no sentence of its own."""
        own = self._rules.own.get(topic)
        return own.side(side) if own else ""

    def closer(self, topic: str, sides: Sequence[str], text: str) -> tuple[str, ...]:
        """Sides of the bot's own matters, each as the particular one that words of a text in normal form show."""
        own = self._rules.own.get(topic)
        return own.closer(sides, text) if own else tuple(sides)

    def untold(self, reading: Reading, text: str) -> list[Asking]:
        """The asking parts that can be said back and of which a text does not speak."""
        named, topics = Named(self._lexicon), [one.topic for one in reading.questions]
        return [one for one in reading.askings if one.quote and named.untold(topics, one, text)]

    def of_intent(self, intent: str) -> tuple[str, ...]:
        """Topics of the lexicon by intent (entitlement, activity, work_item, meta)."""
        return tuple(topic.key for topic in self._lexicon.topics.values() if topic.intent == intent)

    def nearest_known(self, texts: Sequence[str], besides: Iterable[str], most: int) -> list[str]:
        """Of the messages that the classifiers learn from, and of others `besides`, the `most` that share most pairs of
        characters with each of `texts`, as what is taught is matched. Half a second of reading: not for the question
        path."""
        learnt = (row.text for row in all_rows(self._lexicon) if not row.context)
        return nearest(texts, dict.fromkeys((*besides, *learnt)), most)

    @property
    def lexicon(self) -> Lexicon:
        return self._lexicon

    @property
    def folder(self) -> Path:
        """Where the notices that come with the program lie."""
        return self._folder

    @property
    def of_branches(self) -> bool:
        """Whether any document binds one branch alone: then it matters who asks."""
        return any(one.level is Level.BRANCH for one in self._shelf.editions)

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Every document that is known, in force or not."""
        return self._shelf.editions

    def standing(self, on: date, branch: int | None = None) -> InForce:
        """The documents in force on a day for a branch (None: for whoever belongs to none)."""
        return self._shelf.standing(on, branch)

    def in_force(self, on: date, branch: int | None = None) -> Notice:
        """What is in force, as one notice."""
        return self._shelf.in_force(on, branch)

    def entitlement(self, kind: str, on: date, branch: int | None = None) -> Entitlement:
        """What the documents in force grant for `kind`. Raises NotInNoticeError where none lists it."""
        return self._shelf.entitlement(kind, on, branch)

    def activities(self, on: date) -> tuple[NamedActivity, ...]:
        """The activities that the notice in force names; when and where they are held, a notice need not say."""
        return tuple(named_in(self.in_force(on), self._lexicon))

    def answer(
        self,
        question: str,
        context: Sequence[str] = (),
        *,
        today: date,
        misses: int = 0,
        in_group: bool = False,
        care: tuple[str, int] | None = None,
        branch: int | None = None,
        heard: Sequence[str] = (),
    ) -> Answer:
        """The answer to a member's words. `context`: what the same person said before in this chat, oldest first;
        `care`: the danger (`Danger`) that the talk is about, and the messages since, where it is kept elsewhere;
        `branch`: the one that the member belongs to, for its own documents hold for him; `heard`:
        what was answered before in this talk, so that nothing is said twice."""
        said = (question, tuple(context), today, misses, in_group, care, tuple(heard))
        return self._answerer(today, branch).answer(*said)

    def read(self, text: str, context: Sequence[str] = (), *, today: date, explain: bool = False) -> Reading:
        """What a message says, in the light of what the same person said before in this chat, oldest first."""
        answerer = self._answerer(today)
        return answerer.reader.read(text, context, today, answerer.lessons, explain=explain)

    def topic(self, said: Sequence[str], *, today: date) -> Topic:
        """What a talk is about after all that one person said in it, oldest first."""
        answerer = self._answerer(today)
        return answerer.reader.topic(said, today, answerer.lessons)

    def unreported(self, said: Sequence[str], *, today: date) -> list[str]:
        """What was told in a talk that a form is there for, in a few words each, the newest first."""
        return [called for _, called in self.reportable(said, today=today)]

    def reportable(self, said: Sequence[str], *, today: date) -> list[tuple[str, str]]:
        """The same, each with its kind."""
        words = Onwards(self._rules.onward, self._rules.amends, today)
        told = [one for one in self.topic(said, today=today).told if one.state in TOLD]
        return [(kind, words.called(one)) for one in told if (kind := opens(one.what, one.whose))]

    def unrepeated(self, text: str, heard: Sequence[str]) -> str:
        """An answer without what is said once in a talk and was `heard` in this one."""
        return self._rules.repeats.without(text, heard)

    def normal(self, text: str) -> str:
        """A message in the normal form that messages are compared in."""
        return self._answerer(date.max).reader.normal(text)

    def _answerer(self, on: date, branch: int | None = None) -> Answerer:
        """Reader and writer for what is in force, made once. Messages are read alike for all branches."""
        standing = self._shelf.standing(on, branch)
        if standing.key not in self._answerers:
            if len(self._answerers) > ANSWERERS:
                self._answerers = {}
            common = self._shelf.standing(on)
            reader = self._reader(common) if standing.key == common.key else self._answerer(on).reader
            answerer = Answerer(
                reader, self._composer(standing), partial(self._shelf.standing, branch=branch), self._composer
            )
            self._answerers[standing.key] = answerer.teach(self._taught)
        return self._answerers[standing.key]

    def _reader(self, standing: InForce) -> Reader:
        """Articles that nobody has interpreted are searched, and not shown to what was learned without them."""
        return Reader(self._lexicon, replace(standing.notice, loose=()), learned())

    def _composer(self, standing: InForce) -> Composer:
        if standing.key not in self._composers:
            notice = standing.notice
            rules, lexicon = Uninterpreted(notice, self._lexicon, self._rules, self._like).licensed()
            clauses = Clauses(self._lexicon, notice)
            self._composers[standing.key] = Composer(notice, lexicon, rules, clauses, self._care, self._like)
        return self._composers[standing.key]

    def words(self, text: str) -> list[str]:
        """The text as jieba cuts it with the notice's own words. The first call of a new installation takes seconds."""
        return self._answerer(date.max).reader.clauses.words(text)

    def source(self, topic: str, on: date | None = None, branch: int | None = None) -> str:
        """看原文: the clause's own words with its place. Raises NotInNoticeError for a topic without a clause."""
        notice = self._shelf.in_force(on or date.max, branch)
        if kind := notice.kind(topic):
            return f"“{kind.clause}”\n{sourced([kind.place])}"
        known = self._lexicon.topics.get(topic)
        items = items_of(known, notice) if known and known.anchor else []
        if not items:
            raise NotInNoticeError(topic, notice.number)
        return "\n".join(f"“{item.text}”\n{sourced([item.place])}" for item in items)
