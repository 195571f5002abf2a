"""Sentences that people read stand in texts, where an officer's wish is found by searching. (Conventions are tests.)"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HAN = re.compile(r"[\u3400-\u9fff〇○]")
STOP = re.compile(r"(?<=[\w”）》…])[。？！；]")
PATTERN = re.compile(r"[|\\]|\(\?|\.[*+{]|\]\{|^\[|\[\^|[\])][?+*]|\[[^\]]+\]$")
NUMERALS = re.compile(r"[〇○零一二三四五六七八九十百千万拾佰仟萬正冬腊]+")
#: Of `knowledge` all but `reading`, which says nothing but why it read so.
FOLDERS = (
    "bot",
    "handlers",
    "knowledge/answer",
    "knowledge/calendar",
    "knowledge/documents",
    "knowledge/lexicon",
    "knowledge/*.py",
)
LONG = 8  # characters: what is as long is a sentence without its stop, or a name

#: Not said to anybody, or said where it is defined for a reason.
ELSEWHERE = {
    "bot/reports/forms/congratulations.py": "a form is data: what it asks stands with the fact that it asks for",
    "bot/reports/forms/visits.py": "a form is data: what it asks stands with the fact that it asks for",
    "bot/core/installation.py": "names and birthdays of the sandbox's invented people",
    "bot/sandbox/run.py": "the sandbox's invented activity",
    "bot/store/history.py": "a mark that is stored, and sealed with its row",
    "bot/store/migrate.py": "the committee's name in a new database",
    "bot/members/rules/roster.py": "headings and offices as rosters write them",
    "bot/notices/rules.py": "words that officers type",
    "knowledge/documents/files/numbering.py": "stems and branches that number paragraphs",
    "bot/activities/titles.py": "characters of everyday words, one by one",
    "knowledge/documents/plainly.py": "what was read of a clause, for who checks it",
    "knowledge/answer/care.py": "the label of the one button that care has",
    "knowledge/warming.py": "a message to warm up with",
}


def sources(folder: str) -> list[Path]:
    """Modules that are no texts. `folder`: or a pattern."""
    every = sorted(ROOT.glob(folder) if "*" in folder else (ROOT / folder).rglob("*.py"))
    return [path for path in every if not {"texts", "texts.py", "_texts.py"} & set(path.parts)]


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, string) of all but docstrings, the help of commands and parts of f-strings, which come whole."""
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant() as docstring):
                skipped.add(docstring)
            case ast.JoinedStr(values=parts):
                skipped.update(parts)
            case ast.keyword(arg="help", value=said):
                skipped.add(said)
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        elif isinstance(node, ast.JoinedStr):
            written = (str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            yield node.lineno, "".join(written)


def is_sentence(text: str) -> bool:
    """Chinese with a stop, or long; neither a pattern nor a row of numerals."""
    many = len(HAN.findall(text))
    if many < 4 or PATTERN.search(text) or NUMERALS.fullmatch(text):
        return False
    return many >= LONG or bool(STOP.search(text))


@cache
def strays(folder: str) -> dict[str, list[str]]:
    """Sentences outside texts, by file."""
    found = {}
    for path in sources(folder):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if said := [f"{line}: {text[:60]}" for line, text in literals(tree) if is_sentence(text)]:
            found[str(path.relative_to(ROOT))] = said
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_sentences_stand_in_texts(folder: str) -> None:
    assert {path: said for path, said in strays(folder).items() if path not in ELSEWHERE} == {}


def test_what_is_exempt_needs_to_be() -> None:
    assert sorted(ELSEWHERE) == sorted(path for folder in FOLDERS for path in strays(folder) if path in ELSEWHERE)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('raise BadInput("没看懂是哪个月。")', True),
        ('say(f"{name}还没有报名，请稍后再试")', True),
        ('"""没看懂是哪个月。"""', False),
        ('group.command("list", help="列出来，不含内容的一行一条。")', False),
        ('re.compile("(?:没有|不知道|记不清)了吗？")', False),
        ('DIGITS = "零一二三四五六七八九"', False),
        ('label = "撤销"', False),
    ],
)
def test_what_counts_as_a_sentence(source: str, found: bool) -> None:
    assert any(is_sentence(text) for _, text in literals(ast.parse(source))) is found
