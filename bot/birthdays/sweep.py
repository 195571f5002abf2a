"""The sweep: what is due is read from the database, so that it makes no difference when, or how often, it runs."""

from datetime import date, timedelta

from bot.birthdays import belated, officers
from bot.birthdays.days import keys_of
from bot.birthdays.queries import greetings
from bot.birthdays.queries.greetings import Due
from bot.birthdays.rules import kept_year
from bot.birthdays.sending import greet
from bot.core.clock import local
from bot.core.work.unit import Deps, unit
from bot.store.chunks import chunks

BATCH = 100  # greetings in one transaction
MISSED_DAYS = 60  # how far back a longer outage is looked through, for the officers' list
_WHOLE_DAY = 24


async def greet_due(deps: Deps) -> int:
    """Greets whoever is due at the branch's hour: today's birthdays, and yesterday's where nobody was there to do it.

    Returns how many members were settled (greeted, held, or listed for officers). To be called every minute or so.
    """
    moment = local(deps.clock.now())
    today = moment.date()
    async with deps.store.read() as tx:
        through = await greetings.swept_through(tx)
    due = await _find(deps, today, moment.hour)
    if through is not None:  # a first start owes nothing for the days before it
        due += await _find(deps, today - timedelta(days=1), moment.hour)
    for batch in chunks(due, BATCH):
        async with unit(deps) as u:
            await greet(u, batch)
    missed = await _missed(deps, through, today) if through else []
    await officers.follow_up(deps, missed)
    await belated.send_asked(deps)
    if through != today:
        async with unit(deps) as u:
            await greetings.note_sweep(u.tx, today, u.now)
            await officers.alarm(u, through)
    return len(due) + len(missed)


async def _find(deps: Deps, day: date, hour: int, *, unseen: bool = False) -> list[Due]:
    """Those whose birthday is kept on `day` and who are still without this year's greeting."""
    found: list[Due] = []
    async with deps.store.read() as tx:
        for key in keys_of(day):
            found += await greetings.due(tx, key, hour, unseen=unseen)
    rule = deps.settings.feb29
    return sorted(
        (one for one in found if kept_year(one.birthday, day, rule) == one.year), key=lambda one: one.branch_id
    )


async def _missed(deps: Deps, through: date, today: date) -> list[Due]:
    """Birthdays of the days that an outage covered whole, too late to greet; from the last day swept on."""
    first = max(through, today - timedelta(days=MISSED_DAYS))
    missed: list[Due] = []
    for back in range((today - first).days, 1, -1):
        missed += await _find(deps, today - timedelta(days=back), _WHOLE_DAY, unseen=True)
    return missed
