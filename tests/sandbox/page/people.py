"""Who speaks in the tests of the page."""

from dataclasses import dataclass

from bot.sandbox import actions
from bot.sandbox.jsons import Json
from bot.sandbox.model import Post, bot_user
from bot.sandbox.page.place import Place
from bot.sandbox.people import BRANCH_A, GROUP_CHATS, MEMBER_GROUPS
from bot.sandbox.world import World

MEMBER, CHAIR, OTHER_CHAIR = 1105, 1101, 1201
OFFICERS, EVERYBODY = GROUP_CHATS[BRANCH_A], MEMBER_GROUPS[BRANCH_A]


@dataclass
class Play:
    """A world in which the test speaks for everybody, the bot too."""

    world: World

    def says(self, who: int, text: str, chat: int | None = None) -> None:
        actions.say(self.world, {"as": who, "chat": chat or who, "text": text})

    def bot(self, chat: int, text: str, **more: Json) -> Post:
        keyboard = more.pop("reply_keyboard", None)
        body: Json = {"from": bot_user(), "text": text, **more}
        return self.world.post(self.world.chats[chat], body, by_bot=True, reply_keyboard=keyboard)

    def place(self, who: int, chat: int | None = None) -> Place:
        return Place(self.world.people[who], self.world.chats[chat] if chat else None)
