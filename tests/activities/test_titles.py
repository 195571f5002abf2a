"""Which activity a question names: by its title, by what it is, or with a typing error."""

from dataclasses import replace

import pytest

from bot.activities.rules import Activity, Plan, Status
from bot.activities.titles import named_among

ONE = Activity(1, 1, "市直属机关工会", True, Status.PUBLISHED, 1, Plan("烘焙"))
KNOWN = [
    replace(ONE, id=at, plan=Plan(title)) for at, title in enumerate(("烘焙", "插花", "环湖徒步", "夜跑", "包饺子"), 1)
]


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("烘焙几点", "烘焙"),
        ("烘培课要钱不", "烘焙"),
        ("差花那个还能报不", "插花"),
        ("徒步在哪集合", "环湖徒步"),
        ("环胡徒步在哪", "环湖徒步"),
    ],
)
def test_a_title_is_known_with_a_character_of_the_same_sound(question: str, title: str) -> None:
    assert [one.title for one in named_among(question, KNOWN, 3)] == [title]


@pytest.mark.parametrize("question", ["茶花开了没", "我也跑不动", "包粽子在哪", "买花要钱不", "跑步几点"])
def test_what_is_another_word_is_no_title(question: str) -> None:
    assert named_among(question, KNOWN, 3) == []
