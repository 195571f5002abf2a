"""Whether a drawn page shows its letters. A PDF may leave its fonts out; where the machine has none like them, figures
are drawn and the words around them are not, so that nobody could tell what a figure is for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

LOOKED_AT = 300  # letters of a page
SHARE = 0.5  # of them that must leave a trace
WHITE = 200  # of 255, from which a dot is none
Box = tuple[float, float, float, float]  # left, top, right, bottom, as shares of the page


def legible(picture: Any, letters: Iterable[tuple[str, Box]]) -> bool:  # noqa: ANN401
    """`letters`: the characters of the page with their places. Latin ones are drawn everywhere and tell nothing."""
    grey = picture.convert("L")
    boxes = list(islice((box for letter, box in letters if not letter.isascii()), LOOKED_AT))
    traced = sum(_traced(grey, box) for box in boxes)
    return traced >= SHARE * len(boxes)


def _traced(grey: Any, box: Sequence[float]) -> bool:  # noqa: ANN401
    width, height = grey.size
    left, top, right, bottom = box
    place = (int(left * width), int(top * height), int(right * width) + 1, int(bottom * height) + 1)
    return bool(grey.crop(place).getextrema()[0] < WHITE)
