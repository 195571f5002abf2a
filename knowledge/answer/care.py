"""What is said where somebody is in danger, and for as long as the talk is about that: nothing else is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from knowledge.answer.aside import business, matters
from knowledge.answer.care_words import CareWords, Turn
from knowledge.answer.model import Answer, Suggestion, Talk
from knowledge.answer.unsaid import longest_ago, unsaid
from knowledge.answer.whom import of_whom, spoken_of
from knowledge.reading.manner import manner
from knowledge.reading.model import Act, Danger, Reading, What, Whose
from knowledge.reading.peril import any_sign

HOURS = "hours"  # of the help-line, and no number
NUMBERS: Mapping[str, str] = {
    "helpline": "12356",
    HOURS: "白天夜里都",  # of 12356; when another line is answered, its own town alone knows
    "police": "110",
    "ambulance": "120",
    "women": "12338",
}
LASTS = 2  # messages after one that spoke of a threat at the door
FEW = 12  # characters
LATELY = 3  # answers
LONG = 5  # messages after one of a body's peril
WATCHED: Mapping[Danger, int] = {Danger.THREAT: 2, Danger.WORRY: 2}  # messages after the one after a faint sign
CALL = Suggestion("请工会干部联系我", "officer", "care")
TOLD = frozenset({Act.TELL, Act.MOOD})


def filled(text: str, numbers: Mapping[str, str]) -> str:
    """The text with whom to call."""
    for name, number in numbers.items():
        text = text.replace(f"{{{name}}}", number)
    return text


@dataclass(frozen=True)
class Care:
    """Writes answers in care. `numbers` are those that can be reached from here; `helpline_text`, where the operator
    has written one, is said first to whoever may harm himself."""

    words: CareWords
    numbers: Mapping[str, str] = field(default_factory=lambda: NUMBERS)
    helpline_text: str = ""

    def first(self, danger: Danger, talk: Talk, *, in_group: bool, text: str = "") -> Answer:
        """The answer to words of danger that the talk was not about. What this minute asks for (a door that is beaten
        at) stands alone."""
        if (talk.care or danger is not Danger.SELF) and (turn := self._turn(danger, text, opens=True)):
            return self._answer(self._said(turn, danger, talk, text), danger)
        own = self.helpline_text if danger is Danger.SELF else ""
        said = self._filled(own or self.words.first[danger], danger, talk, text)
        place = "group" if in_group else danger if danger in self.words.offer else "private"
        offer = self.words.offer[place].replace("{officer}", self.words.offer["officer"])
        offer = self._next_offer(talk) if talk.care and not in_group else offer
        return replace(self._answer(f"{said}\n{offer}", danger), offer=offer)

    def again(self, reading: Reading, talk: Talk) -> Answer:
        """The answer to danger that is told again in a talk about it, in other words than before."""
        danger, text = reading.danger, reading.text
        opens = self._turn(danger, text, opens=True)
        if turn := opens or (self._turn(danger, text, eases=False) if danger is not Danger.SELF else None):
            return self._answer(self._said(turn, danger, talk, text), danger)
        said = self._says(self.words.again.get(danger, ()), danger, talk, text)
        offer = self._next_offer(talk)
        return replace(self._answer(f"{said}\n{offer}", danger), offer=offer)

    def urgent(self, reading: Reading) -> bool:
        """Whether it tells of what cannot wait for a question back (nobody answers at his door)."""
        return self._turn(reading.danger, reading.text, opens=True) is not None

    def softly(self, danger: Danger, text: str = "") -> Answer:
        """The answer to a first faint sign: it is asked about, once, and the talk stays what it is. Who only takes
        leave is asked what he means."""
        parts = danger is Danger.SELF and manner().parting.search(text)
        said = self.words.soft.parting if parts else self.words.soft.asks[danger]
        return self._softly(self._filled(said, danger, Talk(), text), danger)

    def answered(self, reading: Reading, talk: Talk) -> Answer | None:
        """The answer to what is said to that question; None where it is about something else."""
        soft, text, watch = self.words.soft, reading.text, talk.watch
        asked = reading.questions and not reading.carried
        if watch is None or matters(reading, self.words.matter) or (asked and watch is Danger.SELF):
            return None
        parted = talk.before and manner().parting.search(talk.before[-1].text)
        if parted and soft.leaves.search(text):
            return Answer("chitchat", (), {}, (), soft.farewell)
        if len(text) <= FEW and not asked:
            if watch in soft.yes and soft.yes[watch].search(text):
                return self.first(watch, talk, in_group=False)
            if soft.no.search(text):
                return Answer("chitchat", (), {}, (), soft.relief)
        return self._more(watch, reading, talk)

    def _more(self, watch: Danger, reading: Reading, talk: Talk) -> Answer | None:
        """The answer to what goes on with what was asked about: somebody's blows, or fear for another."""
        said, since = self.words.soft.more.get(watch, ()), talk.topic.since
        if not said or any(self.words.soft.no.search(one.text) for one in talk.before[-since:] if since):
            return None
        if turn := self._turn(watch, reading.text, eases=False):
            return self._softly(self._said(turn, watch, talk, reading.text), watch)
        tells = reading.acts & TOLD and Act.ASK not in reading.acts and not reading.wish
        of_him = watch is Danger.THREAT or spoken_of(reading.text)
        return self._softly(self._says(said, watch, talk, reading.text), watch) if tells and of_him else None

    def stays(self, reading: Reading, talk: Talk) -> bool:
        """Whether the talk stays with its danger, whatever other danger the message may sound like: one is only hinted
        at, or a few words (“打了没人接”, “你会报警吗”) have an answer of their own. Blows are never overheard."""
        if any(one.what is What.VIOLENCE and one.whose is Whose.SELF for one in reading.events):
            return False
        few = len(reading.text) <= FEW and reading.danger is not talk.care
        own = few and talk.care and self._turn(talk.care, reading.text)
        return reading.hints is not None or bool(own)

    def over(self, reading: Reading, talk: Talk) -> bool:
        """Whether a body's peril is past: the talk has gone on to business, or has long been about other things."""
        if talk.care is not Danger.MEDICAL or reading.danger is not Danger.NONE:
            return False
        still = any_sign(reading.text) or self._turn(Danger.MEDICAL, reading.text)
        return not still and (bool(matters(reading, self.words.matter)) or talk.turns > LONG)

    def handed(self, reading: Reading, talk: Talk) -> Answer | None:
        """The last answer about a body's peril: to who tells that the doctors have him, and asks nothing."""
        told = talk.care is Danger.MEDICAL and self.words.in_hands.search(reading.text)
        if not told or Act.ASK in reading.acts or self._turn(Danger.MEDICAL, reading.text):
            return None
        return self._answer(self._says(self.words.handed, Danger.MEDICAL, talk, ""), Danger.MEDICAL, calmer=True)

    def follow(self, reading: Reading, talk: Talk) -> Answer:
        """The answer to what is said later in the same talk."""
        danger = talk.care or Danger.SELF
        turn = self._turn(danger, reading.text) or self._lasting(danger, talk)
        if turn is None:
            asks = Act.ASK in reading.acts
            return self._answer(
                self._says(self.words.asked[danger] if asks else (), danger, talk, reading.text), danger
            )
        return self._answer(self._said(turn, danger, talk, reading.text), danger, calmer=turn.calmer)

    def business(self, reading: Reading, talk: Talk) -> Reading | None:
        """What of the message is a matter of business; None where it is none."""
        turn = self._turn(talk.care, reading.text) if talk.care else None
        if turn and turn.firm:
            return None
        return business(reading, talk, self.words.matter, met=turn is not None and not turn.opens)

    def beside(self, answer: Answer, talk: Talk) -> Answer:
        """A matter of business in care: answered, without a form or a congratulation, between two kind lines; where the
        last answers named whom to call, with one that leads back, unless the message before was business, too."""
        danger = talk.care or Danger.SELF
        kept = tuple(one for one in answer.suggestions if one.action != "report")
        numbers = [number for name, number in self.numbers.items() if name != HOURS]
        called = any(number in said for said in talk.heard[-LATELY:] for number in numbers)
        again = bool(talk.before) and bool(matters(talk.before[-1], self.words.matter))
        before = "" if called else self._line(self.words.before, danger, talk)
        after = ("" if again else self._line(self.words.back[danger], danger, talk)) if called else ""
        after = after if called else self._line(self.words.after[danger], danger, talk)
        text = "\n".join(filter(None, (before, answer.text, after)))
        return replace(answer, text=text, suggestions=kept, missed=False, care=danger, aside=True)

    def _turn(self, danger: Danger, text: str, *, opens: bool = False, eases: bool = True) -> Turn | None:
        """The turn that fits; of those that may open where only such are wanted, without those that ease."""
        fits = (one for one in self.words.turns if danger in one.says and (one.opens or not opens))
        return next((one for one in fits if (eases or not one.eases) and one.find.search(text)), None)

    def _lasting(self, danger: Danger, talk: Talk) -> Turn | None:
        """What was spoken of a short while ago, and is still so."""
        still = [one for one in self.words.turns if one.lasts and danger in one.says]
        lately = reversed(talk.before[-LASTS:])
        return next((one for said in lately for one in still if one.find.search(said.text)), None)

    def _said(self, turn: Turn, danger: Danger, talk: Talk, text: str) -> str:
        spoken = sum(bool(turn.find.search(one.text)) for one in talk.before)
        return self._says(turn.says[danger], danger, talk, text, at=spoken)

    def _says(self, says: Sequence[str], danger: Danger, talk: Talk, text: str, at: int | None = None) -> str:
        """The next of the sentences that was not said in this talk; where all were, one that is said to anything else,
        and at last the one that was said longest ago."""
        ready, other = (
            [self._filled(one, danger, talk, text) for one in group] for group in (says, self.words.other[danger])
        )
        at = max(talk.turns - 1, 0) if at is None else at
        return unsaid(ready, talk.heard, at) or unsaid(other, talk.heard, at) or longest_ago(other, talk.heard)

    def _line(self, says: Sequence[str], danger: Danger, talk: Talk) -> str:
        """The same of a line that may be left out."""
        return unsaid([self._filled(one, danger, talk, "") for one in says], talk.heard, talk.turns)

    def _next_offer(self, talk: Talk) -> str:
        return self.words.offer_again[talk.turns % len(self.words.offer_again)]

    def _filled(self, text: str, danger: Danger, talk: Talk, now: str) -> str:
        """The text with whom to call, and of a woman where it is about one."""
        said = (*(one.text for one in talk.before), now)
        return filled(
            text if danger is Danger.SELF else of_whom(text, said, feared=danger is Danger.THREAT), self.numbers
        )

    def _softly(self, text: str, danger: Danger) -> Answer:
        return Answer("chitchat", (), {}, (), text, care=danger, soft=True)

    def _answer(self, text: str, danger: Danger, *, calmer: bool = False) -> Answer:
        return Answer("chitchat", (), {}, (), text, suggestions=(CALL,), care=danger, calmer=calmer)
