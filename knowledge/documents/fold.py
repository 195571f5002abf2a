"""Characters as they are read, beside the characters as they are printed.

`fold` gives each printed character one to read by: ⼯ is 工, ５ is 5, ( is （. `Reading` leaves out blanks as well and
knows where each character stood. Digits of other scripts are not folded: they are no money.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from knowledge.documents.model import Span
from knowledge.lexicon.load import FOLDER

TABLE = FOLDER / "documents" / "folding.tsv"
_BY_UNICODE = ((0x2F00, 0x2FD5), (0xF900, 0xFAD9), (0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))


@cache
def table() -> dict[int, str]:
    """Code point → the character it is read as; only those that differ."""
    found: dict[int, str] = {}
    for first, last in _BY_UNICODE:
        for code in range(first, last + 1):
            if len(read := unicodedata.normalize("NFKC", chr(code))) == 1 and ord(read) != code:
                found[code] = read
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        printed, _, read = line.partition("\t")
        if read and not (line.startswith("#") and len(printed) > 1):
            found[ord(printed)] = found.get(ord(read), read)
    return found


def fold(text: str) -> str:
    """The text as it is read; as long as it is printed."""
    return text.translate(table())


def is_blank(character: str) -> bool:
    """Blanks and what can't be seen: zero-width characters, soft hyphens, marks of direction."""
    return character.isspace() or unicodedata.category(character) in {"Cf", "Cc"}


def is_foreign_digit(character: str) -> bool:
    """A digit that is neither ASCII nor its full-width form: ٣, ३, 𝟑, ³, ③."""
    return character.isdigit() and not ("0" <= character <= "9" or "０" <= character <= "９")


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of a text to be searched: folded, without blanks. `at` holds where each character is printed."""

    text: str
    at: tuple[int, ...]
    end: int

    @classmethod
    def of(cls, text: str, start: int = 0, end: int | None = None) -> Reading:
        end = len(text) if end is None else end
        folded = fold(text[start:end])
        kept = [place for place, character in enumerate(folded) if not is_blank(character)]
        return cls("".join(folded[place] for place in kept), tuple(start + place for place in kept), end)

    def span(self, start: int, end: int) -> Span:
        """Where the characters `start` up to `end` of the reading are printed."""
        if start >= end:
            place = self.at[start] if start < len(self.at) else self.end
            return Span(place, place)
        return Span(self.at[start], self.at[end - 1] + 1)

    def within(self, span: Span) -> tuple[int, int]:
        """Where in the reading the printed characters of `span` are read."""
        return bisect_left(self.at, span.start), bisect_left(self.at, span.end)
