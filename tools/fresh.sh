#!/usr/bin/env bash
# Clones HEAD into a temporary folder and runs the README's two commands there, as a newcomer would. What is not
# committed is not in it.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
git clone --quiet . "$folder/kintsugi"
cd "$folder/kintsugi"
unset TELEGRAM_TOKEN VIRTUAL_ENV PYTHONPATH
for command in 'make run' 'make test'; do
    grep -qF "$command" README.md || { echo "README.md does not show '$command'." >&2; exit 1; }
done

# Without a token `make run` shows two phones and goes on until it is told to stop.
echo "── make run"
make run >run.log 2>&1 &
run=$!
trap 'kill "$run" 2>/dev/null || true; rm -rf "$folder"' EXIT
for _ in $(seq 600); do
    grep -q 'http://127.0.0.1' run.log && break
    kill -0 "$run" 2>/dev/null || break
    sleep 1
done
cat run.log
address=$(grep -o 'http://127.0.0.1:[0-9]*/' run.log)
.venv/bin/python -c 'import sys, urllib.request as web; assert b"Kintsugi" in web.urlopen(sys.argv[1]).read()' "$address"
kill "$run"
wait "$run" || true

echo "── make test"
make test
