"""How long everything is kept (个人信息保护法 第十九条): what the daily sweep, /privacy and the record all read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Periods:
    """In days, `care_hours` in hours. `details`: from a report's, an activity's or a broadcast's end; it and
    `care_hours` are settings of the installation."""

    details: int
    care_hours: int
    buttons: int = 90
    prompts: int = 7
    drafts: int = 30
    questions: int = 90
    previews: int = 1
    traffic: int = 180
    invitations: int = 30
    guesses: int = 7
    settled_updates: int = 3
    quarantined_updates: int = 90
    cooling: int = 7  # between asking for deletion and its execution


BACKUP_MONTHS = 12  # the longest that a backup is kept
