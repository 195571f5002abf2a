"""Parts of libraries, left unloaded: an import that is hidden fails, and the library goes without it; what is left out
is there in name only, for a library that insists on it.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def hidden(*names: str) -> Iterator[None]:
    """Within, importing these modules raises ImportError; what was loaded before is there again afterwards."""
    before = {name: sys.modules.pop(name, None) for name in names}
    sys.modules.update(dict.fromkeys(names))  # type: ignore[arg-type]  # None: "there is no such module"
    try:
        yield
    finally:
        for name, module in before.items():
            del sys.modules[name]
            if module is not None:
                sys.modules[name] = module


class Absent:
    """Stands for whatever was left out; nothing is an instance of it."""


class _Blank(ModuleType):
    """Whatever is taken from it is Absent."""

    def __getattr__(self, name: str) -> type[Absent]:
        if name.startswith("__"):  # what the import system asks for
            raise AttributeError(name)
        return Absent


def leave_out(*names: str) -> None:
    """From now on these modules are blank, unless they are loaded already."""
    for name in names:
        sys.modules.setdefault(name, _Blank(name))
