"""What a message asks: topic × facet. In “住院给多少，乒乓球哪天打” the day is asked of the match alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.lexicon.model import LIKELY, STRONG
from knowledge.patterns import Late
from knowledge.reading.asked import PROCEDURE, specific
from knowledge.reading.asking import asks
from knowledge.reading.evidence import Evidence
from knowledge.reading.figures import figures
from knowledge.reading.happenings import CUES, KINDS
from knowledge.reading.heads import ACT, FACET, TOPIC
from knowledge.reading.linear import Scores
from knowledge.reading.manner import manner
from knowledge.reading.match import Hit
from knowledge.reading.model import PASSED_ON, Act, Event, Question, Reading
from knowledge.reading.naming import OUT, OWN, PLAIN, PRIVACY, UNHEARD, UNNAMED, WHOLES, is_own, is_wide
from knowledge.reading.outright import OF_UNION
from knowledge.reading.report import TOLD, opens

PARTS = re.compile(
    r"[,，。?？!！;；:：/+&\s]+|还有|另外|顺便|然后|(?<=有没有)(?=.+有没有)|(?<=多少)(?=.+多少)|(?<=[吗伐呢])(?!.{0,1}$)"
)
SEVERAL = re.compile(
    r"分别|各|[两三四俩仨](样|件|项|个事|头|个都|种)|都[是有怎咋送贺访算能管给要]|、|和|跟.{1,6}(一起|都)"
    r"|一[回码]事|一样|(和|跟|与).{1,10}(哪|谁|比)|[+/&]|区别|以及|及|与|另外|另问|顺便|一起|同时|叠|合计|还有|又|也|呢.+呢|[?？,，].+"
)
HAN = re.compile(r"[\u3400-\u9fff]")
OF_ALL = re.compile(r"分别|都|各|一起|统统|全部")
JOINED = re.compile(r"和|跟|与|及|还有|、|分别|顺便")
BESIDES, NEARBY = 8, 12  # how far down a topic is looked for that has a word, or a part, of its own
MOST_TOPICS, MOST_FACETS, MOST_GUESSES = 4, 3, 2
AT_WORK = frozenset({"official", "work", "desk"})  # motifs of lexicon/despair.toml
FEELINGS = frozenset({OUT + "psychological_service"})
HALVES = frozenset({"all_visits", "all_joys"})  # of all benefits
OF_REPORTS = frozenset({"bot_status", "bot_edit_report", "bot_withdraw", "bot_my_data"})
EVERYTHING = Late("一共|总共|所有|全部|都有|各项|哪些|哪几|几[项种样]|别的|其他|其它|还有什么|还有哪")
QUIET = frozenset({"other", "secrecy", "which", "exists", "procedure"})
ASKING = frozenset({Act.ASK, Act.PRESS, Act.WITHDRAW, Act.CORRECT, Act.COMPLAIN})


def topics(found: Evidence, scores: Scores, acts: frozenset[Act]) -> list[str]:
    """Every topic that is likelier asked about than not; where something is asked, and nothing is for officers to
    hear, at least the likeliest. Who only tells, thanks or jokes asks nothing."""
    if not acts & ASKING:
        return []
    asking = Act.ASK in acts or Act.PRESS in acts
    ranked, bars = scores.of(TOPIC), scores.bars
    if not (found.rules or HAN.search(found.text)) and ranked[0][0] <= bars.topic:
        return [UNHEARD] if asking else []  # “asdfghjkl”
    second = max(bars.topic, bars.topic_second)
    sure = [name for value, name in ranked if value > (bars.topic if name == ranked[0][1] else second)][:MOST_TOPICS]
    named = {topic for topic in found.rules if found.rules[topic] >= STRONG}
    if len(named.union(map(owner, sure))) > 1 and SEVERAL.search(found.text):
        sure += [
            name
            for value, name in ranked[:BESIDES]
            if name not in sure and value > bars.topic_beside and owner(name) in named
        ]
    sure = _whole_or_parts(found, sure, named)
    if sure:
        return _without_background(found, sure + apart(found, scores, sure))[:MOST_TOPICS]
    if acts & PASSED_ON:
        return []
    value, name = ranked[0]
    cross = Act.COMPLAIN in acts
    outright = bars.topic_outright if owner(name) in named else bars.topic_heard
    least = bars.topic_cross if cross else outright
    if value > bars.topic_first or (asking and value > least):
        return _whole_or_parts(found, [name], named)
    return [UNHEARD] if asking and not cross else []


def _whole_or_parts(found: Evidence, asked: Sequence[str], named: Collection[str]) -> list[str]:
    """The topics without a list that a longer one holds (访和贺一共几项), or of all where two are named (“结婚和生孩子
    哪个多”), and without any beside what has a word of its own; “快退休了能领啥”, with one kind, asks of that."""
    kinds = [topic for topic in named if not topic.startswith("-")]
    if "all_benefits" in asked and len(kinds) > 1 and not WHOLES.intersection(kinds):
        return list(dict.fromkeys([*(one for one in asked if one not in WHOLES), *kinds]))
    parts = [one for one in asked if one not in WHOLES]
    if len(parts) < len(asked) and not EVERYTHING.search(found.text):
        if any(owner(one) in named for one in parts):
            return parts
        if not parts and len(kinds) == 1 and kinds[0] in KINDS and not manner().whole.search(found.text):
            return kinds
    return [one for one in asked if one not in HALVES or "all_benefits" not in asked]


def guesses(found: Evidence, scores: Scores, told: Sequence[Event], asked: Sequence[str]) -> tuple[str, ...]:
    """The likeliest topics, where what is `asked` is no more than the likeliest of them, of no word of its own nor what
    is told, and too unlikely to be answered; else none. What is told of something else makes no topic likelier: of what
    is below these bars beside it, one in seven was right by writers held out, and three in four of its own kind."""
    value, name = scores.of(TOPIC)[0]
    of_it = any(name in {opens(event.what, event.whose), CUES.get(event.what)} for event in told)
    if list(asked) != [name] or name == UNHEARD or worded(name, found) or of_it:
        return ()
    bars = scores.bars
    bar = bars.guessed_own if is_own(name) else bars.guessed_wide if is_wide(name) else bars.guessed
    if value > bar:
        return ()
    return tuple(one for _, one in scores.of(TOPIC) if one != UNHEARD)[:MOST_GUESSES]


def felt(found: Evidence, asked: Sequence[str]) -> bool:
    """“最近老失眠” says how somebody feels, whatever a notice might say of it; nothing is asked."""
    return bool(asked) and FEELINGS.issuperset(asked) and not asks(found.text)


def tells_of_another(found: Evidence, scores: Scores, told: Sequence[Event], asked: Sequence[str]) -> bool:
    """Whether it rather tells of a happening than asks what it hardly says a word of: “小陈怀孕了，我算不算管闲事，就是
    替她高兴” does not pry into names."""
    likelier = scores.get(ACT, Act.TELL) > scores.get(ACT, Act.ASK)
    return bool(told) and likelier and bool(guesses(found, scores, told, asked))


def of_what_is_told(found: Evidence, scores: Scores, told: Sequence[Event], asked: Sequence[str]) -> Sequence[str]:
    """The topics, or, where they are a mere guess, the kind of what is told: “我家老头子走了，该从哪一步弄起”. Half of
    such questions by writers held out asked of it, and one in eight of the guess. So does a kind without a word of its
    own, where another is told of in words."""
    kinds = [kind for event in told if event.state in TOLD and (kind := opens(event.what, event.whose))]
    unsaid = len(asked) == 1 and asked[0] in KINDS and not worded(asked[0], found) and any(one.words for one in told)
    doubtful = (unsaid and asked[0] not in kinds) or guesses(found, scores, told, asked)
    return kinds[:1] if kinds and asks(found.text) and doubtful else asked


def of_the_union(found: Evidence) -> bool:
    """Whether it has a word for one of our topics or for a sum, or for how things are done at the union and at work."""
    named = any(value >= LIKELY and not owner.startswith("-") for owner, value in found.rules.items())
    said = OF_UNION.search(found.text) or manner().whole.search(found.text)
    return named or said is not None or bool(found.motifs & AT_WORK or figures(found.text))


def _without_background(found: Evidence, asked: list[str]) -> list[str]:
    """The topics without those that are only told beside a look-alike: “爸爸走了，可以请几天假” asks of leave alone.
    A topic stays that is joined to it, or that a part without the look-alike's words asks about."""
    if all(one == UNHEARD or not one.startswith(OUT) for one in asked) or JOINED.search(found.text):
        return asked
    others = [hit for hit in found.hits if hit.owner.startswith("-")]
    alone = [
        (start, end)
        for start, end in parts(found.text)
        if asks(found.text[start:end]) and not any(start <= hit.start and hit.end <= end for hit in others)
    ]
    return [
        topic
        for topic in asked
        if topic.startswith((OUT, OWN))
        or any(_in(topic, found, start, end) or owner(topic) not in found.rules for start, end in alone)
    ]


def apart(found: Evidence, scores: Scores, asked: list[str]) -> list[str]:
    """The look-alike that a part of the message asks about by its own words, none of the topics' being there: the leave
    of “亲属去世，丧假能休几天”."""
    ranked = [(value, name) for value, name in scores.of(TOPIC)[:NEARBY] if name.startswith(OUT) and name != UNHEARD]
    if not ranked or ranked[0][0] < scores.bars.topic_aside or not all(topic in found.rules for topic in asked):
        return []
    for start, end in parts(found.text):
        inside = [hit for hit in found.hits if start <= hit.start < end and hit.weight >= STRONG]
        alone = inside and all(hit.owner.startswith("-") for hit in inside)
        if alone and asks(found.text[start:end]) and not any(_in(topic, found, start, end) for topic in asked):
            return [ranked[0][1]]
    return []


def _in(topic: str, found: Evidence, start: int, end: int) -> bool:
    own = owner(topic)
    return any(hit.owner == own and start <= hit.start < end for hit in found.hits)


def facets(scores: Scores) -> list[str]:
    """The sides asked about, the likeliest first; `what` where none stands out."""
    ranked, bars = scores.of(FACET), scores.bars
    sure = [name for value, name in ranked if value > bars.side][:MOST_FACETS]
    return sure or [ranked[0][1] if ranked[0][0] > bars.side_first else PLAIN]


def surely(reading: Reading, scores: Scores) -> Reading:
    """The reading with a side that is not sure given up for the particular ones that the asking parts show by their
    words; one that is hardly likely for any that they show, or, where they show none and can be said back, for a side
    that we have no word for."""
    value, side = scores.best(FACET)
    shown = [facet for one in reading.askings for facet in one.facets]
    if value > scores.bars.side_sure or not reading.askings or side in shown:
        return reading
    instead = list(dict.fromkeys(facet for one in reading.askings for facet in specific(one)[:1]))
    if value > scores.bars.side_unsure and not {*instead} - {PROCEDURE}:
        return reading
    instead = instead or shown[:1] or ([UNNAMED] if any(one.quote for one in reading.askings) else [side])
    mended = tuple(
        replace(one, facet=facet)
        for one in reading.questions
        for facet in (instead if one.facet == side and not one.topic.startswith((OUT, OWN)) else [one.facet])
    )
    return replace(reading, questions=tuple(dict.fromkeys(mended)))


def each_part(reading: Reading) -> Reading:
    """The reading with a side for every asking part whose words show one, where several ask of one topic and nothing
    that the part shows is asked yet: “哪天打，在哪打，家属能来吗”."""
    topics = {one.topic for one in reading.questions}
    if len(reading.askings) < 2 or len(topics) != 1 or topics & {UNHEARD}:
        return reading
    asked = {one.facet for one in reading.questions}
    more = [specific(one)[0] for one in reading.askings if specific(one) and not asked & set(one.facets)]
    added = (Question(topic, facet) for topic in topics for facet in dict.fromkeys(more))
    return replace(reading, questions=(*reading.questions, *added))


def questions(
    found: Evidence, asked: Sequence[str], sides: Sequence[str], facets_of: Callable[[str], Sequence[str]]
) -> tuple[Question, ...]:
    """Each topic with its sides. `facets_of` gives the sides that a part of the message shows."""
    asked = in_order(asked, found)
    if len(asked) < 2 or len(sides) < 2:
        return tuple(Question(topic, facet, _words(topic, found.hits)) for topic in asked for facet in sides)
    shared = _shared(found, asked, sides, facets_of)
    return tuple(
        Question(topic, facet, _words(topic, found.hits)) for topic in asked for facet in shared[topic] or sides
    )


def beside_a_report(told: Sequence[Event], scores: Scores) -> list[str]:
    """The kind that is reported, where a side of it is as good as asked: “父亲去世，要交什么尽管说”."""
    value, facet = scores.best(FACET)
    if value < scores.bars.side_outright or facet in QUIET:
        return []
    kinds = (opens(event.what, event.whose) for event in told if event.state in TOLD)
    return [kind for kind in kinds if kind][:1]


def of_reports(asked: Sequence[str], sides: Sequence[str]) -> list[str]:
    """The topics without the kind that is only named in asking about a report (“我报的住院到哪一步了”), about what is
    known of him, or about who gets to know."""
    if PRIVACY in asked and set(sides) <= QUIET:  # who sees it is asked, not how far it has got
        asked = [one for one in asked if one not in OF_REPORTS]
    about = OF_REPORTS & set(asked) or (PRIVACY in asked and set(sides) <= QUIET)
    return [one for one in asked if one.startswith((OWN, OUT))] if about else list(asked)


def unknown(name: str, sides: Sequence[str]) -> tuple[Question, ...]:
    """What is asked of a name that nothing explains."""
    return tuple(Question(UNHEARD, side, name) for side in sides)


def in_order(asked: Sequence[str], found: Evidence) -> list[str]:
    """The topics as the message names them, one after the other; those without a word of ours come first."""
    first = {topic: min((hit.start for hit in found.hits if _of(topic, hit)), default=-1) for topic in asked}
    return sorted(asked, key=lambda topic: first[topic])


def _shared(
    found: Evidence, asked: Sequence[str], sides: Sequence[str], facets_of: Callable[[str], Sequence[str]]
) -> dict[str, list[str]]:
    """Topic → its sides. A part that names no topic asks of the one named last; a topic of which nothing is asked is
    asked what the one before it was; sides that no part shows are asked of all."""
    own: dict[str, list[str]] = {topic: [] for topic in asked}
    last: list[str] = []
    for start, end in parts(found.text):
        named = [topic for topic in asked if _in(topic, found, start, end)]
        last = named or last
        shown = [facet for facet in facets_of(found.text[start:end]) if facet in sides]
        for topic in asked if OF_ALL.search(found.text[start:end]) or not last else last:
            own[topic] += [facet for facet in shown if facet not in own[topic]]
    shown_anywhere = {facet for found_ in own.values() for facet in found_}
    common = [facet for facet in sides if facet not in shown_anywhere]
    before: list[str] = []
    for topic in asked:
        before = own[topic] = own[topic] or before
    return {topic: [*own[topic], *common] for topic in asked}


def _of(topic: str, hit: Hit) -> bool:
    return hit.owner == owner(topic)


def worded(topic: str, found: Evidence) -> bool:
    """Whether a message has a word of a topic's own: one that most likely means it. Of guesses with no more than a hint
    (婚 in “离了婚” for weddings) as few are right as of those without."""
    return found.rules.get(owner(topic), 0.0) >= LIKELY


def owner(topic: str) -> str:
    """The name under which the lexicon's words for a topic are found."""
    return "-" + topic.removeprefix(OUT) if topic.startswith(OUT) else topic


def _words(topic: str, hits: Sequence[Hit]) -> str:
    return "、".join(dict.fromkeys(hit.words for hit in hits if _of(topic, hit)))


def parts(text: str) -> list[tuple[int, int]]:
    """Where the parts of a message in normal form stand that are said one after the other."""
    cuts = [(0, 0), *(match.span() for match in PARTS.finditer(text)), (len(text), len(text))]
    return [(end, start) for (_, end), (start, _) in pairwise(cuts) if start > end]
