"""Birthdays: a member's own setting, and the officers' week ahead with the 慰问品."""

from bot.birthdays import birthday, greeting, monthly, week
from bot.birthdays.greeting import Pressed
from bot.birthdays.week import Gift
from handlers.call import Call, Handler
from handlers.files import give as give_files
from handlers.guards import personal

_WORDS = {"私聊": "private", "群": "group", "群里": "group", "不要": "none", "关": "none"}


async def setting(call: Call) -> None:
    """/greeting shows how he is greeted; `/greeting none` (or 私聊, 群里, 不要) chooses at once."""
    words = call.args.get("words", [])
    if words:
        await birthday.choose(call.deps, call.update_id, call.user_id, _WORDS.get(words[0], str(words[0])), None)
    else:
        await birthday.show(call.deps, call.update_id, call.user_id)


async def choose(call: Call) -> str:
    return await birthday.choose(call.deps, call.update_id, call.user_id, str(call.args["place"]), call.message_id)


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
    return await greeting.send(call.deps, call.update_id, call.user_id, _pressed(call))


async def greeted(call: Call) -> str:
    """都已当面问候."""
    return await greeting.greeted(call.deps, call.update_id, call.user_id, _pressed(call))


def _pressed(call: Call) -> Pressed:
    return Pressed.read(call.args, call.chat_id, call.message_id)


COMMANDS: dict[str, Handler] = {"greeting": personal(setting), "birthdays": personal(birthdays)}
PRESSES: dict[str, Handler] = {
    birthday.CHOOSE: choose,
    "greeting": setting,
    "gift.prepare": prepare,
    "gift.give": ask_amount,
    "birthdays.month": month,
    "birthdays.calendar": calendar,
    "greeting.belated": send_belated,
    "greeting.greeted": greeted,
}
PROMPTS: dict[str, Handler] = {week.AMOUNT: give}
