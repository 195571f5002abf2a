"""A wish to come along is taken up with the sign-up itself: to the activity that the message names, else to the one
that the talk is about."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.core.clock import local_date
from bot.core.messages import Outgoing, Priority
from bot.core.work.unit import AskedQuestion, Deps
from bot.questions import activity_talk, own_activities
from bot.questions.memory import ConversationMemory
from bot.questions.texts import activities as texts
from bot.questions.texts import places
from knowledge.reading.report import TOLD, opens

if TYPE_CHECKING:
    from knowledge import Answer

_LOOKED_BACK = 4  # messages in which an activity was spoken of


async def met(
    deps: Deps,
    chat_id: int,
    telegram_id: int,
    found: "Answer",
    said: Sequence[str],
    on: Sequence[int],
    *,
    update_id: int,
) -> bool:
    """Whether the message wishes for a place in an activity that is published, and was answered with it. `said`: the
    talk, this message last; `on`: the activities that it is about."""
    text, reading = said[-1], found.reading
    if reading is None or (reading.wish and reading.wish.kind) or not _wishes(text, on):
        return False
    spoken = [text] if texts.wants_this_place(text) else []
    if texts.wants_that_place(text) or not spoken:
        spoken += _lately(deps, said[:-1])
    memory, now = deps.parts.of(ConversationMemory), deps.clock.now()
    heard = memory.recall(chat_id, telegram_id, now).heard
    told = await own_activities.joined(deps, telegram_id, text, spoken, on, heard) if spoken else None
    if told is None:
        return False
    shown, doors = told
    memory.about(chat_id, telegram_id, activity_talk.about(doors), now)
    memory.answered(chat_id, telegram_id, shown, now)
    await deps.reply(
        Outgoing(chat_id, shown, doors, priority=Priority.INTERACTIVE),
        update_id=update_id,
        question=AskedQuestion(text, "activity", ("bot_signup",)),
    )
    return True


def _wishes(text: str, on: Sequence[int]) -> bool:
    """Whether it wishes for a place, or settles what the talk is `on`; who puts it off does neither."""
    if places.puts_off(text):
        return False
    return texts.wants_a_place(text) or bool(on and places.settles(text))


def _lately(deps: Deps, said: Sequence[str]) -> list[str]:
    """What was said lately, the newest first, back to what a form is there for."""
    today, found = local_date(deps.clock.now()), list[str]()
    for one in reversed(said[-_LOOKED_BACK:]):
        events = deps.library.read(one, today=today).events
        if any(event.state in TOLD and opens(event.what, event.whose) for event in events):
            break
        found.append(one)
    return found
