"""What happened to a chat, in words: people coming and going, a group becoming a supergroup."""

from bot.sandbox.jsons import Json


def service_words(body: Json) -> str | None:
    """None for a message that somebody wrote."""
    by = body.get("from", {}).get("first_name", "")
    if "new_chat_members" in body:
        return f"{_names(body['new_chat_members'])} 加入了群"
    if "left_chat_member" in body:
        return _left(by, body["left_chat_member"])
    if "new_chat_title" in body:
        return f"{by} 把群名改成了“{body['new_chat_title']}”"
    if "pinned_message" in body:
        return f"{by} 置顶了一条消息"
    if body.keys() & {"migrate_to_chat_id", "migrate_from_chat_id"}:
        return "本群已升级为超级群"
    return None


def _names(users: list[Json]) -> str:
    return "、".join(str(user.get("first_name", "")) for user in users)


def _left(by: str, user: Json) -> str:
    name = str(user.get("first_name", ""))
    return f"{name} 退出了群" if by == name else f"{by} 把 {name} 移出了群"
