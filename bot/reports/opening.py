"""Opening a form: from the list of kinds, from a button under an answer, or from what the member just said."""

from collections.abc import Sequence
from datetime import date

from bot.core.kinds import Kind
from bot.core.messages import Act, Button, JsonObject, rows
from bot.core.people import Member
from bot.core.work.unit import Deps, Unit, answer, unit
from bot.reports import drafts, extracting, forms, leaving, matching, meanwhile, pressable, titles
from bot.reports.asking import ask
from bot.reports.drafts import Draft
from bot.reports.forms import steps
from bot.reports.texts import reporting as texts
from knowledge.reading.model import Act as Does
from knowledge.reading.model import Reading
from knowledge.reading.report import Report, report_of

#: Facts that are told unmistakably wherever they are said; the others are taken from the reading.
_PLAIN = frozenset({"hospital", "still_in", "phone", "school", "farewell", "calendar"})


async def choose(deps: Deps, update_id: int, telegram_id: int) -> None:
    """我要申报: the unfinished form first, if there is one, and the ten kinds."""
    async with unit(deps, update_id) as u:
        await u.member(telegram_id)
        await remind(u, telegram_id)
        listed = titles.listed(deps, u.today)
        buttons = (Button(one.title, Act("form.start", {"kind": one.kind})) for one in listed)
        visits = sum(one.visit for one in listed)
        await answer(u, telegram_id, texts.choose(visits, len(listed) - visits), rows(*buttons, width=1))


async def start(deps: Deps, update_id: int, telegram_id: int, kind: Kind, said: Sequence[str] = ()) -> None:
    """Opens the form of `kind`. What the member said just before (oldest first) fills it in, where it tells of that."""
    async with unit(deps, update_id) as u:
        await _open(u, telegram_id, kind, _from_words(deps, u.today, kind, said), named=not said)


async def replace_draft(u: Unit, draft: Draft, args: JsonObject) -> None:
    """“放弃它，填新的”."""
    await leaving.erase(u, draft)
    await _open(u, draft.reporter.telegram_id or 0, Kind(args["kind"]), u.tx.vault.open(args["sealed"]))
    await pressable.clear(u, draft)


async def resume(u: Unit, draft: Draft) -> None:
    """Goes on where the member stopped."""
    await ask(u, await drafts.save(u, draft, draft.report.facts) if draft.parked else draft)


async def remind(u: Unit, telegram_id: int) -> bool:
    """“您有一份没填完的申报，接着填？” Whether there is one."""
    draft = await drafts.of_member(u, telegram_id)
    if draft is None:
        return False
    buttons = (draft.button(texts.RESUME, "form.resume"), draft.button(texts.DROP, "form.cancel"))
    await pressable.say(u, draft, texts.unfinished(draft.title), (buttons,))
    return True


async def _open(u: Unit, telegram_id: int, kind: Kind, facts: JsonObject, *, named: bool = True) -> None:
    """A new draft, unless one is unfinished: then the member chooses, and neither is lost meanwhile. `named`: he has
    chosen the kind himself; else it is said which it is."""
    member = await u.member(telegram_id)
    titles.check_listed(u.deps, kind, u.today)
    if before := await drafts.of_member(u, telegram_id):
        if before.report.kind is kind and steps.told(facts).items() <= before.report.facts.items():
            await resume(u, before)
        else:
            await _choose_which(u, before, kind, facts)
        return
    subject = await _subject(u, member, facts)
    draft = await drafts.create(u, member, kind, facts, subject)
    await ask(u, draft, _heard(draft) if steps.FOR in facts else "" if named else texts.opened(draft.title))


async def offer_other(u: Unit, draft: Draft, found: Report, said: str) -> None:
    """Something else has happened while this form is open: its own form is offered, this one stays as it is."""
    kind = Kind(found.kind)
    draft = await meanwhile.keep_for_later(u, draft, said, kind)
    grief = kind is Kind.BEREAVEMENT
    head = texts.other_happening(draft.title, titles.title(u.deps, kind, u.today), grief=grief)
    await _choose_which(u, draft, kind, prefill(found, u.today, said), head)


def _heard(draft: Draft) -> str:
    """The first words of a form that a sentence has filled in, with what was understood of it."""
    known = [f"{label}：{value}" for label, value in forms.lines(draft.report.kind, draft.report.facts)]
    return "\n".join([draft.now.form.opening, *([texts.FILLED_IN, *known] if known else [])])


async def _choose_which(u: Unit, before: Draft, kind: Kind, facts: JsonObject, said: str = "") -> None:
    said = said or texts.unfinished_other(before.title, titles.title(u.deps, kind, u.today))
    sealed = u.tx.vault.seal(facts)
    buttons = (
        (before.button(texts.RESUME, "form.resume"),),
        (before.button(texts.REPLACE, "form.replace", kind=kind, sealed=sealed),),
    )
    await pressable.say(u, before, said, buttons)


async def _subject(u: Unit, reporter: Member, facts: JsonObject) -> Member | None:
    """The colleague, where the name that was said is somebody's whole name and only his."""
    named = facts.get(steps.NAMED)
    found = await matching.find(u, reporter, named) if named else []
    meant = matching.certain(found, named or "")
    return meant if meant and meant.id != reporter.id else None


def still_missing(deps: Deps, today: date, kind: Kind, said: Sequence[str]) -> tuple[list[str], list[str]]:
    """What the talk has told of such an event, as a form says it, and the labels of what it has not."""
    facts = _from_words(deps, today, kind, said)
    known = [f"{label}：{value}" for label, value in forms.lines(kind, facts)]
    return known, [item.label for item in forms.FORMS[kind].items if item.name not in facts]


def _from_words(deps: Deps, today: date, kind: Kind, said: Sequence[str]) -> JsonObject:
    """What was told of such an event, with what was corrected of it since (“不是，是我岳父”)."""
    read = deps.library.read  # each in the light of what was said before it: whose “住了一周了” is
    told = ((report_of(read(said[at], said[:at], today=today)), said[at]) for at in reversed(range(len(said))))
    facts = next((prefill(found, today, words) for found, words in told if found and found.kind == kind), {})
    event = deps.library.topic(said, today=today).event
    meant = report_of(Reading("", frozenset({Does.TELL}), events=(event,))) if event else None
    return facts | prefill(meant, today) if meant and meant.kind == kind else facts


def prefill(reading: Report, today: date, said: str = "") -> JsonObject:
    """What a sentence already told, as the form's facts. A hardship is best told in the member's own words."""
    form = forms.FORMS[Kind(reading.kind)]
    who = steps.COLLEAGUE if reading.subject == "colleague" else steps.SELF
    told = extracting.told(said, form, None, today)
    facts: JsonObject = {steps.FOR: who} | {name: value for name, value in told.items() if name in _PLAIN}
    if reading.colleague_name:
        facts[steps.NAMED] = reading.colleague_name
    if reading.event_date and "event_date" in form.names:
        facts["event_date"] = reading.event_date.isoformat()
    if reading.hospital and "hospital" in form.names and "hospital" not in facts:
        facts["hospital"] = f"{reading.hospital}{reading.ward or ''}"
    return facts | _relation(form, reading) | _own_words(form, said)


def _relation(form: forms.Form, reading: Report) -> JsonObject:
    if form.kind is Kind.BEREAVEMENT and reading.relation:
        return {"relation": reading.relation}
    if form.kind is Kind.CHILDBIRTH and reading.relation == "配偶":
        return {"relation": "配偶"}
    return {}


def _own_words(form: forms.Form, said: str) -> JsonObject:
    fits = "what" in form.names and 0 < len(said) <= form.item("what").limit
    return {"what": said} if fits else {}
