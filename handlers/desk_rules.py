"""/rule and /budget: the committee's own ceilings, and a branch's yearly budget."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.core.clock import local_date
from bot.core.errors import BadInput
from bot.core.money import parse_yuan
from bot.desk import ruling as service
from bot.desk.ruling import Proposal
from bot.desk.texts import branch as texts
from handlers.call import Call, Handler
from handlers.guards import unforwarded

_YEAR = re.compile(r"^20\d\d$")


async def rule(call: Call) -> None:
    """/rule 事项 金额 文号: shows the rule for confirmation; alone, the rules that are there."""
    unforwarded(call)
    words = [str(word) for word in call.args.get("words", [])]
    if not words:
        await service.show_rules(call.deps, call.update_id, call.here)
        return
    if len(words) < 3:
        raise BadInput(texts.USAGE)
    today = local_date(call.deps.clock.now())
    proposal = Proposal(words[0], parse_yuan(words[1]), " ".join(words[2:]), today)
    await service.propose(call.deps, call.update_id, call.here, proposal)


async def confirm(call: Call) -> str:
    args = call.args
    proposal = Proposal(
        str(args["kind"]), Decimal(args["ceiling"]), str(args["document"]), date.fromisoformat(args["since"])
    )
    return await service.enter(call.deps, call.update_id, call.here, proposal, call.message_id)


async def cancel(call: Call) -> str:
    return await service.leave(call.deps, call.update_id, call.here, call.message_id)


async def budget(call: Call) -> None:
    """/budget 年份 金额: sets it; alone, shows this year's."""
    unforwarded(call)
    words = [str(word) for word in call.args.get("words", [])]
    if not words:
        await service.show_budget(call.deps, call.update_id, call.here)
        return
    if len(words) != 2 or not _YEAR.match(words[0].removesuffix("年")):
        raise BadInput(texts.BUDGET_USAGE)
    year = int(words[0].removesuffix("年"))
    await service.set_budget(call.deps, call.update_id, call.here, year, parse_yuan(words[1]))


COMMANDS: Mapping[str, Handler] = {"rule": rule, "budget": budget}
PRESSES: Mapping[str, Handler] = {"rule.confirm": confirm, "rule.cancel": cancel}
