"""What the sandbox keeps between runs."""

import base64
from datetime import datetime
from pathlib import Path

from bot.sandbox import actions, control
from bot.sandbox.jsons import Json
from bot.sandbox.keeping import Journal
from bot.sandbox.methods import METHODS
from bot.sandbox.params import Call
from bot.sandbox.view import move_clock
from bot.sandbox.world import World
from tests.sandbox.conftest import CHAIR, GROUP, MEMBER, PNG


def call(world: World, method: str, **params: object) -> Json:
    result: Json = METHODS[method](world, Call(method, params))  # type: ignore[assignment]
    world.journal.flush()
    return result


def test_last_word_wins_and_a_torn_line_is_dropped(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for value in (1, 2, None, 3):
        journal.put("meta", "number", value)
    journal.put("meta", "gone", 1)
    journal.put("meta", "gone", None)
    journal.close()
    with (tmp_path / "sandbox.jsonl").open("ab") as file:
        file.write(b'["meta","number",4')
    again = Journal(tmp_path)
    assert again.state == {"meta": {"number": 3}}
    again.close()
    assert (tmp_path / "sandbox.jsonl").read_bytes() == b'["meta","number",3]\n'


async def test_the_same_world_after_a_restart(tmp_path: Path) -> None:
    before = World(tmp_path)
    said = actions.say(before, {"as": MEMBER, "chat": MEMBER, "photo": base64.b64encode(PNG).decode()})[0]
    markup = {"inline_keyboard": [[{"text": "同意", "callback_data": "y"}]]}
    card = call(before, "sendMessage", chat_id=GROUP, text="卡片", reply_markup=markup)
    actions.press(before, {"as": CHAIR, "chat": GROUP, "message": card["message_id"], "button": 0})
    call(before, "pinChatMessage", chat_id=GROUP, message_id=card["message_id"])
    call(before, "setMyCommands", commands=[{"command": "start", "description": "开始"}])
    actions.block(before, before.people[MEMBER], blocked=True)
    await move_clock(before, datetime.fromisoformat("2027-05-01T09:00:00+08:00"))
    before.close()

    after = World(tmp_path)
    assert list(after.updates.pending) == list(before.updates.pending)
    assert after.chats == before.chats
    assert after.people == before.people
    assert (after.presses, after.settings, after.seq) == (before.presses, before.settings, before.seq)
    assert after.clock.now().year == 2027
    file = after.files.get(after.chats[MEMBER].posts[said.message_id or 0].body["photo"][-1]["file_id"])
    assert after.files.read(file) == PNG
    [query] = after.presses
    assert call(after, "answerCallbackQuery", callback_query_id=query)
    after.close()


def test_numbers_never_start_anew(tmp_path: Path) -> None:
    before = World(tmp_path)
    first = actions.say(before, {"as": MEMBER, "chat": MEMBER, "text": "一"})[0]
    before.updates.forget([first.update_id or 0])
    moved = control.migrate(before, {"as": CHAIR, "chat": GROUP, "silent": True})
    before.close()
    World(tmp_path).close()
    after = World(tmp_path)
    second = actions.say(after, {"as": MEMBER, "chat": MEMBER, "text": "二"})[0]
    assert second.update_id == (first.update_id or 0) + 1
    assert second.message_id == (first.message_id or 0) + 1
    assert after.chats[GROUP].migrated_to == moved["chat"]
    after.close()


def test_without_a_folder_nothing_is_written(tmp_path: Path) -> None:
    actions.say(World(), {"as": MEMBER, "chat": MEMBER, "text": "一"})
    assert list(tmp_path.iterdir()) == []
