"""修改: which fact is to be changed."""

from bot.domain.forms import steps
from bot.domain.messages import Button, rows
from bot.domain.texts import reporting as texts
from bot.services.base import Unit
from bot.services.reporting import pressable
from bot.services.reporting.drafts import Draft


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
