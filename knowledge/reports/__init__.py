"""From a sentence to a form: which event a member reports, whose it is, when and where it happened."""

from knowledge.reports.model import Reading
from knowledge.reports.reading import read

__all__ = ["Reading", "read"]
