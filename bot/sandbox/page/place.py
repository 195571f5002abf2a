"""Where a tab is: who one is and which chat is open, as its address says it."""

from dataclasses import dataclass

from bot.sandbox import texts
from bot.sandbox.model import Chat, Person
from bot.sandbox.page.guide import newcomer
from bot.sandbox.world import World


@dataclass(frozen=True)
class Place:
    """``chat`` None: the list of chats (a phone shows nothing else then)."""

    person: Person
    chat: Chat | None = None

    @property
    def address(self) -> str:
        return f"/?as={self.person.id}" + (f"&chat={self.chat.id}" if self.chat else "")


def find_place(world: World, person: str | None, chat: str | None) -> tuple[Place, str | None]:
    """The place that an address names, or the nearest one that exists, with the reason."""
    found = world.people.get(_number(person)) if person else None
    if found is None:
        fallback = newcomer(world) or next(iter(world.people.values()))
        problem = texts.nobody(person, fallback.name) if person else None
        return Place(fallback), problem
    if not chat:
        return Place(found), None
    there = _living(world, world.chats.get(_number(chat)))
    if there is None or found.id not in there.people():
        return Place(found), texts.no_chat(found.name)
    return Place(found, there), None


def _number(text: str) -> int:
    return int(text) if text.removeprefix("-").isascii() and text.removeprefix("-").isdecimal() else 0


def _living(world: World, chat: Chat | None) -> Chat | None:
    """A group that has moved is found where it is now."""
    while chat and chat.migrated_to:
        chat = world.chats.get(chat.migrated_to)
    return chat
