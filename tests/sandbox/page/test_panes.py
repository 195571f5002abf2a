"""What the panes say: chats, unread marks, days, service lines, steps, places."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.core.clock import SHANGHAI
from bot.sandbox import actions
from bot.sandbox.jsons import Json
from bot.sandbox.model import Post
from bot.sandbox.page.controls import commands, keyboard_post, reply_keyboard
from bot.sandbox.page.log import PAGE, Log
from bot.sandbox.page.looks import day, short_time
from bot.sandbox.page.panes import MANY, ReadMarks, chat_rows, in_short, people_rows, service_words
from bot.sandbox.people import BRANCH_A
from bot.sandbox.world import World
from tests.sandbox.page.people import CHAIR, EVERYBODY, MEMBER, OFFICERS, OTHER_CHAIR, Play


def test_unread_counts_what_others_said_since(play: Play) -> None:
    reads = ReadMarks(play.world)
    chair, group = play.world.people[CHAIR], play.world.chats[OFFICERS]
    play.says(1102, "来看一下", OFFICERS)
    play.bot(OFFICERS, "申报 2026-0001")
    play.says(CHAIR, "好", OFFICERS)
    assert reads.unread(chair, group) == 2
    assert reads.totals()[CHAIR] == 2
    assert reads.totals()[OTHER_CHAIR] == 0
    assert reads.mark(chair, group)
    assert not reads.mark(chair, group)
    assert reads.unread(chair, group) == 0
    play.bot(OFFICERS, "又一件").deleted = True
    assert reads.unread(chair, group) == 0


def test_unread_marks_outlive_a_restart(tmp_path: Path) -> None:
    first = World(tmp_path)
    Play(first).bot(MEMBER, "一")
    ReadMarks(first).mark(first.people[MEMBER], first.chats[MEMBER])
    Play(first).bot(MEMBER, "二")
    first.close()
    second = World(tmp_path)
    assert ReadMarks(second).totals()[MEMBER] == 1
    second.close()


def test_very_many_unread_are_not_counted_to_the_end(play: Play) -> None:
    for _ in range(MANY + 5):
        play.bot(MEMBER, "一")
    assert ReadMarks(play.world).totals()[MEMBER] == MANY
    assert "99+" in dict(people_rows(play.world, ReadMarks(play.world).totals(), CHAIR))[f"person {MEMBER}"]


def test_people_stand_under_their_branch_and_strangers_last(play: Play) -> None:
    keys = [key for key, _ in people_rows(play.world, ReadMarks(play.world).totals(), MEMBER)]
    assert keys[:2] == [f"branch {BRANCH_A}", f"person {CHAIR}"]
    assert keys[-2:] == ["branch 还没有入会", "person 1901"]
    assert len([key for key in keys if key.startswith("branch")]) == 4


def test_chats_come_newest_first_with_who_said_what(play: Play) -> None:
    play.world.clock.set(datetime(2026, 3, 16, 10, 0, tzinfo=SHANGHAI))
    play.bot(CHAIR, "详情\n见下")
    play.world.clock.set(datetime(2026, 3, 16, 11, 0, tzinfo=SHANGHAI))
    play.says(1102, "看一下", OFFICERS)
    rows = chat_rows(play.world, ReadMarks(play.world), play.world.people[CHAIR], OFFICERS)
    assert [key for key, _ in rows] == [f"chat {OFFICERS}", f"chat {CHAIR}", f"chat {EVERYBODY}"]
    assert "陈雅琴：看一下" in rows[0][1]
    assert "详情 见下" in rows[1][1]
    assert 'aria-current="true"' in rows[0][1]
    assert "群里还没有人说话" in rows[2][1]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"photo": [{"file_id": "a", "file_size": 1}], "caption": "入院单"}, "[照片] 入院单"),
        ({"document": {"file_id": "a", "file_size": 1, "file_name": "证明.pdf"}}, "[文件] 证明.pdf"),
        ({"sticker": {}}, "[消息]"),
        ({"new_chat_members": [{"first_name": "甲"}, {"first_name": "乙"}]}, "甲、乙 加入了群"),
    ],
)
def test_a_message_in_one_line(body: Json, words: str) -> None:
    assert in_short(Post({"message_id": 1, "date": 0, **body}, 1, by_bot=False)) == words


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"left_chat_member": {"first_name": "林"}}, "林 退出了群"),
        ({"left_chat_member": {"first_name": "陈"}}, "林 把 陈 移出了群"),
        ({"new_chat_title": "新群"}, "林 把群名改成了“新群”"),
        ({"pinned_message": {}}, "林 置顶了一条消息"),
        ({"migrate_from_chat_id": -1}, "本群已升级为超级群"),
        ({"text": "话"}, None),
    ],
)
def test_service_lines(body: Json, words: str | None) -> None:
    assert service_words({"from": {"first_name": "林"}, **body}) == words


def test_days_and_hours() -> None:
    now = datetime(2026, 3, 16, 10, 5, tzinfo=SHANGHAI)
    assert [day(now - timedelta(days=n), now) for n in (0, 1, 2, 90)] == [
        "今天", "昨天", "3月14日 周六", "2025年12月16日 周二",
    ]  # fmt: skip
    assert [short_time(now - timedelta(days=n), now) for n in (0, 1, 2)] == ["10:05", "昨天", "3月14日"]


def test_the_log_shows_the_newest_and_draws_again_only_what_changed(play: Play) -> None:
    for number in range(PAGE + 2):
        play.says(MEMBER, f"第 {number} 句")
    log, place = Log(), play.place(MEMBER, MEMBER)
    before = dict(log.rows(play.world, place, []))
    assert next(iter(before)) == "earlier"
    assert len(before) == PAGE + 1
    actions.edit(play.world, {"as": MEMBER, "chat": MEMBER, "message": PAGE, "text": "改过"})
    after = dict(log.rows(play.world, place, []))
    assert [key for key in after if after[key] is not before[key] and key != "earlier"] == [
        f"{MEMBER}:{PAGE}",
        f"{MEMBER}:{PAGE + 1}",  # whether it repeats the name depends on the one above
    ]
    assert "改过" in after[f"{MEMBER}:{PAGE}"]
    assert log.rows(play.world, play.place(CHAIR), []) == []


def test_a_button_that_waits_is_busy(play: Play) -> None:
    keys: Json = {"inline_keyboard": [[{"text": "同意", "callback_data": "y"}, {"text": "看", "url": "https://a.cn"}]]}
    post = play.bot(OFFICERS, "申报", reply_markup=keys)
    log, place = Log(), play.place(CHAIR, OFFICERS)
    assert "aria-busy" not in log.rows(play.world, place, [])[0][1]
    assert 'aria-busy="true">同意' in log.rows(play.world, place, [(post.id, 0)])[0][1]
    assert 'href="https://a.cn"' in log.rows(play.world, place, [])[0][1]


def test_the_keyboard_in_force(play: Play) -> None:
    chat = play.world.chats[MEMBER]
    assert reply_keyboard(chat) == ""
    play.bot(MEMBER, "菜单", reply_keyboard={"keyboard": [[{"text": "帮助"}]], "one_time_keyboard": True})
    play.bot(MEMBER, "还有一句")
    assert ">帮助</button>" in reply_keyboard(chat)
    play.says(MEMBER, "帮助")
    assert keyboard_post(chat) is None
    play.bot(MEMBER, "菜单", reply_keyboard={"keyboard": [[{"text": "帮助"}]]})
    play.says(MEMBER, "帮助")
    assert keyboard_post(chat)
    play.bot(MEMBER, "收起", reply_keyboard={"remove_keyboard": True})
    assert keyboard_post(chat) is None


def test_commands_name_the_bot_in_groups(play: Play) -> None:
    person, chats = play.world.people[CHAIR], play.world.chats
    assert "还没有设置指令" in commands(play.world, chats[CHAIR], person)
    play.world.settings['commands/{"type":"default"}/'] = [{"command": "queue", "description": "待办"}]
    assert 'data-text="/queue"' in commands(play.world, chats[CHAIR], person)
    assert 'data-text="/queue@wennuan_bot"' in commands(play.world, chats[OFFICERS], person)
