"""The union's calendar: for members the list and signing up; for officers, in private, 办活动.

Officers complete, change, close and cancel activities, and note who came.
"""

from bot.activities import desk, drafting, joining, listing, publishing
from bot.activities.texts import desk as desk_texts
from bot.activities.texts import members as signup_texts
from bot.core.errors import BadInput
from bot.core.texts import inputs
from bot.core.texts import menu as menu_texts
from bot.core.work import unit
from bot.reports.use_cases import Wants, needs_care
from handlers import questions
from handlers.call import Call, Handler, personal, unforwarded
from handlers.files import hand_over


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


async def show_desk(call: Call) -> None:
    """办活动: what is to be completed, what runs."""
    await desk.show(call.deps, call.update_id, call.user_id)


async def show_past(call: Call) -> None:
    await desk.show_past(call.deps, call.update_id, call.user_id)


async def manage(call: Call) -> None:
    """One activity; an unfinished cancelling is over with it."""
    await desk.manage(call.deps, call.update_id, call.user_id, _activity(call))


async def begin(call: Call) -> None:
    """补全, 修改, 新办, 再办一期."""
    await drafting.begin(call.deps, call.update_id, call.user_id, call.args)


async def resume(call: Call) -> None:
    await drafting.resume(call.deps, call.update_id, call.user_id)


async def fact(call: Call) -> None:
    """The awaited fact; a question meanwhile is answered, then the fact is asked again."""
    unforwarded(call)
    if not call.text:
        raise BadInput(desk_texts.FACT_IN_WORDS)
    if needs_care(call.deps, call.text, Wants.NOTICE):
        await questions.ask(call)
        return
    if drafting.is_question(call.deps, str(call.args["field"]), call.text):
        await questions.ask(call)
        await drafting.resume(call.deps, None, call.user_id)
        return
    await drafting.take(call.deps, call.update_id, call.user_id, call.text, int(call.args["version"]))


async def choose_value(call: Call) -> None:
    await drafting.choose(call.deps, call.update_id, call.user_id, call.args)


async def pass_over(call: Call) -> None:
    await drafting.pass_over(call.deps, call.update_id, call.user_id, call.args)


async def change(call: Call) -> None:
    await drafting.change(call.deps, call.update_id, call.user_id, call.args)


async def park(call: Call) -> None:
    await drafting.park(call.deps, call.update_id, call.user_id)


async def drop(call: Call) -> None:
    await drafting.drop(call.deps, call.update_id, call.user_id, int(call.args["version"]))


async def publish(call: Call) -> None:
    await publishing.publish(call.deps, call.update_id, call.user_id, int(call.args["version"]))


async def close(call: Call) -> str:
    return await publishing.close(call.deps, call.update_id, call.user_id, _activity(call))


async def reopen(call: Call) -> str:
    return await publishing.reopen(call.deps, call.update_id, call.user_id, _activity(call))


async def ask_reason(call: Call) -> None:
    await publishing.ask_reason(call.deps, call.update_id, call.user_id, _activity(call))


async def reason(call: Call) -> None:
    """Why it is cancelled, as typed."""
    unforwarded(call)
    if not call.text:
        raise BadInput(desk_texts.REASON_IN_WORDS)
    await publishing.ask_cancel(call.deps, call.update_id, call.user_id, _activity(call), call.text)


async def unexplained(call: Call) -> None:
    await publishing.ask_cancel(call.deps, call.update_id, call.user_id, _activity(call), "")


async def cancel_activity(call: Call) -> None:
    sealed = str(call.args["sealed"])
    await publishing.cancel(call.deps, call.update_id, call.user_id, _activity(call), sealed)


async def give_list(call: Call) -> None:
    """报名名单（Excel）: sent to the private chat, for it holds names."""
    made = await desk.export(call.deps, call.user_id, _activity(call))
    await hand_over(call, made.content, made.name, made.caption, again=inputs.PRESS_AGAIN)
    await unit.settle(call.deps, call.update_id)


async def show_roll(call: Call) -> None:
    """登记到场; turning a page stays in the same message."""
    page = call.args.get("page")
    message_id = None if page is None else call.message_id
    await desk.show_roll(call.deps, call.update_id, call.user_id, _activity(call), int(page or 0), message_id)


async def mark(call: Call) -> None:
    member, page = int(call.args["member"]), int(call.args["page"])
    await desk.mark(call.deps, call.update_id, call.user_id, _activity(call), member, page, call.message_id)


def _activity(call: Call) -> int:
    return int(call.args["activity"])


COMMANDS: dict[str, Handler] = {
    "activities": show,
}


WORDS: dict[str, Handler] = {
    menu_texts.ACTIVITIES: show,
    signup_texts.MINE: personal(show_mine),
}


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
    "activity.desk": show_desk,
    "activity.past": show_past,
    desk.MANAGE: manage,
    "activity.begin": begin,
    "activity.resume": resume,
    "activity.value": choose_value,
    "activity.pass": pass_over,
    "activity.change": change,
    "activity.sum": change,
    "activity.park": park,
    "activity.drop": drop,
    "activity.publish": publish,
    "activity.close": close,
    "activity.reopen": reopen,
    "activity.reason": ask_reason,
    "activity.unexplained": unexplained,
    "activity.cancel": cancel_activity,
    "activity.sheet": give_list,
    "activity.roll": show_roll,
    "activity.mark": mark,
}


PROMPTS: dict[str, Handler] = {
    drafting.FACT: fact,
    publishing.REASON: reason,
}
