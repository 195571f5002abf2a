"""One error tree. The message of an error is the sentence a person reads; it says what to do next."""


class WennuanError(Exception):
    """Any refusal that the bot can explain. `str(error)` is Chinese and safe to show to whoever caused it."""


class ConfigError(WennuanError):
    """The settings or the machine do not allow the bot to start; read by the operator."""


class NotAllowed(WennuanError):
    """The person may not do this: not bound, not an officer of this branch, or party to the matter."""


class Unreachable(NotAllowed):
    """The bot can't write to the person in private; `start` is what a link that starts it there carries."""

    def __init__(self, sentence: str, start: str) -> None:
        super().__init__(sentence)
        self.start = start


class NotFound(WennuanError):
    """What was named is not there (any more)."""


class Stale(WennuanError):
    """Somebody else was faster, or the button belongs to an earlier state."""


class Outdated(Stale):
    """The button, or the question that was asked, is of an earlier version of the bot: what there is now is shown."""


class BadInput(WennuanError):
    """What was typed cannot be used; the message says what would do. Nothing that was entered before is lost."""
