"""Every side of the bot's own matters is answered, or said not to be known, and by the words that show it."""

from collections import Counter
from pathlib import Path

import pytest

from knowledge.answer import own, rules
from knowledge.answer.pieces import OFFICER, PRESS
from knowledge.errors import LexiconError
from knowledge.lexicon.load import FOLDER, load
from knowledge.reading.rows import read_rounds
from tests.knowledge.answer.readings import composer, say

OWN = rules.load().own
FACETS = load().facets
OFTEN = 6  # times among the labelled messages
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


def _asked_often() -> list[tuple[str, str]]:
    """The sides of the bot's own matters that the labelled messages ask often."""
    asked = Counter(pair for row in read_rounds(FOLDER / "rounds") for pair in row.asks or () if pair[0] in OWN)
    return sorted(pair for pair, count in asked.items() if count >= OFTEN and pair[1])


def test_every_side_that_is_often_asked_has_an_answer_of_its_own() -> None:
    """EVERY stands for none of them: what answers everything answers nothing in particular."""
    sides = composer().pieces.sides
    asked = _asked_often()
    without = [
        (topic, side)
        for topic, side in asked
        if side not in OWN[topic].answers
        and not OWN[topic].side(side)
        and not (OWN[topic].reports and sides.say(side, ("report",)))
    ]
    assert len({topic for topic, _ in asked}) == len(OWN)
    assert without == []


@pytest.mark.parametrize("topic", sorted(OWN))
def test_whoever_is_told_to_press_has_something_to_press(topic: str) -> None:
    """A sentence that offers to tell an officer comes with the button that does."""
    one = OWN[topic]
    for side in (*one.sides, *one.finer):
        if PRESS in one.side(side) or OFFICER.label in one.side(side):
            answer = say("ask", ((topic, side),))
            assert "officer" in {each.action for each in answer.suggestions}, side


def test_the_side_that_names_none_has_its_own_sentence_where_one_is_written() -> None:
    plain = OWN["bot_complain"].side("what")
    assert say("ask", (("bot_complain", "what"),)).text == plain
    beside = say("ask", (("bot_complain", "what"), ("bot_complain", "place"))).text
    assert plain not in beside


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
