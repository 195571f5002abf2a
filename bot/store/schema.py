"""Every table there is. Whoever works on all of them (migrations, backups) imports `metadata` from here: a module of
tables that nobody had imported would be left out of a backup without a word.
"""

import importlib
import pkgutil

from bot import store
from bot.store.types import metadata as metadata

for _module in pkgutil.iter_modules(store.__path__):
    if _module.name.startswith("tables"):
        importlib.import_module(f"bot.store.{_module.name}")
