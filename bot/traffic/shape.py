"""Checks the types of the fields that the bot looks at in an update. python-telegram-bot takes any value for any field;
a number where a text belongs would surface deep in a handler, or in the database.

Only these fields are checked: whatever Telegram adds to its API passes.
"""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Account = Annotated[int, Field(ge=-(2**52), le=2**52)]  # ids of people and chats have at most 52 significant bits
Count = Annotated[int, Field(ge=0, lt=2**53)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", hide_input_in_errors=True)


class Person(_Part):
    id: Account
    is_bot: bool = False
    first_name: str = ""
    last_name: str | None = None
    username: str | None = None


class Chat(_Part):
    id: Account
    type: str = ""
    title: str | None = None


class Entity(_Part):
    type: str
    offset: Count
    length: Count
    url: str | None = None
    user: Person | None = None
    language: str | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        """Raises ValueError for a mention of nobody and a link to nowhere."""
        if (self.type == "text_mention" and self.user is None) or (self.type == "text_link" and self.url is None):
            raise ValueError("incomplete entity")
        return self


class File(_Part):
    file_id: str
    file_unique_id: str
    file_name: str | None = None
    mime_type: str | None = None
    file_size: Count | None = None


class Message(_Part):
    message_id: Count
    chat: Chat
    sender: Person | None = Field(None, alias="from")
    text: str | None = None
    caption: str | None = None
    entities: list[Entity] = Field(default_factory=list)
    caption_entities: list[Entity] = Field(default_factory=list)
    photo: list[File] = Field(default_factory=list)
    document: File | None = None
    media_group_id: str | None = None
    reply_to_message: "Message | None" = None
    new_chat_members: list[Person] = Field(default_factory=list)
    left_chat_member: Person | None = None
    migrate_to_chat_id: Account | None = None
    migrate_from_chat_id: Account | None = None


class Press(_Part):
    id: str
    sender: Person = Field(alias="from")
    data: str | None = None
    message: Message | None = None
    inline_message_id: str | None = None


class Inline(_Part):
    id: str
    sender: Person = Field(alias="from")
    query: str


class MemberStanding(_Part):
    user: Person
    status: str


class Membership(_Part):
    chat: Chat
    sender: Person = Field(alias="from")
    old_chat_member: MemberStanding
    new_chat_member: MemberStanding


class Shape(_Part):
    """An update as far as the bot reads it. `Shape.model_validate(value)` raises ValueError."""

    message: Message | None = None
    edited_message: Message | None = None
    channel_post: Message | None = None
    edited_channel_post: Message | None = None
    business_message: Message | None = None
    edited_business_message: Message | None = None
    guest_message: Message | None = None
    callback_query: Press | None = None
    inline_query: Inline | None = None
    my_chat_member: Membership | None = None
    chat_member: Membership | None = None
