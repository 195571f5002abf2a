"""Photos and files sent while a form is open."""

from bot.core.errors import BadInput
from bot.core.messages import Outgoing, Priority
from bot.core.work.unit import Unit
from bot.reports import evidence
from bot.reports.asking import ask, question
from bot.reports.drafts import Draft
from bot.reports.evidence import File, Taken
from bot.reports.forms import steps
from bot.reports.queries import evidence as files
from bot.reports.texts import reporting as texts


async def take(u: Unit, draft: Draft, file: File) -> None:
    """Evidence may come at any step, once the member has agreed to who will see it. An album is told as one."""
    if draft.now.form.sensitive and steps.AGREED not in draft.report.facts:
        await ask(u, draft, texts.AGREE_FIRST)
        return
    try:
        taken = await evidence.take(u, draft.report.id, file)
    except BadInput as refused:
        await ask(u, draft, str(refused))
        return
    asked = await question(u, draft)
    count = await files.count(u.tx, draft.report.id)
    echo = texts.HAVE_THAT if taken is Taken.KNOWN else texts.took(count)
    message = Outgoing(
        draft.reporter.telegram_id or 0,
        f"{echo}\n\n{asked.text}",
        buttons=asked.buttons,
        card=f"evidence:{draft.report.id}",
        edit_card=taken is Taken.MORE,
        priority=Priority.INTERACTIVE,
    )
    await u.say(message)
