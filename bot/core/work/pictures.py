"""Whether pictures with Chinese in them can be drawn here. matplotlib is loaded when a picture is drawn, not before."""

from functools import lru_cache

from bot.core.extras import has
from bot.core.texts import extras

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
        return extras.DRAWS
    return extras.NO_FONT if has("pictures") else extras.no_pictures()
