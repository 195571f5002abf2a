"""The words for days, read from the lexicon: relative days, festivals, and what is too vague to be a date."""

from dataclasses import dataclass
from functools import lru_cache

from knowledge.lexicon.load import FOLDER, read_toml


@dataclass(frozen=True)
class DateWords:
    days: dict[str, int]
    today: tuple[str, ...]
    festivals: dict[str, str]
    vague: tuple[str, ...]


@lru_cache(maxsize=1)
def date_words() -> DateWords:
    """The lists of lexicon/reports_dates.toml; several names of one thing are written 甲|乙."""
    raw = read_toml(FOLDER / "reports_dates.toml")
    return DateWords(
        days={name: offset for names, offset in raw["days"].items() for name in names.split("|")},
        today=tuple(raw["today"]["words"]),
        festivals={name: rule for names, rule in raw["festivals"].items() for name in names.split("|")},
        vague=tuple(raw["vague"]["words"]),
    )
