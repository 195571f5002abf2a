"""Birthdays: a member's own setting, the officers' week ahead with the 慰问品, and the greeting's /wordings."""

from bot.birthdays import birthday, greeting, monthly, week, wordings
from bot.birthdays.greeting import Pressed
from bot.birthdays.week import Gift
from bot.birthdays.wordings import Draft
from bot.core.words import stops
from handlers.call import Call, Handler, personal
from handlers.files import give as give_files

_WORDS = {"私聊": "private", "群": "group", "群里": "group", "不要": "none", "关": "none"}


async def setting(call: Call) -> None:
    """/greeting shows how he is greeted; `/greeting none` (or 私聊, 群里, 不要) chooses at once."""
    words = call.args.get("words", [])
    if words:
        await birthday.choose_setting(
            call.deps, call.update_id, call.user_id, _WORDS.get(words[0], str(words[0])), None
        )
    else:
        await birthday.show_setting(call.deps, call.update_id, call.user_id)


async def choose(call: Call) -> str:
    return await birthday.choose_setting(
        call.deps, call.update_id, call.user_id, str(call.args["place"]), call.message_id
    )


async def birthdays(call: Call) -> None:
    """/birthdays: whose birthday it is this week, for officers; `/birthdays 12` is that month in files."""
    if words := " ".join(call.args.get("words", [])):
        await _month(call, words)
    else:
        await week.show(call.deps, call.update_id, call.user_id)


async def month(call: Call) -> None:
    """12月名单."""
    await _month(call, str(call.args["month"]))


async def _month(call: Call, words: str) -> None:
    await give_files(call, lambda here: monthly.month_list(call.deps, here.telegram_id, words))


async def calendar(call: Call) -> None:
    """日历文件."""
    await give_files(call, lambda here: monthly.year_calendar(call.deps, here.telegram_id))


async def prepare(call: Call) -> str:
    """慰问品已备好."""
    return await week.prepare(call.deps, call.update_id, call.user_id, Gift.read(call.args), call.message_id)


async def ask_amount(call: Call) -> None:
    """慰问品已送到: the amount is asked."""
    await week.ask_amount(call.deps, call.update_id, call.user_id, Gift.read(call.args))


async def give(call: Call) -> None:
    """The amount that was asked, or 跳过."""
    await week.give(call.deps, call.update_id, call.user_id, Gift.read(call.args), call.text)


async def send_belated(call: Call) -> str:
    """补发祝福."""
    return await greeting.send_belated(call.deps, call.update_id, call.user_id, _pressed(call))


async def greeted(call: Call) -> str:
    """都已当面问候."""
    return await greeting.note_greeted(call.deps, call.update_id, call.user_id, _pressed(call))


def _pressed(call: Call) -> Pressed:
    return Pressed.read(call.args, call.chat_id, call.message_id)


async def wordings_overview(call: Call) -> None:
    """/wordings: the places and how many wordings each has."""
    await wordings.overview(call.deps, call.update_id, call.user_id)


async def show_wordings(call: Call) -> None:
    await wordings.show_list(call.deps, call.update_id, call.user_id, str(call.args["place"]), call.message_id)


async def show_wording(call: Call) -> None:
    await wordings.show_one(call.deps, call.update_id, call.user_id, int(call.args["id"]), call.message_id)


async def ask_wording(call: Call) -> None:
    """加一条, 改一改, 重写."""
    await wordings.ask_text(call.deps, call.update_id, call.user_id, Draft.read(call.args))


async def take_wording(call: Call) -> None:
    """The text that was asked for, or 取消."""
    if stops(call.text, "不写了"):
        await wordings.leave(call.deps, call.update_id, call.user_id)
        return
    draft = Draft.read(call.args)
    said = "" if call.attachment else call.text
    await wordings.preview(call.deps, call.update_id, call.user_id, Draft(draft.place, said, draft.replaces))


async def keep_wording(call: Call) -> str:
    """就用这条."""
    return await wordings.keep(call.deps, call.update_id, call.user_id, Draft.read(call.args), call.message_id)


async def drop_wording(call: Call) -> str:
    return await wordings.drop(call.deps, call.update_id, call.user_id, call.message_id)


async def retire_wording(call: Call) -> str:
    return await wordings.retire(call.deps, call.update_id, call.user_id, int(call.args["id"]), call.message_id)


async def ask_restore(call: Call) -> None:
    await wordings.ask_restore(call.deps, call.update_id, call.user_id, str(call.args["place"]), call.message_id)


async def restore_wording(call: Call) -> str:
    return await wordings.restore(call.deps, call.update_id, call.user_id, str(call.args["place"]), call.message_id)


COMMANDS: dict[str, Handler] = {
    "greeting": personal(setting),
    "birthdays": personal(birthdays),
    "wordings": personal(wordings_overview),
}


PRESSES: dict[str, Handler] = {
    birthday.CHOOSE: choose,
    "greeting": setting,
    "gift.prepare": prepare,
    "gift.give": ask_amount,
    "birthdays.month": month,
    "birthdays.calendar": calendar,
    "greeting.belated": send_belated,
    "greeting.greeted": greeted,
    "wording.list": show_wordings,
    "wording.show": show_wording,
    "wording.ask": ask_wording,
    "wording.keep": keep_wording,
    "wording.drop": drop_wording,
    "wording.retire": retire_wording,
    "wording.ask_restore": ask_restore,
    "wording.restore": restore_wording,
}


PROMPTS: dict[str, Handler] = {
    week.AMOUNT: give,
    wordings.PROMPT: take_wording,
}
