"""Whether a message says and carries what a transcript wants of it."""

from bot.sandbox.jsons import Json


def carries(media: Json | None, wanted: str) -> bool:
    if not wanted:
        return True
    return media is not None and (media["type"] == "photo" if wanted == "照片" else wanted in media["name"])


def says(text: str, wanted: str) -> bool:
    """Whether the fragments, separated by …, stand in the text in this order."""
    position = 0
    for fragment in (part.strip() for part in wanted.split("…")):
        found = text.find(fragment, position)
        if found < 0:
            return False
        position = found + len(fragment)
    return True
