"""One browser tab: where it is, what it shows; only what has changed is sent to the browser."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from nicegui import Client, ui

from bot.sandbox import texts
from bot.sandbox.model import BOT_ID, Chat
from bot.sandbox.page import controls, guide
from bot.sandbox.page.log import Log
from bot.sandbox.page.looks import Html, button, chat_avatar, div, icon, span, tag
from bot.sandbox.page.panes import ReadMarks, chat_rows, chat_title, me, people_rows
from bot.sandbox.page.place import Place
from bot.sandbox.view import is_typing
from bot.sandbox.world import World


class Block:
    """One piece of markup that may change."""

    def __init__(self, class_: str) -> None:
        self._element = ui.html(sanitize=False).classes(class_)
        self._shown = Html()

    def show(self, markup: Html) -> None:
        if markup != self._shown:
            self._shown = markup
            self._element.set_content(markup)


class Rows:
    """A list of pieces under keys: kept in place, changed, moved, added and taken away."""

    def __init__(self, class_: str, tag: str = "div", **attributes: str) -> None:
        self._box = ui.element(tag).classes(class_)
        for name, value in attributes.items():
            self._box.props[name.replace("_", "-")] = value
        self._rows: dict[str, ui.html] = {}
        self._shown: dict[str, Html] = {}

    def show(self, rows: Iterable[tuple[str, Html]]) -> None:
        wanted = dict(rows)
        for key in [key for key in self._rows if key not in wanted]:
            self._rows.pop(key).delete()
            self._shown.pop(key)
        with self._box:
            for key, markup in wanted.items():
                self._put(key, markup)
        if list(self._rows) != list(wanted):
            self._arrange(list(wanted))

    def _put(self, key: str, markup: Html) -> None:
        if key not in self._rows:
            self._rows[key] = ui.html(markup, sanitize=False)
        elif self._shown[key] != markup:
            self._rows[key].set_content(markup)
        self._shown[key] = markup

    def _arrange(self, keys: list[str]) -> None:
        for place, key in enumerate(keys):
            self._rows[key].move(target_index=place)
        self._rows = {key: self._rows[key] for key in keys}


@dataclass
class Site:
    """What all tabs share. ``busy``: the clock is being moved."""

    world: World
    reads: ReadMarks
    greeting_hour: int
    busy: bool = False
    progress: guide.Progress = field(default_factory=guide.Progress)
    tabs: set["Tab"] = field(default_factory=set)

    def refresh(self) -> None:
        for tab_ in list(self.tabs):
            tab_.refresh()
        self.world.journal.flush()


class Tab:
    """Built once a page load; ``refresh`` brings it up to date and sends only the differences."""

    def __init__(self, site: Site, client: Client, place: Place) -> None:
        self.site = site
        self.client = client
        self.place = place
        self.log = Log()
        self.presses: dict[str, tuple[int, int]] = {}
        self._build()
        self._show()

    def _build(self) -> None:
        with ui.element("div").classes("app") as self.app:
            with ui.element("header").classes("top"):
                ui.html(_brand(), sanitize=False).classes("brand")
                self.chip = Block("clock")
            with ui.element("nav").classes("people").props('aria-label="换一个人"'):
                ui.html(_people_heading(), sanitize=False)
                self.people = Rows("list")
            with ui.element("nav").classes("chats").props('aria-label="会话"'):
                self.me = Block("me-box")
                self.chats = Rows("list")
                self.guide = Block("guide-box")
            with ui.element("main").classes("chat").props('aria-label="聊天"'):
                self._build_chat()
            ui.html(_dialogs(), sanitize=False).classes("dialogs")
            with ui.element("dialog").props('id=dialog-clock aria-label="机器人的时钟"'):
                ui.html(_dialog_heading("机器人的时钟"), sanitize=False)
                self.clock = Block("clock-box")

    def _build_chat(self) -> None:
        self.head = Block("head-box")
        with ui.element("div").classes("scroller").props("tabindex=0"):
            self.messages = Rows("log", role="log", aria_live="polite", aria_label="聊天记录")
            self.typing = Block("typing-box")
            self.empty = Block("empty-box")
        ui.html(_to_newest(), sanitize=False).classes("newest-box")
        self.commands = Block("commands-box")
        self.composer = Block("composer-box")
        self.keys = Block("keys-box")

    def refresh(self) -> None:
        """Show what is; called for every change of the world, so it must be cheap when little has changed."""
        if self.client.is_deleted:
            self.site.tabs.discard(self)
            return
        with self.client:
            self._tell_answers()
            self._show()

    def go(self, place: Place, *, push: bool = True) -> None:
        """Be somebody else, or look at another chat; ``push`` makes the browser's back button return."""
        if push and place.address != self.place.address:
            self.run("go", place.address)
        self.place = place
        self.refresh()
        self.site.refresh()

    def run(self, name: str, *arguments: object) -> None:
        """Call a function of ``page.js``."""
        self.client.run_javascript(f"sandbox.{name}({', '.join(json.dumps(one) for one in arguments)})")

    def _show(self) -> None:
        site, world, place = self.site, self.site.world, self.place
        if place.chat and self.client.has_socket_connection:
            site.reads.mark(place.person, place.chat)
        unread = site.reads.totals()
        chat_id = place.chat.id if place.chat else None
        self.app.classes(replace="app " + ("in-chat" if place.chat else "in-list"))
        self.chip.show(controls.chip(world, busy=site.busy))
        self.clock.show(controls.panel(world, site.greeting_hour, busy=site.busy))
        self.people.show(people_rows(world, unread, place.person.id))
        self.me.show(me(place.person, sum(unread.values()) - unread[place.person.id]))
        self.chats.show(chat_rows(world, site.reads, place.person, chat_id))
        self.guide.show(guide.guide(self._progress()))
        self.messages.show(self.log.rows(world, place, self.presses.values()))
        self._show_chat(place.chat)

    def _progress(self) -> frozenset[str]:
        place = self.place
        self.site.progress.of(self.site.world)
        if place.chat and place.chat.is_private and self.client.has_socket_connection:
            self.site.progress.looked(place.person)
        return self.site.progress.of(self.site.world)

    def _show_chat(self, chat: Chat | None) -> None:
        person, world = self.place.person, self.site.world
        if chat is None:
            self.empty.show(guide.welcome(person))
            for block in (self.head, self.typing, self.keys, self.commands, self.composer):
                block.show(Html())
            return
        typing = is_typing(chat)
        self.head.show(_head(chat, person.id, typing=typing))
        self.typing.show(_typing() if typing else Html())
        self.empty.show(guide.nothing_yet(chat, person))
        self.keys.show(controls.reply_keyboard(chat))
        self.commands.show(controls.commands(world, chat, person))
        self.composer.show(controls.composer(chat, person) if chat.has_bot() else controls.closed(chat))

    def _tell_answers(self) -> None:
        """Toasts and alerts of the presses made in this tab, once the bot has answered them."""
        for press_id in list(self.presses):
            press = self.site.world.presses.get(press_id)
            if press is None or press.answer is None:
                continue
            del self.presses[press_id]
            if text := press.answer.get("text"):
                self.run("alert" if press.answer.get("show_alert") else "toast", text)
            if url := press.answer.get("url"):
                self.run("follow", url)


def _brand() -> Html:
    return tag("h1", div("avatar bot", "暖", aria_hidden="true"), span("", "温暖"), span("sub", "沙箱"))


def _people_heading() -> Html:
    return div(
        "heading",
        tag("h2", "现在您是谁"),
        button(icon("close"), class_="tool close", data_act="people", aria_label="关上"),
    )


def _head(chat: Chat, person_id: int, *, typing: bool) -> Html:
    about = texts.about(len(chat.people()), private=chat.is_private, bot=chat.has_bot())
    back = tag("a", icon("back"), class_="tool back", href=f"/?as={person_id}", data_act="open", data_as=person_id,
               aria_label="回到会话列表")  # fmt: skip
    words = span("about typing", "正在输入…") if typing else span("about", about)
    return div("head", back, chat_avatar(chat), div("who", tag("h2", chat_title(chat)), words), data_bot=BOT_ID)


def _typing() -> Html:
    return div("message theirs leads", div("bubble dots", *[span("") for _ in range(3)]), aria_label="温暖正在输入")


def _to_newest() -> Html:
    return button(icon("down"), class_="newest", data_act="newest", aria_label="到最新的消息", hidden=True)


def _dialog_heading(title: str) -> Html:
    return div("heading", tag("h2", title), button(icon("close"), class_="tool", data_act="close", aria_label="关上"))


def _dialogs() -> Html:
    close = button(icon("close"), class_="tool", data_act="close", aria_label="关上")
    understood = button("知道了", class_="primary", data_act="close")
    alert = tag("dialog", tag("p", class_="words"), understood, id="dialog-alert", aria_label="温暖的提示")
    picture = tag("dialog", tag("img", alt="照片"), close, id="dialog-picture", aria_label="照片")
    return Html(alert + picture + div("toasts", role="status", aria_live="polite"))
