"""Showing a list on the page and sending to the browser only what has changed."""

from collections.abc import Iterable

from nicegui import ui

from bot.sandbox.page.markup import Html


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
