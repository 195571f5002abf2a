"""Stops what is being filled in (/cancel), and reminds of an open form after a question was answered in between."""

from bot.activities.drafting import FACT as ACTIVITY_FACT
from bot.activities.texts import desk as desk_texts
from bot.core.messages import Act, Button, Keyboard
from bot.core.queries import dialogue, members
from bot.core.texts import menu as menu_texts
from bot.core.work.unit import Deps, Unit, answer, unit
from bot.reports import drafts, opening
from bot.reports.asking import ask
from bot.reports.drafts import Draft
from bot.reports.forms import steps
from bot.reports.queries import reports
from bot.reports.texts import members as members_texts
from bot.reports.texts import reporting as form_texts


async def cancel(deps: Deps, update_id: int, telegram_id: int) -> None:
    """Stops what is going on: what the bot waits for, else the form (after asking once more)."""
    async with unit(deps, update_id) as u:
        waiting = await dialogue.expected(u.tx, telegram_id, telegram_id)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        bound = await members.by_telegram(u.tx, telegram_id, u.today)
        draft = await drafts.of_member(u, telegram_id) if bound else None
        if draft and not draft.parked:
            await opening.ask_to_drop(u, draft)
            return
        await answer(u, telegram_id, _stopped(waiting))


def _stopped(waiting: Act | None) -> str:
    """What is no longer waited for; of an activity, what has been filled in stays."""
    if waiting is None:
        return menu_texts.NOTHING_TO_CANCEL
    return desk_texts.PARKED if waiting.name == ACTIVITY_FACT else menu_texts.CANCELLED


async def remind_open(deps: Deps, telegram_id: int, said: str) -> None:
    """After the answer the form asks its own question again (or the officer's still waits), and the words can be the
    answer to it after all."""
    async with unit(deps) as u:
        member = await u.member(telegram_id)
        draft = await drafts.of_member(u, telegram_id)
        if draft and not draft.parked and draft.now.step == steps.CONSENT:
            await opening.go_on(u, draft)
        elif draft and not draft.parked:
            await ask(u, draft, form_texts.still_open(draft.title), _it_was_the_answer(u, draft, said))
        elif waiting := await reports.returned_to(u.tx, member.id):
            args = {"report": waiting[-1].id, "sealed": u.tx.vault.seal(said)}
            button = Button(form_texts.THAT_WAS_IT, Act("supplement.said", args))
            await answer(u, telegram_id, members_texts.still_waiting(waiting[-1].number or ""), ((button,),))


def _it_was_the_answer(u: Unit, draft: Draft, said: str) -> Keyboard:
    if draft.now.item is None:
        return ()
    return ((draft.button(form_texts.THAT_WAS_IT, "form.said", sealed=u.tx.vault.seal(said)),),)
