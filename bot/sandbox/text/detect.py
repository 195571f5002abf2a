"""What Telegram marks up in plain text by itself."""

import re

from bot.sandbox.jsons import Json
from bot.sandbox.text.builder import units

_WORD = "[A-Za-z0-9_]"
_FOUND = re.compile(
    r"(?P<email>[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    r"|(?P<url>https?://[^\s<>\"，。；！？、（）《》“”]+"
    r"|(?<![\w.@])(?:[A-Za-z0-9-]+\.)+(?:com|cn|org|net|me)(?![A-Za-z0-9])(?:/[^\s，。；！？、]*)?)"
    rf"|(?<![\w/@])(?P<bot_command>/{_WORD}{{1,32}}(?:@{_WORD}{{3,32}})?)"
    rf"|(?<![\w@])(?P<mention>@[A-Za-z]{_WORD}{{3,31}})"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)"
)


def detect(text: str) -> list[Json]:
    """Commands, mentions, addresses and hashtags, in order."""
    if not any(mark in text for mark in "/@#."):
        return []
    return [
        {"type": str(hit.lastgroup), "offset": units(text[: hit.start()]), "length": units(hit.group())}
        for hit in _FOUND.finditer(text)
    ]
