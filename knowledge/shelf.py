"""The notices of a folder and what they grant on a given day. Nothing here knows how members talk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.document import Form, Notice
from knowledge.errors import KnowledgeError, NoticeError, NotInNoticeError
from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.load import load as load_lexicon
from knowledge.parse import parse

NOTICES = Path(__file__).parent / "notices"


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What the notice in force says of one kind. `ceiling` is in yuan, None where the notice gives no figure."""

    kind: str
    title: str
    visit: bool
    form: Form | None
    ceiling: int | None
    clause: str
    citation: str
    notice: str
    year: int


def read_notices(folder: Path, lexicon: Lexicon) -> tuple[Notice, ...]:
    """Every notice-*.txt of `folder`, oldest first. Raises NoticeError for the first that cannot be read."""
    notices = [_read(path, lexicon) for path in sorted(folder.glob("*.txt"))]
    if not notices:
        raise KnowledgeError(f"{folder} 里没有通知文件")
    return tuple(sorted(notices, key=lambda notice: notice.signed))


def _read(path: Path, lexicon: Lexicon) -> Notice:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoticeError(error.object[: error.start].count(b"\n") + 1, "不是 UTF-8 文字", path.name) from error
    return parse(text, lexicon.anchors, path.name)


class Shelf:
    """The notices, and which is in force when. `reload` keeps what it has when the new files cannot be read."""

    def __init__(self, folder: Path, lexicon: Lexicon) -> None:
        self.folder = folder
        self.lexicon = lexicon
        self.notices = read_notices(folder, lexicon)

    @classmethod
    def load(cls, folder: Path = NOTICES) -> Shelf:
        return cls(folder, load_lexicon())

    def in_force(self, on: date) -> Notice:
        """The newest notice dated on or before `on`; before them all, the oldest."""
        known = [notice for notice in self.notices if notice.signed <= on]
        return known[-1] if known else self.notices[0]

    def entitlement(self, kind: str, on: date) -> Entitlement:
        """What the notice in force on `on` says of `kind`. Raises NotInNoticeError where it does not list it."""
        notice = self.in_force(on)
        found = notice.kind(kind)
        if found is None:
            raise NotInNoticeError(kind, notice.number)
        return Entitlement(
            kind=kind,
            title=found.title,
            visit=found.visit,
            form=found.form,
            ceiling=found.ceiling,
            clause=found.clause,
            citation=found.citation,
            notice=notice.number,
            year=notice.year,
        )
