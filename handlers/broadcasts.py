"""/broadcast: written, previewed and sent to many; for chairs and officers, in private."""

from bot.broadcasts import audience, drafting, feeding, showing, texts
from bot.broadcasts.rules import Content
from bot.core.errors import BadInput, WennuanError
from bot.core.work import unit
from bot.core.work.unit import AlreadyDone
from handlers.call import Call, Handler, personal
from handlers.files import hand_over


async def begin(call: Call) -> None:
    """/broadcast goes on with the draft, or asks whom it is for."""
    await drafting.begin(call.deps, call.update_id, call.user_id)


async def choose_audience(call: Call) -> None:
    """全体会员, 挑几个基层工会 or the own branch: then what to say is asked, or which branches."""
    said = call.args
    to = audience.Address(int(said["branch"]), str(said["audience"]), tuple(said["targets"]))
    await audience.choose(call.deps, call.update_id, call.user_id, to)


async def invite(call: Call) -> None:
    """通知会员报名, under an activity that is open: shows a draft that is written already."""
    await drafting.invite(call.deps, call.update_id, call.user_id, int(call.args["activity"]))


async def tell_of_notice(call: Call) -> None:
    """告诉会员有什么变化, under a document that was released: shows a draft that is written already."""
    await drafting.tell(call.deps, call.update_id, call.user_id, int(call.args["notice"]))


async def pick(call: Call) -> None:
    """A branch in the list is ticked or unticked, or the list turned to its next page."""
    picked = audience.Pick(call.args["branch"], int(call.args["page"]), call.message_id)
    await audience.toggle(call.deps, call.update_id, call.user_id, _id(call), picked)


async def finish_picking(call: Call) -> None:
    """选好了: what to say is asked next. Refused while no branch is ticked."""
    await audience.chosen(call.deps, call.update_id, call.user_id, _id(call))


async def change_audience(call: Call) -> None:
    """换对象: asks again whom it is for; the words stay."""
    await audience.change_audience(call.deps, call.update_id, call.user_id, _id(call))


async def ask_content_again(call: Call) -> None:
    """改内容: asks for other words; whom it is for stays."""
    await drafting.ask_again(call.deps, call.update_id, call.user_id, _id(call))


async def write(call: Call) -> None:
    """The words, with a picture or a file: shown back as members will see them."""
    kind, file_id = (call.attachment.kind, call.attachment.file_id) if call.attachment else ("", None)
    content = Content(call.html, file_id if kind == "photo" else None, file_id if kind == "document" else None)
    said = drafting.Said(content, call.text, call.album, other=call.foreign)
    try:
        await drafting.write(call.deps, call.update_id, call.user_id, _id(call), said)
    except (AlreadyDone, BadInput):
        raise
    except WennuanError as error:
        await drafting.give_up(call.deps, call.update_id, call.user_id, error)


async def set_purpose(call: Call) -> None:
    """一般, 重要 or 喜庆: shows the draft with its other end."""
    await drafting.set_purpose(call.deps, call.update_id, call.user_id, _id(call), str(call.args["purpose"]))


async def drop(call: Call) -> str:
    """不发了: the draft is gone."""
    return await drafting.drop(call.deps, call.update_id, call.user_id, _id(call))


async def send(call: Call) -> str:
    """发给这 N 人: it begins to go out. Refused where the draft has changed since it was shown."""
    return await feeding.confirm(call.deps, call.update_id, call.user_id, _id(call), int(call.args["version"]))


async def stop(call: Call) -> str:
    """停止发送: whoever has not got it yet will not."""
    return await feeding.stop(call.deps, call.update_id, call.user_id, _id(call))


async def show_recent(call: Call) -> None:
    """最近的群发: how far each has got."""
    await feeding.recent(call.deps, call.update_id, call.user_id)


async def send_unreached(call: Call) -> None:
    """没送到的名单: who did not get it, as a file in private."""
    file = await feeding.unreached(call.deps, call.user_id, _id(call), as_csv=bool(call.args.get("csv")))
    await hand_over(call, file.content, file.name, file.caption, again=texts.PRESS_AGAIN)
    await unit.settle(call.deps, call.update_id)


async def refuse(call: Call) -> None:
    """不收一般通知."""
    await audience.set_refusal(call.deps, call.update_id, call.user_id, refuse=True)


async def accept(call: Call) -> None:
    """恢复收一般通知."""
    await audience.set_refusal(call.deps, call.update_id, call.user_id, refuse=False)


def _id(call: Call) -> int:
    return int(call.args["broadcast"])


COMMANDS: dict[str, Handler] = {"broadcast": personal(begin)}
PRESSES: dict[str, Handler] = {
    "broadcast.to": choose_audience,
    "broadcast.invite": invite,
    "broadcast.notice": tell_of_notice,
    "broadcast.pick": pick,
    "broadcast.chosen": finish_picking,
    "broadcast.audience": change_audience,
    "broadcast.text": ask_content_again,
    "broadcast.purpose": set_purpose,
    "broadcast.drop": drop,
    "broadcast.send": send,
    "broadcast.stop": stop,
    "broadcast.recent": show_recent,
    "broadcast.list": send_unreached,
    "notices.refuse": refuse,
    "notices.accept": accept,
}
PROMPTS: dict[str, Handler] = {showing.PROMPT: write}
