"""The ten report forms: what each asks for, how far a draft has got, and how its facts read."""

from bot.reports.forms.catalog import FORMS, lines, remarks, shown, spared
from bot.reports.forms.fields import Facts, Form, Input, Item
from bot.reports.forms.steps import Filling, filling, told

__all__ = [
    "FORMS",
    "Facts",
    "Filling",
    "Form",
    "Input",
    "Item",
    "filling",
    "lines",
    "remarks",
    "shown",
    "spared",
    "told",
]
