"""Whether anything was set up here, told in a moment: reading all settings takes longer than answering a question."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

DATA_DIR, DATABASE = Path("data"), "wennuan.db"
ENV_FILE, ENV_ENCODING = ".env", "utf-8-sig"  # editors on Windows put a mark before the first name
ELSEWHERE = ("database_url", "data_dir")  # the settings that say where an installation is
ANSWERED = ("helpline", "care_")  # and those that change what is answered: the numbers to call in danger


def may_be_installed(environ: Mapping[str, str]) -> bool:
    """Whether there may be an installation here: no only where no setting names another place or other numbers (it may
    be named, or blank, or in a comment) and nothing lies in the usual one."""
    named = any(name.lower().startswith(ELSEWHERE + ANSWERED) for name in environ)
    return named or (DATA_DIR / DATABASE).exists() or _names_any(Path(ENV_FILE))


def _names_any(settings: Path) -> bool:
    try:
        text = settings.read_text(encoding=ENV_ENCODING, errors="replace").lower()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return any(name in text for name in ELSEWHERE + ANSWERED)
