"""What is written is whole, and for the bot's account alone; every file is written through `bot.core.private_files`."""

import ast
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import bot
from bot.core import private_files
from bot.ops.backup import sweep_leftovers
from bot.store.vault import Vault, new_key, read_keys

ROOT = Path(bot.__file__).parent
WRITING = {"write_text", "write_bytes", "mkdir", "touch", "mkstemp", "NamedTemporaryFile", "TemporaryDirectory"}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def _usual_umask() -> object:
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_new_files_and_folders_are_for_one_account(tmp_path: Path) -> None:
    folder = private_files.folder(tmp_path / "records")
    private_files.write(folder / "a", b"one")
    private_files.append(folder / "b").close()
    assert (mode(folder), mode(folder / "a"), mode(folder / "b")) == (0o700, 0o600, 0o600)


def test_a_file_that_others_could_read_is_replaced_by_one_that_they_cannot(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_bytes(b"old")
    private_files.write(path, b"new")
    assert (path.read_bytes(), mode(path)) == (b"new", 0o600)


def test_a_symlink_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    private_files.write(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_what_fails_half_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "book"
    private_files.write(path, b"old")
    with pytest.raises(ValueError, match="full"), private_files.replacing(path) as file:
        file.write(b"ne")
        raise ValueError("disk full")
    assert [one.name for one in tmp_path.iterdir()] == ["book"]
    assert path.read_bytes() == b"old"


def test_of_two_who_make_a_new_file_one_wins(tmp_path: Path) -> None:
    assert private_files.write_new(tmp_path / "keys", b"first")
    assert not private_files.write_new(tmp_path / "keys", b"second")
    assert (tmp_path / "keys").read_bytes() == b"first"
    assert len(list(tmp_path.iterdir())) == 1


def test_the_first_key_is_written_whole(tmp_path: Path) -> None:
    path = private_files.folder(tmp_path / "data") / "keys"
    first, second = Vault([new_key()], unsaved=path), Vault([new_key()], unsaved=path)
    first.keep()
    second.keep()  # another process that began at the same time: it seals with the key that is there
    assert second.open(first.seal("事实")) == first.open(second.seal("事实")) == "事实"
    assert len(read_keys(None, tmp_path / "data")) == 1
    assert mode(tmp_path / "data" / "keys") == 0o600


def test_what_a_killed_writer_left_is_swept_and_what_a_living_one_writes_is_not(tmp_path: Path) -> None:
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom bot.core import private_files as private\n"
        "with private.replacing(Path(sys.argv[1])) as file:\n    file.write(b'half')\n    file.flush()\n"
        "    print('writing', flush=True)\n    sys.stdin.readline()\n    os.kill(os.getpid(), 9)\n"
    )
    target = tmp_path / "backups" / "20261101-030000.wennuan"
    private_files.folder(target.parent)
    with subprocess.Popen(
        [sys.executable, "-c", code, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writing\n"
        assert sweep_leftovers(tmp_path) == 0
        print(file=writer.stdin, flush=True)
        writer.wait(20)
    assert len(list(target.parent.iterdir())) == 1
    assert sweep_leftovers(tmp_path) == 1
    assert list(target.parent.iterdir()) == []


def test_a_list_that_was_never_handed_over_is_swept(tmp_path: Path) -> None:
    exports = private_files.folder(tmp_path / "exports")
    for name, hours_old in (("old.xlsx", 2), ("fresh.xlsx", 0)):
        private_files.write(exports / name, b"names")
        at = (exports / name).stat().st_mtime - hours_old * 3600
        os.utime(exports / name, (at, at))
    assert sweep_leftovers(tmp_path) == 1
    assert [path.name for path in exports.iterdir()] == ["fresh.xlsx"]


def test_no_module_writes_files_by_itself() -> None:
    """A new place that writes goes by way of `bot.core.private_files`, so that its file is private and whole."""
    allowed = {
        "private_files.py": WRITING | {"open"},
        "opening.py": {"touch"},  # a database is SQLite's to write
        "child.py": {"open"},  # /proc/self/oom_score_adj, which is no file of ours
    }
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno} {name}"
        for path in ROOT.rglob("*.py")
        for call, name in calls(ast.parse(path.read_text()))
        if writes(call, name) and name not in allowed.get(path.name, set())
    ]
    assert found == []


def calls(tree: ast.AST) -> list[tuple[ast.Call, str]]:
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [(node, getattr(node.func, "attr", getattr(node.func, "id", ""))) for node in found]


def writes(call: ast.Call, name: str) -> bool:
    """Whether this opens a file for writing: by such a function, or by `open` with such a mode."""
    modes = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return name in WRITING or (
        name in {"open", "fdopen"} and any(set(one) & set("wax") and len(one) < 4 for one in modes)
    )
