"""Plays a transcript line by line."""

import base64
from collections.abc import Awaitable, Callable

from bot.sandbox.jsons import Json
from tests.dialogs import looking
from tests.dialogs.plain import complaints
from tests.dialogs.script import Script, Step, moment
from tests.dialogs.stage import Stage

PHOTO = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
PDF = b"%PDF-1.4 sample"


async def play(script: Script, stage: Stage) -> None:
    """Raises AssertionError that names the line, what was wanted and what the chat shows."""
    for step in script.steps:
        await perform(script, step, stage)
    await stage.rest()
    violations = await stage.client.violations()
    assert not violations, violations
    clumsy = complaints(stage.world)
    assert not clumsy, f"《{script.title}》里有说得不像话的：{clumsy}"


async def perform(script: Script, step: Step, stage: Stage) -> None:
    try:
        await _VERBS[step.verb](step, stage)
    except Exception as error:
        raise AssertionError(f"《{script.title}》第 {step.line} 行 {step.who}：{step.words}\n{error}") from error


def acts(step: Step) -> bool:
    """Whether somebody does something in this step; the others only look."""
    return step.verb not in ("expect", "toast", "silent", "offer", "link_shown", "pinned")


def _where(step: Step, stage: Stage) -> tuple[int, int]:
    """Who acts, and in which chat; from here on it counts what the bot says."""
    stage.note()
    return stage.chat(step.who), stage.chat(step.where or step.who)


async def _say(step: Step, stage: Stage) -> None:
    who, chat = _where(step, stage)
    await stage.client.say(who, _lines(step.words), chat)


async def _forward(step: Step, stage: Stage) -> None:
    who, chat = _where(step, stage)
    await stage.client.say(who, _lines(step.words), chat, forward=True)


async def _reply(step: Step, stage: Stage) -> None:
    """To the newest message of the bot."""
    await stage.rest()
    who, chat = _where(step, stage)
    newest = [post for post in await stage.client.messages(chat) if post["by_bot"]][-1]
    await stage.client.say(who, _lines(step.words), chat, reply_to=newest["id"])


async def _edit(step: Step, stage: Stage) -> None:
    """The newest message of one's own is rewritten."""
    await stage.rest()
    who, chat = _where(step, stage)
    newest = [post for post in await stage.client.messages(chat) if post["from"] == who][-1]
    await stage.client.edit(who, newest["id"], _lines(step.words), chat)


async def _photo(step: Step, stage: Stage) -> None:
    who, chat = _where(step, stage)
    await stage.client.send(who, chat=chat, photo=PHOTO)


async def _album(step: Step, stage: Stage) -> None:
    who, chat = _where(step, stage)
    pictures = [_encoded(number) for number in range(int(step.words))]
    await stage.client.send(who, chat=chat, album=pictures)


def _encoded(number: int) -> Json:
    return {"photo": base64.b64encode(PHOTO + bytes([number])).decode()}


async def _file(step: Step, stage: Stage) -> None:
    who, chat = _where(step, stage)
    content = _lines(step.body).encode() if step.body else PDF
    await stage.client.send(who, chat=chat, document=content, name=step.words)


async def _press(step: Step, stage: Stage) -> None:
    """The newest message that carries the button."""
    await stage.rest()
    who, chat = _where(step, stage)
    label, data, message = stage.button(chat, step.words)
    stage.pressed[chat, step.words] = (data, message)
    await stage.client.press(who, label, message, chat)


async def _again(step: Step, stage: Stage) -> None:
    """A button that somebody has pressed before, whether or not it is still there."""
    who, chat = _where(step, stage)
    data, message = stage.pressed[chat, step.words]
    await stage.client.press(who, step.words, message, chat, data=data)


async def _forge(step: Step, stage: Stage) -> None:
    """A button of another chat, its data sent from one's own."""
    await stage.rest()
    who, chat = _where(step, stage)
    label, data, _ = stage.button(stage.chat(step.body), step.words)
    mine = (await stage.client.messages(chat))[-1]["id"]
    await stage.client.press(who, label, mine, chat, data=data)


async def _inline(step: Step, stage: Stage) -> None:
    stage.note()
    await stage.client.post("inline", **{"as": stage.people[step.who], "query": step.words})


async def _block(step: Step, stage: Stage) -> None:
    await stage.client.post("block", **{"as": stage.people[step.who]})


async def _leave(step: Step, stage: Stage) -> None:
    who, chat = _where(step, stage)
    await stage.client.post("leave", **{"as": who, "chat": chat})


async def _link(step: Step, stage: Stage) -> None:
    stage.note()
    await stage.client.say(stage.people[step.who], f"/start {await stage.invitation(step.words)}")


async def _settings(step: Step, stage: Stage) -> None:
    await stage.set(step.who, step.words)


async def _clock(step: Step, stage: Stage) -> None:
    if stage.sandbox.bot is not None:
        await stage.written()
    stage.note()
    await stage.client.clock(moment(step.words))


async def _restart(_step: Step, stage: Stage) -> None:
    await stage.rest()
    stage.note()
    await stage.sandbox.restart_bot()


async def _down(_step: Step, stage: Stage) -> None:
    await stage.rest()
    await stage.bot.stop()
    stage.sandbox.bot = None


async def _up(_step: Step, stage: Stage) -> None:
    stage.note()
    await stage.sandbox.start_bot()
    await stage.bot.run_due()


def _lines(words: str) -> str:
    return words.replace("\\n", "\n")


async def _appoint(step: Step, stage: Stage) -> None:
    """An office, and with it a place in the officers' group."""
    who, group = _where(step, stage)
    await stage.appoint(step.who, step.where or "", step.words)
    await stage.client.post("join", **{"as": who, "chat": group})


async def _put_out(step: Step, stage: Stage) -> None:
    who, chat = _where(step, stage)
    await stage.client.post("leave", **{"as": who, "chat": chat, "who": "bot"})


async def _call_in(step: Step, stage: Stage) -> None:
    who, chat = _where(step, stage)
    await stage.client.post("join", **{"as": who, "chat": chat, "who": "bot", "admin": True})


async def _demote(step: Step, stage: Stage) -> None:
    who, chat = _where(step, stage)
    await stage.client.post("role", **{"as": who, "chat": chat, "who": "bot", "status": "member"})


async def _anonymous(step: Step, stage: Stage) -> None:
    who, chat = _where(step, stage)
    await stage.client.say(who, _lines(step.words), chat, anonymous=True)


_VERBS: dict[str, Callable[[Step, Stage], Awaitable[None]]] = {
    "say": _say,
    "forward": _forward,
    "reply": _reply,
    "edit": _edit,
    "photo": _photo,
    "album": _album,
    "file": _file,
    "press": _press,
    "again": _again,
    "forge": _forge,
    "inline": _inline,
    "block": _block,
    "leave": _leave,
    "appoint": _appoint,
    "put_out": _put_out,
    "call_in": _call_in,
    "demote": _demote,
    "anonymous": _anonymous,
    "link_shown": looking.link_shown,
    "pinned": looking.pinned,
    "link": _link,
    "settings": _settings,
    "expect": looking.expect,
    "offer": looking.offer,
    "toast": looking.toast,
    "silent": looking.silent,
    "clock": _clock,
    "restart": _restart,
    "down": _down,
    "up": _up,
}
