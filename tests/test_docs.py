"""What the documents name exists: files, commands, links. (Conventions are tests.)"""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

import handlers
from bot import cli

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "tests").rglob("*.md")])
CODE = re.compile(r"`((?:bot|handlers|knowledge|tests|docs|requirements)/[\w./-]+)`")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
CHAT_COMMAND = re.compile(r"(?<![\w./\]])/([a-z]{2,})\b")
PATHS = {"healthz", "readyz", "metrics"}  # of the operator's port
COMMAND = re.compile(r"\bwennuan ([a-z]+(?: [a-z]+(?:-[a-z]+)*)?)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_files_and_links_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = [ROOT / name for name in CODE.findall(text)] + [page.parent / name for name in LINK.findall(text)]
    assert [str(path) for path in named if not path.exists()] == []


def test_what_the_design_names_in_short_exists() -> None:
    """`room/module`, `room.module.name`: of the flows and of the glossary."""
    rooms = [path.name for path in (ROOT / "bot").iterdir() if (path / "__init__.py").exists()]
    short = re.compile(rf"(?<![\w./\"-])((?:{'|'.join(rooms)}|handlers)(?:[./]\w+)+)")
    named = {name.replace("/", ".") for name in short.findall((ROOT / "docs/design.md").read_text(encoding="utf-8"))}
    assert len(named) > 50
    assert sorted(name for name in named if not _is_there(name)) == []


def _is_there(name: str) -> bool:
    try:
        pkgutil.resolve_name(name if name.startswith("handlers") else f"bot.{name}")
    except (ImportError, AttributeError):
        return False
    return True


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_named_tests_exist(page: Path) -> None:
    named = TEST.findall(page.read_text(encoding="utf-8"))
    sources = {file: (ROOT / file).read_text(encoding="utf-8") for file, _ in named}
    assert [f"{file}::{name}" for file, name in named if f"def {name}(" not in sources[file]] == []


def known_commands() -> set[str]:
    """Every `wennuan …` there is, groups with their sub-commands."""
    app = cli.load()
    names = {command.name or (command.callback and command.callback.__name__) for command in app.registered_commands}
    for group in app.registered_groups:
        inner = group.typer_instance
        names.add(group.name)
        names |= {
            f"{group.name} {command.name or (command.callback and command.callback.__name__)}"
            for command in (inner.registered_commands if inner else [])
        }
    return {name for name in names if isinstance(name, str)}


def test_commands_in_the_documents_exist() -> None:
    known = known_commands()
    heads = {name.split()[0] for name in known}
    groups = {name.split()[0] for name in known if " " in name}
    unknown = set()
    for page in [*PAGES, ROOT / ".env.example"]:
        for named in COMMAND.findall(page.read_text(encoding="utf-8")):
            head, _, sub = named.partition(" ")
            if head not in heads or (head in groups and sub and named not in known):
                unknown.add(f"{page.name}: {named}")
    assert unknown == set()


def test_chat_commands_in_the_handbooks_exist() -> None:
    modules = [importlib.import_module(f"handlers.{module.name}") for module in pkgutil.iter_modules(handlers.__path__)]
    known = {name for module in modules for name in getattr(module, "COMMANDS", ())}
    named = {name for page in PAGES if "手册" in page.name for name in CHAT_COMMAND.findall(page.read_text("utf-8"))}
    assert len(named) > 15
    assert named - known - PATHS == set()


def test_the_page_on_commands_lists_those_in_chat() -> None:
    modules = [importlib.import_module(f"handlers.{module.name}") for module in pkgutil.iter_modules(handlers.__path__)]
    page = (ROOT / "docs" / "howto" / "command.md").read_text(encoding="utf-8")
    rows = {
        row[2]: set(CHAT_COMMAND.findall(row[1]))
        for row in re.findall(r"^(\| (/[^|]+)\| `([^`]+)`)", page, re.MULTILINE)
    }
    own = {f"handlers/{module.__name__[9:]}.py": set(getattr(module, "COMMANDS", ())) for module in modules}
    assert rows == {path: names for path, names in own.items() if names and path != "handlers/routes.py"}


@pytest.mark.parametrize(("heading", "folder"), [("## Reading", "reading"), ("## Answer", "answer")])
def test_every_module_of_knowledge_stands_in_the_order_in_which_it_runs(heading: str, folder: str) -> None:
    page = (ROOT / "docs" / "knowledge.md").read_text(encoding="utf-8")
    part = page[page.index(heading) :].split("\n## ")[0]
    modules = {path.stem for path in (ROOT / "knowledge" / folder).rglob("*.py")} - {"__init__"}
    assert modules - set(re.findall(r"`(\w+)`", part)) == set()


def test_help_lists_every_command() -> None:
    shown = CliRunner().invoke(cli.load(), ["--help"]).output
    assert all(name.split()[0] in shown for name in known_commands())
