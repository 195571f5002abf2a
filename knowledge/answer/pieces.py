"""What is said of one topic: a kind, a whole, a look-alike, the bot itself, or a line of the year's work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from knowledge.answer import declines, kinds, licence, meta, overview, works
from knowledge.answer.model import Suggestion
from knowledge.answer.points import Points
from knowledge.answer.rules import Rules
from knowledge.answer.uninterpreted import QUOTED, Uninterpreted, quoted
from knowledge.document import WHOLE_TEXT, Item, KindClause, Notice, Place
from knowledge.lexicon.load import Lexicon
from knowledge.reading.clauses import Clauses
from knowledge.reading.model import Act, Event, Reading, What, Whose
from knowledge.reading.naming import META, OUT, OWN, UNHEARD, WHOLES

UNLISTED = "您说的这件事，通知没有写。"
OF_LISTS = frozenset({"amount", "form", "exists", "which", "count", "comparison"})  # a list answers these itself
OF_FORMS = ("materials", "deadline", "procedure")  # what is asked of handing a report in
LISTS = frozenset({"which", "count", "comparison"})  # who asks these wants the list, whatever else he tells
OFFICER = Suggestion("请工会干部回答", "officer")
BUTTONS: Mapping[str, Suggestion] = {
    "report": Suggestion("我要申报", "report"),
    "mine": Suggestion("我的申报", "mine"),
    "officer": OFFICER,
    "activities": Suggestion("工会活动", "activities"),
    "privacy": Suggestion("我的资料", "privacy"),
    "greeting": Suggestion("生日祝福", "greeting"),
    "help": Suggestion("帮助", "help"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """What is said of one topic, with the ceilings, places and buttons that belong to it."""

    intent: str
    topic: str
    text: str
    amounts: Mapping[str, int]
    places: tuple[Place, ...] = ()
    buttons: tuple[Suggestion, ...] = ()
    topics: tuple[str, ...] = ()
    missed: bool = False


@dataclass(frozen=True)
class Pieces:
    """Writes pieces from one notice."""

    notice: Notice
    lexicon: Lexicon
    rules: Rules
    clauses: Clauses

    @cached_property
    def plain(self) -> Uninterpreted:
        return Uninterpreted(self.notice, self.lexicon, self.rules)

    @cached_property
    def points(self) -> Points:
        return Points(self.lexicon)

    def of(self, topic: str, facets: tuple[str, ...], reading: Reading) -> Piece:
        """What is said of `topic`, of these sides of it (all of it where none is named)."""
        if kind := self.notice.kind(topic):
            return self._kind(kind, facets, reading)
        sure = None if Act.COMPLAIN in reading.acts else self.plain.surely(reading.text)
        if sure and (topic in WHOLES or topic == META or topic.startswith((OUT, OWN))):
            return self._quoted(topic, sure)
        if topic in WHOLES:
            return self._whole(topic, facets, reading)
        if topic.startswith(OUT):
            return self._declined(topic.removeprefix(OUT), reading)
        if topic.startswith(OWN):
            return self._own(topic, facets)
        return self._work(topic, facets, reading)

    def _own(self, topic: str, facets: tuple[str, ...]) -> Piece:
        """What anyone is told of the bot's own work; of one side alone where only that is asked."""
        own = self.rules.own[topic]
        sides = [own.sides[facet] for facet in facets if facet in own.sides]
        text = sides[0] if len(sides) == len(facets) > 0 else own.say
        text, items = self.plain.unclaimed(text, [*facets, *OF_FORMS]) if "通知" in text else (text, ())
        places = tuple(item.place for item in items)
        return Piece("meta", topic, text, {}, places, tuple(BUTTONS[key] for key in own.buttons))

    def _kind(self, kind: KindClause, facets: tuple[str, ...], reading: Reading) -> Piece:
        own = {"amount" if kind.ceiling is not None else "", "form" if kind.form else ""}
        elsewhere = self.plain.stating([one for one in facets if one not in own], kind.key)  # is not called unstated
        facets = tuple(facet for facet in facets if facet not in elsewhere)
        limit = licence.limit(kind.key, self._concerned(kind.key, reading), self.rules)
        if limit and limit.outside and not elsewhere and (item := self.plain.nearest(reading.text)):
            elsewhere = {"covered": item}  # what the kind's clause does not cover, another may
        asked = kinds.Asked(reading.text, facets, limit, self._caveat(kind.key, facets, limit, reading))
        stated = kind.ceiling if asked.figure and not kind.ranged else None
        label = self.lexicon.topics[kind.key].label.removesuffix("慰问")
        buttons = (Suggestion(f"我要申报{label}", "report", kind.key), Suggestion("看原文", "source", kind.key))
        outside = limit is not None and limit.outside
        return Piece(
            "entitlement",
            kind.key,
            kinds.paragraph(kind, asked, self.lexicon)
            + quoted(item for item in dict.fromkeys(elsewhere.values()) if kind.plain or item.place != kind.place),
            {} if stated is None else {kind.key: stated},
            (kind.place, *_others(kind), *(item.place for item in elsewhere.values())),
            buttons[1:] if outside else buttons,
        )

    def _concerned(self, kind: str, reading: Reading) -> list[Event]:
        """What a question of this kind is about: what was told before and is meant still, in place of nobody's."""
        kept = [event for event in reading.kept if kind in licence.kinds_of(event, self.rules)]
        own = [event for event in reading.events if not kept or event.whose is not Whose.ANYONE]
        return [*kept, *own]

    def _caveat(self, kind: str, facets: tuple[str, ...], limit: licence.Limit | None, reading: Reading) -> str:
        """The one that matters: the clause names another case, or leaves open what is raised, or whom it covers."""
        if limit:
            return limit.says
        particular, general = self.points.of(reading.text, kind)
        who = {"covered", "which"} & set(facets) and kind in self.rules.limits
        covered = [self.rules.limits[kind].covered] if who else []
        return next(iter([*particular, *general, *covered]), "")

    def _whole(self, topic: str, facets: tuple[str, ...], reading: Reading) -> Piece:
        whole = overview.answer(topic, facets, reading, self.notice, self.lexicon)
        first = UNLISTED if any(self._unlisted(event) for event in reading.events) else ""
        if first and not LISTS & set(facets):
            listed = "、".join(kind.title for kind in whole.kinds)
            return Piece("out_of_scope", UNHEARD, f"{first}写到的是：{listed}。", {}, whole.places)
        said = [f"通知{point}。" for point in self.points.of(reading.text, WHOLE_TEXT)[1][:1]]
        elsewhere = self.plain.stating([one for one in facets if one not in OF_LISTS], "")
        if left := kinds.sides_unstated([one for one in facets if one not in elsewhere], self.lexicon):
            said.append(f"通知未写明{left}。")
        items = tuple(dict.fromkeys(elsewhere.values()))
        text = "\n".join(part for part in (first, whole.text, "".join(said), quoted(items)) if part)
        labels = [self.lexicon.topics[one].label for one in (*(kind.key for kind in whole.kinds), *whole.topics)]
        by_topic = {"all_activities": "activity", "all_work": "work_item"}
        return Piece(
            by_topic.get(topic, "entitlement"),
            topic,
            text,
            {kind.key: kind.ceiling for kind in whole.kinds if kind.ceiling is not None and kind.plain},
            (*whole.places, *(item.place for item in items)),
            tuple(Suggestion(label, "ask", label) for label in labels),
            tuple(kind.key for kind in whole.kinds) or whole.topics,
        )

    def _unlisted(self, event: Event) -> bool:
        """Whether it is something that no kind of the notice is about (乔迁, 升职)."""
        return event.what is not What.OTHER and not licence.kinds_of(event, self.rules)

    def _work(self, topic: str, facets: tuple[str, ...], reading: Reading) -> Piece:
        known = self.lexicon.topics[topic]
        if known.intent == "meta":
            text = meta.paragraph(self.notice, reading.text) + meta.beside(self.notice)
            return Piece("meta", topic, text, {}, (self.notice.whole,))
        if known.intent == "entitlement" and (item := self.plain.nearest(reading.text)):
            return self._quoted(topic, item)
        if known.intent == "entitlement":
            text = f"{'、'.join(one.number for one in self.notice.sources)}没有写{known.label}。"
            return Piece("entitlement", topic, text, {}, (self.notice.whole,))
        if Act.COMPLAIN in reading.acts:  # “我对工会有意见” does not ask whether there is something
            facets = tuple(facet for facet in facets if facet != "exists")
        text, items = works.paragraph(known, self.notice, reading.text, facets, self.lexicon, self.rules.interpreted)
        places = tuple(item.place for item in items) or (self.notice.whole,)
        return Piece(known.intent, topic, text, {}, places, (Suggestion("看原文", "source", topic),))

    def _declined(self, key: str, reading: Reading) -> Piece:
        known = self.lexicon.declines.get(key)
        if item := self.plain.nearest(reading.text, key if known else ""):
            return self._quoted(OUT + key, item)
        name = "" if known else reading.unknown
        text, nearby = declines.text(known, self.notice, name)
        near = [nearby] if known else self._mentioned(reading.text)
        topics = [self.lexicon.topics[topic] for topic in near if topic in self.lexicon.topics]
        buttons = tuple(Suggestion(f"看看{topic.label}", "ask", topic.label) for topic in topics)
        person = (OFFICER,) if name else ()
        return Piece("out_of_scope", OUT + key, text, {}, (), (*person, *buttons), missed=known is None)

    def _quoted(self, topic: str, item: Item) -> Piece:
        """A clause that nobody has interpreted, found by its words."""
        return Piece("meta", topic, quoted([item]) + QUOTED, {}, (item.place,))

    def _mentioned(self, text: str) -> list[str]:
        """Topics of the clauses that share the most telling words with a message that was not understood."""
        topics = (clause.topic for clause, _ in self.clauses.nearest(text) if clause.topic)
        return list(dict.fromkeys(topics))[:2]


def _others(kind: KindClause) -> list[Place]:
    """The places of the clauses that are named beside it."""
    return [one.place for one in (kind.cap, *kind.besides) if one]
