"""What is said where somebody is in danger, and for as long as the talk is about that: nothing else is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from knowledge.answer.aside import business
from knowledge.answer.model import Answer, Suggestion, Talk
from knowledge.patterns import Late
from knowledge.reading.manner import manner
from knowledge.reading.model import Act, Danger, Reading
from knowledge.reading.peril import any_sign

NUMBERS: Mapping[str, str] = {"helpline": "12356", "police": "110", "ambulance": "120", "women": "12338"}
OTHER = "other"  # whatever has no answer of its own
LASTS = 2  # messages after one that spoke of a threat at the door
FEW = 12  # characters
LATELY = 3  # answers
URGENT = 1  # messages after one of a body's peril that are still about it
CALL = Suggestion("请工会干部联系我", "officer", "care")


def filled(text: str, numbers: Mapping[str, str]) -> str:
    """The text with whom to call."""
    for name, number in numbers.items():
        text = text.replace(f"{{{name}}}", number)
    return text


@dataclass(frozen=True, slots=True)
class Situation:
    """What is said in place of the usual where a message speaks of it; what `lasts` (a door that is beaten at) is still
    so a message or two later."""

    danger: Danger
    find: Late
    says: tuple[str, ...]
    lasts: bool


@dataclass(frozen=True, slots=True)
class CareWords:
    """What is said in danger. `offer`: of an officer's help, by place (`private`, `group`) or, in private, by danger;
    `first_when`: in place of `first`, where the message speaks of such a situation;
    `follow`: by key, the pattern of what the other says (None: anything) and the sentences that take turns;
    `in_hands`: what says that the doctors have him; `calmer` are the keys after which the talk may end.
    `soft` is asked at a first faint sign (`soft_parting` of who only takes leave, `farewell` to who then tells that he
    leaves his post), `soft_yes` and `soft_no` are what it is answered with; `offer_again` takes the place of an offer
    that was made; `before` and `after` stand around a matter of business."""

    offer: Mapping[str, str]
    offer_again: tuple[str, ...]
    soft: Mapping[Danger, str]
    soft_parting: str
    soft_leaves: Late
    farewell: str
    soft_yes: Mapping[Danger, Late]
    soft_no: Late
    soft_relief: str
    first: Mapping[Danger, str]
    first_when: tuple[Situation, ...]
    follow: Mapping[str, tuple[Late | None, tuple[str, ...]]]
    by_danger: Mapping[Danger, tuple[str, ...]]
    safe: Late
    safe_says: tuple[str, ...]
    reached: Late
    reached_says: tuple[str, ...]
    thanks: Late
    thanked: Mapping[Danger, tuple[str, ...]]
    handed: tuple[str, ...]
    calmer: frozenset[str]
    in_hands: Late
    before: tuple[str, ...]
    after: tuple[str, ...]


def care_words(raw: Mapping[str, Any]) -> CareWords:
    """Reads care.toml."""
    follow = {
        key: (Late(entry["find"]) if "find" in entry else None, tuple(entry["says"]))
        for key, entry in raw["follow"].items()
    }
    return CareWords(
        offer={key: text for key, text in raw["offer"].items() if key != "again"},
        offer_again=tuple(raw["offer"]["again"]),
        soft={Danger(key): raw["soft"][key] for key in ("self", "threat", "worry")},
        soft_parting=raw["soft"]["parting"],
        soft_leaves=Late(raw["soft"]["leaves"]),
        farewell=raw["soft"]["farewell"],
        soft_yes={Danger(key): Late(words) for key, words in raw["soft"]["yes"].items()},
        soft_no=Late(raw["soft"]["no"]),
        soft_relief=raw["soft"]["relief"],
        first={Danger(key): words for key, words in raw["first"].items()},
        first_when=tuple(
            Situation(Danger(one["danger"]), Late(one["find"]), tuple(one["says"]), one.get("lasts", False))
            for one in raw["first_when"]
        ),
        follow=follow,
        by_danger={
            Danger.THREAT: tuple(raw["follow_threat"]["says"]),
            Danger.WORRY: tuple(raw["follow_worry"]["says"]),
            Danger.MEDICAL: tuple(raw["follow_medical"]["says"]),
        },
        reached=Late(raw["reached"]["find"]),
        reached_says=tuple(raw["reached"]["says"]),
        thanks=Late(raw["thanks"]["find"]),
        thanked={Danger(key): tuple(says) for key, says in raw["thanks"].items() if key != "find"},
        handed=tuple(raw["handed"]["says"]),
        calmer=frozenset(key for key, entry in raw["follow"].items() if entry.get("calmer")),
        in_hands=Late(raw["in_hands"]["find"]),
        safe=Late(raw["safe"]["find"]),
        safe_says=tuple(raw["safe"]["says"]),
        before=tuple(raw["aside"]["before"]),
        after=tuple(raw["aside"]["after"]),
    )


@dataclass(frozen=True)
class Care:
    """Writes answers in care. `numbers` are those that can be reached from here; `helpline_text`, where the operator
    has written one, is said first to whoever may harm himself."""

    words: CareWords
    numbers: Mapping[str, str] = field(default_factory=lambda: NUMBERS)
    helpline_text: str = ""

    def first(self, danger: Danger, talk: Talk, *, in_group: bool, text: str = "") -> Answer:
        """The answer to words of danger. Whoever says them again is answered in other words, and what this minute asks
        for (a door that is beaten at) stands alone."""
        if (situation := self._situation(danger, text, talk)) and (talk.care or danger is not Danger.SELF):
            return self._answer(situation, danger)
        said = situation or self._again(danger, talk) if talk.care is danger else self._opening(danger)
        if talk.care and not in_group:
            offer = self._turn(self.words.offer_again, talk)
            return replace(self._answer(f"{said}\n{offer}", danger), offer=offer)
        offer = self.words.offer["group" if in_group else danger if danger in self.words.offer else "private"]
        offer = offer.replace("{officer}", self.words.offer["officer"])
        return replace(self._answer(f"{said}\n{offer}", danger), offer=offer)

    def softly(self, danger: Danger, text: str = "") -> Answer:
        """The answer to a first faint sign: it is asked about, once, and the talk stays what it is. Who only takes
        leave is asked what he means."""
        parts = danger is Danger.SELF and manner().parting.search(text)
        text = self._filled(self.words.soft_parting if parts else self.words.soft[danger])
        return Answer("chitchat", (), {}, (), text, care=danger, soft=True)

    def answered(self, reading: Reading, talk: Talk) -> Answer | None:
        """The answer to what is said to that question; None where it is about something else."""
        asked = reading.questions and not reading.carried
        if talk.watch is None or asked:
            return None
        parted = talk.before and manner().parting.search(talk.before[-1].text)
        if parted and reading.danger is Danger.NONE and self.words.soft_leaves.search(reading.text):
            return Answer("chitchat", (), {}, (), self.words.farewell)
        if len(reading.text) > FEW:
            return None
        yes = self.words.soft_yes.get(talk.watch)
        if yes and yes.search(reading.text):
            return self.first(talk.watch, talk, in_group=False)
        relieved = self.words.soft_no.search(reading.text)
        return Answer("chitchat", (), {}, (), self.words.soft_relief) if relieved else None

    def known(self, reading: Reading, talk: Talk) -> bool:
        """Whether a few words in a talk about despair (“打了没人接”) have an answer of their own, whatever other danger
        they may sound like."""
        other = talk.care is Danger.SELF and reading.danger is not Danger.SELF
        return other and len(reading.text) <= FEW and self._key(reading.text) != OTHER

    def over(self, reading: Reading, talk: Talk) -> bool:
        """Whether a body's peril is past: the doctors have him, or the talk has gone on to other things."""
        if talk.care is not Danger.MEDICAL:
            return False
        later = reading.danger is Danger.NONE and talk.turns > URGENT and not self._still(reading, talk)
        return later or bool(self.words.in_hands.search(reading.text))

    def _still(self, reading: Reading, talk: Talk) -> bool:
        """Whether it is still about the body: a sign of peril, or what this minute asks for."""
        return any_sign(reading.text) or bool(self._situation(Danger.MEDICAL, reading.text, talk))

    def handed(self, reading: Reading, talk: Talk) -> Answer | None:
        """The last answer about a body's peril: to who tells that the doctors have him, and asks nothing."""
        told = talk.care is Danger.MEDICAL and self.words.in_hands.search(reading.text)
        if not told or Act.ASK in reading.acts:
            return None
        return self._answer(self._turn(self.words.handed, talk), Danger.MEDICAL, calmer=True)

    def follow(self, reading: Reading, talk: Talk) -> Answer:
        """The answer to what is said later in the same talk."""
        if talk.care is not Danger.SELF:
            danger = talk.care or Danger.SELF
            return self._answer(self._eased(danger, reading.text, talk) or self._hurried(danger, reading, talk), danger)
        key = self._key(reading.text)
        if key == OTHER and (situation := self._situation(Danger.SELF, reading.text, talk)):
            return self._answer(situation, talk.care)
        return self._answer(self._turn(self.words.follow[key][1], talk), talk.care, calmer=key in self.words.calmer)

    def _eased(self, danger: Danger, text: str, talk: Talk) -> str:
        """What is said to who is safe, has reached the one he fears for, or gives thanks; else ""."""
        if danger is Danger.THREAT and self.words.safe.search(text):
            return self._turn(self.words.safe_says, talk)
        if danger is Danger.WORRY and self.words.reached.search(text):
            return self._turn(self.words.reached_says, talk)
        thanked = self.words.thanked.get(danger, ()) if self.words.thanks.search(text) else ()
        return self._turn(thanked, talk) if thanked else ""

    def _hurried(self, danger: Danger, reading: Reading, talk: Talk) -> str:
        return self._situation(danger, reading.text, talk) or self._sorted(danger, talk)

    def business(self, reading: Reading, talk: Talk) -> Reading | None:
        """What of the message is a matter of business; None where it is none."""
        return business(reading, talk, met=self._key(reading.text) != OTHER)

    def beside(self, answer: Answer, talk: Talk) -> Answer:
        """A matter of business in care: answered, without a form or a congratulation; between two kind lines, where the
        last answers named nobody to call."""
        kept = tuple(one for one in answer.suggestions if one.action != "report")
        called = any(number in said for said in talk.heard[-LATELY:] for number in self.numbers.values())
        around = ("", "") if called else (self._turn(self.words.before, talk), self._turn(self.words.after, talk))
        text = "\n".join(filter(None, (around[0], answer.text, around[1])))
        return Answer(
            answer.intent,
            answer.topics,
            answer.amounts,
            answer.facets,
            text,
            answer.citations,
            kept,
            care=talk.care,
            aside=True,
        )

    def _situation(self, danger: Danger, text: str, talk: Talk) -> str:
        """What a situation asks for that is spoken of now (a locked door), else a short while ago where it lasts;
        whatever has been said before; else "". What is spoken of again is answered in the next words, while there are
        any."""
        known = [one for one in self.words.first_when if one.danger is danger]
        lately = [one.text for one in talk.before[-LASTS:]] if talk.care else []
        now = next((one for one in known if one.find.search(text)), None)
        still = (one for said in reversed(lately) for one in known if one.lasts and one.find.search(said))
        found = now or next(still, None)
        if found is None:
            return ""
        spoken = sum(bool(found.find.search(one.text)) for one in talk.before)
        return self._filled(found.says[spoken]) if spoken < len(found.says) else ""

    def _again(self, danger: Danger, talk: Talk) -> str:
        if danger is Danger.SELF:
            return self._turn(self.words.follow["again"][1], talk)
        return self._sorted(danger, talk)

    def _opening(self, danger: Danger) -> str:
        if danger is Danger.SELF and self.helpline_text:
            return self.helpline_text
        return self._filled(self.words.first[danger])

    def _key(self, text: str) -> str:
        found = (key for key, (pattern, _) in self.words.follow.items() if pattern and pattern.search(text))
        return next(found, OTHER)

    def _sorted(self, danger: Danger, talk: Talk) -> str:
        return self._turn(self.words.by_danger[danger], talk) if danger in self.words.by_danger else ""

    def _turn(self, says: tuple[str, ...], talk: Talk) -> str:
        return self._filled(says[talk.turns % len(says)])

    def _filled(self, text: str) -> str:
        return filled(text, self.numbers)

    def _answer(self, text: str, danger: Danger, *, calmer: bool = False) -> Answer:
        return Answer("chitchat", (), {}, (), text, suggestions=(CALL,), care=danger, calmer=calmer)
