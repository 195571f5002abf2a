"""The clause that states what is asked stands before what else is said."""

from __future__ import annotations

import pytest

from tests.knowledge.documents.asked.many import HERE, in_force, read


@pytest.mark.parametrize(
    ("file", "question", "place"),
    [
        ("school", "慰问要守哪些原则", "第三条"),  # the list of all is no answer
        ("school", "我俩不在一所学校，各领各的吗", "第十四条"),
    ],
)
def test_it_stands_first(file: str, question: str, place: str) -> None:
    library, day = in_force([read((HERE / f"{file}.txt").read_bytes())])
    assert library.answer(question, today=day).citations[0].clause == place


@pytest.mark.parametrize("whose", ["家庭成员", "主要家庭成员", "岳母", "公公"])
def test_a_death_in_the_family_is_read_by_whichever_name_of_kin(whose: str) -> None:
    text = (HERE / "school.txt").read_text(encoding="utf-8").replace("家庭主要成员去世", f"{whose}病故")
    sixth = next(one for one in read(text.encode()).clauses if one.place == "第六条")
    assert (sixth.event, sixth.amount and sixth.amount.value) == ("bereavement", 500)
