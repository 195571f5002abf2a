"""Which version this is, as the package says it."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def current() -> str:
    try:
        return version("wennuan")
    except PackageNotFoundError:  # the sources alone, not installed
        return "未安装"
