"""Keeps track of which messages of a form have live buttons, and takes the buttons away when the form is over.

While it is being filled in, a button of an earlier step stays where it is and answers that the step is done: to take
each away at once would cost the member a second's wait at every step (Telegram counts edits like messages).
"""

import secrets

from bot.core.messages import Keyboard, Outgoing, Priority
from bot.core.queries import dialogue
from bot.core.work.unit import Unit
from bot.reports.drafts import Draft


async def say(u: Unit, draft: Draft, text: str, buttons: Keyboard) -> None:
    """Says it to whoever fills the form in, and remembers that these buttons are the form's."""
    if chat_id := draft.reporter.telegram_id:
        card = f"{_cards(draft)}{secrets.token_hex(4)}"
        await u.say(Outgoing(chat_id, text, buttons=buttons, card=card, priority=Priority.INTERACTIVE))


async def clear(u: Unit, draft: Draft) -> None:
    """The form is handed in, put aside or given up: its messages lose their buttons, when nobody waits for more."""
    if chat_id := draft.reporter.telegram_id:
        shown = await dialogue.take_pressable(u.tx, _cards(draft), chat_id)
        bare = (Outgoing(chat_id, "", edit=message, bare=True, priority=Priority.BULK) for message in shown)
        await u.say(*bare)


def _cards(draft: Draft) -> str:
    return f"form:{draft.report.id}:"
