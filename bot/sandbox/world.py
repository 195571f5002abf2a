"""The sandbox's world: everything that Telegram would know, in memory, noted in the journal as it changes."""

from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from time import monotonic

from bot.birthdays.rules import Feb29
from bot.sandbox.clock import Clock
from bot.sandbox.errors import BadRequest, Forbidden
from bot.sandbox.faults import FaultBook, Limits
from bot.sandbox.jsons import Json
from bot.sandbox.keeping import FileStore, Journal
from bot.sandbox.model import BOT_ID, Chat, Person, Post, Press
from bot.sandbox.people import sample_groups, sample_people
from bot.sandbox.updates import ChangeSignal, UpdateQueue

SANDBOX_TOKEN = f"{BOT_ID}:AAE-sandbox-token-of-no-use-elsewhere"
REQUESTS_KEPT = 5000

ClockHook = Callable[[datetime], Awaitable[None]]


class World:
    """People, chats, messages, files, updates and the bot's settings.

    ``on_clock`` is called after the sandbox's clock was moved and returns when the work that fell due has run.
    """

    def __init__(self, data: Path | None = None, *, token: str | None = None, limits: bool = False) -> None:
        self.token = token
        self.journal = Journal(data)
        self.clock = Clock()
        self.updates = UpdateQueue(self.journal)
        self.files = FileStore(self.journal, data)
        self.faults = FaultBook()
        self.limits = Limits(on=limits)
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.inline_queries: dict[str, Json] = {}
        self.settings: Json = {}
        self.feb29: Feb29 = "feb28"  # the bot's setting: when a birthday of 29 February is kept in other years
        self.webhook: Json = {"url": ""}
        self.violations: list[Json] = []
        self.requests: deque[Json] = deque(maxlen=REQUESTS_KEPT)
        self.changed = ChangeSignal()
        self.on_clock: ClockHook | None = None
        self.press_lifetime = 3600.0
        self.closing = False
        self.seq = 0
        self.requests_seen = 0
        self.numbers: dict[str, int] = {}
        self._restore()

    def _restore(self) -> None:
        state = self.journal.state
        self.people = {int(key): Person(**value) for key, value in state.get("person", {}).items()}
        self.chats = {int(key): Chat.from_record(dict(value)) for key, value in state.get("chat", {}).items()}
        self.presses = {key: Press(**value) for key, value in state.get("press", {}).items()}
        meta = state.get("meta", {})
        self.settings, self.webhook = meta.get("settings", {}), meta.get("webhook", self.webhook)
        self.numbers = meta.get("numbers", {})
        self.clock.shift(meta.get("clock_offset", 0.0))
        for key, value in state.get("post", {}).items():
            post = Post(**value)
            self.chats[int(key.partition(":")[0])].posts[post.id] = post
            self.seq = max(self.seq, post.seq)
        if not self.people:
            self._populate()

    def _populate(self) -> None:
        for person in sample_people():
            self.add_person(person)
        for group in sample_groups():
            self.add_chat(group)
        self.journal.flush()

    def number(self, series: str) -> int:
        """The next number of a series that never starts anew (new people, groups, presses, albums)."""
        self.numbers[series] = self.numbers.get(series, 0) + 1
        self.journal.put("meta", "numbers", self.numbers)
        return self.numbers[series]

    def add_person(self, person: Person) -> Person:
        """An account and its private chat with the bot."""
        self.save_person(person)
        self.add_chat(Chat(person.id, "private", person.name, members={person.id: "member"}))
        return person

    def save_person(self, person: Person) -> None:
        self.people[person.id] = person
        self.journal.put("person", person.id, person)

    def add_chat(self, chat: Chat) -> Chat:
        self.chats[chat.id] = chat
        self.save_chat(chat)
        return chat

    def save_chat(self, chat: Chat) -> None:
        self.journal.put("chat", chat.id, chat.record())

    def save_settings(self) -> None:
        self.journal.put("meta", "settings", self.settings)
        self.journal.put("meta", "webhook", self.webhook)

    def save_clock(self) -> None:
        self.journal.put("meta", "clock_offset", self.clock.offset.total_seconds())

    def save_press(self, press: Press) -> None:
        self.presses[press.id] = press
        self.journal.put("press", press.id, press)

    def save_post(self, chat: Chat, post: Post) -> None:
        """Note a new or changed message and wake whoever watches the chat."""
        self.seq += 1
        post.seq = self.seq
        chat.posts[post.id] = post
        self.journal.put("post", f"{chat.id}:{post.id}", post)
        self.changed.fire()

    def post(self, chat: Chat, body: Json, *, by_bot: bool, reply_keyboard: Json | None = None) -> Post:
        """Write a message into a chat under the chat's next id."""
        chat.last_message_id += 1
        self.save_chat(chat)
        head = {"message_id": chat.last_message_id, "date": self.clock.unix(), "chat": chat.brief()}
        post = Post({**head, **body}, 0, by_bot, reply_keyboard)
        self.save_post(chat, post)
        return post

    def find_chat(self, reference: int | str) -> Chat:
        """The chat that a bot names, whether or not it may write there; raises as Telegram does."""
        if isinstance(reference, str) and reference.removeprefix("-").isdecimal():
            reference = int(reference)
        chat = self.chats.get(reference) if isinstance(reference, int) else None
        if chat is None:
            raise BadRequest("chat not found")
        if chat.migrated_to:
            raise BadRequest("group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat.migrated_to})
        return chat

    def reachable_chat(self, reference: int | str) -> Chat:
        """The chat, if the bot is in it: enough to look."""
        chat = self.find_chat(reference)
        if not chat.has_bot():
            raise Forbidden(f"bot was kicked from the {chat.type} chat")
        return chat

    def writable_chat(self, reference: int | str) -> Chat:
        """The chat, if the bot may write there now."""
        chat = self.reachable_chat(reference)
        if chat.is_private:
            person = self.people[chat.id]
            if person.blocked:
                raise Forbidden("bot was blocked by the user")
            if not person.started:
                raise Forbidden("bot can't initiate conversation with a user")
        elif chat.members[BOT_ID] == "restricted":
            raise BadRequest("not enough rights to send text messages to the chat")
        return chat

    def find_post(self, chat: Chat, message_id: int, missing: str) -> Post:
        post = chat.posts.get(message_id)
        if post is None or post.deleted:
            raise BadRequest(missing)
        return post

    def number_request(self) -> int:
        """Requests are counted from the start of this run."""
        self.requests_seen += 1
        return self.requests_seen

    def migrate(self, chat: Chat) -> Chat:
        """The group becomes a supergroup with an id of its own; the old one only points there."""
        new_id = -1002000000000 - self.number("group")
        members = dict(chat.members)
        moved = self.add_chat(Chat(new_id, "supergroup", chat.title, chat.branch, members))
        chat.migrated_to = new_id
        self.save_chat(chat)
        return moved

    def show_typing(self, chat: Chat) -> None:
        chat.typing_until = monotonic() + 5
        self.changed.fire()

    def wake_all(self) -> None:
        """Let every waiter go: the server is about to stop."""
        self.closing = True
        self.updates.close()
        self.changed.fire()

    def close(self) -> None:
        """Bring the journal to rest; the world must not change any more."""
        self.wake_all()
        self.journal.close()
