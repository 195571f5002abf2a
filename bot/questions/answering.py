"""A question in, an answer out: reads the knowledge base, remembers the turn, writes nothing but the question log."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.activities import listing
from bot.activities.published import PublishedActivities, doors, fixed_in, tell
from bot.activities.rules import Activity
from bot.core.clock import local_date
from bot.core.errors import NotAllowed
from bot.core.kinds import Kind
from bot.core.messages import Button, Keyboard, Outgoing, Priority, rows
from bot.core.people import Member
from bot.core.queries import dialogue, members
from bot.core.queries.dialogue import Care
from bot.core.work.unit import AskedQuestion, Deps, unit
from bot.questions import activity_talk, joining, own_activities, own_affairs, relaying, wishes
from bot.questions.committee_rules import quote
from bot.questions.memory import TURNS_IN_CARE, ConversationMemory, Talk
from bot.questions.offices import matter_goes_to, worries_go_to
from bot.questions.teaching.lessons import informed
from bot.questions.texts import answering as texts
from bot.reports import drafts
from bot.reports.allowance import Rulings
from bot.reports.opening import erase
from knowledge.reading.manner import manner

if TYPE_CHECKING:
    from knowledge import Answer, Library, Suggestion

MAX_BUTTONS = 3
FEARED = "self"  # where the talk is long over
ACTIVITIES = "all_activities"  # the calendar answers that better than the notice alone


async def answer(
    deps: Deps,
    chat_id: int,
    user_id: int,
    text: str,
    *,
    update_id: int,
    private: bool,
    care: Care | None = None,
    filling: bool = False,
) -> None:
    """Answers at once, in the light of what this person just asked in this chat. `care`: his talk is in care;
    `filling`: a form is open, and no other is offered."""
    now = deps.clock.now()
    talk = deps.parts.of(ConversationMemory).recall(chat_id, user_id, now)
    in_care = care if care and care.holds(now) else None
    library = await informed(deps)
    branch = await _branch_of(deps, user_id)
    found = _found(library, text, talk, local_date(now), in_care, branch, private=private)
    offered = bool(found.offer) and not found.care
    deps.parts.of(ConversationMemory).remember(chat_id, user_id, text, missed=found.missed, now=now, offered=offered)
    calm = not (found.care or in_care)
    known = await deps.parts.of(PublishedActivities).of(deps.store, now)
    on = activity_talk.meant(library, talk, found, text, known)
    if private and await _met(deps, chat_id, user_id, text, talk, found, on, update_id=update_id, calm=calm):
        return
    if found.whole == ACTIVITIES and not (on or own_activities.about_them(found)):
        first = "\n".join(filter(None, (found.opening, await own_activities.not_there(deps, text))))
        await listing.show(deps, update_id, chat_id, user_id, first=first)
        return
    if care_of := found.care:
        found = (await with_published(deps, found, text, on))[0] if found.aside else found
        await _answer_in_care(deps, chat_id, user_id, found, care_of, update_id=update_id, private=private)
        return
    if found.seeks and private:
        await _leave_form(deps, user_id, for_good=found.misheard)
    shown = await _say(
        deps, chat_id, user_id, (*talk.said, text), found, on, update_id=update_id, private=private, filling=filling
    )
    deps.parts.of(ConversationMemory).answered(chat_id, user_id, shown, deps.clock.now())


def _found(
    library: "Library", text: str, talk: Talk, today: date, care: Care | None, branch: int | None, *, private: bool
) -> "Answer":
    """What the knowledge base says to it in this talk. `care`: that of the talk, while it holds."""
    return library.answer(
        text,
        talk.said,
        today=today,
        misses=talk.misses,
        in_group=not private,
        care=(care.danger, care.turns) if care else None,
        branch=branch,
        heard=talk.heard,
    )


async def _met(
    deps: Deps,
    chat_id: int,
    user_id: int,
    text: str,
    talk: Talk,
    found: "Answer",
    on: Sequence[int],
    *,
    update_id: int,
    calm: bool,
) -> bool:
    """Whether it was no question but something to be done, and is done: a wish, a yes to an officer's help, no more
    buttons, words to be passed on. `calm`: no danger is talked of; `on`: the activities that it goes on about."""
    said, near = (*talk.said, text), activity_talk.near(talk, text)
    if not found.care and await joining.met(deps, chat_id, user_id, found, said, near, update_id=update_id):
        return True
    if not (found.care or on) and await wishes.met(deps, update_id, user_id, found, (*talk.said, text)):
        return True
    if talk.offered and wishes.accepts(found.reading):
        await tell_officer(deps, chat_id, user_id, care=False, update_id=update_id, about=talk.said[-1])
        return True
    if calm and manner().no_buttons.search(text):
        await deps.reply(Outgoing(chat_id, texts.NO_MORE_BUTTONS, priority=Priority.INTERACTIVE), update_id=update_id)
        return True
    if calm and await relaying.met(deps, chat_id, user_id, text, talk.said, update_id=update_id):
        return True
    return calm and await relaying.asked_for_him(deps, chat_id, user_id, text, talk.said, found, update_id=update_id)


async def _say(
    deps: Deps,
    chat_id: int,
    user_id: int,
    said: Sequence[str],
    found: "Answer",
    carried: Sequence[int],
    *,
    update_id: int,
    private: bool,
    filling: bool,
) -> str:
    """Says the answer with what is known of activities and of the asker's own affairs, and what of it was not said
    before in this talk; returns it. `said`: the talk, this message included; `carried`: the activities that it goes on
    about."""
    on: list[Activity] = []
    if not (private and (carried or own_activities.about_them(found))):  # answered from what is published just then
        found, on = await with_published(deps, found, said[-1], carried)
    found, own = await own_affairs.informed(deps, user_id, found, said, carried) if private else (found, ())
    ids, other = activity_talk.about(own) or tuple(one.id for one in on), bool(found.topics) and not carried
    deps.parts.of(ConversationMemory).about(chat_id, user_id, ids, deps.clock.now(), other=other)
    if filling:
        found = replace(found, suggestions=tuple(one for one in found.suggestions if one.action != "report"))
    if manner().no_buttons.search("\n".join(said)):
        found, own, on = _without_buttons(found), (), []
    buttons = _buttons(found, own or tuple((door,) for door in doors(on)), private=private)
    heard = deps.parts.of(ConversationMemory).recall(chat_id, user_id, deps.clock.now()).heard
    shown = deps.library.unrepeated(found.text, heard)
    addressed = await relaying.addressed(deps, user_id, replace(found, text=shown)) if private else shown
    await deps.reply(
        Outgoing(chat_id, addressed, buttons, priority=Priority.INTERACTIVE),
        update_id=update_id,
        question=AskedQuestion(said[-1], found.intent, tuple(found.topics), missed=found.missed),
    )
    return shown


async def _branch_of(deps: Deps, user_id: int) -> int | None:
    """The asker's branch, where any document binds one branch alone; else nobody is looked up."""
    if not deps.library.of_branches:
        return None
    async with deps.store.read() as tx:
        asker = await members.by_telegram(tx, user_id, local_date(deps.clock.now()))
    return asker.branch_id if asker else None


async def _answer_in_care(
    deps: Deps, chat_id: int, user_id: int, found: "Answer", danger: str, *, update_id: int, private: bool
) -> None:
    """The answer and that the talk is in care are one transaction: neither is lost, whatever happens next. A form
    that is open is put aside and nothing is waited for any more: nothing said now becomes a fact of it. Nothing of it
    is logged as a question."""
    memory = deps.parts.of(ConversationMemory)
    if found.calmer:  # the talk starts anew: what was said in danger is not looked back at
        memory.forget(chat_id, user_id)
    else:
        memory.answered(chat_id, user_id, found.text, deps.clock.now(), most=TURNS_IN_CARE)
    async with unit(deps, update_id) as u:
        until = u.now + timedelta(hours=deps.settings.care_hours)
        if not found.soft:  # a first faint sign is only asked about
            await (
                dialogue.leave_care(u.tx, user_id)
                if found.calmer
                else dialogue.enter_care(u.tx, user_id, danger, until)
            )
        asker = await members.by_telegram(u.tx, user_id, u.today)
        if asker and (draft := await drafts.of_member(u, user_id)) and not draft.parked:
            await drafts.put_aside(u, draft)
        if private:
            await dialogue.forget(u.tx, chat_id, user_id)
        officer = await worries_go_to(u.tx, asker, u.today) if asker else None
        offered = [one for one in found.suggestions if private and (officer or one.action != "officer")]
        text = found.text if officer or not private else _without_offer(found)
        buttons = tuple((_button(item, officer.name if officer else None),) for item in offered)
        await u.say(Outgoing(chat_id, text, buttons, priority=Priority.INTERACTIVE))


async def _leave_form(deps: Deps, user_id: int, *, for_good: bool) -> None:
    """A form that is open waits; one for a death that was only understood is closed `for_good`."""
    async with unit(deps) as u:
        asker = await members.by_telegram(u.tx, user_id, u.today)
        draft = await drafts.of_member(u, user_id) if asker else None
        if draft and for_good and draft.report.kind is Kind.BEREAVEMENT:
            await erase(u, draft)
        elif draft and not draft.parked:
            await drafts.put_aside(u, draft)


def _without_offer(found: "Answer") -> str:
    """Where nobody can be called, the truth takes the place of the offer."""
    said = found.text.removesuffix(found.offer).rstrip()
    return f"{said}\n{texts.NOBODY_TO_CALL}" if found.offer else said


async def with_published(
    deps: Deps, found: "Answer", question: str, carried: Sequence[int] = ()
) -> tuple["Answer", list[Activity]]:
    """The notice's answer with what the committee has fixed and ruled since; and the activities that it is about."""
    now = deps.clock.now()
    known = await deps.parts.of(PublishedActivities).of(deps.store, now)
    on = fixed_in(found, question, known) or [one for one in known if one.id in carried]
    told = tell(found, on, now)
    return quote(told, await deps.parts.of(Rulings).of(deps.store, now), deps.library, local_date(now)), on


async def answer_wordless(deps: Deps, chat_id: int, update_id: int) -> None:
    """A sticker, a photo or a voice message outside a form: say what would help."""
    await deps.reply(Outgoing(chat_id, texts.WORDLESS, priority=Priority.INTERACTIVE), update_id=update_id)


async def show_source(deps: Deps, chat_id: int, topic: str, *, update_id: int) -> None:
    """看原文: what the documents in force say on the topic."""
    branch = await _branch_of(deps, chat_id)
    text = deps.library.source(topic, local_date(deps.clock.now()), branch)
    await deps.reply(Outgoing(chat_id, text, priority=Priority.INTERACTIVE), update_id=update_id)


async def unhelpful(deps: Deps, chat_id: int, user_id: int, *, update_id: int) -> str:
    """Keeps the last question for the officers' month list, without its asker."""
    talk = deps.parts.of(ConversationMemory).recall(chat_id, user_id, deps.clock.now())
    complaint = AskedQuestion(talk.said[-1], "unhelpful", unhelpful=True) if talk.said else None
    await deps.reply(
        Outgoing(chat_id, texts.THANKS, priority=Priority.INTERACTIVE), update_id=update_id, question=complaint
    )
    return ""


async def tell_officer(deps: Deps, chat_id: int, user_id: int, *, care: bool, update_id: int, about: str = "") -> str:
    """Tells one officer of the member's branch, in private, who then gets in touch: `about` what, else what was said
    last. Returns the line for the asker."""
    talk = deps.parts.of(ConversationMemory).recall(chat_id, user_id, deps.clock.now())
    said = about or (talk.said[-1] if talk.said else "")
    async with unit(deps, update_id) as u:
        asker = await members.by_telegram(u.tx, user_id, u.today)
        if asker is None:
            raise NotAllowed(texts.NOT_BOUND_OFFICER)
        officer = (
            await worries_go_to(u.tx, asker, u.today) if care else await matter_goes_to(u.tx, asker, u.today, said)
        )
        if officer is None:
            raise NotAllowed(texts.NO_OFFICER)
        branch = await members.branch(u.tx, asker.branch_id)
        danger = (await dialogue.danger_of(u.tx, user_id) or FEARED) if care else ""
        told = texts.told_officer_in_care(officer.name, danger) if danger else texts.told_officer(officer.name)
        await u.say(
            Outgoing(officer.telegram_id or 0, _message_for_officer(deps, asker, branch.name, said, danger)),
            Outgoing(chat_id, told, priority=Priority.INTERACTIVE),
        )
    return ""


def _message_for_officer(deps: Deps, asker: Member, branch: str, said: str, danger: str) -> str:
    if danger:
        return texts.for_officer_in_care(asker.name, branch, danger, deps.library.care_numbers)
    return texts.for_officer(asker.name, branch, said)


def _buttons(found: "Answer", ahead: Keyboard = (), *, private: bool) -> Keyboard:
    """At most three of the answer's own under what is `ahead`; forms and one's own affairs are opened in private."""
    offered = [_button(item) for item in found.suggestions if private or item.action in ("source", "ask")]
    if private and found.topics and len(offered) < MAX_BUTTONS:
        offered.append(Button(texts.UNHELPFUL, data="unhelpful:"))
    return (*(ahead if private else ()), *rows(*offered[:MAX_BUTTONS], width=3))


def _without_buttons(found: "Answer") -> "Answer":
    """The answer for whoever has said that he wants none."""
    return replace(found, text=found.text.replace(texts.PRESS_BELOW, texts.SAY_SO), suggestions=(), topics=())


def _button(item: "Suggestion", named: str | None = None) -> Button:
    """`named`: the officer whom a member in danger would call."""
    label = texts.call_officer(named) if named and item.action == "officer" else item.label
    return Button(label, data=f"{item.action}:{item.argument}")
