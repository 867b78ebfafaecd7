"""A private PostgreSQL server for one test run: on a free port of the loopback, gone when the run is."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

DEBIAN = Path("/usr/lib/postgresql")
SUPERUSER = "kintsugi"
START_SECONDS = 60.0
INITDB = ["--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]

# Stops the server when this process is gone, however it went: its standard input ends then.
KEEPER = 'trap "" INT; "$@" </dev/null & server=$!; cat >/dev/null; kill -INT "$server"; wait "$server"'

_names = count(1)


def find_binaries(root: Path = DEBIAN) -> Path | None:
    """The folder with initdb and postgres: KINTSUGI_POSTGRESQL, or Debian's newest version, or None."""
    if named := os.environ.get("KINTSUGI_POSTGRESQL"):
        return Path(named) if (Path(named) / "initdb").exists() else None
    versions = [path.parent for path in root.glob("*/bin/initdb") if (path.parent / "postgres").exists()]
    return max(versions, key=lambda bin_folder: float(bin_folder.parent.name), default=None)


@dataclass(frozen=True, slots=True)
class Server:
    """A running server and the databases in it; all names and urls are for one test run only."""

    port: int
    admin: psycopg.Connection[Any]

    def url(self, database: str) -> str:
        """The database's url as SQLAlchemy takes it."""
        return f"postgresql+psycopg://{SUPERUSER}@127.0.0.1:{self.port}/{database}"

    def create(self, template: str = "template1") -> str:
        """Makes a database as a copy of another one and returns its name. Nobody may be connected to the template."""
        name = f"test_{next(_names)}"
        self._execute("CREATE DATABASE {} TEMPLATE {}", name, template)
        return name

    def drop(self, database: str) -> None:
        """Removes a database, whoever is still connected to it."""
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)

    def _execute(self, statement: str, *names: str) -> None:
        self.admin.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def serve(binaries: Path) -> Iterator[Server]:
    """Runs a server whose data live in a temporary folder. As root it runs as the user `postgres`, which it demands."""
    folder = Path(tempfile.mkdtemp(prefix="kintsugi-postgresql-"))
    try:
        as_user = _unprivileged(folder)
        initdb = [str(binaries / "initdb"), "-D", str(folder / "data"), "-U", SUPERUSER, *INITDB]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_user)
        port = free_port()
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                ["sh", "-c", KEEPER, "keeper", *_command(binaries, folder, port)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
                cwd=folder,
                **as_user,
            )
        try:
            with _connect(server, port, folder / "log") as admin:
                yield Server(port, admin)
        finally:
            server.communicate()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A TCP port of the loopback that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _command(binaries: Path, folder: Path, port: int) -> list[str]:
    settings = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": str(folder),
        "max_connections": "200",
        # A crash of the machine may lose a test's data; the server's own order of commits is as in production.
        "fsync": "off",
        "full_page_writes": "off",
        "timezone": "UTC",
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [str(binaries / "postgres"), "-D", str(folder / "data"), "-p", str(port), *options]


def _unprivileged(folder: Path) -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _connect(server: subprocess.Popen[bytes], port: int, log: Path) -> psycopg.Connection[Any]:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return psycopg.connect(host="127.0.0.1", port=port, user=SUPERUSER, dbname="postgres", autocommit=True)
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}") from None
            time.sleep(0.02)
