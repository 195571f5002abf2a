"""The buttons of a form: each is one step, in one transaction that also settles the update."""

from collections.abc import Awaitable, Callable, Mapping

from bot.core.errors import Outdated, Stale
from bot.core.messages import JsonObject
from bot.core.texts import menu as menu_texts
from bot.core.work.unit import Deps, Unit, unit
from bot.reports import answers, asking, drafts, extracting, moves, opening
from bot.reports.drafts import Draft
from bot.reports.forms import steps
from bot.reports.texts import refusals

OnDraft = Callable[[Unit, Draft, JsonObject], Awaitable[None]]


async def press(deps: Deps, update_id: int, telegram_id: int, name: str, args: JsonObject) -> None:
    """Raises NotAllowed, NotFound or Stale; then nothing has changed."""
    async with unit(deps, update_id) as u:
        draft = await drafts.pressed(u, telegram_id, args)
        await _STEPS[name](u, draft, args)


def _plain(step: Callable[[Unit, Draft], Awaitable[None]]) -> OnDraft:
    """A step that needs nothing but the draft."""

    async def run(u: Unit, draft: Draft, _args: JsonObject) -> None:
        await step(u, draft)

    return run


async def _who(u: Unit, draft: Draft, args: JsonObject) -> None:
    await moves.choose_who(u, draft, args["who"])


async def _whom(u: Unit, draft: Draft, args: JsonObject) -> None:
    """One of those who fit the name; read again, for the button is older than the roster."""
    name = draft.report.facts.get(steps.NAMED, "")
    found = await extracting.find_member(u, draft.reporter, name)
    chosen = next((one for one in found if one.id == args["member"]), None)
    if chosen is None:
        raise Stale(refusals.ANSWERED_ALREADY)
    await moves.choose_whom(u, draft, chosen)


async def _value(u: Unit, draft: Draft, args: JsonObject) -> None:
    if args["item"] not in draft.now.form.names:
        raise Outdated(menu_texts.BUTTON_EXPIRED)
    await moves.take_choice(u, draft, draft.now.form.item(args["item"]), args["choice"])


async def _edit(u: Unit, draft: Draft, args: JsonObject) -> None:
    await moves.go_to(u, draft, args["step"])


async def _that_was_it(u: Unit, draft: Draft, args: JsonObject) -> None:
    """“刚才那句就是回答”."""
    await answers.take_insisted(u, draft, u.tx.vault.open(args["sealed"]))


_STEPS: Mapping[str, OnDraft] = {
    "form.who": _who,
    "form.whom": _whom,
    "form.agree": _plain(moves.agree),
    "form.refuse": _plain(opening.refuse),
    "form.value": _value,
    "form.sure": _plain(moves.stand_by),
    "form.keep": _plain(moves.keep),
    "form.skip": _plain(moves.skip),
    "form.skip_rest": _plain(moves.skip_rest),
    "form.back": _plain(moves.go_back),
    "form.enough": _plain(moves.enough),
    "form.edit": _edit,
    "form.edit_which": _plain(asking.ask_which),
    "form.unnote": _plain(moves.take_back_note),
    "form.said": _that_was_it,
    "form.submit": _plain(moves.submit),
    "form.cancel": _plain(opening.ask_to_drop),
    "form.drop": _plain(opening.drop),
    "form.park": _plain(opening.park),
    "form.resume": _plain(opening.resume),
    "form.replace": opening.replace_draft,
}
NAMES = frozenset(_STEPS)
