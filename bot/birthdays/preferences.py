"""A member chooses how he is greeted, or that he is not."""

from bot.birthdays.queries import birthdays
from bot.birthdays.rules import next_birthday
from bot.birthdays.texts import greeting as texts
from bot.core.errors import BadInput
from bot.core.messages import Act, Button, Keyboard, Outgoing, Priority
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.store.history import Entry, append

CHOOSE = "greeting.choose"


async def show(deps: Deps, update_id: int, telegram_id: int) -> None:
    """What is known of his birthday, where he is greeted, and the other choices."""
    async with unit(deps, update_id) as u:
        text, buttons = await _setting(u, telegram_id)
        await u.say(Outgoing(telegram_id, text, buttons=buttons, priority=Priority.INTERACTIVE))


async def choose(deps: Deps, update_id: int, telegram_id: int, place: str, message_id: int | None) -> str:
    """Sets private, group or none; the message shows the new setting. Raises BadInput for anything else."""
    if place not in texts.CHOICES:
        raise BadInput("请选 私聊、群里 或 不要。")
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        before = await birthdays.preference(u.tx, member.id)
        if before.place != place:
            await birthdays.prefer(u.tx, member.id, place)
            await append(u.tx, Entry("member", member.id, "greeting", member.id, before.place, place), u.now)
        text, buttons = await _setting(u, telegram_id)
        await u.say(Outgoing(telegram_id, text, buttons=buttons, edit=message_id, priority=Priority.INTERACTIVE))
    return texts.CHOSEN[place]


async def _setting(u: Unit, telegram_id: int) -> tuple[str, Keyboard]:
    member = await u.member(telegram_id)
    chosen = await birthdays.preference(u.tx, member.id)
    branch = await members.branch(u.tx, member.branch_id)
    upcoming = next_birthday(chosen.birthday, u.today, u.deps.settings.feb29) if chosen.birthday else None
    text = texts.setting(chosen.birthday, upcoming, chosen.place, branch.greeting_hour, group=chosen.group)
    others = [place for place in texts.CHOICES if place != chosen.place and (place != "group" or chosen.group)]
    return text, tuple((Button(texts.CHOICES[place], Act(CHOOSE, {"place": place})),) for place in others)
