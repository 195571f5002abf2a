"""Every assertion about the notice is borne out by the clause in force, or its own words are quoted instead."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge import Library
from knowledge.answer.rules import load
from knowledge.answer.uninterpreted import Uninterpreted
from knowledge.lexicon.load import load as load_lexicon
from knowledge.reading.evidence import Gatherer
from knowledge.reading.likeness import Likeness
from knowledge.reading.teach import taught
from knowledge.shelf import NOTICES

TEXT = (NOTICES / "notice-2019-7.txt").read_text(encoding="utf-8")
ON = date(2022, 6, 1)


def later(*changes: tuple[str, str]) -> str:
    """The notice as it might be worded in 2022."""
    text = TEXT
    for old, new in (("〔2019〕7号", "〔2022〕3号"), ("2019年3月18日", "2022年3月18日"), *changes):
        assert old in text
        text = text.replace(old, new)
    return text


def library(folder: Path, *changes: tuple[str, str]) -> Library:
    (folder / "notice-2019-7.txt").write_text(TEXT, encoding="utf-8")
    (folder / "notice-2022-3.txt").write_text(later(*changes), encoding="utf-8")
    found = Library.load(folder)
    assert found.refused == ()
    return found


SUSPENDED = (
    "（四）继续做好 2019 年度干部职工的疗休养工作。",
    "（四）2022年度干部职工的疗休养工作暂停，恢复时间另行通知。",
)
RULES = (
    "（三）积极动员和组织本系统的基层工会参加全市职工互助保障工作。",
    "（三）会员申请慰问的，应在事项发生之日起3个月内填写审批表，并提供有关证明复印件。所称直系亲人，限于父母、配偶、子女。",
)


def test_the_notice_that_ships_is_interpreted_whole() -> None:
    lexicon, rules = load_lexicon(), load()
    like = Likeness(Gatherer(lexicon), taught())
    plain = Uninterpreted(Library.load().in_force(ON), lexicon, rules, like)
    assert plain.items == ()
    assert plain.licensed() == (rules, lexicon)


@pytest.mark.parametrize("question", ["疗休养今年有吗", "疗休养还搞不搞", "今年能去疗养吗"])
def test_what_is_suspended_is_not_said_to_go_on(tmp_path: Path, question: str) -> None:
    text = library(tmp_path, SUSPENDED).answer(question, today=ON).text
    assert "疗休养工作暂停，恢复时间另行通知" in text
    assert "有的" not in text
    assert "继续做好" not in text


def test_the_same_words_of_another_year_are_interpreted_as_before(tmp_path: Path) -> None:
    known = library(tmp_path, ("2019 年度干部职工的疗休养", "2022 年度干部职工的疗休养"))
    text = known.answer("今年疗休养有吗", today=ON).text
    assert "有的，2022年的通知写的是：“继续做好2022年度干部职工的疗休养工作。”" in text


def test_a_side_that_another_clause_states_is_quoted_and_not_called_unstated(tmp_path: Path) -> None:
    known = library(tmp_path, RULES)
    for question in ("结婚要什么材料", "住院慰问怎么申请"):
        text = known.answer(question, today=ON).text
        assert "填写审批表，并提供有关证明复印件" in text
        assert "温直工〔2022〕3号第四部分（三）的原文" in text
        assert "没有写" not in text
    assert "没有写要交哪些材料" in known.answer("结婚要什么材料", today=date(2020, 1, 1)).text


def test_whom_a_clause_covers_is_not_said_of_another_wording(tmp_path: Path) -> None:
    known = library(tmp_path, RULES, ("会员结婚要贺", "会员及其子女结婚要贺"))
    kin = known.answer("我爷爷走了有慰问吗", today=ON)
    assert "限于父母、配偶、子女" in known.answer("直系亲人包括哪些人", today=ON).text
    assert "未界定" not in kin.text
    assert kin.amounts == {}
    wedding = known.answer("我女儿结婚有慰问吗", today=ON)
    assert "没写子女" not in wedding.text
    assert "会员及其子女结婚要贺" in wedding.text
