"""The union's calendar, for members: the list, one activity, signing up and giving the place back."""

from bot.activities import joining, listing
from bot.activities.texts import members as signup_texts
from bot.core.texts import menu as menu_texts
from handlers.call import Call, Handler
from handlers.guards import personal


async def show(call: Call) -> None:
    """/activities, 工会活动, or its button under an answer: what there is, what is fixed of it and what is not."""
    await listing.show(call.deps, call.update_id, call.chat_id, call.user_id)


async def show_one(call: Call) -> None:
    await listing.show_one(call.deps, call.update_id, call.user_id, int(call.args["activity"]))


async def show_from_answer(call: Call) -> None:
    """The button under an answer."""
    await listing.show_one(call.deps, call.update_id, call.user_id, int(call.args["argument"]))


async def show_mine(call: Call) -> None:
    """我报的活动."""
    await listing.show_mine(call.deps, call.update_id, call.user_id)


async def join(call: Call) -> None:
    """我要报名, or 排候补: which of the two it becomes is settled at that moment."""
    await joining.join(call.deps, call.update_id, call.user_id, int(call.args["activity"]))


async def join_from_letter(call: Call) -> None:
    """我要报名 under an announcement."""
    await joining.join(call.deps, call.update_id, call.user_id, int(call.args["argument"]))


async def ask_leave(call: Call) -> None:
    await joining.ask_leave(call.deps, call.update_id, call.user_id, int(call.args["activity"]))


async def leave(call: Call) -> None:
    await joining.leave(call.deps, call.update_id, call.user_id, int(call.args["activity"]))


COMMANDS: dict[str, Handler] = {"activities": show}
WORDS: dict[str, Handler] = {menu_texts.ACTIVITIES: show, signup_texts.MINE: personal(show_mine)}
PRESSES: dict[str, Handler] = {
    "activity": show_from_answer,
    "signup": join_from_letter,
    "activities": show,
    listing.LIST: show,
    listing.SHOW: show_one,
    listing.MINE: show_mine,
    listing.JOIN: join,
    listing.LEAVE: ask_leave,
    joining.LEFT: leave,
}
