"""What the officer who sends is told: the one message that is edited, and the report at the end."""

from bot.broadcasts import showing, texts
from bot.broadcasts.queries import broadcasts, recipients
from bot.broadcasts.rules import UNREACHED, Broadcast, Outcome, State
from bot.core.messages import Act, Button, Keyboard, Outgoing
from bot.core.queries import members
from bot.core.work.quiet_hours import quiet_end
from bot.core.work.unit import Unit
from bot.store.history import Entry, append

Tally = dict[Outcome, int]


async def progress(u: Unit, broadcast: Broadcast, tally: Tally) -> None:
    """Brings the one message up to date, unless its last edit has not left yet."""
    chat = await _chat(u, broadcast)
    if chat is None or await broadcasts.being_told(u.tx, showing.card(broadcast.id)):
        return
    await broadcasts.move(u.tx, broadcast.id, broadcast.state, told_at=u.now)
    title = await showing.title(u, broadcast)
    text = texts.progress(title, broadcast.total, tally, waiting_until=quiet_end(u.deps, u.now))
    stop = ((Button(texts.STOP, Act("broadcast.stop", {"broadcast": broadcast.id})),),)
    await u.say(Outgoing(chat, text, buttons=stop, card=showing.card(broadcast.id), edit_card=True))


async def stopped(u: Unit, broadcast: Broadcast, tally: Tally) -> None:
    """The one message loses its button and says how many had gone."""
    if (chat := await _chat(u, broadcast)) is not None:
        text = texts.stopped(await showing.title(u, broadcast), gone(tally))
        await u.say(Outgoing(chat, text, card=showing.card(broadcast.id), edit_card=True))


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
    title = await showing.title(u, broadcast)
    if state is State.DONE:
        await u.say(Outgoing(chat, texts.over(title), card=showing.card(broadcast.id), edit_card=True))
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
