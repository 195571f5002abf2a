"""The messages of the open chat, as rows; each is drawn again only when it or its surroundings changed."""

from collections.abc import Collection

from bot.sandbox.model import Post
from bot.sandbox.page.bubbles import Setting, message
from bot.sandbox.page.markup import Html, button
from bot.sandbox.page.people_pane import Row
from bot.sandbox.page.place import Place
from bot.sandbox.world import World

PAGE = 80


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
