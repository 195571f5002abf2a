"""A member's phone: what he types, presses and sends becomes real updates that go through the real routes.

The outbox stands in for the network: what the bot says is read from there, as the relay would send it.
"""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sqlalchemy import func, select
from telegram import Bot, CallbackQuery, Update, User
from telegram.ext import BaseHandler
from telegram.request import BaseRequest

from bot.core.messages import JsonObject
from bot.core.work.unit import Deps
from bot.store import inbox
from bot.store import tables as t
from handlers.routes import routes
from tests import support

BOT: JsonObject = {"id": 9, "is_bot": True, "first_name": "温暖", "username": "wennuan_bot"}
_ids = count(1)


class NoNetwork(BaseRequest):
    """Nothing may leave the test."""

    read_timeout = None

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(self, url: str, *_args: Any, **_more: Any) -> tuple[int, bytes]:  # noqa: ANN401
        raise AssertionError(f"{url} was called")


class DeskBot(Bot):
    """A bot without a network: keeps what is shown at a pressed button."""

    def __init__(self) -> None:
        super().__init__("9:test", request=NoNetwork(), get_updates_request=NoNetwork())
        self._bot_user = User(**BOT)
        self._toasts: list[str] = []

    @property
    def toasts(self) -> list[str]:
        return self._toasts

    async def answer_callback_query(
        self,
        callback_query_id: str,
        text: str | None = None,
        show_alert: bool | None = None,
        url: str | None = None,
        *_args: Any,  # noqa: ANN401 - the library's own parameters
        **_more: Any,  # noqa: ANN401
    ) -> bool:
        self._toasts.append(text or url or "")
        return True


@dataclass
class Phone:
    """Whose phone it is, and in which chat he is (his own, unless a group is named)."""

    deps: Deps
    user_id: int
    chat_id: int = 0
    name: str = "会员"
    bot: DeskBot = field(default_factory=DeskBot)
    context: Any = None

    def __post_init__(self) -> None:
        self.chat_id = self.chat_id or self.user_id
        self.routes: list[BaseHandler[Update, Any, None]] = routes(self.deps)

    async def say(self, text: str, *, forwarded: bool = False) -> str:
        """Types a line; what the bot answers, all of it."""
        message: JsonObject = {"text": text}
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        if forwarded:
            message["forward_origin"] = {"type": "hidden_user", "date": 1, "sender_user_name": "某人"}
        return await self.send(message)

    async def send_photo(self, unique_id: str, caption: str = "", size: int = 1000) -> str:
        photo = {"file_id": f"F{unique_id}", "file_unique_id": unique_id, "width": 9, "height": 9, "file_size": size}
        return await self.send({"photo": [photo]} | ({"caption": caption} if caption else {}))

    async def send_file(self, unique_id: str, name: str, size: int = 1000) -> str:
        file = {"file_id": f"F{unique_id}", "file_unique_id": unique_id, "file_name": name, "file_size": size}
        return await self.send({"document": file | {"mime_type": "application/pdf"}})

    async def send(self, content: JsonObject, *, kind: str = "message") -> str:
        message = {"message_id": next(_ids), "date": 1, "chat": self._chat(), "from": self._me()}
        return await self._update({kind: message | content})

    async def stop_bot(self, *, again: bool = True) -> None:
        """Blocks the bot (or takes its messages again)."""
        was, now = ("member", "kicked") if again else ("kicked", "member")
        change = {"chat": self._chat(), "from": self._me(), "date": 1}
        standings = {"old_chat_member": _standing(was), "new_chat_member": _standing(now)}
        await self._update({"my_chat_member": change | standings})

    async def press(self, label: str) -> str:
        """Presses the newest button of that label in this chat; what the bot answers, or else the toast."""
        return await self.press_token(await self.token(label))

    async def token(self, label: str) -> str:
        for payload in await self._newest(20):
            if label in support.labels(payload):
                return support.token(payload, label)
        raise AssertionError(f"没有按钮 {label}，最后是：{await self.last()}")

    async def press_token(self, token: str) -> str:
        message = {"message_id": next(_ids), "date": 1, "chat": self._chat(), "from": BOT, "text": "…"}
        query = {"id": "1", "from": self._me(), "chat_instance": "1", "data": token, "message": message}
        shown = len(self.bot.toasts)
        said = await self._update({"callback_query": query})
        return said or " ".join(self.bot.toasts[shown:])

    async def last(self) -> JsonObject:
        said = await self._newest(1)
        return said[0] if said else {}

    async def buttons(self) -> list[str]:
        return support.labels(await self.last())

    async def _update(self, content: JsonObject) -> str:
        update_id = next(_ids)
        row = {"update_id": update_id, "lane": self.chat_id, "state": "pending", "received_at": self.deps.clock.now()}
        async with self.deps.store.begin() as tx:
            await inbox.store(tx, [row])
            before = await tx.value(select(func.max(t.outbox.c.id)))
        await self.deliver({"update_id": update_id} | content)
        said = await self._newest(20, after=before or 0)
        return "\n---\n".join(str(payload.get("text", "")) for payload in reversed(said))

    async def _newest(self, most: int, after: int = 0) -> list[JsonObject]:
        """What the bot last said in this chat, newest first."""
        mine = (t.outbox.c.lane == self.chat_id, t.outbox.c.id > after)
        async with self.deps.store.read() as tx:
            rows = await tx.all(select(t.outbox).where(*mine).order_by(t.outbox.c.id.desc()).limit(most))
        return [support.vault().open(row["payload"]) | {"method": row["method"], "card": row["card"]} for row in rows]

    async def deliver(self, raw: JsonObject) -> None:
        """Hands the update to the first route that takes it."""
        update = Update.de_json(raw, self.bot)
        if isinstance(update.callback_query, CallbackQuery):
            update.callback_query.set_bot(self.bot)
        for handler in self.routes:
            found = handler.check_update(update)
            if found is not None and found is not False:
                await handler.callback(update, _Context(self.bot, found))
                return

    def _me(self) -> JsonObject:
        return {"id": self.user_id, "is_bot": False, "first_name": self.name}

    def _chat(self) -> JsonObject:
        if self.chat_id == self.user_id:
            return {"id": self.chat_id, "type": "private", "first_name": self.name}
        return {"id": self.chat_id, "type": "supergroup", "title": "工作群"}


def _standing(status: str) -> JsonObject:
    return {"status": status, "user": BOT} | ({"until_date": 0} if status == "kicked" else {})


class _Context:
    """What the routes read of the library's context."""

    def __init__(self, bot: Bot, found: Any) -> None:  # noqa: ANN401 - whatever the handler matched
        self.bot = bot
        self.args = found[0] if isinstance(found, tuple) else []


async def reports_of(deps: Deps) -> list[JsonObject]:
    """Every report row, with its facts opened."""
    async with deps.store.read() as tx:
        rows = await tx.all(t.reports.select().order_by(t.reports.c.id))
    return [dict(row) | {"facts": support.vault().open(row["facts"])} for row in rows]
