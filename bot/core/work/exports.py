"""Files written aside for somebody who asked for them, sent, and then removed."""

from dataclasses import dataclass
from pathlib import Path

from bot.core import private_files
from bot.core.work.unit import Deps

EXPORTS = "exports"  # within the data folder


@dataclass(frozen=True)
class Export:
    """Files to send (each with the name people see) or, when there is no picture, words instead."""

    caption: str
    files: tuple[tuple[Path, str], ...] = ()
    picture: Path | None = None


def folder_of(deps: Deps) -> Path:
    """Where they are written; it is made when it is not there."""
    return private_files.folder(deps.settings.data_dir / EXPORTS)
