"""An update, read once into what a handler needs, and what it must be before it is followed.

Handlers never look into Telegram's objects themselves. What is personal is said in private, in the person's own words.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import wraps
from html import escape
from typing import Any

from telegram import Bot, Message, Update

from bot.conversation.expectations import Care
from bot.core.errors import NotAllowed, Outdated
from bot.core.messages import JsonObject
from bot.core.texts import menu as menu_texts
from bot.core.work.unit import Deps
from bot.desk.use_cases import Here
from bot.reports.texts import reporting as form_texts


class Args(JsonObject):
    """What a stored button or prompt was given. Asked for what an earlier version did not store, it raises Outdated."""

    def __missing__(self, key: str) -> Any:  # noqa: ANN401 - as a dictionary's values
        raise Outdated(menu_texts.BUTTON_EXPIRED)


@dataclass(frozen=True)
class Attachment:
    """A photo or file as Telegram names it."""

    kind: str  # photo | document
    file_id: str
    unique_id: str
    name: str | None
    mime: str | None
    size: int | None  # bytes


@dataclass(frozen=True)
class Call:
    """Who did what, where. `args` are those of the pressed button, of the awaited prompt, or of the command."""

    deps: Deps
    update_id: int
    user_id: int
    chat_id: int
    private: bool
    user_name: str = ""
    username: str | None = None  # the one behind @
    text: str = ""
    message_id: int | None = None
    args: JsonObject = field(default_factory=dict)
    attachment: Attachment | None = None
    forwarded: bool = False
    html: str = ""  # the same words with their formatting, as HTML
    album: str | None = None  # Telegram's id of the album that the photo or file belongs to
    question: str | None = None  # in a group: what is asked of the bot by name
    care: Care | None = None  # the person's talk is in care: what he types is met by care first
    foreign: bool = False  # it holds a voice, a video, a sticker …: nothing that is taken anywhere
    replied_to: int | None = None  # the message of a bot that this one answers
    bot: Bot | None = field(default=None, compare=False, repr=False)  # for uploads; all else goes through the outbox

    @property
    def here(self) -> Here:
        """Who acts, and where, as the officers' desk asks for it."""
        return Here(self.user_id, self.chat_id)

    @property
    def account(self) -> str:
        """What the account calls itself: 小何（@xiaohe）."""
        return f"{self.user_name[:30]}（@{self.username}）" if self.username else self.user_name


#: A handler does one thing and returns the short line to show at the pressed button, if any.
Handler = Callable[[Call], Awaitable[str | None]]


def read(deps: Deps, update: Update, args: JsonObject | None = None) -> Call | None:
    """The call an update makes, or None when it has no person or no chat behind it (channels, anonymous admins)."""
    user, chat, message = update.effective_user, update.effective_chat, update.effective_message
    if user is None or chat is None or user.is_bot:
        return None
    return Call(
        deps=deps,
        update_id=update.update_id,
        user_id=user.id,
        user_name=user.full_name,
        username=user.username,
        chat_id=chat.id,
        private=chat.type == chat.PRIVATE,
        text=(message.text or message.caption or "") if message else "",
        message_id=message.message_id if message else None,
        args=args or {},
        attachment=_attachment(message) if isinstance(message, Message) else None,
        **_particulars(message) if isinstance(message, Message) else {},
        bot=_bot(update),
    )


def _particulars(message: Message) -> dict[str, Any]:
    attached = message.photo or message.document
    return {
        "forwarded": message.forward_origin is not None,
        "html": _html(message),
        "album": message.media_group_id,
        "replied_to": _replied_to(message),
        "foreign": not (message.text or attached) and message.effective_attachment is not None,
    }


def _replied_to(message: Message) -> int | None:
    replied = message.reply_to_message
    ours = replied is not None and replied.from_user is not None and replied.from_user.is_bot
    return replied.message_id if replied and ours else None


def _html(message: Message) -> str:
    if not (message.entities or message.caption_entities):
        return escape(message.text or message.caption or "")
    return message.text_html if message.text else message.caption_html


def _bot(update: Update) -> Bot | None:
    try:
        return update.get_bot()
    except RuntimeError:  # an update that did not come through a bot
        return None


def _attachment(message: Message) -> Attachment | None:
    if message.photo:
        largest = message.photo[-1]
        return Attachment("photo", largest.file_id, largest.file_unique_id, None, "image/jpeg", largest.file_size)
    if file := message.document:
        return Attachment("document", file.file_id, file.file_unique_id, file.file_name, file.mime_type, file.file_size)
    return None


def unforwarded(call: Call) -> None:
    """Raises NotAllowed for words that somebody else may have said."""
    if call.forwarded:
        raise NotAllowed(form_texts.FORWARDED)


def personal(handler: Handler) -> Handler:
    """Personal matters are spoken of in private; a forwarded command is somebody else's words."""

    @wraps(handler)
    async def guarded(call: Call) -> str | None:
        unforwarded(call)
        if not call.private:
            raise NotAllowed(form_texts.ASK_IN_PRIVATE)
        return await handler(call)

    return guarded
