"""What is said to somebody who goes on telling what he told before, or sets it right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.answer.amends import Amends
from knowledge.answer.fresh import fresh, spent
from knowledge.answer.model import Answer, Suggestion, Talk
from knowledge.answer.talk_words import OnwardWords
from knowledge.reading.details import detail
from knowledge.reading.manner import manner
from knowledge.reading.model import Act, Event, Onward, Reading, What, Whose

OTHER = "other"
NAMELESS = frozenset({"其他", "兄弟姐妹", "孙子女"})
OTHERS = frozenset({Whose.COLLEAGUE, Whose.COLLEAGUE_KIN, Whose.FRIEND})  # told of, not told to
PARENTS = frozenset({Whose.SELF, Whose.SPOUSE, Whose.BABY})
JOYS = frozenset({What.MARRIAGE, What.CHILDBIRTH, What.UNIVERSITY, What.RETIREMENT})
LONGEST = 40  # characters that are said back
LONG_AGO = 300  # days from which a day is said with its year


@dataclass(frozen=True)
class Onwards:
    """Answers with the sentences of `[onward]` in `lexicon/answers/told.toml`; they take turns, so that none comes
    twice in a row. `today`: days far from it are said with their year."""

    words: OnwardWords
    amends: Amends
    today: date = date.max

    def answer(self, reading: Reading, talk: Talk, form: Suggestion | None, nod: str = "") -> Answer:
        """`form`: the button of the form that the happening opens; whoever only wants to be listened to gets none.
        `nod`: what meets a remark, in place of the usual."""
        event = reading.events[0]
        if reading.onward is Onward.MORE:
            taken_up = self._taken_up(reading.text, event, talk) or self._detail(reading)
            buttons = (form,) if form and not (taken_up or talk.topic.listening) else ()
            return Answer(
                "chitchat",
                (),
                {},
                (),
                taken_up or nod or self._more(event, talk, dark=reading.dark or Act.MOOD in reading.acts),
                suggestions=buttons,
            )
        said = self._said_back(reading, event)
        if form is None:
            return Answer("chitchat", (), {}, (), said)
        text = f"{said}\n{self.words.form}"
        return Answer("report", (form.argument,), {}, (), text, suggestions=(form,))

    def _said_back(self, reading: Reading, event: Event) -> str:
        """What was added or set right, so that he sees it."""
        if reading.onward is not Onward.MENDED and (said := self._detail(reading)):
            return said
        words = self.words.mended if reading.onward is Onward.MENDED else self.words.noted
        return words.replace("{event}", self.called(event))

    def _detail(self, reading: Reading) -> str:
        """Something that no event holds, and a report may need, said back in his own words."""
        mends = Act.CORRECT in reading.acts and reading.onward is Onward.MORE
        if len(reading.text) > LONGEST or not (mends or detail(reading.text)):
            return ""
        if mends and (changed := self.amends.said_back(reading.words) or self._instead(reading)):
            return changed
        words = self.words.detail_mended if mends else self.words.detail
        return words.replace("{said}", reading.words.replace(",", "，"))

    def _instead(self, reading: Reading) -> str:
        """“哦不是，是明年一月，我算错了”: what it is now."""
        meant = manner().correction(reading.words.replace("，", ","))
        return self.amends.instead(meant) if meant else ""

    def _taken_up(self, text: str, event: Event, talk: Talk) -> str:
        """Something that is spoken of beside what happened, taken up."""
        what = What.DEATH if talk.topic.mourns else event.what
        fitting = (one.says for one in self.words.taken_up if one.what is what and one.find.search(text))
        says = next((one for one in fitting if not spent(one, talk.heard)), ())
        return fresh(says, len(talk.before), talk.heard) if says else ""

    def _more(self, event: Event, talk: Talk, *, dark: bool) -> str:
        far = event.what is What.CHILDBIRTH and event.whose not in PARENTS
        grieved = dark and event.what in JOYS  # who speaks of a sorrow beside a joy is not told how glad it is
        key = OTHER if far or grieved or event.whose in OTHERS else event.what
        says = self.words.says.get(key, self.words.says[OTHER])
        return fresh(says, len(talk.before), talk.heard)

    def called(self, event: Event) -> str:
        """“老包住院，附二医，3月2日”."""
        kin = ("家里人" if event.relation in NAMELESS else event.relation) or ""
        theirs = event.whose is Whose.COLLEAGUE_KIN and event.name  # “老周的母亲”, and not 老周
        who = f"{event.name}的{kin or '家里人'}" if theirs else event.name or kin
        what = self.words.called.get(event.what, "")
        day = self._day(event.day) if event.day else ""
        return "，".join(part for part in (f"{who}{what}", event.hospital or "", day) if part)

    def _day(self, day: date) -> str:
        year = "" if self.today == date.max or abs(day - self.today).days < LONG_AGO else f"{day.year}年"
        return f"{year}{day.month}月{day.day}日"
