"""What a member of a chat may do, as the Bot API spells it out."""

from bot.sandbox.jsons import Json

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
