"""Activities of the union's calendar: what is fixed of one, and what that lets a member do. Pure."""

from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from bot.activities.texts import refusals
from bot.activities.texts.facts import FACTS
from bot.core.clock import SHANGHAI, local
from bot.core.errors import BadInput
from bot.core.messages import JsonObject

UNLIMITED = 0  # of places
DAY_END = time(23, 59)  # a deadline that names a day lasts through it
REMIND_FROM, REMIND_UNTIL = time(9), time(20)  # nobody is reminded outside of these
CATCH_UP_FROM = time(7)  # on the day itself, when the reminder of the day before was missed


class Status(StrEnum):
    PENDING = "pending"  # named in the notice; nothing is fixed yet
    PUBLISHED = "published"  # members see what is fixed, and what is not
    CANCELLED = "cancelled"


class SignUp(StrEnum):
    JOINED = "joined"
    WAITING = "waiting"  # for a place that somebody gives up
    WITHDRAWN = "withdrawn"  # by the member
    DROPPED = "dropped"  # has left the union, or the branch whose activity it is


#: Sign-ups that count.
STANDING = (SignUp.JOINED, SignUp.WAITING)


class Phase(StrEnum):
    """What a member meets who would like to sign up."""

    UNFIXED = "unfixed"  # nothing is published
    UNOPENED = "unopened"  # the day or the number of places is still open
    OPEN = "open"
    CLOSED = "closed"  # an officer has closed it early
    LATE = "late"  # the deadline is over
    BEGUN = "begun"
    OVER = "over"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Plan:
    """What is fixed; None is 尚未确定. `start`: 09:00; `finish`: 11:30, or 25:00 on the
    day after; `until`: the last day of several, on which it finishes; `places`: 0 for no limit."""

    title: str = ""
    day: date | None = None
    until: date | None = None
    start: str | None = None
    finish: str | None = None
    place: str | None = None
    audience: str | None = None
    places: int | None = None
    deadline: datetime | None = None
    note: str | None = None

    @property
    def begins(self) -> datetime | None:
        """The moment it starts; without an hour, the day's first."""
        if self.day is None:
            return None
        return datetime.combine(self.day, time.fromisoformat(self.start) if self.start else time(), SHANGHAI)

    @property
    def ends(self) -> datetime | None:
        """The midnight after its last day."""
        last = self.until or self.day
        return datetime.combine(last + timedelta(days=1), time(), SHANGHAI) if last else None

    @property
    def finishes(self) -> datetime | None:
        """The moment it is over, where its hour is fixed; else as its days end."""
        last = self.until or self.day
        if last is None or self.finish is None:
            return self.ends
        return datetime.combine(last, time(), SHANGHAI) + timedelta(minutes=minutes(self.finish))

    @property
    def backwards(self) -> bool:
        """Whether it would end before it starts."""
        return bool(self.start and self.finish and not self.until and self.finish <= self.start)

    def as_json(self) -> JsonObject:
        return {name: _plain(value) for name, value in asdict(self).items() if value is not None}

    @classmethod
    def read(cls, kept: JsonObject) -> "Plan":
        """The reverse of `as_json`; what else is kept beside it is left alone."""
        return cls(**{one.name: _typed(one.name, kept[one.name]) for one in fields(cls) if one.name in kept})


@dataclass(frozen=True)
class Activity:
    """An entry of the calendar. `notice` and `citation` say where it comes from; without them, from the officers."""

    id: int
    branch_id: int
    branch: str
    committee: bool
    status: Status
    version: int
    plan: Plan
    topic: str | None = None
    notice: str | None = None
    citation: str | None = None
    round: int = 1
    published_at: datetime | None = None
    closed_at: datetime | None = None
    reason: str | None = None

    @property
    def title(self) -> str:
        return self.plan.title if self.round == 1 else f"{self.plan.title}（第{self.round}期）"

    def phase(self, now: datetime) -> Phase:
        """Where it stands at this moment: whether one can sign up, and if not, why."""
        plan = self.plan
        if self.status is not Status.PUBLISHED:
            return Phase.UNFIXED if self.status is Status.PENDING else Phase.CANCELLED
        if plan.begins is not None and plan.finishes is not None and now >= plan.begins:
            return Phase.OVER if now >= plan.finishes else Phase.BEGUN
        if self.closed_at is not None:
            return Phase.CLOSED
        if plan.deadline is not None and now > plan.deadline:
            return Phase.LATE
        return Phase.OPEN if plan.day is not None and plan.places is not None else Phase.UNOPENED


@dataclass(frozen=True)
class Tally:
    """How many have signed up."""

    joined: int = 0
    waiting: int = 0

    def left(self, plan: Plan) -> int | None:
        """Places that are still free; None where there is no limit, or none fixed yet."""
        return max(0, plan.places - self.joined) if plan.places else None

    def admits(self, plan: Plan) -> bool:
        """Whether the next one gets a place rather than a turn: nobody overtakes those who wait."""
        return plan.places == UNLIMITED or (bool(self.left(plan)) and not self.waiting)


FIELDS = tuple(one.name for one in FACTS if one.asks)  # what officers change by itself, in the order of the questions
_UNASKED = frozenset(one.name for one in FACTS if one.beside)
LIMITS = {one.name: one.longest for one in FACTS if one.longest}  # characters of what is kept as written


@dataclass(frozen=True)
class Draft:
    """What an officer is filling in. `passed`: facts that he leaves open; `at`: the fact that he has gone back to;
    `again`: the activity of which this is to be another round.
    """

    plan: Plan = Plan()
    passed: frozenset[str] = field(default_factory=frozenset)
    at: str | None = None
    again: int | None = None

    @property
    def asking(self) -> str | None:
        """The fact to ask for now; None when all have been gone through."""
        if self.at:
            return self.at
        gone = self.passed | _UNASKED
        return next((name for name in FIELDS if not self.known(name) and name not in gone), None)

    def known(self, name: str) -> bool:
        return getattr(self.plan, name) not in (None, "")

    def with_fact(self, name: str, **values: Any) -> "Draft":  # noqa: ANN401 - a fact's own type
        return replace(self, plan=replace(self.plan, **values), passed=self.passed - {name}, at=None)

    def without(self, name: str) -> "Draft":
        """The fact is left open, or taken back to 尚未确定."""
        gone: dict[str, Any] = {name: None} | ({"until": None} if name == "day" else {})
        return replace(self, plan=replace(self.plan, **gone), passed=self.passed | {name}, at=None)

    def as_json(self) -> JsonObject:
        return self.plan.as_json() | {"passed": sorted(self.passed), "at": self.at, "again": self.again}

    @classmethod
    def read(cls, kept: JsonObject) -> "Draft":
        return cls(Plan.read(kept), frozenset(kept.get("passed", ())), kept.get("at"), kept.get("again"))


def whole(plan: Plan) -> Draft:
    """A draft of what has been published: every fact counts as asked."""
    return Draft(plan, frozenset(FIELDS) - {"title"})


def check(plan: Plan, now: datetime, joined: int = 0) -> None:
    """Raises BadInput where the facts contradict each other, or the present."""
    if not plan.title:
        raise BadInput(refusals.NAMELESS)
    if plan.backwards:
        raise BadInput(refusals.EARLY_END)
    if plan.ends is not None and plan.ends <= now:
        raise BadInput(refusals.PAST)
    if plan.deadline is not None and plan.begins is not None and plan.deadline > _latest(plan.begins):
        raise BadInput(refusals.LATE_DEADLINE)
    if plan.places and plan.places < joined:
        raise BadInput(refusals.too_few_places(joined))


def _latest(begins: datetime) -> datetime:
    """The last deadline that makes sense: the start, or the whole day where no hour is fixed."""
    wall = local(begins)
    return datetime.combine(wall.date(), DAY_END, SHANGHAI) if wall.time() == time() else begins


def moved(before: Plan, after: Plan) -> tuple[str, ...]:
    """What those who have signed up must hear has changed, in their words (日期, 时间, 地点)."""
    news = [one for one in FACTS if one.news and getattr(before, one.name) != getattr(after, one.name)]
    return tuple(dict.fromkeys(one.news for one in news))


def minutes(hour: str) -> int:
    """11:30, from the midnight before."""
    whole, rest = hour.split(":")
    return int(whole) * 60 + int(rest)


def clock(since_midnight: int) -> str:
    """The reverse of `minutes`."""
    return f"{since_midnight // 60:02d}:{since_midnight % 60:02d}"


def reminds(plan: Plan, now: datetime) -> bool:
    """Whether those who come are to be reminded now: on the day before, in daytime, or early on the day itself."""
    if plan.day is None or plan.begins is None:
        return False
    wall = local(now)
    if wall.date() == plan.day - timedelta(days=1):
        return REMIND_FROM <= wall.time() < REMIND_UNTIL
    if plan.start is None:
        return wall.date() == plan.day and CATCH_UP_FROM <= wall.time() < REMIND_FROM
    return wall.date() == plan.day and wall.time() >= CATCH_UP_FROM and now < plan.begins


def _plain(value: Any) -> Any:  # noqa: ANN401 - a fact, as JSON has it
    return value.isoformat() if isinstance(value, date) else value


def _typed(name: str, value: Any) -> Any:  # noqa: ANN401 - the reverse
    if name in ("day", "until"):
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if name == "deadline" else value
