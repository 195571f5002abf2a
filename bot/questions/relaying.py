"""Words that a member wants passed on: his officer gets them, with his name, or without where he does not want it
written."""

from collections.abc import Sequence
from datetime import date

from bot.core.clock import local_date
from bot.core.errors import NotAllowed
from bot.core.messages import Outgoing, Priority
from bot.core.queries import members
from bot.core.work.unit import Deps, unit
from bot.questions.offices import worries_go_to
from bot.questions.texts import answering as texts
from knowledge.reading.asking import asks
from knowledge.reading.manner import manner
from knowledge.reading.model import Act

MOST = 4  # messages of the talk that are passed on at once
_PASSED_ON = frozenset({Act.COMPLAIN, Act.SUGGEST, Act.SHARE, Act.TELL})
_LOOKED_BACK = 3  # messages in which it was said that no name is to be written


async def met(deps: Deps, chat_id: int, telegram_id: int, text: str, said: Sequence[str], *, update_id: int) -> bool:
    """Whether the message is about passing something on, and was answered. `said`: the talk before it. Raises
    NotAllowed for strangers, and where no officer can be reached."""
    today, known = local_date(deps.clock.now()), manner()
    quietly, asking = bool(known.unnamed.search(text)), asks(text)
    passed = None if asking else _to_pass_on(deps, text, said, today)
    if passed is None and not quietly:
        return False
    if passed is None and not asking and not _of_his_own(deps, said, today) and not _sent_before(said):
        return False  # “别写我名字” of something else
    async with unit(deps, update_id) as u:
        asker = await members.by_telegram(u.tx, telegram_id, u.today)
        if asker is None:
            raise NotAllowed(texts.NOT_BOUND_OFFICER)
        officer = await worries_go_to(u.tx, asker, u.today)
        if officer is None:
            raise NotAllowed(texts.NO_OFFICER)
        if not passed:
            await u.say(Outgoing(chat_id, _of_names(text, said, officer.name), priority=Priority.INTERACTIVE))
            return True
        branch = (await members.branch(u.tx, asker.branch_id)).name
        named = not unnamed(text, said)
        words = texts.passed_on(asker.name, branch, passed) if named else texts.passed_on_unnamed(branch, passed)
        await u.say(
            Outgoing(officer.telegram_id or 0, words),
            Outgoing(chat_id, texts.have_passed_on(officer.name, passed, named=named), priority=Priority.INTERACTIVE),
        )
    return True


def unnamed(text: str, said: Sequence[str]) -> bool:
    """Whether no name is to be written: it was said in this message, or lately."""
    return any(manner().unnamed.search(one) for one in (text, *said[-_LOOKED_BACK:]))


def _to_pass_on(deps: Deps, text: str, said: Sequence[str], today: date) -> str | None:
    """The words to be passed on; None where nothing is to be; empty where it is not clear what."""
    if written := manner().write.search(text):
        return written["said"].strip()
    if not manner().pass_on.search(text):
        return None
    return "；".join([*_of_his_own(deps, said, today), *([text] if len(text) > len("你就转告一下吧") else [])])


def _of_his_own(deps: Deps, said: Sequence[str], today: date) -> list[str]:
    """What of the talk complains, proposes or tells something."""
    read = [(one, deps.library.read(one, said[:at], today=today)) for at, one in enumerate(said)]
    if not any(reading.acts & {Act.COMPLAIN, Act.SUGGEST} for _, reading in read):
        return []
    telling = [
        one for one, reading in read if reading.acts & _PASSED_ON and not (asks(one) and Act.ASK in reading.acts)
    ]
    return telling[-MOST:]


def _sent_before(said: Sequence[str]) -> bool | None:
    """Whether something was passed on a moment ago with his name (True) or without (False); None where nothing was."""
    for at in reversed(range(max(0, len(said) - 2), len(said))):
        if not asks(said[at]) and (manner().write.search(said[at]) or manner().pass_on.search(said[at])):
            return not unnamed(said[at], said[:at])
    return None


def _of_names(text: str, said: Sequence[str], officer: str) -> str:
    """What is said of the name, where nothing is passed on yet."""
    sent = _sent_before(said)
    if sent is not None and not asks(text):
        return texts.NAME_GONE if sent else texts.NAME_NOT_WRITTEN
    return texts.can_be_unnamed(officer) if asks(text) else texts.will_be_unnamed(officer)
