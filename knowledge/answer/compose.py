"""Puts an answer together from a reading: care before all, the one kind sentence that is licensed, what is asked, whom
to ask, the source, the buttons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.answer import declines, kinds, licence, meta
from knowledge.answer.care import Care
from knowledge.answer.model import Answer, Citation, Suggestion, Talk
from knowledge.answer.pieces import BUTTONS, OFFICER, Piece, Pieces
from knowledge.answer.rules import Rules, Told
from knowledge.document import Notice
from knowledge.lexicon.load import Lexicon
from knowledge.reading.clauses import Clauses
from knowledge.reading.model import Act, Danger, Event, Reading, State
from knowledge.reading.naming import OUT, OWN, UNHEARD, WHOLES

ASK_THE_BRANCH = "具体怎么办，请问本人所在的基层工会。"
OF_ITS_YEAR = "这是{year}年的安排，现在是否照办，请问本人所在的基层工会。"
NOT_YET = "我这里还没有登记。要申报的话，点下面的按钮填一填，会交给本人所在的基层工会。"
HOW = "要申报，点下面的按钮，我一步一步问您，填好交给本人所在的基层工会审批。"
IN_PRIVATE = "这是个人的事，群里不细说，请私下发给我。"
META = "notice_meta"
WHOLE = "all_benefits"
COMPLAINT = "bot_complain"
IDLE = frozenset({Act.FUN, Act.GREET, Act.THANK, Act.BYE, Act.MOOD})  # “吃饭了没” asks nothing of the union
MOST_TOPICS, MOST_BUTTONS = 4, 3
MISSES_BEFORE_OFFICER = 1
RANK = ("entitlement", "activity", "work_item", "meta", "out_of_scope")


@dataclass(frozen=True)
class Composer:
    """Writes answers from one notice."""

    notice: Notice
    lexicon: Lexicon
    rules: Rules
    clauses: Clauses
    care: Care

    @cached_property
    def pieces(self) -> Pieces:
        return Pieces(self.notice, self.lexicon, self.rules, self.clauses)

    def compose(
        self, reading: Reading, talk: Talk, reported: str | None = None, misses: int = 0, in_group: bool = False
    ) -> Answer:
        """The answer. `reported`: the kind that the message reports, where it does; `misses`: how many messages in a
        row were not understood before this one."""
        answer = self._compose(reading, talk, reported, misses, in_group)
        return replace(answer, suggestions=answer.suggestions[:MOST_BUTTONS], reading=reading)

    def _compose(self, reading: Reading, talk: Talk, reported: str | None, misses: int, in_group: bool) -> Answer:
        if reading.danger is not Danger.NONE:
            return self.care.first(reading.danger, talk, in_group=in_group)
        if talk.care:
            return self._in_care(reading, talk)
        answer = self._answer(reading, talk.before, reported)
        if in_group and answer.intent == "report":
            return replace(answer, text=IN_PRIVATE, amounts={}, citations=(), suggestions=())
        if answer.missed and misses >= MISSES_BEFORE_OFFICER:
            offered = (OFFICER, *(one for one in answer.suggestions if one != OFFICER))
            return replace(answer, text=f"{answer.text}\n要不要请一位工会干部来回答您？", suggestions=offered)
        return answer

    def _in_care(self, reading: Reading, talk: Talk) -> Answer:
        """In care, a clear question about the notice is answered beside it; everything else is met by care itself."""
        asked = [one for one in reading.questions if not one.topic.startswith((OWN, OUT))]
        if not asked or Act.ASK not in reading.acts or reading.carried:
            return self.care.follow(reading, talk)
        plain = replace(reading, questions=tuple(asked), events=(), acts=frozenset({Act.ASK}))
        return self.care.beside(self._answer(plain, (), None), talk)

    def _answer(self, reading: Reading, before: Sequence[Reading], reported: str | None) -> Answer:
        opening = licence.opening(reading, before, self.rules)
        asked = self._asked(reading, reported)
        if not asked or (set(asked) == {UNHEARD} and reading.acts & IDLE):
            return self._told(reading, opening) or self._small(reading, opening)
        pieces = [self.pieces.of(topic, facets, self._about(topic, asked, reading)) for topic, facets in asked.items()]
        return self._joined(pieces, asked, reading, opening, reported)

    def _asked(self, reading: Reading, reported: str | None) -> dict[str, tuple[str, ...]]:
        """Topic → its sides, in the order in which they are asked; what is reported comes first. Who asks nothing is
        not answered with what he asked before."""
        found: dict[str, list[str]] = {reported: []} if reported else {}
        for question in () if reading.carried and Act.ASK not in reading.acts else reading.questions:
            found.setdefault(question.topic, []).append(question.facet)
        for nearby in self._ceiling_meant(tuple(found), reading):
            found = {nearby: []} | found
        if not found and Act.ASK in reading.acts:
            found = {kind: [] for event in reading.events for kind in licence.kinds_of(event, self.rules)[:1]}
        if len(found) > 1 and META in found and not meta.sides(self.notice, reading.text):
            del found[META]  # “2019年有哪些活动” asks nothing of the notice itself
        if len(set(found) & set(WHOLES)) > 1:
            found.pop(WHOLE, None)  # “哪些事项有钱” asks of one whole, which lists less than all
        chosen = sorted(found.items(), key=lambda one: one[0] != COMPLAINT)[:MOST_TOPICS]  # anger is met first
        return {topic: tuple(dict.fromkeys(facets)) for topic, facets in chosen}

    def _ceiling_meant(self, asked: Sequence[str], reading: Reading) -> list[str]:
        """The kinds near a look-alike whose ceiling the message names: “医药费花了八万，就给一千？” means ours."""
        known = (self.lexicon.declines.get(topic.removeprefix(OUT)) for topic in asked if topic.startswith(OUT))
        near = (self.notice.kind(decline.nearby) for decline in known if decline)
        return [kind.key for kind in near if kind and kind.ceiling in reading.figures and kind.key not in asked]

    def _about(self, topic: str, asked: Mapping[str, tuple[str, ...]], reading: Reading) -> Reading:
        """The reading without the happenings that belong to another topic that is asked about, too."""
        if len(asked) < 2 or not self.notice.kind(topic):
            return reading
        kept = [
            event
            for event in reading.events
            if topic in (kinds := licence.kinds_of(event, self.rules)) or not set(kinds) & set(asked)
        ]
        return replace(reading, events=tuple(kept))

    def _joined(
        self,
        pieces: Sequence[Piece],
        asked: Mapping[str, tuple[str, ...]],
        reading: Reading,
        opening: str,
        reported: str | None,
    ) -> Answer:
        main = min((piece.intent for piece in pieces), key=RANK.index)
        intent = "report" if reported else main
        places = {citation: spoken for piece in pieces for citation, spoken in piece.places.items()}
        paragraphs = [
            *([opening] if opening else []),
            *self._compared(asked),
            *(self._said(piece, alone=len(pieces) == 1) for piece in pieces),
            *self._together(asked, reading),
        ]
        paragraphs += self._closing(intent, paragraphs, how=any("procedure" in facets for facets in asked.values()))
        if places:
            paragraphs.append(self.notice.source_line("、".join(places.values())))
        ours = [piece for piece in pieces if not piece.topic.startswith(OUT)]
        return Answer(
            intent,
            tuple(dict.fromkeys(key for piece in ours for key in (piece.topics or (piece.topic,)))),
            {topic: yuan for piece in pieces for topic, yuan in piece.amounts.items()},
            tuple(dict.fromkeys(facet for facets in asked.values() for facet in facets)),
            "\n".join(paragraphs),
            tuple(Citation(self.notice.number, place) for place in places),
            tuple(self._buttons(pieces, reported)),
            missed=all(piece.missed for piece in pieces),
        )

    def _said(self, piece: Piece, *, alone: bool) -> str:
        """A refusal beside something that is answered is one line; by itself it says what it was compared with."""
        known = self.lexicon.declines.get(piece.topic.removeprefix(OUT))
        return declines.beside(known) if known and not alone and piece.topic.startswith(OUT) else piece.text

    def _compared(self, asked: Mapping[str, tuple[str, ...]]) -> list[str]:
        if not any("comparison" in facets for facets in asked.values()):
            return []
        named = [kind for topic in asked if (kind := self.notice.kind(topic))]
        return kinds.compared(named, self.lexicon)

    def _together(self, asked: Mapping[str, tuple[str, ...]], reading: Reading) -> list[str]:
        """What must be said of several topics at once: nothing on adding up, and that two kinds of hardship differ."""
        named = tuple(topic for topic in asked if self.notice.kind(topic))
        said = [f"通知{point}。" for point in self.pieces.points.shared(reading.text, named)[:1]]
        return [*said, kinds.APART] if {"hardship", "difficulty_relief"} <= set(asked) else said

    def _closing(self, intent: str, said: Sequence[str], *, how: bool) -> Iterable[str]:
        if intent == "report":
            yield NOT_YET
        elif intent in {"activity", "work_item"}:
            yield OF_ITS_YEAR.format(year=self.notice.year)
        elif intent == "entitlement" and how:
            yield HOW
        elif intent == "entitlement" and "基层工会" not in "".join(said):
            yield ASK_THE_BRANCH

    def _buttons(self, pieces: Sequence[Piece], reported: str | None) -> Iterable[Suggestion]:
        """What leads on, each once: what is reported first, then one of each topic, then the rest."""
        every = [button for piece in pieces for button in piece.buttons]
        first = [piece.buttons[0] for piece in pieces if piece.buttons]
        own = [button for button in every if reported and button.argument == reported]
        return dict.fromkeys((*own[:1], *first, *every))

    def _told(self, reading: Reading, opening: str) -> Answer | None:
        """The answer to a happening that is told, nothing asked of it, and without a form; None where none is told."""
        there = sorted(reading.events, key=lambda one: one.state is not State.HAPPENED)
        event = next(iter(there), None)
        if (
            event is None
            or Act.COMPLAIN in reading.acts
            or not reading.acts & {Act.TELL, Act.REPORT, Act.MOOD, Act.CORRECT, Act.WITHDRAW}
        ):
            return None
        told = self._of(event)
        if told is None:
            return None
        buttons = [Suggestion("申报" + self.lexicon.topics[told.kind].label, "report", told.kind)] if told.kind else []
        buttons += [OFFICER] if told.officer else []
        text = "\n".join(part for part in (opening, told.say) if part)
        return Answer("chitchat", (), {}, (), text, suggestions=tuple(buttons))

    def _of(self, event: Event) -> Told | None:
        """What is said of the event; of one that is not the clause's (a child's wedding), what the clause says."""
        if event.what in licence.GRAVE and event.state in {State.DENIED, State.FEARED}:
            return self.rules.grave
        if event.state is not State.HAPPENED and event.state in self.rules.told_by_state:
            return self.rules.told_by_state[event.state]
        return self.rules.told.get(event.what) or self._beside_the_clause(event)

    def _beside_the_clause(self, event: Event) -> Told | None:
        kind = next(iter(licence.kinds_of(event, self.rules)), None)
        said = licence.limit(kind, [event], self.rules) if kind else None
        return Told(f"通知{said.says}，不用登记。") if said and said.outside else None

    def _small(self, reading: Reading, opening: str) -> Answer:
        small = next(one for one in self.rules.smalls if not one.acts or one.acts & reading.acts)
        buttons = tuple(BUTTONS[key] for key in small.buttons)
        text = "\n".join(part for part in (opening, small.say) if part)
        return Answer("chitchat", (), {}, (), text, suggestions=buttons, missed=small.missed)
