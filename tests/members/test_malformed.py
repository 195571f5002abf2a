"""Two hundred malformed rosters: no crash, each wrong row named, no right row lost."""

import random
from datetime import date

import pytest

from bot.core.errors import BadInput
from bot.members.roster.cells import Bounds
from bot.members.roster.corrections import wrong_rows_workbook
from bot.members.roster.reading import read_parts, read_roster
from tests.members.files import csv_bytes, xlsx_bytes

TODAY = date(2026, 11, 23)
RIGHT = [
    (f"E{n:03d}", "王芳", "春风工会", f"19{60 + n}-{1 + n % 12}-{1 + n % 28}", "", "在册", "", "1234")
    for n in range(15)
]

#: (column, cell, whether the row is certainly wrong then)
HARM: list[tuple[int, object, bool]] = [
    (0, "", True),
    (0, "工号 不知道!", True),
    (0, "E" * 60, True),
    (0, "1.2E+17", True),
    (1, "", True),
    (1, "12345", True),
    (1, "王" * 50, True),
    (1, "<b>王</b>", True),
    (2, "", True),
    (2, "会" * 200, True),
    (3, "2月30日", True),
    (3, "1985-00-00", True),
    (3, "农历十三月初一", True),
    (3, "农历1985年闰八月初一", True),
    (3, "1985年", True),
    (3, "不记得了", True),
    (3, "=TODAY()", False),
    (3, "#N/A", True),
    (3, "９９９９", True),
    (3, "-1", True),
    (3, "1e999", True),
    (3, "1985/3/7 - 1985/3/8", True),
    (3, " 1985 / 3 / 7 ", False),
    (3, "１９８５年３月７日", False),
    (3, "", False),
    (4, "阳光历", True),
    (5, "在家", True),
    (6, "皇帝", True),
    (7, "打不通", True),
    (7, "12", True),
    (7, "\u200b1234\ufeff", False),
    (1, "欧阳·阿依古丽", False),
]


def damaged(chance: random.Random) -> tuple[list[list[object]], set[int], set[int]]:
    """Lines with a few cells harmed; the rows (numbered as in the file) touched, and those certainly wrong."""
    lines: list[list[object]] = [list(line) for line in RIGHT]
    touched, wrong = set(), set()
    for index in chance.sample(range(len(lines)), chance.randint(1, 6)):
        column, cell, certain = chance.choice(HARM)
        lines[index][column] = cell
        touched.add(index + 2)
        wrong |= {index + 2} if certain else set()
    if chance.random() < 0.3:
        lines.insert(0, [""] * chance.randint(0, 9))
        touched, wrong = {n + 1 for n in touched}, {n + 1 for n in wrong}
    if chance.random() < 0.3:
        lines.append(["合计", len(RIGHT)])
    if chance.random() < 0.3:
        lines = [line + ["多出来的"] * chance.randint(0, 3) if len(line) == len(RIGHT[0]) else line for line in lines]
    return lines, touched, wrong


def written(lines: list[list[object]], chance: random.Random) -> bytes:
    if chance.random() < 0.3:
        return xlsx_bytes(*lines)
    encoding = chance.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    return csv_bytes(*lines, encoding=encoding, delimiter=chance.choice([",", "\t", ";"]))


@pytest.mark.parametrize("seed", range(4))
def test_wrong_rows_are_named_and_right_ones_kept(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(40):
        lines, touched, certain = damaged(chance)
        content = written(lines, chance)
        reading = read_roster("册", content, TODAY)
        named = {one.number for one in reading.wrong}
        assert certain <= named <= touched, (lines, reading.wrong)
        untouched = len(RIGHT) - len(touched)
        assert len([row for row in reading.rows if row.number not in touched]) == untouched
        assert all(one.column and one.reason for one in reading.wrong)
        if named:
            assert wrong_rows_workbook(content, reading.wrong).startswith(b"PK")


@pytest.mark.parametrize("seed", range(4))
def test_broken_bytes_are_refused_or_read_but_never_crash(seed: int) -> None:
    chance = random.Random(100 + seed)
    for _ in range(15):
        content = bytearray(written([list(line) for line in RIGHT], chance))
        for _ in range(chance.randint(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        cut = bytes(content[: chance.randrange(1, len(content))]) if chance.random() < 0.5 else bytes(content)
        try:
            reading = read_roster("册", cut, TODAY)
        except BadInput as refused:
            assert str(refused)
        else:
            parts, _ = read_parts(cut, Bounds())
            assert len(reading.rows) + len(reading.wrong) <= sum(len(part.sheet) for part in parts)
