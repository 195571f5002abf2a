"""What the stand-in refuses, in Telegram's own words, and what the control API refuses, in ours."""

from bot.sandbox.jsons import Json


class ApiError(Exception):
    """An answer with ``ok: false``; the description is what api.telegram.org says in the same case."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class BadRequest(ApiError):
    """400: the request is well formed, the world just does not allow it."""

    def __init__(self, reason: str, parameters: Json | None = None) -> None:
        super().__init__(400, f"Bad Request: {reason}", parameters)


class Violation(BadRequest):
    """400 for a request that no state of the world would make right: counted at ``/sandbox/violations``."""


class Forbidden(ApiError):
    """403: the bot may not write there."""

    def __init__(self, reason: str) -> None:
        super().__init__(403, f"Forbidden: {reason}")


class TooManyRequests(ApiError):
    """429, with the seconds to wait."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


class Conflict(ApiError):
    """409: two getters of updates at once."""

    def __init__(self, reason: str) -> None:
        super().__init__(409, f"Conflict: {reason}")


class ControlError(Exception):
    """A wrong request to the control API; ``status`` is the HTTP status, the text says what to change."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status
