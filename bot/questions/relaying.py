"""Words that a member wants passed on: he sees to whom they would go, and says with his name, without it, or not at
all. Nothing leaves before that."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from bot.core.clock import local_date
from bot.core.errors import NotAllowed
from bot.core.messages import Button, Keyboard, Outgoing, Priority
from bot.core.people import Member
from bot.core.queries import members
from bot.core.work.unit import Deps, Unit, unit
from bot.questions.memory import ConversationMemory
from bot.questions.offices import matters_go_to
from bot.questions.texts import answering as texts
from bot.questions.texts import relaying as words
from knowledge.answer.model import RELAY
from knowledge.reading.asking import asks
from knowledge.reading.manner import manner
from knowledge.reading.model import Act
from knowledge.reading.naming import OWN
from knowledge.reading.outright import as_done

if TYPE_CHECKING:
    from knowledge import Answer

MOST = 4  # messages of the talk that are passed on at once
NAMED, UNNAMED, DROPPED = "named", "unnamed", "no"  # what is pressed under a preview
_PRAISE = frozenset({Act.SHARE, Act.THANK})
_VOICED = frozenset({Act.COMPLAIN, Act.SUGGEST, Act.SHARE, Act.THANK})
_PASSED_ON = _VOICED | {Act.TELL, Act.CORRECT}
_OPENER = 8  # characters of “我提个意见”, “要表扬一个人”
_SIGNED = 3  # messages that “说是老吴问的” stands for, at most
_LOOKED_BACK = 3  # messages in which it was said that no name is to be written


async def met(deps: Deps, chat_id: int, telegram_id: int, text: str, said: Sequence[str], *, update_id: int) -> bool:
    """Whether the message is about passing something on, and was answered. `said`: the talk before it. Raises
    NotAllowed for strangers, and where no officer can be reached."""
    today, known = local_date(deps.clock.now()), manner()
    held = _memory(deps).passing(chat_id, telegram_id, deps.clock.now())
    quietly, wants = bool(known.unnamed.search(text)), bool(known.pass_on.search(text)) or words.says_to(text)
    asking = asks(text) and not wants  # “这话能不能转给上面” wants it passed on
    passed = None if asking else _to_pass_on(deps, text, said, today)
    if held and not asking and (quietly or passed is not None) and not known.write.search(text):
        passed = held
    if passed is None and not quietly:
        return False
    if passed is None and not asking and not _of_his_own(deps, said, today):
        return False  # “别写我名字” of something else
    if passed:
        await _preview(deps, chat_id, telegram_id, passed, quiet=unnamed(text, said), update_id=update_id)
        return True
    async with unit(deps, update_id) as u:
        _, officers = await _officers(u, telegram_id, "；".join(said))
        answer = words.can_be_unnamed if asking else words.will_be_unnamed if quietly else words.which_words
        await u.say(Outgoing(chat_id, answer(words.listed(officers)), priority=Priority.INTERACTIVE))
    return True


async def asked_for_him(
    deps: Deps, chat_id: int, telegram_id: int, text: str, said: Sequence[str], found: "Answer", *, update_id: int
) -> bool:
    """Whether he wants something asked for him that the bot does not know, and was shown what would be passed on."""
    known = any(topic.startswith(OWN) for topic in found.topics)  # who is chairman is known
    if known or not words.asks_of(text) or not (found.missed or words.UNKNOWN in found.text):
        return False
    await _preview(deps, chat_id, telegram_id, text, quiet=unnamed(text, said), update_id=update_id)
    return True


async def addressed(deps: Deps, telegram_id: int, found: "Answer") -> str:
    """The text of an answer that offers to pass words on, with the names of those to whom they would go."""
    if RELAY not in found.suggestions or words.TO_OFFICERS not in found.text:
        return found.text
    today = local_date(deps.clock.now())
    async with deps.store.read() as tx:
        asker = await members.by_telegram(tx, telegram_id, today)
        said = found.reading.words if found.reading else ""
        officers = await matters_go_to(tx, asker, today, said) if asker else []
    named = words.to_named(words.listed(officers)) if officers else words.TO_OFFICERS
    return found.text.replace(words.TO_OFFICERS, named, 1)


async def preview(deps: Deps, chat_id: int, telegram_id: int, *, update_id: int) -> str:
    """What of the talk would be passed on, and to whom, before it is."""
    said = _memory(deps).recall(chat_id, telegram_id, deps.clock.now()).said
    voiced = "；".join(_told(deps, said, local_date(deps.clock.now())) or said[-1:])
    if not voiced:
        return words.TOO_LATE
    await _preview(deps, chat_id, telegram_id, voiced, quiet=unnamed("", said), update_id=update_id)
    return ""


async def decide(deps: Deps, chat_id: int, telegram_id: int, how: str, *, update_id: int) -> str:
    """With the name, without it, or not at all: only now does anything leave, and once."""
    held = _memory(deps).passing(chat_id, telegram_id, deps.clock.now())
    if not held:
        return words.TOO_LATE
    _memory(deps).hold(chat_id, telegram_id, "", deps.clock.now())
    if how == DROPPED:
        await deps.reply(Outgoing(chat_id, words.NOT_PASSED_ON, priority=Priority.INTERACTIVE), update_id=update_id)
        return ""
    async with unit(deps, update_id) as u:
        asker, officers = await _officers(u, telegram_id, _about(deps, held))
        branch = (await members.branch(u.tx, asker.branch_id)).name
        named = how == NAMED
        told = words.passed_on(asker.name, branch, held) if named else words.passed_on_unnamed(branch, held)
        await u.say(
            *(Outgoing(one.telegram_id or 0, told) for one in officers),
            Outgoing(chat_id, words.have_passed_on(words.listed(officers), named=named), priority=Priority.INTERACTIVE),
        )
    return ""


def unnamed(text: str, said: Sequence[str]) -> bool:
    """Whether no name is to be written: it was said in this message, or lately."""
    return any(manner().unnamed.search(one) for one in (text, *said[-_LOOKED_BACK:]))


async def _preview(deps: Deps, chat_id: int, telegram_id: int, passed: str, *, quiet: bool, update_id: int) -> None:
    async with unit(deps, update_id) as u:
        _, officers = await _officers(u, telegram_id, _about(deps, passed))
        shown = words.preview(words.listed(officers), passed)
        await u.say(Outgoing(chat_id, shown, _choices(quiet=quiet), priority=Priority.INTERACTIVE))
    _memory(deps).hold(chat_id, telegram_id, passed, deps.clock.now())


def _choices(*, quiet: bool) -> Keyboard:
    """What to do with it; whoever wants no name written is not offered to have it written."""
    named = () if quiet else ((Button(words.WITH_NAME, data=f"relay:{NAMED}"),),)
    return (
        *named,
        (Button(words.WITHOUT_NAME, data=f"relay:{UNNAMED}"), Button(words.NOT_NOW, data=f"relay:{DROPPED}")),
    )


async def _officers(u: Unit, telegram_id: int, about: str) -> tuple[Member, list[Member]]:
    asker = await members.by_telegram(u.tx, telegram_id, u.today)
    if asker is None:
        raise NotAllowed(texts.NOT_BOUND_OFFICER)
    if officers := await matters_go_to(u.tx, asker, u.today, about):
        return asker, officers
    raise NotAllowed(texts.NO_OFFICER)


def _about(deps: Deps, said: str) -> str:
    """The words by which it is seen whom they are about; of thanks and praise whoever is meant may hear first."""
    acts = deps.library.read(said, today=local_date(deps.clock.now())).acts
    return "" if acts & _PRAISE and Act.COMPLAIN not in acts else said


def _memory(deps: Deps) -> ConversationMemory:
    return deps.parts.of(ConversationMemory)


def _to_pass_on(deps: Deps, text: str, said: Sequence[str], today: date) -> str | None:
    """The words to be passed on; None where nothing is to be; empty where it is not clear what."""
    if written := manner().write.search(text):
        return _signed(deps, written["said"].strip(), said, today)
    if words.says_to(text):
        return "；".join(_told(deps, said, today))
    if not manner().pass_on.search(text):
        return None
    rest = manner().pass_on.sub("", text)
    return "；".join([*_told(deps, said, today), *([text] if len(rest) > _OPENER else [])])


def _signed(deps: Deps, words: str, said: Sequence[str], today: date) -> str:
    """The words; of “说城建支部老吴问的” what he asked or told last, and his signature."""
    signed = manner().signed.fullmatch(words)
    before = "；".join(_of_the_matter(deps, said, today)) if signed else ""
    return f"{before}——{signed['who']}" if signed and before else words


def _of_the_matter(deps: Deps, said: Sequence[str], today: date) -> Sequence[str]:
    """What was said last of one matter: back to the message that began it."""
    at = len(said) - 1
    while at > 0 and len(said) - at < _SIGNED and deps.library.read(said[at], said[:at], today=today).carried:
        at -= 1
    return said[max(at, 0) :]


def _of_his_own(deps: Deps, said: Sequence[str], today: date) -> list[str]:
    """What of the talk is told, where it complains, proposes or praises."""
    read = (deps.library.read(one, said[:at], today=today) for at, one in enumerate(said))
    return _told(deps, said, today) if any(reading.acts & _VOICED for reading in read) else []


def _told(deps: Deps, said: Sequence[str], today: date) -> list[str]:
    """What of the talk tells something: no questions, and nothing of the passing on itself."""
    read = [(one, deps.library.read(one, said[:at], today=today).acts) for at, one in enumerate(said)]
    telling = (one for one, acts in read if acts & _PASSED_ON and not _asks(one, acts))
    return [one for one in telling if not _of_the_relay(one)][-MOST:]


def _asks(text: str, acts: frozenset[Act]) -> bool:
    return asks(text) and Act.ASK in acts


def _of_the_relay(text: str) -> bool:
    """Whether it only says that something is to be passed on, or how: nothing that is passed on itself."""
    opens = len(text) <= _OPENER and as_done(text) is not None
    return opens or bool(manner().unnamed.search(text) or manner().pass_on.search(text))
