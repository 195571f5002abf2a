"""Whose event it is, and whether that makes it one of the ten: a rule for each `who` of the lexicon."""

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.patterns import Late
from knowledge.reading.rules.events import DONE, Event
from knowledge.reading.rules.lexicon import reports_lexicon
from knowledge.reading.rules.model import Subject
from knowledge.reading.rules.people import Person
from knowledge.reading.rules.text import Message

_OTHER_HOMES = {"兄弟姐妹", "其他", "孙子女"}
_NOT_DYING = {"去": "下过出回进上不", "走": "出带拿跑搬飞逃刮冲骗偷抢抱接送"}  # 熬不下去了, 被骗走了
_THINGS = Late("钱|费|[房船]|车(?!祸)|手机|东西|工资|存款|积蓄|家产|票|包|机会|工作|收入|家具|粮")  # 孩子的学费没了
_INDOORS = Late("家里|屋里|家中")
_NOT_LOST = Late("(?:[看听望瞧]|[要想]|闹着|威胁|吓唬)$")  # 看不见了, 要离家出走
_ELDER = Late("(?:老人家?|老头子?|老太太?|老爷子|老伴|大[爷妈]|阿[公婆])[^,。的]{0,6}$")
#: What may stand before words for straying where nobody is named: when, and that it is so.
_NOBODY = Late(
    "(?:不?是|就|又|都|已经?|刚刚?|真的?|可能|好像|人|[他她了 ]"
    "|[昨今前]天|[早晚]上|[上下]午|夜里|凌晨|[0-9]+点|出去|自己|一个人)*"
)
_PAPERS = Late("[证单卡表章书号码伞包药衣鞋]|材料|资料|文件|钥匙|眼镜|戒指|照片|档案|发票")
_AWAY = Late("[天夜晚]没[回着]")
_OWNED = Late("的(?!人)|[把帮给替]|自己")  # 孩子的书包, 我妈把钥匙
_SERVED = Late(r"(?:给|陪|送|接|带|为|照顾|抱着?|背着?)(?:着|我|我们)?$")  # 给孩子送饭: the child is not who fell
_NEAR = 16  # characters between a relative and an ambiguous word for dying (走了)
_REPORTS = Late("报|登记|申报|申请|说一?声|讲一?声|补报")  # 代她报喜: of somebody whose name was not understood
_BEHALF = Late(r"(?:替|帮|代|给|为|受|关于)(?:我们?|咱们?)?[^,。!?;我]{0,6}$")


@dataclass(frozen=True)
class Scene:
    """A message with the people in it and the colleague, if any, on whose behalf it is written."""

    message: Message
    people: list[Person]
    behalf: Person | None


@dataclass(frozen=True)
class Holder:
    """Whose event it is, in the form's fields."""

    subject: Subject
    relation: str | None = None
    name: str | None = None


def scene(message: Message, people: list[Person]) -> Scene:
    return Scene(message, people, _behalf(message.text, people))


def _behalf(text: str, people: list[Person]) -> Person | None:
    """The colleague after 替, 帮 or 代; for 替他 the last one named before."""
    for at, person in enumerate(people):
        if not _BEHALF.search(text[max(0, person.start - 10) : person.start]):
            continue
        if person.role in ("name", "partner"):
            return person
        if person.role == "colleague":
            return next((p for p in people if p.role == "name"), person)
        if person.role == "pronoun":
            return _antecedent(people[:at]) or (person if _REPORTS.match(text, person.end) else None)
    return None


def _antecedent(people: list[Person]) -> Person | None:
    """Whom “他” stands for: a colleague by name before one by post before a relative."""
    ranks = (("name", "partner"), ("colleague",), ("kin",))
    return next((p for roles in ranks for p in reversed(people) if p.role in roles), None)


def holder(told: Scene, event: Event) -> Holder | None:
    """The one whom the event befell; None where that makes it no event of its cue (a neighbour's, a grandchild's)."""
    return RULES[event.cue.who](told, event)


def _before(told: Scene, event: Event) -> list[Person]:
    """People named ahead of the event in its clause; else those of the nearest clause before that names any.

    “他” names nobody.
    """
    for index in range(told.message.index_at(event.start), -1, -1):
        clause = told.message.clauses[index]
        here = [p for p in told.people if clause.holds(p.start) and p.start < event.start]
        if any(p.role != "pronoun" for p in here):
            return here
    return []


def _kin(people: list[Person]) -> Person | None:
    return next((p for p in reversed(people) if p.role == "kin"), None)


def _outsider(told: Scene, event: Event, people: list[Person]) -> bool:
    """Whether it is a neighbour's or a friend's affair, not the member's own after all (“邻居着火，烧了我家”)."""
    last = max((p.end for p in people if p.role == "outsider"), default=None)
    ours = any(p.role == "self" and last < p.start < event.start for p in people) if last else True
    for_a_fellow = told.behalf is not None and told.behalf.role != "kin"
    return not for_a_fellow and not ours


def _colleague(told: Scene, event: Event) -> Person | None:
    """The colleague spoken of: on whose behalf it is said, or the last one named with no “我” since."""
    if told.behalf:
        return told.behalf if told.behalf.role != "kin" else None
    for person in reversed([p for p in told.people if p.start < event.start]):
        if person.role == "self":
            return None
        if person.role in ("name", "colleague"):
            return _named(told, person)
    if any(person.role == "self" for person in told.people):
        return None
    return next((person for person in told.people if person.role == "name"), None)


def _named(told: Scene, person: Person) -> Person:
    """A post (我们组有个女同事) with a name right after or before it is that name's."""
    if person.role == "name":
        return person
    return next((p for p in told.people if p.role == "name" and p.start < person.start), person)


def _owned(told: Scene, event: Event, relation: str | None, own: Subject) -> Holder:
    colleague = _colleague(told, event)
    return Holder("colleague", relation, colleague.name) if colleague else Holder(own, relation)


def _member(told: Scene, event: Event) -> Holder | None:
    people = [p for p in _before(told, event) if not _SERVED.search(told.message.text[: p.start])]
    kin = _kin(people)
    partner = event.cue.kind == "marriage" and kin and kin.relation == "配偶"
    if _outsider(told, event, people) or (kin and not partner and not _self_after(people, kin)):
        return None
    return _owned(told, event, None, "self")


def _self_after(people: list[Person], kin: Person) -> bool:
    """“老婆陪我住院”, “我和老婆一起……”: the member is the one after all."""
    return any(p.role == "self" and p.start > kin.end for p in people)


def _relative(told: Scene, event: Event) -> Holder | None:
    people = _before(told, event) or told.people
    kin = _kin(people) or _kin(told.people)
    if kin is None or _outsider(told, event, people):
        return None
    return _owned(told, event, kin.relation, "family")


def _relative_near(told: Scene, event: Event) -> Holder | None:
    kin = _kin(_before(told, event))
    quarrel = reports_lexicon().words["quarrel"].search(told.message.text)
    carried_off = told.message.text[event.start - 1] in _NOT_DYING.get(event.words[0], "")
    if kin is None or quarrel or carried_off or event.start - kin.end > _NEAR:
        return None
    if _THINGS.search(told.message.text, kin.end, event.start):
        return None
    return _relative(told, event)


def _relative_ill(told: Scene, event: Event) -> Holder | None:
    people = _before(told, event)
    grave = reports_lexicon().words["grave"].search(told.message.text)
    return (
        _relative(told, event)
        if grave and _kin(people) and not _self_after(people, _kin(people) or people[0])
        else None
    )


def _birth(told: Scene, event: Event) -> Holder | None:
    """The member's own, or a wife's; not a daughter's, a sister's or a daughter-in-law's."""
    people = [p for p in _before(told, event) if p.role != "kin" or p.relation != "子女"]
    if _outsider(told, event, people):
        return None
    words, text = reports_lexicon().words, told.message.text
    wife = [p for p in told.people if p.relation == "配偶" and not words["husband"].match(text, p.start)]
    if wife or words["father"].search(text):
        return _owned(told, event, "配偶", "family")
    if any(p.role == "kin" and p.relation != "配偶" for p in people):
        return None
    return _owned(told, event, None, "self")


def _child(told: Scene, event: Event) -> Holder | None:
    words, text = reports_lexicon().words, told.message.text
    people = _before(told, event) or told.people
    kin = _kin(people) or _kin(told.people)
    if kin is None or kin.relation != "子女" or _outsider(told, event, [p for p in people if p.start < kin.start]):
        return None
    if words["school"].search(text) and not words["university"].search(text):
        return None
    return _owned(told, event, "子女", "family")


def _home(told: Scene, event: Event) -> Holder | None:
    kin = _kin(told.people)
    at_home = reports_lexicon().words["home"].search(told.message.text)
    if not (at_home or kin) or _outsider(told, event, _before(told, event)) or _elsewhere(told, event):
        return None
    return _owned(told, event, None, "self")


def _elsewhere(told: Scene, event: Event) -> bool:
    """A sister's divorce is not a quarrel in the member's home, nor her debts his."""
    kin = _kin(_before(told, event))
    ours = _INDOORS.search(told.message.text) or any(p.role == "self" for p in told.people)
    return bool(kin and kin.relation in _OTHER_HOMES and not ours)


def _two(told: Scene, event: Event) -> Holder | None:
    fellows = reports_lexicon().words["fellows"].search(told.message.text)
    named = any(p.role in ("name", "partner", "colleague", "pronoun") for p in told.people)
    if not (fellows or named) or _outsider(told, event, _before(told, event)):
        return None
    if any(p.role == "self" for p in told.people) or reports_lexicon().patterns["i_with"].search(told.message.text):
        return Holder("self")
    return Holder("colleague", None, told.behalf.name if told.behalf else None)


def _house(told: Scene, event: Event) -> Holder | None:
    """The household's: the relative's only where it is he who lost his work or ran into debt."""
    people = _before(told, event)
    if _outsider(told, event, people) or _elsewhere(told, event):
        return None
    kin = _kin([p for p in people if told.message.clause_at(event.start).holds(p.start)])
    jobless = reports_lexicon().words["jobless"].search(event.words)
    if kin and jobless:
        return _owned(told, event, kin.relation, "family")
    return _owned(told, event, None, "self")


def _strayed(told: Scene, event: Event) -> Holder | None:
    """Whoever is named before; the words are of people alone, so that nobody need be."""
    ahead = told.message.text[told.message.clause_at(event.start).start : event.start]
    unnamed = _NOBODY.fullmatch(ahead) and not any(p.role in {"kin", "name", "colleague"} for p in told.people)
    return _sought(told, event) or (Holder("family") if unnamed else None)


def _sought(told: Scene, event: Event) -> Holder | None:
    """Whoever is named near before: not what he has lost himself, nor his sight."""
    text = told.message.text
    if _NOT_LOST.search(text, 0, event.start):
        return None
    before = [p for p in _before(told, event) if p.role not in {"self", "pronoun"}]
    if not before:
        done = DONE.search(event.words) or text[event.end : event.end + 1] == "了"
        return Holder("family") if done and _ELDER.search(text, 0, event.start) else None
    lost = text[before[-1].end : event.start]
    if _OWNED.match(lost) or _THINGS.search(lost) or _PAPERS.search(lost):
        return None
    if _AWAY.search(event.words):  # a husband may be out for three days, a colleague on duty
        before = [p for p in told.people if p.role == "kin" and p.relation != "配偶" and p.start < event.start]
    if not before:
        return None
    kin = _kin(before)
    return _owned(told, event, kin.relation, "family") if kin else Holder("colleague", None, before[-1].name)


RULES: dict[str, Callable[[Scene, Event], Holder | None]] = {
    "kin": _relative,
    "kin_near": _relative_near,
    "kin_ill": _relative_ill,
    "self": _member,
    "birth": _birth,
    "child": _child,
    "home": _home,
    "two": _two,
    "house": _house,
    "strayed": _strayed,
    "sought": _sought,
}
