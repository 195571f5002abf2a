"""The lexicon as it ships has no contradictions; the check finds those that are put in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import LexiconError, Notice
from knowledge.lexicon.check import check
from knowledge.lexicon.load import FOLDER, load

TEN = 10


def test_the_lexicon_has_no_conflicts(notice: Notice) -> None:
    assert [str(one) for one in check(load(), notice)] == []


def test_a_label_keeps_the_quotation_marks_within_a_title() -> None:
    topics = load(FOLDER).topics
    assert topics["chongyang_hike"].label == "“九·九”重阳登山活动"
    assert topics["lecture_hall"].label == "机关职工大讲堂"


def test_the_phrasings_are_many_and_cover_every_topic() -> None:
    lexicon = load()
    assert len(lexicon.phrasings) >= 1200
    labels = [one.label for one in lexicon.phrasings if not one.lookalike]
    assert [topic for topic in lexicon.topics if labels.count(topic) < TEN] == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "lexicon", ignore=shutil.ignore_patterns("*.py", "__pycache__")))


def add(file: str, text: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        with (folder / file).open("a", encoding="utf-8") as out:
            out.write(text)

    return change


@pytest.mark.parametrize(
    ("change", "sort", "words"),
    [
        (add("phrasings/marriage.txt", "\n[amount @ 试]\n我有一句怪话\n"), "", ""),
        (add("phrasings/marriage.txt", "\n[amount @ 试]\n退休送什么呢呀\n"), "同一句话有两个主题", "退休送什么呢呀"),
        (
            add("phrasings/retirement.txt", "\n[amount @ 试]\n丧葬补助去哪里领呀呀\n"),
            "既要回答又要婉拒",
            "丧葬补助去哪里领呀呀",
        ),
        (add("topics/zz.toml", '[zz]\nintent="activity"\nanchor="乒乓"\nstrong="喜酒"\n'), "近义词撞车", "喜酒"),
        (
            add("topics/zz.toml", '[zz]\nintent="activity"\nanchor="攀岩"\ntitle="攀岩"\n'),
            "找不到这个主题的条文",
            "攀岩",
        ),
        (add("topics/zz.toml", '[zz]\nintent="activity"\nanchor="乒乓"\npatterns=["甲*"]\n'), "什么都会匹配", "甲*"),
        (add("phrasings/climbing.txt", "[amount @ 试]\n攀岩要钱吗\n"), "没有对应的主题", "climbing"),
        (add("lookalikes/pension.txt", "about: 退休金\nline: 甲\n"), "写了两处", "pension"),
        (add("declines.toml", '[zz]\nabout="甲"\nnearby="nowhere"\nline="乙"\n'), "婉拒指向不存在的主题", "nowhere"),
    ],
)
def test_the_check_finds_what_is_put_in(
    copy: Path, notice: Notice, change: Callable[[Path], None], sort: str, words: str
) -> None:
    add("phrasings/retirement.txt", "\n[amount @ 试]\n退休送什么呢呀\n")(copy)
    add("lookalikes/funeral_costs.txt", "\n[@ 试]\n丧葬补助去哪里领呀呀\n")(copy)
    change(copy)
    found = [one for one in check(load(copy), notice) if words in one.words]
    assert any(sort in one.sort for one in found) == bool(sort)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (add("topics/notice.toml", '\n[marriage]\nintent="meta"\nanchor=""\n'), "已经有了"),
        (add("topics/notice.toml", "\nnonsense"), "notice.toml 读不了"),
        (add("facets.toml", '\n[zz]\nunstated=""\npatterns=["({nobody})"]\n'), "没有叫"),
        (add("facets.toml", '\n[zz]\nunstated=""\npatterns=["((a)"]\n'), "括号"),
        (add("phrasings/marriage.txt", "\n[amount 试\n甲\n"), "段头"),
        (add("lookalikes/zz.txt", "[@ 试]\n甲\n"), "about"),
    ],
)
def test_a_broken_file_is_refused_by_name(copy: Path, change: Callable[[Path], None], said: str) -> None:
    change(copy)
    with pytest.raises(LexiconError, match=said):
        load(copy)
