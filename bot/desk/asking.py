"""Asking an officer for something to type: one message with ready answers and a way out, remembered as a prompt."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.core.errors import BadInput, NotAllowed, WennuanError
from bot.core.messages import Act, Button, JsonObject, Outgoing, Priority
from bot.core.queries import dialogue
from bot.core.words import stops
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.texts import reasons
from bot.reports.access import Here
from bot.reports.texts import card as texts

LONGEST = 500  # characters of a reason, a question or a note
PATIENCE = timedelta(minutes=15)  # what is said in a group later than this is no answer any more
ASKED_AT = "asked_at"
_QUESTION = "ask:"  # the card's name of a question, before the account that is asked


async def ask(u: Unit, here: Here, act: Act, text: str, *answers: Button, follow: bool = False) -> None:
    """The next words of this officer in this chat belong to `act`; each of `answers` says one of them by a press.

    An earlier question of his that is still open gives way; with `follow` its message becomes this one.
    """
    if not follow:
        await close(u, here, here.telegram_id, texts.CANCELLED)
    timed = Act(act.name, {**act.args, ASKED_AT: u.now.isoformat()})
    await dialogue.expect(u.tx, here.chat_id, here.telegram_id, timed, u.now)
    keyboard = (*((answer,) for answer in answers), (Button("取消", Act("desk.cancel", {"asker": here.telegram_id})),))
    await u.say(
        Outgoing(
            here.chat_id,
            text,
            buttons=keyboard,
            card=_name(here.telegram_id),
            edit_card=follow,
            priority=Priority.INTERACTIVE,
        )
    )


async def close(u: Unit, here: Here, asker: int | None, text: str) -> None:
    """Takes the question back: the prompt is forgotten, its message says `text` and has no buttons left."""
    awaited = None if asker is None else await dialogue.expected(u.tx, here.chat_id, asker)
    if asker is None or awaited is None or not awaited.name.startswith("desk."):
        return
    await dialogue.forget(u.tx, here.chat_id, asker)
    await u.say(Outgoing(here.chat_id, text, card=_name(asker), edit_card=True, priority=Priority.INTERACTIVE))


def overdue(args: JsonObject, now: datetime) -> bool:
    """Whether the question with these arguments was asked so long ago that the words are meant for somebody else."""
    asked = args.get(ASKED_AT)
    return asked is not None and now - datetime.fromisoformat(str(asked)) > PATIENCE


def words(text: str) -> str:
    """What was typed, fit to be kept. Raises BadInput."""
    said = text.strip()
    if not said:
        raise BadInput(texts.EMPTY)
    if len(said) > LONGEST:
        raise BadInput(texts.TOO_LONG)
    return said


def reason_of(text: str) -> str:
    """What was typed, where it says why. Raises BadInput for nothing, one word, or what only repeats the decision."""
    return _telling(text, reasons.too_short)


def question_of(text: str) -> str:
    """What was typed, where it says what is wanted. Raises BadInput."""
    return _telling(text, reasons.question_too_short)


def _telling(text: str, again: Callable[[str], str]) -> str:
    said = text.strip()
    if not reasons.says_why(said):
        raise BadInput(again(said[:20]))
    return words(said)


def chosen(answer: str | int, ready: Sequence[str], read: Callable[[str], str] = words) -> str:
    """What was typed (as `read` takes it), or the ready answer of that index. Raises BadInput."""
    if isinstance(answer, str):
        return read(answer)
    if not 0 <= answer < len(ready):
        raise BadInput(texts.GONE)
    return ready[answer]


def _name(telegram_id: int) -> str:
    return f"{_QUESTION}{telegram_id}"


def asker_of(card: str) -> int:
    """Whose question stands under this name."""
    return int(card.removeprefix(_QUESTION))


_YES = frozenset(
    {"确认", "确认记账", "确认更正", "就这样安排", "就这样", "对", "对的", "是", "是的", "没错", "好", "好的"}
)


def agrees(text: str) -> bool:
    """Whether the words say yes to what was shown to be checked."""
    return text.strip(" 。！!") in _YES


def leaves(text: str) -> bool:
    """Whether the words do nothing but take the question back."""
    return stops(text, "不办了")


async def drop(deps: Deps, update_id: int, here: Here, asker: int, because: WennuanError | None = None) -> str:
    """Forgets what the desk asked of `asker` here. Raises NotAllowed when somebody else presses his button."""
    if here.telegram_id != asker:
        raise NotAllowed("这一步是别的同志在办，请让他本人取消。")
    text = str(because) if because else texts.CANCELLED
    async with unit(deps, update_id) as u:
        await close(u, here, asker, texts.CANCELLED)
        if because:
            await u.say(Outgoing(here.chat_id, text, priority=Priority.INTERACTIVE))
    return text
