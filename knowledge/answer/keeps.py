"""What is said to somebody who wants something kept in mind (`[keeps]` in `lexicon/answers/told.toml`): a draft is
kept, a talk for a short while, and nobody is reminded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from knowledge.answer.model import Answer


@dataclass(frozen=True, slots=True)
class Keeps:
    """`find`: that it is wanted; `form`: where a form may hold it, `loose` elsewhere; `reminds` follows where the
    message wants to be reminded (`remind`)."""

    find: re.Pattern[str]
    form: str
    loose: str
    remind: re.Pattern[str]
    reminds: str

    def wanted(self, text: str) -> bool:
        return bool(self.find.search(text))

    def answer(self, text: str, *, form: bool) -> str:
        """What can be kept, and where."""
        return (self.form if form else self.loose) + (self.reminds if self.remind.search(text) else "")

    def beside(self, answer: Answer, text: str) -> Answer:
        """An answer that leads to a form, with what it keeps."""
        form = any(one.action == "report" for one in answer.suggestions)
        if answer.care or not form or self.form in answer.text or not self.wanted(text):
            return answer
        return replace(answer, text=f"{answer.text}\n{self.answer(text, form=True)}")


def read_keeps(raw: Mapping[str, Any]) -> Keeps:
    """Reads `[keeps]`."""
    return Keeps(re.compile(raw["find"]), raw["form"], raw["loose"], re.compile(raw["remind"]), raw["reminds"])
