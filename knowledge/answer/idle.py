"""What is said where nothing is asked of the notice: of happenings that are told, small talk and complaints."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.answer import chat, licence
from knowledge.answer.amiss import amiss
from knowledge.answer.fresh import fresh
from knowledge.answer.model import RELAY, Answer, Suggestion, Talk
from knowledge.answer.onward import Onwards
from knowledge.answer.openings import Opening
from knowledge.answer.pieces import BUTTONS, OFFICER
from knowledge.answer.rules import Rules
from knowledge.answer.small import Small
from knowledge.answer.told import Told
from knowledge.lexicon.load import Lexicon
from knowledge.patterns import Late
from knowledge.reading.asking import asks
from knowledge.reading.happenings import CUES
from knowledge.reading.model import PASSED_ON, Act, Event, Question, Reading, Remark, State, Turn, Wanted, What, dark
from knowledge.reading.naming import OUT, OWN, UNHEARD, UNNAMED
from knowledge.reading.outright import recovered
from knowledge.reading.report import TOLD, opens

TELLING = frozenset({Act.TELL, Act.REPORT, Act.MOOD, Act.CORRECT, Act.WITHDRAW, Act.SHARE})
AGAIN = Late(r"又|还是(?=[没不])|还没|再次|第[二三四五2-5]次|[两三好几][次遍回]|说过|问过|跟你说|刚才")
CHATTING = frozenset({Act.TELL, Act.MOOD, Act.FUN, Act.SHARE, Act.ASK})
BY_THE_WAY = frozenset({UNHEARD, "bot_other", f"{OUT}general_knowledge"})
NEEDING = PASSED_ON | {Act.COMPLAIN, Act.CORRECT, Act.WITHDRAW, Act.REPORT, Act.THANK}  # more than to be met
POLITE = frozenset({Act.THANK, Act.BYE, Act.GREET, Act.AGREE})
LOOKED_BACK = 3
SHORTEST_TELLING = 7  # characters
REGISTERING = Late("登|报|手续|慰问")
KNOWN = {**BUTTONS, "relay": RELAY}
WANTING = frozenset({Act.REPORT})
HELD = frozenset({Wanted.WAIT, Wanted.LISTEN})
QUARRELS = frozenset({What.FAMILY_CONFLICT, What.MEMBER_CONFLICT})


def grieved(reading: Reading, asked: Collection[str]) -> bool:
    """Whether it is a complaint that the union has to answer for; of a look-alike others have to."""
    return Act.COMPLAIN in reading.acts and not any(topic.startswith(OUT) for topic in asked)


def _side(question: Question) -> tuple[str, str]:
    """What counts as the same question: of the bot's own work the side of it, too."""
    return question.topic, question.facet if question.topic.startswith(OWN) else ""


def again(reading: Reading, before: Sequence[Reading]) -> bool:
    """Whether what did not help has been said before: the same thing asked, or told once more in such words."""
    lately = before[-LOOKED_BACK:]
    if any(earlier.text == reading.text for earlier in lately):
        return True
    asked = set(map(_side, reading.questions))
    if not reading.carried and any(asked & set(map(_side, earlier.questions)) for earlier in lately):
        return True
    things = {(event.what, event.whose) for event in reading.events}
    told = not reading.questions and any(
        (event.what, event.whose) in things for earlier in lately for event in earlier.events
    )
    return told or bool(lately and AGAIN.search(reading.text) and not reading.acts & POLITE)


@dataclass(frozen=True)
class Idle:
    """Answers with the sentences of `lexicon/answers`."""

    rules: Rules
    lexicon: Lexicon

    def onward(self, reading: Reading, talk: Talk, reported: str | None) -> Answer:
        """The answer to who goes on telling; `reported`: the kind whose form it opens. What he remarks beside it is
        met in place of a nod."""
        form = self.form_of(reported) if reported else None
        met = licence.chosen(reading, talk.before, self.rules) if reading.remarks else None
        nod = licence.said(met, reading, talk.before, self.rules) if met and met.remark else ""
        nod = nod or self.homely(reading, talk.before)
        return Onwards(self.rules.onward, self.rules.amends, talk.today).answer(reading, talk, form, nod)

    def turn(self, reading: Reading, talk: Talk) -> Answer | None:
        """The answer to what is done to the talk itself; None where it has no sentence of its own."""
        words = self.rules.turns.get(reading.turn) if reading.turn else None
        if words is None:
            return None
        says = words.aggrieved if talk.topic.refused else words.mourning if talk.topic.mourns else words.says
        buttons = [RELAY if reading.turn is Turn.RELAY else OFFICER] if words.officer else []
        if reading.turn is Turn.BACK:
            buttons += list(map(self.form_of, _going_on(reading))) or [KNOWN["report"]]
        text = fresh(says, len(talk.before), talk.heard)
        return Answer("chitchat", (), {}, (), text, suggestions=tuple(buttons))

    def keeping(self, reading: Reading) -> Answer | None:
        """The answer to who wants something kept in mind, and tells nothing new; None to whoever does not."""
        held = reading.wish is not None and reading.wish.wanted in HELD  # “先别报，记住了吗”
        if held or not self.rules.keeps.wanted(reading.text) or (reading.events and not reading.onward):
            return None
        forms = tuple(map(self.form_of, _going_on(replace(reading, kept=(*reading.kept, *reading.events)))))
        text = self.rules.keeps.answer(reading.text, form=bool(forms))
        return Answer("chitchat", (), {}, (), text, suggestions=forms or (RELAY,))

    def begun(self, kind: str) -> Answer | None:
        """The answer to who wants to report such a thing, and has not said whose it is."""
        said = self.rules.begun.get(kind)
        return Answer("report", (kind,), {}, (), said, suggestions=(self.form_of(kind),)) if said else None

    def held(self, reading: Reading, rule: Opening | None, opening: str, before: Sequence[Reading]) -> Answer:
        """The answer to who wants nothing registered, now or at all: his wish, and no figure and no procedure. Who only
        wants to talk is answered to what he says."""
        if rule and rule.alone and not REGISTERING.search(reading.text):
            return self.alone(rule, opening, None)
        return self._small(reading, opening, before)

    def alone(self, rule: Opening, opening: str, reported: str | None) -> Answer:
        """The answer to a remark that is all the matter: nothing of the clause, and whoever is ready to listen."""
        form = (self.form_of(reported),) if reported else ()
        text = "\n".join((opening, rule.alone + (self.rules.no_hurry if form else "")))
        intent, topics = ("report", (reported,)) if reported else ("chitchat", ())
        return Answer(intent, topics, {}, (), text, suggestions=(*form, *((OFFICER,) if rule.officer else ())))

    def complaint(self, reading: Reading, before: Sequence[Reading]) -> Answer:
        """A complaint is named back by what it is about, so far as its words tell, and the way to a person is shown
        once; who goes on is met by what he goes on with, and what he asks is taken up as that."""
        earlier = [one for one in before[-LOOKED_BACK:] if Act.COMPLAIN in one.acts]
        known = self._small_of(reading, before).find is not None
        if (earlier or not known) and (asked := self._asked_in_anger(reading, earlier)):
            return Answer("chitchat", (), {}, (), asked, suggestions=(RELAY,))
        if earlier and (met := chat.homely(self.rules.griefs, reading, before, asked=False)):
            return Answer("chitchat", (), {}, (), met, suggestions=(RELAY,))
        answer = self._small(reading, "", before)
        return replace(answer, text=f"{self.named(reading, before)}{answer.text}")

    def _asked_in_anger(self, reading: Reading, earlier: Sequence[Reading]) -> str:
        """What is asked in a complaint, in his words, and who can tell; "" where none can be said back, or it is asked
        of the bot that it do something."""
        said = next((one.quote for one in reading.askings if one.quote and asks(one.quote)), "")
        if Act.ASK not in reading.acts or not said or reading.proposes:
            return ""
        turn = sum(Act.ASK in one.acts for one in earlier)
        return self.rules.asked_in_anger[turn % len(self.rules.asked_in_anger)].format(said=said)

    def named(self, reading: Reading, before: Sequence[Reading]) -> str:
        """What is complained of, by its words; the first time, else, in his own."""
        if about := next((self._called(one) for one in reading.questions if one.words), ""):
            return self.rules.named.format(about=about)
        again = any(Act.COMPLAIN in one.acts for one in before)
        said = amiss(reading.words)
        return self.rules.quoted.format(said=said) if said and not again else ""

    def plainly(self, reading: Reading) -> Reading:
        """The reading with thanks, assent or farewell taken for telling where no word of the message shows it and it is
        long enough to tell something."""
        if self.rules.notified.search(reading.text) and not asks(reading.text):  # asks of no notice
            reading = replace(reading, acts=reading.acts - {Act.ASK} | {Act.TELL}, questions=())
        acts, shown = reading.acts, self.rules.shown
        unshown = {act for act in acts if act in shown and not shown[act].search(reading.text)}
        if not unshown or len(reading.text) < SHORTEST_TELLING:
            return reading
        return replace(reading, acts=frozenset(acts - unshown) | {Act.TELL})

    def _called(self, question: Question) -> str:
        """What is asked about, by the name that the lexicon has for it, else by the first of his words."""
        known = self.lexicon.topics.get(question.topic)
        return known.label if known else question.words.split("、")[0]

    def answer(self, reading: Reading, rule: Opening | None, opening: str, before: Sequence[Reading]) -> Answer:
        """`opening` is what `rule` says first. Beside small talk it is left out where it rests on a remark alone:
        small talk meets that itself."""
        happened = rule is not None and bool(rule.what or rule.mood == "joy")
        if happened and not recovered(reading.text):  # goes before what else is spoken of
            return self._told(reading, opening) or self._beside(reading, opening, before)
        if not any(event.words and event.what in CUES for event in reading.events):
            chats = reading.acts <= CHATTING and bool(reading.acts)
            if chats and (homely := self.homely(reading, before)):
                return Answer("chitchat", (), {}, (), homely)
        return self._told(reading, opening) or self._small(reading, "", before)

    def by_the_way(
        self, asked: Mapping[str, tuple[str, ...]], reading: Reading, before: Sequence[Reading]
    ) -> Answer | None:
        """A homely word, where hardly anything of the union's is asked."""
        vaguely = (
            reading.carried
            or bool(reading.guesses)
            or set(asked) <= BY_THE_WAY
            or {side for sides in asked.values() for side in sides} == {UNNAMED}
        )
        homely = self.homely(reading, before) if vaguely else ""
        return Answer("chitchat", (), {}, (), homely) if homely else None

    def homely(self, reading: Reading, before: Sequence[Reading], *, asked: bool | None = None) -> str:
        """A word for what is spoken of by the way. `asked`: it is asked of, where that is known otherwise."""
        return chat.homely(self.rules.chats, reading, before, asked=Act.ASK in reading.acts if asked is None else asked)

    def _told(self, reading: Reading, opening: str) -> Answer | None:
        """The answer to a happening that is told, nothing asked of it, and without a form; None where none is told."""
        there = sorted(reading.events, key=lambda one: one.state is not State.HAPPENED)
        event = next(iter(there), None)
        if event is None or Act.COMPLAIN in reading.acts or not reading.acts & TELLING or recovered(reading.text):
            return None
        thanked = Act.THANK in reading.acts and event.state is State.PAST
        told = None if thanked else self._of(event, reading)
        wants = bool(reading.acts & WANTING)
        if told is None or (dark(reading) and not (opening or told.say or wants)):
            return None  # what a clause leaves out is no answer to a sorrow
        buttons = [self.form_of(told.kind)] if told.kind else []
        invited = Remark.INVITE in reading.remarks
        buttons += [OFFICER] if told.officer or invited else []
        said = told.say + (self.rules.invited if invited else "")
        wants = wants or not (opening or said)
        said = "\n".join(part for part in (said, told.covers if wants else "") if part)
        text = "\n".join(part for part in (opening, said) if part)
        return Answer("chitchat", (), {}, (), text, suggestions=tuple(buttons))

    def proposed(self, answer: Answer, reading: Reading) -> Answer:
        """The answer to what may be a proposal, which can be passed on."""
        if not reading.proposes or answer.care or {RELAY, OFFICER} & {*answer.suggestions}:
            return answer
        text = f"{answer.text}\n{self.rules.proposed}"
        return replace(answer, text=text, suggestions=(RELAY, *answer.suggestions))

    def form_of(self, kind: str) -> Suggestion:
        return Suggestion("申报" + self.lexicon.topics[kind].label, "report", kind)

    def _of(self, event: Event, reading: Reading) -> Told | None:
        """What is said of the event; of one that is not the clause's (a child's wedding), what the clause says."""
        if by := next((one.told for one in self.rules.told_by if one.fits(event, reading)), None):
            return by
        if exactly := self.rules.told_when.get((event.state, event.what)):
            return exactly
        if event.what in licence.GRAVE and event.state in {State.DENIED, State.FEARED}:
            return self.rules.grave
        if (event.state is State.UNREAL) is not (Act.FUN in reading.acts) and event.state in {
            State.UNREAL,
            State.DENIED,
        }:
            return None  # a manner of speaking, and no joke; or a jest about what was not given
        if event.state is State.DENIED and event.what in QUARRELS and reading.dark:
            return None  # “项目黄了，被当众骂”: what is called off is something else
        late = event.state is State.PAST and not licence.kinds_of(event, self.rules)  # nothing of it can be reported
        if event.state is not State.HAPPENED and event.state in self.rules.told_by_state and not late:
            return self.rules.told_by_state[event.state]
        return self.rules.told.get(event.what) or self._beside_the_clause(event)

    def _beside_the_clause(self, event: Event) -> Told | None:
        kind = next(iter(licence.kinds_of(event, self.rules)), None)
        said = licence.limit(kind, [event], self.rules) if kind else None
        return Told("", covers=f"通知{said.says}。") if said and said.outside else None

    def _beside(self, reading: Reading, opening: str, before: Sequence[Reading]) -> Answer:
        """The opening by itself, where nothing else has to be said."""
        more = reading.acts & NEEDING or reading.wish
        return self._small(reading, opening, before) if more else Answer("chitchat", (), {}, (), opening)

    def _small_of(self, reading: Reading, before: Sequence[Reading]) -> Small:
        return next(one for one in self.rules.smalls if one.fits(reading) and one.follows(before))

    def _small(self, reading: Reading, opening: str, before: Sequence[Reading]) -> Answer:
        small = self._small_of(reading, before)
        kind = reading.wish.kind if reading.wish else None
        keys = [key for key in small.buttons if key != "report" or _opened(kind, reading)]
        buttons = tuple(self.form_of(kind) if kind and key == "report" else KNOWN[key] for key in keys)
        buttons += tuple(map(self.form_of, _awaited(reading)))
        said = small.say(before, reading.heard)
        if small.amends:
            said = self.rules.amends.answer(reading.words, known=bool(reading.events or reading.kept))
        asked = next((one.quote for one in reading.askings if one.quote), "")
        if small.missed and asked:
            said, buttons = self.rules.unheard_of.format(said=asked), (OFFICER,)
        text = "\n".join(part for part in (opening, said) if part)
        return Answer("chitchat", (), {}, (), text, suggestions=buttons, missed=small.missed)


def _going_on(reading: Reading) -> Sequence[str]:
    """The kind whose form what was told before opens."""
    kinds = (opens(event.what, event.whose) for event in reading.kept if event.state in TOLD)
    return [kind for kind in kinds if kind]


def _opened(kind: str | None, reading: Reading) -> bool:
    """Whether the button of a form may be shown. `kind`: that of the wish, None where it names none. Not where
    something is told of which another form is to be opened, or none."""
    found = [opens(event.what, event.whose) for event in reading.events]
    return not kind or not found or kind in found


def _awaited(reading: Reading) -> Sequence[str]:
    """The kind whose form is offered again: of what he told before, where he now only agrees (“好的”); [] otherwise."""
    return _going_on(reading) if Act.AGREE in reading.acts and not reading.wish else []
