"""The committee's own rules for kinds to which the notice gives no figure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.core.errors import BadInput, NotAllowed
from bot.core.kinds import CONFLICTS, Kind
from bot.core.messages import Act, Button, Outgoing, Priority
from bot.core.people import Member, Role
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.desk.texts import branch as texts
from bot.reports.allowance import Rulings
from bot.reports.case import Here
from bot.reports.clauses import filed_under, in_force
from bot.reports.queries import desk
from bot.reports.queries.desk import Ruling
from bot.store import history

DOCUMENT_LIMIT = 120


@dataclass(frozen=True)
class Proposal:
    """A rule to be entered. `kind` is a key, or words out of the kind's title."""

    kind: str
    ceiling: Decimal
    document: str
    since: date


async def show_rules(deps: Deps, update_id: int, here: Here) -> None:
    """How to enter a rule, and those that are there."""
    async with unit(deps, update_id) as u:
        await _of_committee(u, here)
        lines = [await _line(u, rule) for rule in await desk.rulings(u.tx)]
        await u.say(Outgoing(here.chat_id, texts.usage(lines), priority=Priority.INTERACTIVE))


async def propose(deps: Deps, update_id: int, here: Here, proposal: Proposal) -> None:
    """Shows what the rule would say; nothing is in force until it is confirmed."""
    async with unit(deps, update_id) as u:
        await _of_committee(u, here)
        rule = _checked(deps, proposal)
        act = Act(
            "rule.confirm",
            {
                "kind": rule.kind,
                "ceiling": str(rule.ceiling),
                "document": rule.document,
                "since": rule.since.isoformat(),
            },
        )
        text = texts.rule_preview(await _line(u, rule))
        buttons = ((Button("确认生效", act), Button("取消", Act("rule.cancel"))),)
        await u.say(Outgoing(here.chat_id, text, buttons=buttons, priority=Priority.INTERACTIVE))


async def enter(deps: Deps, update_id: int, here: Here, proposal: Proposal, message_id: int | None) -> str:
    """Puts the rule in force."""
    async with unit(deps, update_id) as u:
        who = await _of_committee(u, here)
        rule = _checked(deps, proposal)
        await _write(u, rule, who)
        line = texts.rule_entered(await _line(u, rule))
        await u.say(Outgoing(here.chat_id, line, edit=message_id, priority=Priority.INTERACTIVE))
    deps.parts.of(Rulings).forget()
    return line


async def leave(deps: Deps, update_id: int, here: Here, message_id: int | None) -> str:
    """The proposal is dropped."""
    async with unit(deps, update_id) as u:
        await u.say(Outgoing(here.chat_id, texts.DROPPED, edit=message_id, priority=Priority.INTERACTIVE))
        return texts.DROPPED


async def add(deps: Deps, staff_no: str, proposal: Proposal) -> str:
    """From the command line, in the name of an officer of the committee; returns the rule as people read it."""
    async with unit(deps) as u:
        who = await members.by_staff_no(u.tx, staff_no, u.today)
        if who is None or not _rules(who):
            raise NotAllowed(texts.COMMITTEE_ONLY)
        rule = _checked(deps, proposal)
        await _write(u, rule, who)
        line = await _line(u, rule)
    deps.parts.of(Rulings).forget()
    return line


async def all_rules(deps: Deps) -> list[str]:
    async with unit(deps) as u:
        return [await _line(u, rule) for rule in await desk.rulings(u.tx)]


async def _write(u: Unit, rule: Ruling, who: Member) -> None:
    rule_id = await desk.add_ruling(u.tx, rule, who.id, u.now)
    entry = history.Entry("rule", rule_id, "entered", who.id, after=rule.kind, amount=rule.ceiling, note=rule.document)
    await history.append(u.tx, entry, u.now)


def _rules(who: Member) -> bool:
    return any(office.committee and office.role in (Role.CHAIR, Role.OFFICER) for office in who.offices)


async def _of_committee(u: Unit, here: Here) -> Member:
    who = await u.member(here.telegram_id)
    if not _rules(who):
        raise NotAllowed(texts.COMMITTEE_ONLY)
    if not here.private and (await members.committee(u.tx)).group_chat_id != here.chat_id:
        raise NotAllowed(texts.COMMITTEE_PLACE)
    return who


def _checked(deps: Deps, proposal: Proposal) -> Ruling:
    """Raises BadInput unless the notice leaves this kind without a figure and the document is named."""
    kind = _kind(deps, proposal.kind, proposal.since)
    stated = filed_under(deps, kind, proposal.since).stated
    if kind in CONFLICTS:
        raise BadInput(texts.no_amount(stated.title))
    if stated.ceiling is not None:
        raise BadInput(texts.stated(stated.title, stated.notice, Decimal(stated.ceiling)))
    document = proposal.document.strip()
    if not document or len(document) > DOCUMENT_LIMIT:
        raise BadInput(texts.NO_DOCUMENT)
    return Ruling(kind, proposal.ceiling, document, proposal.since)


def _kind(deps: Deps, words: str, on: date) -> Kind:
    said = words.strip()
    listed = {kind: stated for kind in Kind if (stated := in_force(deps, kind, on))}
    found = [kind for kind, stated in listed.items() if said == kind or said in stated.title]
    if not said or len(found) != 1:
        open_kinds = [stated for kind, stated in listed.items() if kind not in CONFLICTS and stated.ceiling is None]
        raise BadInput(texts.which_kind([each.title for each in open_kinds]))
    return found[0]


async def _line(u: Unit, rule: Ruling) -> str:
    title = filed_under(u.deps, Kind(rule.kind), rule.since).stated.title
    return texts.rule(title, rule.ceiling, rule.document, rule.since)
