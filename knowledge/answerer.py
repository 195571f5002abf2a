"""One message in its talk, read and answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from knowledge.answer.care import WATCHED
from knowledge.answer.compose import Composer
from knowledge.answer.model import Answer, Talk
from knowledge.answer.years import Years, undated
from knowledge.inforce import InForce
from knowledge.reading.model import Danger, Reading, Wanted
from knowledge.reading.naming import META, OUT
from knowledge.reading.reader import NOTHING, Reader
from knowledge.reading.report import report_of
from knowledge.reading.taught import Lessons, Taught

REMEMBERED = 256  # answers; members ask the same few things, in the same words where a button says them


@dataclass(frozen=True)
class Answerer:
    """Reader and writer for one set of documents, and what officers have taught."""

    reader: Reader
    composer: Composer
    standing: Callable[[date], InForce]
    composer_of: Callable[[InForce], Composer]
    lessons: Lessons = NOTHING

    def teach(self, taught: Sequence[Taught]) -> Answerer:
        """The same reader and writer with these lessons, and with no answer remembered."""
        return replace(self, lessons=Lessons(taught, self.reader.normal))

    @cached_property
    def answer(self) -> Callable[..., Answer]:
        """By the arguments of `Library.answer`. The latest answers are remembered."""
        return lru_cache(REMEMBERED)(self._answer)

    def _answer(
        self,
        question: str,
        context: tuple[str, ...],
        today: date,
        misses: int,
        in_group: bool,
        care: tuple[str, int] | None,
        said: tuple[str, ...] = (),
    ) -> Answer:
        before = tuple(self.reader.read(one, (), today, self.lessons) for one in context)
        topic = self.reader.topic(context, today, self.lessons)
        heard = topic.danger if topic.danger is not Danger.NONE and not topic.faint else None
        danger, turns = (Danger(care[0]), care[1]) if care else (heard, topic.since + 1 if heard else 0)
        if danger:  # the words are met by care: nothing that was taught for other days turns them into a question
            reading = self.reader.read(question, context, today, NOTHING)
        else:
            reading = self.reader.read(question, context, today, self.lessons, topic=topic)
        if not danger and (plain := undated(reading)):
            asked = self.reader.read(plain, context, today, self.lessons, topic=topic)
            reading = replace(asked, text=reading.text) if _business(asked) else reading
        watch = topic.danger if topic.faint and topic.since <= WATCHED.get(topic.danger, 0) else None
        talk, reported = Talk(before, danger, turns, watch, topic, today, said), _reported(reading)

        def compose(composer: Composer) -> Answer:
            return composer.compose(reading, talk, reported, misses, in_group)

        years = None if danger else Years(today, self.standing, self.composer_of)
        of_then = years.answer(reading, compose, reported=reported is not None) if years else None
        return of_then or compose(self.composer)


def _business(reading: Reading) -> bool:
    """Whether something of the documents is asked about by name."""
    return any(not one.topic.startswith(OUT) and one.topic != META for one in reading.questions)


def _reported(reading: Reading) -> str | None:
    """The kind that the message reports, or wishes to report."""
    if reading.wish and reading.wish.wanted is Wanted.REPORT:
        return reading.wish.kind
    report = report_of(reading)
    return report.kind if report else None
