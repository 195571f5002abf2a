"""A claim (“I am so-and-so”) before the officers of the branch: its card, and who may decide on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.clock import local
from bot.domain.errors import NotAllowed, NotFound, Stale
from bot.domain.forms.values import clean
from bot.domain.messages import Act, Button, Keyboard, Outgoing
from bot.domain.people import Member, masked
from bot.domain.texts import binding as texts
from bot.services.base import Unit
from bot.services.heads import HEADS, chats_of_heads
from bot.store import binding as store
from bot.store import history, members

_ACCOUNT = 40  # characters of the account's own name that are shown


@dataclass(frozen=True)
class Decided:
    claim: store.Claim
    member: Member


async def post(u: Unit, member: Member, telegram_id: int, account: str) -> bool:
    """Puts the claim before the branch's officers; False where nobody could see it."""
    chats = await chats_of_heads(u, member.branch_id, but=member.id)
    if not chats:
        return False
    claim_id = await store.add_claim(u.tx, telegram_id, member.id, u.now)
    await history.append(u.tx, history.Entry("claim", claim_id, "claim"), u.now)
    await _say(u, member, claim_id, account, chats)
    return True


async def bring(u: Unit, claim_id: int, refused_by: int) -> None:
    """The card did not get there, or stands where nobody can press it: whoever decides now gets it."""
    member, sealed = await _waiting(u, claim_id), await store.claimed_as(u.tx, claim_id, refused_by)
    if member is None or sealed is None:
        return
    chats = await chats_of_heads(u, member.branch_id, but=member.id)
    if others := [chat for chat in chats if chat != refused_by]:
        await _say(u, member, claim_id, u.tx.vault.open(sealed), others)
        await store.forget_card(u.tx, claim_id, refused_by)


async def waits(u: Unit, claim_id: int) -> bool:
    """Whether nobody has decided yet."""
    return await _waiting(u, claim_id) is not None


async def _waiting(u: Unit, claim_id: int) -> Member | None:
    """Who is claimed to be that account, until it is decided."""
    found = await store.claim(u.tx, claim_id)
    return await members.by_id(u.tx, found.member_id, u.today) if found and found.status == "open" else None


async def bring_all(u: Unit, left: int) -> None:
    """Every open claim whose card stands in the group that was left."""
    for claim_id in await store.claims_in(u.tx, left):
        await bring(u, claim_id, left)


async def _say(u: Unit, member: Member, claim_id: int, account: str, chats: Sequence[int]) -> None:
    text = await _card(u, member, account)
    buttons = _buttons(claim_id, u.tx.vault.seal(account))
    await u.say(*(Outgoing(chat, text, buttons=buttons, card=f"claim:{claim_id}") for chat in chats))


async def decide(u: Unit, officer: Member, claim_id: int, account: str, *, confirmed: bool) -> Decided:
    """Settles the claim and brings its cards up to date. `account` is sealed. Raises NotFound, NotAllowed, Stale."""
    found = await store.claim(u.tx, claim_id)
    member = await members.by_id(u.tx, found.member_id, u.today) if found else None
    if found is None or member is None:
        raise NotFound(texts.DECIDED)
    if officer.telegram_id == found.telegram_id or officer.id == member.id:
        raise NotAllowed(texts.OWN)
    if not officer.office_in(member.branch_id, *HEADS) and not officer.committee_office:
        raise NotAllowed(texts.NOT_YOURS)
    if confirmed and not member.active:
        raise NotAllowed(texts.CLOSED)
    status = "confirmed" if confirmed else "refused"
    if not await store.decide(u.tx, claim_id, status, officer.id, u.now):
        raise Stale(texts.DECIDED)
    await history.append(u.tx, history.Entry("claim", claim_id, status, officer.id), u.now)
    await _refresh(u, member, claim_id, u.tx.vault.open(account), officer, confirmed=confirmed)
    return Decided(found, member)


async def _refresh(u: Unit, member: Member, claim_id: int, account: str, officer: Member, *, confirmed: bool) -> None:
    text = texts.claim_decided(await _card(u, member, account), officer.name, confirmed=confirmed, at=local(u.now))
    chats = await chats_of_heads(u, member.branch_id, but=member.id)
    await u.say(*(Outgoing(chat, text, card=f"claim:{claim_id}", edit_card=True) for chat in chats))


async def _card(u: Unit, member: Member, account: str) -> str:
    branch = await members.branch(u.tx, member.branch_id)
    shown = clean(account).replace("\n", " ")[:_ACCOUNT] or "（没有昵称）"
    name = f"{branch.name} {masked(member.name)}"
    return texts.claim_card(name, member.staff_no[-2:], shown, moving=member.telegram_id is not None)


def _buttons(claim_id: int, sealed: str) -> Keyboard:
    args = {"claim": claim_id, "account": sealed}
    return (
        (
            Button(texts.CONFIRM, Act("bind.confirm", args)),
            Button(texts.REFUSE, Act("bind.refuse", args)),
        ),
    )
