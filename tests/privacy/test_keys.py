"""Sealed columns: unreadable in a stolen file, and sealed anew under another key."""

from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select
from typer.testing import CliRunner

from bot.cli import load
from bot.core.errors import ConfigError
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.privacy.queries.resealing import SEALED, reseal
from bot.store import tables as t
from bot.store.engine import Store
from bot.store.vault import Vault
from tests.privacy.rows import NOTE, SECRET, report
from tests.support import KEY, open_store, sqlite_url

Roster = dict[str, Member]


async def test_a_stolen_file_shows_no_sensitive_text(deps: Deps, roster: Roster, tmp_path: Path) -> None:
    await report(deps, roster["A001"])
    content = b"".join(path.read_bytes() for path in tmp_path.glob("wennuan.db*"))
    assert SECRET.encode() not in content
    assert NOTE.encode() not in content


async def test_keys_are_changed_without_losing_anything(deps: Deps, roster: Roster, tmp_path: Path) -> None:
    await report(deps, roster["A001"])
    fresh = Fernet.generate_key().decode()
    both = Store(sqlite_url(tmp_path), Vault([fresh, KEY]))
    assert sum([done async for done in reseal(both)]) >= 4
    await both.close()
    only = Store(sqlite_url(tmp_path), Vault([fresh]))
    async with only.read() as tx:
        for table, name in SEALED:
            for row in await tx.all(select(table.c[name]).where(table.c[name].is_not(None))):
                tx.vault.open(row[name])
    await only.close()
    async with open_store(sqlite_url(tmp_path)) as old, old.read() as tx:
        facts = await tx.value(select(t.reports.c.facts))
        with pytest.raises(ConfigError):
            tx.vault.open(facts)


def test_the_key_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    app, run = load(), CliRunner().invoke
    run(app, ["init"])
    assert "已重新加密" in run(app, ["keys", "rotate"]).output
    first = (tmp_path / "keys").read_text().split()
    assert "第一行" in run(app, ["keys", "new"]).output
    assert (tmp_path / "keys").read_text().split()[1:] == first
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600
    run(app, ["keys", "rotate", "--drop-old"])
    assert len((tmp_path / "keys").read_text().split()) == 1


def test_every_sealed_column_is_rotated() -> None:
    """A sealed column that is added to the tables must be added to the rotation too."""
    named = {(table.name, name) for table, name in SEALED}
    source = "".join(Path(str(module.__file__)).read_text() for module in _table_modules())
    assert source.count("# sealed") == len(named), "comment and rotation disagree"


def _table_modules() -> list[Any]:
    from bot.store import tables, tables_activities, tables_members, tables_traffic

    return [tables, tables_activities, tables_members, tables_traffic]
