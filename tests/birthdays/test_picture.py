"""Where everything stands in the picture of a month, in inches from its top left corner. Nothing is painted."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from bot.birthdays import monthly
from bot.birthdays.monthly import Row


class Drawn:
    """What was put into a figure."""

    def __init__(self, figure: Figure) -> None:
        self.width, self.height = figure.get_size_inches()
        self.texts: list[Text] = list(figure.texts)
        paths = [
            np.asarray(line.get_path().vertices, dtype=float) for line in figure.artists if isinstance(line, Line2D)
        ]
        self.lines = sorted((1 - float(path[0, 1])) * self.height for path in paths)
        self.ends = [(float(path[0, 0]) * self.width, float(path[1, 0]) * self.width) for path in paths]

    def at(self, text: Text) -> tuple[float, float]:
        across, up = text.get_position()
        return across * self.width, (1 - up) * self.height

    def of(self, words: str) -> Text:
        return next(text for text in self.texts if text.get_text() == words)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Drawn]:
    found: list[Drawn] = []
    monkeypatch.setattr(monthly, "chinese_font", lambda: "DejaVu Sans")
    monkeypatch.setattr(Figure, "savefig", lambda figure, *_, **__: found.append(Drawn(figure)))
    return found


def rows(count: int) -> list[Row]:
    return [Row(f"day {n}", f"name {n}", f"note {n}") for n in range(count)]


def test_a_short_month_is_one_column_of_evenly_spaced_rows(drawn: list[Drawn], tmp_path: Path) -> None:
    assert monthly.draw("title", rows(3), "footer", tmp_path / "a.png")
    [page] = drawn
    assert page.width == pytest.approx(monthly.WIDTH)
    assert page.height == pytest.approx(monthly.TOP + 3 * monthly.ROW + monthly.FOOT)
    middles = [page.at(page.of(f"name {n}"))[1] for n in range(3)]
    assert middles == pytest.approx([monthly.TOP + (n + 0.5) * monthly.ROW for n in range(3)])
    assert page.lines == pytest.approx([monthly.TOP + (n + 1) * monthly.ROW for n in range(3)]), "a line under each"
    assert page.at(page.of("title")) == pytest.approx((monthly.WIDTH / 2, 0.5))
    assert page.at(page.of("footer")) == pytest.approx((monthly.WIDTH / 2, page.height - 0.2))
    assert page.at(page.of("title"))[1] < monthly.TOP < max(page.lines) < page.at(page.of("footer"))[1]


def test_a_row_is_read_from_its_day_to_its_note_between_the_ends_of_its_line(
    drawn: list[Drawn], tmp_path: Path
) -> None:
    monthly.draw("title", rows(2), "footer", tmp_path / "a.png")
    [page] = drawn
    starts = [page.at(page.of(words)) for words in ("day 1", "name 1", "note 1")]
    assert len({round(down, 6) for _, down in starts}) == 1
    across = [along for along, _ in starts]
    assert all(one + 1 < other for one, other in pairwise(across)), "an inch apart at least"
    [(left, right), second] = page.ends
    assert second == (left, right)
    assert left == pytest.approx(across[0])
    assert across[-1] + 2 < right < monthly.WIDTH


def test_a_long_month_has_two_columns_read_downwards(drawn: list[Drawn], tmp_path: Path) -> None:
    for count in (monthly.ONE_COLUMN, monthly.ONE_COLUMN + 1):
        monthly.draw("title", rows(count), "footer", tmp_path / "a.png")
    one, two = drawn
    assert one.width == pytest.approx(monthly.WIDTH)
    assert two.width == pytest.approx(2 * monthly.WIDTH)
    deep = 13  # 25 rows: thirteen, and twelve beside them
    assert two.height == pytest.approx(monthly.TOP + deep * monthly.ROW + monthly.FOOT)
    first, last = two.at(two.of("name 0")), two.at(two.of(f"name {deep}"))
    assert last == pytest.approx((first[0] + monthly.WIDTH, first[1]))
    assert two.at(two.of(f"name {deep - 1}"))[0] == pytest.approx(first[0])
    assert two.at(two.of(f"name {deep + 1}"))[1] == pytest.approx(first[1] + monthly.ROW)
    assert {round(right - left, 6) for left, right in two.ends} == {round(right - left, 6) for left, right in one.ends}


@pytest.mark.parametrize(("length", "size"), [(0, 14), (2, 14), (7, 14), (14, 7)])
def test_a_long_name_is_written_smaller(drawn: list[Drawn], tmp_path: Path, length: int, size: float) -> None:
    monthly.draw("title", [Row("day", "n" * length, "note")], "footer", tmp_path / "a.png")
    assert drawn[0].of("n" * length).get_fontsize() == pytest.approx(size)


@pytest.mark.parametrize(("note", "shown"), [("x" * 24, "x" * 24), ("x" * 25, "x" * 23 + "…")])
def test_a_long_note_is_cut_and_shows_it(drawn: list[Drawn], tmp_path: Path, note: str, shown: str) -> None:
    monthly.draw("title", [Row("day", "name", note)], "footer", tmp_path / "a.png")
    assert drawn[0].of(shown)


def test_without_a_chinese_font_nothing_is_drawn(
    drawn: list[Drawn], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(monthly, "chinese_font", lambda: None)
    assert not monthly.draw("title", rows(1), "footer", tmp_path / "a.png")
    assert drawn == []
