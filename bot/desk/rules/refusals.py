"""What a refusal of the Bot API is about: the chat, which will take nothing else either, or the one message."""

#: Words of the descriptions that speak of the chat: gone, closed, or no place where the bot may speak.
_OF_THE_CHAT = (
    "forbidden",
    "chat not found",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_admin_required",
    "chat_send_",
    "channel_private",
    "peer_id_invalid",
    "topic_closed",
    "topic_deleted",
    "message thread not found",
    "group chat was deactivated",
    "user is deactivated",
    "user_is_blocked",
    "rights to send",
    "administrator rights in the channel",
)


def closes_chat(description: str) -> bool:
    """Whether the whole chat refuses the bot's words."""
    lowered = description.lower()
    return any(words in lowered for words in _OF_THE_CHAT)
