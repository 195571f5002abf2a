"""The topics and the sides that a message in a talk names itself."""

from __future__ import annotations

from knowledge.lexicon.model import STRONG
from knowledge.patterns import Late
from knowledge.reading.asking import asks
from knowledge.reading.evidence import ENOUGH, by_topic
from knowledge.reading.happenings import CUES
from knowledge.reading.heads import FACET, TOPIC
from knowledge.reading.heard import Heard
from knowledge.reading.manner import manner
from knowledge.reading.model import Act
from knowledge.reading.naming import META, OUT, OWN, PLAIN, PRIVACY, UNHEARD, WHOLES
from knowledge.reading.rules.lexicon import reports_lexicon
from knowledge.reading.topic import Topic

BARE = 8  # characters
BARE_WHOLES = frozenset({"all_money", "all_goods"})
EVERY = Late(r"哪些|哪几|所有|一共|总共|全部|都|各|几[项种样]|分别")
CONFLICTS = {"family_conflict", "member_conflict"}
LEADS_ON = Late(
    r"^(那|还有|另外|再问|然后|嗯|哦|噢|好|ok|那么|这个|那个|它|这|上面|刚才|前面|第[一二三四五六七八九十])|(呢|喃|咧)[?？。!]*$"
)
#: Another matter is begun: “对了，包饺子能带婆婆来吗”.
ANOTHER = Late(
    r"^(?:[哦噢哎诶嗯啊]+[,，。 ]*)?(?:对了|另外|顺便|还有[啊个]|再问[个一]|换个|问个别的|说个别的)[^,，。]{0,2}"
    r"[,，。 ]*(?P<rest>.{4,})"
)
#: What a side alone (“要什么材料”, “能领多少”) is taken for where nothing was said before.
STAND_INS = frozenset({"bot_how_to_report", "bot_status"})


def named_in(heard: Heard) -> list[str]:
    """The topics that the message names: likelier than not, or with a word of the lexicon behind it."""
    ranked, bars = heard.scores.of(TOPIC), heard.scores.bars
    words = {one for one, weight in by_topic(heard.found).items() if weight >= ENOUGH}
    sure = [one for value, one in ranked if value > bars.named and one != UNHEARD and _in_words(one, heard)]
    if own := of_the_bot(heard):
        return sure or [own]
    backed = (one for value, one in ranked[:5] if value > bars.named_by_word and one in words)
    return sure or [one for one in backed if _in_words(one, heard)][:1]


def tells_of_matter(heard: Heard) -> str:
    """The matter of a message that asks nothing and tells of no happening (“端午的粽子没领到”): what “能补吗” asks of;
    "" where it names none, or the bot's own work."""
    reading = heard.reading
    if Act.ASK in reading.acts or reading.questions or reading.wish or any(one.what in CUES for one in reading.events):
        return ""
    return next((one for one in named_in(heard) if not one.startswith(OWN) and one not in WHOLES), "")


def of_the_bot(heard: Heard) -> str:
    """The bot's own work, where it is the likeliest topic and reporting is spoken of: no talk was about that."""
    value, topic = heard.scores.best(TOPIC)
    words = manner().secrecy if topic == PRIVACY else manner().reporting
    named = topic.startswith(OWN) and value > heard.scores.bars.named_own and bool(words.search(heard.reading.text))
    return topic if named else ""


def _in_words(topic: str, heard: Heard) -> bool:
    """What a side alone is taken for where nothing was said before counts as named only by words of its own."""
    text = heard.reading.text
    if topic.startswith(OUT):
        return any(one.startswith("-") for one in heard.found.rules) or not heard.found.facets
    if topic in WHOLES:
        return bool(manner().whole.search(text))
    if topic == META:
        return bool(manner().notice.search(text))
    return topic not in STAND_INS or bool(manner().reporting.search(text))


def shown_in(heard: Heard) -> list[str]:
    """The sides that the message itself asks about; a bare noun shows none."""
    ranked = [(value, facet) for value, facet in heard.scores.of(FACET) if facet != PLAIN]
    text, bars = heard.reading.text, heard.scores.bars
    if len(text) <= BARE and not heard.found.facets and (LEADS_ON.search(text) or not asks(text)):
        return []  # “羽毛球呢”, “羽毛球” ask what was asked before
    sure = [facet for value, facet in ranked if value > bars.side_shown]
    backed = (facet for value, facet in ranked if value > bars.side_by_word and facet in heard.found.facets)
    return sure or list(backed)[:1]


def meant_in_talk(named: str, heard: Heard, topic: Topic) -> str:
    """Of the two conflicts that of the talk, where the message has no plain word for its own; of a bare “慰问金” the
    one for what was told."""
    kin = any(one.role == "kin" for one in heard.found.told.people)
    at_home = kin or bool(reports_lexicon().words["home"].search(heard.reading.text))
    plainly = at_home or heard.found.rules.get(named, 0.0) >= STRONG
    if {named, topic.main} == CONFLICTS and not plainly:
        return topic.main
    of_one = named in BARE_WHOLES and topic.event and topic.kind and not EVERY.search(heard.reading.text)
    return topic.kind if of_one and topic.kind else named


def begins_another(text: str) -> bool:
    """Whether it says that something else is asked now, and leaves nothing of it to the talk."""
    found = ANOTHER.search(text)
    return found is not None and asks(text) and not LEADS_ON.search(found["rest"])
