"""The faults, as changes of the syntax tree: what a tired hand would get wrong.

Left alone: documentation, annotations, what is logged, and constants of the module (patience, batch sizes), whose exact
value no test should depend on.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_SILENT = ("_log", "TypeVar")


@dataclass(frozen=True)
class Mutant:
    """A fault: what it was and what it is, the whole source with it, its lines, and those of the definition around."""

    before: str
    after: str
    source: str
    lines: range
    around: range

    @property
    def line(self) -> int:
        return self.lines.start


def mutants(source: str) -> Iterator[Mutant]:
    """Every fault that can be put into this module, one at a time."""
    count = len(list(_places(ast.parse(source))))
    for number in range(count):
        tree = ast.parse(source)
        node, change = next(islice(_places(tree), number, None))
        before, lines = ast.unparse(node), _lines(node)
        around = next(each for each in map(_lines, tree.body) if lines.start in each)
        change()
        yield Mutant(before, ast.unparse(node), ast.unparse(ast.fix_missing_locations(tree)), lines, around)


def _lines(node: ast.stmt | ast.expr) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


Place = ast.stmt | ast.expr
Change = Callable[[], None]


def _places(tree: ast.Module) -> Iterator[tuple[Place, Change]]:
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield from _in(node)


def _in(node: ast.AST) -> Iterator[tuple[Place, Change]]:
    """The places within a definition; what is left alone is not entered."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _left_alone(child):
                yield from _of(child)
                yield from _in(child)


def _left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True  # documentation
    call = node.value if isinstance(node, ast.Expr) else node
    called = call.func if isinstance(call, ast.Call) else None
    return isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id in _SILENT


def _of(node: ast.AST) -> Iterator[tuple[Place, Change]]:
    """The faults of one node."""
    match node:
        case ast.Compare(ops=[compared]) if type(compared) in _COMPARED:
            yield node, lambda: node.ops.__setitem__(0, _COMPARED[type(compared)]())
        case ast.BoolOp(op=joined):
            yield node, lambda: setattr(node, "op", ast.Or() if isinstance(joined, ast.And) else ast.And())
        case ast.BinOp(op=counted) if type(counted) in _COUNTED:
            yield node, lambda: setattr(node, "op", _COUNTED[type(counted)]())
        case ast.UnaryOp(op=(ast.Not() | ast.Invert()) as turned):  # twice: gone
            yield node, lambda: setattr(node, "operand", ast.UnaryOp(turned, node.operand))
        case ast.Constant(value=bool(truth)):
            yield node, lambda: setattr(node, "value", not truth)
        case ast.Constant(value=int(number)):
            yield node, lambda: setattr(node, "value", number + 1)
        case ast.Expr(value=ast.Call() | ast.Await(value=ast.Call())):
            yield node, lambda: setattr(node, "value", ast.Constant(None))
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield node, lambda: setattr(node, "value", ast.Constant(None))
