"""Where the page's guide leads, and which addresses it knows."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from bot.core.clock import SHANGHAI
from bot.sandbox.actions import press
from bot.sandbox.model import Chat, Person
from bot.sandbox.page.guide import Progress, guide, newcomer, officers_group
from bot.sandbox.page.place import find_place
from bot.sandbox.texts import QUESTION, REPORT, STEPS
from bot.sandbox.world import World
from tests.sandbox.page.people import CHAIR, MEMBER, OFFICERS, Play


def test_the_steps_tick_themselves(play: Play) -> None:
    world, progress = play.world, Progress()
    world.clock.set(datetime(2026, 11, 22, 10, 0, tzinfo=SHANGHAI))
    play.says(MEMBER, "/start")
    play.bot(MEMBER, "您好")
    assert progress.of(world) == frozenset()
    play.says(MEMBER, "住院有多少")
    play.bot(MEMBER, "不超过 1000 元")
    assert progress.of(world) == {"ask"}
    card = play.bot(OFFICERS, "待审批", reply_markup={"inline_keyboard": [[{"text": "同意", "callback_data": "y"}]]})
    assert progress.of(world) == {"ask", "report"}
    card.body["edit_date"] = 1
    world.save_post(world.chats[OFFICERS], card)
    assert progress.of(world) == {"ask", "report"}
    press(world, {"as": CHAIR, "chat": OFFICERS, "message": card.id, "button": "同意"})
    world.save_post(world.chats[OFFICERS], card)
    play.bot(MEMBER, "您的生日快到了")
    assert progress.of(world) == {"ask", "report", "approve"}
    progress.looked(world.people[CHAIR])
    assert "outcome" not in progress.of(world)
    progress.looked(world.people[MEMBER])
    assert progress.of(world) == {"ask", "report", "approve", "outcome"}
    world.clock.set(datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI))
    play.bot(MEMBER, "生日快乐")
    assert progress.of(world) == {name for name, _, _ in STEPS}
    assert "五步都走过了" in guide(progress.of(world))


def test_the_outcome_is_not_seen_before_there_is_one(world: World) -> None:
    progress = Progress()
    progress.looked(world.people[MEMBER])
    assert progress.of(world) == frozenset()


def test_the_guide_has_the_steps_of_the_readme() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    tour = readme.partition("in ten minutes:")[2].partition("## ")[0]
    assert re.findall(r"^(\d)\. ", tour, re.MULTILINE) == [str(number) for number, _ in enumerate(STEPS, 1)]
    assert QUESTION in tour
    assert REPORT in tour


def test_the_guide_knows_where_to_go(world: World) -> None:
    member = newcomer(world)
    assert member
    assert member.id == MEMBER
    found = officers_group(world, member.branch)
    assert found
    assert (found[0].id, found[1].id) == (CHAIR, OFFICERS)
    assert officers_group(world, None) is None


@pytest.mark.parametrize(
    ("person", "chat", "address", "told"),
    [
        (None, None, "/?as=1105", False),
        ("1101", None, "/?as=1101", False),
        ("1101", str(OFFICERS), f"/?as=1101&chat={OFFICERS}", False),
        ("99", "99", "/?as=1105", True),
        ("²", None, "/?as=1105", True),
        ("1105", str(OFFICERS), "/?as=1105", True),
        ("1105", "--1", "/?as=1105", True),
    ],
)
def test_places(world: World, person: str | None, chat: str | None, address: str, told: bool) -> None:
    place, problem = find_place(world, person, chat)
    assert place.address == address
    assert bool(problem) == told


def test_a_group_that_has_moved_is_found(world: World) -> None:
    moved = world.migrate(world.chats[OFFICERS])
    assert find_place(world, "1101", str(OFFICERS))[0].chat is moved


def test_a_world_of_one(world: World) -> None:
    world.people = {1: Person(1, "甲", "stranger")}
    world.chats = {1: Chat(1, "private", "甲", members={1: "member"})}
    assert newcomer(world) is None
    assert find_place(world, None, None)[0].person.id == 1
