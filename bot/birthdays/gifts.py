"""The 慰问品 of a birthday, apart from the greeting: prepared, handed over, and for how much (≤ the ceiling)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.birthdays import week
from bot.birthdays.queries import gifts
from bot.birthdays.texts import week as texts
from bot.core.errors import BadInput, NotAllowed, NotFound, Stale
from bot.core.kinds import Kind
from bot.core.messages import Act, JsonObject, Outgoing, Priority
from bot.core.money import parse_yuan, yuan
from bot.core.people import Member
from bot.core.queries import dialogue, members
from bot.core.work.unit import Deps, Unit, unit
from bot.reports.clauses import filed_under
from bot.store.history import Entry, append

if TYPE_CHECKING:
    from knowledge.shelf import Entitlement

AMOUNT = "gift.amount"


@dataclass(frozen=True)
class Gift:
    """Whose birthday of which year."""

    member_id: int
    year: int
    day: date

    @classmethod
    def read(cls, args: JsonObject) -> "Gift":
        return cls(int(args["member"]), int(args["year"]), date.fromisoformat(str(args["day"])))


async def prepare(deps: Deps, update_id: int, telegram_id: int, gift: Gift, message_id: int | None) -> str:
    """慰问品已备好. Raises Stale when it is so already."""
    async with unit(deps, update_id) as u:
        officer, member = await _parties(u, telegram_id, gift)
        if not await gifts.prepare(u.tx, gift.member_id, gift.year, gift.day, officer.id, u.now):
            raise Stale("已经登记过了，请看最新的名单。")
        await append(u.tx, Entry("gift", member.id, "prepare", officer.id, after=str(gift.year)), u.now)
        await week.refresh(u, officer, message_id)
    return f"已登记：{member.name}的慰问品备好了。"


async def ask_amount(deps: Deps, update_id: int, telegram_id: int, gift: Gift) -> None:
    """慰问品已送到: asks for how much it was, which may be left open."""
    async with unit(deps, update_id) as u:
        _officer, member = await _parties(u, telegram_id, gift)
        args = {"member": gift.member_id, "year": gift.year, "day": gift.day.isoformat()}
        await dialogue.expect(u.tx, telegram_id, telegram_id, Act(AMOUNT, args), u.now)
        text = texts.ask_amount(member.name, _ceiling_words(_entitlement(u, gift.day)))
        await u.say(Outgoing(telegram_id, text, priority=Priority.INTERACTIVE))


async def give(deps: Deps, update_id: int, telegram_id: int, gift: Gift, words: str) -> None:
    """Records the hand-over. `words`: the amount, or 跳过. Raises BadInput for more than the ceiling."""
    async with unit(deps, update_id) as u:
        officer, member = await _parties(u, telegram_id, gift)
        stated = _entitlement(u, gift.day)
        amount = _amount(words, stated)
        if not await gifts.give(
            u.tx, gift.member_id, gift.year, gift.day, officer.id, u.now, amount, stated.citation[:120]
        ):
            raise Stale("已经登记过送到了。")
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        entry = Entry("gift", member.id, "give", officer.id, after=str(gift.year), amount=amount)
        await append(u.tx, entry, u.now)
        await u.say(Outgoing(telegram_id, texts.given(member.name, amount), priority=Priority.INTERACTIVE))


def _amount(words: str, stated: "Entitlement") -> Decimal | None:
    if words.strip() in ("跳过", "不记", "略"):
        return None
    most = None if stated.ceiling is None else Decimal(stated.ceiling)
    amount = parse_yuan(words, most)
    if most is not None and amount > most:
        raise BadInput(f"超过了通知的上限：{_ceiling_words(stated)}。请核对后重新输入，或发“跳过”。")
    return amount


def _entitlement(u: Unit, day: date) -> "Entitlement":
    """By the notice of that day; by the latest that named birthdays, where a newer one has dropped them."""
    return filed_under(u.deps, Kind.BIRTHDAY, day, day).stated


def _ceiling_words(stated: "Entitlement") -> str:
    form = stated.form or "慰问品"
    if stated.ceiling is None:
        return f"{form}，通知未写明金额"
    return f"{form}不超过 {yuan(stated.ceiling)}（{stated.notice} {stated.citation}）"


async def _parties(u: Unit, telegram_id: int, gift: Gift) -> tuple[Member, Member]:
    """The officer and the member. Raises NotAllowed unless he is an officer of that branch or of the committee."""
    officer = await u.member(telegram_id)
    member = await members.by_id(u.tx, gift.member_id, u.today)
    if member is None:
        raise NotFound("名册里没有这位会员了。")
    if not officer.committee_office and not officer.office_in(member.branch_id):
        raise NotAllowed("这位会员不在您任职的工会，您不能登记。")
    if officer.id == member.id:
        raise NotAllowed("您自己的慰问品请别的干部来登记。")
    return officer, member
