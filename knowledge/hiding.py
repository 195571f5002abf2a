"""Optional parts of libraries, left unloaded: an import that is hidden fails, and the library goes without it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


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
