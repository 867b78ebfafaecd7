#!/usr/bin/env bash
# Writes a whole copy of the database to a new file while the bot runs: tools/backup.sh FILE
# DATABASE_URL says which (default: SQLite under var/). SQLite gives a database file, checked before this ends well;
# PostgreSQL gives an archive for pg_restore. An existing file is never overwritten.
set -euo pipefail

target=$(realpath -m "${1:?say where to: tools/backup.sh FILE}")
cd "$(dirname "$0")/.."
umask 077
mkdir -p "$(dirname "$target")"
python=.venv/bin/python
[ -x "$python" ] || python=python3

exec "$python" - "${DATABASE_URL:-sqlite:///var/kintsugi.db}" "$target" <<'PYTHON'
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

from sqlalchemy import make_url

url, target = sys.argv[1:]
if os.path.exists(target):
    sys.exit(f"backup: {target} exists already.")
if url.startswith("sqlite"):
    source = make_url(url).database or ""
    if not os.path.exists(source):
        sys.exit(f"backup: there is no database at {source}.")
    with closing(sqlite3.connect(source, timeout=30)) as connection:
        connection.execute("VACUUM INTO ?", (target,))
    with closing(sqlite3.connect(target)) as copy:
        answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if answer != "ok":
        sys.exit(f"backup: the copy is damaged: {answer}")
elif url.startswith("postgres"):
    whole = make_url(url)
    bare = whole.set(drivername="postgresql", password=None).render_as_string()
    # The password goes through the environment: arguments can be read by everybody on the machine.
    secret = {"PGPASSWORD": str(whole.password)} if whole.password else {}
    command = ["pg_dump", "--format=custom", "--no-owner", f"--file={target}", f"--dbname={bare}"]
    done = subprocess.run(command, env={**os.environ, **secret})
    if done.returncode:
        sys.exit(done.returncode)
else:
    sys.exit("backup: DATABASE_URL is neither SQLite nor PostgreSQL.")
print(f"backup: {target} ({os.path.getsize(target):,} bytes)")
PYTHON
