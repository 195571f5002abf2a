"""Which topic a question in a talk asks of: what is seen of each candidate, how that is weighed and learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.lexicon.load import load
from knowledge.reading.crossfit import APART, PARTS, interrupting, of_turns, writers
from knowledge.reading.heads import Example
from knowledge.reading.linear import Table
from knowledge.reading.meant import Beside, meant
from knowledge.reading.naming import UNHEARD
from knowledge.reading.ranking import Choice, learn
from knowledge.reading.reader import Reader
from knowledge.reading.rows import Row
from knowledge.reading.teach import taught
from knowledge.shelf import NOTICES, Shelf

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def reader() -> Reader:
    lexicon = load()
    return Reader(lexicon, Shelf(NOTICES, lexicon).notices[-1], taught())


def asked(reader: Reader, *said: str) -> list[str]:
    return [one.topic for one in reader.read(said[-1], said[:-1], TODAY).questions]


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        (["乒乓球今年还比吗", "几月", "六十以上的老头子呢"], "table_tennis"),
        (["积极分子怎么评", "聘用的算不算", "评上了有没有奖金"], "advanced_selection"),
        (["住院给多少", "那结婚呢", "能有多少"], "marriage"),
        (["联谊会什么时候办", "离过婚的可以去吗", "要写清楚？"], "singles_social"),
        (["大讲堂讲啥", "几点", "算学时伐"], "lecture_hall"),
        (["互助保障住院能赔多少", "门诊呢", "单子要哪些，我去年出院的都塞在月饼盒里了"], "mutual_aid"),
        (["疗休养怎么报名", "结婚给多少"], "marriage"),
    ],
)
def test_a_question_is_about_the_matter_of_the_talk_unless_it_brings_its_own(
    reader: Reader, said: Sequence[str], topic: str
) -> None:
    assert asked(reader, *said)[:1] == [topic]


def test_a_talk_comes_back_to_an_earlier_matter(reader: Reader) -> None:
    said = ("生日券啥时候发", "我们三楼那台打印机卡纸，后勤电话多少", "对了，券能转给别人用不")
    assert asked(reader, *said)[:1] == ["birthday"]


def test_what_was_spoken_of_is_kept_with_its_age_the_latest_first(reader: Reader) -> None:
    topic = reader.topic(("乒乓球哪天打", "疗休养去哪里"), TODAY)
    assert [(one.topic, one.age) for one in topic.spoken] == [("recuperation", 0), ("table_tennis", 1)]


def test_every_feature_of_a_candidate_is_seen_once(reader: Reader) -> None:
    view = reader.view("五十五以上呢", ("乒乓球哪天打", "疗休养去哪里"), TODAY)
    assert {"table_tennis", "recuperation", UNHEARD} <= set(view.candidates)
    for candidate in view.candidates:
        seen = list(view.seen(candidate))
        assert len(seen) == len(set(seen))


def test_before_anything_is_learned_a_question_asks_what_it_asks_by_itself(reader: Reader) -> None:
    view = reader.view("结婚给多少", ("乒乓球哪天打",), TODAY)
    assert meant({}, view) == "marriage"


def test_weights_prefer_what_was_right_and_are_the_same_each_time() -> None:
    choices = [Choice([("near", "long"), ("far", "long")], [True, False]) for _ in range(20)]
    choices += [Choice([("far",), ("near",)], [False, True]) for _ in range(20)]
    weights = learn(choices)
    assert weights["near"] > 0.5 > -0.5 > weights["far"]
    assert abs(weights.get("long", 0.0)) < 0.3  # it tells the candidates of no example apart
    assert learn(choices) == weights


def test_rare_features_and_examples_without_a_right_candidate_teach_nothing() -> None:
    assert learn([Choice([("once",), ("twice",)], [True, False])]) == {}
    assert learn([Choice([("a",), ("b",)], [False, False])] * 9) == {}


def test_what_stands_alone_is_learned_behind_another_question_of_the_same_writer() -> None:
    rows = [Row(f"第{at}件事怎么办理", "one", asks=(("fees", "procedure"),)) for at in range(60)]
    rows += [Row("几月", "one", asks=(("fees", "date"),)), Row("住院慰问金多少", "two", asks=(("fees", "amount"),))]
    behind = interrupting(rows)
    assert [(row.text, row.context) for row in behind] == [
        (f"第{at + APART}件事怎么办理", (f"第{at}件事怎么办理",)) for at in range(60 - APART)
    ]


def test_turns_are_looked_at_with_a_table_that_has_not_seen_their_writer(tmp_path: Path) -> None:
    rows = [
        Row("几月", source, ("乒乓球哪天打",), acts=("ask",), asks=(("table_tennis", "date"),), link="same")
        for source in ("one", "one", "two", "three")
    ]
    rows.append(Row("乒乓球哪天打", "nobody", asks=(("table_tennis", "date"),)))
    parts = writers(rows)
    assert len(parts) == PARTS
    assert sorted(name for part in parts for name in part) == ["one", "three", "two"]
    lexicon, links, read_by = load(), list[int](), tmp_path / "read by"  # a file: each part is read in a process
    base = replace(taught(), meant={})
    held_out = [(part, replace(base, fingerprint="|".join(sorted(part)))) for part in parts]

    def linked(examples: Sequence[Example]) -> Table:
        links.append(len(examples))
        return base.beside or base

    notice = Shelf(NOTICES, lexicon).notices[-1]

    def reader(table: Table) -> Reader:
        with read_by.open("a") as file:
            file.write(table.fingerprint + "\n")
        return Reader(lexicon, notice, table)

    beside, meant = of_turns(reader, rows, held_out, linked)
    assert set(read_by.read_text().split()) == {"|".join(sorted(part)) for part in parts}
    assert links[-1] == 4  # every turn, each seen by the table of the other part
    assert beside is base.beside
    assert meant


def test_what_a_turn_and_its_talk_say_together_is_weighed(reader: Reader) -> None:
    view = reader.view("换一张几天", ("工会那张卡换手机号了", "余额会没吗", "卡也裂了"), TODAY)
    alone = replace(view, together={})
    assert set(alone.candidates) < set(view.candidates)
    assert {one.partition(" ")[0] for one in view.seen(UNHEARD)} >= set(view.together)
    together = view.together[Beside.TALK]
    assert together.sums.known > view.together[Beside.LAST].sums.known > view.scores.sums.known
    assert not reader.view("换一张几天", (), TODAY).together


@pytest.mark.parametrize("text", ["住院给多少", "退休送什么"])
def test_a_short_question_that_names_a_kind_is_never_carried_off(reader: Reader, text: str) -> None:
    said = ("家里特别困难，工会最多给多少", "五要访有哪些", text)
    assert asked(reader, *said)[:1] == asked(reader, text)[:1]


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        (["生日蛋糕券哪天发", "奶油过敏，吃了一身疹子", "哪些店能用"], "birthday"),
        (["去年没休完的年假还有没有", "能换成钱吗"], "out.annual_leave"),
    ],
)
def test_common_words_are_no_name_and_no_whole_in_a_talk(reader: Reader, said: Sequence[str], topic: str) -> None:
    assert asked(reader, *said)[:1] == [topic]


def test_a_name_that_ends_as_one_stands_for_itself(reader: Reader) -> None:
    assert reader.read("工会的乐嗨节在哪里办", ("住院给多少",), TODAY).unknown == "乐嗨节"
    assert not reader.read("能换成钱吗", ("去年没休完的年假还有没有",), TODAY).unknown
