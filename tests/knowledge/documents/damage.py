"""Damaged copies of documents, as scanning, copying and careless editing make them, and what becomes of them.

`python -m tests.knowledge.documents.damage 500` reads so many and tells, by kind of damage, how many were refused,
flagged or read right, and how many gave a wrong amount without a person's typing it: that must be none.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from knowledge.documents.model import Document, FlagKind
from knowledge.documents.refusal import DocumentRefusedError
from tests.knowledge.documents import samples
from tests.knowledge.documents.samples import NOTICE, RANGES, RULES, facts, paragraphs, read, read_text

Damage = Callable[[random.Random, str], str]
AMOUNT = re.compile(r"\d{3,5}(?= ?元)")
RADICALS = str.maketrans("工会见青一二用行大生心文月日力高", "⼯会⻅⻘⼀⼆⽤⾏⼤⽣⼼⽂⽉⽇⼒⾼")
LOOKALIKES = {"0": "OoQ〇", "1": "lI|", "5": "S", "8": "B", "2": "Z", "3": "З"}
SCRIPTS = ("٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "⁰¹²³⁴⁵⁶⁷⁸⁹", "۰۱۲۳۴۵۶۷۸۹")


def _at_amount(rng: random.Random, text: str, change: Callable[[str], str]) -> str:
    match = rng.choice(list(AMOUNT.finditer(text)))
    return text[: match.start()] + change(match[0]) + text[match.end() :]


def _at_digit(rng: random.Random, text: str, change: Callable[[str], str]) -> str:
    def one(number: str) -> str:
        at = rng.randrange(len(number))
        return number[:at] + change(number[at]) + number[at + 1 :]

    return _at_amount(rng, text, one)


def digit_lost(rng: random.Random, text: str) -> str:
    return _at_digit(rng, text, lambda _: "")


def digit_doubled(rng: random.Random, text: str) -> str:
    return _at_digit(rng, text, lambda digit: digit * 2)


def digit_misread(rng: random.Random, text: str) -> str:
    return _at_digit(rng, text, lambda digit: rng.choice("0123456789".replace(digit, "")))


def digits_swapped(rng: random.Random, text: str) -> str:
    return _at_amount(rng, text, lambda number: number[1] + number[0] + number[2:])


def letters_for_digits(rng: random.Random, text: str) -> str:
    return _at_digit(rng, text, lambda digit: rng.choice(LOOKALIKES.get(digit, "lO")))


def other_scripts(rng: random.Random, text: str) -> str:
    script = rng.choice(SCRIPTS)
    if rng.random() < 0.5:
        return _at_amount(rng, text, lambda number: "".join(script[int(digit)] for digit in number))
    return _at_digit(rng, text, lambda digit: script[int(digit)])


def number_broken(rng: random.Random, text: str) -> str:
    gap = rng.choice(["\n", " ", "\u200b", "\n\n", "　", "\u00ad", "\t"])
    return _at_digit(rng, text, lambda digit: digit + gap)


def page_number_in_amount(rng: random.Random, text: str) -> str:
    page = rng.choice(["\n3\n", "\n- 3 -\n", "\n— 3 —\n", "\n第 3 页\n", " 3 ", "\n\n3\n\n", "\n3/5\n", "3"])
    return _at_amount(
        rng, text, lambda number: rng.choice([number + page, number[:2] + page + number[2:], page + number])
    )


def page_number_in_clause(rng: random.Random, text: str) -> str:
    page = rng.choice(["\n3\n", "\n- 12 -\n", "\n— 3 —\n", "\n第 3 页 共 5 页\n", "\n\n4\n\n"])
    lines = [at for at, character in enumerate(text) if character in "，的慰"]
    at = rng.choice(lines)
    return text[: at + 1] + page + text[at + 1 :]


def unit_lost(rng: random.Random, text: str) -> str:
    match = rng.choice(list(re.finditer(r"(?<=\d) ?元", text)))
    return text[: match.start()] + text[match.end() :]


def limit_lost(rng: random.Random, text: str) -> str:
    match = rng.choice(list(re.finditer("不超过|以内", text)))
    return text[: match.start()] + text[match.end() :]


def amounts_exchanged(rng: random.Random, text: str) -> str:
    first, second = sorted(rng.sample(list(AMOUNT.finditer(text)), 2), key=lambda match: match.start())
    return text[: first.start()] + second[0] + text[first.end() : second.start()] + first[0] + text[second.end() :]


def line_lost(rng: random.Random, text: str) -> str:
    lines = text.split("\n")
    full = [at for at, line in enumerate(lines) if line.strip()]
    del lines[rng.choice(full)]
    return "\n".join(lines)


def lines_exchanged(rng: random.Random, text: str) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    at = rng.randrange(len(lines) - 1)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    return "\n\n".join(lines)


def part_lost(rng: random.Random, text: str) -> str:
    heads = [match.start() for match in re.finditer(r"^(?:[一二三四五六七]、|第.条|第.章)", text, re.MULTILINE)]
    at = rng.randrange(len(heads) - 1)
    return text[: heads[at]] + text[heads[at + 1] :]


def words_lost(rng: random.Random, text: str) -> str:
    at = rng.randrange(200, len(text) - 40)
    return text[:at] + text[at + rng.randrange(2, 30) :]


def end_lost(rng: random.Random, text: str) -> str:
    return text[: rng.randrange(len(text) // 2, len(text) - 5)]


def item_lost(rng: random.Random, text: str) -> str:
    pieces = list(re.finditer(r"[^；。\n]+；", text))
    match = rng.choice(pieces) if pieces else None
    return text[: match.start()] + text[match.end() :] if match else line_lost(rng, text)


def radicals(rng: random.Random, text: str) -> str:
    return "".join(one.translate(RADICALS) if rng.random() < 0.7 else one for one in text)


def brackets_mixed(rng: random.Random, text: str) -> str:
    pairs = {"（": "(", "）": ")", "，": ",", "；": ";", "：": ":", "“": '"', "”": '"'}
    return "".join(pairs.get(one, one) if rng.random() < 0.5 else one for one in text)


def bracket_lost(rng: random.Random, text: str) -> str:
    match = rng.choice(list(re.finditer("[（）《》“”]", text)))
    return text[: match.start()] + text[match.end() :]


def full_width(rng: random.Random, text: str) -> str:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return "".join(one.translate(wide) if rng.random() < 0.7 else one for one in text)


def noise(rng: random.Random, text: str) -> str:
    """As OCR mistakes words: one character in eighty."""
    pairs = dict(zip("会员慰问住院不过元，结婚生；015 3。", "舍貝尉间佳浣木边无．洁昏牛;OlS 8．", strict=True))
    return "".join(pairs.get(one, one) if rng.random() < 0.0125 else one for one in text)


WORDS: tuple[Damage, ...] = (
    digit_lost, digit_doubled, digit_misread, digits_swapped, letters_for_digits, other_scripts, number_broken,
    page_number_in_amount, page_number_in_clause, unit_lost, limit_lost, amounts_exchanged, line_lost, lines_exchanged,
    part_lost, words_lost, end_lost, item_lost, radicals, brackets_mixed, bracket_lost, full_width, noise,
)  # fmt: skip
HARMLESS = {"radicals", "brackets_mixed", "full_width", "page_number_in_clause"}


def tracked_change(rng: random.Random, text: str) -> bytes:
    made = samples.docx(paragraphs(text))
    old = rng.choice(AMOUNT.findall(text))
    change = f"</w:t></w:r><w:{rng.choice(['ins', 'del'])}><w:r><w:t>{old}</w:t></w:r></w:ins><w:r><w:t>"
    change = re.sub("</w:ins>", "</w:ins>" if "<w:ins>" in change else "</w:del>", change)
    return samples.changed(made, "word/document.xml", old, change)


def hidden_word(rng: random.Random, text: str) -> bytes:
    made = samples.docx(paragraphs(text))
    old = rng.choice(AMOUNT.findall(text))
    style = rng.choice(["<w:vanish/>", '<w:color w:val="FFFFFF"/>', "<w:strike/>", '<w:sz w:val="2"/>'])
    hidden = f"</w:t></w:r><w:r><w:rPr>{style}</w:rPr><w:t>7</w:t></w:r><w:r><w:t>{old}"
    return samples.changed(made, "word/document.xml", old, hidden)


def run_split(rng: random.Random, text: str) -> bytes:
    made = samples.docx(paragraphs(text))
    old = rng.choice(AMOUNT.findall(text))
    extra = rng.choice(["", "3", "0"])
    split = f"{old[:1]}</w:t></w:r><w:r><w:t>{extra}{old[1:]}"
    return samples.changed(made, "word/document.xml", old, split)


def hidden_object(rng: random.Random, text: str) -> bytes:
    return samples.ofd(paragraphs(text), extra=samples.hidden_object(rng.choice(AMOUNT.findall(text))))


def bytes_lost(rng: random.Random, text: str) -> bytes:
    made = (samples.docx if rng.random() < 0.5 else samples.ofd)(paragraphs(text))
    at = rng.randrange(len(made) // 2, len(made))
    return made[:at] + made[at + rng.randrange(1, 200) :]


def letters_garbled(rng: random.Random, text: str) -> bytes:
    made = bytearray(text.encode(rng.choice(["utf-8", "gb18030"])))
    for _ in range(rng.randrange(1, 6)):
        made[rng.randrange(len(made))] = rng.randrange(256)
    return bytes(made)


FILES: tuple[Callable[[random.Random, str], bytes], ...] = (
    tracked_change, hidden_word, run_split, hidden_object, bytes_lost, letters_garbled,
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A damaged copy; `former` is in force while it is read."""

    damage: str
    content: bytes
    truth: Document
    former: tuple[Document, ...]


def cases(count: int, seed: int = 1) -> Iterator[Case]:
    """Every kind of damage in turn, on three documents, with and without the document that they replace."""
    rng = random.Random(seed)
    texts = (NOTICE, RULES, RANGES, RULES)
    truths = {text: read_text(text) for text in texts}
    formers = {
        NOTICE: read_text(NOTICE),
        RULES: read_text(RULES.replace("江机工〔2022〕6号", "江机工〔2021〕9号").replace("2022年", "2021年")),
        RANGES: read_text(RANGES.replace("2023年", "2022年")),
    }
    for number in range(count):
        kinds = len(WORDS) + len(FILES)
        text, turn = texts[number // kinds % len(texts)], number % kinds
        known = (formers[text],) if rng.random() < 0.7 else ()
        if turn < len(WORDS):
            damaged = WORDS[turn](rng, text)
            form = rng.choice([_as_utf8, _as_utf8, _as_gb18030])
            content = (form if turn % 2 else rng.choice([form, _as_word]))(damaged)
            yield Case(WORDS[turn].__name__, content, truths[text], known)
        else:
            made = FILES[turn - len(WORDS)]
            yield Case(made.__name__, made(rng, text), truths[text], known)


def _as_utf8(text: str) -> bytes:
    return text.encode()


def _as_gb18030(text: str) -> bytes:
    return text.encode("gb18030", "replace")


def _as_word(text: str) -> bytes:
    return samples.docx(paragraphs(text.replace("\u00ad", "")))


def outcome(case: Case) -> str:
    """refused, right, flagged, wrong (an amount that nobody types and that is not the document's) or lost (something
    given is gone, and nothing says so)."""
    try:
        document = read(case.content, *case.former)
    except DocumentRefusedError:
        return "refused"
    true = Counter(map(repr, facts(case.truth)))
    typed = set(document.to_type)
    taken = [fact for at, fact in _numbered(document) if at not in typed]
    if any(repr(fact) not in true for fact in taken):
        return "wrong"
    found = Counter(map(repr, facts(document)))
    usual = _usual(case.truth, case.former)
    flagged = bool(typed) or any(flag.kind not in usual for flag in document.flags)
    if true - found and not flagged:
        return "lost"
    return "flagged" if flagged else "right"


@cache
def _usual(truth: Document, former: tuple[Document, ...]) -> frozenset[FlagKind]:
    """What the undamaged document is flagged with."""
    return frozenset(flag.kind for flag in read_text(truth.text, *former).flags)


def _numbered(document: Document) -> list[tuple[int, samples.Fact]]:
    return [
        (at, samples.Fact(clause.event, clause.form, clause.amount))
        for at, clause in enumerate(document.clauses)
        if clause.amount
    ]


def explain(case: Case) -> None:
    """What was read otherwise, for whoever mends the reader."""
    document = read(case.content, *case.former)
    true, typed = Counter(map(repr, facts(case.truth))), set(document.to_type)
    print(case.damage, "with" if case.former else "without", "the former", case.truth.number)
    for at, fact in _numbered(document):
        if at not in typed and repr(fact) not in true:
            print("  wrong:", document.clauses[at].place, fact, document.clauses[at].text)
    for gone in true - Counter(map(repr, facts(document))):
        print("  lost:", gone)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases(count, int(sys.argv[2]) if len(sys.argv) > 2 else 1):
        found = outcome(case)
        told[case.damage][found] += 1
        if found in {"wrong", "lost"} and "-v" in sys.argv:
            explain(case)
    for damage, outcomes in told.items():
        print(f"{damage:24}", dict(outcomes))
    print("all", dict(sum(told.values(), Counter())))


if __name__ == "__main__":
    main()
