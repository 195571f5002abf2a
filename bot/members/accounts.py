"""What officers do about a member's account: a new link, or undoing a tie that is wrong or to a lost phone."""

from bot.core.errors import NotAllowed, NotFound, Stale
from bot.core.messages import Act, Button, Outgoing, Priority
from bot.core.people import Member
from bot.core.queries import members
from bot.core.texts import menu as menu_texts
from bot.core.work.branches import HEADS
from bot.core.work.unit import Deps, Unit, answer, unit
from bot.members import binding
from bot.members.queries import binding as binding_queries
from bot.members.queries import imports
from bot.members.texts import binding as texts
from bot.store import history


async def look(deps: Deps, update_id: int, telegram_id: int, words: str) -> None:
    """`/member 工号` or a name: whether he is bound, and what can be done. Raises NotAllowed, NotFound."""
    async with unit(deps, update_id) as u:
        officer = await _officer(u, telegram_id)
        found = await _found(u, officer, words)
        if len(found) > 1:
            await answer(u, telegram_id, texts.namesakes(words, [one.staff_no for one in found]))
            return
        await _show(u, telegram_id, found[0])


async def invite(deps: Deps, update_id: int, telegram_id: int, member_id: int, bot_name: str) -> None:
    """A new link, for the officer to hand on; earlier unused ones stop working. Raises Stale when he is bound."""
    async with unit(deps, update_id) as u:
        officer, member = await _parties(u, telegram_id, member_id)
        if member.telegram_id is not None or not member.active:
            raise Stale(texts.NO_LINK)
        invitation = await binding.invite_member(u, member, by=officer.id)
        await answer(u, telegram_id, texts.link(member.name, invitation.link(bot_name), binding.DAYS))


async def ask_unbind(deps: Deps, update_id: int, telegram_id: int, member_id: int, message_id: int | None) -> None:
    """解除绑定 is asked twice."""
    async with unit(deps, update_id) as u:
        _, member = await _parties(u, telegram_id, member_id)
        if member.telegram_id is None:
            raise Stale(texts.UNBOUND_ALREADY)
        args = {"member": member.id, "account": u.tx.vault.seal(member.telegram_id)}
        buttons = ((Button(texts.SURE_UNBIND, Act("account.unbind", args)),),)
        text = texts.ask_unbind(member.name)
        await u.say(Outgoing(telegram_id, text, buttons=buttons, edit=message_id, priority=Priority.INTERACTIVE))


async def unbind(
    deps: Deps, update_id: int, telegram_id: int, member_id: int, account: str, message_id: int | None
) -> str:
    """The account loses all access at once. `account`: sealed, the one that was seen. Raises Stale, NotAllowed."""
    async with unit(deps, update_id) as u:
        officer, member = await _parties(u, telegram_id, member_id)
        if member.telegram_id is None or member.telegram_id != u.tx.vault.open(account):
            raise Stale(texts.UNBOUND_ALREADY)
        await binding_queries.release_account(u.tx, member.telegram_id)
        await imports.silence_leaver(u.tx, [member.telegram_id], u.now)
        await history.append(u.tx, history.Entry("member", member.id, "unbind", officer.id), u.now)
        stranger = menu_texts.MENU_STRANGER
        await u.say(
            Outgoing(member.telegram_id, texts.UNBOUND_BY_OFFICER, menu=stranger, priority=Priority.INTERACTIVE)
        )
        link = ((Button(texts.SEND_LINK, Act("account.invite", {"member": member.id})),),)
        line = texts.unbound(member.name)
        await u.say(Outgoing(telegram_id, line, buttons=link, edit=message_id, priority=Priority.INTERACTIVE))
    return line


async def _officer(u: Unit, telegram_id: int) -> Member:
    officer = await u.member(telegram_id)
    if not any(office.committee or office.role in HEADS for office in officer.offices):
        raise NotAllowed(texts.HEADS_ONLY)
    return officer


def _tends(officer: Member, member: Member) -> bool:
    return bool(officer.committee_office or officer.office_in(member.branch_id, *HEADS))


async def _found(u: Unit, officer: Member, words: str) -> list[Member]:
    """By number, else by name; of other branches nothing is told."""
    by_number = await members.by_staff_no(u.tx, words, u.today)
    candidates = [by_number] if by_number else await members.by_name(u.tx, words, u.today)
    if found := [member for member in candidates if _tends(officer, member)]:
        return found
    raise NotFound(texts.NO_SUCH_MEMBER)


async def _parties(u: Unit, telegram_id: int, member_id: int) -> tuple[Member, Member]:
    officer = await _officer(u, telegram_id)
    member = await members.by_id(u.tx, member_id, u.today)
    if member is None or not _tends(officer, member):
        raise NotFound(texts.NO_SUCH_MEMBER)
    if member.id == officer.id:
        raise NotAllowed(texts.OWN_ACCOUNT)
    return officer, member


async def _show(u: Unit, telegram_id: int, member: Member) -> None:
    branch = await members.branch(u.tx, member.branch_id)
    text = texts.account(member.name, member.staff_no, branch.name, bound=member.telegram_id is not None)
    if not member.active:
        await answer(u, telegram_id, f"{text}\n{texts.NOT_ACTIVE}")
        return
    args = {"member": member.id}
    unbound = Button(texts.SEND_LINK, Act("account.invite", args))
    bound = Button(texts.UNBIND, Act("account.ask", args))
    await answer(u, telegram_id, text, ((unbound if member.telegram_id is None else bound,),))
