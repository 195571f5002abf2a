"""What is read of a message of any length: long ones from both ends, endless repeats once or twice."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from knowledge.patterns import Late

MESSAGE = 4096  # the longest that Telegram lets anybody write
LONGEST = 640
HEAD = 400
REPEATED = Late(r"(?s)(.{1,8}?)\1{6,}")


def excerpt(text: str) -> str:
    """The text itself, unless it repeats itself (走了走了走了…) or is longer than LONGEST: then its HEAD and its end,
    where members say what happened and what they ask. Compatibility forms are resolved before counting,
    since one character (ﷺ) may hide eighteen."""
    if len(text) > HEAD // 4:
        text = _once(text)
    if len(text) <= LONGEST:
        return text
    return f"{text[:HEAD]}，{text[HEAD - LONGEST :]}"


def pieces(text: str, overlap: int = 20) -> list[str]:
    """The whole text in pieces of at most LONGEST that overlap, so that no words are cut apart unread.

    Only characters that hide many (ﷺ) make a message longer than MESSAGE; what they add beyond it is not read.
    """
    text = _once(text)[:MESSAGE]
    return [text[start : start + LONGEST] for start in range(0, max(1, len(text)), LONGEST - overlap)]


@lru_cache(maxsize=4)
def _once(text: str) -> str:
    """The text in compatibility form without endless repeats. Of what that makes longer than two messages the middle
    goes unread: looking for repeats in 73,000 characters takes as long as thirty answers."""
    text = unicodedata.normalize("NFKC", text)
    if len(text) > 2 * MESSAGE:
        text = text[:MESSAGE] + text[-MESSAGE:]
    return REPEATED.sub(r"\1\1\1", text)
