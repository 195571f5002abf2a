"""Writing HTML that is safe by construction: what is not ``Html`` is escaped when it is put into a tag."""

from collections.abc import Iterable
from html import escape

_VOID = frozenset({"br", "img", "input"})

Child = str | None
Attribute = str | int | bool | None


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
