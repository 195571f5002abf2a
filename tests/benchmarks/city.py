"""Members of a city's unions who ask, and report marriages, and the Bot API that carries it: nobody waits for a pace.

Each member has one thing out at a time (or a pair of questions, to see that answers keep their order) and says the
next when it has been answered, as people do.
"""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from time import perf_counter

import orjson

from bot.core.messages import JsonObject
from tests.benchmarks.bare import Connection
from tests.benchmarks.fast_api import ME, OFFSET

FIRST_CHAT = 5000
GROUP = -1001

#: What is asked, and a word that the answer to it must hold.
QUESTIONS = (
    ("生病住院能领多少慰问金", "住院"),
    ("会员结婚有没有慰问品", "结婚"),
    ("会员退休的慰问品是多少", "退休"),
    ("疗休养今年安排几批", "疗休养"),
    ("工会经费上解比例是多少", "经费"),
)

#: A report, step by step: what is said (or, where there is a button of that name, pressed), what the answer shows.
FORM = (
    ("我要申报", "会员结婚"),
    ("会员结婚", "我自己的事"),
    ("我自己的事", "喜事是哪一天"),
    ("2026年2月14日", "没有材料，下一步"),
    ("没有材料，下一步", "提交"),
    ("提交", "编号：2026-"),
)


@dataclass
class Member:
    """One chat. `wants` is what the next answers must show, in order; `step` how far his report has come."""

    chat: int
    step: int = 0
    wants: list[str] = field(default_factory=list)
    since: float = 0.0
    buttons: dict[str, str] = field(default_factory=dict)  # label → data, of the latest message with buttons
    shown: int = 0  # the id of that message

    def says(self, words: str) -> JsonObject:
        """The update in which he presses the button of that name, or says the words."""
        person = {"id": self.chat, "is_bot": False, "first_name": "静"}
        chat = {"id": self.chat, "type": "private"}
        if words not in self.buttons:
            return {"message": {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": words}}
        message = {"message_id": self.shown, "date": 1, "chat": chat, "text": "x"}
        query = {"id": f"{self.chat}.{self.step}", "from": person, "chat_instance": "1", "message": message}
        return {"callback_query": query | {"data": self.buttons.get(words, "")}}

    def hears(self, payload: JsonObject, shown: int) -> bool:
        """Takes a message in; whether it is the answer that was waited for."""
        for row in payload.get("reply_markup", {}).get("inline_keyboard", []):
            self.buttons |= {button["text"]: button.get("callback_data", "") for button in row}
            self.shown = shown
        if self.wants and (self.wants[0] in payload.get("text", "") or self.wants[0] in self.buttons):
            del self.wants[0]
            return True
        return False


@dataclass
class City:
    """`offer` brings an update to the bot. `took`: (when, seconds it took, whether a step of a report)."""

    members: list[Member]
    offer: Callable[[JsonObject], None]
    took: list[tuple[float, float, bool]] = field(default_factory=list)
    heard: Counter[int] = field(default_factory=Counter)  # messages a chat
    answered: Callable[[Member], None] = lambda _member: None
    said: int = 0
    reported: int = 0  # members who were told the number of their report
    crossed: int = 0  # pairs of which the second was answered first
    messages: int = 0

    def __post_init__(self) -> None:
        self.by_chat = {member.chat: member for member in self.members}

    def ask(self, member: Member, *questions: int) -> None:
        """Asks one question, or several at once."""
        chosen = [QUESTIONS[number % len(QUESTIONS)] for number in questions]
        member.wants, member.since = [word for _, word in chosen], perf_counter()
        for question, _ in chosen:
            self._say(member, question)

    def go_on(self, member: Member) -> None:
        """The next step of his report."""
        words, shows = FORM[member.step]
        message = member.says(words)
        member.step += 1
        member.wants, member.since = [shows], perf_counter()
        member.buttons = {}
        self.said += 1
        self.offer(message)

    def _say(self, member: Member, words: str) -> None:
        self.said += 1
        self.offer(member.says(words))

    def tell(self, payload: JsonObject) -> int:
        """A message has come to a chat; returns its id."""
        self.messages += 1
        shown, chat = int(payload.get("message_id", self.messages)), payload["chat_id"]
        self.heard[chat] += 1
        if (member := self.by_chat.get(chat)) and member.wants:
            self._told(member, payload, shown)
        return shown

    def _told(self, member: Member, payload: JsonObject, shown: int) -> None:
        second = len(member.wants) == 2 and member.wants[1] in payload.get("text", "")
        first = member.hears(payload, shown)
        self.crossed += second and not first
        if first and not member.wants:
            now, stepping = perf_counter(), member.step > 0
            self.took.append((now, now - member.since, stepping))
            if member.step == len(FORM):
                member.step = -1  # a member marries once
                self.reported += 1
            self.answered(member)

    async def api(self, method: str, _query: str, body: bytes) -> bytes:
        """The Bot API, all methods but `getUpdates`."""
        if not method.startswith(("send", "edit")) or method == "sendChatAction":
            return orjson.dumps({"ok": True, "result": ME if method == "getMe" else True})
        payload = orjson.loads(body)
        shown = self.tell(payload)
        chat = {"id": payload["chat_id"], "type": "private" if payload["chat_id"] > 0 else "supergroup"}
        return orjson.dumps({"ok": True, "result": {"message_id": shown, "date": 1, "chat": chat}})


class Mailbox:
    """Updates for a bot that polls."""

    def __init__(self) -> None:
        self._next = 1
        self._held: list[tuple[int, bytes]] = []
        self._news = asyncio.Event()
        self.city: City

    def offer(self, update: JsonObject) -> None:
        self._held.append((self._next, json.dumps({"update_id": self._next} | update).encode()))
        self._next += 1
        self._news.set()

    async def api(self, method: str, query: str, body: bytes) -> bytes:
        if method != "getUpdates":
            return await self.city.api(method, query, body)
        found = OFFSET.search(body)
        offset = int(found[1]) if found else 0
        self._held = [one for one in self._held if one[0] >= offset]
        if not self._held:
            self._news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), 2.0)
        return b'{"ok":true,"result":[' + b",".join(body for _, body in self._held[:100]) + b"]}"


@asynccontextmanager
async def serving(mailbox: Mailbox, port: int, delay: float = 0.0) -> AsyncIterator[str]:
    """The Bot API on that port (0: any); yields its address."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(mailbox.api, delay), "127.0.0.1", port)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
