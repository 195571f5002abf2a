"""Who has read how far: unread marks for every person, shared by all tabs and kept between runs."""

from itertools import islice, takewhile

from bot.sandbox.model import Chat, Person, Post
from bot.sandbox.page.service import service_words
from bot.sandbox.world import World

MANY = 100  # messages looked at, from the newest; so many unread are shown as 99+
_KIND = "read"


class ReadMarks:
    """The last message that a person has seen, chat by chat; noted in the world's journal."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._seen: dict[str, int] = dict(world.journal.state.get(_KIND, {}))

    def mark(self, person: Person, chat: Chat) -> bool:
        """She has the chat in front of her; True when that changes anything."""
        key = f"{person.id}:{chat.id}"
        if self._seen.get(key, 0) >= chat.last_message_id:
            return False
        self._seen[key] = chat.last_message_id
        self._world.journal.put(_KIND, key, chat.last_message_id)
        return True

    def unread(self, person: Person, chat: Chat) -> int:
        seen = self._seen.get(f"{person.id}:{chat.id}", 0)
        newest = islice(reversed(chat.posts.values()), MANY)
        return sum(counts(post, person) for post in takewhile(lambda post: post.id > seen, newest))

    def totals(self) -> dict[int, int]:
        """By person, over all her chats."""
        totals = dict.fromkeys(self._world.people, 0)
        for chat in self._world.chats.values():
            for member in () if chat.migrated_to else chat.people():
                if person := self._world.people.get(member):
                    totals[member] += self.unread(person, chat)
        return totals


def counts(post: Post, person: Person) -> bool:
    """Whether it is news to her: neither her own, nor deleted, nor a service message."""
    mine = post.body.get("from", {}).get("id") == person.id
    return not (mine or post.deleted or service_words(post.body))


def chats_of(world: World, person: Person) -> list[Chat]:
    """Her chat with the bot and the groups she is in."""
    return [chat for chat in world.chats.values() if not chat.migrated_to and person.id in chat.people()]
