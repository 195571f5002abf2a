"""The greeting's wordings: those in use, and the committee's editing of them in chat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.birthdays.queries import birthdays
from bot.birthdays.texts import wordings as texts
from bot.birthdays.texts.greeting import OWN, PLACES, Wording, built_in
from bot.core.errors import BadInput, Stale
from bot.core.messages import Act, Button, JsonObject, Keyboard, Outgoing, Priority, rows
from bot.core.people import Member
from bot.core.queries import dialogue, members
from bot.core.work.branches import head_of_committee
from bot.core.work.unit import Deps, Unit, answer, unit
from bot.store.engine import Tx
from bot.store.history import Entry, append

PROMPT = "wording.text"


@dataclass(frozen=True)
class Pools:
    """Every wording in use, by place; and the first version of each that was ever in use, by id."""

    places: Mapping[str, Sequence[Wording]]
    roots: Mapping[int, int]

    def of(self, place: str) -> Sequence[Wording]:
        return self.places[place]

    def root(self, wording: int | None) -> int | None:
        """What counts as the same wording to whoever has read it."""
        return None if wording is None else self.roots.get(wording, wording)


async def pools(tx: Tx) -> Pools:
    """The wordings in use by place: the program's own but for those taken out, and the committee's."""
    out = await birthdays.wordings_retired(tx)
    found: dict[str, list[Wording]] = {
        place: [wording for wording in built_in(place) if wording.id not in out] for place in PLACES
    }
    roots: dict[int, int] = {}
    for row in await birthdays.own_wordings(tx):  # a later version comes after the one that it replaces
        id_ = OWN + row.id
        roots[id_] = roots.get(row.replaces, row.replaces) if row.replaces is not None else id_
        if not row.retired:
            found[row.place].append(Wording(id_, row.text, roots[id_]))
    return Pools(found, roots)


@dataclass(frozen=True)
class Draft:
    """A text on its way into a place; `replaces`: the wording that it is to take the place of."""

    place: str
    text: str = ""
    replaces: int | None = None

    @classmethod
    def read(cls, args: JsonObject) -> "Draft":
        return cls(str(args["place"]), str(args.get("text", "")), args.get("replaces"))

    @property
    def args(self) -> JsonObject:
        return {"place": self.place, "text": self.text, "replaces": self.replaces}


async def overview(deps: Deps, update_id: int, telegram_id: int) -> None:
    """`/wordings`: how many are in use where. Raises NotAllowed outside the committee."""
    async with unit(deps, update_id) as u:
        await _editor(u, telegram_id)
        found = await pools(u.tx)
        buttons = rows(*(Button(texts.TITLES[place], Act("wording.list", {"place": place})) for place in PLACES))
        await answer(u, telegram_id, texts.overview([(place, len(found.of(place))) for place in PLACES]), buttons)


async def show_list(deps: Deps, update_id: int, telegram_id: int, place: str, message_id: int | None) -> None:
    """The wordings of a place, by their first words."""
    async with unit(deps, update_id) as u:
        await _editor(u, telegram_id)
        await _say_list(u, telegram_id, place, message_id)


async def show_one(deps: Deps, update_id: int, telegram_id: int, wording_id: int, message_id: int | None) -> None:
    """One wording as a member would read it. Raises Stale when it is out of use."""
    async with unit(deps, update_id) as u:
        await _editor(u, telegram_id)
        place, wording = await _in_use(u, wording_id)
        text = texts.shown(place, await _sample(u, wording.text), own=wording.id >= OWN)
        args = {"id": wording.id}
        mend = Button(texts.EDIT, Act("wording.ask", Draft(place, replaces=wording.id).args))
        buttons = ((mend, Button(texts.RETIRE, Act("wording.retire", args))), (_back(place),))
        await u.say(Outgoing(telegram_id, text, buttons=buttons, edit=message_id, priority=Priority.INTERACTIVE))


async def ask_text(deps: Deps, update_id: int, telegram_id: int, draft: Draft) -> None:
    """加一条, 改一改, 重写: the next words are the text."""
    async with unit(deps, update_id) as u:
        await _editor(u, telegram_id)
        present = draft.text or None
        if draft.replaces is not None and present is None:
            present = (await _in_use(u, draft.replaces))[1].text
        await dialogue.expect(u.tx, telegram_id, telegram_id, Act(PROMPT, draft.args), u.now)
        await answer(u, telegram_id, texts.ask(draft.place, texts.longest(draft.place), present))


async def leave(deps: Deps, update_id: int, telegram_id: int) -> None:
    """取消."""
    async with unit(deps, update_id) as u:
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        await answer(u, telegram_id, texts.DROPPED)


async def preview(deps: Deps, update_id: int, telegram_id: int, draft: Draft) -> None:
    """The text as it would arrive, with buttons. Raises BadInput; then it is still awaited."""
    async with unit(deps, update_id) as u:
        await _editor(u, telegram_id)
        text = await _checked(u, draft)
        await dialogue.forget(u.tx, telegram_id, telegram_id)
        ready = Draft(draft.place, text, draft.replaces).args
        buttons = (
            (Button(texts.KEEP, Act("wording.keep", ready)),),
            (Button(texts.AGAIN, Act("wording.ask", ready)), Button(texts.DROP, Act("wording.drop"))),
        )
        await answer(u, telegram_id, texts.preview(draft.place, await _sample(u, text)), buttons)


async def keep(deps: Deps, update_id: int, telegram_id: int, draft: Draft, message_id: int | None) -> str:
    """就用这条. Raises Stale when it is in use already, or what it was to replace is not any more."""
    async with unit(deps, update_id) as u:
        editor = await _editor(u, telegram_id)
        await members.hold_committee(u.tx)
        text = await _checked(u, draft)
        if draft.replaces is not None:
            await _take_out(u, editor, draft.replaces)
        row = await birthdays.add_wording(u.tx, draft.place, text, draft.replaces, editor.id, u.now)
        before = str(draft.replaces) if draft.replaces is not None else None
        await append(u.tx, Entry("wording", OWN + row, "enter", editor.id, before, draft.place, note=text), u.now)
        line = texts.kept(draft.place, len((await pools(u.tx)).of(draft.place)))
        await _close(u, telegram_id, draft.place, line, message_id)
    return line


async def drop(deps: Deps, update_id: int, telegram_id: int, message_id: int | None) -> str:
    """不要了."""
    async with unit(deps, update_id) as u:
        await u.say(Outgoing(telegram_id, texts.DROPPED, edit=message_id, priority=Priority.INTERACTIVE))
    return texts.DROPPED


async def retire(deps: Deps, update_id: int, telegram_id: int, wording_id: int, message_id: int | None) -> str:
    """停用. Raises BadInput when too few would stay."""
    async with unit(deps, update_id) as u:
        editor = await _editor(u, telegram_id)
        await members.hold_committee(u.tx)
        place, _wording = await _in_use(u, wording_id)
        left = len((await pools(u.tx)).of(place)) - 1
        if left < texts.FEWEST:
            raise BadInput(texts.TOO_FEW)
        await _take_out(u, editor, wording_id)
        line = texts.retired(place, left)
        await _close(u, telegram_id, place, line, message_id)
    return line


async def ask_restore(deps: Deps, update_id: int, telegram_id: int, place: str, message_id: int | None) -> None:
    """恢复原来的文案 is asked twice."""
    async with unit(deps, update_id) as u:
        await _editor(u, telegram_id)
        buttons = ((Button(texts.SURE, Act("wording.restore", {"place": place})), _back(place)),)
        text = f"{texts.TITLES[place]}：{texts.ASK_RESTORE}"
        await u.say(Outgoing(telegram_id, text, buttons=buttons, edit=message_id, priority=Priority.INTERACTIVE))


async def restore(deps: Deps, update_id: int, telegram_id: int, place: str, message_id: int | None) -> str:
    """A place as it came with the program. Raises Stale when it is so already."""
    async with unit(deps, update_id) as u:
        editor = await _editor(u, telegram_id)
        await members.hold_committee(u.tx)
        own = [wording.id for wording in (await pools(u.tx)).of(place) if wording.id >= OWN]
        changed = await birthdays.retire_wording(u.tx, [one - OWN for one in own], u.now)
        changed += await birthdays.restore_wording(u.tx, [wording.id for wording in built_in(place)])
        if not changed:
            raise Stale(texts.NOTHING_CHANGED)
        for one in own:
            await append(u.tx, Entry("wording", one, "retire", editor.id, place), u.now)
        for wording in built_in(place):
            await append(u.tx, Entry("wording", wording.id, "restore", editor.id, after=place), u.now)
        line = texts.restored(place, len(built_in(place)))
        await _close(u, telegram_id, place, line, message_id)
    return line


async def _editor(u: Unit, telegram_id: int) -> Member:
    return await head_of_committee(u, telegram_id, texts.COMMITTEE_ONLY)


async def _in_use(u: Unit, wording_id: int) -> tuple[str, Wording]:
    found = await pools(u.tx)
    for place in PLACES:
        for wording in found.of(place):
            if wording.id == wording_id:
                return place, wording
    raise Stale(texts.GONE)


async def _checked(u: Unit, draft: Draft) -> str:
    text = texts.check(draft.text, draft.place)
    if any(wording.text == text for wording in (await pools(u.tx)).of(draft.place)):
        raise BadInput(texts.IN_USE_ALREADY)
    return text


async def _take_out(u: Unit, editor: Member, wording_id: int) -> None:
    if wording_id >= OWN:
        done = bool(await birthdays.retire_wording(u.tx, [wording_id - OWN], u.now))
    else:
        done = await birthdays.retire_built_in(u.tx, wording_id, editor.id, u.now)
    if not done:
        raise Stale(texts.GONE)
    await append(u.tx, Entry("wording", wording_id, "retire", editor.id), u.now)


async def _sample(u: Unit, text: str) -> str:
    """The text with a sample name and a real branch."""
    branches = await members.all_branches(u.tx)
    branch = next((one.name for one in branches if not one.committee), branches[0].name)
    return Wording(0, text, 0).written(texts.SAMPLE, branch)


async def _say_list(u: Unit, telegram_id: int, place: str, message_id: int | None) -> None:
    found = (await pools(u.tx)).of(place)
    numbered = [Button(str(n), Act("wording.show", {"id": wording.id})) for n, wording in enumerate(found, 1)]
    add = Button(texts.ADD, Act("wording.ask", Draft(place).args))
    back = Button(texts.RESTORE, Act("wording.ask_restore", {"place": place}))
    buttons: Keyboard = (*rows(*numbered, width=6), (add, back))
    text = texts.listing(place, found)
    await u.say(Outgoing(telegram_id, text, buttons=buttons, edit=message_id, priority=Priority.INTERACTIVE))


async def _close(u: Unit, telegram_id: int, place: str, line: str, message_id: int | None) -> None:
    """The message says what was done, and the way back."""
    await u.say(Outgoing(telegram_id, line, buttons=((_back(place),),), edit=message_id, priority=Priority.INTERACTIVE))


def _back(place: str) -> Button:
    return Button(texts.BACK, Act("wording.list", {"place": place}))
