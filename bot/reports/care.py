"""Whether an answer to a form holds words of danger to life. What was asked may explain a dark hint (a river bank is
where he was asked to say where), never plain words."""

from bot.core.clock import local_date
from bot.core.kinds import Kind
from bot.core.work.unit import Deps
from bot.reports.drafts import Draft
from bot.reports.forms import steps
from bot.reports.forms.fields import Input
from bot.reports.leaving import leaves
from knowledge.reading.explained import Wants, endangered

_PLACES = frozenset({"hospital", "still_in", "school", "farewell"})


def needs_care(deps: Deps, text: str, *wants: Wants) -> bool:
    """Words of danger to life: the form must wait (DESIGN §1, rule 5). `wants`: what was asked."""
    if not text or leaves(text):
        return False
    return endangered(deps.library.read(text, today=local_date(deps.clock.now())), wants)


def wants(draft: Draft) -> set[Wants]:
    """What the form asks for, as far as that explains words; those of one's own nothing explains."""
    now = draft.now
    asked = {
        Wants.PLACE: now.step in _PLACES,
        Wants.DAY: now.step == "farewell" or (now.item is not None and now.item.input is Input.DATE),
        Wants.PAPERS: now.step == steps.EVIDENCE,
        Wants.DEATH: now.form.kind is Kind.BEREAVEMENT,
    }
    return {one for one, here in asked.items() if here}
