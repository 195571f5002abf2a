"""/taught, and the buttons under /misses: the committee teaches the bot what its members mean."""

from bot.questions.teaching import chat
from bot.questions.teaching.talk import Choice
from handlers.call import Call, Handler
from handlers.guards import personal


async def show_list(call: Call) -> None:
    """返回清单, and turning its pages."""
    month, page = str(call.args["month"]), int(call.args["page"])
    await chat.show_list(call.deps, call.update_id, call.user_id, month, page, call.message_id)


async def show_group(call: Call) -> None:
    """A number of the list; or of the group, to take a phrasing out."""
    await chat.show_group(call.deps, call.update_id, call.user_id, Choice.read(call.args), call.message_id)


async def choose_topic(call: Call) -> None:
    area, page = str(call.args["area"]), int(call.args["at"])
    choice = Choice.read(call.args)
    await chat.choose_topic(call.deps, call.update_id, call.user_id, choice, area, page, call.message_id)


async def choose_facet(call: Call) -> None:
    await chat.choose_facet(call.deps, call.update_id, call.user_id, Choice.read(call.args), call.message_id)


async def preview(call: Call) -> None:
    await chat.preview(call.deps, call.update_id, call.user_id, Choice.read(call.args), call.message_id)


async def keep(call: Call) -> str:
    """就这样教."""
    return await chat.keep(call.deps, call.update_id, call.user_id, Choice.read(call.args), call.message_id)


async def drop(call: Call) -> str:
    """不教了."""
    return await chat.drop(call.deps, call.update_id, call.user_id, Choice.read(call.args), call.message_id)


async def open_lessons(call: Call) -> None:
    """/taught: what was taught, by whom and when."""
    await chat.show_lessons(call.deps, call.update_id, call.user_id)


async def show_lessons(call: Call) -> None:
    await chat.show_lessons(call.deps, call.update_id, call.user_id, int(call.args["page"]), call.message_id)


async def show_lesson(call: Call) -> None:
    lesson, page = int(call.args["id"]), int(call.args["page"])
    await chat.show_lesson(call.deps, call.update_id, call.user_id, lesson, page, call.message_id)


async def undo(call: Call) -> str:
    """撤销这一条."""
    lesson, page = int(call.args["id"]), int(call.args["page"])
    return await chat.undo(call.deps, call.update_id, call.user_id, lesson, page, call.message_id)


COMMANDS: dict[str, Handler] = {"taught": personal(open_lessons)}
PRESSES: dict[str, Handler] = {
    "teach.list": show_list,
    "teach.group": show_group,
    "teach.area": choose_topic,
    "teach.facet": choose_facet,
    "teach.preview": preview,
    "teach.keep": keep,
    "teach.drop": drop,
    "taught.list": show_lessons,
    "taught.show": show_lesson,
    "taught.undo": undo,
}
