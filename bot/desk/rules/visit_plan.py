"""What is settled of a visit so far: who goes, on which day, at what time of it. Kept in buttons and prompts."""

from dataclasses import dataclass, replace
from datetime import date

from bot.core.messages import JsonObject

MOST = 6  # who go together
AHEAD = 180  # days within which a visit is arranged
TIME_LIMIT = 20


@dataclass(frozen=True)
class VisitPlan:
    """`visitors`: members' ids, the one who leads first; `time`: of the day, in the officer's words (下午3点)."""

    visitors: tuple[int, ...] = ()
    on: date | None = None
    time: str = ""

    @classmethod
    def read(cls, args: JsonObject) -> "VisitPlan":
        """Buttons from before several could go hold one visitor."""
        ids = [args["visitor"]] if "visitor" in args else args.get("visitors", [])
        on = date.fromisoformat(str(args["on"])) if args.get("on") else None
        return cls(tuple(int(one) for one in ids), on, str(args.get("time", "")))

    def as_json(self) -> JsonObject:
        kept: JsonObject = {"visitors": list(self.visitors)}
        if self.on:
            kept["on"] = self.on.isoformat()
        return kept | ({"time": self.time} if self.time else {})

    def joined(self, *more: int) -> "VisitPlan":
        """With more who go, each once."""
        return replace(self, visitors=tuple(dict.fromkeys((*self.visitors, *more))))


def within_reach(on: date, today: date) -> bool:
    return 0 <= (on - today).days <= AHEAD
