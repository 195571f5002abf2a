"""What a talk is about, as a value: what was asked last, what was told last and of whom, the list that was shown.

How it moves from message to message:
- a message that names a topic switches to it (one that is only guessed at does not);
  what was told stays while no other kind is asked about;
- a message that asks nothing and tells nothing (thanks, a refusal) leaves it where it is;
- a matter that is told of in words becomes the topic where no happening is;
- a happening told becomes the topic, and its kind is what short questions ask about from then on;
- all that was told lately is kept, so that “老金那个” and “没了” find what they are about (`onward.py`);
- a list that was shown stays the one that “第二个” counts in, until another is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.document import Notice
from knowledge.reading.happenings import CUES, KINDS, gently
from knowledge.reading.model import Act, Danger, Event, Onward, Question, Reading, State, Turn, Wanted, What, Whose
from knowledge.reading.naming import PLAIN, REFUSED, UNHEARD
from knowledge.reading.report import opens
from knowledge.reading.rules.lexicon import reports_lexicon
from knowledge.reading.voices import voices

ANSWERED_FOR = frozenset({"bot_status", "bot_complain"})  # what the officers have done, or not
#: The wholes that list kinds, and which of them: visits, congratulations, or both (None).
KINDS_LISTED = {"all_visits": True, "all_joys": False, "all_benefits": None, "all_money": None, "all_goods": None}
SPOKEN_OF = frozenset({State.HAPPENED, State.PLANNED, State.FEARED, State.PAST})
MOST_TOLD, MOST_SPOKEN = 8, 6
NOBODY = frozenset({Whose.ANYONE, Whose.THING, Whose.FICTION, Whose.PUBLIC})


@dataclass(frozen=True, slots=True)
class Spoken:
    """A topic that was asked or told of. `said`: the words in which it last was; `age`: the messages since."""

    topic: str
    said: str
    age: int = 0


@dataclass(frozen=True, slots=True)
class Topic:
    """`questions`: what was asked last (`asked`), or what a happening told of is about; `before`: the topic asked
    ahead of it; `event`: what was told last and of whom; `told`: all that was told lately, the newest first;
    `expecting`: a child that is not born yet was spoken of; `listed`: the topics of the list shown last, in its order,
    and `whole` where it was a whole of kinds; `danger`: the one heard last, `faint` where it was only hinted at, and
    `since` how many messages came after; `listening`: nothing is wanted but to be listened to; `refused`: it is about a
    report that was turned down, or that nobody answers; `cross`: it was complained
    of something, and nothing else was spoken of since; `voices`: praise or a proposal is told, to be passed on;
    `withdraws`: a report was to be taken back, just now;
    `said`: the last message, and `stated`
    the same where it told something and asked nothing; `spoken`: all that was spoken of lately, the latest first."""

    questions: tuple[Question, ...] = ()
    asked: bool = False
    before: str = ""
    event: Event | None = None
    told: tuple[Event, ...] = ()
    expecting: bool = False
    listed: tuple[str, ...] = ()
    whole: str = ""
    danger: Danger = Danger.NONE
    faint: bool = False
    since: int = 0
    listening: bool = False
    refused: bool = False
    cross: bool = False
    voices: Act | None = None
    withdraws: bool = False
    said: str = ""
    stated: str = ""
    spoken: tuple[Spoken, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.questions or self.event)

    @property
    def main(self) -> str:
        return self.questions[0].topic if self.questions else ""

    @property
    def facets(self) -> list[str]:
        """The sides of the main topic that were asked about, of none of the others."""
        return [one.facet for one in self.questions if one.topic == self.main]

    @property
    def kind(self) -> str | None:
        """The kind that a report would be of: that of what was told, else the one that was asked about."""
        told = self.event
        of_it = (opens(told.what, told.whose) or CUES.get(told.what)) if told else None
        return of_it or (self.main if self.main in KINDS else None)

    @property
    def kept(self) -> tuple[Event, ...]:
        """What was told last, as what a message that goes on still is about."""
        return (self.event,) if self.event else ()

    def named(self, name: str) -> Event | None:
        """What was told of the colleague of that name."""
        return next((one for one in self.told if one.name == name), None)

    def after(self, reading: Reading, notice: Notice) -> Topic:
        """The topic once this message has been said."""
        missed = next((one for one in reading.events if one.what is What.MISSING), None)
        before = self._without_death(missed) if missed else self
        if reading.danger is not Danger.NONE:
            told = merged((missed,), before.told, mended=False) if missed else before.told
            return replace(before, told=told, danger=reading.danger, faint=reading.faint, since=0, said=reading.text)
        after, cross = before._after(reading, notice), self._still_cross(reading)
        topics = [one.topic for one in reading.questions] or [after.main] * (after.main != self.main)
        return replace(
            after,
            cross=cross,
            voices=voices(reading, self.voices),
            withdraws=reading.wish is not None and reading.wish.wanted is Wanted.WITHDRAW,
            said=reading.text,
            stated=reading.text if _states(reading) else "",
            spoken=self._spoken_of(topics, reading.text),
        )

    def _without_death(self, missed: Event) -> Topic:
        """The topic once it is said that somebody is missing: he has not died, and no clause is the matter."""
        told = tuple(one for one in self.told if not misunderstood(one, missed))
        return replace(Topic(told=told), danger=self.danger, faint=self.faint, since=self.since)

    def _spoken_of(self, topics: Sequence[str], text: str) -> tuple[Spoken, ...]:
        """What was spoken of lately, these topics in front."""
        new = [Spoken(topic, text) for topic in dict.fromkeys(topics) if topic]
        old = (replace(one, age=one.age + 1) for one in self.spoken if one.topic not in topics)
        return (*new, *old)[:MOST_SPOKEN]

    def _still_cross(self, reading: Reading) -> bool:
        """Whether anger goes on: until thanks, or until something is asked or told of another matter."""
        if Act.COMPLAIN in reading.acts:
            return True
        done = reading.acts & {Act.THANK, Act.BYE, Act.AGREE} or (reading.questions and not reading.carried)
        return self.cross and not done

    def _after(self, reading: Reading, notice: Notice) -> Topic:
        """After a message of no danger."""
        sure = not reading.guesses or reading.carried
        asked = tuple(one for one in reading.questions if one.topic != UNHEARD) if sure else ()
        spoken_of = [one for one in (*reading.events, *reading.kept) if tells_of(one) and supported(one, reading)]
        told = next((one for one in spoken_of if opens(one.what, one.whose)), next(iter(spoken_of), None))
        kind = CUES.get(told.what) if told and not self._by_the_way(told) else None
        kind = kind or (reading.wish.kind if reading.wish else None)
        expecting = self.expecting or any(one.what is What.PREGNANCY for one in reading.events)
        expecting = expecting or bool(reports_lexicon().words["expecting"].search(reading.text))
        lately = merged(reading.events, self.told, mended=reading.onward is Onward.MENDED)
        matter = "" if self.event or reading.carried or told else reading.names
        if not asked and kind is None and not matter:
            since, listening = self.since + 1, self._listens(reading)
            gone = taken_back(reading.events) is not None
            stays = replace(self, questions=()) if gone and not self.asked else self
            told = told or (None if gone else self.event)
            return replace(stays, event=told, told=lately, expecting=expecting, since=since, listening=listening)
        if not asked:
            asked = (Question(kind or matter, PLAIN),)
        topics, asked_of = list(dict.fromkeys(one.topic for one in asked)), {one.topic for one in reading.questions}
        list_ = shown(topics, notice)
        return Topic(
            asked,
            asked=bool(reading.questions),
            before=self.main if self.main not in topics else self.before,
            event=told or self._still(topics),
            told=lately,
            expecting=expecting,
            listed=list_ or self.listed,
            whole=next((topic for topic in topics if topic in KINDS_LISTED), "" if list_ else self.whole),
            danger=self.danger,
            faint=self.faint,
            since=self.since + 1,
            listening=self._listens(reading),
            refused=_aggrieved(reading, topics) or (self.refused and not set(topics) & KINDS & asked_of),
        )

    def _listens(self, reading: Reading) -> bool:
        """Whether nothing but listening is wanted still: until something is asked or wished."""
        asks = bool(reading.questions) and Act.ASK in reading.acts
        return reading.turn is Turn.LISTEN or (self.listening and not asks and reading.wish is None)

    @property
    def mourns(self) -> bool:
        """Whether a death was told of that is close to the writer."""
        return any(one.what is What.DEATH and one.state in SPOKEN_OF and one.whose not in NOBODY for one in self.told)

    def _by_the_way(self, event: Event) -> bool:
        """Whether it is how things have been with somebody for long (“我是退休的”; “我爱人走了三年了”, where
        something else was asked about), and no matter of the talk."""
        past = event.state is State.PAST
        return past and (event.what is What.RETIREMENT or (self.asked and self.main != CUES.get(event.what)))

    def _still(self, topics: Iterable[str]) -> Event | None:
        """What was told, unless another kind is asked about now."""
        others = [topic for topic in topics if topic in KINDS]
        return self.event if self.event and (not others or CUES.get(self.event.what) in others) else None


def _aggrieved(reading: Reading, topics: Iterable[str]) -> bool:
    """Whether it is about a report that was turned down, or that nobody answers."""
    return REFUSED in topics or (Act.COMPLAIN in reading.acts and not ANSWERED_FOR.isdisjoint(topics))


def merged(new: Iterable[Event], before: Sequence[Event], *, mended: bool) -> tuple[Event, ...]:
    """All that was told, the newest first: what is told again of the same person takes the place of what was told;
    what is `mended`, that of the last."""
    told = [one for one in new if one.state is not State.UNREAL]
    old = before[1:] if mended and told and not any(map(_same(told[0]), before)) else before
    return (*told, *(one for one in old if not any(map(_same(one), told))))[:MOST_TOLD]


def misunderstood(event: Event, missed: Event) -> bool:
    """Whether it is the death that was read from words like “走了”, of him who is missing."""
    return event.what is What.DEATH and event.whose is missed.whose and gently(event.words)


def _same(event: Event) -> Callable[[Event], bool]:
    return lambda other: (other.what, other.whose, other.name) == (event.what, event.whose, event.name)


def supported(event: Event, reading: Reading) -> bool:
    """Whether it is a matter to talk about: a quarrel between members that no word tells of is mere anger at somebody
    (“窗口那个小姑娘爱理不理”)."""
    cross = Act.COMPLAIN in reading.acts and event.what is What.MEMBER_CONFLICT
    return not cross or (bool(event.words) and event.whose is Whose.SELF)


def taken_back(events: Iterable[Event]) -> Event | None:
    """What was told before and turned out to be something else (`taken_back.py`)."""
    return next((one for one in events if one.state is State.DENIED and not one.words), None)


def _states(reading: Reading) -> bool:
    """Whether it tells something and asks nothing."""
    return bool(reading.acts & {Act.TELL, Act.CORRECT}) and Act.ASK not in reading.acts


def tells_of(event: Event) -> bool:
    """Whether an event is told of somebody: it happened, or somebody in particular is asked about (“我爸住院”)."""
    return event.state in SPOKEN_OF or (event.state is State.ASKED and event.whose not in NOBODY | {Whose.SELF})


def shown(topics: Iterable[str], notice: Notice) -> tuple[str, ...]:
    """The list that an answer about these topics shows: the kinds of a whole, or the topics themselves."""
    asked = tuple(topics)
    whole = next((topic for topic in asked if topic in KINDS_LISTED), None)
    if whole is None:
        return asked if len(asked) > 1 else ()
    side = KINDS_LISTED[whole]
    return tuple(kind.key for kind in notice.kinds if side is None or kind.visit is side)
