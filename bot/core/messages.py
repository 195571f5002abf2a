"""What the bot says, as values: text and buttons without a trace of the Telegram library.

A `Button` carries an `Act` (stored, so that Telegram sees an opaque id only), static `data` (public answers,
nothing to forge), a link, or an inline query.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

JsonObject = dict[str, Any]


class Delivery(StrEnum):
    """How hard to try when it is unknown whether a message arrived (DESIGN §4, outbox)."""

    ONCE = "once"  # greetings, broadcasts: never resent blindly
    SURE = "sure"  # decisions, confirmations: resent until known


class OutboxState(StrEnum):
    """How far a message has got."""

    PENDING = "pending"
    CLAIMED = "claimed"  # by a process that is about to send it
    SENT = "sent"
    UNKNOWN = "unknown"  # it may have arrived: for a person to decide
    DEAD = "dead"  # nobody takes it


class Dropped(StrEnum):
    """Why a message was taken out before it left, as its row says under `error`; broadcasts count by it."""

    LEFT = "会员已离开"
    ERASED = "会员已删除"


class InboxState(StrEnum):
    """How far an update has got."""

    PENDING = "pending"
    DONE = "done"
    QUARANTINED = "quarantined"  # what cannot be handled, kept for a person to look at


class Priority(StrEnum):
    """Who goes first. The values are compared as text, in `traffic.pacing` and in the outbox's SQL: one digit each, the
    smaller one first."""

    INTERACTIVE = "0"  # somebody is waiting for it
    NORMAL = "5"  # news of a report
    BULK = "9"  # greetings, broadcasts


@dataclass(frozen=True)
class Act:
    """What pressing a button means. Kept in the database; who presses, where and in what state is read again."""

    name: str
    args: JsonObject = field(default_factory=dict)


@dataclass(frozen=True)
class Button:
    label: str
    act: Act | None = None
    data: str | None = None
    url: str | None = None
    inline_query: str | None = None


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Outgoing:
    """One message to one chat. Text is plain unless `html`; then the author has escaped what is not markup.

    `edit`: replace the message of that id (or the one remembered under `card`) instead of sending a new one.
    `bare`: the message `edit` keeps its text and loses its buttons; nothing else is said.
    `card`: remember the sent message under this name, so that later edits find it (e.g. "report:7").
    `menu`: rows of a reply keyboard to be shown (private chats only).
    `pin`: nothing is said; the message remembered under `card` is pinned (True) or unpinned (False).
    `photo` / `document`: a Telegram file id, with `text` as its caption.
    """

    chat_id: int
    text: str
    buttons: Keyboard = ()
    edit: int | None = None
    bare: bool = False
    card: str | None = None
    edit_card: bool = False
    html: bool = False
    delivery: Delivery = Delivery.SURE
    priority: Priority = Priority.NORMAL
    menu: tuple[tuple[str, ...], ...] = ()
    photo: str | None = None
    document: str | None = None
    dedupe: str | None = None
    reply_to: int | None = None
    force_reply: bool = False
    pin: bool | None = None


def rows(*buttons: Button, width: int = 2) -> Keyboard:
    """Buttons in rows of `width`, in reading order."""
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))
