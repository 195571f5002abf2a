"""Below the messages: the keyboard that the bot has put there, its commands, and the place to write."""

from bot.sandbox.jsons import Json
from bot.sandbox.methods.bot import commands_for
from bot.sandbox.model import BOT_ID, BOT_USERNAME, Chat, Person, Post
from bot.sandbox.page.looks import icon
from bot.sandbox.page.markup import Html, button, div, join, span, tag
from bot.sandbox.pressing import buttons_of
from bot.sandbox.world import World


def keyboard_post(chat: Chat) -> Post | None:
    """The message whose keyboard is in force: the last that brought one, unless a later one took it away."""
    last = next((post for post in reversed(chat.posts.values()) if post.reply_keyboard and not post.deleted), None)
    if last is None or not (last.reply_keyboard or {}).get("keyboard"):
        return None
    used_up = (last.reply_keyboard or {}).get("one_time_keyboard") and last.id < chat.last_message_id
    return None if used_up and _answered_since(chat, last) else last


def _answered_since(chat: Chat, asked: Post) -> bool:
    return any(post.id > asked.id and not post.by_bot for post in chat.posts.values())


def reply_keyboard(chat: Chat) -> Html:
    """Nothing, when there is none."""
    post = keyboard_post(chat)
    if post is None:
        return Html()
    rows, index = [], 0
    for row in buttons_of(post):
        keys = [_key(post, cell, index + place) for place, cell in enumerate(row)]
        index += len(row)
        rows.append(div("keys-row", *keys))
    placeholder = str((post.reply_keyboard or {}).get("input_field_placeholder", ""))
    return div("reply-keys", *rows, role="group", aria_label="快捷回复", data_placeholder=placeholder)


def _key(post: Post, cell: Json, index: int) -> Html:
    return button(cell["text"], class_="key", data_act="press", data_message=post.id, data_button=index,
                  data_key=f"key {index}")  # fmt: skip


def commands(world: World, chat: Chat, person: Person) -> Html:
    """The list behind the “/” button."""
    admin = chat.members.get(person.id) in ("creator", "administrator")
    suffix = "" if chat.is_private else f"@{BOT_USERNAME}"
    found = commands_for(world, chat.id, person.id, admin=admin)
    rows = [_command(f"/{one['command']}", suffix, one["description"]) for one in found]
    return div(
        "commands", *(rows or [div("nothing", "机器人还没有设置指令")]), role="menu", aria_label="指令", hidden=True
    )


def _command(command: str, suffix: str, description: str) -> Html:
    label = join([tag("b", command), span("", description)])
    return button(label, role="menuitem", data_act="say", data_text=command + suffix)


def composer(chat: Chat, person: Person) -> Html:
    """Stays the same for as long as the chat is open, so that what is being written is not lost."""
    where = "给温暖发消息" if chat.is_private else "在群里说话"
    return tag(
        "form",
        div("replying", hidden=True),
        div(
            "inputs",
            button(icon("attach"), class_="tool", data_act="attach", aria_label="发照片或文件", title="发照片或文件"),
            tag("input", type="file", class_="picker", hidden=True, multiple=True, aria_label="选择照片或文件"),
            tag("textarea", rows=1, placeholder=where, aria_label="消息", enterkeyhint="send", maxlength=20000),
            None if chat.is_private else _mention(),
            button(
                "/", class_="tool slash", data_act="commands", aria_label="指令", title="指令", aria_expanded="false"
            ),
            tag("button", icon("send"), type="submit", class_="send", aria_label="发送", title="发送（Enter）"),
        ),
        class_="composer",
        data_as=person.id,
        data_chat=chat.id,
    )


def _mention() -> Html:
    return button(
        "@", class_="tool", data_act="insert", data_text=f"@{BOT_USERNAME} ", aria_label="点名温暖", title="点名温暖"
    )


def closed(chat: Chat) -> Html:
    """Instead of the composer in a group that the bot was put out of."""
    standing = chat.members.get(BOT_ID, "left")
    return div("closed", "温暖不在这个群里，它看不到这里的消息。", data_standing=standing)
