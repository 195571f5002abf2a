"""Every birthday of 1940–2010 over 2026–2060, while the clock jumps and the bot is down: one greeting a year each.

`python -m tests.birthdays.sweep --full` runs all of it in a real database (`--years 2033 2034` a part); the
tests run a sample. What an outage of three days swallowed is sent late, as soon as an officer presses the button.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import func, insert, select, update

from bot.birthdays import greeting
from bot.birthdays.greeting import Pressed, greet_due
from bot.birthdays.queries.greetings import birthday_columns
from bot.birthdays.rules import Birthday, birthday_in_year, kept_year
from bot.core.lunar import lunar_months
from bot.core.queries import members
from bot.core.work.unit import Deps
from bot.store import tables as t
from tests import support
from tests.birthdays.people import Heard, at

DAY = timedelta(days=1)
OUTAGE = 3  # days
OFFICER = 1_000_000  # his account


def every_birthday() -> list[Birthday]:
    """All that a person born 1940–2010 can have: by both calendars, leap months, 29 February and day 30 included."""
    found: dict[tuple[str, int, int, bool], Birthday] = {}
    for day in (date(1940, 1, 1) + n * DAY for n in range((date(2011, 1, 1) - date(1940, 1, 1)).days)):
        found.setdefault(("solar", day.month, day.day, False), Birthday(day.month, day.day, year=day.year))
    for year in range(1939, 2011):  # the lunar year 1939 ends in February 1940
        for (month, leap), (_first, days) in lunar_months(year).items():
            for day_of_month in range(1, days + 1):
                key = ("lunar", month, day_of_month, leap)
                found.setdefault(key, Birthday(month, day_of_month, "lunar", leap, year))
    return list(found.values())


@dataclass
class Trouble:
    """What the clock and the bot go through. `down`: whole days without a sweep."""

    moments: list[tuple[date, int]] = field(default_factory=list)  # (day, hour) of each sweep, in order
    down: set[date] = field(default_factory=set)


def troubles(first: date, last: date, chance: random.Random) -> Trouble:
    """Two sweeps a day; now and then a day ahead and back, a day back and ahead, or three days of outage."""
    made = Trouble()
    day = first
    while day <= last:
        event = chance.random()
        if event < 0.02 and first < day < last - OUTAGE * DAY:
            made.down |= {day + n * DAY for n in range(OUTAGE)}
            day += OUTAGE * DAY
            continue
        made.moments.append((day, 9))
        if event < 0.06:
            made.moments.append((day + DAY, 10))
        elif event < 0.10:
            made.moments.append((day - DAY, 10))
        made.moments.append((day, 21))
        day += DAY
    return made


@dataclass
class Result:
    """How many birthdays came, what became of them, and what went wrong (nothing, one hopes)."""

    expected: int
    belated: int  # of them, those that an officer had sent late
    outcomes: Counter[str]
    wrong: list[str]


async def simulate(deps: Deps, clock: support.TestClock, birthdays: Sequence[Birthday], trouble: Trouble) -> Result:
    ids = await _people(deps, birthdays)
    heard, pressed = Heard(deps), 0
    for day, hour in trouble.moments:
        clock.moment = at(day, hour)
        await greet_due(deps)
        pressed += await _press(deps, heard)
        async with deps.store.begin() as tx:  # as the relay does
            await tx.run(update(t.outbox).where(t.outbox.c.state == "pending").values(state="sent"))
    first, last = trouble.moments[0][0], trouble.moments[-1][0]
    async with deps.store.read() as tx:
        rows = await tx.all(select(t.greetings))
        sent = Counter(
            row["dedupe"] for row in await tx.all(select(t.outbox.c.dedupe).where(t.outbox.c.dedupe.is_not(None)))
        )
        total = await tx.value(select(func.count()).where(t.outbox.c.delivery == "once"))
    got = {(row["member_id"], row["year"]): row["outcome"] for row in rows}
    result = Result(0, pressed, Counter(got.values()), [])
    for member_id, birthday in zip(ids, birthdays, strict=True):
        for year, day in kept_days(birthday, first, last):
            result.expected += 1
            if got.get((member_id, year)) != "queued":
                result.wrong.append(f"{birthday} {year} ({day}): {got.get((member_id, year))}")
            if sent[f"greeting:{member_id}:{year}"] != 1:
                result.wrong.append(f"{birthday} {year}: sent {sent[f'greeting:{member_id}:{year}']} times")
    if total != sum(sent.values()):
        result.wrong.append("a greeting without its key")
    return result


async def _press(deps: Deps, heard: Heard) -> int:
    """The officer sends late whatever is listed as missed; returns how many."""
    async with deps.store.read() as tx:
        missed = await tx.all(select(t.greetings).where(t.greetings.c.outcome == "missed"))
    if missed:
        who = [(row["member_id"], row["year"]) for row in missed]
        await greeting.send_belated(deps, await heard(), OFFICER, Pressed(who, OFFICER, None))
    return len(missed)


def kept_days(birthday: Birthday, first: date, last: date) -> Iterator[tuple[int, date]]:
    """(year, day) of every time it is kept from `first` to `last`, both well inside."""
    for year in range(first.year - 1, last.year + 1):
        day = birthday_in_year(birthday, year)
        if first < day < last - DAY:
            assert kept_year(birthday, day) == year
            yield year, day


async def _people(deps: Deps, birthdays: Sequence[Birthday]) -> list[int]:
    async with deps.store.begin() as tx:
        branch = await members.committee(tx)
        rows = [
            {"staff_no": str(n), "name": "会员", "branch_id": branch.id, "telegram_id": n, "updated_at": support.NOON}
            | birthday_columns(birthday)
            for n, birthday in enumerate(birthdays, start=1)
        ]
        await tx.run(insert(t.members), rows)
        found = [row["id"] for row in await tx.all(select(t.members.c.id).order_by(t.members.c.telegram_id))]
        chair = {"staff_no": "chair", "name": "主席", "branch_id": branch.id, "telegram_id": OFFICER}
        member = await tx.value(
            insert(t.members).values(chair | {"updated_at": support.NOON}).returning(t.members.c.id)
        )
        await tx.run(insert(t.offices).values(member_id=member, branch_id=branch.id, role="chair"))
    return found


async def main(first_year: int, last_year: int) -> None:
    birthdays = every_birthday()
    trouble = troubles(date(first_year, 1, 1), date(last_year, 12, 31), random.Random(7))
    clock, began = support.TestClock(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        async with support.open_store(support.sqlite_url(Path(folder))) as store:
            deps = support.make_deps(store, clock, support.Replies(), Path(folder))
            result = await simulate(deps, clock, birthdays, trouble)
    print(f"{len(birthdays)} birthdays, {first_year}–{last_year}: {result.expected} due, {result.belated} sent late")
    print(f"{len(trouble.moments)} sweeps, {len(trouble.down)} days down, {time.monotonic() - began:.0f} s")
    print("\n".join(result.wrong) or "exactly one each")
    sys.exit(1 if result.wrong else 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--full", action="store_const", dest="years", const=(2026, 2060))
    chosen.add_argument("--years", nargs=2, type=int, metavar=("FIRST", "LAST"))
    asyncio.run(main(*parser.parse_args().years))
