"""Tells whether an optional part (an extra of pyproject) is installed, and what to do where it is missing."""

from functools import cache
from importlib.util import find_spec

from bot.core.errors import ConfigError
from bot.core.texts import extras as texts

#: The extra → the library that shows whether it is installed.
LIBRARIES = {
    "sandbox": "nicegui",
    "pictures": "matplotlib",
    "postgres": "asyncpg",
    "documents": "pdfplumber",
    "ocr": "rapidocr",
}


@cache
def has(extra: str) -> bool:
    """Whether the extra is installed. Nothing is loaded for the answer."""
    try:
        return find_spec(LIBRARIES[extra]) is not None
    except (ImportError, ValueError):
        return False


def need(extra: str) -> None:
    """Raises ConfigError, with the line that installs it, where the extra is missing."""
    if not has(extra):
        raise ConfigError(texts.missing(extra))
