"""What is said of one topic: a kind, a whole, a look-alike, the bot itself, or a line of the year's work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.answer import kinds, licence, meta, overview, texts, works
from knowledge.answer import own as own_matters
from knowledge.answer.finer import finer
from knowledge.answer.matters import TWINS
from knowledge.answer.model import Suggestion
from knowledge.answer.named import Named
from knowledge.answer.points import Points
from knowledge.answer.quoting import Quoting, without
from knowledge.answer.rules import Rules
from knowledge.answer.sides import Sides
from knowledge.answer.uninterpreted import Uninterpreted, quoted
from knowledge.document import WHOLE_TEXT, KindClause, Notice, Place
from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.model import Topic
from knowledge.patterns import Late
from knowledge.reading.clauses import Clauses
from knowledge.reading.likeness import Likeness
from knowledge.reading.model import Act, Event, Reading, What, Whose, sorrowful
from knowledge.reading.naming import COMPARISON, COVERED, OUT, OWN, PLAIN, UNHEARD, UNNAMED, WHOLES

OF_FORMS = ("materials", "deadline", "procedure")  # what is asked of handing a report in
#: Who asks of these only may mean the side that other words of the message show (“三样叠起来上限多少”).
UNSURE = frozenset(
    {PLAIN, UNNAMED, COVERED, COMPARISON, "exists", "amount", "which", "form", "frequency", "date", "count"}
)
HOW_OR_WHEN = frozenset({"procedure", "date", "other"})
WHEN = ("deadline", "response", "payout")  # who asks how or when and shows one of them, asks that
ANSWERED_BY_IT = UNSURE - {"amount", "form"}  # of which nothing is left to say once such a side is answered
#: Of these, words of a message can leave open whom the clauses mean.
OPEN = UNSURE - {"date"} | {"sharing", "validity", "discretion"}
PRESS = "点下面的按钮"
MONEY = Late("多少(?!天|人|次|久|年|岁)|(?<!交)(?<!花)钱|[几一两二三五][百千]|几倈|块(?!儿)|钞票|金额|[0-9.]万")
OFFICER = Suggestion("请工会干部回答", "officer")
REPORT = Suggestion("我要申报", "report")
LIST = Suggestion("有哪些慰问", "ask", "有哪些慰问")
BUTTONS: Mapping[str, Suggestion] = {
    "report": REPORT,
    "mine": Suggestion("我的申报", "mine"),
    "officer": OFFICER,
    "activities": Suggestion("工会活动", "activities"),
    "privacy": Suggestion("我的资料", "privacy"),
    "greeting": Suggestion("生日祝福", "greeting"),
    "help": Suggestion("帮助", "help"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """What is said of one topic, sentence by sentence, with the ceilings, places and buttons that belong to it."""

    intent: str
    topic: str
    said: tuple[str, ...]
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
    like: Likeness

    @cached_property
    def plain(self) -> Uninterpreted:
        return Uninterpreted(self.notice, self.lexicon, self.rules, self.like)

    @cached_property
    def quoting(self) -> Quoting:
        return Quoting(self.notice, self.lexicon, self.rules)

    @property
    def points(self) -> Points:
        return self.quoting.points

    @property
    def named(self) -> Named:
        return self.quoting.named

    @property
    def sides(self) -> Sides:
        return self.quoting.sides

    def of(self, topic: str, facets: tuple[str, ...], reading: Reading) -> Piece:
        """What is said of `topic`, of these sides of it (all of it where none is named)."""
        if kind := self.notice.kind(topic):
            return self._of_another(kind, facets, reading) or self._kind(kind, facets, reading)
        if topic in WHOLES:
            return self._whole(topic, facets, reading)
        if topic.startswith(OUT):
            return self._declined(topic.removeprefix(OUT), reading)
        if topic.startswith(OWN):
            return self._own(topic, facets, reading)
        return self._work(topic, facets, reading)

    def meant(self, topic: str, facets: tuple[str, ...], reading: Reading) -> tuple[str, ...]:
        """The sides asked about, with those that the words of a question show where it names none of its own."""
        facets = self.quoting.besides(topic, facets, reading)
        facets = finer(topic, facets, reading.text, self.rules, self.sides)
        granted = self.notice.kind(topic) is not None or topic in WHOLES
        if not granted:  # “什么时候打” of a match asks for its day, and not when something is paid out
            return tuple(facet for facet in facets if facet != "payout" or "date" not in facets)
        when = next((side for side in WHEN if self.sides.shown(side, reading.text)), "")
        if when and facets and HOW_OR_WHEN.issuperset(facets):  # “多久内要申请” asks neither how nor on which day
            return (when,)
        if Act.ASK not in reading.acts or not UNSURE.issuperset(facets):
            return facets
        shown = self.points.sides(reading.text, topic)
        kept = (facet for facet in facets if not shown or facet not in ANSWERED_BY_IT)
        return tuple(dict.fromkeys((*shown, *kept)))

    def _own(self, topic: str, facets: tuple[str, ...], reading: Reading) -> Piece:
        """What anyone is told of the bot's own work; of the sides alone where only those are asked."""
        own = self.rules.own[topic]
        named = [facet for facet in facets if facet != PLAIN] or [PLAIN] * bool(own.side(PLAIN))
        text, unknown = own.said(named, lambda facet: self.sides.say(facet, ("report",)))
        text, items = self.plain.unclaimed(text, [*facets, *OF_FORMS], reading) if "通知" in text else (text, ())
        text += own_matters.not_kept(unknown, self.sides.facets)
        places = tuple(item.place for item in items)
        doors = own.doors(named)
        offers = "officer" not in doors and (PRESS in text or OFFICER.label in text)
        first = ["officer"] if unknown or offers else self._officer_of(named)
        doors = tuple(dict.fromkeys((*first, *doors)))
        return Piece("meta", topic, (text,), {}, places, tuple(BUTTONS[key] for key in doors))

    def _officer_of(self, facets: Sequence[str]) -> list[str]:
        """The officer's button where a sentence of these sides offers one."""
        return [key for key in self.sides.buttons(facets) if key == "officer"]

    def _of_another(self, kind: KindClause, facets: tuple[str, ...], reading: Reading) -> Piece | None:
        """What the documents grant for such a happening to somebody else, by its own clause: a member's death beside
        that of his kin; and what they state of the other sides."""
        event = licence.instead(kind.key, self._concerned(kind.key, reading), self.rules)
        found = self.plain.granting(event) if event else []
        if not found:
            return None
        sides = [facet for facet in facets if facet not in overview.LISTED | kinds.ASKED_OF_WHOM | {UNNAMED}]
        elsewhere = self.plain.stating(sides, event, reading)
        items = dict.fromkeys(item for item in elsewhere.values() if item not in [one.item for one in found])
        said = [f"原文是：“{one.text.translate(works.INNER)}”" for one in found]
        said += [*self.sides.unstated(side for side in sides if side not in elsewhere), *quoted(items)]
        places = (*(one.item.place for one in found), *(item.place for item in items))
        return Piece("entitlement", kind.key, tuple(said), {}, places)

    def _kind(self, kind: KindClause, facets: tuple[str, ...], reading: Reading) -> Piece:
        clear = {"amount" if kind.ceiling is not None else "", "form" if kind.form else ""}
        elsewhere = self.plain.stating([one for one in facets if one not in clear], kind.key, reading)
        reading = without(reading, elsewhere)
        facets = tuple(facet for facet in facets if facet not in elsewhere)
        visited = self.quoting.visited(kind, reading)
        facets, reading = self.quoting.by_deed(kind, facets, reading, visited=visited)
        limit = licence.limit(kind.key, self._concerned(kind.key, reading), self.rules)
        own, common = ("", "") if visited else self._caveats(kind.key, facets, reading)
        caveat = limit.says if limit and (limit.outside or not own) else own or common
        dealt = kinds.DEALT if own else kinds.ASKED_OF_WHOM
        money = bool(reading.figures or MONEY.search(reading.text)) and Act.ASK in reading.acts
        quotes = self.quoting.of_kind(kind, facets, caveat, reading, of_his=limit is not None or bool(own))
        asked = kinds.Asked(facets, limit, caveat, dealt, quotes, money=money)
        topic = self.lexicon.topics[kind.key]
        stated = kind.ceiling if kinds.figure(asked, self.sides) and not kind.ranged else None
        others = [one for side, one in elsewhere.items() if kind.plain or not self.plain.said_by(kind, side, one)]
        return Piece(
            "entitlement",
            kind.key,
            (*kinds.sentences(kind, topic, asked, self.sides), *quoted(dict.fromkeys(others))),
            {} if stated is None else {kind.key: stated},
            (kind.place, *_others(kind), *(item.place for item in elsewhere.values())),
            tuple(self._doors(topic, asked)),
        )

    def _doors(self, topic: Topic, asked: kinds.Asked) -> Iterable[Suggestion]:
        label = topic.label.removesuffix("慰问")
        if not asked.outside:
            yield Suggestion(f"我要申报{label}", "report", topic.key)
            yield from (BUTTONS[key] for key in self.sides.buttons(asked.facets) if key != "activities")
        yield Suggestion("看原文", "source", topic.key)

    def _concerned(self, kind: str, reading: Reading) -> list[Event]:
        """What a question of this kind is about: what was told before and is meant still, in place of nobody's."""
        kept = [event for event in reading.kept if kind in licence.kinds_of(event, self.rules)]
        own = [event for event in reading.events if not kept or event.whose is not Whose.ANYONE]
        return [*kept, *own]

    def _caveats(self, kind: str, facets: tuple[str, ...], reading: Reading) -> tuple[str, str]:
        """What a question raises and the clause leaves open, and, for want of that, what all clauses leave open or whom
        this one names. Who asks for the materials hears nothing of who counts."""
        if Act.ASK not in reading.acts:
            return "", ""
        limits = self.rules.limits.get(kind)
        covered = limits.covered if limits and COVERED in facets else ""
        own, common = self.points.of(f"{reading.beside},{reading.text}".lstrip(","), kind)
        return own, (common if OPEN & {*(facets or (PLAIN,))} else "") or covered

    def _whole(self, topic: str, facets: tuple[str, ...], reading: Reading) -> Piece:
        elsewhere = self.plain.stating([one for one in facets if one not in overview.LISTED], "", reading)
        reading = without(reading, elsewhere)
        facets = tuple(facet for facet in facets if facet not in elsewhere)
        items = tuple(dict.fromkeys(elsewhere.values()))
        caveat = f"通知{raised}。" if (raised := self._caveats(WHOLE_TEXT, facets, reading)[1]) else ""
        pool = overview.kinds_of(topic, self.notice)
        exact = pool and overview.particular(facets, reading, pool, self.notice)
        quotes = self.quoting.of_whole(topic, facets, caveat, reading)
        sided = None if exact else overview.sided(topic, facets, caveat, self.notice, self.sides, quotes)
        only = overview.Whole("", (), (), listed=False) if items and not facets else None  # 谁批 asks for no list
        whole = only or sided or overview.answer(topic, facets, reading, self.notice, self.lexicon)
        first = texts.UNLISTED if any(self._unlisted(event) for event in reading.events) else ""
        if first and whole.kinds and not overview.LISTS & set(facets):
            titles = "、".join(kind.title for kind in whole.kinds)
            return Piece("out_of_scope", UNHEARD, (f"{first}写到的是：{titles}。",), {}, whole.places)
        unstated = () if sided else self.sides.unstated(facet for facet in facets if facet not in overview.LISTED)
        before = [part for part in (first if whole.kinds else "", *unstated, *(() if sided else (caveat,))) if part]
        lines = [*filter(None, [whole.text]), *quoted(items)]
        said = (*before, *(f"\n{one}" if before or at else one for at, one in enumerate(lines)))
        listed = whole.kinds if whole.listed else ()
        by_topic = {"all_activities": "activity", "all_work": "work_item"}
        return Piece(
            by_topic.get(topic, "entitlement"),
            topic,
            said,
            {one.key: one.ceiling for one in listed if one.plain and one.ceiling is not None},
            (*whole.places, *(item.place for item in items)),
            tuple(self._around(topic, whole, facets)),
            tuple(kind.key for kind in whole.kinds) or whole.topics,
        )

    def _around(self, topic: str, whole: overview.Whole, facets: tuple[str, ...]) -> Iterable[Suggestion]:
        """The buttons under an answer about all kinds, or all activities: one for each that it lists; where it lists
        none, one to the list and those that go with the sides asked about."""
        if whole.listed:
            labels = [self.lexicon.topics[one].label for one in (*(kind.key for kind in whole.kinds), *whole.topics)]
            yield from (Suggestion(label, "ask", label) for label in labels)
        else:
            yield from (BUTTONS["activities"],) if topic == overview.ACTIVITIES else (LIST, REPORT)
            yield from (BUTTONS[key] for key in self.sides.buttons(facets))

    def _unlisted(self, event: Event) -> bool:
        """Whether it is something that no kind of the notice is about (乔迁, 升职)."""
        return event.what is not What.OTHER and not licence.kinds_of(event, self.rules)

    def _work(self, topic: str, facets: tuple[str, ...], reading: Reading) -> Piece:
        known = self.lexicon.topics[topic]
        if known.intent == "meta":
            text = meta.paragraph(self.notice, reading.text) + meta.beside(self.notice)
            return Piece("meta", topic, (text,), {}, (self.notice.whole,))
        if known.intent == "entitlement":
            text = f"{'、'.join(one.number for one in self.notice.sources)}没有写{known.label}。"
            return Piece("entitlement", topic, (text,), {}, (self.notice.whole,))
        if Act.COMPLAIN in reading.acts:  # “我对工会有意见” does not ask whether there is something
            facets = tuple(facet for facet in facets if facet != "exists")
        facets = works.meant(known, works.Asked(reading.text, facets), self.sides)
        asked = self.quoting.of_work(known, facets, reading)
        said, items = works.sentences(known, self.notice, asked, self.sides, self.rules.interpreted)
        if Act.COMPLAIN in reading.acts:  # what stands beside the side that he complains of is no answer to him
            said = [one for one in said if not works.beside(one, items)] or said
        places = tuple(item.place for item in items) or (self.notice.whole,)
        doors = (BUTTONS[key] for key in self.sides.buttons(facets) if known.intent == "activity")
        near = (Suggestion(texts.REPORT_HARDSHIP, "report", TWINS[0]),) if topic == TWINS[1] else ()
        return Piece(
            known.intent, topic, tuple(said), {}, places, (*near, *doors, Suggestion("看原文", "source", topic))
        )

    def _declined(self, key: str, reading: Reading) -> Piece:
        known = self.lexicon.declines.get(key)
        name = "" if known else reading.unknown
        near = self.notice.kind(known.nearby) if known else None
        sad = any(map(sorrowful, reading.events)) and near is not None and not near.visit
        if known and sad:  # what lies near is a joy
            known = replace(known, line=known.line.partition("。")[0])
        said = reading.text
        for word in sorted(known.cues.words, key=len, reverse=True) if known else ():
            said = said.replace(word, "，")
        beside = self.lexicon.topics.get(known.nearby) if known and not sad else None
        told = {kind for event in reading.events for kind in licence.kinds_of(event, self.rules)}
        shown = beside if beside and (beside.key in told or self.named.mentioned(beside.key, said)) else None
        text = self.quoting.refusal(known, name, reading, near=shown is not None)
        buttons = (Suggestion(f"看看{shown.label}", "ask", shown.label),) if shown else ()
        person = (OFFICER,) if name or PRESS in text or (known and known.officer) else ()
        return Piece("out_of_scope", OUT + key, (text,), {}, (), (*person, *buttons), missed=known is None)


def _others(kind: KindClause) -> list[Place]:
    """The places of the clauses that are named beside it."""
    return [one.place for one in (kind.cap, *kind.besides) if one]
