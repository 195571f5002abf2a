"""What Telegram lets somebody do in a group."""

from telegram import ChatMember, ChatMemberAdministrator


def may_pin(member: ChatMember | None) -> bool:
    """By a right of its own, which only administrators have."""
    return isinstance(member, ChatMemberAdministrator) and bool(member.can_pin_messages)
