"""The messages of the open chat as rows of bubbles; each is drawn again only when it or its surroundings changed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.sandbox import texts
from bot.sandbox.actions import buttons_of
from bot.sandbox.jsons import Json
from bot.sandbox.model import BOT_ID, Chat, Person, Post
from bot.sandbox.page.looks import Html, avatar, button, day, div, hour, icon, join, moment, rich_text, safe, span, tag
from bot.sandbox.page.panes import Row, in_short, service_words
from bot.sandbox.page.place import Place
from bot.sandbox.view import show_post
from bot.sandbox.world import World

TOGETHER = 300  # seconds within which one person's messages share a name
Waiting = Collection[tuple[int, int]]  # (message, button) still waiting for the bot's answer
PAGE = 80


@dataclass(frozen=True)
class Setting:
    """In front of whom a message is shown, and after which one."""

    chat: Chat
    person: Person
    now: datetime
    before: Post | None
    waiting: Waiting

    @property
    def key(self) -> tuple[object, ...]:
        """Everything but the message itself that its looks depend on."""
        ahead = (self.before.id, self.before.seq) if self.before else None
        return (self.person.id, self.now.date(), ahead, tuple(sorted(self.waiting)))


def message(post: Post, setting: Setting) -> Html:
    """One message, under the day's heading if it is the first of a day."""
    at = moment(post.body["date"])
    first = setting.before is None or moment(setting.before.body["date"]).date() != at.date()
    heading = tag("h4", span("", day(at, setting.now)), class_="day") if first else None
    words = service_words(post.body)
    shown = div("service", words, data_message=post.id) if words else _bubble(post, setting, fresh=first)
    return join([heading, shown])


def _bubble(post: Post, setting: Setting, *, fresh: bool) -> Html:
    sender = post.body.get("from", {})
    mine = sender.get("id") == setting.person.id
    leads = fresh or not _continues(setting.before, post)
    name = str(sender.get("first_name", ""))
    classes = ["message", "mine" if mine else "theirs", "leads" if leads else "follows"]
    return tag(
        "article",
        None if mine or setting.chat.is_private else _side(sender if leads else None),
        div("body", _content(post, None if mine or not leads else name), _inline_buttons(post, setting)),
        button(icon("reply"), class_="reply-to", data_act="reply", data_message=post.id, data_name=name,
               data_quote=in_short(post)[:80], aria_label=f"回复{name}的消息", title="回复"),
        class_=" ".join(classes),
        data_message=post.id,
        data_by="bot" if post.by_bot else sender.get("id"),
        aria_label=f"{name}，{hour(moment(post.body['date']))}",
    )  # fmt: skip


def _side(sender: Json | None) -> Html:
    """Room for the avatar, filled beside the first of a person's messages."""
    shown = avatar(int(sender.get("id", 0)), str(sender.get("first_name", ""))) if sender else None
    return div("side", shown)


def _continues(before: Post | None, post: Post) -> bool:
    if before is None or service_words(before.body):
        return False
    same = before.body.get("from", {}).get("id") == post.body.get("from", {}).get("id")
    return bool(same and post.body["date"] - before.body["date"] < TOGETHER)


def _content(post: Post, name: str | None) -> Html:
    body = post.body
    media = _media(show_post(post)["media"])
    text = rich_text(body)
    return div(
        "bubble" + (" pictured" if "photo" in body else ""),
        span("sender" + (" bot" if body.get("from", {}).get("id") == BOT_ID else ""), name) if name else None,
        _forwarded(body),
        _quote(body),
        media,
        div("text", text) if text else None,
        None if text or media else div("text odd", _odd(body)),
        _reactions(post),
        _stamp(body),
    )


def _stamp(body: Json) -> Html:
    at = moment(body["date"])
    edited = span("edited", "已编辑") if "edit_date" in body else None
    return span("stamp", edited, tag("time", hour(at), datetime=at.isoformat()))


def _forwarded(body: Json) -> Html | None:
    origin = body.get("forward_origin")
    if not origin:
        return None
    name = origin.get("sender_user", {}).get("first_name") or origin.get("sender_user_name", "")
    return span("forwarded", f"转发自 {name}")


def _quote(body: Json) -> Html | None:
    quoted = body.get("reply_to_message")
    if not quoted:
        return None
    name = quoted.get("from", {}).get("first_name", "")
    words = in_short(Post(quoted, 0, by_bot=False))
    return button(join([tag("b", name), span("", words[:120])]), class_="quote", data_act="jump",
                  data_message=quoted["message_id"], aria_label=f"跳到{name}的消息")  # fmt: skip


def _media(media: Json | None) -> Html | None:
    if media is None:
        return None
    if media["type"] == "photo":
        picture = tag("img", src=media["url"], alt="照片", loading="lazy")
        return button(picture, class_="photo", data_act="picture", data_src=media["url"], aria_label="看大图")
    about = join([span("name", media["name"]), span("size", _size(int(media["size"])))])
    return tag("a", icon("file"), span("about", about), class_="file", href=media["url"], download=media["name"])


def _size(count: int) -> str:
    return (
        f"{count} B" if count < 1024 else f"{count / 1024:.0f} KB" if count < 1024**2 else f"{count / 1024**2:.1f} MB"
    )


def _odd(body: Json) -> str:
    kinds = {"contact": "[联系人名片]", "location": "[位置]", "sticker": "[贴纸]", "voice": "[语音]", "video": "[视频]"}
    return next((words for kind, words in kinds.items() if kind in body), texts.UNSHOWN)


def _reactions(post: Post) -> Html | None:
    shown = [str(reaction.get("emoji", "")) for reaction in post.reactions]
    return span("reactions", "".join(shown)) if shown else None


def _inline_buttons(post: Post, setting: Setting) -> Html | None:
    if "reply_markup" not in post.body:
        return None
    rows, index = [], 0
    for row in buttons_of(post):
        cells = [_inline_button(post, cell, index + place, setting) for place, cell in enumerate(row)]
        index += len(row)
        rows.append(div("keys-row", *cells))
    return div("inline-keys", *rows, role="group", aria_label="按钮")


def _inline_button(post: Post, cell: Json, index: int, setting: Setting) -> Html:
    url = str(cell.get("url", ""))
    if url.startswith(("https://", "http://", "tg://")):
        return tag("a", safe(cell["text"]), icon("open"), class_="key", href=url, target="_blank", rel="noopener")
    busy = (post.id, index) in setting.waiting
    return button(cell["text"], class_="key", data_act="press", data_message=post.id, data_button=index,
                  data_key=f"press {post.id} {index}", aria_busy="true" if busy else None)  # fmt: skip


class Log:
    """Remembers what it drew, by message."""

    def __init__(self) -> None:
        self.place: Place | None = None
        self.length = PAGE
        self._drawn: dict[int, tuple[tuple[object, ...], Html]] = {}

    def rows(self, world: World, place: Place, waiting: Collection[tuple[int, int]]) -> list[Row]:
        self._enter(place)
        if place.chat is None:
            return []
        posts = [post for post in place.chat.posts.values() if not post.deleted]
        shown = posts[-self.length :]
        rows = [] if len(shown) == len(posts) else [("earlier", _earlier(len(posts) - len(shown)))]
        before: Post | None = None
        for post in shown:
            ours = [pair for pair in waiting if pair[0] == post.id]
            setting = Setting(place.chat, place.person, world.clock.now(), before, ours)
            rows.append((f"{place.chat.id}:{post.id}", self._draw(post, setting)))
            before = post
        return rows

    def _enter(self, place: Place) -> None:
        if place != self.place:
            self.place, self.length = place, PAGE
            self._drawn.clear()

    def _draw(self, post: Post, setting: Setting) -> Html:
        key = (post.seq, *setting.key)
        known = self._drawn.get(post.id)
        if known is None or known[0] != key:
            known = self._drawn[post.id] = (key, message(post, setting))
        return known[1]


def _earlier(count: int) -> Html:
    return button(f"更早的 {count} 条", class_="earlier", data_act="earlier")
