"""What the bot knows, with the operator's own numbers in it."""

from bot.core.config import Settings
from bot.core.errors import ConfigError
from bot.core.texts import installation as texts
from knowledge.errors import KnowledgeError
from knowledge.library import Library


def load_library(settings: Settings) -> Library:
    """Raises ConfigError for a notice or a lexicon that cannot be read."""
    try:
        return Library.load(help_line=settings.helpline or "", numbers=settings.care_numbers)
    except KnowledgeError as error:
        raise ConfigError(texts.unreadable_notice(error)) from error
