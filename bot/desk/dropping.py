"""Leaving a question of the desk unanswered: by its own cancel button, by a word, or because it no longer applies."""

from bot.core.errors import NotAllowed, WennuanError
from bot.core.messages import Outgoing, Priority
from bot.core.work.unit import Deps, unit
from bot.desk.asking import close
from bot.reports.access import Here
from bot.reports.texts import card as texts

WORDS = frozenset({"取消", "算了", "不办了", "/cancel"})


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
