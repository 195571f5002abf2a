"""How much of a table is read, and the refusals beyond that."""

from dataclasses import dataclass

from bot.core.errors import BadInput
from bot.members.rules.roster_layout import Cell

_LETTERS = 26


@dataclass(frozen=True)
class Bounds:
    """`rows`: lines with something in them, of one sheet. `text`: characters of a cell; what is longer is cut."""

    rows: int = 200_000
    columns: int = 256
    cells: int = 4_000_000
    text: int = 2000
    sheets: int = 100
    merged: int = 50_000

    def cut(self, text: str) -> str:
        return text if len(text) <= self.text else f"{text[: self.text]}…"

    def check_row(self, count: int) -> None:
        """Raises BadInput once there are more lines than are read."""
        if count > self.rows:
            also = "，或请管理员用命令行导入（wennuan roster import）" if self.rows < Bounds.rows else ""
            raise BadInput(f"表里有内容的超过 {self.rows} 行。请按单位分成几个文件，每个不超过 {self.rows} 行{also}。")

    def check_column(self, number: int, column: int) -> None:
        """`column` from 0. Raises BadInput for something that stands too far to the right."""
        if column >= self.columns:
            place = f"第 {number} 行在 {letters(column)} 列（第 {column + 1} 列）"
            raise BadInput(f"{place}还有内容，花名册最多读 {self.columns} 列。请删掉右边多余的列，另存后再发。")

    def check_cells(self, count: int) -> None:
        if count > self.cells:
            raise BadInput(
                f"表里的格子超过 {self.cells // 10_000} 万个。请只保留花名册这一张表和需要的列，另存后再发。"
            )


@dataclass(frozen=True)
class Line:
    """A row with something in it. `number` is its row in the file, from 1; empty cells at its end are left out."""

    number: int
    cells: list[Cell]


Sheet = list[Line]


def letters(column: int) -> str:
    """0 → A, 26 → AA, 16383 → XFD."""
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, _LETTERS)
        name = chr(ord("A") + letter) + name
    return name
