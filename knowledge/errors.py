"""What can go wrong with notices and the lexicon. Messages are read by officers, so they are Chinese."""

from __future__ import annotations


class KnowledgeError(Exception):
    """Anything that keeps the library from being built; a library that already runs is untouched by it."""


class NoticeError(KnowledgeError):
    """A notice cannot be read. `line` counts from 1 in the file as it lies on disk; 0 means the whole file."""

    def __init__(self, line: int, reason: str, file: str = "") -> None:
        self.line, self.reason, self.file = line, reason, file
        where = f"第 {line} 行" if line else "全文"
        super().__init__(f"{file or '通知'}（{where}）读不懂：{reason}")


class LexiconError(KnowledgeError):
    """A lexicon file breaks its format: names the file, the line where known, and what was expected."""


class NotInNoticeError(KnowledgeError):
    """The notice in force does not list this kind (next year's notice may drop one)."""

    def __init__(self, kind: str, notice: str) -> None:
        self.kind, self.notice = kind, notice
        super().__init__(f"{notice} 没有列出事项 {kind}")
