"""Which sets of happenings, or of sides, a name stands in: for who adds one like it (docs/howto/kind.md, facet.md).

`python -m tests.knowledge.sets MARRIAGE` (a member of `What`) or `… place` (a key of facets.toml) prints a line a set.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("knowledge/reading", "knowledge/answer", "bot/questions", "bot/activities")


@dataclass(frozen=True)
class Held:
    """A module's constant, and the names in it: members of `What` by their names, strings as they are."""

    path: str
    line: int
    name: str
    members: frozenset[str]


def constants() -> Iterator[Held]:
    for path in sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    pass
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                    pass
                case _:
                    continue
            yield Held(str(path.relative_to(ROOT)), node.lineno, name, frozenset(_members(value)))


def _members(value: ast.expr) -> Iterator[str]:
    for node in ast.walk(value):
        match node:
            case ast.Attribute(value=ast.Name(id="What"), attr=name) | ast.Constant(value=str(name)):
                yield name


def holding(name: str) -> list[Held]:
    """The constants of several members that have this one."""
    return [one for one in constants() if name in one.members and len(one.members) > 1]


if __name__ == "__main__":
    for one in holding(sys.argv[1]):
        sys.stdout.write(f"{one.path}:{one.line} {one.name} ({', '.join(sorted(one.members)[:8])})\n")
