"""The ten report forms: what each asks for, how far a draft has got, and how its facts read."""

from bot.reports.forms.fields import Facts, Form, Input, Item
from bot.reports.forms.steps import FORMS, Filling, filling, lines, remarks, shown, spared, told

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
