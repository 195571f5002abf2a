"""Puts a fault into a module that is loaded already.

The functions, whoever has imported them, keep their identity and get the code of the faulty ones: a process need not
import the program anew for each fault.
"""

import sys
from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cached_property
from inspect import unwrap
from types import FunctionType, ModuleType
from typing import Any

_PLAIN = (bool, int, str, float, type(None))


def graft(name: str, source: str) -> None:
    """Gives the loaded module `name` the functions, defaults and plain class attributes of this source."""
    there = sys.modules[name]
    faulty = ModuleType(name)
    faulty.__file__ = there.__file__
    exec(compile(source, str(there.__file__), "exec"), vars(faulty))  # noqa: S102 - our own source, with our own fault
    _over(vars(there), vars(faulty), name)


def _over(there: Mapping[str, Any], faulty: Mapping[str, Any], module: str) -> None:
    for key, value in there.items():
        other = faulty.get(key)
        if isinstance(value, type):
            if value.__module__ == module and other is not value:
                _class(value, other, module)
        else:
            for mine, its in zip(_functions(value), _functions(other), strict=False):
                if mine.__module__ == module:
                    _recode(mine, its)


def _class(there: type, faulty: object, module: str) -> None:
    for key, value in list(vars(there).items()):
        other = vars(faulty).get(key)
        if _altered(value, other):
            setattr(there, key, other)
    _over(dict(vars(there)), vars(faulty), module)


def _functions(value: object) -> list[FunctionType]:
    """What there is to run behind a name: under decorators, in a property, a class method."""
    match value:
        case property():
            behind = [value.fget, value.fset]
        case classmethod() | staticmethod():
            behind = [value.__func__]
        case cached_property():
            behind = [value.func]
        case _ if callable(value):
            behind = [unwrap(value)]
        case _:
            behind = []
    return [one for one in behind if isinstance(one, FunctionType)]


def _recode(mine: FunctionType, its: FunctionType) -> None:
    mine.__code__ = its.__code__
    if mine.__defaults__ and its.__defaults__:
        pairs = zip(mine.__defaults__, its.__defaults__, strict=True)
        mine.__defaults__ = tuple(new if _altered(old, new) else old for old, new in pairs)
    for key, old in (mine.__kwdefaults__ or {}).items():
        if _altered(old, new := (its.__kwdefaults__ or {}).get(key)):
            mine.__kwdefaults__ = (mine.__kwdefaults__ or {}) | {key: new}


def _altered(old: object, new: object) -> bool:
    """Whether a plain value, or one of our own value classes, is another one now."""
    plain = isinstance(new, _PLAIN) and isinstance(old, _PLAIN)
    return (plain and old != new) or (is_dataclass(new) and repr(old) != repr(new))
