"""Puts an answer together: care first, the situation's word, what is asked, whom to ask, the source, the buttons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from knowledge.answer import declines, entitlements, meta, overview, works
from knowledge.answer.model import Answer, Citation, Suggestion
from knowledge.answer.tone import Tone
from knowledge.document import Notice
from knowledge.lexicon.load import Lexicon
from knowledge.understand import blunt
from knowledge.understand.model import Understanding
from knowledge.understand.nearest import Neighbours

ASK_THE_BRANCH = "具体怎么办，请问本人所在的基层工会。"
OF_ITS_YEAR = "这是{year}年的安排，现在是否照办、具体怎么办，请问本人所在的基层工会。"
BRANCH_DECIDES = "这些由本人所在的基层工会来定，可以直接去问。"
NOT_YET = "我这里还没有登记。要申报的话，点下面的按钮填一填，会交给本人所在的基层工会。"
PLAINLY = "给不给、给多少，由本人所在的基层工会来定。"
WHOM = "要找的就是本人所在的基层工会；通知没有写联系人和电话，您点下面的按钮，我替您转给工会干部。"
BESIDES = "要是家里因此吃紧，通知另外写了“{clause}”，可以一起问基层工会。"
IN_PRIVATE = "这是个人的事，群里不细说，请私下发给我。"
CARE_OFFER = "如果您愿意，我可以请一位工会干部私下联系您，点下面的按钮就行。"
CARE_IN_GROUP = "如果您愿意，请点我的头像私下和我说，我可以请一位工会干部单独联系您。"
BESIDE_ANOTHER = "要是身边的人让您担心，请先陪着他，别让他独自待着，把药和刀具收好。"
ANOTHER = re.compile(
    r"(他|她|同事|徒弟|搭档|室友|会员|老公|老婆|爱人|儿子|女儿|闺女|囡儿|孩子|弟弟|妹妹|姐|哥|[老小][\u4e00-\u9fff])"
    r".{0,10}(说|发|写|藏|割|吞|念叨|查|问|送|交代|抢救|联系不上|打不通|爬|锁|日记|朋友圈)"
)
MOST_BUTTONS = 3
MISSES_BEFORE_OFFICER = 1
OFFICER = Suggestion("请工会干部回答", "officer")


@dataclass(frozen=True)
class Composer:
    """Writes answers from one notice."""

    notice: Notice
    lexicon: Lexicon
    neighbours: Neighbours
    help_line: str

    @property
    def tone(self) -> Tone:
        return Tone(self.lexicon.tone)

    def compose(self, asked: Understanding, misses: int = 0, in_group: bool = False) -> Answer:
        """The answer. `misses`: how many questions in a row were not understood before this one."""
        answer = replace(self._compose(asked), care=asked.care, reading=asked.reading, why=asked.why)
        if asked.care:
            answer = self._cared_for(answer, asked.text, in_group)
        elif in_group and asked.intent == "report":
            answer = replace(answer, text=IN_PRIVATE, amounts={}, suggestions=(), reading=None)
        elif answer.missed and misses >= MISSES_BEFORE_OFFICER:
            answer = replace(
                answer,
                text=f"{answer.text}\n要不要请一位工会干部来回答您？",
                suggestions=(OFFICER, *answer.suggestions),
            )
        return replace(answer, suggestions=answer.suggestions[:MOST_BUTTONS])

    def _compose(self, asked: Understanding) -> Answer:
        if asked.intent == "chitchat":
            return self._small_talk(asked)
        if asked.intent == "out_of_scope":
            return self._declined(asked)
        if asked.overview:
            return self._overview(asked)
        return self._close(asked) if asked.close else self._topical(asked)

    def _small_talk(self, asked: Understanding) -> Answer:
        """What needs no form is taken note of; anger is met, and who was not understood is offered an officer."""
        if asked.refused:
            return Answer("chitchat", (), {}, (), self.tone.words["refused"][asked.refused])
        if asked.blunt and not asked.small:
            return Answer("chitchat", (), {}, (), blunt.reply(asked.blunt, self.lexicon), suggestions=(OFFICER,))
        if asked.anger:
            return Answer("chitchat", (), {}, (), self.tone.words["anger"]["talk"], suggestions=(OFFICER,))
        kinds = {small.key: small for small in self.lexicon.smalls}
        unheard = asked.small == "unclear" or any(word in asked.text for word in kinds["unclear"].words)
        reply = kinds["unclear" if unheard else asked.small].reply
        return Answer("chitchat", (), {}, (), reply, suggestions=(OFFICER,) if unheard else ())

    def _declined(self, asked: Understanding) -> Answer:
        key = self.neighbours.lookalike(asked.text) or asked.decline
        text, nearby = declines.text(self.lexicon.declines.get(key), self.notice, asked.text)
        if asked.sorrow and asked.sorrow[0] == nearby and (kind := self.notice.kind(nearby)):
            text = declines.pointing_to(kind, text)
        if opening := next(iter(self.tone.opening(asked)), "") if asked.sorrow or asked.anger else "":
            text = f"{opening}\n{text.replace(declines.CONDOLENCE, '')}"
        near = [nearby] if key else self._mentioned(asked.text)
        known = [self.lexicon.topics[topic] for topic in near if topic in self.lexicon.topics]
        buttons = tuple(Suggestion(f"看看{topic.label}", "ask", topic.label) for topic in known)
        return Answer("out_of_scope", (), {}, asked.facets, text, suggestions=buttons, missed=not key)

    def _mentioned(self, text: str) -> list[str]:
        """Topics of the clauses that share the most telling words with a message that was not understood."""
        items = [item for item, _ in self.neighbours.clauses(text)]
        topics = (topic for topic in self.lexicon.topics.values() if topic.anchor)
        return [topic.key for topic in topics if any(item in works.items_of(topic, self.notice) for item in items)][:2]

    def _overview(self, asked: Understanding) -> Answer:
        text, kinds = overview.answer(asked.overview, self.notice) if asked.overview else ("", ())
        amounts = {kind.key: kind.ceiling for kind in kinds if kind.ceiling is not None}
        place = self.notice.kinds[0]
        return Answer(
            "entitlement",
            tuple(kind.key for kind in kinds),
            amounts,
            asked.facets,
            f"{text}\n{self.notice.source_line(place.spoken)}",
            (Citation(self.notice.number, place.citation),),
            tuple(
                Suggestion(self.lexicon.topics[kind.key].label, "ask", self.lexicon.topics[kind.key].label)
                for kind in kinds
            ),
        )

    def _close(self, asked: Understanding) -> Answer:
        """Two readings as near as each other: the member chooses."""
        labels = [self.lexicon.topics[key].label for key in asked.close]
        buttons = tuple(Suggestion(label, "ask", label) for label in labels)
        text = f"您想问的是{'，还是'.join(labels)}？点一下告诉我。"
        return Answer(asked.intent, asked.topics, {}, asked.facets, text, suggestions=(*buttons, OFFICER))

    def _topical(self, asked: Understanding) -> Answer:
        paragraphs = list(self.tone.opening(asked))
        if "comparison" in asked.facets:
            named = [kind for key in asked.topics if (kind := self.notice.kind(key))]
            paragraphs += entitlements.compared(named, self.lexicon)
        cited: dict[str, str] = {}
        amounts: dict[str, int] = {}
        for key in asked.topics:
            of_this = replace(asked, facets=dict(asked.sides).get(key, asked.facets))
            text, places = self._paragraph(key, of_this, amounts)
            paragraphs.append(text)
            cited |= places
        paragraphs += entitlements.together(asked, self.lexicon)
        if asked.decline:
            paragraphs.append(declines.beside(self.lexicon.declines[asked.decline]))
        paragraphs += self._besides(asked)
        paragraphs += self._closing(asked, paragraphs)
        paragraphs.append(self.notice.source_line("、".join(cited.values())))
        citations = tuple(Citation(self.notice.number, place) for place in cited)
        return Answer(
            asked.intent,
            asked.topics,
            amounts,
            asked.facets,
            "\n".join(paragraphs),
            citations,
            tuple(self._buttons(asked)),
        )

    def _closing(self, asked: Understanding, said: list[str]) -> Iterable[str]:
        if asked.intent == "report":
            yield NOT_YET if asked.reading and asked.reading.kind else "这件事我可以转给工会干部来处理。"
        elif asked.blunt == "whom":
            yield WHOM
        elif asked.intent in {"activity", "work_item"}:
            yield OF_ITS_YEAR.format(year=self.notice.year)
        elif asked.intent == "entitlement" and asked.blunt:
            yield PLAINLY
        elif asked.intent == "entitlement" or ("未" in "".join(said) and "基层工会" not in said[-1]):
            yield BRANCH_DECIDES if asked.aspects else ASK_THE_BRANCH

    def _besides(self, asked: Understanding) -> Iterable[str]:
        """Whoever finds the ceiling too low for what an illness cost is told of the clause on hardship."""
        hardship = self.notice.kind("hardship")
        if asked.blunt == "little" and asked.decline and hardship:
            yield BESIDES.format(clause=hardship.occasion)

    def _paragraph(self, key: str, asked: Understanding, amounts: dict[str, int]) -> tuple[str, dict[str, str]]:
        """The paragraph on one topic, and citation → spoken place of what it rests on; notes ceilings in `amounts`."""
        topic = self.lexicon.topics[key]
        if kind := self.notice.kind(key):
            if kind.ceiling is not None and not entitlements.only_when(asked):
                amounts[key] = kind.ceiling
            return entitlements.paragraph(kind, asked, self.lexicon), {kind.citation: kind.spoken}
        if topic.intent == "meta":
            return meta.paragraph(self.notice, asked.text), {"全文": "全文"}
        if topic.intent == "entitlement":
            return f"{self.notice.number}没有写{topic.label}。", {"全文": "全文"}
        text, items = works.paragraph(topic, self.notice, asked, self.lexicon)
        return text, {item.citation: item.spoken for item in items} or {"全文": "全文"}

    def _buttons(self, asked: Understanding) -> Iterable[Suggestion]:
        if asked.blunt == "whom" or (asked.reading and asked.reading.kind is None):
            yield OFFICER
        for key in asked.topics[:2]:
            if self.notice.kind(key):
                yield Suggestion(f"我要申报{self.lexicon.topics[key].label.removesuffix('慰问')}", "report", key)
        for key in asked.topics[:1]:
            if self.lexicon.topics[key].intent != "meta":
                yield Suggestion("看原文", "source", key)

    def _cared_for(self, answer: Answer, text: str, in_group: bool) -> Answer:
        """The help line, then the offer to tell an officer; what else was asked comes after; nothing is asked back."""
        offer = CARE_IN_GROUP if in_group else CARE_OFFER
        beside = BESIDE_ANOTHER if ANOTHER.search(text) else ""
        answered = answer.text if answer.citations and not in_group and answer.intent != "chitchat" else ""
        said = "\n".join(part for part in (self.help_line, beside, offer, answered) if part)
        kept = answer if answered else replace(answer, topics=(), amounts={}, citations=(), reading=None)
        return replace(kept, text=said, suggestions=(Suggestion("请工会干部联系我", "officer", "care"),), missed=False)
