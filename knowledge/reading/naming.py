"""How topics are named: a kind or a line of the notice by its key, what else there is by a prefix."""

OUT = "out."  # a look-alike, by its key
OWN = "bot_"  # the bot's own work
PRIVACY = "bot_privacy"  # who sees what is told
SIGN_UP = "bot_signup"  # taking part in activities
REFUSED = "bot_refused"  # a report that was turned down
UNHEARD = "out.other"  # asked, and nothing that we know
META = "notice_meta"  # the notice itself: its number, date, issuer
PLAIN = "what"  # the side of a question that names none
UNNAMED = "other"  # a side that we have no word for
COVERED = "covered"  # who or what counts
COMPARISON = "comparison"  # the side that sets one topic against another
WHOLES = frozenset({"all_benefits", "all_money", "all_goods", "all_visits", "all_joys", "all_activities", "all_work"})


def is_wide(topic: str) -> bool:
    """Whether it is a look-alike or a whole."""
    return topic.startswith(OUT) or topic in WHOLES


def is_own(topic: str) -> bool:
    """Whether it is of the bot's own work."""
    return topic.startswith(OWN)
