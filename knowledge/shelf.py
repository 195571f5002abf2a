"""The notices of a folder and what they grant on a given day. Nothing here knows how members talk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial
from pathlib import Path

from knowledge import texts
from knowledge.document import KindClause, Notice
from knowledge.documents.often import Often
from knowledge.errors import KnowledgeError, NoticeError, NotInNoticeError
from knowledge.inforce import Edition, InForce, in_force, of_file
from knowledge.lexicon.load import Lexicon
from knowledge.lexicon.load import load as load_lexicon
from knowledge.parse import parse

NOTICES = Path(__file__).parent / "notices"
DAYS = 400  # of so many days and branches what is in force is remembered


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What holds for one kind. `ceiling` is in yuan, None where no document gives a figure. `cap`: the document from
    above whose lower ceiling counts; `besides`: clauses of the same level that give another figure; `spans`,
    `often` and `total` as `KindClause` has them, the spans within the ceiling."""

    kind: str
    title: str
    visit: bool
    form: str | None
    ceiling: int | None
    clause: str
    citation: str
    notice: str
    year: int
    cap: str = ""
    besides: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    often: tuple[Often, ...] = ()
    total: int | None = None


@dataclass(frozen=True)
class Found:
    """What a folder holds: the notices that can be used, oldest first, and why each other file is not."""

    notices: tuple[Notice, ...]
    refused: tuple[NoticeError, ...]


def read_notices(folder: Path, lexicon: Lexicon, before: Iterable[Notice] = ()) -> Found:
    """Every *.txt of `folder`. One bad file never takes the others with it; what it said when it was good (`before`)
    stays. Raises KnowledgeError where none is good: NoticeError for the first where there are any."""
    read: list[Notice] = []
    refused: list[NoticeError] = []
    known = {notice.file: notice for notice in before}
    for path in sorted(folder.glob("*.txt")):
        try:
            read.append(_read(path, lexicon))
        except NoticeError as error:
            refused.append(error)
            read += [known[path.name]] if path.name in known else []
    kept, strangers = _of_one_issuer(read)
    once, twice = _once(kept)
    if not once:
        raise refused[0] if refused else KnowledgeError(f"{folder} 里没有通知文件")
    return Found(tuple(sorted(once, key=lambda one: one.signed)), (*refused, *strangers, *twice))


def _read(path: Path, lexicon: Lexicon) -> Notice:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoticeError(error.object[: error.start].count(b"\n") + 1, "不是 UTF-8 文字", path.name) from error
    except OSError as error:
        raise NoticeError(0, f"打不开（{error.strerror}）", path.name) from error
    return parse(text, lexicon.anchors, path.name)


def _of_one_issuer(notices: Iterable[Notice]) -> tuple[list[Notice], list[NoticeError]]:
    """Only those of the issuer with the most files, of as many the one with the oldest: a folder says nothing of
    whom a stranger's document binds, so that it must not outdo the committee's own."""
    read = sorted(notices, key=lambda one: one.signed)
    issuers = Counter(one.issuer for one in read).most_common(1)
    own = [one for one in read if one.issuer == issuers[0][0]]
    why = texts.FOREIGN_ISSUER
    return own, [NoticeError(0, why.format(one.issuer, own[0].issuer), one.file) for one in read if one not in own]


def _once(notices: Iterable[Notice]) -> tuple[list[Notice], list[NoticeError]]:
    """One document a number: of two texts under one number neither can be trusted to be the later, so that the first
    (by file name) stays and the other is refused; the very same text twice is one document."""
    first: dict[str, Notice] = {}
    twice: list[NoticeError] = []
    for one in sorted(notices, key=lambda notice: notice.file):
        known = first.setdefault(one.number, one)
        if known is not one and not known.same_text(one):
            twice.append(NoticeError(0, texts.same_number_twice(known.file, one.number), one.file))
    return list(first.values()), twice


class Shelf:
    """The documents, and which of them hold when. `refused` are the files that could not be used, with the reason."""

    def __init__(self, folder: Path, lexicon: Lexicon, before: Iterable[Notice] = ()) -> None:
        self.folder = folder
        self.lexicon = lexicon
        found = read_notices(folder, lexicon, before)
        self.notices, self.refused = found.notices, found.refused
        self.published: tuple[Edition, ...] = ()

    @classmethod
    def load(cls, folder: Path = NOTICES) -> Shelf:
        return cls(folder, load_lexicon())

    def publish(self, editions: Iterable[Edition]) -> None:
        """Takes these as all that is published. What is published goes before a file with the same number."""
        self.published = tuple(editions)
        for known in ("editions", "_standing"):
            self.__dict__.pop(known, None)

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """Everything that is known, in force or not."""
        numbers = {one.number for one in self.published if not one.by}
        return (*(of_file(one) for one in self.notices if one.number not in numbers), *self.published)

    def standing(self, on: date, branch: int | None = None) -> InForce:
        """What holds on `on` for the branch."""
        return self._standing(on, branch)

    @cached_property
    def _standing(self) -> Callable[[date, int | None], InForce]:
        """Remembered: a ledger asks of the same days row after row."""
        return lru_cache(DAYS)(partial(in_force, self.editions))

    def in_force(self, on: date, branch: int | None = None) -> Notice:
        """What holds on `on`, as one notice."""
        return self.standing(on, branch).notice

    def entitlement(self, kind: str, on: date, branch: int | None = None) -> Entitlement:
        """What holds for `kind` on `on`. Raises NotInNoticeError where no document in force lists it."""
        standing = self.standing(on, branch)
        found = standing.kind(kind)
        if found is None:
            raise NotInNoticeError(kind, standing.editions[0].number)
        return entitled(found)


def entitled(found: KindClause) -> Entitlement:
    source, most = found.place.source, found.ceiling or 0
    return Entitlement(
        kind=found.key,
        title=found.title,
        visit=found.visit,
        form=found.form,
        ceiling=found.ceiling,
        clause=found.clause,
        citation=found.place.cited,
        notice=source.number,
        year=source.year,
        cap=f"{found.cap.place.source.number} {found.cap.citation}" if found.cap else "",
        besides=tuple(f"{one.place.source.number} {one.citation}“{one.clause}”" for one in found.besides),
        spans=tuple((low, min(high, most)) for low, high in found.spans if low <= most),
        often=found.often,
        total=found.total,
    )
