"""The house in figures, for docs/decisions/rooms.md: `python -m tests.benchmarks.house [ROOT]`.

Migrations are left out. An import over several lines counts each of them, late ones included. Statements of an approval
are those of `python -m tests.benchmarks.presses`.
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
FOLDERS = ("bot", "handlers", "knowledge")
SMALL = 60  # lines


@dataclass(frozen=True)
class Module:
    """A file. `name`: as it is imported."""

    path: Path
    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @property
    def functions(self) -> list[int]:
        """Lines of each, from its first decorator's `def` to its end."""
        defined = (ast.FunctionDef, ast.AsyncFunctionDef)
        found = [node for node in ast.walk(self.tree) if isinstance(node, defined)]
        return [(node.end_lineno or node.lineno) - node.lineno + 1 for node in found]

    @property
    def imports(self) -> list[ast.Import | ast.ImportFrom]:
        return [node for node in ast.walk(self.tree) if isinstance(node, (ast.Import, ast.ImportFrom))]

    @property
    def import_lines(self) -> int:
        return sum((node.end_lineno or node.lineno) - node.lineno + 1 for node in self.imports)

    @property
    def imported(self) -> set[str]:
        """Names that may be modules: of `from a import b` both a and a.b."""
        found: set[str] = set()
        for node in self.imports:
            if isinstance(node, ast.ImportFrom):
                found |= {node.module or "", *(f"{node.module}.{one.name}" for one in node.names)}
            else:
                found |= {one.name for one in node.names}
        return found


def modules(root: Path, folders: Iterable[str]) -> Iterator[Module]:
    for folder in folders:
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
                yield Module(path, name, path.read_text(encoding="utf-8"))


def figures(found: list[Module]) -> dict[str, str]:
    """What rooms.md tells, by its heading there."""
    lines = [one.lines for one in found]
    functions = [size for one in found for size in one.functions]
    imports = sum(one.import_lines for one in found)
    importers = Counter(name for one in found for name in one.imported)
    small = [one for one in found if one.lines < SMALL and importers[one.name] == 1 and one.path.name != "__init__.py"]
    folders = Counter(one.name.split(".")[0] for one in found)
    longest = max(found, key=lambda one: one.lines)
    return {
        "modules": f"{len(found)}: {', '.join(str(folders[folder]) for folder in FOLDERS)}",
        "lines; a module's on average": f"{sum(lines):,}; {sum(lines) / len(found):.0f}",
        "longest module": f"{longest.lines} ({longest.name})",
        "functions": f"{len(functions):,}; median {median(functions):.0f} lines, longest {max(functions)}",
        "small modules with one importer": str(len(small)),
        "import lines": f"{imports:,} ({100 * imports / sum(lines):.1f} in 100)",
    }


if __name__ == "__main__":
    for heading, figure in figures(list(modules(Path(sys.argv[1]) if sys.argv[1:] else ROOT, FOLDERS))).items():
        sys.stdout.write(f"{heading}: {figure}\n")
