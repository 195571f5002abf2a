"""Claims (“I am so-and-so”) before the officers of the branch: one card a member, and who may decide on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.core.clock import local
from bot.core.errors import NotAllowed, NotFound, Stale, Unreachable
from bot.core.messages import Act, Button, Keyboard, OutboxState, Outgoing, Priority
from bot.core.people import ClaimState, Member, masked
from bot.core.queries import members
from bot.core.work.branches import HEADS, chats_of_officers
from bot.core.work.unit import Deps, Unit, unit
from bot.members.queries import binding
from bot.members.queries.binding import Claim
from bot.members.texts import binding as card_texts
from bot.reports.case import Here
from bot.reports.forms.fields import clean
from bot.reports.queries import cards as cards_queries
from bot.reports.queries import desk
from bot.reports.texts import dossier
from bot.store import history

CLAIMANTS = 3  # accounts on one member's card; more are only counted
DAYS = 14  # after which an undecided claim stands in nobody's way
CARD = "claims:"  # and the member's id: the name of the card
START = "claim_"  # /start with this and a member's id: who the card is about, to whoever may decide
_ACCOUNT = 40  # characters of the account's own name that are shown


@dataclass(frozen=True)
class Decided:
    claim: Claim
    member: Member


async def lapse(u: Unit) -> None:
    await binding.lapse_claims(u.tx, u.now - timedelta(days=DAYS), u.now)


async def post(u: Unit, member: Member, telegram_id: int, account: str) -> str:
    """Puts the account on the member's card before the branch's officers; returns what the claimant is told.

    The first one brings a card; later ones are written on it, those beyond CLAIMANTS as a number.
    """
    await binding.lock_claim(u.tx, member.id)
    before = await binding.claim_of_member(u.tx, member.id)
    if not await chats_of_officers(u, member.branch_id, but=member.id):
        return card_texts.NOBODY
    if len(before) >= CLAIMANTS:
        await binding.turn_away(u.tx, telegram_id, member.id, u.now)
        await _show(u, member, edit=True)
        return card_texts.CROWDED
    claim_id = await binding.add_claim(u.tx, telegram_id, member.id, _shown(account), u.now)
    if claim_id is None:
        return card_texts.PENDING
    await history.append(u.tx, history.Entry("claim", claim_id, "claim"), u.now)
    await _show(u, member, edit=bool(before))
    return card_texts.SENT_TOO if before else card_texts.SENT


async def waits(u: Unit, member_id: int) -> bool:
    """Whether somebody who claims to be this member still waits."""
    return bool(await binding.claim_of_member(u.tx, member_id))


async def bring(u: Unit, member_id: int, refused_by: int) -> None:
    """The card did not get there, or stands where nobody can press it: whoever else decides gets it, once."""
    member = await members.by_id(u.tx, member_id, u.today)
    if member is None or not await waits(u, member_id):
        return
    standing = await cards_queries.chats(u.tx, f"{CARD}{member_id}")
    chats = await chats_of_officers(u, member.branch_id, but=member.id, refused=refused_by)
    await _show(u, member, edit=False, chats=[chat for chat in chats if chat not in standing])


async def bring_all(u: Unit, cards: Iterable[str], left: int) -> None:
    """Those of `cards`, the names of what stood in the chat that was left, that are about claims."""
    for name in sorted(cards):
        if name.startswith(CARD):
            await bring(u, int(name.removeprefix(CARD)), left)


async def look(deps: Deps, update_id: int, here: Here, member_id: int) -> str:
    """“看是谁”: whole name, number and accounts go to the officer in private, and the look is written down.

    Raises NotFound, NotAllowed; Unreachable, with what starts the bot for him, where he would not get it.
    """
    async with unit(deps, update_id) as u:
        officer = await u.member(here.telegram_id)
        member = await members.by_id(u.tx, member_id, u.today)
        waiting = await binding.claim_of_member(u.tx, member_id)
        if member is None or not waiting:
            raise NotFound(card_texts.DECIDED)
        _check_may(officer, member, waiting)
        dead = officer.blocked or await desk.attempts(u.tx, here.telegram_id) == [OutboxState.DEAD]
        if dead and not here.private:
            raise Unreachable(dossier.UNREACHABLE, f"{START}{member_id}")
        await history.append(u.tx, history.Entry("claim", waiting[0].id, "viewed", officer.id), u.now)
        branch, tail = await members.branch(u.tx, member.branch_id), await members.phone_tail(u.tx, member.id)
        text = card_texts.whole(member, branch.name, tail, [_claimant(one) for one in waiting])
        await u.say(Outgoing(here.telegram_id, text, priority=Priority.INTERACTIVE))
        return "" if here.private else dossier.SENT


async def decide(u: Unit, officer: Member, claim_id: int, *, confirmed: bool) -> Decided:
    """Settles the claim and brings the card up to date. Raises NotFound, NotAllowed, Stale."""
    found = await binding.claim_by_id(u.tx, claim_id)
    member = await members.by_id(u.tx, found.member_id, u.today) if found else None
    if found is None or member is None:
        raise NotFound(card_texts.DECIDED)
    await binding.lock_claim(u.tx, member.id)
    _check_may(officer, member, [found])
    if confirmed and not member.active:
        raise NotAllowed(card_texts.CLOSED)
    status = ClaimState.CONFIRMED if confirmed else ClaimState.REFUSED
    if not await binding.decide_claim(u.tx, claim_id, status, officer.id, u.now):
        raise Stale(card_texts.DECIDED)
    await history.append(u.tx, history.Entry("claim", claim_id, status, officer.id), u.now)
    if confirmed:
        await _refuse_others(u, member, officer)
    await _show(
        u, member, edit=True, outcome=card_texts.Outcome(_claimant(found), officer.name, confirmed, local(u.now))
    )
    return Decided(found, member)


async def close(u: Unit, member: Member, telegram_id: int) -> None:
    """The account has become the member's by another way: what was still open about either is over."""
    for one in await binding.touching(u.tx, member.id, telegram_id):
        await binding.decide_claim(u.tx, one.id, ClaimState.LAPSED, None, u.now)
        about = await members.by_id(u.tx, one.member_id, u.today)
        if about is not None:
            await _show(u, about, edit=True)
        if one.telegram_id != telegram_id:
            await u.say(Outgoing(one.telegram_id, card_texts.CLAIM_REFUSED))


async def _refuse_others(u: Unit, member: Member, officer: Member) -> None:
    for other in await binding.claim_of_member(u.tx, member.id):
        await binding.decide_claim(u.tx, other.id, ClaimState.REFUSED, officer.id, u.now)
        await history.append(u.tx, history.Entry("claim", other.id, ClaimState.REFUSED, officer.id), u.now)
        await u.say(Outgoing(other.telegram_id, card_texts.CLAIM_REFUSED))


def _check_may(officer: Member, member: Member, about: list[Claim]) -> None:
    """Raises NotAllowed for whoever is a party himself, and for whoever is no head of the branch."""
    if officer.id == member.id or officer.telegram_id in {one.telegram_id for one in about}:
        raise NotAllowed(card_texts.OWN)
    if not officer.office_in(member.branch_id, *HEADS) and not officer.committee_office:
        raise NotAllowed(card_texts.NOT_YOURS)


async def _show(
    u: Unit,
    member: Member,
    *,
    edit: bool,
    outcome: card_texts.Outcome | None = None,
    chats: Sequence[int] | None = None,
) -> None:
    """The member's card as it stands now, new or where it is already; in `chats`, or wherever it is decided."""
    waiting = await binding.claim_of_member(u.tx, member.id)
    branch = await members.branch(u.tx, member.branch_id)
    away = await binding.turned_away(u.tx, member.id, waiting[0].created_at) if waiting else 0
    text = card_texts.card(
        f"{branch.name} {masked(member.name)}",
        member.staff_no[-2:],
        [_claimant(one) for one in waiting],
        away,
        moving=member.telegram_id is not None and outcome is None,
        outcome=outcome,
    )
    buttons, name = _buttons(member, waiting), f"{CARD}{member.id}"
    if chats is None:
        chats = await _seen_in(u, member, name, edit=edit)
    await u.say(*(Outgoing(chat, text, buttons=buttons, card=name, edit_card=edit) for chat in chats))


async def _seen_in(u: Unit, member: Member, name: str, *, edit: bool) -> list[int]:
    """The chats of whoever decides; of a card that is there already also those where it was brought."""
    heads = await chats_of_officers(u, member.branch_id, but=member.id)
    return sorted({*heads, *await cards_queries.chats(u.tx, name)}) if edit else heads


def _shown(account: str) -> str:
    return clean(account).replace("\n", " ")[:_ACCOUNT]


def _claimant(claim: Claim) -> card_texts.Claimant:
    return card_texts.Claimant(claim.account or "", claim.telegram_id, local(claim.created_at))


def _buttons(member: Member, waiting: list[Claim]) -> Keyboard:
    if not waiting:
        return ()
    look = (Button(card_texts.LOOK, Act("bind.look", {"member": member.id})),)
    labels = [card_texts.labels(number if len(waiting) > 1 else None) for number in range(1, len(waiting) + 1)]
    return (
        look,
        *(
            (
                Button(confirm, Act("bind.confirm", {"claim": one.id})),
                Button(refuse, Act("bind.refuse", {"claim": one.id})),
            )
            for one, (confirm, refuse) in zip(waiting, labels, strict=True)
        ),
    )
