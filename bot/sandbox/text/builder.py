"""Collecting plain text and entities while markup is read."""

from bot.sandbox.jsons import Json


class EntityError(ValueError):
    """Markup that can't be parsed; the text is what Telegram says after “can't parse entities: ”."""


def units(text: str) -> int:
    """Length in UTF-16 code units, in which Telegram counts; a lone surrogate counts one."""
    return len(text) + sum(character > "\uffff" for character in text)


class Builder:
    """Plain text so far, and the entities closed so far."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0
        self.entities: list[Json] = []

    def add(self, text: str) -> None:
        self._parts.append(text)
        self.length += units(text)

    def close(self, kind: str, start: int, **more: object) -> None:
        """An entity of this kind from ``start`` to here; empty ones are dropped."""
        if self.length > start:
            self.entities.append({"type": kind, "offset": start, "length": self.length - start, **more})

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def done(self) -> tuple[str, list[Json]]:
        return self.text, sorted(self.entities, key=lambda entity: (entity["offset"], -entity["length"]))
