"""Tells whether an optional part (an extra of pyproject) is installed, pictures with Chinese in them among it.

matplotlib is loaded when a picture is drawn, not before.
"""

from functools import cache, lru_cache
from importlib.util import find_spec

from bot.core.errors import ConfigError
from bot.core.texts import installation as texts

#: The extra → the library that shows whether it is installed.
LIBRARIES = {
    "sandbox": "nicegui",
    "pictures": "matplotlib",
    "learning": "scipy",  # which scikit-learn brings
    "postgres": "asyncpg",
    "documents": "pdfplumber",
    "ocr": "rapidocr",
}
#: Fonts that hold Chinese, best first; Debian's fonts-noto-cjk has the first.
_FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Noto Serif CJK SC",
    "SimSun",
)


@cache
def has(extra: str) -> bool:
    """Whether the extra is installed. Nothing is loaded for the answer."""
    try:
        return find_spec(LIBRARIES[extra]) is not None
    except (ImportError, ValueError):
        return False


def need(extra: str) -> None:
    """Raises ConfigError, with the line that installs it, where the extra is missing."""
    if not has(extra):
        raise ConfigError(texts.extra_missing(extra))


@lru_cache(maxsize=1)
def chinese_font() -> str | None:
    """The name of an installed font with Chinese in it; None also where nothing draws (the extra `pictures`)."""
    if not has("pictures"):
        return None
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    likely = (name for name in sorted(installed) if "CJK" in name or "Han Sans" in name)
    return next((name for name in _FONTS if name in installed), next(likely, None))


def ability() -> str:
    """Whether pictures can be drawn here, and what would be needed; for the operator."""
    if chinese_font():
        return texts.DRAWS
    return texts.NO_FONT if has("pictures") else texts.no_pictures()
