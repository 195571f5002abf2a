"""Tables out of ruled lines, for files that draw them and say no more (OFD)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from knowledge.documents.model import Spot
from knowledge.documents.pages import Cell, Table

NEAR = 1.0  # millimetres within which two lines are one


class Run(Protocol):
    """Characters on a baseline."""

    @property
    def text(self) -> str: ...
    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def size(self) -> float: ...


R = TypeVar("R", bound=Run)
Stroke = tuple[float, float, float, float]


def grids(strokes: Sequence[Stroke], runs: Sequence[R], page: int) -> tuple[list[tuple[float, Table]], list[R]]:
    """The table that the strokes make, if they make one, with its top; and the runs outside it.

    One grid a page: which of several tables a stroke belongs to would have to be told, which no file has needed yet.
    """
    level = [(min(x0, x1), max(x0, x1), y0) for x0, y0, x1, y1 in strokes if abs(y0 - y1) < NEAR < abs(x0 - x1)]
    upright = [(min(y0, y1), max(y0, y1), x0) for x0, y0, x1, y1 in strokes if abs(x0 - x1) < NEAR < abs(y0 - y1)]
    rows, columns = _edges([y for _, _, y in level]), _edges([x for _, _, x in upright])
    if len(rows) < 3 or len(columns) < 3:
        return [], list(runs)
    inside = [one for one in runs if rows[0] < one.y < rows[-1] and columns[0] - NEAR < one.x < columns[-1]]
    cells = tuple(_cells(rows, columns, level, upright, inside))
    chosen = {id(one) for one in inside}
    table = Table(cells, Spot(page=page))
    return [(rows[0], table)], [one for one in runs if id(one) not in chosen]


def _edges(places: Sequence[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return found


def _cells(
    rows: Sequence[float], columns: Sequence[float], level: Sequence[tuple[float, float, float]],
    upright: Sequence[tuple[float, float, float]], runs: Sequence[R],
) -> list[Cell]:  # fmt: skip
    """Fields of the grid; where the line between two is missing they are one cell."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            if (row, column) in taken:
                continue
            across = down = 1
            middle = (rows[row] + rows[row + 1]) / 2
            while column + across < len(columns) - 1 and not _is_drawn(upright, columns[column + across], middle):
                across += 1
            centre = (columns[column] + columns[column + 1]) / 2
            while row + down < len(rows) - 1 and not _is_drawn(level, rows[row + down], centre):
                down += 1
            taken.update((row + y, column + x) for y in range(down) for x in range(across))
            box = (columns[column], rows[row], columns[column + across], rows[row + down])
            cells.append(_cell(box, (row, column, down, across), runs))
    return cells


def _is_drawn(lines: Sequence[tuple[float, float, float]], at: float, through: float) -> bool:
    return any(abs(place - at) <= NEAR and first - NEAR <= through <= last + NEAR for first, last, place in lines)


def _cell(box: tuple[float, float, float, float], place: tuple[int, int, int, int], runs: Sequence[R]) -> Cell:
    mine = [one for one in runs if box[0] - NEAR / 2 <= one.x < box[2] - NEAR / 2 and box[1] < one.y <= box[3]]
    text, seams = "", []
    for one in sorted(mine, key=lambda one: (round(one.y, 1), one.x)):
        if text:
            seams.append(len(text))
        text += one.text
    return Cell(text, *place, tuple(seams))
