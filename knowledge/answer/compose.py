"""Puts the answer together: the situation's tone, what is asked, whom to ask, the source, at most three buttons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from knowledge.answer import entitlements, meta, overview, works
from knowledge.answer.model import Answer, Citation, Suggestion
from knowledge.document import Notice
from knowledge.lexicon.load import Lexicon
from knowledge.understand.model import Understanding

ASK_THE_BRANCH = "具体怎么办，请问本人所在的基层工会。"


@dataclass(frozen=True)
class Composer:
    """Writes answers from one notice."""

    notice: Notice
    lexicon: Lexicon

    def compose(self, asked: Understanding) -> Answer:
        """The answer; `care` and the reading are carried through for those who act on them."""
        return replace(self._compose(asked), care=asked.care, reading=asked.reading)

    def _compose(self, asked: Understanding) -> Answer:
        if asked.intent == "chitchat":
            return self._small(asked)
        if asked.intent == "out_of_scope":
            return self._declined(asked)
        if asked.overview:
            return self._overview(asked)
        return self._topical(asked)

    def _small(self, asked: Understanding) -> Answer:
        reply = next(small.reply for small in self.lexicon.smalls if small.key == asked.small)
        return Answer("chitchat", (), {}, (), reply, why=asked.why)

    def _declined(self, asked: Understanding) -> Answer:
        decline = self.lexicon.declines.get(asked.decline)
        if decline is None:
            text = f"这件事{self.notice.number}没有相关规定，请问本人所在的基层工会。"
        else:
            text = f"{decline.about}，{self.notice.number}没有相关规定。{decline.line}。"
        buttons = self._nearby(decline.nearby) if decline else ()
        return Answer(
            "out_of_scope", (), {}, asked.facets, text, suggestions=buttons, missed=decline is None, why=asked.why
        )

    def _nearby(self, topic: str) -> tuple[Suggestion, ...]:
        known = self.lexicon.topics.get(topic)
        return (Suggestion(f"看看{known.label}", "ask", known.label),) if known else ()

    def _overview(self, asked: Understanding) -> Answer:
        assert asked.overview  # noqa: S101 - compose() asked
        text, kinds = overview.answer(asked.overview, self.notice)
        amounts = {kind.key: kind.ceiling for kind in kinds if kind.ceiling is not None}
        spoken = self.notice.kinds[0]
        source = self.notice.source_line(spoken.spoken)
        return Answer(
            "entitlement",
            tuple(kind.key for kind in kinds),
            amounts,
            asked.facets,
            f"{text}\n{source}",
            (Citation(self.notice.number, spoken.citation),),
            why=asked.why,
        )

    def _topical(self, asked: Understanding) -> Answer:
        paragraphs: list[str] = []
        cited: dict[str, str] = {}
        amounts: dict[str, int] = {}
        for key in asked.topics:
            text, places = self._paragraph(key, asked, amounts)
            paragraphs.append(text)
            cited |= places
        if asked.intent != "meta":
            paragraphs.append(ASK_THE_BRANCH)
        paragraphs.append(self.notice.source_line("、".join(cited.values())))
        return Answer(
            asked.intent,
            asked.topics,
            amounts,
            asked.facets,
            "\n".join(paragraphs),
            tuple(Citation(self.notice.number, place) for place in cited),
            tuple(self._buttons(asked))[:3],
            why=asked.why,
        )

    def _paragraph(self, key: str, asked: Understanding, amounts: dict[str, int]) -> tuple[str, dict[str, str]]:
        """The paragraph on one topic, and citation → spoken place of what it rests on; notes ceilings in `amounts`."""
        topic = self.lexicon.topics[key]
        if kind := self.notice.kind(key):
            if kind.ceiling is not None:
                amounts[key] = kind.ceiling
            return entitlements.paragraph(kind, asked, self.lexicon), {kind.citation: kind.spoken}
        if topic.intent == "meta":
            return meta.paragraph(self.notice, asked.text), {"全文": ""}
        text, items = works.paragraph(topic, self.notice, asked, self.lexicon)
        return text, {item.citation: item.spoken for item in items}

    def _buttons(self, asked: Understanding) -> Iterable[Suggestion]:
        for key in asked.topics[:2]:
            if self.notice.kind(key):
                yield Suggestion(f"我要申报{self.lexicon.topics[key].label}", "report", key)
        for key in asked.topics[:1]:
            yield Suggestion("看原文", "source", key)
