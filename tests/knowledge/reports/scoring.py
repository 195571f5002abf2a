"""The measure of shared/eval's reports, over our own labelled messages."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.reports import Reading, read

OWN = Path(__file__).with_name("own.jsonl")
FRESH = OWN.with_name("fresh.jsonl")


@dataclass(frozen=True)
class Labelled:
    """A message as a member wrote it, the day on which he did, and the form that it must open."""

    id: str
    text: str
    today: date
    form: Reading

    def got(self) -> Reading:
        return read(self.text, self.today)

    def right(self) -> bool:
        """Kind, subject and day; of a message that opens no form nothing but that."""
        got, want = self.got(), self.form
        if want.kind is None or got.kind is None:
            return got.kind == want.kind
        return (got.kind, got.subject, got.event_date) == (want.kind, want.subject, want.event_date)


def labelled(path: Path = OWN) -> list[Labelled]:
    return [_labelled(json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def _labelled(row: dict[str, str | None]) -> Labelled:
    day = row["event_date"]
    form = Reading(
        row["kind"],
        row["subject"],  # type: ignore[arg-type]  # one of the three words, or None
        row["relation"],
        date.fromisoformat(day) if day else None,
        row["colleague_name"],
        row["hospital"],
    )
    return Labelled(str(row["id"]), str(row["text"]), date.fromisoformat(str(row["today"])), form)
