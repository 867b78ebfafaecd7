#!/usr/bin/env bash
# Writes a whole copy of the database to a new file while the bot runs: tools/backup.sh FILE
# DATABASE_URL says which (default: SQLite under var/). SQLite gives a database file, checked before this ends well;
# PostgreSQL gives an archive for pg_restore. An existing file is never overwritten.
set -euo pipefail

target=${1:?say where to: tools/backup.sh FILE}
[ ! -e "$target" ] || { echo "backup: $target exists already." >&2; exit 1; }
target=$(realpath -m "$target")
cd "$(dirname "$0")/.."
umask 077
mkdir -p "$(dirname "$target")"
url=${DATABASE_URL:-sqlite:///var/kintsugi.db}

case $url in
sqlite*)
    python=.venv/bin/python
    [ -x "$python" ] || python=python3
    "$python" - "${url#*:///}" "$target" <<'PYTHON'
import sqlite3
import sys
from pathlib import Path

source, target = (Path(argument) for argument in sys.argv[1:])
if not source.exists():
    sys.exit(f"backup: there is no database at {source}.")
connection = sqlite3.connect(source, timeout=30)
connection.execute("VACUUM INTO ?", (str(target),))
connection.close()
copy = sqlite3.connect(target)
answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
copy.close()
if answer != "ok":
    sys.exit(f"backup: the copy is damaged: {answer}")
PYTHON
    ;;
postgres*)
    pg_dump --format=custom --no-owner --file="$target" --dbname="postgresql://${url#*://}"
    ;;
*)
    echo "backup: DATABASE_URL is neither SQLite nor PostgreSQL." >&2
    exit 1
    ;;
esac
echo "backup: $target ($(du -h "$target" | cut -f1))"
