"""What the officer sees: the letter as members will get it, the panel with the counts, and the report at the end."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.activities.texts import members as activity_texts
from bot.broadcasts import texts
from bot.broadcasts.queries import broadcasts, recipients
from bot.broadcasts.rules import UNREACHED, Audience, Broadcast, Content, Outcome, Purpose, State
from bot.core.messages import Act, Button, Keyboard, Outgoing, Priority, rows
from bot.core.queries import dialogue, members
from bot.core.work.unit import Unit, answer, quiet_end
from bot.store.history import Entry, append

PROMPT = "broadcast.content"


def mourning_since(u: Unit) -> datetime:
    return u.now - timedelta(days=u.deps.settings.bereavement_hold_days)


def card(broadcast_id: int) -> str:
    """The name of the one message that shows the panel, then the progress, then the end."""
    return f"broadcast:{broadcast_id}"


async def heading(u: Unit, broadcast: Broadcast) -> str:
    """Whom it is for, in words."""
    if broadcast.audience is Audience.ACTIVITY:
        return texts.activity_title(await broadcasts.activity_name(u.tx, broadcast.targets[0]) or "活动")
    if broadcast.audience is Audience.ALL:
        return texts.title((), everybody=True)
    names = {branch.id: branch.name for branch in await members.all_branches(u.tx)}
    return texts.title([names[one] for one in broadcast.targets], everybody=False)


def letter(draft: Broadcast, branch: str, chat_id: int) -> Outgoing:
    """One copy. Its buttons carry static data: the same for everybody, and who presses is read again."""
    content = draft.content or Content()
    return Outgoing(
        chat_id,
        texts.letter(content, branch, draft.purpose),
        buttons=_ways_in(draft, content),
        html=True,
        photo=content.photo,
        document=content.document,
    )


def _ways_in(draft: Broadcast, content: Content) -> Keyboard:
    """Whoever has signed up already is led to the activity, the others may sign up at once."""
    if draft.audience is Audience.ACTIVITY:
        return ((Button(activity_texts.DOOR, data=f"activity:{draft.targets[0]}"),),)
    if content.activity is None:
        return ()
    see = Button(activity_texts.DOOR, data=f"activity:{content.activity}")
    return ((Button(activity_texts.JOIN, data=f"signup:{content.activity}"), see),)


async def go_on(u: Unit, telegram_id: int, draft: Broadcast) -> None:
    """The preview when there are words, else the question for them."""
    if draft.content is None:
        await ask_content(u, telegram_id, draft)
    else:
        await show(u, telegram_id, draft)


async def ask_content(u: Unit, telegram_id: int, draft: Broadcast) -> None:
    await dialogue.expect(u.tx, telegram_id, telegram_id, Act(PROMPT, {"broadcast": draft.id}), u.now)
    await answer(u, telegram_id, texts.ask_content(await heading(u, draft)))


async def show(u: Unit, chat_id: int, draft: Broadcast) -> None:
    """The preview and the panel, anew: buttons of an earlier preview are refused by its version.

    Only the preview is urgent, so that the panel takes its turn a second later: two at once is what Telegram refuses.
    """
    assert draft.content is not None  # noqa: S101 - callers ask for the words first
    branch = await members.branch(u.tx, draft.branch_id)
    counts = await recipients.forecast(u.tx, draft, mourning_since(u))
    text = texts.panel(await heading(u, draft), draft.purpose, counts, quiet_end=quiet_end(u.deps, u.now))
    preview = letter(draft, branch.name, chat_id)
    panel = Outgoing(chat_id, text, buttons=_choices(draft, counts.get(Outcome.PENDING, 0)), card=card(draft.id))
    await u.say(replace(preview, priority=Priority.INTERACTIVE), panel)


def _choices(draft: Broadcast, reach: int) -> Keyboard:
    args = {"broadcast": draft.id, "version": draft.version}
    send = ((Button(texts.send_to(reach), Act("broadcast.send", args)),),) if reach else ()
    others = [
        Button(texts.choose_purpose(purpose), Act("broadcast.purpose", args | {"purpose": purpose}))
        for purpose in Purpose
        if purpose is not draft.purpose
    ]
    change = [
        Button(texts.CHANGE_TEXT, Act("broadcast.text", args)),
        Button(texts.CHANGE_AUDIENCE, Act("broadcast.audience", args)),
        Button(texts.DROP, Act("broadcast.drop", args)),
    ]
    return (*send, *rows(*others), *rows(*change, width=3))


Tally = dict[Outcome, int]


async def progress(u: Unit, broadcast: Broadcast, tally: Tally) -> None:
    """Brings the one message up to date, unless its last edit has not left yet."""
    chat = await _chat(u, broadcast)
    if chat is None or await broadcasts.edit_waits(u.tx, card(broadcast.id)):
        return
    await broadcasts.move(u.tx, broadcast.id, broadcast.state, told_at=u.now)
    title = await heading(u, broadcast)
    text = texts.progress(title, broadcast.total, tally, waiting_until=quiet_end(u.deps, u.now))
    stop = ((Button(texts.STOP, Act("broadcast.stop", {"broadcast": broadcast.id})),),)
    await u.say(Outgoing(chat, text, buttons=stop, card=card(broadcast.id), edit_card=True))


async def stopped(u: Unit, broadcast: Broadcast, tally: Tally) -> None:
    """The one message loses its button and says how many had gone."""
    if (chat := await _chat(u, broadcast)) is not None:
        text = texts.stopped(await heading(u, broadcast), gone(tally))
        await u.say(Outgoing(chat, text, card=card(broadcast.id), edit_card=True))


async def end(u: Unit, broadcast: Broadcast, tally: Tally) -> None:
    """Every copy has its outcome: the counts are kept, the report is told."""
    state = State.STOPPED if broadcast.state is State.STOPPED else State.DONE
    kept = {outcome.value: count for outcome, count in tally.items()}
    await broadcasts.move(u.tx, broadcast.id, state, ended_at=u.now, tally=kept)
    sent = str(tally.get(Outcome.SENT, 0))
    await append(u.tx, Entry("broadcast", broadcast.id, "end", before=str(broadcast.total), after=sent), u.now)
    chat = await _chat(u, broadcast)
    if chat is None:
        return
    title = await heading(u, broadcast)
    if state is State.DONE:
        await u.say(Outgoing(chat, texts.over(title), card=card(broadcast.id), edit_card=True))
    await u.say(Outgoing(chat, texts.report(state, title, broadcast.total, tally), buttons=lists(broadcast, tally)))


def gone(tally: Tally) -> int:
    """Copies that have left, or are in the relay's hands."""
    never = (Outcome.PENDING, Outcome.STOPPED, Outcome.UNBOUND, Outcome.REFUSED, Outcome.MOURNING, Outcome.LEFT)
    return sum(count for outcome, count in tally.items() if outcome not in never)


def lists(broadcast: Broadcast, tally: Tally) -> Keyboard:
    """Buttons for the names behind the counts, where there are some."""
    if not any(tally.get(outcome) for outcome in UNREACHED):
        return ()
    args = {"broadcast": broadcast.id}
    excel = Button(texts.LIST_EXCEL, Act("broadcast.list", args))
    return ((excel,), (Button(texts.LIST_CSV, Act("broadcast.list", args | {"csv": True})),))


async def tally_of(u: Unit, broadcast: Broadcast) -> Tally:
    """As it stands; of one that is over, as it was kept."""
    if broadcast.ended_at:
        return {Outcome(name): count for name, count in broadcast.tally.items()}
    return await recipients.tally(u.tx, broadcast.id)


async def _chat(u: Unit, broadcast: Broadcast) -> int | None:
    """The author's private chat; who has no account any more cannot be told."""
    author = await members.by_id(u.tx, broadcast.author_id, u.today)
    return author.telegram_id if author else None
