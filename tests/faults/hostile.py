"""Rosters of hostile shapes, made by the dozen: ordinary ones, oversized ones, broken ones. Sizes follow `scale`.

At scale 1 a file is at most a few megabytes, as a chat takes them; in the suite they are a hundredth of it.
"""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from tests.members.files import csv_bytes
from tests.members.raw import MAIN, book, cell, header, row

Make = Callable[[random.Random, float], bytes]


def _people(count: int, *, wrong: bool = False) -> Iterator[str]:
    for number in range(2, count + 2):
        yield row(number, f"H{number:05d}", "王芳", "春风工会", "2月30日" if wrong else 20000 + number % 9000)


def ordinary(chance: random.Random, scale: float) -> bytes:
    return book(header(), *_people(int(3000 * scale) + 5))


def ordinary_csv(chance: random.Random, scale: float) -> bytes:
    lines = [(f"H{n:05d}", "王芳", "春风工会", "3-7") for n in range(int(4000 * scale) + 5)]
    return csv_bytes(*lines, encoding=chance.choice(["utf-8", "gb18030", "utf-16"]))


def all_wrong(chance: random.Random, scale: float) -> bytes:
    return book(header(), *_people(int(3000 * scale) + 5, wrong=True))


def too_many(chance: random.Random, scale: float) -> bytes:
    return book(header(), *_people(int(60_000 * scale) + 5))


def last_column(chance: random.Random, scale: float) -> bytes:
    far = (f'<row r="{n}">{cell(f"A{n}", n)}{cell(f"XFD{n}", 1)}</row>' for n in range(2, int(60_000 * scale) + 5))
    return book(header(), *far)


def formatted(chance: random.Random, scale: float) -> bytes:
    empty = (f'<row r="{n}" s="1" customFormat="1"/>' for n in range(40, int(1_048_576 * scale) + 41))
    return book(header(), *_people(30), *empty)


def formatted_cells(chance: random.Random, scale: float) -> bytes:
    numbers = range(40, int(400_000 * scale) + 41)
    empty = (f'<row r="{n}">{cell(f"A{n}", None)}{cell(f"B{n}", None)}</row>' for n in numbers)
    return book(header(), *_people(30), *empty)


def merged(chance: random.Random, scale: float) -> bytes:
    spans = (f"{chance.choice('CDEF')}{chance.randint(1, 500)}:F1048576" for _ in range(int(100_000 * scale) + 5))
    return book(header(), *_people(int(2000 * scale) + 30), merged=tuple(spans))


def shared_length(chance: random.Random, scale: float) -> bytes:
    texts = f'<sst xmlns="{MAIN}"><si><t>{"长" * (int(300_000 * scale) + 5000)}</t></si></sst>'
    lines = (f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, int(12_000 * scale) + 5))
    return book(header(), *lines, more={"xl/sharedStrings.xml": texts})


def dense(chance: random.Random, scale: float) -> bytes:
    line = "".join(f"<c><v>{n}</v></c>" for n in range(250))
    return book(header(), *(f"<row>{line}</row>" for _ in range(int(4500 * scale) + 5)))


def unpacked(chance: random.Random, scale: float) -> bytes:
    """One text that is small packed and large unpacked."""
    return book(header(), row(2, "A1", "王" * (int(30_000_000 * scale) + 5000), "春风工会"))


def many_texts(chance: random.Random, scale: float) -> bytes:
    texts = "".join(f"<si><t>{n}</t></si>" for n in range(int(500_000 * scale) + 5))
    return book(header(), *_people(5), more={"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>'})


def many_formats(chance: random.Random, scale: float) -> bytes:
    return book(header(), *_people(5), formats=[f"0.{n}" for n in range(int(100_000 * scale) + 5)])


def nested(chance: random.Random, scale: float) -> bytes:
    depth = int(200_000 * scale) + 50
    return book(header(), *_people(5), "<a>" * depth + "</a>" * depth)


def odd_numbers(chance: random.Random, scale: float) -> bytes:
    values = (1e308, -1e308, 5e-324, -1, 0, 2_958_466, "9" * (int(100_000 * scale) + 50), 8.1, 10**18)
    lines = (row(n, value, "王芳", "春风工会", value, style=1) for n, value in enumerate(values, start=2))
    return book(header(), *lines, formats=[14])


def one_line(chance: random.Random, scale: float) -> bytes:
    return chance.choice([b",", b'"', b"\xe7"]) * (int(4_900_000 * scale) + 5000)


def entity(chance: random.Random, scale: float) -> bytes:
    sheet = '<!DOCTYPE x [<!ENTITY a "王"><!ENTITY b "&a;&a;">]><worksheet><sheetData/></worksheet>'
    return book(more={"xl/worksheets/sheet1.xml": sheet})


def cut_short(chance: random.Random, scale: float) -> bytes:
    whole = chance.choice([ordinary, merged, dense])(chance, scale / 4)
    return whole[: chance.randrange(30, len(whole))]


def scratched(chance: random.Random, scale: float) -> bytes:
    whole = bytearray(chance.choice([ordinary, ordinary_csv, merged])(chance, scale / 4))
    for _ in range(chance.randint(1, 40)):
        whole[chance.randrange(len(whole))] = chance.randrange(256)
    return bytes(whole)


def noise(chance: random.Random, scale: float) -> bytes:
    head = chance.choice([b"PK\x03\x04", b"", b"\xff\xfe", b"\xd0\xcf\x11\xe0"])
    return head + chance.randbytes(int(900_000 * scale) + 500)


def other_archive(chance: random.Random, scale: float) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number in range(int(20_000 * scale) + 5):
            archive.writestr(f"{number}", b"")
    return content.getvalue()


SHAPES: tuple[Make, ...] = (
    ordinary, ordinary_csv, all_wrong, too_many, last_column, formatted, formatted_cells, merged, shared_length, dense,
    unpacked, many_texts, many_formats, nested, odd_numbers, one_line, entity, cut_short, scratched, noise,
    other_archive,
)  # fmt: skip


def write_rosters(folder: Path, count: int, seed: int, scale: float) -> list[Path]:
    """So many files: every shape in turn, each of another size. Beforehand: making one takes longer than reading it."""
    chance = random.Random(seed)
    paths = []
    for number, make in zip(range(count), cycle(SHAPES), strict=False):
        paths.append(folder / f"{make.__name__}-{number}.xlsx")
        paths[-1].write_bytes(make(chance, scale * chance.uniform(0.3, 1.0)))
    return paths
