"""Asking an officer for something to type (a remark among it), and words that answer a card instead.

One message with ready answers and a way out, remembered as a prompt.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from bot.core.errors import BadInput, NotAllowed, WennuanError
from bot.core.messages import Act, Button, JsonObject, Outgoing, Priority
from bot.core.money import is_amount, parse_yuan
from bot.core.queries import dialogue, members
from bot.core.words import stops
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.texts import steps
from bot.reports import card, card_buttons, care
from bot.reports.case import Case, Here, case_of, open_case, take
from bot.reports.queries import reports
from bot.reports.rules.transitions import OPEN, Action, Status
from bot.reports.texts import card as card_texts

LONGEST = 500  # characters of a reason, a question or a note
PATIENCE = timedelta(minutes=15)  # what is said in a group later than this is no answer any more
ASKED_AT = "asked_at"
_QUESTION = "ask:"  # the card's name of a question, before the account that is asked
_YES = frozenset(
    {"确认", "确认记账", "确认更正", "就这样安排", "就这样", "对", "对的", "是", "是的", "没错", "好", "好的"}
)


async def ask(u: Unit, here: Here, act: Act, text: str, *answers: Button, follow: bool = False) -> None:
    """The next words of this officer in this chat belong to `act`; each of `answers` says one of them by a press.

    An earlier question of his that is still open gives way; with `follow` its message becomes this one.
    """
    if not follow:
        await close(u, here, here.telegram_id, card_texts.CANCELLED)
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
        raise BadInput(card_texts.EMPTY)
    if len(said) > LONGEST:
        raise BadInput(card_texts.TOO_LONG)
    return said


def reason_of(text: str) -> str:
    """What was typed, where it says why. Raises BadInput for nothing, one word, or what only repeats the decision."""
    return _telling(text, steps.too_short)


def question_of(text: str) -> str:
    """What was typed, where it says what is wanted. Raises BadInput."""
    return _telling(text, steps.question_too_short)


def _telling(text: str, again: Callable[[str], str]) -> str:
    said = text.strip()
    if not steps.says_why(said):
        raise BadInput(again(said[:20]))
    return words(said)


def chosen(answer: str | int, ready: Sequence[str], read: Callable[[str], str] = words) -> str:
    """What was typed (as `read` takes it), or the ready answer of that index. Raises BadInput."""
    if isinstance(answer, str):
        return read(answer)
    if not 0 <= answer < len(ready):
        raise BadInput(card_texts.GONE)
    return ready[answer]


def _name(telegram_id: int) -> str:
    return f"{_QUESTION}{telegram_id}"


def asker_of(card: str) -> int:
    """Whose question stands under this name."""
    return int(card.removeprefix(_QUESTION))


def agrees(text: str) -> bool:
    """Whether the words say yes to what was shown to be checked."""
    return text.strip(" 。！!") in _YES


def leaves(text: str) -> bool:
    """Whether the words do nothing but take the question back."""
    return stops(text, "不办了")


async def drop(deps: Deps, update_id: int, here: Here, asker: int, because: WennuanError | None = None) -> str:
    """Forgets what the desk asked of `asker` here. Raises NotAllowed when somebody else presses his button."""
    if here.telegram_id != asker:
        raise NotAllowed(steps.ANOTHERS_STEP)
    text = str(because) if because else card_texts.CANCELLED
    async with unit(deps, update_id) as u:
        await close(u, here, asker, card_texts.CANCELLED)
        if because:
            await u.say(Outgoing(here.chat_id, text, priority=Priority.INTERACTIVE))
    return text


async def ask_note(deps: Deps, update_id: int, here: Here, report_id: int) -> None:
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.NOTE)
        await ask(u, here, Act("desk.noted", {"report": report_id}), card_texts.ask_note(case.who.name, case.number))


async def note(deps: Deps, update_id: int, here: Here, report_id: int, text: str, asker: int | None = None) -> str:
    said = words(text)
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.NOTE)
        await take(u, case, Action.NOTE, note=said)
        line = steps.note_kept(case.number)
        await close(u, here, asker, line)
        return line


async def take_reply(deps: Deps, update_id: int, here: Here, card_id: int, said: str, reply_to: int | None) -> bool:
    """Answers words that were said in answer to the message `card_id`; False where they have nothing to do with a desk.

    Nothing is decided by them: who presses a button is read again, what somebody writes under a card is not.
    """
    async with deps.store.read() as tx:
        name = await dialogue.card_at(tx, here.chat_id, card_id) or ""
        at_desk = not here.private and await members.branch_of_group(tx, here.chat_id) is not None
    kind, _, number = name.partition(":")
    decides = is_amount(said) or said.strip(" 。！!") in steps.DECISIONS
    if care.needs_care(deps, said) or (kind not in ("report", "ask") and not (at_desk and decides)):
        return False
    async with unit(deps, update_id) as u:
        text = steps.ON_THE_CARD
        if kind == "report":
            text = await _on_card(u, here, await case_of(u, await reports.get(u.tx, int(number))), said)
        elif kind == "ask":
            text = await _on_question(u, here, asker_of(name))
        await u.say(Outgoing(here.chat_id, text, reply_to=reply_to, priority=Priority.INTERACTIVE))
        return True


async def _on_question(u: Unit, here: Here, asker: int) -> str:
    waits = await dialogue.expected(u.tx, here.chat_id, asker)
    who = await members.by_telegram(u.tx, asker, u.today)
    open_yet = waits is not None and waits.name.startswith("desk.") and who is not None and asker != here.telegram_id
    return steps.asked_another(who.name) if open_yet and who else steps.ASKED_BEFORE


async def _on_card(u: Unit, here: Here, case: Case, said: str) -> str:
    number = case.report.number or ""
    if here.chat_id not in await card.home(u, case) and not here.private:
        return steps.ELSEWHERE
    if is_amount(said):
        return _on_amount(case, number, parse_yuan(said))
    if case.report.status not in OPEN:
        return steps.closed(number)
    return steps.use_buttons(number, [button.label for row in card_buttons.of_card(case) for button in row])


def _on_amount(case: Case, number: str, amount: Decimal) -> str:
    report, allowance = case.report, case.allowance
    match report.status:
        case Status.SUBMITTED if allowance.ceiling is None:
            return steps.no_amount(number, allowance.no_amount)
        case Status.SUBMITTED if report.decided_by is not None and report.approved is not None:
            return steps.amount_to_second(number, report.approved)
        case Status.SUBMITTED if allowance.ceiling is not None:
            return steps.amount_to_grant(number, amount, allowance.ceiling)
        case Status.APPROVED:
            return steps.amount_granted(number, report.approved)
        case Status.DELIVERED if report.approved is not None:
            return steps.amount_to_pay(number)
        case Status.SETTLED if report.paid is not None:
            return steps.amount_paid(number, report.paid)
        case _:
            return steps.closed(number)
