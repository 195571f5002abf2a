"""How a message stands to the talk before it: learned apart, from labelled turns (`link`), of what is seen of the
message by itself and beside what the talk is about, into a table of its own beside that for all else."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.lexicon.model import STRONG
from knowledge.reading import features
from knowledge.reading.asking import asks
from knowledge.reading.evidence import ENOUGH, by_topic
from knowledge.reading.heads import ACT, TOPIC
from knowledge.reading.heard import Heard
from knowledge.reading.linear import Table
from knowledge.reading.manner import manner
from knowledge.reading.model import Link
from knowledge.reading.naming import OUT, OWN, UNHEARD
from knowledge.reading.topic import Topic

LINK = "link"
MARK = "→"  # before each feature's name
STEPS = (-6.0, -4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0)  # log-odds
SHARED = (0, 1, 2, 4, 8)  # runs of two characters


def link(table: Table, heard: Heard, topic: Topic) -> Link | None:
    """The likeliest; None in no talk."""
    if not topic.said or table.beside is None:
        return None
    return Link(table.beside.scores(seen(heard, topic)).best(LINK)[1])


def seen(heard: Heard, topic: Topic) -> frozenset[str]:
    """What is seen of a message in its talk."""
    plain = set(_plain(heard, topic))
    crossed = features.pairs_of("*", sorted(one for one in plain if one[0] in "abcdef"))
    of_words = features.grams(heard.reading.text)
    return frozenset(MARK + one for one in (*plain, *crossed, *(f'"{gram}' for gram in of_words)))


def _plain(heard: Heard, topic: Topic) -> Iterator[str]:
    """Those that begin with a to f are looked at in pairs, too."""
    alone, found = heard.reading, heard.found
    (own, name), *_ = heard.scores.of(TOPIC)
    yield f"a{'asks' if asks(alone.text) else 'tells'}"
    yield f"b{_words(heard, topic)}"
    yield f"c{'asked' if topic.asked else 'told' if topic.event else 'neither'}"
    yield f"d{'same' if name == topic.main else 'other'}{_step(own)}"
    yield f"e{_event(heard, topic)}"
    yield f"f{features.step(len(alone.text), features.STEPS)}"
    yield f"gown:{_sort(name)}"
    yield f"hmain:{_sort(topic.main)}"
    if topic.main:
        main = heard.scores.get(TOPIC, topic.main)
        yield f"imain:{_step(main)}"
        yield f"jgap:{_step(main - own)}"
    yield from (f"kact:{act}" for act in alone.acts)
    yield f"lbest:{heard.scores.best(ACT)[1]}"
    yield from (f"mside:{facet}" for facet in found.facets[:2])
    yield f"nsides:{min(2, len(found.facets))}"
    yield from (f"ois:{role}" for role in {one.role for one in found.told.people})
    yield f"pdays:{bool(found.told.days)}"
    yield f"qturn:{alone.turn or (alone.wish and alone.wish.wanted)}"
    yield f"rsmall:{found.small}"
    yield f"smends:{manner().correction(alone.text) is not None}"
    yield f"tshared:{_shared(alone.text, topic.said)}"
    yield f"uafter:{'asks' if asks(topic.said) else 'tells'}{features.step(len(topic.said), features.STEPS)}"


def _step(value: float) -> int:
    return features.step(value, STEPS)


def _sort(topic: str) -> str:
    if topic == UNHEARD or not topic:
        return topic or "none"
    return next((prefix for prefix in (OUT, OWN) if topic.startswith(prefix)), "ours")


def _words(heard: Heard, topic: Topic) -> str:
    """Whether words of the talk's topic, or of another, stand in it."""
    known = {one: weight for one, weight in by_topic(heard.found).items() if weight >= ENOUGH}
    others = [value for one, value in known.items() if one != topic.main]
    return f"{topic.main in known}{'strong' if max(others, default=0.0) >= STRONG else bool(others)}"


def _event(heard: Heard, topic: Topic) -> str:
    """Whether it tells of what was told before, of something else, or of nothing."""
    told = heard.reading.events
    if not told:
        return "none"
    same = topic.event is not None and any(one.what is topic.event.what for one in told)
    return f"{'same' if same else 'other'}{'said' if any(one.words for one in told) else ''}{told[0].state}"


def _shared(text: str, before: str) -> int:
    return features.step(len(features.twos(text) & features.twos(before)), SHARED)
