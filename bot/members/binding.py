"""Tying a Telegram account to a member: by a one-time link, or by a claim that an officer confirms."""

import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.conversation.welcoming import greeting
from bot.core.clock import local_date
from bot.core.errors import BadInput, NotFound
from bot.core.messages import Act, Button, Keyboard, Outgoing, Priority
from bot.core.people import Member
from bot.core.queries import dialogue, members
from bot.core.texts import menu as menu_texts
from bot.core.work.unit import Deps, Unit, answer, unit
from bot.members import claiming
from bot.members.queries import binding
from bot.members.texts import binding as texts
from bot.reports import asides, care
from bot.reports.forms.fields import clean
from bot.store import history

DAYS = 14  # an invitation is good for
GUESSES = 5  # wrong links or claims an account may try a day
PROMPT = "bind.claim"
LONGEST_NAME = 50  # characters
_LABELS = re.compile(r"姓名|工号|[:：]")
_BETWEEN = re.compile(r"[\s,，、/;；+]+")
_NUMBER, _ANY_NUMBER = re.compile(r"[A-Za-z0-9][\w-]{0,39}"), re.compile(r"[\w-]{1,40}")
_SOMEBODY = re.compile(r"[\u3400-\u9fff·•]{2,8}")
_PERHAPS_YEAR = re.compile(r"(?:19|20)\d\d")
_JOINED = re.compile(rf"(?P<name>[^\dA-Za-z]{{2,50}})(?P<staff_no>{_NUMBER.pattern})")


@dataclass(frozen=True)
class Invitation:
    """What goes into a link: `https://t.me/<bot>?start=<token>`. Shown once; only its digest is kept."""

    token: str
    member: Member
    expires_at: datetime

    def link(self, bot_username: str) -> str:
        return f"https://t.me/{bot_username}?start={self.token}"


async def invite(deps: Deps, staff_no: str, *, days: int = DAYS, by: int | None = None) -> Invitation:
    """A new link for an active member; his earlier unused ones stop working. Raises NotFound."""
    async with unit(deps) as u:
        member = await members.by_staff_no(u.tx, staff_no, u.today)
        if member is None or not member.active:
            raise NotFound(texts.no_such_member(staff_no))
        return await invite_member(u, member, days=days, by=by)


async def invite_member(u: Unit, member: Member, *, days: int = DAYS, by: int | None = None) -> Invitation:
    """The same within a transaction of the caller's (sheets of a whole branch)."""
    token = secrets.token_urlsafe(16)
    expires_at = u.now + timedelta(days=days)
    await binding.invite(u.tx, token, member.id, u.now, expires_at)
    await history.append(u.tx, history.Entry("member", member.id, "invite", by), u.now)
    return Invitation(token, member, expires_at)


async def accept(deps: Deps, update_id: int, telegram_id: int, token: str) -> None:
    """`/start <token>`: binds at once, or says civilly why not. An unknown link counts as a guess."""
    async with unit(deps, update_id) as u:
        refusal = await _accept(u, telegram_id, token)
        if refusal:
            await answer(u, telegram_id, refusal)


async def _accept(u: Unit, telegram_id: int, token: str) -> str | None:
    """Binds and welcomes, or returns the sentence that refuses."""
    if await binding.guesses(u.tx, telegram_id, _day(u)) >= GUESSES:
        return texts.TOO_MANY
    invited = await binding.invitation(u.tx, token)
    if invited is None:
        await binding.guess(u.tx, telegram_id, _day(u))
        return texts.UNKNOWN
    bound = await members.by_telegram(u.tx, telegram_id, u.today)
    member = await members.by_id(u.tx, invited.member_id, u.today)
    if refusal := _refusal(u, invited, member, bound):
        return refusal
    if member and await binding.use(u.tx, token, u.now):
        await tie(u, member, telegram_id, by=member.id)
        await _welcome(u, member, telegram_id)
    return None


def _refusal(u: Unit, invited: binding.Invitation, member: Member | None, bound: Member | None) -> str | None:
    """Why this invitation cannot be used by this account, if so."""
    if bound and member and bound.id == member.id:
        return texts.ALREADY
    if invited.used_at is not None:
        return texts.USED
    if invited.expires_at <= u.now:
        return texts.EXPIRED
    if member is None or not member.active:
        return texts.CLOSED
    if member.telegram_id is not None:
        return texts.TAKEN
    return texts.OTHER if bound else None


async def tie(u: Unit, member: Member, telegram_id: int, by: int | None) -> None:
    """The account is the member's from now on; whoever had either loses it. Open claims about either are over."""
    await claiming.close(u, member, telegram_id)
    await binding.bind(u.tx, member.id, telegram_id, u.now)
    await dialogue.forget(u.tx, telegram_id, telegram_id)
    await history.append(u.tx, history.Entry("member", member.id, "bind", by), u.now)


async def disown(deps: Deps, update_id: int, telegram_id: int) -> None:
    """“不是我”, pressed by whoever opened another's link: the tie is undone at once."""
    async with unit(deps, update_id) as u:
        member = await u.member(telegram_id)
        await binding.release_account(u.tx, telegram_id)
        await history.append(u.tx, history.Entry("member", member.id, "unbind", member.id), u.now)
        await u.say(Outgoing(telegram_id, texts.UNDONE, menu=menu_texts.MENU_STRANGER, priority=Priority.INTERACTIVE))


async def ask_claim(deps: Deps, update_id: int, telegram_id: int) -> None:
    """`/bind` alone: asks for name and staff number."""
    async with unit(deps, update_id) as u:
        if await members.by_telegram(u.tx, telegram_id, u.today):
            await answer(u, telegram_id, texts.ALREADY)
            return
        await dialogue.expect(u.tx, telegram_id, telegram_id, Act(PROMPT), u.now)
        await answer(u, telegram_id, texts.ASK)


def is_question(deps: Deps, words: str) -> bool:
    """Whether this is no claim at all but something the member wants to know, or a cry for help."""
    if read_claim(words) is not None:
        return False
    return asides.asks(deps, words, None) or care.needs_care(deps, words)


def read_claim(words: str) -> tuple[str, str] | None:
    """(name, staff number), in either order, with or without a blank between them and their labels."""
    said = _LABELS.sub(" ", clean(words)).strip()
    if joined := _JOINED.fullmatch(unicodedata.normalize("NFKC", said)):
        said = f"{_BETWEEN.sub('', joined['name'])} {joined['staff_no']}"
    parts = _BETWEEN.split(said)
    if len(parts) != 2:
        return None
    name, staff_no = reversed(parts) if _NUMBER.fullmatch(parts[0]) else parts
    fits = 0 < len(name) <= LONGEST_NAME and _ANY_NUMBER.fullmatch(staff_no)
    return (name, unicodedata.normalize("NFKC", staff_no)) if fits else None


def names_somebody(words: str) -> bool:
    """Whether a name stands there with a staff number, and nothing else: 王建军A0008, but not 疗休养2026."""
    said = read_claim(words)
    if said is None or _SOMEBODY.fullmatch(said[0]) is None:
        return False
    digits = sum(sign.isdigit() for sign in said[1])
    return digits >= 2 and _PERHAPS_YEAR.fullmatch(said[1]) is None


async def point_to_claim(deps: Deps, update_id: int, telegram_id: int, words: str) -> bool:
    """Tells a stranger who `names_somebody` how to claim to be him. Returns False for a member."""
    said = read_claim(words)
    if said is None:
        return False
    async with deps.store.read() as tx:
        if await members.by_telegram(tx, telegram_id, local_date(deps.clock.now())):
            return False
    async with unit(deps, update_id) as u:
        await answer(u, telegram_id, texts.UNASKED.format(name=said[0], staff_no=said[1]))
    return True


async def claim(deps: Deps, update_id: int, telegram_id: int, words: str, account: str) -> None:
    """Name and staff number: where they match, an officer of the branch is asked to confirm. Guesses are limited."""
    said = read_claim(words)
    if said is None:
        raise BadInput(texts.UNREADABLE)
    async with unit(deps, update_id) as u:
        outcome = await _claim(u, telegram_id, *said, account)
        await answer(u, telegram_id, outcome)


async def _claim(u: Unit, telegram_id: int, name: str, staff_no: str, account: str) -> str:
    if await members.by_telegram(u.tx, telegram_id, u.today):
        return texts.ALREADY
    await claiming.lapse(u)
    if await binding.claim_of_account(u.tx, telegram_id):
        return texts.PENDING
    if await binding.guesses(u.tx, telegram_id, _day(u)) >= GUESSES:
        return texts.TOO_MANY
    member = await members.by_staff_no(u.tx, staff_no, u.today)
    if member is None or not member.active or member.name != name:
        await binding.guess(u.tx, telegram_id, _day(u))
        return texts.NO_MATCH
    told = await claiming.post(u, member, telegram_id, account)
    if told == texts.CROWDED:
        await binding.guess(u.tx, telegram_id, _day(u))
    await dialogue.forget(u.tx, telegram_id, telegram_id)
    return told


async def _welcome(u: Unit, member: Member, telegram_id: int) -> None:
    branch = await members.branch(u.tx, member.branch_id)
    not_me: Keyboard = ((Button(texts.NOT_ME, Act("bind.disown")),),)
    await answer(u, telegram_id, texts.bound(member.name, branch.name), not_me)
    await u.say(await greeting(u, telegram_id))


def _day(u: Unit) -> str:
    return u.today.isoformat()


async def decide(deps: Deps, update_id: int, telegram_id: int, claim_id: int, *, confirmed: bool) -> None:
    """An officer confirms or refuses a claim. Raises NotAllowed, Stale; of two at once one wins.

    A refusal counts as a wrong guess of that account.
    """
    async with unit(deps, update_id) as u:
        officer = await u.member(telegram_id)
        decided = await claiming.decide(u, officer, claim_id, confirmed=confirmed)
        claimant = decided.claim.telegram_id
        if not confirmed:
            await binding.guess(u.tx, claimant, _day(u))
            await answer(u, claimant, texts.CLAIM_REFUSED)
            return
        if decided.member.telegram_id not in (None, claimant):
            await answer(u, decided.member.telegram_id or 0, texts.MOVED)
        await tie(u, decided.member, claimant, by=officer.id)
        await _welcome(u, decided.member, claimant)
