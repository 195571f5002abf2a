"""What is said where it is not sure what is asked: a name that no notice has, or topics that are hardly likely."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.answer import declines
from knowledge.answer.model import Answer, Suggestion
from knowledge.answer.pieces import OFFICER
from knowledge.answer.rules import Rules
from knowledge.document import Notice
from knowledge.lexicon.load import Lexicon
from knowledge.reading.model import Act, Reading
from knowledge.reading.naming import OUT


@dataclass(frozen=True)
class Unsure:
    """Asks back, of one notice."""

    notice: Notice
    lexicon: Lexicon
    rules: Rules

    def answer(self, asked: Iterable[str], reading: Reading, opening: str) -> Answer:
        """What is said of a programme that nobody knows, or of what is too unlikely."""
        return self._unwritten(asked, reading) if reading.programme else self._asked_back(reading, opening)

    def _unwritten(self, asked: Iterable[str], reading: Reading) -> Answer:
        """A programme that no notice knows is said to be unknown; what lies near is a button, no answer."""
        near = [self.lexicon.topics[topic] for topic in asked if topic in self.lexicon.topics]
        buttons = (OFFICER, *(Suggestion(f"看看{topic.label}", "ask", topic.label) for topic in near))
        text = declines.unwritten(reading.programme, self.notice)
        sides = tuple(dict.fromkeys(one.facet for one in reading.questions))
        return Answer("out_of_scope", (), {}, sides, text, suggestions=buttons, missed=True)

    def _asked_back(self, reading: Reading, opening: str) -> Answer:
        """What is too unlikely to be answered is asked: the likeliest as buttons."""
        buttons = [button for topic in reading.guesses if (button := self._guess(topic))]
        said = next((one.quote for one in reading.askings if one.quote), "")
        named, plain = (
            (self.rules.unsure_of, self.rules.unsure) if buttons else (self.rules.unheard_of, self.rules.unheard)
        )
        asked = named.format(said=said) if said else plain
        text = "\n".join(part for part in (opening, asked) if part)
        return Answer("out_of_scope", (), {}, (), text, suggestions=(*buttons, OFFICER), missed=True)

    def _guess(self, topic: str) -> Suggestion | None:
        """A button that asks about a topic in words that are read as it."""
        declined = self.lexicon.declines.get(topic.removeprefix(OUT))
        own, ours = self.rules.own.get(topic), self.lexicon.topics.get(topic)
        words = own.ask if own else ours.label if ours else declined.about if declined else ""
        return Suggestion(words, "ask", words) if words else None


def unhelped(answer: Answer, reading: Reading) -> bool:
    """Whether it may be that the answer does not help: not where somebody only chats."""
    return answer.missed or answer.intent != "chitchat" or Act.COMPLAIN in reading.acts or bool(reading.questions)
