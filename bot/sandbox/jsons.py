"""JSON in and out, by orjson, and the one name for a decoded object."""

from typing import Any

import orjson

Json = dict[str, Any]


def dumps(value: object) -> bytes:
    """Compact UTF-8."""
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)


def loads(data: bytes | str) -> Any:  # noqa: ANN401 - JSON is whatever came
    """Raises ``ValueError`` on what is not JSON."""
    return orjson.loads(data)
