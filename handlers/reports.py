"""Reporting an event and following one's reports. A form lives in private, wherever its button was pressed."""

from collections.abc import Sequence

from bot.conversation import cancelling
from bot.core.errors import NotFound
from bot.core.kinds import Kind
from bot.core.texts import menu as menu_texts
from bot.questions.memory import ConversationMemory
from bot.reports import supplementing
from bot.reports import use_cases as reports
from bot.reports.evidence import File
from bot.reports.texts import reporting as form_texts
from bot.reports.use_cases import Outcome, Said
from handlers import questions
from handlers.call import Call, Handler, personal


async def choose(call: Call) -> None:
    """我要申报: the ten kinds to choose from."""
    await reports.choose(call.deps, call.update_id, call.user_id)


async def start(call: Call) -> str | None:
    """A kind is chosen from the list."""
    return await _start(call, str(call.args["kind"]), ())


async def start_from_answer(call: Call) -> str | None:
    """The button under an answer: what was just said fills the form in. Without a kind, the ten are shown."""
    if not call.args["argument"]:
        await choose(call)
        return None
    talk = call.deps.parts.of(ConversationMemory).recall(call.chat_id, call.user_id, call.deps.clock.now())
    return await _start(call, str(call.args["argument"]), talk.said)


async def _start(call: Call, kind: str, said: Sequence[str]) -> str | None:
    try:
        known = Kind(kind)
    except ValueError as unknown:
        raise NotFound(form_texts.unlisted(kind)) from unknown
    await reports.start(call.deps, call.update_id, call.user_id, known, said)
    return None if call.private else form_texts.PRIVATE


async def fill(call: Call) -> None:
    """Words, photos or files while a form is open, or while a returned report waits for its answer."""
    said = Said(call.text, _file(call), call.forwarded)
    outcome = await reports.fill(call.deps, call.update_id, call.user_id, said)
    if outcome is Outcome.TAKEN:
        return
    await questions.ask(call, filling=outcome is Outcome.QUESTION)
    if outcome is Outcome.QUESTION:
        await cancelling.remind_open(call.deps, call.user_id, call.text)


async def press(call: Call, name: str) -> None:
    """A button of the form."""
    await reports.press(call.deps, call.update_id, call.user_id, name, call.args)


def _pressing(name: str) -> Handler:
    async def handler(call: Call) -> None:
        await press(call, name)

    return handler


async def show_mine(call: Call) -> None:
    """我的申报."""
    await reports.show_list(call.deps, call.update_id, call.user_id)


async def turn_page(call: Call) -> None:
    await reports.show_list(call.deps, call.update_id, call.user_id, int(call.args["page"]))


async def show_one(call: Call) -> None:
    await reports.show(call.deps, call.update_id, call.user_id, int(call.args["report"]))


async def ask_to_withdraw(call: Call) -> None:
    await reports.ask_to_withdraw(call.deps, call.update_id, call.user_id, int(call.args["report"]))


async def withdraw(call: Call) -> None:
    await reports.withdraw(call.deps, call.update_id, call.user_id, int(call.args["report"]))


async def start_supplement(call: Call) -> None:
    """补充说明: the officer's question, and the next words are the answer."""
    await supplementing.start(call.deps, call.update_id, call.user_id, int(call.args["report"]))


async def supplement(call: Call) -> None:
    """What the member adds to a returned report. Words of danger to life are met by care, and by nothing else."""
    if reports.needs_care(call.deps, call.text, reports.Wants.PAPERS):
        await questions.ask(call)
        return
    report_id = int(call.args["report"])
    taken = await supplementing.take(call.deps, call.update_id, call.user_id, report_id, call.text, _file(call))
    if not taken:
        await questions.ask(call)
        await cancelling.remind_open(call.deps, call.user_id, call.text)


async def supplement_said(call: Call) -> None:
    """What sounded like a question belongs to the report after all."""
    report_id, sealed = int(call.args["report"]), str(call.args["sealed"])
    await supplementing.take_said(call.deps, call.update_id, call.user_id, report_id, sealed)


async def undo_supplement(call: Call) -> None:
    await supplementing.take_back(call.deps, call.update_id, call.user_id, int(call.args["report"]))


async def hand_back(call: Call) -> None:
    await supplementing.hand_back(call.deps, call.update_id, call.user_id, int(call.args["report"]))


def _file(call: Call) -> File | None:
    sent = call.attachment
    if sent is None:
        return None
    return File(sent.kind, sent.file_id, sent.unique_id, sent.name, sent.mime, sent.size, call.text)


COMMANDS: dict[str, Handler] = {"report": personal(choose), "mine": personal(show_mine)}
WORDS: dict[str, Handler] = {menu_texts.REPORT: choose, menu_texts.MINE: show_mine}
PRESSES: dict[str, Handler] = {
    **{name: _pressing(name) for name in reports.NAMES},
    "report": start_from_answer,
    "form.start": start,
    "mine": show_mine,
    "mine.list": turn_page,
    "mine.show": show_one,
    "mine.withdraw": ask_to_withdraw,
    "mine.withdraw_sure": withdraw,
    "supplement.start": start_supplement,
    "supplement.said": supplement_said,
    "supplement.undo": undo_supplement,
    "supplement.send": hand_back,
}
PROMPTS: dict[str, Handler] = {supplementing.PROMPT: supplement}
