"""Every side of the bot's own matters is answered, or said not to be known, and by the words that show it."""

from pathlib import Path

import pytest

from knowledge.answer import own, rules
from knowledge.errors import LexiconError
from knowledge.lexicon.load import load
from tests.knowledge.answer.readings import say

OWN = rules.load().own
FACETS = load().facets
ROWS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("own_sides.tsv").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("topic", sorted(OWN))
def test_no_side_is_answered_with_the_stock_sentence(topic: str) -> None:
    """Unless that is what answers it: the way to a person, or how a report is handed in."""
    meant = OWN[topic].answers
    if own.EVERY in meant:
        assert "点下面的按钮" in OWN[topic].say
        return
    for facet in FACETS:
        answer = say("ask", ((topic, facet),))
        if facet not in meant:
            assert OWN[topic].say not in answer.text, facet
        assert answer.text


def test_a_side_that_nothing_is_known_of_is_named_and_leads_to_a_person() -> None:
    answer = say("ask", (("bot_help", "duration"),))
    assert answer.text == "几天，我这里没有记着；点下面的按钮，我替您转告工会干部，由干部来答复您。"
    assert answer.suggestions[0].action == "officer"


def test_what_is_known_of_one_side_stands_without_what_is_not_of_another() -> None:
    assert "没有记着" not in say("ask", (("bot_help", "fee"), ("bot_help", "duration"))).text


@pytest.mark.parametrize(("topic", "facet", "key", "shown", "other"), ROWS)
def test_a_particular_side_is_shown_by_its_words_and_not_by_others(
    topic: str, facet: str, key: str, shown: str, other: str
) -> None:
    assert key in OWN[topic].closer((facet,), shown)
    if OWN[topic].finer[key].find.pattern:
        assert key not in OWN[topic].closer((facet,), other)
    assert OWN[topic].finer[key].say in say("ask", ((topic, facet),), text=shown).text


def test_every_particular_side_has_its_words_tried() -> None:
    tried = {(topic, key) for topic, _, key, *_ in ROWS}
    mine = {(topic, key) for topic, one in OWN.items() for key in one.finer}
    shared = {key for _, key in tried}
    assert {(topic, key) for topic, key in mine if key not in shared} == set()
    assert tried <= mine


def test_a_particular_side_stands_only_for_those_that_it_may() -> None:
    answer = say("ask", (("bot_privacy", "duration"), ("bot_privacy", "procedure")), text="存多久，身份证能删吗")
    assert "身份证号我不问" in answer.text
    both = say("ask", (("bot_signup", "date"), ("bot_signup", "count")), text="哪天，我报了两次算几个")
    assert "不会算成两个" in both.text
    assert "哪天、几点" in both.text


def test_the_buttons_are_those_of_the_side() -> None:
    assert [one.action for one in say("ask", (("bot_help", "procedure"),), text="字太小了").suggestions] == ["help"]
    assert [one.action for one in say("ask", (("bot_help", "which"),)).suggestions] == ["report", "activities", "help"]


@pytest.mark.parametrize(
    "entry",
    ['finer.x = { find = "(", say = "" }', 'finer.x = { say = "" }', 'also = "bot_none"'],
)
def test_an_entry_that_cannot_be_used_is_named(tmp_path: Path, entry: str) -> None:
    (tmp_path / "self.toml").write_text(f'[bot_x]\nsay = ""\nbuttons = []\n{entry}\n', encoding="utf-8")
    (tmp_path / "work.toml").write_text("", encoding="utf-8")
    with pytest.raises(LexiconError, match="bot_x"):
        own.read(tmp_path)
