"""What a member says when nothing more is asked for goes to the officers as a note: the form's supplements."""

from bot.core.errors import BadInput, Stale
from bot.core.messages import JsonObject
from bot.core.work.unit import Unit
from bot.reports import drafts
from bot.reports.asking import ask
from bot.reports.drafts import Draft
from bot.reports.forms import steps
from bot.reports.forms.values import clean
from bot.reports.texts import reporting as texts

LIMIT = 500  # characters at a time
MOST = 10
FACT = "补充"


async def take(u: Unit, draft: Draft, text: str, *, small_talk: bool) -> None:
    """Keeps the words and says so, with a way to take them back. Thanks and a yes are nothing to be kept."""
    if draft.now.step not in (steps.EVIDENCE, steps.CONFIRM) or small_talk:
        raise BadInput(texts.PRESS_PLEASE)
    said, before = clean(text), _notes(draft)
    if len(said) > LIMIT:
        raise BadInput(texts.too_long(len(said), LIMIT))
    if len(before) >= MOST:
        raise BadInput(texts.too_many_notes(MOST))
    after = await drafts.save(u, draft, draft.report.facts | {FACT: [*before, {"at": u.now.isoformat(), "text": said}]})
    await ask(u, after, texts.note_taken(said), ((after.button(texts.NOTE_BACK, "form.unnote"),),))


async def take_back(u: Unit, draft: Draft) -> None:
    """“去掉刚才那句”."""
    before = _notes(draft)
    if not before:
        raise Stale(texts.STALE)
    facts = {name: value for name, value in draft.report.facts.items() if name != FACT}
    kept = {FACT: before[:-1]} if before[1:] else {}
    await ask(u, await drafts.save(u, draft, facts | kept), texts.NOTE_GONE)


def _notes(draft: Draft) -> list[JsonObject]:
    return list(draft.report.facts.get(FACT, []))
