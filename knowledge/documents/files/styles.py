"""Word's styles: which list a paragraph is numbered by, and whether the words of a run can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from knowledge.documents.files import texts
from knowledge.documents.files.numbering import W
from knowledge.documents.refusal import DocumentRefusedError

SMALLEST = 4  # half-points: two points can't be read on paper


class Styles:
    """The styles of a document, with what they inherit."""

    def __init__(self, root: Element | None) -> None:
        every = root.iter(f"{W}style") if root is not None else ()
        self._styles = {one.get(f"{W}styleId", ""): one for one in every}
        self._plain = next((key for key, one in self._styles.items() if one.get(f"{W}default") == "1"
                            and one.get(f"{W}type") == "paragraph"), "")  # fmt: skip

    def list_of(self, paragraph: Element) -> tuple[str, int] | None:
        """The list and level that number a paragraph, by itself or by its style; None where it has no number."""
        number = level = None
        for properties in self._properties(paragraph):
            numbered = properties.find(f"{W}numPr")
            if numbered is None:
                continue
            number = number if number is not None else _value(numbered, "numId")
            level = level if level is not None else _value(numbered, "ilvl")
        return (number, int(level or 0)) if number not in {None, "0"} and number is not None else None

    def _properties(self, paragraph: Element) -> Iterator[Element]:
        own = paragraph.find(f"{W}pPr")
        if own is not None:
            yield own
        style = _value(own, "pStyle") if own is not None else None
        for one in self._chain(style or self._plain):
            if (found := one.find(f"{W}pPr")) is not None:
                yield found

    def _chain(self, key: str | None) -> Iterator[Element]:
        seen: set[str] = set()
        while key and key in self._styles and key not in seen:
            seen.add(key)
            yield self._styles[key]
            key = _value(self._styles[key], "basedOn")

    def refuse_unseen(self, run: Element) -> None:
        """Raises DocumentRefusedError for a run that is hidden, white, too small to be read, or struck out."""
        own = run.find(f"{W}rPr")
        if own is None:
            return
        inherited = (one.find(f"{W}rPr") for one in self._chain(_value(own, "rStyle")))
        every = [own, *(one for one in inherited if one is not None)]
        if _is_on(every, "vanish") or _is_on(every, "specVanish") or _is_white(every) or _is_tiny(own):
            raise DocumentRefusedError(texts.HIDDEN_IN_WORD)
        if _is_on(every, "strike") or _is_on(every, "dstrike"):
            raise DocumentRefusedError(texts.STRUCK_IN_WORD)


def _is_on(every: list[Element], name: str) -> bool:
    """A switch is on where it stands without a value; the nearest decides."""
    for properties in every:
        if (found := properties.find(f"{W}{name}")) is not None:
            return found.get(f"{W}val", "1") not in {"0", "false", "off"}
    return False


def _is_white(every: list[Element]) -> bool:
    shaded = any(one.find(f"{W}shd") is not None or one.find(f"{W}highlight") is not None for one in every)
    colours = [found.get(f"{W}val", "") for one in every if (found := one.find(f"{W}color")) is not None]
    return bool(colours) and colours[0].upper() == "FFFFFF" and not shaded


def _is_tiny(properties: Element) -> bool:
    size = _value(properties, "sz")
    return size is not None and size.isdigit() and int(size) <= SMALLEST


def _value(parent: Element | None, name: str) -> str | None:
    found = parent.find(f"{W}{name}") if parent is not None else None
    return None if found is None else found.get(f"{W}val")
