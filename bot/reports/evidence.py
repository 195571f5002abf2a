"""Taking in photos and files: within limits, each once, and an album as one."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

from bot.core.errors import BadInput
from bot.core.messages import JsonObject
from bot.core.queries import members
from bot.core.work.unit import Unit
from bot.reports.queries import parts, reports
from bot.reports.queries.reports import Report
from bot.reports.texts import reporting as form_texts

LIMIT = 9  # files a report
MEGABYTES = 20  # what the Bot API lets a bot download
_ALBUM = timedelta(seconds=15)  # photos that come closer than this are one album


@dataclass(frozen=True)
class File:
    """A photo or file as it was sent; `size` in bytes."""

    kind: str
    file_id: str
    unique_id: str
    name: str | None = None
    mime: str | None = None
    size: int | None = None
    caption: str = ""


class Taken(Enum):
    FIRST = auto()  # say so in a new message
    MORE = auto()  # one of an album: bring the last message up to date
    KNOWN = auto()  # sent before; nothing was kept twice


async def owed(u: Unit, report: Report) -> bool:
    """Whether the branch wants evidence for this kind (its setting `evidence` lists such kinds) and none has come."""
    wanted = (await members.branch(u.tx, report.branch_id)).preferences.evidence
    return report.kind in wanted and not await parts.count_evidence(u.tx, report.id)


async def take(u: Unit, report_id: int, file: File) -> Taken:
    """Keeps the file. Raises BadInput when it is too big or one too many."""
    _check_size(file)
    await reports.hold(u.tx, report_id)  # of files sent at once each is counted
    if await parts.holds_evidence(u.tx, report_id, file.unique_id):
        return Taken.KNOWN
    if await parts.count_evidence(u.tx, report_id) >= LIMIT:
        raise BadInput(form_texts.too_many(LIMIT))
    before = await parts.newest_evidence(u.tx, report_id)
    await parts.add_evidence(u.tx, report_id, file.unique_id, _kept(file), u.now)
    return Taken.MORE if before and u.now - before < _ALBUM else Taken.FIRST


async def take_visit_photo(u: Unit, report_id: int, photo: File) -> None:
    """Keeps an officer's picture of the visit, apart from what the member sent. Raises BadInput when it is too big."""
    _check_size(photo)
    await parts.add_evidence(u.tx, report_id, photo.unique_id, _kept(photo), u.now, parts.Purpose.VISIT)


def _check_size(file: File) -> None:
    if (file.size or 0) > MEGABYTES * 1024 * 1024:
        raise BadInput(form_texts.too_big(MEGABYTES))


def _kept(file: File) -> JsonObject:
    return {
        "kind": file.kind,
        "file_id": file.file_id,
        "name": file.name,
        "mime": file.mime,
        "size": file.size,
        "caption": file.caption,
    }
