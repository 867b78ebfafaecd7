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
    echo "── $command"
    $command
done
