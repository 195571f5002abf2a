"""Teaching in chat: a group of missed questions, what it asks, what would change, and the lessons there are.

Where somebody is in it stands in the buttons, in the database; the words stand in the question log, and are read again
at every step. A restart loses nothing.
"""

from bot.core.clock import local_date
from bot.core.errors import BadInput
from bot.core.messages import Act, Button, Keyboard, Outgoing, Priority, rows
from bot.core.people import Member
from bot.core.work.branches import head_of_committee
from bot.core.work.unit import Deps, Unit, answer, unit
from bot.questions import misses
from bot.questions.queries import lessons
from bot.questions.teaching import cases, choices, talk
from bot.questions.teaching.cases import Phrasing, Proposal
from bot.questions.teaching.choices import IGNORED
from bot.questions.teaching.lessons import Lessons, informed
from bot.questions.teaching.talk import Choice
from bot.questions.texts import teaching as texts

PER_PAGE = 10  # lessons


async def show_list(
    deps: Deps, update_id: int, telegram_id: int, month: str, page: int, message_id: int | None
) -> None:
    """The groups that are still to be dealt with, page by page."""
    named, groups = await misses.open_groups(deps, month)
    async with unit(deps, update_id) as u:
        await _teacher(u, telegram_id)
        await _edit(u, telegram_id, *misses.page(named, groups, page, teaching=True), message_id)


async def show_group(deps: Deps, update_id: int, telegram_id: int, choice: Choice, message_id: int | None) -> None:
    """The phrasings of a group with their numbers, and what sort of thing they may ask."""
    library = await informed(deps)
    async with unit(deps, update_id) as u:
        await _teacher(u, telegram_id)
        found = await cases.phrasings(u.tx, library, choice.ids, u.today)
        left = _left(found, choice)
        now = library.answer((left or found)[0].text, today=u.today).text
        buttons = talk.group_buttons(found, choice, any_left=bool(left))
        await _edit(u, telegram_id, talk.group_text(found, choice, now), buttons, message_id)


async def choose_topic(
    deps: Deps, update_id: int, telegram_id: int, choice: Choice, area: str, page: int, message_id: int | None
) -> None:
    async with unit(deps, update_id) as u:
        await _teacher(u, telegram_id)
        await _edit(u, telegram_id, *talk.topics(deps.library, choice, area, page), message_id)


async def choose_facet(deps: Deps, update_id: int, telegram_id: int, choice: Choice, message_id: int | None) -> None:
    async with unit(deps, update_id) as u:
        await _teacher(u, telegram_id)
        await _edit(u, telegram_id, *talk.facets(deps.library, choice), message_id)


async def preview(deps: Deps, update_id: int, telegram_id: int, choice: Choice, message_id: int | None) -> None:
    """What it would change, before it does."""
    library = await informed(deps)
    async with deps.store.read() as tx:
        found = await cases.phrasings(tx, library, choice.ids, local_date(deps.clock.now()))
    proposal = _proposal(found, choice)
    seen = await cases.preview(deps, proposal)
    async with unit(deps, update_id) as u:
        await _teacher(u, telegram_id)
        text = talk.preview_text(library, proposal, seen, [one.text for one in _forgotten(found, choice)])
        await _edit(u, telegram_id, text, talk.preview_buttons(choice), message_id)


async def keep(deps: Deps, update_id: int, telegram_id: int, choice: Choice, message_id: int | None) -> str:
    """就这样教. Raises Stale when somebody was faster."""
    async with unit(deps, update_id) as u:
        teacher = await _teacher(u, telegram_id)
        found = await cases.phrasings(u.tx, deps.library, choice.ids, u.today)
        proposal = _proposal(found, choice)
        if proposal.phrasings:
            await cases.teach(u, teacher, proposal)
        if forgotten := _forgotten(found, choice):
            await cases.forget(u, teacher, forgotten)
        meaning = choices.meaning(deps.library, choice.topic, choice.facet)
        line = texts.taught(meaning, len(proposal.phrasings)) if choice.topic else texts.IGNORED
        await _edit(u, telegram_id, line, talk.back_to_list(choice), message_id)
    deps.parts.of(Lessons).forget()
    return line


async def drop(deps: Deps, update_id: int, telegram_id: int, choice: Choice, message_id: int | None) -> str:
    """不教了."""
    async with unit(deps, update_id) as u:
        await _edit(u, telegram_id, texts.DROPPED, talk.back_to_list(choice), message_id)
    return texts.DROPPED


async def show_lessons(
    deps: Deps, update_id: int, telegram_id: int, page: int = 0, message_id: int | None = None
) -> None:
    """`/taught`: what was taught, by whom and when; the newest first."""
    async with unit(deps, update_id) as u:
        await _teacher(u, telegram_id)
        text, buttons = talk.lessons_page(deps.library, (await lessons.in_force(u.tx))[::-1], page, PER_PAGE)
        if message_id is None:
            await answer(u, telegram_id, text, buttons)
        else:
            await _edit(u, telegram_id, text, buttons, message_id)


async def show_lesson(
    deps: Deps, update_id: int, telegram_id: int, lesson_id: int, page: int, message_id: int | None
) -> None:
    """One lesson with all its words. Raises Stale when it is undone."""
    async with unit(deps, update_id) as u:
        await _teacher(u, telegram_id)
        lesson = await cases.lesson(u.tx, lesson_id)
        meaning = choices.meaning(deps.library, lesson.topic, lesson.facet)
        text = texts.lesson(lesson.phrasings, meaning, lesson.teacher, talk.day(lesson.taught_at))
        undo = Button(texts.UNDO, Act("taught.undo", {"id": lesson_id, "page": page}))
        await _edit(u, telegram_id, text, rows(undo, talk.back_to_lessons(page)), message_id)


async def undo(deps: Deps, update_id: int, telegram_id: int, lesson_id: int, page: int, message_id: int | None) -> str:
    """撤销这一条. Raises Stale when it is undone already."""
    async with unit(deps, update_id) as u:
        lesson = await cases.undo(u, await _teacher(u, telegram_id), lesson_id)
        line = texts.undone(len(lesson.phrasings), choices.meaning(deps.library, lesson.topic, lesson.facet))
        await _edit(u, telegram_id, line, ((talk.back_to_lessons(page),),), message_id)
    deps.parts.of(Lessons).forget()
    return line


async def _teacher(u: Unit, telegram_id: int) -> Member:
    return await head_of_committee(u, telegram_id, texts.COMMITTEE_ONLY)


def _left(found: list[Phrasing], choice: Choice) -> list[Phrasing]:
    """Those that are to be taught, or put aside."""
    return [one for one in found if not one.barred and one.id not in choice.out]


def _forgotten(found: list[Phrasing], choice: Choice) -> list[Phrasing]:
    """Those that may not even be kept as needing no answer: put aside, they are dropped from the log."""
    return [] if choice.topic else [one for one in found if one.barred]


def _proposal(found: list[Phrasing], choice: Choice) -> Proposal:
    """Raises BadInput where nothing is left to be taught."""
    left = tuple(one.text for one in _left(found, choice))
    if not (left or _forgotten(found, choice)):
        raise BadInput(texts.NOTHING_LEFT)
    return Proposal(left, choice.topic or IGNORED, choice.facet)


async def _edit(u: Unit, telegram_id: int, text: str, buttons: Keyboard, message_id: int | None) -> None:
    await u.say(Outgoing(telegram_id, text, buttons=buttons, edit=message_id, priority=Priority.INTERACTIVE))
