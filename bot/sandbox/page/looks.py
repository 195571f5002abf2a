"""Small things that several panes show the same way: avatars, badges, days and hours, icons."""

from datetime import datetime

from bot.sandbox.clock import LOCAL
from bot.sandbox.model import BOT_ID, Chat
from bot.sandbox.page.markup import Html, div, span

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
    return datetime.fromtimestamp(unix, LOCAL)


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
