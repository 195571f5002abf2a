"""/wordings: the committee edits what a birthday greeting says."""

from bot.birthdays import wordings
from bot.birthdays.wordings import Draft
from bot.core.words import stops
from handlers.call import Call, Handler
from handlers.guards import personal


async def overview(call: Call) -> None:
    """/wordings: the places and how many wordings each has."""
    await wordings.overview(call.deps, call.update_id, call.user_id)


async def show_list(call: Call) -> None:
    await wordings.show_list(call.deps, call.update_id, call.user_id, str(call.args["place"]), call.message_id)


async def show_one(call: Call) -> None:
    await wordings.show_one(call.deps, call.update_id, call.user_id, int(call.args["id"]), call.message_id)


async def ask(call: Call) -> None:
    """加一条, 改一改, 重写."""
    await wordings.ask_text(call.deps, call.update_id, call.user_id, Draft.read(call.args))


async def take(call: Call) -> None:
    """The text that was asked for, or 取消."""
    if stops(call.text, "不写了"):
        await wordings.leave(call.deps, call.update_id, call.user_id)
        return
    draft = Draft.read(call.args)
    said = "" if call.attachment else call.text
    await wordings.preview(call.deps, call.update_id, call.user_id, Draft(draft.place, said, draft.replaces))


async def keep(call: Call) -> str:
    """就用这条."""
    return await wordings.keep(call.deps, call.update_id, call.user_id, Draft.read(call.args), call.message_id)


async def drop(call: Call) -> str:
    return await wordings.drop(call.deps, call.update_id, call.user_id, call.message_id)


async def retire(call: Call) -> str:
    return await wordings.retire(call.deps, call.update_id, call.user_id, int(call.args["id"]), call.message_id)


async def ask_restore(call: Call) -> None:
    await wordings.ask_restore(call.deps, call.update_id, call.user_id, str(call.args["place"]), call.message_id)


async def restore(call: Call) -> str:
    return await wordings.restore(call.deps, call.update_id, call.user_id, str(call.args["place"]), call.message_id)


COMMANDS: dict[str, Handler] = {"wordings": personal(overview)}
PRESSES: dict[str, Handler] = {
    "wording.list": show_list,
    "wording.show": show_one,
    "wording.ask": ask,
    "wording.keep": keep,
    "wording.drop": drop,
    "wording.retire": retire,
    "wording.ask_restore": ask_restore,
    "wording.restore": restore,
}
PROMPTS: dict[str, Handler] = {wordings.PROMPT: take}
