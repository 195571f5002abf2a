"""Who comes back to a form, or wants just what is being done."""

import re

from bot.core.kinds import Kind
from knowledge.reading.model import Reading, Wanted

_RETURNS = re.compile(r"^(?:好了?|嗯|不好意思|[,，。 ])*我?(?:回来了?|忙完了|来了|可以了)[,，。!！ ]+")
_LEAST = 5  # characters that are told after it


def after_return(text: str) -> str:
    """What is said after the words that somebody is back with; "" where he says no such thing, or nothing else."""
    back = _RETURNS.match(text)
    rest = text[back.end() :].strip() if back else ""
    return rest if len(rest) >= _LEAST else ""


def wants_on(reading: Reading, kind: Kind) -> bool:
    """“行，那就先报我的”: wants just what is being done."""
    wish = reading.wish
    return wish is not None and wish.wanted is Wanted.REPORT and wish.kind in {None, kind.value} and not reading.events
