"""The product's heart, swept: every topic by every facet in twenty ways of asking, of which `--whole` tries each and an
ordinary run every FEWER-th, in turn. No figure without a ceiling and a source, none for a kind that has none, money and
goods never mixed up."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Answer, Library
from knowledge.lexicon.load import load
from tests.knowledge.conftest import TODAY

LEXICON = load()
FACET_WORDS = {key: [*facet.cues.words][:3] for key, facet in LEXICON.facets.items() if facet.cues.words}
TEMPLATES = (
    "{topic}{facet}",
    "{topic}，{facet}？",
    "请问{topic}{facet}",
    "我想问一下{topic}的{facet}",
    "{facet}，我说的是{topic}",
    "那{topic}{facet}呢",
    "{topic}到底{facet}啊",
    "工会{topic}{facet}伐",
    "我们单位{topic}{facet}吗",
    "{topic} {facet} 急",
    "老师好，{topic}{facet}，谢谢",
    "通知里{topic}{facet}写了没",
    "听说{topic}{facet}，真的假的",
    "今年{topic}还{facet}不",
    "会员{topic}{facet}有没有规定",
    "{topic}最多{facet}",
    "{topic}能不能多给，{facet}",
    "{topic}三千块，{facet}对不对",
    "凭什么{topic}没有，{facet}",
    "{topic}{facet}？还有{topic}呢",
)
FEWER = 5
FIGURE = re.compile(r"(?P<before>.{0,8}?)\s?(?P<yuan>\d[\d,]*)\s?元")


def asked_of(topic: str) -> list[str]:
    words = sorted(LEXICON.topics[topic].cues.words.items(), key=lambda one: -one[1])
    return [word for word, _ in words[:2]]


def honest(library: Library, answer: Answer) -> None:
    """What must hold of any answer to anything."""
    kinds = {kind.key: kind for kind in library.in_force(TODAY).kinds}
    for topic, yuan in answer.amounts.items():
        assert kinds[topic].ceiling == yuan
        assert f"{kinds[topic].form}不超过 {yuan} 元" in answer.text
    for figure in FIGURE.finditer(answer.text):
        assert re.search(r"不超过|上限是|^到", figure["before"]), answer.text
        assert int(figure["yuan"]) in {kind.ceiling for kind in kinds.values()}
    if answer.amounts:
        assert "依据：温直工〔2019〕7号（2019年）" in answer.text
        assert answer.citations
    if set(answer.topics) & set(kinds) and not any(kinds[key].visit for key in set(answer.topics) & set(kinds)):
        assert "慰问金不超过" not in answer.text
    assert len(answer.suggestions) <= 3
    if answer.intent == "out_of_scope":
        assert not answer.amounts
        assert not FIGURE.search(answer.text)


def test_an_ordinary_run_asks_of_every_topic_and_of_every_facet_in_every_way() -> None:
    topics, facets = len(LEXICON.topics), len(FACET_WORDS)
    tried = [(topic, facet, way) for topic in range(topics) for facet in range(facets) for way in ways(topic + facet)]
    assert {(topic, way) for topic, _, way in tried} == set(product(range(topics), range(len(TEMPLATES))))
    assert {(facet, way) for _, facet, way in tried} == set(product(range(facets), range(len(TEMPLATES))))


def ways(turn: int, *, whole: bool = False) -> range:
    """The templates of a turn, by their places."""
    return range(len(TEMPLATES)) if whole else range(turn % FEWER, len(TEMPLATES), FEWER)


@pytest.mark.parametrize("topic", sorted(LEXICON.topics))
def test_every_topic_by_every_facet(library: Library, topic: str, *, whole: bool) -> None:
    turn = sorted(LEXICON.topics).index(topic)
    for at, words in enumerate(FACET_WORDS.values()):
        for number in ways(turn + at, whole=whole):
            template = TEMPLATES[number]
            said = template.format(topic=asked_of(topic)[number % 2 - 1 :][0], facet=words[(at + number) % len(words)])
            answer = library.answer(said, today=TODAY)
            honest(library, answer)
            kind = library.in_force(TODAY).kind(topic)
            if kind and answer.topics == (topic,):
                assert (topic in answer.amounts) <= (kind.ceiling is not None), said
                if not kind.visit:
                    assert "慰问金不超过" not in answer.text, said
                if "form" in answer.facets and not kind.form:
                    assert "未写明" in answer.text or "没有写" in answer.text, said


@settings(max_examples=200, derandomize=True)
@given(st.text(max_size=60))
def test_any_text_is_answered_honestly(library: Library, said: str) -> None:
    honest(library, library.answer(said, today=TODAY))


@settings(max_examples=150, derandomize=True)
@given(st.lists(st.sampled_from([one.text for one in LEXICON.phrasings]), min_size=2, max_size=3))
def test_any_run_of_questions_is_answered_honestly(library: Library, said: list[str]) -> None:
    honest(library, library.answer(said[-1], said[:-1], today=TODAY))
    honest(library, library.answer("，".join(said), today=TODAY, in_group=True))
