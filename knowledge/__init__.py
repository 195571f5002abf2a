"""What the bot knows, and how it answers.

library = Library.load()
library.entitlement("hospitalization", on=date.today()).ceiling   # read from the notice in force, or None
library.answer("生娃给钱伐", today=date.today()).text              # answer first, 不超过, source line
library.source("marriage")                                         # 看原文: the clause's own words
"""

from knowledge.answer.model import Answer, Citation, Suggestion
from knowledge.document import Notice
from knowledge.errors import KnowledgeError, LexiconError, NoticeError, NotInNoticeError
from knowledge.library import Library
from knowledge.shelf import Entitlement

__all__ = [
    "Answer",
    "Citation",
    "Entitlement",
    "KnowledgeError",
    "LexiconError",
    "Library",
    "NotInNoticeError",
    "Notice",
    "NoticeError",
    "Suggestion",
]
