"""登记已慰问: that it was carried out, by whom, with a photo or a few words when there are any."""

import re

from bot.core.errors import BadInput
from bot.core.kinds import CONFLICTS
from bot.core.messages import Act, Button
from bot.core.people import split_names
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.asking import ask, chosen, close
from bot.desk.notifying import tell
from bot.desk.texts import visiting as texts
from bot.reports import card, contacts, evidence
from bot.reports.access import Here, Opened, open_case, take
from bot.reports.evidence import File
from bot.reports.queries import notifications, visits
from bot.reports.rules.transitions import Action
from bot.reports.texts import outcomes

_NAME_LONGEST = 4  # characters; what is longer is a remark
_BETWEEN = re.compile(r"[\s、,，;；。]+")
_GONE = re.compile(r"(?:都|一起|一同)?去(?:了|的|过)?$")


async def ask_delivery(deps: Deps, update_id: int, here: Here, report_id: int) -> None:
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.DELIVER)
        args = {"report": report_id, "asker": here.telegram_id}
        direct = [Button("直接登记", Act("desk.delivered", args))]
        if case.report.kind in CONFLICTS:
            direct = [
                Button(label, Act("desk.delivered", {**args, "choice": index}))
                for index, label in enumerate(texts.MEDIATED)
            ]
        went = await _expected(u, case, here.telegram_id)
        text = texts.ask_delivered(case.who.name, case.number, case.report.kind, "、".join(went))
        await ask(u, here, Act("desk.delivery", {"report": report_id}), text, *direct)


async def deliver(
    deps: Deps,
    update_id: int,
    here: Here,
    report_id: int,
    *,
    photo: File | None = None,
    words_said: str | int = "",
    asker: int | None = None,
) -> str:
    """Marks the visit as made or the gift as handed over, and who went: those who were to, or who are named.

    A mediation has no photo and no party; `words_said` may be which of the ready words.
    """
    async with unit(deps, update_id) as u:
        case = await open_case(u, here, report_id, Action.DELIVER)
        if photo:
            await evidence.take_visit_photo(u, report_id, photo)
        said = chosen(words_said, texts.MEDIATED) if words_said != "" else ""
        went: list[str] = []
        if case.report.kind not in CONFLICTS:
            named, remark = await _named(u, said)
            went = named or await _expected(u, case, asker)
            said = texts.went(went, remark, photo=photo is not None)
            await visits.note(u.tx, report_id, went)
        case = await take(u, case, Action.DELIVER, note=said or None, columns={"delivered_at": u.now})
        await notifications.told(u.tx, report_id, u.now, case.who.id)  # whoever was visited knows
        await card.refresh(u, case)
        kind, names = case.report.kind, "、".join(went)
        await tell(u, case, outcomes.delivery(kind, names, await contacts.turn_to(u, case)))
        line = texts.delivered(case.number, kind, names)
        await close(u, here, asker, line)
        return line


async def _expected(u: Unit, case: Opened, asker: int | None) -> list[str]:
    """Who went, as far as is known: those who were to; else the officer who says that it is done."""
    if arranged := await visits.names(u.tx, case.report):
        return arranged
    who = await members.by_telegram(u.tx, asker, u.today) if asker else None
    return [(who or case.who).name]


async def _named(u: Unit, said: str) -> tuple[list[str], str]:
    """(the people of the roster whom the words name, the remark beside them). Raises BadInput for a name beside theirs
    that the roster lacks."""
    parts = [part for part in _BETWEEN.split(said.removeprefix(texts.WENT)) if part]
    names = {part: split_names(_GONE.sub("", part)) for part in parts}
    known = {name for each in names.values() for name in each if await members.by_name(u.tx, name, u.today)}
    went = [name for part in parts for name in names[part] if known.issuperset(names[part])]
    beside = [part for part in parts if not known.issuperset(names[part])]
    unknown = [name for part in beside for name in names[part] if name not in known]
    if known and unknown and all(len(name) <= _NAME_LONGEST for name in unknown):
        raise BadInput(texts.who_is(unknown[0]))
    return list(dict.fromkeys(went)), "，".join(beside) if went else said
