"""A form that was posted, read in memory: nothing of it lies in a file that could stay open."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from bot.sandbox.errors import Violation

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

MULTIPART, URLENCODED = "multipart/form-data", "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Upload:
    """One uploaded part."""

    name: str
    mime: str
    data: bytes


@dataclass
class Form:
    """What was filled in, and what was attached, by the names of the fields."""

    texts: dict[str, str] = field(default_factory=dict)
    attached: dict[str, Upload] = field(default_factory=dict)


def read_form(kind: str, content_type: str, body: bytes) -> Form:
    """`kind` is `content_type` without its parameters. Raises `Violation` for what is no such form, or breaks off."""
    if kind == URLENCODED:
        return Form(dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True)))
    boundary = parse_options_header(content_type)[1].get(b"boundary")
    if not boundary:
        raise Violation("missing boundary in multipart")
    parts = _Parts()
    try:
        MultipartParser(boundary, parts.callbacks()).write(body)
    except FormParserError as error:
        raise Violation("can't parse multipart body") from error
    if not parts.ended:
        raise Violation("multipart body breaks off")
    return parts.form


class _Parts:
    """Takes what the parser finds, piece by piece."""

    def __init__(self) -> None:
        self.form = Form()
        self.ended = False
        self._begin()

    def callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._name.extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
            "on_header_end": self._header,
            "on_part_data": lambda data, start, end: self._data.extend(data[start:end]),
            "on_part_end": self._part,
            "on_end": self._end,
        }

    def _begin(self) -> None:
        self._name, self._value, self._data = bytearray(), bytearray(), bytearray()
        self._headers: dict[bytes, bytes] = {}

    def _header(self) -> None:
        self._headers[bytes(self._name).lower()] = bytes(self._value)
        self._name, self._value = bytearray(), bytearray()

    def _part(self) -> None:
        options = parse_options_header(self._headers.get(b"content-disposition"))[1]
        name = _text(options.get(b"name", b""))
        if not name:
            raise Violation("a part of the multipart body has no name")
        if b"filename" in options:
            mime = _text(self._headers.get(b"content-type", b"")) or "application/octet-stream"
            self.form.attached[name] = Upload(_text(options[b"filename"]) or name, mime, bytes(self._data))
        else:
            self.form.texts[name] = _text(self._data)

    def _end(self) -> None:
        self.ended = True


def _text(data: bytes | bytearray) -> str:
    return data.decode(errors="replace")
