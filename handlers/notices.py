"""The union's own documents by chat: /notices, then the file; review, publishing, taking back. For the committee."""

from functools import partial

from telegram.error import TelegramError

from bot.core.errors import BadInput
from bot.core.logs import logger
from bot.core.words import stops
from bot.notices import chatting, owning, pictures, putting, reading, texts
from bot.notices.pictures import Picture, Pictures
from bot.notices.reading import Readings
from handlers.call import Call, Handler, personal
from handlers.files import fetch

_log = logger(__name__)
_VERBS = ("不发了", "不加了")


async def ask(call: Call) -> None:
    """/notices shows what there is and asks for a file."""
    await chatting.ask(call.deps, call.update_id, call.user_id)


async def take(call: Call) -> None:
    """The file: what was read of it, point by point."""
    if call.attachment is None and stops(call.text, *_VERBS):
        await chatting.later(call.deps, call.update_id, call.user_id)
        return
    if call.attachment is None:
        raise BadInput(texts.NO_FILE)
    if (call.attachment.size or 0) > chatting.LARGEST:
        raise BadInput(texts.TOO_BIG)
    await chatting.check(call.deps, call.user_id)
    content = await fetch(call, call.attachment.file_id, most=chatting.LARGEST, too_big=texts.TOO_BIG)
    name = call.attachment.name or texts.PHOTOGRAPH
    asked = int(call.args["notice"]) if "notice" in call.args else None
    notice = await reading.receive(call.deps, call.update_id, call.user_id, name, content, asked)
    if notice is not None:
        reading.begin(call.deps, call.user_id, notice, partial(_show, call))


async def type_figure(call: Call) -> None:
    """A figure of the clause that was put."""
    if stops(call.text, *_VERBS):
        await chatting.later(call.deps, call.update_id, call.user_id)
        return
    if call.attachment:  # another document: what was asked waits under /notices
        await take(call)
        return
    notice, clause = int(call.args["notice"]), int(call.args["clause"])
    await chatting.typed(call.deps, call.update_id, call.user_id, notice, clause, call.text)
    await _show_point(call, notice)


async def review(call: Call) -> str:
    notice = int(call.args["notice"])
    if await reading.resume(call.deps, call.update_id, call.user_id, notice):
        reading.begin(call.deps, call.user_id, notice, partial(_show, call))
        return ""
    said = await chatting.review(call.deps, call.update_id, call.user_id, notice)
    await _show_point(call, notice, again=True)
    return said


async def above(call: Call) -> str:
    return await owning.above(call.deps, call.update_id, call.user_id, int(call.args["notice"]))


async def branches(call: Call) -> str:
    notice, number = int(call.args["notice"]), int(call.args["page"])
    return await owning.ask_branch(call.deps, call.update_id, call.user_id, notice, number)


async def of_branch(call: Call) -> str:
    notice, branch = int(call.args["notice"]), int(call.args["branch"])
    return await owning.of_branch(call.deps, call.update_id, call.user_id, notice, branch)


async def own(call: Call) -> str:
    return await owning.own(call.deps, call.update_id, call.user_id, int(call.args["notice"]))


async def look(call: Call) -> str:
    notice, place = int(call.args["notice"]), int(call.args["place"])
    said = await chatting.look(call.deps, call.update_id, call.user_id, notice, place)
    await _show_point(call, notice)
    return said


async def deny(call: Call) -> str:
    notice, clause = int(call.args["notice"]), int(call.args["clause"])
    said = await chatting.deny(call.deps, call.update_id, call.user_id, notice, clause)
    await _show_point(call, notice)
    return said


async def set_apart(call: Call) -> str:
    notice, clause = int(call.args["notice"]), int(call.args["clause"])
    said = await chatting.set_apart(call.deps, call.update_id, call.user_id, notice, clause)
    await _show_point(call, notice)
    return said


async def page(call: Call) -> str:
    notice, number = int(call.args["notice"]), int(call.args["page"])
    said = await chatting.page(call.deps, call.update_id, call.user_id, notice, number)
    first = number * chatting.PER_PAGE

    async def drawn() -> None:
        await _show_due(
            call, await pictures.of_clauses(call.deps, call.user_id, notice, first, first + chatting.PER_PAGE)
        )

    call.deps.parts.of(Readings).draw(call.user_id, drawn)
    return said


async def later(call: Call) -> str:
    return await chatting.later(call.deps, call.update_id, call.user_id)


async def drop(call: Call) -> str:
    return await chatting.drop(call.deps, call.update_id, call.user_id, int(call.args["notice"]))


async def close(call: Call) -> str:
    return await chatting.close(call.deps, call.update_id, call.user_id, int(call.args["notice"]))


async def release(call: Call) -> str:
    return await chatting.release(call.deps, call.update_id, call.user_id, int(call.args["notice"]))


async def undo(call: Call) -> str:
    return await chatting.undo(call.deps, call.update_id, call.user_id, int(call.args["notice"]), sure=False)


async def undo_surely(call: Call) -> str:
    return await chatting.undo(call.deps, call.update_id, call.user_id, int(call.args["notice"]), sure=True)


async def _show_point(call: Call, notice: int, *, again: bool = False) -> None:
    """Beside the chat's lane: the next words do not wait for the picture."""

    async def drawn() -> None:
        await _show_due(call, await pictures.of_point(call.deps, call.user_id, notice, again=again))

    call.deps.parts.of(Readings).draw(call.user_id, drawn)


async def _show_due(call: Call, picture: Picture | None) -> None:
    """Unless something else is looked at by now: a page of what was asked before would only mislead."""
    if call.deps.parts.of(Readings).waits(call.user_id):
        call.deps.parts.of(Pictures).shown.pop(call.user_id, None)
    else:
        await _show(call, picture)


async def _show(call: Call, picture: Picture | None) -> None:
    """The original's page, after what was said of it: a picture that is lost stops nothing."""
    if picture is None or call.bot is None:
        return
    try:
        await call.bot.send_photo(call.user_id, picture.content, caption=picture.caption)
    except TelegramError as error:
        _log.warning("notice.picture_lost", error=error)


COMMANDS: dict[str, Handler] = {"notices": personal(ask)}
PRESSES: dict[str, Handler] = {
    chatting.REVIEW: review,
    putting.ABOVE: above,
    putting.BRANCH: branches,
    owning.OF: of_branch,
    owning.OWN: own,
    putting.LOOK: look,
    putting.DENY: deny,
    putting.APART: set_apart,
    putting.PAGE: page,
    "notice.later": later,
    putting.DROP: drop,
    putting.CLOSE: close,
    chatting.RELEASE: release,
    chatting.UNDO: undo,
    chatting.SURE: undo_surely,
}
PROMPTS: dict[str, Handler] = {chatting.FILE: take, putting.FIGURE: type_figure}
