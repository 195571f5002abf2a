"""What no message of the bot may look like, whatever the transcript: words of the machine, of another language."""

import re

from bot.sandbox.jsons import Json
from bot.sandbox.world import World

_KNOWN = frozenset({"Telegram", "Excel", "CSV", "JSON", "MB", "PDF", "A4", "ID"})
_WORD = re.compile(r"(?<![/\w.@:-])[A-Za-z]{2,}")
_QUOTED = re.compile(
    r"「[^」]*」|“[^”]*”|（工号[^）]*）|wennuan \w+|\S+\.(?:csv|xlsx|pdf|jpg|ics|json)|https?://\S+|@\w+"
)
_WRONG = (
    ("不是中文", re.compile(r"\bNone\b|\bnull\b|\bTrue\b|\bFalse\b|Decimal|datetime|\{\w*\}|<[a-z/]")),
    ("把上限说成了应得", re.compile(r"能领\s*\d|可领\s*\d|可以领\s*\d|发给您\s*\d")),
    ("标点重了", re.compile(r"。。|，，|，。|。，|：。|！。|？。")),
    ("留着空行", re.compile(r"\n\n\n|^\n|\n$")),
)


def complaints(world: World) -> list[str]:
    """Every fault in every message of the bot that can be seen anywhere."""
    found: list[str] = []
    for chat in world.chats.values():
        said = {word for post in chat.posts.values() if not post.by_bot for word in _WORD.findall(_text(post.body))}
        for post in chat.posts.values():
            if post.by_bot:
                found += [f"{fault}：{_text(post.body)}" for fault in faults(_text(post.body), said)]
    return found


def faults(text: str, said: set[str]) -> list[str]:
    """What is wrong with a text. `said`: foreign words that people wrote there themselves, which may be repeated."""
    foreign = [word for word in _WORD.findall(_QUOTED.sub("", text)) if word not in _KNOWN and word not in said]
    named = [f"夹着“{word}”" for word in foreign]
    return named + [fault for fault, rule in _WRONG if rule.search(text)]


def _text(body: Json) -> str:
    return str(body.get("text") or body.get("caption") or "")
