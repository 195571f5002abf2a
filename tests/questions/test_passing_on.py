"""Words are shown before they are passed on, and go to whom they should."""

from collections.abc import Sequence

import pytest

from bot.core.people import Member, Office, Role
from bot.questions.memory import ConversationMemory
from bot.questions.offices import _is_about
from tests.support import NOON

TALK = (1, 2)


def test_what_was_shown_waits_until_it_is_decided() -> None:
    memory = ConversationMemory()
    memory.remember(*TALK, "食堂油太重", missed=False, now=NOON)
    memory.hold(*TALK, "食堂油太重", NOON)
    memory.remember(*TALK, "还有点咸", missed=False, now=NOON)
    assert memory.passing(*TALK, NOON) == "食堂油太重"
    memory.hold(*TALK, "", NOON)
    assert memory.passing(*TALK, NOON) == ""
    assert memory.recall(*TALK, NOON).said == ("食堂油太重", "还有点咸")


def _officer(name: str, role: Role) -> Member:
    return Member(id=1, staff_no="A1", name=name, branch_id=1, offices=(Office(1, role),))


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("陈雅琴爱理不理", {"陈雅琴"}),
        ("分会那个姓陈的委员不理人", {"陈雅琴"}),
        ("陈委员说过期不候", {"陈雅琴"}),
        ("主席摔我材料", {"林国栋"}),
        ("副主席人很好", set()),
        ("食堂的菜太咸", set()),
    ],
)
def test_whom_a_word_is_about_is_known_by_name_or_post(said: str, about: Sequence[str]) -> None:
    officers = [_officer("陈雅琴", Role.OFFICER), _officer("林国栋", Role.CHAIR)]
    assert {one.name for one in officers if _is_about(said, one, 1)} == set(about)
