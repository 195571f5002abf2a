"""The things in the sandbox's world: people and what they may do, chats, what was written, files, presses."""

from dataclasses import asdict, dataclass, field

from bot.sandbox.jsons import Json

BOT_ID = 8642001234
BOT_NAME = "温暖"
BOT_USERNAME = "wennuan_bot"
ANONYMOUS_ADMIN: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
_BOT_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_restrict_members",
    "can_invite_users",
    "can_change_info",
    "can_pin_messages",
)
_BOT_LACKS = (
    "is_anonymous",
    "can_be_edited",
    "can_promote_members",
    "can_manage_video_chats",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
_RESTRICTABLE = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


def bot_user() -> Json:
    """The bot as others see it."""
    return {"id": BOT_ID, "is_bot": True, "first_name": BOT_NAME, "username": BOT_USERNAME}


@dataclass
class Person:
    """A Telegram account. ``birthday`` is written as a roster would write it; the sandbox shows its next date."""

    id: int
    name: str
    role: str
    branch: str | None = None
    birthday: str | None = None
    username: str | None = None
    started: bool = False
    blocked: bool = False

    def user(self) -> Json:
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": "zh-hans"}
        if self.username:
            user["username"] = self.username
        return user


@dataclass
class Post:
    """A message as the Bot API shows it, with what only the sandbox needs: who pressed for what keyboard, and when.

    ``reply_keyboard`` is the keyboard (or its removal) that came with the message: Telegram shows it to people but
    never gives it back to bots.
    """

    body: Json
    seq: int
    by_bot: bool
    reply_keyboard: Json | None = None
    deleted: bool = False
    reactions: list[Json] = field(default_factory=list)

    @property
    def id(self) -> int:
        return int(self.body["message_id"])


@dataclass
class Chat:
    """A private chat (its id is the person's), a group or a supergroup; ``members`` maps ids to a status."""

    id: int
    type: str
    title: str
    branch: str | None = None
    members: dict[int, str] = field(default_factory=dict)
    last_message_id: int = 0
    pinned: list[int] = field(default_factory=list)
    migrated_to: int | None = None
    posts: dict[int, Post] = field(default_factory=dict)
    typing_until: float = 0.0

    @property
    def is_private(self) -> bool:
        return self.type == "private"

    def brief(self) -> Json:
        """The Bot API's ``Chat``."""
        if self.is_private:
            return {"id": self.id, "type": "private", "first_name": self.title}
        return {"id": self.id, "type": self.type, "title": self.title}

    def people(self) -> list[int]:
        """Who is in it now, the bot apart."""
        gone = ("left", "kicked")
        return [who for who, status in self.members.items() if who != BOT_ID and status not in gone]

    def has_bot(self) -> bool:
        return self.is_private or self.members.get(BOT_ID, "left") not in ("left", "kicked")

    def record(self) -> Json:
        """Everything but the messages, which are kept one by one."""
        kept = ("id", "type", "title", "branch", "members", "last_message_id", "pinned", "migrated_to")
        return {name: getattr(self, name) for name in kept}

    @classmethod
    def from_record(cls, record: Json) -> "Chat":
        members = {int(who): status for who, status in record.pop("members").items()}
        return cls(members=members, **record)


@dataclass
class Press:
    """A callback query: until when the bot may answer it, and what it answered."""

    id: str
    person: int
    chat: int
    message: int
    pressed_at: float
    answer: Json | None = None


@dataclass
class StoredFile:
    """What is known of a file; the bytes are kept apart. ``width`` is 0 for what is no picture."""

    file_id: str
    unique_id: str
    path: str
    size: int
    name: str
    mime: str
    width: int = 0
    height: int = 0

    def record(self) -> Json:
        return asdict(self)


def standing(user: Json, status: str) -> Json:
    """The Bot API's ``ChatMember`` for a status; the restricted may do nothing, administrators may lead and pin."""
    member: Json = {"user": user, "status": status}
    if status == "kicked":
        return member | {"until_date": 0}
    if status == "creator":
        return member | {"is_anonymous": False}
    if status == "administrator":
        return member | dict.fromkeys(_BOT_RIGHTS, True) | dict.fromkeys(_BOT_LACKS, False)
    if status == "restricted":
        return member | {"is_member": True, "until_date": 0} | dict.fromkeys(_RESTRICTABLE, False)
    return member
