"""A real PostgreSQL for the tests: started in a folder of its own, stopped with the session."""

import getpass
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def bindir() -> Path | None:
    """Where the server's programs are: on the PATH, or where Debian puts them (newest first)."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    return debian[0].parent if debian else None


@contextmanager
def server(*settings: str) -> Iterator[str]:
    """Yields the asyncpg URL of an empty server; PostgreSQL refuses to run as root, so root becomes `postgres`.

    `settings`: further ones, each as `name=value`.
    """
    programs = bindir()
    if programs is None:
        raise RuntimeError("PostgreSQL is not installed; `make test` installs it")
    user = "postgres" if getpass.getuser() == "root" else None
    folder = Path(tempfile.mkdtemp(prefix="wennuan-pg-"))
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    data, port = folder / "data", _free_port()

    def run(*command: str | Path) -> None:
        subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

    run(programs / "initdb", "-D", data, "-U", "wennuan", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C")
    options = f"-F -p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=200"
    options += "".join(f" -c {setting}" for setting in settings)
    run(programs / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
    try:
        yield f"postgresql+asyncpg://wennuan@127.0.0.1:{port}"
    finally:
        run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        _remove(folder)


def create_database(server_url: str, name: str, programs: Path | None = None, *, template: str = "template1") -> str:
    """A new database on the server, empty or a copy of `template`; returns its URL."""
    port = server_url.rsplit(":", 1)[1]
    tool = (programs or bindir() or Path()) / "createdb"
    subprocess.run([tool, "-h", "127.0.0.1", "-p", port, "-U", "wennuan", "-T", template, name], check=True)
    return f"{server_url}/{name}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _remove(folder: Path) -> None:
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.1)
