"""Logs: one JSON object a line on stderr, with the update or message they are about, and never what people wrote.

Errors are logged by their type and place. Their text is left out: drivers put parameters into it, and so names.
A line that strangers can cause, or that trouble repeats, is given `seldom=True`: one a minute of its kind is logged.
"""

import logging
import re
import sys
import traceback
from collections.abc import Callable, MutableMapping
from pathlib import Path
from time import monotonic
from typing import Any

import structlog
from structlog.contextvars import bound_contextvars, merge_contextvars

Event = MutableMapping[str, Any]
TOKEN = re.compile(r"(?<!\d)\d{3,}:[\w-]{20,}")
OWN_FRAMES, DEEPEST = 12, 2  # of a trace: so many of ours at most, and so many of where it ended
SELDOM_SECONDS = 60.0
_HOME = Path(__file__).parents[2]
_OURS = tuple(f"{_HOME / package}/" for package in ("bot", "handlers", "knowledge"))


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger for one module; costs nothing until `configure` has run."""
    bound: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return bound


#: Every line within carries these: `with about(update=42)`.
about = bound_contextvars


class Seldom(logging.Filter):
    """Lets one line of a kind through in a minute; the next one says how many were kept back (`more`)."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._now = now
        self._kept: dict[str, tuple[float, int]] = {}  # kind → when one was let through, how many have been kept back

    def __call__(self, _logger: Any, _name: str, event: Event) -> Event:  # noqa: ANN401 - structlog's signature
        """Raises DropEvent for one too many."""
        if event.pop("seldom", False):
            if (more := self._take(str(event["event"]))) is None:
                raise structlog.DropEvent
            if more:
                event["more"] = more
        return event

    def filter(self, record: logging.LogRecord) -> bool:
        """The same for a library's lines, by what they are made of."""
        return self._take(str(record.msg)) is not None

    def _take(self, kind: str) -> int | None:
        at, more = self._kept.get(kind, (-SELDOM_SECONDS, 0))
        now = self._now()
        if now - at < SELDOM_SECONDS:
            self._kept[kind] = at, more + 1
            return None
        self._kept[kind] = now, 0
        return more


def configure(level: str = "INFO", stream: Any = None) -> None:  # noqa: ANN401 - any text stream
    """Sends our own logs and those of the libraries through the same processors."""
    shared: list[structlog.typing.Processor] = [
        merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        _stamp,
        place,
        redact,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            Seldom(),
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    final: list[structlog.typing.Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=[*shared], processors=final))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("telegram", "aiohttp", "apscheduler", "sqlalchemy", "aiosqlite", "alembic", "jieba", "asyncio"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, root.level))
    server = logging.getLogger("aiohttp.server")  # a trace for every call that is no HTTP: anybody can make them
    server.filters[:] = [Seldom()]
    # A tick that finds the one before still at work is passed over: on a busy machine every other second.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)


def for_a_command() -> None:
    """A command at the terminal says in Chinese what there is to say, and standard output is for what was asked: of the
    log only errors come along, on standard error.
    """
    if not structlog.is_configured():
        configure("ERROR")


def where(error: BaseException) -> str:
    """`OperationalError at bot/store/inbox.py:20 in store`: what an operator may know of an error."""
    frames = _frames(error)
    last = ([frame for frame in frames if _ours(frame)] or frames)[-1:]
    place_ = "".join(f" at {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in last)
    return f"{type(error).__name__}{place_}"


def _stamp(_logger: Any, _name: str, event: Event) -> Event:  # noqa: ANN401 - structlog's signature
    return structlog.processors.TimeStamper(fmt="iso", utc=True)(_logger, _name, event)


def place(_logger: Any, _name: str, event: Event) -> Event:  # noqa: ANN401
    """Errors become their type and place; a foreign record's traceback too."""
    error = event.get("error")
    if isinstance(error, BaseException):
        event["error"], event["trace"] = where(error), _trace(error)
    info = event.pop("exc_info", None)
    caught = info[1] if isinstance(info, tuple) else info if isinstance(info, BaseException) else None
    if caught is not None:
        event["error"], event["trace"] = where(caught), _trace(caught)
    return event


def redact(_logger: Any, _name: str, event: Event) -> Event:  # noqa: ANN401
    """The last net: whatever looks like a bot's token is blotted out."""
    for key, value in event.items():
        if isinstance(value, str) and TOKEN.search(value):
            event[key] = TOKEN.sub("<token>", value)
    return event


def _trace(error: BaseException) -> list[str]:
    """Files, lines and functions, never what stood there. How we came to it, and where in a library it ended."""
    frames = _frames(error)
    ours = [place for place, frame in enumerate(frames) if _ours(frame)][-OWN_FRAMES:]
    kept = sorted({*ours, *range(max(0, len(frames) - DEEPEST), len(frames))})
    return [f"{_short(frames[place].filename)}:{frames[place].lineno} {frames[place].name}" for place in kept]


def _frames(error: BaseException) -> traceback.StackSummary:
    """The way to where it arose; of what took too long (`asyncio.timeout`), to where it was when it was cut off."""
    cut_off = error.__cause__ if isinstance(error, TimeoutError) else None
    return traceback.extract_tb((cut_off or error).__traceback__)


def _ours(frame: traceback.FrameSummary) -> bool:
    return frame.filename.startswith(_OURS)


def _short(filename: str) -> str:
    """From our own folders on, else the last three parts."""
    if filename.startswith(_OURS):
        return Path(filename).relative_to(_HOME).as_posix()
    return "/".join(filename.rsplit("/", 3)[-3:])
