"""Broadcasts: whom they are for, when they may go out, and what can become of each copy. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.core.clock import SHANGHAI, local_date
from bot.core.messages import JsonObject
from bot.core.people import Member, Role
from bot.core.splitting import CAPTION_UNITS, MESSAGE_UNITS

SENDERS = (Role.CHAIR, Role.OFFICER)


class State(StrEnum):
    DRAFT = "draft"
    RUNNING = "running"
    WAITING = "waiting"  # for the end of the quiet hours
    STOPPED = "stopped"  # by an officer
    DONE = "done"


#: Still being sent, now or in the morning.
UNDER_WAY = (State.RUNNING, State.WAITING)


class Purpose(StrEnum):
    GENERAL = "general"  # members may have refused these
    ESSENTIAL = "essential"  # for everybody
    JOYFUL = "joyful"  # like general, and not for those in mourning


class Audience(StrEnum):
    ALL = "all"
    BRANCHES = "branches"
    ACTIVITY = "activity"  # those who have signed up for it


class Outcome(StrEnum):
    """What became of one member's copy."""

    PENDING = "pending"  # not yet in the outbox
    QUEUED = "queued"  # in the outbox, or being sent
    SENT = "sent"
    BLOCKED = "blocked"  # the account takes nothing from the bot
    FAILED = "failed"  # refused for another reason
    UNKNOWN = "unknown"  # may have arrived; never sent again
    UNBOUND = "unbound"  # no account
    REFUSED = "refused"  # wants essential ones only
    MOURNING = "mourning"
    LEFT = "left"  # left, retired or deceased before it was sent
    STOPPED = "stopped"  # stopped before it was sent


#: Members whom an officer may want to tell in another way.
UNREACHED = (Outcome.UNKNOWN, Outcome.BLOCKED, Outcome.FAILED, Outcome.UNBOUND)


@dataclass(frozen=True)
class Content:
    """What is sent: HTML that Telegram has parsed once, with a photo or a document (Telegram's file ids).

    `activity`: the one that it announces; under the words is the way to sign up for it.
    """

    html: str = ""
    photo: str | None = None
    document: str | None = None
    activity: int | None = None

    @property
    def most(self) -> int:
        """UTF-16 units that one message takes of text."""
        return CAPTION_UNITS if self.photo or self.document else MESSAGE_UNITS

    def as_json(self) -> JsonObject:
        return {"html": self.html, "photo": self.photo, "document": self.document, "activity": self.activity}


@dataclass(frozen=True)
class Broadcast:
    """`branch_id`: in whose name it goes. `targets`: ids of branches, or of the one activity."""

    id: int
    branch_id: int
    author_id: int
    state: State
    purpose: Purpose
    audience: Audience
    targets: tuple[int, ...]
    content: Content | None
    version: int
    total: int
    tally: dict[str, int]
    confirmed_at: datetime | None = None
    told_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY


def may_send(who: Member, branch_id: int) -> bool:
    """Chair and officers of the branch; for the committee's own broadcasts, those of the committee."""
    return who.office_in(branch_id, *SENDERS) is not None


def may_end(who: Member, branch_id: int) -> bool:
    """Whoever may send in that name, and the committee."""
    over = who.committee_office
    return may_send(who, branch_id) or (over is not None and over.role in SENDERS)


def day_of(moment: datetime) -> tuple[datetime, datetime]:
    """The local day that the moment lies in, from midnight to midnight."""
    first: date = local_date(moment)
    start = datetime.combine(first, time(), SHANGHAI)
    return start, start + timedelta(days=1)
