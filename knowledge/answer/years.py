"""Questions about another day than today: last year, next year, “现在还是吗”, “和去年比变了什么”."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from knowledge.answer import in_turn, texts
from knowledge.answer.compose import Composer
from knowledge.answer.fields import asked_document, numbered
from knowledge.answer.matters import ONE_WAY
from knowledge.answer.model import Answer, Citation, Suggestion
from knowledge.answer.when import When, when
from knowledge.changes import Change, changes, kinds_between, sentence
from knowledge.document import Place, cited, sourced
from knowledge.inforce import InForce
from knowledge.patterns import Late
from knowledge.reading.model import Act, Danger, Reading, State
from knowledge.reading.naming import META, OUT, OWN, UNHEARD, WHOLES

DAY = Late(
    r"(?<![0-9〔\[(（])((19|20)[0-9]{2}[、和与及跟到至—-]+)*(19|20)[0-9]{2}年([0-9]{1,2}月([0-9]{1,2}[日号])?)?的?(?!度|第?[0-9]*号)"
)
FORMER = r"大?前年|去年|上一?年|以前|往年|过去|旧的|老的|上一份|之前|[0-9]{4}年"
COMPARED = Late(
    rf"(和|跟|与|同|比|较)({FORMER}).{{0,8}}(比|不同|不一样|变|区别|差|一样|高|低|多|少|调|涨|改)"
    r"|(变了|改了|调了|调整了|涨了|降了)(什么|啥|哪些|多少|吗|没|没有)"
    r"|(有(什么|啥|哪些|没有)?|哪些|什么)(变化|变动|调整|不一样|改动)"
    r"|(标准|上限|金额|钱|规定).{0,6}(变|改|涨|调|降)了?(吗|没|没有|么|多少)"
)
STILL = Late(
    r"(现在|今年|目前|如今)(还|也)(是|照|按|有|能|一样)|还是(这个|那个|这样|那样|一样|老样子|原来|去年|[0-9])|仍然是?|没变吧"
)
AGAIN = Late(r"(?:今年|这次|这回).{0,8}(?:再(?!说)|又|复发|第[二三两])")  # what was before is only told
LATER, FORMERLY = r"(?:明年|来年|后年)(?:的|度)?", r"(?:今年|现在|去年|目前)(?:的|度)?"
TWO_YEARS = Late(
    rf"{LATER}.{{0,4}}(?:和|跟|与|同|比|较|对比){FORMERLY}|{FORMERLY}.{{0,4}}(?:和|跟|与|同|比|较|对比){LATER}"
)
RENEWED = Late(
    r"(?:哪些|什么|哪几[项个])(?:慰问)?(?:标准|项目?|规定|金额|慰问)?.{0,2}(?:变了|改了|调了|涨了|降了|新增|取消)"
    r"|(?:新增|取消|增加|减少)了?(?:哪|什么|啥)"
)
MOST = 8


def undated(reading: Reading) -> str:
    """The message without the day in digits, where it was taken to ask of the notice itself only for naming a year
    (“2019年12月5日结婚的能领多少”); "" otherwise."""
    topics = {one.topic for one in reading.questions}
    without = DAY.sub("", reading.text)
    return without if topics == {META} and without != reading.text and when(reading, date.max) else ""


@dataclass(frozen=True)
class Years:
    """Answers about other days, by the composers of those days. `composer` and `standing` take a day."""

    today: date
    standing: Callable[[date], InForce]
    composer: Callable[[InForce], Composer]

    def answer(self, reading: Reading, compose: Callable[[Composer], Answer], *, reported: bool) -> Answer | None:
        """None where the question is about today; else what held then, or, unless it reports, what has changed."""
        if reading.danger is not Danger.NONE:
            return None
        asked = when(reading, self.today)
        if not reported and (said := self._in_turn(reading)):
            return said
        if not reported and self._compares(reading, asked):
            return self._compared(reading, asked)
        again = AGAIN.search(reading.text) or _of_handing_in(reading) or self._names(reading.text)
        now = asked and asked.last < self.today and again
        return self._of_then(asked, reading, compose, reported=reported) if asked and not now else None

    def _names(self, text: str) -> bool:
        """Whether a document is asked about that one in force has repealed (17年那个规定): that is told as of today."""
        repealed = (name for edition in self.standing(self.today).editions for name in edition.repeals)
        return not {*asked_document(text)}.isdisjoint(year for name in repealed for year in numbered(name))

    def _in_turn(self, reading: Reading) -> Answer | None:
        """Which documents hold, or a kind in several years; None where neither is asked."""
        now = self.standing(self.today)
        topics = list(dict.fromkeys(one.topic for one in reading.questions))
        if Act.ASK in reading.acts and in_turn.WHICH.search(reading.text) and not any(map(now.notice.kind, topics)):
            places = [edition.notice.whole for edition in now.editions]
            return self._answer(in_turn.holding(now), places, (), {})
        oldest = self.standing(date.min).editions[0].since  # before the first document the oldest counts
        asked = in_turn.years(reading.text, self.today, oldest.year)
        rows = list(in_turn.rows(topics, asked, self.today, self.standing)) if asked else []
        if not rows:
            return None
        places = [place for _, found in rows for place in found]
        kinds = tuple(topic for topic in topics if now.notice.kind(topic))
        return self._answer("\n".join(text for text, _ in rows), places, kinds, {})

    def _compares(self, reading: Reading, asked: When | None) -> bool:
        """Whether it is asked what has changed, of the documents and not of the bot or of what they do not cover."""
        if TWO_YEARS.search(reading.text) and (Act.ASK in reading.acts or COMPARED.search(reading.text)):
            return True
        found = COMPARED.search(reading.text) or RENEWED.search(reading.text)
        others = {one.topic for one in reading.questions if one.topic.startswith((OUT, OWN))}
        if found and (not reading.unknown or reading.unknown in found[0]):
            others.discard(UNHEARD)  # “和去年比变了什么” names nothing
        if Act.ASK not in reading.acts or others:
            return False
        return bool(found) or (asked is None and bool(STILL.search(reading.text)))

    def _of_then(
        self, asked: When, reading: Reading, compose: Callable[[Composer], Answer], *, reported: bool
    ) -> Answer | None:
        """What holds on the days asked about. That next year may bring another document is said to who asks of it, and
        not to who lets the union know of a day to come."""
        now, first, last = (self.standing(day) for day in (self.today, asked.first, asked.last))
        answer = compose(self.composer(last))
        if not answer.citations:
            return None
        if asked.first > self.today:
            ahead = reported or any(event.state is State.PLANNED for event in reading.events)
            open_yet = asked.first.year > self.today.year and not ahead and last.key == now.key
            return self._noted(answer, texts.not_there_yet(asked.first.year)) if open_yet else answer
        oldest = min(last.editions, key=lambda one: one.since)
        if oldest.since > asked.last:
            known = oldest.number
            return self._noted(answer, texts.too_early(asked.last.year, known)) if known else answer
        if first.key == last.key:
            return None if last.key == now.key else self._noted(answer, texts.of_then(asked.words))
        return self._both(asked, first, last, compose(self.composer(first)), answer)

    def _noted(self, answer: Answer, words: str) -> Answer:
        """With the words before its source: what is said first, to somebody in grief or anger, stays first."""
        said, source, places = answer.text.rpartition("\n依据：")
        return replace(answer, text=f"{said}\n{words}{source}{places}" if source else f"{answer.text}\n{words}")

    def _both(self, asked: When, first: InForce, last: InForce, before: Answer, after: Answer) -> Answer:
        """In the year asked about another document came into force: what held before and from that day on."""
        since = max(one.since for one in last.editions if one not in first.editions)
        if before.text == after.text or since <= asked.first:
            return self._noted(after, texts.of_then(asked.words))
        day = f"{since.month}月{since.day}日"
        text = texts.changed_within(asked.words, day, before.text, after.text)
        cited = tuple(dict.fromkeys((*before.citations, *after.citations)))
        return replace(after, text=text, citations=cited)

    def _compared(self, reading: Reading, asked: When | None) -> Answer | None:
        ahead = asked if asked and asked.first > self.today else None
        now = self.standing(ahead.last if ahead else self.today)
        then = self.standing(
            self.today if ahead else asked.last if asked and asked.last < self.today else self._before(now)
        )
        composer, head = self.composer(now), ""
        if now.key == then.key and ahead:
            return None  # that there is no other yet is said beside what holds
        if now.key == then.key and asked:  # no other was in force then: told, with what changed the last time
            head, then = texts.same_then(asked.words, now.editions[0].number), self.standing(self._before(now))
        if now.key == then.key:
            return self._nothing_to_compare(reading, now, composer)
        topics = list(dict.fromkeys(one.topic for one in reading.questions))
        kinds = {one.topic: one for one in kinds_between(then.notice, now.notice, composer.lexicon)}
        matters = {one.topic: one for one in changes(then.notice, now.notice, composer.lexicon)}
        found = [one for topic in topics if (one := kinds.get(topic) or matters.get(topic))]
        named = any(topic not in WHOLES | {META, UNHEARD} and not topic.startswith((OUT, OWN)) for topic in topics)
        if not found and (named or not self._of_all(reading)):
            return None  # a matter that has not changed is answered as ever
        known = found or list(matters.values())
        known, none = ([*found], "") if found else in_turn.asked_of(reading.text, known)
        if none:
            return self._answer(
                f"{_differing(now, then)}和{_differing(then, now)}比：{none}", _wholes(then, now), (), {}
            )
        told = self._told(known[:MOST], then, now, bool(found), ("现在", ahead.words) if ahead else ("原来", "现在"))
        return replace(told, text=f"{head}\n{told.text}") if head else told

    @staticmethod
    def _of_all(reading: Reading) -> bool:
        return any(pattern.search(reading.text) for pattern in (COMPARED, RENEWED, TWO_YEARS))

    def _before(self, now: InForce) -> date:
        """The last day before the newest of what now holds came into force."""
        return max(one.since for one in now.editions) - timedelta(days=1)

    def _nothing_to_compare(self, reading: Reading, now: InForce, composer: Composer) -> Answer | None:
        named = any(composer.notice.kind(one.topic) for one in reading.questions)
        if named or not self._of_all(reading):
            return None  # what holds is answered as ever
        return self._answer(texts.only_one(now.editions[0].number), (now.notice.whole,), (), {})

    def _told(
        self, known: Sequence[Change], then: InForce, now: InForce, named: bool, words: tuple[str, str]
    ) -> Answer:
        first, last = _differing(then, now), _differing(now, then)
        if not known:
            text = texts.unchanged(last, first)
            return self._answer(text, _wholes(then, now), (), {})
        head = "" if named else f"{last}和{first}比：\n"
        places = [place for one in known for place in _places(one)]
        text = head + "\n".join(sentence(one, *words) for one in known)
        topics = tuple(one.topic for one in known if not any(kind and kind.own for kind in (one.before, one.after)))
        amounts = {
            one.topic: one.after.ceiling
            for one in known
            if one.after and one.after.ceiling is not None and not one.after.own
        }
        return self._answer(text, places, topics, amounts)

    def _answer(self, text: str, places: Sequence[Place], topics: tuple[str, ...], amounts: dict[str, int]) -> Answer:
        clauses = tuple(Citation(place.source.number, place.clause) for place in cited(places))
        buttons = tuple(Suggestion("看原文", "source", topic) for topic in topics[:1])
        intent = "entitlement" if topics else "meta"
        return Answer(intent, topics, amounts, ("comparison",), f"{text}\n{sourced(places)}", clauses, buttons)


def _of_handing_in(reading: Reading) -> bool:
    """Whether only the way of handing in is asked of what happened: it is handed in today, as today's documents say."""
    sides = {one.facet for one in reading.questions}
    return bool(reading.events and sides) and sides <= ONE_WAY and Act.COMPLAIN not in reading.acts


def _differing(one: InForce, other: InForce) -> str:
    """The document that the other day has not, as it is called; of several the one that was amended."""
    known = set(other.key)
    new = [edition for edition, key in zip(one.editions, one.key, strict=True) if key not in known]
    return min(new, key=lambda edition: not edition.by, default=one.editions[0]).called


def _wholes(*standing: InForce) -> list[Place]:
    return [one.notice.whole for one in standing]


def _places(change: Change) -> list[Place]:
    kinds = [kind.place for kind in (change.before, change.after) if kind]
    return kinds or [item.place for item in (*change.was[:1], *change.now[:1])]
