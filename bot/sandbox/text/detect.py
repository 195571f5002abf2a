"""What Telegram marks up in plain text by itself."""

import re

from bot.sandbox.jsons import Json
from bot.sandbox.text.builder import units

_FOUND = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>https?://[^\s<>\"，。；！？、（）《》“”]+|(?<![\w.@])(?:[a-z0-9-]+\.)+(?:com|cn|org|net|me)\b[^\s，。；！？、]*)"
    r"|(?<![\w/@])(?P<bot_command>/[A-Za-z0-9_]{1,32}(?:@\w{3,32})?)"
    r"|(?<![\w@])(?P<mention>@[A-Za-z]\w{3,31})"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)",
    re.ASCII,
)


def detect(text: str) -> list[Json]:
    """Commands, mentions, addresses and hashtags, in order."""
    if not any(mark in text for mark in "/@#."):
        return []
    return [
        {"type": str(hit.lastgroup), "offset": units(text[: hit.start()]), "length": units(hit.group())}
        for hit in _FOUND.finditer(text)
    ]
