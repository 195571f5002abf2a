"""Members report events: opening a form, filling it in, handing it in, and following what becomes of it.

Every public function is one use case in one transaction; the draft row alone tells the next question.
"""

from bot.reports.answers import Outcome, Said, fill
from bot.reports.care import needs_care
from bot.reports.mine import ask_to_withdraw, offer_to_withdraw, show, show_list, wish_to_withdraw, withdraw
from bot.reports.opening import choose, start
from bot.reports.pressing import NAMES, press
from knowledge.reading.explained import Wants

__all__ = [
    "NAMES",
    "Outcome",
    "Said",
    "Wants",
    "ask_to_withdraw",
    "choose",
    "fill",
    "needs_care",
    "offer_to_withdraw",
    "press",
    "show",
    "show_list",
    "start",
    "wish_to_withdraw",
    "withdraw",
]
