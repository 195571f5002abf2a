"""Whether a message tells of danger to life, and whose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge.patterns import Late
from knowledge.reading.asking import asks
from knowledge.reading.bars import Bars
from knowledge.reading.evidence import CARE, Evidence
from knowledge.reading.heads import ALARM, DANGER, YES
from knowledge.reading.linear import Scores
from knowledge.reading.manner import manner
from knowledge.reading.model import Act, Danger, Event, State, What, Whose
from knowledge.reading.peril import over
from knowledge.reading.topic import Topic

LIGHTER = 1.5  # log-odds that are needed besides beside a joke, a film, a thing or a form
TINY = 8  # characters
THREAT = "threat"
HURRIED = frozenset({Danger.WORRY, Danger.MEDICAL})  # what cannot wait for a question back
SOON = 4  # messages
PLANS = frozenset({"die", "fall", "means", "hoard", "hand", "nomore", "gift", "settled", "absent", "lasttime", "cease"})
LIGHT = frozenset({"hyper", "fiction", "desk"})
PLANNING = frozenset({Danger.SELF, Danger.WORRY})  # who may: the writer, or he for whom he fears
POSTS = frozenset({"move", "reason", "work"})
BURDENS = frozenset({"debt", "alone"})
PALE = LIGHT | {"self", "third", "want", "work", "move", "ask", "official", "reason"}  # motifs dark only beside others

POLICE = Late(r"[^,，。]{0,3}报(?:了|过)?警了?[^,，。]{0,2}")  # of what, it does not say
#: What is done with or for who waits, and fear of him.
GLADLY = Late(
    r"等(?:着|一下)?我(?:们)?(?:一起|一块|去|来|拿|取|签|吃|走|回|上|下|送|接|带|搬|开会)|我(?:先|就|马上|这就|得)?(?:下去|下楼|过去|出去)(?:一下|一趟|拿|取|接|了|吧)"
)
AFRAID = Late(r"怕|不敢|慌|躲|吓|堵|跟踪|前男友|前女友|前夫|前妻|不认识|陌生")
TREATED = Late(
    r"(?:一直|长期|每天|每晚|天天|睡前)[^,，。]{0,4}(?:吃|服|用)|医生(?:给)?(?:我|他|她|我妈|我爸)?开|(?:吃|服|用)(?:了|着)?[^,，。]{0,6}"
    r"[好几多十百两二三四五六七八九\d]+(?:多|几)?(?:年|个月)"
)
DEGREE = Late(
    r"(?:开|写|改|加班|做|填|算|赶|带|培训|考|排|等|忙|堵|审|报|查)得[^,，。]{0,3}(?:想死|生不如死|要死|要命|不想活|想跳楼|想撞墙)"
)
#: Somebody else says it of himself.
REPORTED = Late(
    r"(?:他|她|爸|妈|老公|老婆|爱人|对象|儿子|女儿|孩子|闺女|囡|弟|妹|哥|姐|爷|奶|外公|外婆|婆婆|公公|同事|徒弟|师傅|邻居|同学"
    r"|小[一-鿿]|老[一-鿿])[^我。!！?？]{0,14}(?:说|讲|念叨|嚷)[^我。!！?？]{0,6}(?:想|要|不想|活着|不如|死|跟着)"
)
OTHERS = frozenset({"third", "odd"})
HEIGHTS = frozenset({"high", "edge", "fall"})  # and waters
GOING = frozenset({"self", "vanish", "nomore"})  # “我走了以后”
LEAVE = PALE | {"nomore", "thanks", "vanish", "lasttime", "hand"}
MILD = PALE | {"futile", "thanks", "debt", "means", "ill"}  # nor is despair made of these over several messages


def danger(found: Evidence, scores: Scores, told: Sequence[Event], acts: frozenset[Act], *, peril: bool) -> Danger:
    """The danger that a message shows by itself. `peril`: a body in peril is told of."""
    if CARE not in found.signals and peril:
        return Danger.MEDICAL
    if only_police(found.text):
        return Danger.THREAT
    if burdened(found, scores, told) or harmless(found):
        return Danger.NONE
    heard = likeliest(found, scores, acts)
    said = REPORTED.search(found.text) if heard is Danger.SELF else None
    if said and "我" not in found.text[said.end() :]:
        return Danger.WORRY  # “我爸天天说想跟着去”
    return Danger.THREAT if heard is Danger.NONE and beaten(told, scores) else heard


def likeliest(found: Evidence, scores: Scores, acts: frozenset[Act] = frozenset()) -> Danger:
    """The likeliest danger, where there is one. A hint of it in plain anger is none."""
    if scores.get(ALARM, YES) <= bar(found, scores.bars):
        return Danger.NONE
    if {"move", "reason"} <= found.motifs <= LEAVE | POSTS | {"settled"} and barely(found, scores):
        return Danger.NONE  # “辞职信都写好了”
    if Act.COMPLAIN in acts and found.motifs <= PALE and hinted(found, scores):
        return Danger.NONE  # “你一个机器人也没用”
    likely, name = scores.best(DANGER)
    kind = Danger(name)
    if hinted(found, scores) and (likely < _least(kind, scores.bars) or (kind is Danger.MEDICAL and over(found.text))):
        return Danger.NONE  # “站病床前拍了十分钟照片”, “你别去找她啊！我就说说”
    blows = kind in {Danger.SELF, Danger.WORRY} and THREAT in found.motifs and CARE not in found.signals
    return Danger.THREAT if blows else kind  # “我不想报警”, “我就怕他喝”: of blows, without a word of despair


def harmless(found: Evidence) -> bool:
    """Whether what may sound dark has its plain reason in the message itself."""
    return met_gladly(found) or treated(found) or hyperbole(found)


def met_gladly(found: Evidence) -> bool:
    """Whether no more is dark than that somebody waits, to whom the writer goes or with whom he does something
    (“外卖在门口等我，我先下去了”, “在楼下等我一起走”)."""
    waits = "captive" in found.motifs and found.motifs <= PALE | HEIGHTS | {"captive"}
    return waits and not plainly(found) and bool(GLADLY.search(found.text)) and not AFRAID.search(found.text)


def treated(found: Evidence) -> bool:
    """Whether no more is dark than a medicine that is taken regularly, or by a doctor's order (“安眠药吃了
    十几年，停了睡不着怎么办”)."""
    return found.motifs <= PALE | {"means", "pain", "ill", "hoard"} and bool(TREATED.search(found.text))


def hyperbole(found: Evidence) -> bool:
    """Whether it only tells to what degree work is a burden (“这会开得我生不如死”)."""
    return found.motifs <= PALE | {"die", "live"} and bool(DEGREE.search(found.text))


def _least(kind: Danger, bars: Bars) -> float:
    """How likely the kind itself must be, where danger is only hinted at: a hint of no kind in particular is none."""
    return {Danger.SELF: bars.danger_self, Danger.MEDICAL: bars.danger_peril}.get(kind, bars.danger_other)


def faint(found: Evidence, scores: Scores) -> bool:
    """Whether it is only hinted at: no plain word for it, and little speaks for it. Chosen on `despair/hints.txt`, of
    which a third is heard so, and none of the plain words."""
    kind = scores.best(DANGER)[1]
    if kind == Danger.WORRY and CARE not in found.signals and found.motifs <= PALE | {"odd"}:
        return True  # “老赵最近不太对劲”
    if kind in HURRIED:
        return short(found) and OTHERS.isdisjoint(found.motifs)  # “我该怎么办”: it names nobody
    return hinted(found, scores) or parting(found)


def parting(found: Evidence) -> bool:
    """Whether somebody takes leave, and shows no other sign: most leave their post (“最后一天，跟大家道个别”)."""
    return found.motifs <= LEAVE and not plainly(found) and bool(manner().parting.search(found.text))


def hints(found: Evidence, scores: Scores) -> frozenset[str] | None:
    """The dark motifs of what is only hinted at; None where it is told plainly."""
    return found.motifs - PALE if hinted(found, scores) else None


def hinted(found: Evidence, scores: Scores) -> bool:
    """Whether no plain word tells of danger, and little speaks for it; of a word of violence, next to nothing (“票是
    挨着的吧”)."""
    bars = scores.bars
    enough = bars.danger_word if THREAT in found.motifs else bars.danger_faint
    plain = CARE in found.signals or only_police(found.text)
    return not plain and scores.get(ALARM, YES) < enough


def mild(found: Evidence) -> bool:
    """Whether no motif stands there that is dark by itself, nor a plain word."""
    return found.motifs <= MILD and not plainly(found)


def barely(found: Evidence, scores: Scores) -> bool:
    """Whether hardly anything speaks for it but that somebody is out of sight."""
    return not plainly(found) and scores.get(ALARM, YES) < 0


def plainly(found: Evidence) -> bool:
    """Whether plain words of despair or of violence stand there."""
    return CARE in found.signals or THREAT in found.motifs


def of_himself(found: Evidence) -> bool:
    """Whether it tells where the writer is, and of nobody else (“我现在在大桥上”)."""
    return found.motifs >= {"self"} and bool(found.motifs & HEIGHTS) and found.motifs <= PALE - OTHERS | HEIGHTS


def only_police(text: str) -> bool:
    """Whether it tells that the police are called, and no more (“报警了”, after a theft)."""
    return POLICE.fullmatch(text.strip("。!！ ")) is not None


def beaten(told: Iterable[Event], scores: Scores) -> bool:
    """Whether blows against the writer are told of, which are a danger where any is likely at all."""
    blows = (one for one in told if one.what is What.VIOLENCE and one.whose is Whose.SELF)
    return any(one.state is State.HAPPENED for one in blows) and scores.get(ALARM, YES) > scores.bars.danger_plain


def burdened(found: Evidence, scores: Scores, told: Iterable[Event]) -> bool:
    """Whether no more is hinted at than the burden of a hardship that is told (“失业半年，就靠我一个人”)."""
    hard = any(event.what in {What.HARDSHIP, What.JOB_LOSS} for event in told)
    return hard and faint(found, scores) and found.motifs <= PALE | BURDENS


def signless(found: Evidence, scores: Scores) -> bool:
    """Whether nothing in it speaks for danger, whatever was said before: neither plain words, nor what was learned."""
    return not plainly(found) and scores.get(ALARM, YES) < scores.bars.danger_sign


def planned(found: Evidence, scores: Scores, topic: Topic) -> bool:
    """Whether there are signs of a plan, or of taking leave, soon after a hint of despair: those are believed, but for
    what is handed over at leaving a post, and so is what is told then that little speaks for. A word of a plan is no
    sign where nothing speaks for danger (“一次能报多少”)."""
    if found.motifs & POSTS or not (topic.danger in PLANNING and topic.faint and topic.since <= SOON):
        return False
    plan = not found.motifs.isdisjoint(PLANS) or bool(manner().plan.search(found.text))
    likely = scores.get(ALARM, YES) > scores.bars.danger_soon and not asks(found.text)
    his = topic.danger is Danger.SELF and (likely or found.motifs >= GOING)
    return his or (plan and not signless(found, scores))


def together(joined: Scores, *alone: Scores) -> Danger:
    """The danger that two messages tell of together, more than either does: “什么都不想干”, “我在单位楼顶”."""
    dark = joined.get(ALARM, YES)
    if dark <= max(joined.bars.danger_together, *(scores.get(ALARM, YES) for scores in alone)):
        return Danger.NONE
    return Danger(joined.best(DANGER)[1])


def short(found: Evidence) -> bool:
    """Whether it is a word or two without a dark motif."""
    return len(found.text) <= TINY and found.motifs <= PALE


def bar(found: Evidence, bars: Bars) -> float:
    """How much must speak for danger: little beside words of despair (signals.toml) or of violence, more elsewhere,
    most in a word or two without a dark motif."""
    needed = bars.danger_plain if plainly(found) else bars.danger_tiny if short(found) else bars.danger
    return needed + LIGHTER * bool(found.motifs & LIGHT)
