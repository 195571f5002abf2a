"""Writing HTML that is safe by construction, and small things that several panes show the same way.

What is not ``Html`` is escaped when it is put into a tag.
"""

from collections.abc import Iterable
from datetime import datetime
from html import escape
from urllib.parse import quote

from bot.core.clock import SHANGHAI
from bot.sandbox.jsons import Json
from bot.sandbox.model import BOT_ID, Chat
from bot.sandbox.text import to_html

_VOID = frozenset({"br", "img", "input"})

Child = str | None
Attribute = str | int | bool | None
ROLES = {
    "member": "会员",
    "officer": "工会委员",
    "chair": "工会主席",
    "treasurer": "财务",
    "mediator": "调解联系人",
    "committee": "工委",
    "stranger": "路人",
}
_WEEKDAYS = "一二三四五六日"
_TINTS = 8
_ICONS = {
    "back": "M15 5l-7 7 7 7",
    "send": "M4 12l16-8-6 16-3-7z",
    "attach": "M8 12.5l6-6a3 3 0 0 1 4.3 4.2l-8 8a5 5 0 0 1-7-7l7.5-7.6",
    "clock": "M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
    "reply": "M10 8V4l-7 7 7 7v-4c5 0 8 1.5 10 5 0-6-3-11-10-11",
    "file": "M7 3h7l5 5v13H7zM14 3v5h5",
    "down": "M6 9l6 6 6-6",
    "people": "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M2 21c0-4 3-7 7-7s7 3 7 7M16 3.5a4 4 0 0 1 0 7M18 14.5q4 1 4 6.5",
    "close": "M6 6l12 12M18 6L6 18",
    "open": "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
    "done": "M5 12.5l4.5 4.5L19 7.5",
    "keys": "M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M8 14h8",
}
SAY = "tg://say?text="


class Html(str):
    """Markup that may be shown as it is."""

    __slots__ = ()


def safe(child: Child) -> Html:
    """Escaped text, or the markup itself."""
    return child if isinstance(child, Html) else Html(escape(child or ""))


def join(children: Iterable[Child]) -> Html:
    return Html("".join(safe(child) for child in children))


def tag(name: str, /, *children: Child, **attributes: Attribute) -> Html:
    """``tag("a", "text", class_="x", data_act="open")``: an element; False and None leave an attribute out."""
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    closing = "" if name in _VOID else f"</{name}>"
    return Html(f"<{name}{written}>{join(children)}{closing}")


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def div(class_: str, /, *children: Child, **attributes: Attribute) -> Html:
    return tag("div", *children, class_=class_, **attributes)


def span(class_: str, /, *children: Child, **attributes: Attribute) -> Html:
    return tag("span", *children, class_=class_, **attributes)


def button(label: Child, /, **attributes: Attribute) -> Html:
    return tag("button", label, type="button", **attributes)


def icon(name: str) -> Html:
    """A line drawing in the colour of the text around it."""
    return Html(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{_ICONS[name]}"/></svg>')


def avatar(ident: int, name: str) -> Html:
    """A coloured disc with the family name; the bot's has its own colour, a group's is square."""
    if ident == BOT_ID:
        return div("avatar bot", "暖", aria_hidden="true")
    shape = "avatar group" if ident < 0 else "avatar"
    letter = name.removeprefix("市")[:1] if ident < 0 else name.removeprefix("路人")[:1]
    return div(f"{shape} tint{abs(ident) % _TINTS}", letter, aria_hidden="true")


def chat_avatar(chat: Chat) -> Html:
    return avatar(BOT_ID, "") if chat.is_private else avatar(chat.id, chat.title)


def badge(count: int) -> Html | None:
    """The number of unread messages, if any."""
    if not count:
        return None
    return span("badge", "99+" if count > 99 else str(count), aria_label=f"{count} 条未读")


def moment(unix: int) -> datetime:
    return datetime.fromtimestamp(unix, SHANGHAI)


def hour(at: datetime) -> str:
    return at.strftime("%H:%M")


def day(at: datetime, now: datetime) -> str:
    """今天, 昨天, or the date; with the year when it is another one."""
    distance = (now.date() - at.date()).days
    if distance in (0, 1):
        return "今天" if distance == 0 else "昨天"
    date = f"{at.month}月{at.day}日 周{_WEEKDAYS[at.weekday()]}"
    return date if at.year == now.year else f"{at.year}年{date}"


def short_time(at: datetime, now: datetime) -> str:
    """The hour today, else the day, as chat lists have it."""
    if at.date() == now.date():
        return hour(at)
    return "昨天" if (now.date() - at.date()).days == 1 else f"{at.month}月{at.day}日"


def clock_words(now: datetime) -> str:
    return f"{now.month}月{now.day}日 周{_WEEKDAYS[now.weekday()]} {hour(now)}"


def rich_text(body: Json) -> Html:
    """Text or caption. Addresses become links; a command becomes a link that says it."""
    text = str(body.get("text") or body.get("caption") or "")
    entities = body.get("entities") or body.get("caption_entities") or []
    return Html(to_html(text, [_clickable(text, entity) for entity in entities]))


def _clickable(text: str, entity: Json) -> Json:
    if entity["type"] not in ("url", "bot_command"):
        return entity
    piece = _piece(text, entity)
    if entity["type"] == "bot_command":
        return {**entity, "type": "text_link", "url": SAY + quote(piece)}
    return {**entity, "type": "text_link", "url": piece if "://" in piece else f"https://{piece}"}


def _piece(text: str, entity: Json) -> str:
    """Offsets count UTF-16 units, as everywhere in the Bot API."""
    units = text.encode("utf-16-le", errors="surrogatepass")
    start = entity["offset"] * 2
    return units[start : start + entity["length"] * 2].decode("utf-16-le", errors="replace")
