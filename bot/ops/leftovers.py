"""Removes what killed processes leave in the data folder: half-written files, and exports that were never sent."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.core import private_files
from bot.core.work.exports import EXPORTS
from bot.ops.backup import backup_folder

HANDED_OVER_WITHIN = timedelta(hours=1)  # a list is made to be sent at once, then removed


def sweep(data_dir: Path) -> int:
    """Removes them, at a start; returns how many there were. What a living process is writing stays."""
    exports = data_dir / EXPORTS
    swept = sum(
        private_files.sweep(folder) for folder in (data_dir, backup_folder(data_dir), exports, data_dir / "records")
    )
    latest = (datetime.now(UTC) - HANDED_OVER_WITHIN).timestamp()
    for path in list(exports.glob("*")):
        with suppress(OSError):  # another replica was faster
            if path.stat().st_mtime < latest:
                path.unlink()
                swept += 1
    return swept
