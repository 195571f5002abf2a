"""修改: which fact is to be changed."""

from bot.core.messages import Button, rows
from bot.core.work.unit import Unit
from bot.reports import pressable
from bot.reports.drafts import Draft
from bot.reports.forms import steps
from bot.reports.texts import reporting as texts


async def ask_which(u: Unit, draft: Draft) -> None:
    """One button a fact."""
    form = draft.now.form
    which: list[Button] = [draft.button(texts.WHO_LABEL, "form.edit", step=steps.WHO)]
    if steps.WHOM in draft.now.steps:
        which.append(draft.button(texts.WHOM_LABEL, "form.edit", step=steps.WHOM))
    which += [draft.button(item.label, "form.edit", step=item.name) for item in form.items]
    which.append(draft.button(texts.EVIDENCE_LABEL, "form.edit", step=steps.EVIDENCE))
    keyboard = (*rows(*which), (draft.button(texts.KEEP, "form.resume"),))
    await pressable.say(u, draft, texts.EDIT_WHICH, keyboard)
